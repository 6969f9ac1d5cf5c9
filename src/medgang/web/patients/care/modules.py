"""Which modules declare clinical forms."""

import importlib

MODULES = (
    "safety",
    "steps",
)


def load() -> None:
    """Import them all."""
    for name in MODULES:
        importlib.import_module(f"medgang.web.patients.care.{name}")
