"""A programme: phases of weeks with their sessions, that add up, and whether a person's weeks went as planned."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from medgang.core.errors import InvalidValue
from medgang.core.physiology.intensity import IntensityClass, hardest
from medgang.core.programmes.session_plan import SessionPlan
from medgang.core.programmes.strength_scheme import Span


@dataclass(frozen=True, slots=True)
class PlannedSession:
    """A session of a week: the plan it follows, how many times a week, and whether a person may leave it out."""

    plan: str
    per_week: Span
    optional: bool = False

    def __post_init__(self) -> None:
        if not 1 <= self.per_week.low <= self.per_week.high <= 14:
            raise InvalidValue("programmes.per_week", plan=self.plan)


@dataclass(frozen=True, slots=True)
class Phase:
    """A stretch of a programme: its weeks, and each week's sessions."""

    key: str
    weeks: int
    sessions: tuple[PlannedSession, ...]

    def __post_init__(self) -> None:
        if self.weeks < 1 or not self.sessions:
            raise InvalidValue("programmes.phase_empty", phase=self.key)

    @property
    def per_week(self) -> Span:
        """The sessions of one week, from–to; what is optional is not in the low number."""
        return Span(
            sum(one.per_week.low for one in self.sessions if not one.optional),
            sum(one.per_week.high for one in self.sessions),
        )


@dataclass(frozen=True, slots=True)
class Programme:
    """A programme. `weeks` is what it says of itself, and its phases must add up to it; None for lasting advice.

    `total_sessions`, where given, must be what the phases make. `closing_event` is the plan of what ends it.
    `weekly` is the advice of a week without end, instead of phases.
    """

    key: str
    weeks: int | None
    phases: tuple[Phase, ...]
    total_sessions: int | None = None
    closing_event: str | None = None
    weekly: tuple[PlannedSession, ...] = ()

    def __post_init__(self) -> None:
        if self.weeks is None:
            if self.phases or not self.weekly or self.total_sessions is not None:
                raise InvalidValue("programmes.lasting_has_phases", programme=self.key)
            return
        if self.weekly or not self.phases:
            raise InvalidValue("programmes.dated_without_phases", programme=self.key)
        added = sum(phase.weeks for phase in self.phases)
        if added != self.weeks:
            raise InvalidValue(
                "programmes.weeks_do_not_add_up", programme=self.key, weeks=self.weeks, added=added
            )
        sessions = self.sessions
        if (
            self.total_sessions is not None
            and sessions is not None
            and not sessions.low <= self.total_sessions <= sessions.high
        ):
            raise InvalidValue(
                "programmes.sessions_do_not_add_up",
                programme=self.key,
                sessions=self.total_sessions,
                low=sessions.low,
                high=sessions.high,
            )

    @property
    def sessions(self) -> Span | None:
        """All sessions of a dated programme, from–to, without the closing event; None for lasting advice."""
        if self.weeks is None:
            return None
        return Span(
            sum(phase.weeks * phase.per_week.low for phase in self.phases),
            sum(phase.weeks * phase.per_week.high for phase in self.phases),
        )

    @property
    def plan_keys(self) -> tuple[str, ...]:
        """Every session plan the programme names, once each, in order."""
        named = [one.plan for phase in self.phases for one in phase.sessions]
        named += [one.plan for one in self.weekly]
        if self.closing_event is not None:
            named.append(self.closing_event)
        return tuple(dict.fromkeys(named))

    def intensity_class(self, plans: Mapping[str, SessionPlan]) -> IntensityClass:
        """The hardest session that is not optional decides; `programmes.unknown_plan` for a plan nobody has.

        The closing event is classed on its own: it is one day, and a person may take it lightly.
        """
        optional = {one.plan for phase in self.phases for one in phase.sessions if one.optional}
        optional |= {one.plan for one in self.weekly if one.optional}
        optional |= {self.closing_event} if self.closing_event else set()
        for key in self.plan_keys:
            if key not in plans:
                raise InvalidValue("programmes.unknown_plan", programme=self.key, plan=key)
        return hardest(plans[key].intensity_class for key in self.plan_keys if key not in optional)

    def week_of(self, start: date, on: date) -> tuple[int, Phase] | None:
        """(week number from 1, its phase) of the day `on` in a programme begun on `start`; None outside it."""
        if self.weeks is None or on < start:
            return None
        week = (on - start).days // 7 + 1
        last = 0
        for phase in self.phases:
            last += phase.weeks
            if week <= last:
                return week, phase
        return None

    def ends_on(self, start: date) -> date | None:
        """The last day of a programme begun on `start`; None for lasting advice."""
        return None if self.weeks is None else start + timedelta(days=7 * self.weeks - 1)


@dataclass(frozen=True, slots=True)
class Delivered:
    """Planned against done: sessions planned so far (from–to), done, and the share of the low number; None of zero."""

    planned: Span
    done: int

    @property
    def share(self) -> float | None:
        """Done divided by the fewest planned; None when nothing was due yet."""
        return self.done / self.planned.low if self.planned.low else None


def delivered(programme: Programme, start: date, on: date, done: int) -> Delivered:
    """What was planned up to and including the last full week before `on`, beside what was done (counted by others)."""
    if done < 0:
        raise InvalidValue("programmes.done_negative", done=done)
    full_weeks = max(0, (on - start).days // 7)
    if programme.weeks is None:
        week = Phase(programme.key, 1, programme.weekly).per_week
        return Delivered(Span(full_weeks * week.low, full_weeks * week.high), done)
    low = high = 0
    for phase in programme.phases:
        weeks = min(phase.weeks, full_weeks)
        low += weeks * phase.per_week.low
        high += weeks * phase.per_week.high
        full_weeks -= weeks
    return Delivered(Span(low, high), done)
