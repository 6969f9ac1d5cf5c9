"""What is due for one patient on one day, and why: pure, total, explained.

`due` sees only the timeline it is given. With `Timeline.of(events, known_at=…)` it gives the list as it was shown
then; without, the corrected one. No task vanishes unless it was done, waived, or its phase is over.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta, tzinfo
from enum import StrEnum
from operator import attrgetter
from typing import assert_never
from uuid import UUID

from medgang.core.people.roles import Role
from medgang.core.procedures.model import Gap, GroundKind, Place, Procedure, Step
from medgang.core.procedures.reasons import Reason, reason
from medgang.core.procedures.rules import Anchor, AnchorKind, Condition, Due, DueKind, Match
from medgang.core.procedures.situation import (
    OSLO,
    Situation,
    day_ends,
    day_of,
    day_starts,
    flag_set,
    situation,
)
from medgang.core.timeline import Event, EventKind, Timeline
from medgang.core.timeline.details_after import DoneHow, StepDone, StepWaived
from medgang.core.timeline.details_stay import Phase


class TaskState(StrEnum):
    """How pressing a task is, most pressing first."""

    OVERDUE = "overdue"
    TODAY = "today"
    NOW = "now"  # open, its deadline is ahead
    WAITING_PHYSICIAN = "waiting_physician"


_OCCURRED = attrgetter("occurred")
_ORDER = {state: place for place, state in enumerate(TaskState)}


@dataclass(frozen=True, slots=True)
class Task:
    """One thing due. `key` is the same from day to day; `version` and `sha256` say which version asks for it.

    `since` is the day it opened and `deadline` the last day it is in time. `done` of `wanted` times today, for what
    is offered several times. `anchor` is the event it counts from, `arose` its instant.
    """

    key: str
    step: Step
    procedure: str
    version: str
    sha256: str
    state: TaskState
    since: date
    deadline: date
    why: tuple[Reason, ...]
    grounds: tuple[GroundKind, ...]
    missing: tuple[GroundKind, ...]
    gaps: tuple[Gap, ...]
    anchor: UUID | None = None
    arose: datetime | None = None
    done: int = 0
    wanted: int = 1

    @property
    def place(self) -> Place:
        """On whose list it stands."""
        return self.step.place

    def late(self, today: date) -> bool:
        """Past its deadline; what is only offered never is."""
        return today > self.deadline and not self.step.offer

    def owner(self, now: datetime) -> Role:
        """Whose it is at `now`: the first role of the step, or the one it escalates to when its hours have run."""
        escalation = self.step.escalation
        if escalation is None or self.arose is None:
            return self.step.roles[0]
        handed_on = now >= self.arose + timedelta(hours=escalation.hours)
        return escalation.to if handed_on else self.step.roles[0]


@dataclass(frozen=True, slots=True)
class _Start:
    """A point a due rule counts from."""

    day: date
    instant: datetime | None = None
    event: UUID | None = None
    floor: datetime | None = None


def due(procedure: Procedure, timeline: Timeline, today: date, zone: tzinfo = OSLO) -> list[Task]:
    """Everything open for this patient at `today`, most pressing first, then by deadline and the procedure's order."""
    found = _Day.of(procedure, timeline, today, zone)
    if found is None:
        return []
    tasks = [task for step in procedure.steps_in(found.phase) for task in found.tasks_of(step)]
    tasks.sort(key=lambda task: (_ORDER[task.state], task.deadline))
    return tasks


