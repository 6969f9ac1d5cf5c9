"""The clinical pages: one form for each thing a procedure asks for.

A procedure's step names the form that completes it (`form: clearance`). Each module here declares such forms with
`care_form`; the one view `patients:do` shows and saves them all. What a form saves is a verb in `care.services`:
one event, one access-log row, one transaction.
"""

from medgang.web.patients.care.registry import FORMS, CareForm, Context, care_form

__all__ = ["FORMS", "CareForm", "Context", "care_form", "load_forms"]


def load_forms() -> None:
    """Import every module that declares forms; called once when the app is ready."""
    from medgang.web.patients.care import modules

    modules.load()
