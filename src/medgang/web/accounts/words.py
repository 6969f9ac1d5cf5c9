"""The words people read for roles, settings, levels and purposes: one table each, bokmål msgids."""

from __future__ import annotations

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from medgang.core.people import Level, Role, Setting
from medgang.web.accounts.actors import Purpose

ROLES: Final[dict[Role, Promise]] = {
    Role.NURSE: _("sykepleier"),
    Role.SOCIAL_EDUCATOR: _("vernepleier"),
    Role.MILIEU_THERAPIST: _("miljøterapeut"),
    Role.PHYSIOTHERAPIST: _("fysioterapeut"),
    Role.ACTIVITY_LEADER: _("aktivitetsleder"),
    Role.PSYCHOLOGIST: _("psykolog"),
    Role.SOCIAL_WORKER: _("sosionom"),
    Role.PHYSICIAN: _("lege"),
    Role.SECTION_LEADER: _("seksjonsleder"),
    Role.LIBRARIAN: _("bibliotekar"),
    Role.RESEARCHER: _("forsker"),
    Role.USER_REPRESENTATIVE: _("brukerrepresentant"),
    Role.QUALITY_ADVISER: _("kvalitetsrådgiver"),
    Role.NETWORK_COORDINATOR: _("nettverkskoordinator"),
    Role.VOLUNTEER: _("frivillig"),
    Role.ADMINISTRATOR: _("administrator"),
    Role.SUPPORT_PERSON: _("treningskontakt"),
    Role.FITNESS_SPONSOR: _("treningsfadder"),
    Role.ALUMNUS: _("tidligere pasient"),
}

SETTINGS: Final[dict[Setting, Promise]] = {
    Setting.WITHDRAWAL: _("avrusning"),
    Setting.INPATIENT: _("døgn"),
    Setting.DAY: _("dag"),
    Setting.OUTPATIENT: _("poliklinikk"),
    Setting.PRIVATE_PARTNER: _("privat partner"),
}

LEVELS: Final[dict[Level, Promise]] = {
    Level.REGION: _("regionalt helseforetak"),
    Level.TRUST: _("helseforetak"),
    Level.CLINIC: _("klinikk"),
    Level.UNIT: _("enhet"),
}

PURPOSES: Final[dict[Purpose, Promise]] = {
    Purpose.CARE: _("gir helsehjelp"),
    Purpose.CARE_ADMINISTRATION: _("administrerer helsehjelp"),
    Purpose.INTERNAL_CONTROL: _("internkontroll"),
    Purpose.QUALITY_IMPROVEMENT: _("kvalitetssikring"),
    Purpose.OWN_LEARNING: _("egen læring"),
    Purpose.PATIENT_ACCESS: _("pasientens eget innsyn"),
    Purpose.EMERGENCY: _("øyeblikkelig hjelp"),
    Purpose.SYSTEM: _("systemet selv"),
}


def role_name(role: Role | str) -> str:
    """The role in the reader's language."""
    return str(ROLES[Role(role)])
