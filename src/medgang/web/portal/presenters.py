"""What the patient's and the helper's pages show, in plain words, worked out before the template."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, assert_never
from uuid import UUID

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from medgang.content.schemas.portal import ring_file
from medgang.content.schemas.reference import retest_error
from medgang.core.physiology.change import Change, ChangeVerdict, Load, LoadResult, change, same_load
from medgang.core.timeline import EventKind, Timeline
from medgang.core.timeline.details_after import ContinuationPlanned, DischargeItem, DischargeItemDone
from medgang.core.timeline.details_measures import Quantity, Tested
from medgang.core.timeline.details_plan import GoalReviewed, GoalSet, GoalState, VictoryNoted
from medgang.web.accounts import crypto
from medgang.web.accounts.selectors import person
from medgang.web.design import dates
from medgang.web.patients.care import labels, menu
from medgang.web.patients.care.goals import open_goals
from medgang.web.patients.care.pages import Day, week
from medgang.web.patients.care.plan import current_plan
from medgang.web.patients.reasons import lang
from medgang.web.portal.models import DiaryEntry, PersonalLink
from medgang.web.portal.services.diary import Page, unseal
from medgang.web.portal.sharing import Item


@dataclass(frozen=True, slots=True)
class Ring:
    """Whom to ring, and that nobody reads what is written."""

    nobody_reads: str
    numbers: tuple[tuple[str, str, str], ...]


def ring() -> Ring:
    """The clinic's numbers, or the national ones: who, number, number as dialled."""
    found = ring_file(settings.MEDGANG_CONTENT)
    return Ring(
        nobody_reads=found.nobody_reads.in_(lang()),
        numbers=tuple((one.who.in_(lang()), one.number, one.dialled) for one in found.numbers),
    )


@dataclass(frozen=True, slots=True)
class Next:
    """The next thing agreed: when, and what."""

    day: date
    what: str


def nexts(timeline: Timeline, today: date) -> list[Next]:
    """What has been agreed from today on: the first day afterwards, the next appointment, the look at the plan."""
    found = []
    continuation = latest_continuation(timeline)
    if continuation is not None and continuation.first_date is not None:
        what = continuation.offer or menu.activity_name(continuation.activity) or continuation.place
        found.append(Next(continuation.first_date, what))
    for _event, done in timeline.details(EventKind.DISCHARGE_ITEM_DONE, DischargeItemDone):
        if done.item is DischargeItem.NEXT_APPOINTMENT and done.on is not None:
            found.append(Next(done.on, done.note or _("neste avtale")))
    plan = current_plan(timeline)
    if plan is not None and plan.review_on is not None:
        found.append(Next(plan.review_on, _("vi ser på planen sammen")))
    return sorted((one for one in found if one.day >= today), key=lambda one: one.day)


def latest_continuation(timeline: Timeline) -> ContinuationPlanned | None:
    """The plan for afterwards as it stands."""
    found = timeline.details(EventKind.CONTINUATION_PLANNED, ContinuationPlanned)
    return found[-1][1] if found else None


def week_of(timeline: Timeline, today: date) -> list[Day]:
    """The week of the plan that holds today; empty when there is none."""
    plan = current_plan(timeline)
    if plan is None or not plan.week or (plan.ends is not None and plan.ends < today):
        return []
    return week(plan)


def victories(timeline: Timeline) -> list[str]:
    """The small victories, newest first."""
    found = timeline.details(EventKind.VICTORY_NOTED, VictoryNoted)
    return [f"«{one.text}»" if one.quote else one.text for _event, one in reversed(found)]


@dataclass(frozen=True, slots=True)
class GoalLine:
    """One goal and how it went with it last."""

    text: str
    size: str
    by_when: date | None
    state: str
    state_key: str
    feeling: int | None


def goals(timeline: Timeline) -> tuple[list[GoalLine], list[GoalLine]]:
    """The goals being worked towards, and the ones reached or let go."""
    last: dict[UUID, GoalReviewed] = {
        review.goal: review for _event, review in timeline.details(EventKind.GOAL_REVIEWED, GoalReviewed)
    }
    still = {goal.goal for goal in open_goals(timeline)}
    going: list[GoalLine] = []
    done: list[GoalLine] = []
    for goal in {goal.goal: goal for _event, goal in timeline.details(EventKind.GOAL_SET, GoalSet)}.values():
        review = last.get(goal.goal)
        line = GoalLine(
            text=goal.text,
            size=str(labels.GOAL_SIZES[goal.size]),
            by_when=goal.by_when,
            state=str(labels.GOAL_STATES[review.state]) if review else "",
            state_key="done" if review and review.state is GoalState.REACHED else "neutral",
            feeling=review.feeling if review else None,
        )
        (going if goal.goal in still else done).append(line)
    return going, done


# --- tests in plain words -------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class TestLine:
    """What may be said of one number of a test, words before figures."""

    words: str
    kind: str
    name: str
    then: str
    now: str


@dataclass(frozen=True, slots=True)
class TestGroup:
    """One test: when it was last done, how often, and what it says."""

    __test__ = False  # not a test class, whatever its name

    name: str
    day: date
    before: date | None
    n: int
    lines: tuple[TestLine, ...]


def said(verdict: ChangeVerdict) -> tuple[str, str]:
    """The verdict in words, and the colour of its mark."""
    match verdict:
        case ChangeVerdict.BETTER:
            return _("bedre enn sist, mer enn måleusikkerheten"), "done"
        case ChangeVerdict.WORSE:
            return _("svakere enn sist, mer enn måleusikkerheten"), "neutral"
        case ChangeVerdict.WITHIN_ERROR:
            return _("likt med sist: forskjellen er ikke større enn måleusikkerheten"), "neutral"
        case ChangeVerdict.CANNOT_TELL:
            return _("vi kan ikke si om det er endret: vi vet ikke måleusikkerheten"), "neutral"
        case _:
            assert_never(verdict)


