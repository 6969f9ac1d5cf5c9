"""How every kind of event reads on the timeline, one module per subject."""

import importlib

SUBJECTS = ("after", "measures", "plan", "safety", "sessions")


def load() -> None:
    """Import every module that describes events; called once when the app is ready."""
    for name in SUBJECTS:
        importlib.import_module(f"medgang.web.patients.descriptions.{name}")
