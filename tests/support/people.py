"""An organisation, its people, and clients that are signed in with password and code app in place.

    house = people.house()                      # a region, a trust with two clinics' units, and another trust
    alice = people.person("Alice", Role.NURSE, house.ward)
    page = people.signed_in(alice).get(url)

Everything goes through the services, as the program itself, so that what the tests stand on is what the product makes.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import count

from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth
from django.test import Client
from django.utils import timezone

from medgang.core.people import Level, Role, Setting
from medgang.web.accounts import selectors, services, sessions
from medgang.web.accounts.actors import SYSTEM, Actor
from medgang.web.accounts.models import Membership, OrgUnit, Person

PASSWORD = "fire gode ord som ikke rimer"
TOTP_SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
_numbers = count(1)


@dataclass(frozen=True, slots=True)
class House:
    """A small organisation: `ward` and `detox` belong to the same trust, `stranger_ward` to another."""

    region: OrgUnit
    trust: OrgUnit
    clinic: OrgUnit
    ward: OrgUnit
    detox: OrgUnit
    other_trust: OrgUnit
    stranger_ward: OrgUnit


def house(now: datetime | None = None) -> House:
    """A region with two trusts."""
    at = now or timezone.now() - timedelta(days=400)

    def place(level: Level, name: str, parent: OrgUnit | None, setting: Setting | None = None) -> OrgUnit:
        beds = 12 if setting else None
        return services.create_place(
            level=level, name=name, parent=parent, setting=setting, beds=beds, by=SYSTEM, now=at
        )

    region = place(Level.REGION, "Helse Prøve", None)
    trust = place(Level.TRUST, "Prøvesykehuset", region)
    clinic = place(Level.CLINIC, "Klinikk for rus", trust)
    other_trust = place(Level.TRUST, "Nabosykehuset", region)
    return House(
        region=region,
        trust=trust,
        clinic=clinic,
        ward=place(Level.UNIT, "Døgn A", clinic, Setting.INPATIENT),
        detox=place(Level.UNIT, "Avrusning", clinic, Setting.WITHDRAWAL),
        other_trust=other_trust,
        stranger_ward=place(Level.UNIT, "Døgn B", other_trust, Setting.INPATIENT),
    )


def person(
    name: str = "Kari Prøve",
    role: Role | None = Role.NURSE,
    unit: OrgUnit | None = None,
    *,
    now: datetime | None = None,
    ends: datetime | None = None,
    leads_shifts: bool = False,
    ready: bool = True,
    made_up: bool = False,
) -> Person:
    """Somebody who can sign in, with one role in one unit when both are given; `ready`: own password and code app."""
    at = now or timezone.now() - timedelta(days=300)
    username = f"{name.split(maxsplit=1)[0].lower().translate(str.maketrans('æøå', 'eoa'))}{next(_numbers)}"
    someone, _ = services.create_person(username=username, full_name=name, made_up=made_up, by=SYSTEM, now=at)
    if ready:
        make_ready(someone)
    if role is not None and unit is not None:
        member(someone, role, unit, now=at, ends=ends, leads_shifts=leads_shifts)
    return someone


def make_ready(someone: Person) -> None:
    """A password of their own (`PASSWORD`) and a code app (`TOTP_SECRET`)."""
    someone.set_password(PASSWORD)
    someone.temporary_until = None
    someone.save(update_fields=["password", "temporary_until"])
    Authenticator.objects.create(
        user=someone, type=Authenticator.Type.TOTP, data={"secret": get_adapter().encrypt(TOTP_SECRET)}
    )


def member(
    someone: Person,
    role: Role,
    unit: OrgUnit,
    *,
    now: datetime | None = None,
    ends: datetime | None = None,
    leads_shifts: bool = False,
) -> Membership:
    """One more role in one more unit."""
    at = now or timezone.now() - timedelta(days=300)
    return services.give_membership(
        person=someone,
        unit=unit,
        role=role,
        starts=at,
        ends=ends,
        leads_shifts=leads_shifts,
        by=SYSTEM,
        now=at,
    )


def actor(someone: Person, role: Role, unit: OrgUnit | None = None) -> Actor:
    """The person as services take them: `by=`."""
    return Actor(
        person_id=someone.pk,
        uid=someone.uid,
        name=someone.full_name,
        role=role,
        roles=frozenset({role}),
        unit=selectors.unit_ref(unit) if unit else None,
    )


def signed_in(someone: Person, *, now: datetime | None = None, enforce_csrf: bool = False) -> Client:
    """A browser in which the person has just signed in."""
    client = Client(enforce_csrf_checks=enforce_csrf)
    client.force_login(someone)
    session = client.session
    sessions.begin(session, now or timezone.now())
    session.save()
    return client


def code_at(now: datetime, secret: str = TOTP_SECRET) -> str:
    """What a code app shows at this instant."""
    counter = int(now.timestamp()) // 30
    return auth.format_hotp_value(auth.hotp_value(secret, counter))
