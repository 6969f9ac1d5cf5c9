"""What the gym's pages show, worked out before the template."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID, uuid4

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from medgang.core.physiology.hr_max import HrMax, HrMaxSource
from medgang.core.procedures import permitted
from medgang.core.procedures.safety import HEART_RATE_UNSURE
from medgang.core.programmes import Block, BlockKind, SessionPlan
from medgang.core.timeline import EventKind, Timeline
from medgang.core.timeline.details_measures import Tested
from medgang.core.timeline.details_sessions import Attendance, Bout, Reason, Trained
from medgang.web.design import dates
from medgang.web.gym import describe, plans, policies, words
from medgang.web.gym.describe import lang
from medgang.web.gym.models import Fixture, GroupMember, Session
from medgang.web.gym.selectors import Delivery, Roster, Taken
from medgang.web.patients import presenters as patient_pages
from medgang.web.patients.care import labels
from medgang.web.patients.care.words import LEVELS
from medgang.web.patients.models import Stay

FIRST_AID_HOLDS = timedelta(days=730)
"""After two years a first-aid course is shown as old."""


@dataclass(frozen=True, slots=True)
class SessionCard:
    """One session as a line of the week and as the head of its page."""

    uid: UUID
    title: str
    starts: datetime
    place: str
    leader: str
    second: str
    state: str
    state_kind: str
    marks: tuple[str, ...]
    own: bool
    host: str
    minutes: int


def title_of(session: Session) -> str:
    """The session's own title, or its plan's name."""
    return session.title or plans.name(session.plan, lang())


def _state(session: Session, now: datetime) -> tuple[str, str]:
    if session.cancelled is not None:
        reason = words.CANCELLED[words.Cancelled(session.cancel_reason)]
        return _("avlyst: %(reason)s") % {"reason": reason}, "stop"
    if session.ended is not None:
        return _("holdt"), "done"
    if session.opened is not None:
        return _("i gang"), "effort"
    if session.starts + timedelta(hours=12) < now:
        return _("ikke ført"), "warning"
    return (_("klar"), "waiting") if policies.can_open(session, now) else (_("kommer"), "neutral")


def _marks(session: Session) -> tuple[str, ...]:
    found = []
    if session.setting != "group":
        found.append(str(next(word for key, word in words.SETTINGS.items() if key.value == session.setting)))
    if session.women_only:
        found.append(_("bare kvinner"))
    if session.own_pace:
        found.append(_("eget tempo"))
    if session.invited:
        found.append(_("flere enheter"))
    if session.formers:
        found.append(_("også tidligere pasienter"))
    if session.open_event:
        found.append(_("åpent arrangement"))
    return tuple(found)


def card(session: Session, now: datetime, unit_id: int) -> SessionCard:
    """The session as shown."""
    state, kind = _state(session, now)
    return SessionCard(
        uid=session.uid,
        title=title_of(session),
        starts=session.starts,
        place=session.place,
        leader=session.leader.full_name if session.leader else "",
        second=session.second.full_name if session.second else "",
        state=state,
        state_kind=kind,
        marks=_marks(session),
        own=session.unit_id == unit_id,
        host=session.unit.name,
        minutes=round(plans.plan_of(session).total_seconds / 60),
    )


@dataclass(frozen=True, slots=True)
class Day:
    """A day of the week with its sessions."""

    day: date
    sessions: list[SessionCard]


def by_day(cards: Iterable[SessionCard]) -> list[Day]:
    """The days that have sessions."""
    found: dict[date, list[SessionCard]] = {}
    for one in cards:
        found.setdefault(timezone.localdate(one.starts), []).append(one)
    return [Day(day, sessions) for day, sessions in found.items()]


@dataclass(frozen=True, slots=True)
class DeliveryText:
    """Planned against delivered in words, with why some were cancelled."""

    line: str
    reasons: tuple[str, ...]
    gap: str


def delivery(found: Delivery) -> DeliveryText:
    """What became of the planned sessions."""
    cancelled = sum(found.cancelled.values())
    line = _("%(delivered)s av %(planned)s planlagte økter ble holdt, %(cancelled)s ble avlyst.") % {
        "delivered": found.delivered,
        "planned": found.planned,
        "cancelled": cancelled,
    }
    reasons = [
        f"{words.CANCELLED[words.Cancelled(code)]}: {count}"
        for code, count in sorted(found.cancelled.items(), key=lambda pair: -pair[1])
    ]
    if found.silent:
        reasons.append(_("ikke ført: %(n)s") % {"n": found.silent})
    gap = ""
    if found.longest_gap is not None:
        days = found.longest_gap
        gap = ngettext(
            "Lengste opphold mellom to økter: %(days)s dag.",
            "Lengste opphold mellom to økter: %(days)s dager.",
            days,
        ) % {"days": days}
    return DeliveryText(line, tuple(reasons), gap)


@dataclass(frozen=True, slots=True)
class Shortage:
    """Too few for everybody: who goes in which wave."""

    text: str
    waves: int
    each: int


def shortage(session: Session, people: int) -> Shortage | None:
    """Waves, when there is less equipment than people."""
    if session.equipment is None or people <= session.equipment.count:
        return None
    count = session.equipment.count
    if not count:
        return Shortage(_("Ingen %(name)s virker nå.") % {"name": session.equipment.name}, 0, 0)
    waves = math.ceil(people / count)
    text = _("%(people)s ventes, og det er %(count)s %(name)s: del i %(waves)s puljer.") % {
        "people": people,
        "count": count,
        "name": session.equipment.name,
        "waves": waves,
    }
    return Shortage(text, waves, math.ceil(people / waves))


@dataclass(frozen=True, slots=True)
class Row:
    """One person on the roster."""

    number: int
    patient: UUID
    name: str
    nickname: str
    wave: int | None
    open_for: str
    open_kind: str
    closed_for: str
    cautions: tuple[str, ...]
    ready: str
    ready_text: str
    mark: str
    mark_text: str
    from_bout: int | None
    key: UUID


def rows(roster: Roster, today: date) -> list[Row]:
    """The roster as shown, in the order of the numbers."""
    people = [seat.patient for seat in roster.seats]
    stays: dict[int, Stay] = {}
    for stay in Stay.objects.filter(patient__in=people).order_by("admitted"):
        stays[stay.patient_id] = stay
    wanted = plans.planned(roster.session.plan).intensity_class
    waves = shortage(roster.session, len(people))
    found = []
    for index, seat in enumerate(roster.seats):
        timeline = roster.timelines[seat.patient_id]
        permission = permitted(timeline, today, roster.limits)
        line = patient_pages.patient_line(
            seat.patient, stays.get(seat.patient_id), timeline, permission, today
        )
        state = permission.of(wanted)
        done = roster.taken.get(seat.patient_id)
        found.append(
            Row(
                number=seat.number,
                patient=seat.patient.uid,
                name=seat.patient.full_name,
                nickname=seat.nickname,
                wave=index // waves.each + 1 if waves and waves.each else None,
                open_for=line.open_for,
                open_kind=line.open_kind,
                closed_for=""
                if state.open
                else _("ikke åpen for %(level)s: lettere i dag") % {"level": LEVELS[wanted]},
                cautions=line.cautions,
                ready=seat.readiness,
                ready_text=str(words.READINESS[words.Readiness(seat.readiness)]) if seat.readiness else "",
                mark=done.detail.attendance.value if done else "",
                mark_text=describe.attendance_text(done.detail) if done else "",
                from_bout=seat.from_bout,
                key=uuid4(),
            )
        )
    return found


@dataclass(frozen=True, slots=True)
class TimedLine:
    """One block of the timetable in words."""

    at: str
    phase: str
    kind: str
    minutes: str
    target: str


def target_text(block: Block) -> str:
    """How hard, in words for everybody."""
    if block.kind is BlockKind.THEORY:
        return ""
    return str(words.TARGETS[block.intensity_class])


def phase_names(blocks: Sequence[Block]) -> list[str]:
    """What each block is called: the bouts are numbered."""
    total = sum(block.kind is BlockKind.WORK for block in blocks)
    names, bout = [], 0
    for block in blocks:
        name = str(words.PHASES[block.kind])
        if block.kind is BlockKind.WORK:
            bout += 1
            name = _("Drag %(n)s av %(total)s") % {"n": bout, "total": total}
        names.append(name)
    return names


def timetable(plan: SessionPlan) -> list[TimedLine]:
    """The plan as lines with clock times from zero."""
    return [
        TimedLine(
            at=f"{timed.start_s // 60}:{timed.start_s % 60:02d}",
            phase=name,
            kind=timed.block.kind.value,
            minutes=describe.number(timed.block.seconds / 60),
            target=target_text(timed.block),
        )
        for timed, name in zip(plan.timetable, phase_names(plan.blocks), strict=True)
    ]


def bouts_in(plan: SessionPlan) -> int:
    """How many bouts there are to write figures for: a steady session has one."""
    return len(plan.work_blocks) or 1


def hr_max_of(timeline: Timeline) -> HrMax | None:
    """The measured maximal heart rate, unless a medicine makes pulse unsure."""
    if any(medicine in HEART_RATE_UNSURE for medicine in _medicines(timeline)):
        return None
    for _event, tested in reversed(timeline.details(EventKind.TESTED, Tested)):
        for quantity in (*tested.results, *tested.readings):
            if quantity.code == "hr_max":
                return HrMax(quantity.value, HrMaxSource.MEASURED)
    return None


def _medicines(timeline: Timeline) -> tuple[object, ...]:
    noted = patient_pages.latest_background(timeline)
    return tuple(noted[1].medicines) if noted else ()


def against_target(bout: Bout, plan: SessionPlan, hr_max: HrMax | None) -> str:
    """Under, in or over the target by pulse, where a maximum has been measured; else by how it was to talk."""
    works = plan.work_blocks or plan.blocks
    block = works[min(bout.number, len(works)) - 1]
    low, high = block.target_low_pct, block.target_high_pct
    if hr_max is None or bout.minute3_bpm is None or low is None or high is None:
        return ""
    pct = hr_max.pct(bout.minute3_bpm)
    if pct < low:
        return _("under målet")
    return _("over målet") if pct > high else _("i målet")


@dataclass(frozen=True, slots=True)
class Gave:
    """What a session gave: who came, how much, what is missing."""

    expected: int
    trained: int
    came: int
    unmarked: int
    minutes: str
    counts: tuple[tuple[str, int], ...]
    absent: tuple[tuple[str, int], ...]
    missing: tuple[str, ...]
    measured: int


def gave(roster: Roster) -> Gave:
    """The session, summed. A mean is over those who were active; nobody is ranked."""
    done: list[Trained] = [one.detail for one in roster.taken.values()]
    active = [one for one in done if one.attendance.was_active]
    counts = [
        (str(words.ATTENDANCE[kind]), sum(one.attendance is kind for one in done)) for kind in Attendance
    ]
    reasons = [
        (
            str(labels.REASONS[reason]),
            sum(one.reason is reason for one in done if not one.attendance.was_there),
        )
        for reason in Reason
    ]
    missing = []
    unmarked = len(roster.seats) - len(done)
    if unmarked:
        missing.append(_("ikke ført: %(n)s") % {"n": unmarked})
    unread = sum(not one.bouts and one.effort is None for one in active)
    if unread:
        missing.append(_("uten puls, fart eller anstrengelse: %(n)s") % {"n": unread})
    means = ""
    if active:
        means = _("%(moderate)s moderate og %(vigorous)s harde minutter i snitt, n = %(n)s") % {
            "moderate": describe.number(sum(one.moderate_minutes or 0 for one in active) / len(active)),
            "vigorous": describe.number(sum(one.vigorous_minutes or 0 for one in active) / len(active)),
            "n": len(active),
        }
    return Gave(
        expected=len(roster.seats),
        trained=len(active),
        came=sum(one.attendance.was_there for one in done),
        unmarked=unmarked,
        minutes=means,
        counts=tuple(pair for pair in counts if pair[1]),
        absent=tuple(pair for pair in reasons if pair[1]),
        missing=tuple(missing),
        measured=len(active) - unread,
    )


def first_aid(session: Session, group: Sequence[GroupMember], today: date) -> str:
    """The leader's first-aid date, or that it is missing or old."""
    member = next((one for one in group if one.person_id == session.leader_id), None)
    if member is None or member.first_aid_on is None:
        return _("førstehjelpskurs: dato mangler")
    day = dates.day(member.first_aid_on, lang(), with_year=True)
    if member.first_aid_on + FIRST_AID_HOLDS < today:
        return _("førstehjelpskurs %(day)s: gammelt") % {"day": day}
    return _("førstehjelpskurs %(day)s") % {"day": day}


