"""Verbs about people and places. Each is one transaction with its access-log row."""

from __future__ import annotations

import re
import secrets
from datetime import datetime, timedelta
from typing import Final

from allauth.mfa.models import Authenticator
from django.db import IntegrityError, transaction

from medgang.core.errors import InvalidValue
from medgang.core.people import Level, Role, Setting, search_key, sort_key
from medgang.web.accounts import permissions, selectors, shifts
from medgang.web.accounts.access_log import log_write
from medgang.web.accounts.actors import Actor, Purpose
from medgang.web.accounts.models import Membership, OrgUnit, Person

TEMPORARY_PASSWORD_LASTS: Final = timedelta(days=7)
_LETTERS: Final = "abcdefghjkmnpqrstuvwxyz23456789"
"""Without those that look alike on paper."""
_USERNAME: Final = re.compile(r"[a-z0-9][a-z0-9._\-]{1,59}")
_PARENTS: Final[dict[Level, tuple[Level | None, ...]]] = {
    Level.REGION: (None,),
    Level.TRUST: (Level.REGION, None),
    Level.CLINIC: (Level.TRUST,),
    Level.UNIT: (Level.CLINIC, Level.TRUST),
}


def _log(by: Actor, now: datetime, what: str, **details: object) -> None:
    log_write(
        by=by,
        now=now,
        what=f"accounts:{what}",
        purpose=Purpose.SYSTEM if by.is_system else Purpose.INTERNAL_CONTROL,
        details={name: str(value) for name, value in details.items()},
    )


def new_password() -> str:
    """A password to hand over on paper: twenty letters in four groups, about 98 bits."""
    return "-".join("".join(secrets.choice(_LETTERS) for _ in range(5)) for _ in range(4))


# --- places ---------------------------------------------------------------------------------------------------


@transaction.atomic
def create_place(
    *,
    level: Level,
    name: str,
    parent: OrgUnit | None = None,
    setting: Setting | None = None,
    beds: int | None = None,
    by: Actor,
    now: datetime,
) -> OrgUnit:
    """A node of the organisation tree. Only a unit has a setting, and it must have one."""
    permissions.check_can_manage_everything(by)
    if (Level(parent.level) if parent else None) not in _PARENTS[level]:
        raise InvalidValue("accounts.wrong_parent")
    if (setting is not None) != (level is Level.UNIT):
        raise InvalidValue("accounts.setting_belongs_to_units")
    place = OrgUnit.objects.create(
        parent=parent,
        trust=_trust_of(parent),
        level=level.value,
        setting=setting.value if setting else "",
        name=_name(name),
        sort_key=sort_key(name),
        beds=beds,
    )
    _log(by, now, "place_created", place=place.uid)
    return place


@transaction.atomic
def change_place(
    *, place: OrgUnit, name: str, beds: int | None, closed: bool, by: Actor, now: datetime
) -> None:
    """Rename a place, change its beds, close or reopen it. What it is and where it belongs stays."""
    permissions.check_can_manage_everything(by)
    place.name = _name(name)
    place.sort_key = sort_key(name)
    place.beds = beds
    if closed != (place.closed_on is not None):
        place.closed_on = now.date() if closed else None
    place.save(update_fields=["name", "sort_key", "beds", "closed_on"])
    _log(by, now, "place_changed", place=place.uid)


def _trust_of(parent: OrgUnit | None) -> OrgUnit | None:
    if parent is None:
        return None
    return parent if parent.level == Level.TRUST else parent.trust


def _name(text: str) -> str:
    name = " ".join(text.split())
    if not name:
        raise InvalidValue("accounts.name_missing")
    return name


# --- people ----------------------------------------------------------------------------------------------------


@transaction.atomic
def create_person(
    *,
    username: str,
    full_name: str,
    email: str = "",
    language: str = "",
    made_up: bool = False,
    by: Actor,
    now: datetime,
) -> tuple[Person, str]:
    """A person who can sign in, and the password to hand over: it must be changed at the first sign-in.

    A made-up person, of the demo, has none and comes in by the demo's own sign-in alone.
    """
    permissions.check_can_manage_everything(by)
    wanted = username.strip().lower()
    if not _USERNAME.fullmatch(wanted):
        raise InvalidValue("accounts.username_shape")
    name = _name(full_name)
    password = new_password()
    person = Person(
        username=wanted,
        email=email.strip(),
        full_name=name,
        search_key=search_key(name),
        sort_key=sort_key(name),
        language=language,
        made_up=made_up,
        created=now,
        temporary_until=None if made_up else now + TEMPORARY_PASSWORD_LASTS,
    )
    if made_up:
        person.set_unusable_password()
        password = ""
    else:
        person.set_password(password)
    try:
        with transaction.atomic():
            person.save(force_insert=True)
    except IntegrityError as error:
        raise InvalidValue("accounts.username_taken") from error
    _log(by, now, "person_created", person=person.uid)
    return person, password


@transaction.atomic
def close_person(*, person: Person, by: Actor, now: datetime) -> None:
    """The person can no longer sign in; every session ends at once. What they have done stays."""
    permissions.check_can_manage_everything(by)
    if person.pk == by.person_id:
        raise InvalidValue("accounts.not_yourself")
    person.is_active = False
    person.sessions_valid_from = now
    person.save(update_fields=["is_active", "sessions_valid_from"])
    _log(by, now, "person_closed", person=person.uid)