def tests(timeline: Timeline) -> list[TestGroup]:
    """Each test the patient has done: the last time against the time before."""
    found: dict[str, list[tuple[date, Tested]]] = {}
    for event, tested in timeline.details(EventKind.TESTED, Tested):
        found.setdefault(tested.test, []).append((timezone.localdate(event.occurred), tested))
    groups = []
    for code, times in found.items():
        day, last = times[-1]
        before = times[-2] if len(times) > 1 else None
        lines = _compared(code, before[1], last, first_ever=len(times) == 2) if before else ()
        groups.append(
            TestGroup(
                name=menu.test_name(code),
                day=day,
                before=before[0] if before else None,
                n=len(times),
                lines=tuple(lines),
            )
        )
    return sorted(groups, key=lambda group: group.day, reverse=True)


def _compared(code: str, before: Tested, last: Tested, *, first_ever: bool) -> list[TestLine]:
    file = menu.test_file(code)
    retest = retest_error(file.retest) if file and file.retest else None
    lines = []
    then = {quantity.code: quantity for quantity in (*before.readings, *before.results)}
    for quantity in (*last.readings, *last.results):
        earlier = then.get(quantity.code)
        if earlier is None or earlier.unit != quantity.unit or earlier.algorithm != quantity.algorithm:
            continue
        # A published error of an oxygen uptake says nothing about what was merely read on the way to it.
        fits = retest is not None and (retest.unit == quantity.unit or "/kg/" not in retest.unit)
        verdict = change(earlier.value, quantity.value, retest if fits else None, first_ever=first_ever)
        lines.append(_line(menu.test_name(code), verdict, quantity))
    treadmill, cycle = retest_error("pulse-treadmill"), retest_error("pulse-cycle")
    if treadmill is not None and cycle is not None:
        for same in same_load(
            _loads(before), _loads(last), treadmill=treadmill, cycle=cycle, first_ever=first_ever
        ):
            if same.pulse is not None:
                name = _("puls på samme belastning (%(load)s)") % {"load": _load(same.load)}
                lines.append(_line(name, same.pulse, Quantity("pulse", 0, _("slag i minuttet"))))
    return lines


def _line(name: str, verdict: Change, quantity: Quantity) -> TestLine:
    words, kind = said(verdict.verdict)
    return TestLine(
        words=words,
        kind=kind,
        name=name,
        then=f"{_figures(verdict.before)} {quantity.unit}",
        now=f"{_figures(verdict.after)} {quantity.unit}",
    )


def _figures(value: float) -> str:
    """At most one decimal, and none where it says nothing."""
    return dates.number(int(value) if float(value).is_integer() else round(value, 1), lang())


def _loads(tested: Tested) -> list[LoadResult]:
    return [
        LoadResult(
            Load(stage.speed_kmh, stage.incline_percent)
            if stage.load_watt is None
            else Load(watts=stage.load_watt),
            stage.bpm,
            stage.effort,
        )
        for stage in tested.stages
        if stage.speed_kmh is not None or stage.load_watt is not None
    ]


def _load(load: Load) -> str:
    if load.watts is not None:
        return _("%(watts)s watt") % {"watts": _figures(load.watts)}
    return _("%(speed)s km/t, %(incline)s prosent stigning") % {
        "speed": _figures(load.speed_kmh or 0),
        "incline": _figures(load.incline_pct or 0),
    }


# --- the diary --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class DiaryLine:
    """One entry as its writer reads it."""

    uid: UUID
    day: date
    page: Page
    shared: bool


def diary_line(entry: DiaryEntry) -> DiaryLine:
    """The entry, unsealed."""
    return DiaryLine(uid=entry.uid, day=entry.day, page=unseal(entry), shared=entry.shared is not None)


# --- what a helper sees -----------------------------------------------------------------------------------------------


def followed(link: PersonalLink, timeline: Timeline, items: frozenset[Item], today: date) -> dict[str, Any]:
    """Only the shared items, each by its own key; what is not shared has no key at all."""
    shown: dict[str, Any] = {}
    if Item.WEEK in items:
        shown["week"] = week_of(timeline, today)
    if Item.GOALS in items:
        shown["goals"] = [goal.text for goal in open_goals(timeline)]
    if Item.VICTORIES in items:
        shown["victories"] = victories(timeline)[:5]
    if Item.AFTER in items:
        shown["after"] = after_lines(timeline)
    if Item.CAUTIONS in items:
        shown["cautions"] = crypto.decrypt(link.sealed_agreed)
    return shown


def after_lines(timeline: Timeline) -> list[tuple[str, str]]:
    """Where, when and with whom, afterwards: label and text, only what is settled."""
    plan = latest_continuation(timeline)
    if plan is None:
        return []
    when = " ".join(
        part
        for part in (str(labels.WEEKDAYS.get(plan.weekday or 0, "")), plan.starts.replace(":", "."))
        if part
    )
    owner = person(plan.owner) if plan.owner else None
    lines = [
        (_("Hva"), plan.offer or menu.activity_name(plan.activity)),
        (_("Hvor"), plan.place),
        (_("Når"), when),
        (_("Første gang"), dates.day(plan.first_date, lang(), with_year=True) if plan.first_date else ""),
        (_("Sammen med"), plan.with_whom),
        (_("Reise"), plan.travel),
        (_("Den som tar kontakt"), owner.full_name if owner else ""),
    ]
    return [(label, text) for label, text in lines if text]
