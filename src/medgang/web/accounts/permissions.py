"""Who may do what to people and places: the app's rows of the permission table, and its rules in pairs."""

from __future__ import annotations

from typing import Final

from medgang.core.errors import NotAllowed
from medgang.core.people import Role
from medgang.core.people.roles import CLINICAL_ROLES, OUTSIDE_ROLES
from medgang.web.accounts.actors import Actor, Purpose
from medgang.web.accounts.routes import Action, Door, Route

ADMINISTRATORS: Final = frozenset({Role.ADMINISTRATOR})
LEADERS: Final = frozenset({Role.SECTION_LEADER})
TEMP_ROLES: Final = CLINICAL_ROLES - LEADERS
"""What a temp can be for one shift: somebody who gives care, never one who gives out access."""


def _open(name: str, action: Action = Action.READ, *, before_ready: bool = True) -> Route:
    return Route(name, Door.PUBLIC, action, before_ready=before_ready)


def _own(name: str, action: Action = Action.READ, *, before_ready: bool = False) -> Route:
    return Route(name, Door.SIGNED_IN, action, before_ready=before_ready)


def _admin(name: str, action: Action = Action.READ) -> Route:
    return Route(name, Door.ANY_ROLE, action, ADMINISTRATORS, Purpose.INTERNAL_CONTROL)


ROUTES: Final[tuple[Route, ...]] = (
    _open("accounts:health"),
    # Sign-in. The second names are those by which django-allauth finds its own pages; the address is the same.
    _open("accounts:sign_in", Action.FORM),
    _open("account_login", Action.FORM),
    _open("accounts:code", Action.FORM),
    _open("mfa_authenticate", Action.FORM),
    _open("account_inactive"),
    _open("accounts:demo_sign_in", Action.WRITE),
    _own("accounts:sign_out", Action.WRITE, before_ready=True),
    _own("account_logout", Action.WRITE, before_ready=True),
    # What must be in place before anything else opens.
    _own("accounts:password", Action.FORM, before_ready=True),
    _own("account_change_password", Action.FORM, before_ready=True),
    _own("accounts:code_app", Action.FORM, before_ready=True),
    _own("mfa_activate_totp", Action.FORM, before_ready=True),
    _own("accounts:confirm", Action.FORM, before_ready=True),
    _own("account_reauthenticate", Action.FORM, before_ready=True),
    _own("accounts:confirm_code", Action.FORM, before_ready=True),
    _own("mfa_reauthenticate", Action.FORM, before_ready=True),
    # One's own things.
    _own("accounts:home"),
    _own("accounts:profile", Action.FORM),
    _own("mfa_index", Action.FORM),
    _own("accounts:recovery_codes", Action.FORM),
    _own("mfa_view_recovery_codes", Action.FORM),
    _own("accounts:new_code_app", Action.FORM),
    _own("mfa_deactivate_totp", Action.FORM),
    _own("accounts:end_other_sessions", Action.WRITE),
    # A unit's people.
    Route("accounts:unit_people", Door.UNIT, Action.READ, CLINICAL_ROLES, Purpose.INTERNAL_CONTROL),
    Route("accounts:temp_find", Door.UNIT, Action.FORM, CLINICAL_ROLES, Purpose.INTERNAL_CONTROL),
    Route("accounts:temp_give", Door.UNIT, Action.WRITE, CLINICAL_ROLES, Purpose.INTERNAL_CONTROL),
    Route("accounts:unit_membership_give", Door.UNIT, Action.FORM, LEADERS, Purpose.INTERNAL_CONTROL),
    Route("accounts:person_search", Door.UNIT, Action.WRITE, LEADERS, Purpose.INTERNAL_CONTROL),
    Route("accounts:unit_membership_end", Door.UNIT, Action.WRITE, LEADERS, Purpose.INTERNAL_CONTROL),
    # Everywhere.
    _admin("accounts:organisation"),
    _admin("accounts:place_new", Action.FORM),
    _admin("accounts:place_edit", Action.FORM),
    _admin("accounts:people", Action.FORM),
    _admin("accounts:person_new", Action.FORM),
    _admin("accounts:person"),
    _admin("accounts:membership_give", Action.FORM),
    _admin("accounts:membership_end", Action.WRITE),
    _admin("accounts:person_close", Action.WRITE),
    _admin("accounts:person_open", Action.WRITE),
    _admin("accounts:person_reset", Action.WRITE),
    _admin("accounts:person_end_sessions", Action.WRITE),
)


def check_can_manage_everything(by: Actor) -> None:
    """Only an administrator (or the program itself) makes people and places."""
    if not (by.is_system or Role.ADMINISTRATOR in by.roles):
        raise NotAllowed("accounts.administrator_only")


def can_manage_everything(by: Actor) -> bool:
    """The same, as a yes or no."""
    return _holds(check_can_manage_everything, by)


def check_can_give_membership(by: Actor, *, unit_id: int, role: Role) -> None:
    """An administrator gives any role anywhere; a section leader every staff role but that one, in the own unit."""
    if can_manage_everything(by):
        return
    leads_here = Role.SECTION_LEADER in by.roles and by.unit is not None and by.unit.id == unit_id
    if not leads_here:
        raise NotAllowed("accounts.not_your_unit")
    if role is Role.ADMINISTRATOR or role in OUTSIDE_ROLES:
        raise NotAllowed("accounts.role_not_yours_to_give")


def can_give_membership(by: Actor, *, unit_id: int, role: Role) -> bool:
    """The same, as a yes or no."""
    return _holds(check_can_give_membership, by, unit_id=unit_id, role=role)


def check_can_end_membership(by: Actor, *, unit_id: int, role: Role) -> None:
    """Whoever may give it may end it."""
    check_can_give_membership(by, unit_id=unit_id, role=role)


def check_can_give_shift(by: Actor, *, unit_id: int, role: Role, leads_shifts: bool) -> None:
    """A section leader, or somebody marked as leading shifts here, lets a temp in for one shift of care."""
    here = by.unit is not None and by.unit.id == unit_id
    if not (by.is_system or (here and (leads_shifts or Role.SECTION_LEADER in by.roles))):
        raise NotAllowed("accounts.shift_leader_only")
    if role not in TEMP_ROLES:
        raise NotAllowed("accounts.role_not_for_a_shift")


def can_end_membership(by: Actor, *, unit_id: int, role: Role) -> bool:
    """The same, as a yes or no."""
    return _holds(check_can_end_membership, by, unit_id=unit_id, role=role)


def can_give_shift(by: Actor, *, unit_id: int, role: Role, leads_shifts: bool) -> bool:
    """The same, as a yes or no."""
    return _holds(check_can_give_shift, by, unit_id=unit_id, role=role, leads_shifts=leads_shifts)


def _holds(check: object, *args: object, **kwargs: object) -> bool:
    assert callable(check)  # noqa: S101 - one of the functions above
    try:
        check(*args, **kwargs)
    except NotAllowed:
        return False
    return True