@transaction.atomic
def reopen_person(*, person: Person, by: Actor, now: datetime) -> None:
    """The person can sign in again."""
    permissions.check_can_manage_everything(by)
    person.is_active = True
    person.save(update_fields=["is_active"])
    _log(by, now, "person_reopened", person=person.uid)


@transaction.atomic
def reset_sign_in(*, person: Person, by: Actor, now: datetime) -> str:
    """A new password to hand over, and the code app forgotten: both are made anew at the next sign-in."""
    permissions.check_can_manage_everything(by)
    if person.pk == by.person_id:
        raise InvalidValue("accounts.not_yourself")
    password = new_password()
    person.set_password(password)
    person.temporary_until = now + TEMPORARY_PASSWORD_LASTS
    person.sessions_valid_from = now
    person.save(update_fields=["password", "temporary_until", "sessions_valid_from"])
    Authenticator.objects.filter(user=person).delete()
    _log(by, now, "sign_in_reset", person=person.uid)
    return password


@transaction.atomic
def end_sessions(*, person: Person, by: Actor, now: datetime) -> None:
    """Signs the person out everywhere: an administrator anybody, a person themself."""
    if person.pk != by.person_id:
        permissions.check_can_manage_everything(by)
    person.sessions_valid_from = now
    person.save(update_fields=["sessions_valid_from"])
    _log(by, now, "sessions_ended", person=person.uid)


@transaction.atomic
def change_own_details(
    *, person: Person, language: str, theme: str, email: str, by: Actor, now: datetime
) -> None:
    """What a person decides about their own account."""
    if person.pk != by.person_id:
        permissions.check_can_manage_everything(by)
    person.language = language
    person.theme = theme
    person.email = email.strip()
    person.save(update_fields=["language", "theme", "email"])
    _log(by, now, "own_details_changed")


# --- memberships --------------------------------------------------------------------------------------------------


@transaction.atomic
def give_membership(
    *,
    person: Person,
    unit: OrgUnit,
    role: Role,
    starts: datetime,
    ends: datetime | None = None,
    leads_shifts: bool = False,
    by: Actor,
    now: datetime,
) -> Membership:
    """The person is `role` in `unit` from `starts` to `ends` (None: until further notice)."""
    permissions.check_can_give_membership(by, unit_id=unit.pk, role=role)
    return _create_membership(
        person=person,
        unit=unit,
        role=role,
        starts=starts,
        ends=ends,
        leads_shifts=leads_shifts,
        by=by,
        now=now,
        what="membership_given",
    )


@transaction.atomic
def give_shift(*, person: Person, unit: OrgUnit, role: Role, by: Actor, now: datetime) -> Membership:
    """A temp is let in for the shift that is running (or about to begin), and no longer."""
    leads = by.person_id is not None and selectors.leads_shifts(by.person_id, unit.pk, now)
    permissions.check_can_give_shift(by, unit_id=unit.pk, role=role, leads_shifts=leads)
    running = selectors.memberships_now(person.pk, now).filter(unit=unit, role=role.value).first()
    if running is not None:
        return running  # pressed twice, or already in
    return _create_membership(
        person=person,
        unit=unit,
        role=role,
        starts=now,
        ends=shifts.end_of_shift(now),
        leads_shifts=False,
        by=by,
        now=now,
        what="shift_given",
    )


@transaction.atomic
def end_membership(*, membership: Membership, by: Actor, now: datetime) -> None:
    """The membership ends now. One that has ended stays as it was."""
    permissions.check_can_end_membership(by, unit_id=membership.unit_id, role=Role(membership.role))
    if membership.ends is not None and membership.ends <= now:
        return
    if membership.person_id == by.person_id and membership.role == Role.ADMINISTRATOR:
        raise InvalidValue("accounts.not_yourself")
    membership.ends = max(now, membership.starts)
    membership.ended_by_id = by.person_id
    membership.save(update_fields=["ends", "ended_by"])
    _log(by, now, "membership_ended", membership=membership.uid, unit=membership.unit.uid)


def _create_membership(
    *,
    person: Person,
    unit: OrgUnit,
    role: Role,
    starts: datetime,
    ends: datetime | None,
    leads_shifts: bool,
    by: Actor,
    now: datetime,
    what: str,
) -> Membership:
    if person.pk == by.person_id:
        # Nobody opens a door for themself; another leader or administrator, or the terminal, does it.
        raise InvalidValue("accounts.not_yourself")
    if ends is not None and ends <= starts:
        raise InvalidValue("accounts.ends_before_it_starts")
    if unit.closed_on is not None and unit.closed_on <= now.date():
        raise InvalidValue("accounts.place_is_closed")
    if not person.is_active:
        raise InvalidValue("accounts.person_is_closed")
    membership = Membership.objects.create(
        person=person,
        unit=unit,
        role=role.value,
        leads_shifts=leads_shifts,
        starts=starts,
        ends=ends,
        granted_by_id=by.person_id,
    )
    _log(
        by,
        now,
        what,
        membership=membership.uid,
        person=person.uid,
        unit=unit.uid,
        role=role.value,
        ends=ends.isoformat() if ends else "",
    )
    return membership