@dataclass(slots=True)
class _Day:
    """One patient's day under one procedure, while the list is being made."""

    procedure: Procedure
    timeline: Timeline
    today: date
    zone: tzinfo
    cutoff: datetime
    place: Situation
    start: datetime
    phase: Phase
    done: dict[str, list[Event]]
    waived: dict[str, list[Event]]
    in_stay: dict[EventKind, tuple[Event, ...]] = field(default_factory=dict)
    words: dict[tuple[EventKind, str], list[str]] = field(default_factory=dict)
    points: dict[AnchorKind, tuple[_Start, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, procedure: Procedure, timeline: Timeline, today: date, zone: tzinfo) -> _Day | None:
        place = situation(timeline, today, zone)
        if place.phase is None or place.start is None or place.dead:
            return None
        cutoff = day_ends(today, zone)
        done = _by_step(timeline.of_kind(EventKind.STEP_DONE), procedure.id, place.start, cutoff)
        waived = _by_step(timeline.of_kind(EventKind.STEP_WAIVED), procedure.id, place.start, cutoff)
        return cls(procedure, timeline, today, zone, cutoff, place, place.start, place.phase, done, waived)

    def tasks_of(self, step: Step) -> Iterator[Task]:
        if (step.place is Place.AFTER and self.place.refused) or (step.offer and self.place.on_leave):
            return
        for condition in step.when:
            if not self._holds(condition):
                return
        rule = step.due
        match rule.kind:
            case DueKind.WITHIN:
                for start in self._starts(rule.anchor):
                    opens, deadline = rule.opens.after(start.day), rule.span.after(start.day)
                    yield from self._once(step, start, opens, deadline)
            case DueKind.BEFORE:
                for start in self._starts(rule.anchor):
                    yield from self._once(step, start, rule.span.before(start.day), start.day)
            case DueKind.EVERY:
                for start in self._starts(rule.anchor):
                    yield from self._again(step, start)
            case DueKind.EACH_DAY | DueKind.EACH_SHIFT | DueKind.EACH_WEEK:
                yield from self._offered(step)
            case _ as never:  # pragma: no cover - exhaustive
                assert_never(never)

    def _of(self, kind: EventKind) -> tuple[Event, ...]:
        """The events of a kind in this stay, up to the end of the day, oldest first."""
        events = self.in_stay.get(kind)
        if events is None:
            known = self.timeline.of_kind(kind)
            first = bisect_left(known, self.start, key=_OCCURRED)
            events = self.in_stay[kind] = known[
                first : bisect_left(known, self.cutoff, lo=first, key=_OCCURRED)
            ]
        return events

    def _events(self, match: Match) -> Sequence[Event]:
        """The events that may fit, oldest first: those of the kind, or only those with the one value asked for.

        A patient has hundreds of answers and few of each instrument; the words are read once and compared in C.
        """
        events = self._of(match.kind)
        if match.group is None or len(events) < 8:  # a few are asked faster than sorted
            return events
        name, value = match.group
        words = self.words.get((match.kind, name))
        if words is None:
            words = self.words[match.kind, name] = list(map(attrgetter(f"detail.{name}"), events))
        found: list[Event] = []
        at = -1
        for _ in range(words.count(value)):
            at = words.index(value, at + 1)
            found.append(events[at])
        return found

    # what a rule counts from

    def _starts(self, anchor: Anchor | None) -> Sequence[_Start]:
        assert anchor is not None  # noqa: S101 - held by Due
        if anchor.match is not None:
            return self._start_events(anchor, anchor.match)
        points = self.points.get(anchor.kind)
        if points is None:  # many steps count from the same point
            points = self.points[anchor.kind] = self._points(anchor.kind)
        return points

    def _points(self, kind: AnchorKind) -> tuple[_Start, ...]:
        place = self.place
        if kind is AnchorKind.ADMISSION:
            return (self._start_at(place.admitted),)
        if kind is AnchorKind.PHASE:
            return (self._start_at(place.phase_since),)
        if place.ended is not None:
            start = self._start_at(place.ended.occurred, place.ended)
            # What is owed after an end is never paid before it: at a readmission the follow-up of the stay before is
            # closed at the very instant the new stay begins.
            return (replace(start, floor=start.instant) if kind is AnchorKind.END else start,)
        if kind is AnchorKind.DISCHARGE and place.expected_end is not None:
            return (_Start(place.expected_end),)
        return ()

    def _start_at(self, instant: datetime | None, event: Event | None = None) -> _Start:
        assert instant is not None  # noqa: S101 - whoever has a phase was admitted
        return _Start(instant.astimezone(self.zone).date(), instant, event.uid if event else None)

    def _start_events(self, anchor: Anchor, match: Match) -> list[_Start]:
        events = [event for event in self._events(match) if match.fits(event)]
        if anchor.kind is AnchorKind.FIRST:
            events = events[:1]
        elif anchor.kind is AnchorKind.LAST:
            events = events[-1:]
        found = []
        for event in events:
            day = getattr(event.detail, anchor.field) if anchor.field else day_of(event, self.zone)
            if isinstance(day, date):
                found.append(_Start(day, event.occurred, event.uid, event.occurred))
        return found

    def _holds(self, condition: Condition) -> bool:
        if condition.flag is not None:
            return (
                flag_set(self.timeline, condition.flag, self.today, self.zone) is not None
            ) is condition.holds
        assert condition.match is not None and condition.chosen is not None  # noqa: S101, PT018 - held by Condition
        fits = False
        for event in reversed(self._of(condition.match.kind)):
            if condition.chosen.fits(event):
                fits = condition.match.fits(event)
                break
        return fits is condition.holds

    # what has been done

    def _last_done(self, step: Step, floor: datetime, counted_from: UUID | None = None) -> Event | None:
        """The latest event that completes the step, from `floor` on. What it counts from never completes it."""
        found: Event | None = None
        for match in step.completed_by:
            for event in reversed(self._events(match)):
                if event.occurred < floor:
                    break
                if event.uid != counted_from and match.fits(event):
                    found = _later(found, event)
                    break
        for event in self.done.get(step.id, ()):
            if event.occurred >= floor and (step.record or _by_hand(event)):
                found = _later(found, event)
        return found

    def _times_done(self, step: Step, floor: datetime) -> int:
        counted = 0
        for match in step.completed_by:
            for event in reversed(self._events(match)):
                if event.occurred < floor:
                    break
                counted += match.fits(event)
        return counted + sum(event.occurred >= floor for event in self.done.get(step.id, ()))

    def _is_waived(self, step: Step, floor: datetime) -> bool:
        waivers = self.waived.get(step.id)
        if not waivers or waivers[-1].occurred < floor:
            return False
        detail = waivers[-1].detail
        assert isinstance(detail, StepWaived)  # noqa: S101 - an event of this kind carries no other
        return detail.until is None or self.today <= detail.until

    # the three shapes of a task

    def _once(self, step: Step, start: _Start, opens: date, deadline: date) -> Iterator[Task]:
        if opens > self.today:
            return
        floor = start.floor or self.start
        if step.due.fresh:
            floor = max(floor, day_starts(opens, self.zone))
        if self._last_done(step, floor, start.event) is not None or self._is_waived(
            step, start.floor or self.start
        ):
            return
        assert step.due.anchor is not None  # noqa: S101 - held by Due
        what = "before" if step.due.kind is DueKind.BEFORE else "within"
        why = reason(f"procedures.why_{what}", anchor=step.due.anchor.name, on=start.day, deadline=deadline)
        yield self._task(step, opens, deadline, why, start)

    def _again(self, step: Step, start: _Start) -> Iterator[Task]:
        if self._is_waived(step, self.start):
            return
        last = self._last_done(step, self.start)
        counted_from = day_of(last, self.zone) if last is not None else start.day
        deadline = step.due.span.after(counted_from)
        opens = max(step.due.opens.before(deadline), counted_from)
        if opens > self.today:
            return
        assert step.due.anchor is not None  # noqa: S101 - held by Due
        code, name = (
            ("procedures.why_again", step.id) if last else ("procedures.why_every", step.due.anchor.name)
        )
        yield self._task(
            step, opens, deadline, reason(code, anchor=name, on=counted_from, deadline=deadline), start
        )

    def _offered(self, step: Step) -> Iterator[Task]:
        opens = deadline = self.today
        if step.due.kind is DueKind.EACH_WEEK:
            assert self.place.admitted is not None  # noqa: S101 - held by `of`
            weekday = step.due.weekday or self.place.admitted.astimezone(self.zone).isoweekday()
            opens = self.today - timedelta(days=(self.today.isoweekday() - weekday) % 7)
            deadline = opens + timedelta(days=6)
        wanted = step.due.times if step.due.kind is DueKind.EACH_SHIFT else 1
        floor = max(self.start, day_starts(opens, self.zone))
        done = self._times_done(step, floor)
        if done >= wanted or self._is_waived(step, self.start):
            return
        why = reason(f"procedures.why_{step.due.kind.value}", done=done, wanted=wanted, on=opens)
        yield self._task(step, opens, deadline, why, None, done, wanted)

    def _task(
        self,
        step: Step,
        since: date,
        deadline: date,
        why: Reason,
        start: _Start | None,
        done: int = 0,
        wanted: int = 1,
    ) -> Task:
        if step.place is Place.PHYSICIAN:
            state = TaskState.WAITING_PHYSICIAN
        elif self.today > deadline and not step.offer:
            state = TaskState.OVERDUE
        else:
            state = TaskState.TODAY if self.today >= deadline else TaskState.NOW
        each = start is not None and _is_each(step.due)
        grounds = self.procedure.grounds_of(step.id)
        return Task(
            key=f"{step.id}:{start.event}" if each and start is not None else step.id,
            step=step,
            procedure=self.procedure.id,
            version=self.procedure.version,
            sha256=self.procedure.sha256,
            state=state,
            since=since,
            deadline=deadline,
            why=(why,),
            grounds=grounds.kinds,
            missing=grounds.missing,
            gaps=grounds.gaps,
            anchor=start.event if start else None,
            arose=start.instant if start else None,
            done=done,
            wanted=wanted,
        )


def _later(found: Event | None, event: Event) -> Event:
    return event if found is None or event.occurred > found.occurred else found


def _is_each(rule: Due) -> bool:
    return rule.anchor is not None and rule.anchor.kind is AnchorKind.EACH


def _by_hand(event: Event) -> bool:
    return isinstance(event.detail, StepDone) and event.detail.how is DoneHow.HAND


def _by_step(
    events: tuple[Event, ...], procedure: str, start: datetime, cutoff: datetime
) -> dict[str, list[Event]]:
    """The events of this stay by the step they name; a name without a procedure is meant for any."""
    found: dict[str, list[Event]] = {}
    for event in events:
        detail = event.detail
        if not (start <= event.occurred < cutoff and isinstance(detail, (StepDone, StepWaived))):
            continue
        if detail.procedure in ("", procedure):
            found.setdefault(detail.step, []).append(event)
    return found
