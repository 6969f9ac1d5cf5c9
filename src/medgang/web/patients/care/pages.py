"""What two pages show: the plan, as the patient gets it on paper, and the measures over time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from medgang.charts.course import Course, course_figure
from medgang.charts.figure import Figure, FigureTable
from medgang.content.sentences import say
from medgang.core.instruments import Instrument, Licence, Score, score
from medgang.core.timeline import Event, EventKind, Timeline
from medgang.core.timeline.details_after import ContinuationPlanned
from medgang.core.timeline.details_measures import Measured, Visibility
from medgang.core.timeline.details_plan import Planned, VictoryNoted
from medgang.web.accounts.actors import Actor
from medgang.web.accounts.selectors import person
from medgang.web.design import dates
from medgang.web.patients import library
from medgang.web.patients.care import labels, menu
from medgang.web.patients.care.goals import open_goals
from medgang.web.patients.care.measure import RING, TOTAL, UNITS
from medgang.web.patients.care.plan import current_plan
from medgang.web.patients.care.registry import FORMS, can_use
from medgang.web.patients.care.words import LEVELS
from medgang.web.patients.reasons import lang

MENU = (
    "talk",
    "plan",
    "plan-review",
    "goal",
    "goal-review",
    "victory",
    "motivation",
    "resource-map",
    "lesson",
    "light-activity",
    "measure",
    "test",
    "continuation",
    "support",
    "discharge",
    "contact",
    "consent",
)
"""What is written from the plan's page, in the order of a stay."""


@dataclass(frozen=True, slots=True)
class Day:
    """One weekday of the plan."""

    name: str
    lines: tuple[str, ...]
    rest: bool


def week(plan: Planned) -> list[Day]:
    """Monday to Sunday; a day with nothing says so by being empty."""
    found = []
    for number, name in labels.WEEKDAYS.items():
        lines = []
        for line in plan.week:
            if line.weekday != number:
                continue
            parts = [menu.activity_name(line.activity), str(LEVELS[line.level])]
            if line.minutes:
                parts.append(_("%(minutes)s min") % {"minutes": line.minutes})
            if line.starts:
                parts.append(_("kl. %(clock)s") % {"clock": line.starts.replace(":", ".")})
            if line.with_whom:
                parts.append(_("sammen med %(whom)s") % {"whom": line.with_whom})
            lines.append(", ".join(parts))
        found.append(Day(str(name), tuple(lines), number in plan.rest_days))
    return found


def plan_page(timeline: Timeline, actor: Actor) -> dict[str, Any]:
    """What stands on the plan's page beside the patient's line."""
    found = current_plan(timeline)
    after = timeline.details(EventKind.CONTINUATION_PLANNED, ContinuationPlanned)
    continuation = after[-1][1] if after else None
    owner = person(continuation.owner) if continuation and continuation.owner else None
    victories = [detail for _event, detail in timeline.details(EventKind.VICTORY_NOTED, VictoryNoted)]
    return {
        "plan": found,
        "week": week(found) if found else [],
        "programme": menu.programme_name(found.programme) if found and found.programme else "",
        "rung": menu.rung_name(found.step) if found and found.step else "",
        "how_hard": _how_hard(found) if found else "",
        "adaptations": [labels.ADAPTATIONS.get(code, code) for code in found.adaptations] if found else [],
        "goals": open_goals(timeline),
        "victories": victories[-5:][::-1],
        "continuation": continuation,
        "continuation_activity": menu.activity_name(continuation.activity) if continuation else "",
        "weekday": labels.WEEKDAYS.get(continuation.weekday or 0, "") if continuation else "",
        "owner": owner.full_name if owner else "",
        "ring": RING,
        "menu": [(code, FORMS[code].title) for code in MENU if can_use(FORMS[code], actor)],
    }


def _how_hard(plan: Planned) -> str:
    if plan.talk_test is not None:
        return _("så hardt at du %(talk)s") % {"talk": labels.TALK_TESTS[plan.talk_test]}
    return str(labels.INTENSITY_SOURCES[plan.intensity]) if plan.intensity else ""


