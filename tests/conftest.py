"""Settings every test shares."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("medgang", deadline=None, derandomize=True, max_examples=50)
settings.load_profile("medgang")
