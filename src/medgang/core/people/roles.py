"""The roles, settings and organisation levels the product knows. Their Norwegian words stand in GLOSSARY.md."""

from __future__ import annotations

from enum import StrEnum


class Role(StrEnum):
    """What a person is in a unit for a period: always through a membership, never by itself."""

    NURSE = "nurse"
    SOCIAL_EDUCATOR = "social_educator"  # vernepleier
    MILIEU_THERAPIST = "milieu_therapist"
    PHYSIOTHERAPIST = "physiotherapist"
    ACTIVITY_LEADER = "activity_leader"  # also instructor, training therapist
    PSYCHOLOGIST = "psychologist"
    SOCIAL_WORKER = "social_worker"
    PHYSICIAN = "physician"
    SECTION_LEADER = "section_leader"
    LIBRARIAN = "librarian"
    RESEARCHER = "researcher"
    USER_REPRESENTATIVE = "user_representative"
    QUALITY_ADVISER = "quality_adviser"
    NETWORK_COORDINATOR = "network_coordinator"
    VOLUNTEER = "volunteer"
    ADMINISTRATOR = "administrator"
    SUPPORT_PERSON = "support_person"  # treningskontakt
    FITNESS_SPONSOR = "fitness_sponsor"
    ALUMNUS = "alumnus"


OUTSIDE_ROLES = frozenset({Role.SUPPORT_PERSON, Role.FITNESS_SPONSOR, Role.ALUMNUS})
"""From outside the hospital: they see only what a patient has shared, never the record."""

CLINICAL_ROLES = frozenset(
    {
        Role.NURSE,
        Role.SOCIAL_EDUCATOR,
        Role.MILIEU_THERAPIST,
        Role.PHYSIOTHERAPIST,
        Role.ACTIVITY_LEADER,
        Role.PSYCHOLOGIST,
        Role.SOCIAL_WORKER,
        Role.PHYSICIAN,
        Role.SECTION_LEADER,
    }
)
"""Staff who take part in care and may therefore open the chart of a patient in their own unit."""


def is_outside_role(role: Role) -> bool:
    """True for support persons, sponsors and alumni."""
    return role in OUTSIDE_ROLES


def is_staff_role(role: Role) -> bool:
    """True for every role that is held by somebody who works for, or formally advises, the hospital."""
    return role not in OUTSIDE_ROLES


class Setting(StrEnum):
    """How a unit gives care."""

    WITHDRAWAL = "withdrawal"  # avrusning
    INPATIENT = "inpatient"  # døgn
    DAY = "day"
    OUTPATIENT = "outpatient"  # poliklinikk
    PRIVATE_PARTNER = "private_partner"


class Level(StrEnum):
    """The levels of the organisation tree, outermost first."""

    REGION = "region"  # RHF
    TRUST = "trust"  # HF
    CLINIC = "clinic"  # klinikk
    UNIT = "unit"  # enhet, seksjon