# --- measures -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Cell:
    """One score on one day: the number, or why there is none, and the published band where there is one."""

    name: str
    text: str
    band: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One time the instrument was to be answered."""

    when: Event
    cells: tuple[Cell, ...]
    answered: str


@dataclass(frozen=True, slots=True)
class Group:
    """One instrument over time."""

    title: str
    note: str
    lines: tuple[Line, ...]
    n: int
    missing: int
    figure: Figure | None


def groups(timeline: Timeline) -> list[Group]:
    """By instrument, the one asked most lately first."""
    found: dict[str, list[tuple[Event, Measured]]] = {}
    for event, measured in timeline.details(EventKind.MEASURED, Measured):
        # What the patient keeps to themself is not shown here, not even that it was answered.
        if measured.visibility is Visibility.TEAM:
            found.setdefault(measured.instrument, []).append((event, measured))
    known = library.instruments()
    ordered = sorted(found.items(), key=lambda pair: pair[1][-1][0].occurred, reverse=True)
    return [_group(known.get(name), name, rows) for name, rows in ordered]


def _group(instrument: Instrument | None, name: str, rows: Sequence[tuple[Event, Measured]]) -> Group:
    courses = _columns(instrument, rows)
    lines = tuple(
        Line(
            when=event,
            cells=()
            if measured.missing is not None
            else tuple(_cell(instrument, measured, column, title) for column, title, _low, _high in courses),
            answered=_answered(measured),
        )
        for event, measured in reversed(rows)
    )
    title = instrument.title.in_(lang()) if instrument else name
    missing = sum(not _was_answered(measured) for _event, measured in rows)
    return Group(
        title=title,
        note=" ".join(note.in_(lang()) for note in instrument.notes) if instrument else "",
        lines=lines,
        n=len(rows) - missing,
        missing=missing,
        figure=_figure(name, title, instrument, courses, rows) if len(rows) - missing > 1 else None,
    )


Column = tuple[str, str, float, float]


def _columns(instrument: Instrument | None, rows: Sequence[tuple[Event, Measured]]) -> list[Column]:
    """The scores of the instrument; where it has none, its questions; of a named one, the total."""
    if instrument is None or instrument.licence is Licence.NAME:
        values = [_value(measured, TOTAL) for _event, measured in rows]
        return [
            (
                TOTAL,
                _("Samlet"),
                0.0,
                max((value for value in values if value is not None), default=1.0) or 1.0,
            )
        ]
    if instrument.scales:
        return [(each.id, each.title.in_(lang()), each.low, each.high) for each in instrument.scales]
    asked = {answer.item for _event, measured in rows for answer in measured.answers}
    return [
        (item.id, item.text.in_(lang()) if item.text else item.id, item.lowest, item.highest)
        for item in instrument.items
        if item.id in asked
    ]


def _value(measured: Measured, item: str) -> float | None:
    return next((answer.value for answer in measured.answers if answer.item == item), None)


def _was_answered(measured: Measured) -> bool:
    return any(answer.value is not None for answer in measured.answers)


def _scored(instrument: Instrument, measured: Measured, column: str) -> Score | None:
    if not instrument.scales or instrument.version != measured.version:
        return None
    return score(instrument, {answer.item: answer.value for answer in measured.answers}).of(column)


def _number(instrument: Instrument | None, measured: Measured, column: str) -> float | None:
    if instrument is not None and instrument.scales:
        found = _scored(instrument, measured, column)
        return found.value if found else None
    return _value(measured, column)


def _cell(instrument: Instrument | None, measured: Measured, column: str, name: str = "") -> Cell:
    if measured.missing is not None:
        return Cell(name, str(labels.MISSINGS[measured.missing]))
    if instrument is None or not instrument.scales:
        value = _value(measured, column)
        return Cell(name, _("ikke besvart") if value is None else _shown(value))
    found = _scored(instrument, measured, column)
    if found is None:
        return Cell(name, _("annen versjon, ikke regnet ut"))
    if found.bad:
        return Cell(name, say(found.bad, lang()))
    if found.value is None:
        if found.answered == 0:
            return Cell(name, _("ikke besvart"))
        return Cell(name, say("instruments.too_few", lang(), answered=found.answered, needed=found.needed))
    band = found.band
    if found.high > RANGE_SAID:
        unit = str(UNITS.get(found.unit, found.unit))
        text = f"{_shown(found.value)} {unit}".strip()
    else:
        text = _("%(value)s av %(high)s") % {"value": _shown(found.value), "high": _shown(found.high)}
    return Cell(name, text, band.name.in_(lang()) if band else "", band.source if band else "")


RANGE_SAID = 100
"""Above this the greatest possible score says nothing: 60 minutes a week stands without «av 4 200»."""


def _shown(value: float) -> str:
    """Whole numbers without a comma."""
    return dates.number(int(value) if value == int(value) else round(value, 1), lang())


def _answered(measured: Measured) -> str:
    if measured.missing is not None:
        return str(labels.MISSINGS[measured.missing]).capitalize()
    given = sum(answer.value is not None for answer in measured.answers)
    return _("%(given)s av %(asked)s spørsmål") % {"given": given, "asked": len(measured.answers)}


def _figure(
    name: str,
    title: str,
    instrument: Instrument | None,
    columns: Sequence[Column],
    rows: Sequence[tuple[Event, Measured]],
) -> Figure:
    courses = [
        Course(
            name=label,
            low=low,
            high=_top(high, [_number(instrument, measured, column) for _event, measured in rows]),
            points=tuple((_day(event), _number(instrument, measured, column)) for event, measured in rows),
        )
        for column, label, low, high in columns
    ]
    first, last = _day(rows[0][0]), _day(rows[-1][0])
    answered = sum(_was_answered(measured) for _event, measured in rows)
    heading = ngettext("%(title)s: besvart %(n)s gang", "%(title)s: besvart %(n)s ganger", answered) % {
        "title": title,
        "n": answered,
    }
    said = _("Fra %(first)s til %(last)s. Kryss nederst er der svar mangler; linjen er brutt der.") % {
        "first": dates.day(first, lang(), with_year=True),
        "last": dates.day(last, lang(), with_year=True),
    }
    table = FigureTable(
        (_("Dag"), *(course.name for course in courses)),
        tuple(
            (
                dates.day(_day(event), lang(), with_year=True),
                *(_cell(instrument, measured, column).text for column, _label, _low, _high in columns),
            )
            for event, measured in rows
        ),
    )
    return course_figure(
        courses, title=heading, description=said, table=table, day_title=_("Dag"), key=f"course-{name}"
    )


def _top(high: float, values: Sequence[float | None]) -> float:
    """The top of the axis: what is possible, unless that is far above anything answered."""
    most = max((value for value in values if value is not None), default=high)
    return high if high <= 100 else min(high, max(60.0, most * 1.25))


def _day(event: Event) -> date:
    return timezone.localdate(event.occurred)
