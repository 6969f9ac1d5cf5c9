"""What is open for a patient on a day: light, moderate, high, each with its reasons.

The rules prompt and lock; they never clear anybody. Light is open unless a red flag closes the day. Moderate waits
for the medical and the psychological assessment of this stay (Helsedirektoratet, treatment and rehabilitation
guideline: they shall exist before systematic activity). High waits for a physician's clearance that has not run out
and has not been suspended, and for the end of withdrawal or taper unless the physician released it in spite of that.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo
from typing import TypeVar

from medgang.core.procedures.model import Limits
from medgang.core.procedures.reasons import Reason, reason
from medgang.core.procedures.situation import (
    OSLO,
    Situation,
    before,
    day_ends,
    day_of,
    flag_set,
    situation,
)
from medgang.core.timeline import Detail, Event, EventKind, Level, Timeline
from medgang.core.timeline.details_after import Contacted
from medgang.core.timeline.details_background import (
    HEART_AFFECTING,
    BackgroundNoted,
    Change,
    Flag,
    MedicineFlag,
)
from medgang.core.timeline.details_measures import VitalsTaken
from medgang.core.timeline.details_safety import (
    AdverseEvent,
    AdverseKind,
    Assessed,
    AssessmentKind,
    AssessmentOutcome,
    ClearanceConfirmed,
    ClearanceSuspended,
    Cleared,
    LevelDecision,
    Outcome,
    RedFlag,
    RedFlagCleared,
    RedFlagRaised,
    SuspensionReason,
)

HEART_RATE_UNSURE = frozenset({MedicineFlag.BETA_BLOCKER, MedicineFlag.OTHER_HEART_RATE})
"""With one of these, pulse does not show how hard it is: effort and the talk test do."""

_GOOD = (AssessmentOutcome.NOTHING_AGAINST, AssessmentOutcome.WITH_CARE)
_SUSPENDING = {
    AdverseKind.FAINTING: SuspensionReason.FAINTING,
    AdverseKind.CHEST_PAIN: SuspensionReason.CHEST_PAIN,
    AdverseKind.SEIZURE: SuspensionReason.ADVERSE_EVENT,
}
_SUSPENDING_FLAGS = {
    RedFlag.FAINTING: SuspensionReason.FAINTING,
    RedFlag.CHEST_PAIN: SuspensionReason.CHEST_PAIN,
    RedFlag.SEIZURE: SuspensionReason.ADVERSE_EVENT,
}
_BODY = (SuspensionReason.FAINTING, SuspensionReason.CHEST_PAIN)
"""What sends the medical assessment back too, not only the clearance for high intensity."""


@dataclass(frozen=True, slots=True)
class LevelState:
    """One level: open or closed, and why. `conditions` say what adapted means where it is open with conditions."""

    level: Level
    open: bool
    reasons: tuple[Reason, ...] = ()
    adapted: bool = False
    conditions: str = ""


@dataclass(frozen=True, slots=True)
class Clearance:
    """The latest decision of this stay, how it stands today, and what it says."""

    event: Event
    detail: Cleared
    confirmed: bool
    expired: bool
    suspended: tuple[Reason, ...] = ()

    @property
    def holds(self) -> bool:
        """Neither run out nor suspended."""
        return not self.expired and not self.suspended


@dataclass(frozen=True, slots=True)
class Permission:
    """What is open on a day. `notes` belong on the session card and on Today; they close nothing."""

    levels: tuple[LevelState, ...]
    notes: tuple[Reason, ...] = ()
    clearance: Clearance | None = None
    cautions: tuple[str, ...] = ()

    def of(self, level: Level) -> LevelState:
        """The state of one level."""
        return next(state for state in self.levels if state.level is level)

    @property
    def highest(self) -> Level | None:
        """The hardest level that is open; None when even light is closed."""
        open_levels = [state.level for state in self.levels if state.open]
        return open_levels[-1] if open_levels else None


def permitted(
    timeline: Timeline, today: date, limits: Limits | None = None, zone: tzinfo = OSLO
) -> Permission:
    """What is open for this patient at the end of `today`, level by level, with the reasons."""
    limits = limits or Limits()
    cutoff = day_ends(today, zone)
    place = situation(timeline, today, zone)
    red = tuple(_red_flags(timeline, cutoff, limits, zone))
    clearance = _clearance(timeline, place, today, cutoff, zone)
    tapering = flag_set(timeline, Flag.WITHDRAWAL_OR_TAPER, today, zone)
    # A decision to wait, or to adapt, stands until a new one is made; only what it opens runs out or is suspended.
    decisions = {one.level: one for one in clearance.detail.decisions} if clearance else {}
    light = list(red) + _waits(decisions.get(Level.LIGHT))
    moderate = [
        *light,
        *_assessments(timeline, place, cutoff, zone),
        *_waits(decisions.get(Level.MODERATE)),
        *_since_incident(timeline, place, clearance, cutoff),
        *_taper_moderate(tapering, clearance, decisions),
    ]
    high = [
        *moderate,
        *_clearance_reasons(clearance, earlier=_cleared_before(timeline, place, cutoff)),
        *_waits(decisions.get(Level.HIGH)),
        *_taper_high(tapering, clearance),
    ]
    if clearance is not None and clearance.holds and Level.HIGH not in decisions:
        high.append(reason("safety.not_decided", level=Level.HIGH))
    levels = tuple(
        _state(level, reasons, decisions)
        for level, reasons in ((Level.LIGHT, light), (Level.MODERATE, moderate), (Level.HIGH, high))
    )
    cautions = _cautions(timeline, place, clearance, cutoff)
    notes = tuple(_notes(timeline, today, cutoff, limits, clearance, tapering))
    return Permission(levels, notes, clearance, cautions)


def _state(level: Level, reasons: Iterable[Reason], decisions: dict[Level, LevelDecision]) -> LevelState:
    unique = tuple(dict.fromkeys(reasons))
    decision = decisions.get(level)
    adapted = decision is not None and decision.outcome is Outcome.ADAPTED
    conditions = decision.conditions if decision is not None else ""
    return LevelState(level, not unique, unique, adapted, conditions)


def _waits(decision: LevelDecision | None) -> list[Reason]:
    if decision is not None and decision.outcome is Outcome.WAIT:
        return [reason("safety.physician_waits", level=decision.level)]
    return []


D = TypeVar("D", bound=Detail)


def _until(timeline: Timeline, kind: EventKind, cls: type[D], cutoff: datetime) -> list[tuple[Event, D]]:
    """The events of a kind that occurred before `cutoff`, oldest first, with their detail."""
    return [(event, detail) for event, detail in timeline.details(kind, cls) if event.occurred < cutoff]


# red flags


def _red_flags(timeline: Timeline, cutoff: datetime, limits: Limits, zone: tzinfo) -> Iterable[Reason]:
    cleared = _until(timeline, EventKind.RED_FLAG_CLEARED, RedFlagCleared, cutoff)
    seen = [(event.occurred, detail.flag) for event, detail in cleared]
    raised: dict[RedFlag, Event] = {}
    for event, flagged in _until(timeline, EventKind.RED_FLAG_RAISED, RedFlagRaised, cutoff):
        raised[flagged.flag] = event
    for event, vitals in _until(timeline, EventKind.VITALS_TAKEN, VitalsTaken, cutoff):
        if _above(vitals, limits):
            raised[RedFlag.BLOOD_PRESSURE] = event
    for flag, event in raised.items():
        if not any(when >= event.occurred and which in (None, flag) for when, which in seen):
            yield reason("safety.red_flag", flag=flag, on=day_of(event, zone))


def _above(vitals: VitalsTaken, limits: Limits) -> bool:
    systolic, diastolic = vitals.systolic_mmhg or 0, vitals.diastolic_mmhg or 0
    return systolic > limits.systolic_mmhg or diastolic > limits.diastolic_mmhg


# assessments


def _assessments(timeline: Timeline, place: Situation, cutoff: datetime, zone: tzinfo) -> Iterable[Reason]:
    latest = _latest_assessments(timeline, place, cutoff)
    for kind in AssessmentKind:
        if kind not in latest:
            yield reason("safety.assessment_missing", kind=kind)
            continue
        event, detail = latest[kind]
        if detail.outcome not in _GOOD:
            yield reason(f"safety.assessment_{detail.outcome.value}", kind=kind, on=day_of(event, zone))


def _latest_assessments(
    timeline: Timeline, place: Situation, cutoff: datetime
) -> dict[AssessmentKind, tuple[Event, Assessed]]:
    if place.start is None:
        return {}
    made = _until(timeline, EventKind.ASSESSED, Assessed, cutoff)
    return {detail.kind: (event, detail) for event, detail in made if event.occurred >= place.start}


# clearance and what suspends it


def _clearance(
    timeline: Timeline, place: Situation, today: date, cutoff: datetime, zone: tzinfo
) -> Clearance | None:
    if place.start is None:
        return None
    ours = [
        pair
        for pair in _until(timeline, EventKind.CLEARED, Cleared, cutoff)
        if pair[0].occurred >= place.start
    ]
    if not ours:
        return None
    event, detail = ours[-1]
    confirmed = detail.confirmed or any(
        later.clearance == event.uid
        for _, later in _until(timeline, EventKind.CLEARANCE_CONFIRMED, ClearanceConfirmed, cutoff)
    )
    suspended = tuple(
        reason("safety.suspended", reason=why, on=when.astimezone(zone).date())
        for why, when in _suspensions(timeline, event.occurred, cutoff)
    )
    return Clearance(event, detail, confirmed, detail.expires < today, suspended)


def _suspensions(
    timeline: Timeline, since: datetime, cutoff: datetime
) -> list[tuple[SuspensionReason, datetime]]:
    """What has suspended a clearance of `since`, each reason once, at its first time."""
    found: dict[SuspensionReason, datetime] = {}

    def note(why: SuspensionReason | None, when: datetime) -> None:
        if why is not None and when > since:
            found[why] = min(when, found.get(why, when))

    for event, suspended in _until(timeline, EventKind.CLEARANCE_SUSPENDED, ClearanceSuspended, cutoff):
        note(suspended.reason, event.occurred)
    for event, adverse in _until(timeline, EventKind.ADVERSE_EVENT, AdverseEvent, cutoff):
        note(_SUSPENDING.get(adverse.kind), event.occurred)
    for event, raised in _until(timeline, EventKind.RED_FLAG_RAISED, RedFlagRaised, cutoff):
        note(_SUSPENDING_FLAGS.get(raised.flag), event.occurred)
    for event, contact in _until(timeline, EventKind.CONTACTED, Contacted, cutoff):
        note(SuspensionReason.RELAPSE if contact.relapse else None, event.occurred)
    for when in _new_heart_medicine(timeline, cutoff):
        note(SuspensionReason.NEW_HEART_MEDICINE, when)
    return sorted(found.items(), key=lambda pair: pair[1])


def _new_heart_medicine(timeline: Timeline, cutoff: datetime) -> Iterable[datetime]:
    """The instants a medicine that affects the heart was there for the first time, after another note without it."""
    known: frozenset[MedicineFlag] | None = None
    for event, detail in _until(timeline, EventKind.BACKGROUND_NOTED, BackgroundNoted, cutoff):
        now = HEART_AFFECTING.intersection(detail.medicines)
        changes = detail.medicine_changes
        started = {one.medicine for one in changes if one.change is Change.STARTED} & HEART_AFFECTING
        if started or (known is not None and now - known):
            yield event.occurred
        known = now


def _cleared_before(timeline: Timeline, place: Situation, cutoff: datetime) -> bool:
    """Whether a clearance was made in an earlier stay. It is never carried over."""
    decided = before(timeline.of_kind(EventKind.CLEARED), cutoff)
    return place.start is not None and any(event.occurred < place.start for event in decided)


def _clearance_reasons(clearance: Clearance | None, *, earlier: bool) -> Iterable[Reason]:
    if clearance is None:
        yield reason("safety.not_carried_over") if earlier else reason("safety.no_clearance")
        return
    if clearance.expired:
        yield reason("safety.expired", on=clearance.detail.expires)
    yield from clearance.suspended


def _since_incident(
    timeline: Timeline, place: Situation, clearance: Clearance | None, cutoff: datetime
) -> Iterable[Reason]:
    """Fainting or chest pain: moderate waits too, until a medical assessment or a clearance made afterwards."""
    assessed = _latest_assessments(timeline, place, cutoff).get(AssessmentKind.MEDICAL)
    made = [assessed[0].occurred] if assessed is not None else []
    made += [clearance.event.occurred] if clearance is not None else []
    if not made:
        return
    for why, _when in _suspensions(timeline, max(made), cutoff):
        if why in _BODY:
            yield reason("safety.assess_again", reason=why)


# withdrawal or taper


def _taper_moderate(
    tapering: Event | None, clearance: Clearance | None, decisions: dict[Level, LevelDecision]
) -> list[Reason]:
    """Under withdrawal or taper only the light menu, unless the physician has since decided on moderate by name."""
    if tapering is None:
        return []
    decided = (
        clearance is not None
        and clearance.event.occurred >= tapering.occurred
        and Level.MODERATE in decisions
    )
    return [] if decided else [reason("safety.withdrawal_or_taper", level=Level.MODERATE)]


def _taper_high(tapering: Event | None, clearance: Clearance | None) -> list[Reason]:
    if tapering is None:
        return []
    released = (
        clearance is not None
        and clearance.event.occurred >= tapering.occurred
        and clearance.detail.despite_withdrawal
    )
    return [] if released else [reason("safety.withdrawal_or_taper", level=Level.HIGH)]


# what belongs on the card


def _cautions(
    timeline: Timeline, place: Situation, clearance: Clearance | None, cutoff: datetime
) -> tuple[str, ...]:
    found: list[str] = []
    for _, assessed in _latest_assessments(timeline, place, cutoff).values():
        found += assessed.cautions
    if clearance is not None:
        found += clearance.detail.cautions
    return tuple(dict.fromkeys(found))


def _notes(
    timeline: Timeline,
    today: date,
    cutoff: datetime,
    limits: Limits,
    clearance: Clearance | None,
    tapering: Event | None,
) -> Iterable[Reason]:
    if clearance is not None:
        left = (clearance.detail.expires - today).days
        if not clearance.confirmed:
            yield reason("safety.to_be_confirmed", name=clearance.detail.decided_by)
        if 0 <= left <= limits.expiry_warning_days:
            yield reason("safety.expires_soon", on=clearance.detail.expires, days=left)
    if tapering is not None:
        yield reason("safety.taper_ongoing")
    background = [one for _, one in _until(timeline, EventKind.BACKGROUND_NOTED, BackgroundNoted, cutoff)]
    checked = _checked(background, timeline, cutoff)
    medicines = background[-1].medicines if background else ()
    if HEART_RATE_UNSURE.intersection(medicines):
        yield reason("safety.heart_rate_unsure")
    if HEART_AFFECTING.intersection(medicines) and checked is None:
        yield reason("safety.medicines_never_checked")
    elif checked is not None and today - checked > timedelta(days=limits.medicines_checked_days):
        yield reason("safety.medicines_check_old", on=checked, days=(today - checked).days)


def _checked(background: Iterable[BackgroundNoted], timeline: Timeline, cutoff: datetime) -> date | None:
    """The latest day the medicines were checked, wherever that was noted."""
    findings = [one.findings for _, one in _until(timeline, EventKind.CLEARED, Cleared, cutoff)]
    findings += [one.findings for _, one in _until(timeline, EventKind.ASSESSED, Assessed, cutoff)]
    days = [one.medicines_checked for one in background]
    days += [one.medicines_checked for one in findings if one is not None]
    return max((one for one in days if one is not None), default=None)
