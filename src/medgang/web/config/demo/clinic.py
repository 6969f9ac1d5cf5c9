"""Where the stories take place and who works there."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.utils import timezone

from medgang.core.people import Level, Role, Setting
from medgang.web.accounts import selectors, services
from medgang.web.accounts.actors import SYSTEM, Actor
from medgang.web.accounts.models import OrgUnit, Person
from medgang.web.patients.models import Patient

STAFF: tuple[tuple[str, str, tuple[tuple[str, Role], ...]], ...] = (
    # username, name, (unit, role) …; units: "detox", "ward", "clinic"
    ("lind", "Lin Lindeprøve", (("ward", Role.NURSE),)),
    ("furu", "Frode Furuprøve", (("detox", Role.NURSE),)),
    ("vier", "Vilde Vierprøve", (("ward", Role.SOCIAL_EDUCATOR),)),
    ("rogn", "Ragnhild Rognprøve", (("ward", Role.MILIEU_THERAPIST), ("detox", Role.MILIEU_THERAPIST))),
    ("fugl", "Finn Fugleprøve", (("ward", Role.PHYSIOTHERAPIST), ("detox", Role.PHYSIOTHERAPIST))),
    ("alm", "Aksel Almeprøve", (("ward", Role.ACTIVITY_LEADER), ("detox", Role.ACTIVITY_LEADER))),
    ("pil", "Petra Pileprøve", (("ward", Role.PSYCHOLOGIST),)),
    ("syrin", "Sigrid Syrinprøve", (("ward", Role.SOCIAL_WORKER),)),
    ("lerk", "Lars Lerkeprøve", (("ward", Role.PHYSICIAN), ("detox", Role.PHYSICIAN))),
    ("eik", "Eva Eikeprøve", (("ward", Role.SECTION_LEADER),)),
    ("or", "Odd Oreprøve", (("detox", Role.SECTION_LEADER),)),
    ("bok", "Berit Bokprøve", (("ward", Role.LIBRARIAN),)),
    ("hegg", "Henrik Heggprøve", (("ward", Role.RESEARCHER),)),
    ("osp", "Oda Ospeprøve", (("ward", Role.USER_REPRESENTATIVE),)),
    ("kvist", "Kim Kvistprøve", (("ward", Role.QUALITY_ADVISER),)),
    ("nett", "Nora Nettprøve", (("ward", Role.NETWORK_COORDINATOR),)),
    ("frivik", "Fredrik Frivikprøve", (("ward", Role.VOLUNTEER),)),
    ("drift", "Dina Driftprøve", (("ward", Role.ADMINISTRATOR),)),
    ("kontakt", "Tor Treningsprøve", (("ward", Role.SUPPORT_PERSON),)),
    ("fadder", "Fia Fadderprøve", (("ward", Role.FITNESS_SPONSOR),)),
    ("alumn", "Alf Alumnprøve", (("ward", Role.ALUMNUS),)),
)
"""Everybody's name ends in «prøve»: nobody can take them for a real person."""

SHIFT_LEADERS = frozenset({"lind", "furu"})


@dataclass(slots=True)
class Clinic:
    """The made-up clinic while its stories are being told."""

    today: datetime
    random: random.Random
    small: bool
    units: dict[str, OrgUnit] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)
    patients: dict[str, Patient] = field(default_factory=dict)

    def at(self, days_ago: float, hour: int = 10, minute: int = 0) -> datetime:
        """A clock time some days before today, in the clinic's zone; never later than now."""
        local = timezone.localtime(self.today) - timedelta(days=days_ago)
        return min(local.replace(hour=hour, minute=minute, second=0, microsecond=0), self.today)

    def by(self, username: str, unit: str) -> Actor:
        """A member of staff, standing in a unit."""
        person = self.people[username]
        role = next(
            held for name, _, places in STAFF if name == username for where, held in places if where == unit
        )
        return Actor(
            person_id=person.pk,
            uid=person.uid,
            name=person.full_name,
            role=role,
            roles=frozenset({role}),
            unit=selectors.unit_ref(self.units[unit]),
        )


def tell(clinic: Clinic) -> None:
    """A region, a trust, a clinic, a withdrawal unit and a ward, and somebody in every role."""
    opened = clinic.at(500, 8)

    def place(
        level: Level, name: str, parent: OrgUnit | None, setting: Setting | None = None, beds: int = 0
    ) -> OrgUnit:
        return services.create_place(
            level=level, name=name, parent=parent, setting=setting, beds=beds or None, by=SYSTEM, now=opened
        )

    region = place(Level.REGION, "Helse Eksempel RHF", None)
    trust = place(Level.TRUST, "Eksempelsykehuset HF", region)
    clinic.units["clinic"] = clinic_node = place(Level.CLINIC, "Klinikk for rus og avhengighet", trust)
    clinic.units["detox"] = place(Level.UNIT, "Avrusning Lia", clinic_node, Setting.WITHDRAWAL, 8)
    clinic.units["ward"] = place(Level.UNIT, "Døgn Bekken", clinic_node, Setting.INPATIENT, 12)
    other = place(Level.TRUST, "Nabosykehuset HF", region)
    clinic.units["elsewhere"] = place(Level.UNIT, "Døgn Nabo", other, Setting.INPATIENT, 10)
    for username, name, places in STAFF:
        person, _password = services.create_person(
            username=username, full_name=name, made_up=True, by=SYSTEM, now=opened
        )
        # Nobody hands these people a password: the demo's sign-in page opens with one press, and nothing else does.
        person.set_unusable_password()
        person.temporary_until = None
        person.save(update_fields=["password", "temporary_until"])
        clinic.people[username] = person
        for where, role in places:
            services.give_membership(
                person=person,
                unit=clinic.units[where],
                role=role,
                starts=opened,
                leads_shifts=username in SHIFT_LEADERS,
                by=SYSTEM,
                now=opened,
            )