def note(session: Session, done: Taken | None, observed: Sequence[str]) -> str:
    """A text a nurse would sign: what was planned, what was done, how it went. Facts, no judgement."""
    when = timezone.localtime(session.starts)
    lines = [
        _("%(day)s: %(title)s, %(setting)s.")
        % {
            "day": dates.moment(when, lang(), with_year=True),
            "title": title_of(session),
            "setting": next(word for key, word in words.SETTINGS.items() if key.value == session.setting),
        }
    ]
    if session.leader is not None:
        lines.append(_("Ledet av %(leader)s.") % {"leader": session.leader.full_name})
    if done is None:
        lines.append(_("Oppmøte er ikke ført."))
        return "\n".join(lines)
    lines.append(_("Pasienten %(did)s.") % {"did": describe.attendance_text(done.detail)})
    dose = describe.minutes_text(done.detail)
    if dose:
        lines.append(f"{dose[:1].upper()}{dose[1:]}.")
    lines += [f"{text[:1].upper()}{text[1:]}." for text in map(describe.bout_text, done.detail.bouts)]
    if done.detail.effort is not None:
        lines.append(_("Samlet anstrengelse %(effort)s (6–20).") % {"effort": done.detail.effort})
    lines += observed
    return "\n".join(lines)


@dataclass(frozen=True, slots=True)
class FixtureLine:
    """A fixed day in words."""

    uid: UUID
    weekday: str
    at: str
    title: str
    place: str
    people: str
    from_day: date


def fixture(one: Fixture) -> FixtureLine:
    """A fixed day as shown."""
    named = [
        f"{word}: {person.full_name}"
        for word, person in zip(words.PARTS.values(), (one.leader, one.stand_in, one.backup), strict=True)
        if person is not None
    ]
    return FixtureLine(
        uid=one.uid,
        weekday=str(labels.WEEKDAYS[one.weekday + 1]),
        at=dates.clock(one.at, lang()),
        title=plans.name(one.plan, lang()),
        place=one.place,
        people=", ".join(named) or _("ingen leder ennå"),
        from_day=one.begins,
    )


@dataclass(frozen=True, slots=True)
class MemberLine:
    """Somebody of the activity group."""

    person: UUID
    name: str
    part: str
    first_aid_on: date | None


def member(one: GroupMember) -> MemberLine:
    """A member as shown."""
    return MemberLine(
        one.person.uid, one.person.full_name, str(words.PARTS[words.Part(one.part)]), one.first_aid_on
    )
