"""Which modules declare clinical forms."""

import importlib

MODULES = (
    "activity",
    "contact",
    "goals",
    "leaving",
    "lessons",
    "measure",
    "plan",
    "safety",
    "steps",
    "talk",
)


def load() -> None:
    """Import them all."""
    for name in MODULES:
        importlib.import_module(f"medgang.web.patients.care.{name}")
