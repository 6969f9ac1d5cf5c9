"""The words of the gym, one table per enum."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from medgang.core.programmes import BlockKind
from medgang.core.timeline.details_sessions import Attendance, Setting
from medgang.core.timeline.levels import Level


class Readiness(StrEnum):
    """What the leader and the person agreed on before the session."""

    AS_PLANNED = "as_planned"
    LIGHT = "light"
    NOT_TODAY = "not_today"


class Cancelled(StrEnum):
    """Why a session did not take place. One press."""

    BUSY = "busy"
    NO_LEADER = "no_leader"
    NO_ROOM = "no_room"
    NOBODY = "nobody"
    WEATHER = "weather"
    INFECTION = "infection"
    HOLIDAY = "holiday"
    OTHER = "other"


class Part(StrEnum):
    """What somebody in the activity group answers for."""

    LEADER = "leader"
    STAND_IN = "stand_in"
    BACKUP = "backup"


ATTENDANCE: Final[dict[Attendance, Promise]] = {
    Attendance.TRAINED: _("trente"),
    Attendance.LIGHTER: _("trente lettere"),
    Attendance.STOPPED: _("stoppet underveis"),
    Attendance.WATCHED: _("kom og så på"),
    Attendance.ABSENT: _("borte"),
    Attendance.DECLINED: _("takket nei"),
}

READINESS: Final[dict[Readiness, Promise]] = {
    Readiness.AS_PLANNED: _("som planlagt"),
    Readiness.LIGHT: _("lett i dag"),
    Readiness.NOT_TODAY: _("ikke i dag"),
}

CANCELLED: Final[dict[Cancelled, Promise]] = {
    Cancelled.BUSY: _("travel dag på enheten"),
    Cancelled.NO_LEADER: _("ingen til å lede"),
    Cancelled.NO_ROOM: _("rommet eller utstyret var opptatt"),
    Cancelled.NOBODY: _("ingen ville eller kunne"),
    Cancelled.WEATHER: _("været"),
    Cancelled.INFECTION: _("smitte"),
    Cancelled.HOLIDAY: _("helligdag eller ferie"),
    Cancelled.OTHER: _("annet"),
}

PARTS: Final[dict[Part, Promise]] = {
    Part.LEADER: _("leder"),
    Part.STAND_IN: _("vikar"),
    Part.BACKUP: _("reserve"),
}

SETTINGS: Final[dict[Setting, Promise]] = {
    Setting.GROUP: _("gruppe"),
    Setting.INDIVIDUAL: _("individuell"),
    Setting.QUIET_REST: _("rolig hvile"),
    Setting.THEORY: _("teori"),
    Setting.EVENT: _("arrangement"),
}

PHASES: Final[dict[BlockKind, Promise]] = {
    BlockKind.WARM_UP: _("Oppvarming"),
    BlockKind.WORK: _("Drag"),
    BlockKind.REST: _("Pause"),
    BlockKind.STEADY: _("Aktivitet"),
    BlockKind.COOL_DOWN: _("Rolig ned"),
    BlockKind.THEORY: _("Teori"),
}

TARGETS: Final[dict[Level, Promise]] = {
    Level.LIGHT: _("Du kan prate uanstrengt."),
    Level.MODERATE: _("Du blir varm og kan si lengre setninger."),
    Level.HIGH: _("Du puster tungt og kan si noen få ord."),
}

CHECKS: Final[tuple[Promise, ...]] = (
    _("feber"),
    _("brystsmerter"),
    _("besvimt"),
    _("krampeanfall"),
    _("ruspåvirket"),
    _("nesten ikke sovet"),
    _("ny medisin"),
)
"""What the leader asks the whole group once, before a moderate or hard session."""
