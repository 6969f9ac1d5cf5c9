"""Settings and fixtures every test shares; what they do stands in tests/support."""

from __future__ import annotations

from hypothesis import settings

pytest_plugins = [
    "tests.support.databases",
    "tests.support.browser",
    "tests.support.traceability",
]

# The same examples each time: a test that fails now and then helps nobody.
settings.register_profile("medgang", deadline=None, derandomize=True, max_examples=50)
settings.load_profile("medgang")
