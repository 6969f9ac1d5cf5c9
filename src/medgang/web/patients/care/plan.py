"""The individual plan with its week, and its review together with the patient."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any, Final
from uuid import UUID, uuid4

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from medgang.core.timeline import EventKind, Timeline
from medgang.core.timeline.details_plan import (
    IntensitySource,
    Planned,
    PlannedActivity,
    PlanReviewed,
    ReviewOutcome,
    Talked,
)
from medgang.core.timeline.levels import Level, TalkTest
from medgang.web.design.forms import (
    CheckboxesField,
    CheckboxField,
    DateField,
    LongTextField,
    NumberField,
    RadioField,
    SelectField,
    TextField,
    TimeField,
)
from medgang.web.patients.care import labels, menu, words
from medgang.web.patients.care.parts import latest, note, note_all, whole
from medgang.web.patients.care.registry import Context, care_form
from medgang.web.patients.forms import WhenForm

ROWS: Final = 4
"""Activities one plan can hold; a week has room for no more that anybody keeps."""
OPEN_ROWS: Final = 2
PARTS: Final = ("activity", "level", "minutes", "starts", "with_whom", "days")
REVIEW_AFTER: Final = timedelta(days=28)


def current_plan(timeline: Timeline) -> Planned | None:
    """The plan that holds: the latest version."""
    found = timeline.details(EventKind.PLANNED, Planned)
    return found[-1][1] if found else None


class PlanForm(WhenForm):
    """Up to four activities with their days; light is enough to begin."""

    programme = SelectField(label=_("Program fra menyen"), required=False, empty_label=_("eget opplegg"))
    step = RadioField(label=_("Trinn på stigen"), required=False, choices=[])
    patient_chose_step = CheckboxField(label=_("Pasienten har selv valgt trinnet"), required=False)
    intensity = RadioField(
        label=_("Hvordan finner vi riktig hardhet?"),
        required=False,
        choices=words.choices(labels.INTENSITY_SOURCES),
        why=_("Snakketesten virker også når medisiner gjør pulsen usikker."),
    )
    talk_test = SelectField(
        label=_("Så hardt at du …"),
        required=False,
        empty_label=_("ikke valgt"),
        choices=words.choices(labels.TALK_TESTS),
    )
    reasoning = LongTextField(
        label=_("Hvorfor høy intensitet, eller hvorfor ikke"),
        required=False,
        max_length=500,
        rows=2,
        help_text=_("Høy intensitet passer for noen, ikke for alle. Skriv hva dere la vekt på."),
    )
    adaptations = CheckboxesField(
        label=_("Tilrettelegging"), required=False, choices=list(labels.ADAPTATIONS.items())
    )
    rest_days = CheckboxesField(
        label=_("Hviledager"),
        required=False,
        choices=[(str(number), name) for number, name in labels.WEEKDAYS.items()],
    )
    begins = DateField(label=_("Begynner"))
    ends = DateField(label=_("Slutter"), required=False)
    review_on = DateField(label=_("Evalueres"), required=False)
    agreed = CheckboxField(label=_("Laget sammen med pasienten, som er enig"), required=False)

    def __init__(self, *args: Any, context: Context, **kwargs: Any) -> None:
        self.before = current_plan(context.timeline)
        initial = _initial(self.before) if self.before else _from_talk(context)
        initial.setdefault("begins", context.today)
        initial.setdefault("review_on", context.today + REVIEW_AFTER)
        super().__init__(*args, now=context.now, initial=initial, **kwargs)
        self.fields["programme"].choices = [  # type: ignore[attr-defined]
            ("", _("eget opplegg")),
            *menu.programme_choices(),
        ]
        self.fields["step"].choices = menu.rung_choices()  # type: ignore[attr-defined]
        self.fields["step"].widget.hints = menu.rung_hints()
        activities, levels = menu.activity_choices(), words.choices(words.LEVELS)
        days = [(str(number), name) for number, name in labels.WEEKDAYS.items()]
        for row in range(1, ROWS + 1):
            self.fields |= {
                f"activity_{row}": SelectField(
                    label=_("Aktivitet"), required=False, empty_label=_("ingen"), choices=activities
                ),
                f"level_{row}": SelectField(
                    label=_("Nivå"), required=False, empty_label=_("som i menyen"), choices=levels
                ),
                f"minutes_{row}": NumberField(
                    label=_("Varighet"), unit=_("min"), required=False, min_value=1, max_value=600
                ),
                f"starts_{row}": TimeField(label=_("Klokkeslett"), required=False),
                f"days_{row}": CheckboxesField(label=_("Dager"), required=False, choices=days),
                f"with_whom_{row}": TextField(label=_("Sammen med"), required=False, max_length=120),
            }

    all_optional = True
    wide = True

    def _rows(self, numbers: Iterable[int]) -> list[list[Any]]:
        return [[self[f"{part}_{row}"] for part in PARTS] for row in numbers]

    @property
    def rows(self) -> list[list[Any]]:
        """The fields of the first activities."""
        return self._rows(range(1, OPEN_ROWS + 1))

    @property
    def more_rows(self) -> list[list[Any]]:
        """Those that are folded away until they are used."""
        return self._rows(range(OPEN_ROWS + 1, ROWS + 1))

    @property
    def more_rows_used(self) -> bool:
        """Whether one of them holds something, or is wrong."""
        return any(field.value() or field.errors for row in self.more_rows for field in row)

    @property
    def frame(self) -> list[Any]:
        """When it holds."""
        return [self[name] for name in ("begins", "ends", "review_on")]

    @property
    def effort(self) -> list[Any]:
        """How hard, and why."""
        return [self[name] for name in ("intensity", "talk_test", "reasoning")]

    @property
    def last(self) -> list[Any]:
        """What stands at the end."""
        return [self[name] for name in ("adaptations", "rest_days", "agreed", "day", "at")]

    def week(self) -> tuple[PlannedActivity, ...]:
        """One line per day and activity, in the order of the week."""
        found = []
        for row in range(1, ROWS + 1):
            data = {part: self.cleaned_data.get(f"{part}_{row}") for part in PARTS}
            if not data["activity"]:
                continue
            level = Level(data["level"]) if data["level"] else menu.activity_level(data["activity"])
            found += [
                PlannedActivity(
                    weekday=int(day),
                    activity=data["activity"],
                    level=level or Level.LIGHT,
                    starts=f"{data['starts']:%H:%M}" if data["starts"] else "",
                    minutes=whole(data["minutes"]),
                    with_whom=data["with_whom"] or "",
                )
                for day in data["days"] or ()
            ]
        return tuple(sorted(found, key=lambda line: (line.weekday, line.starts)))

    def clean(self) -> dict[str, Any]:
        """Days for every activity, dates in order, and why where it is hard."""
        cleaned = super().clean()
        some = False
        for row in range(1, ROWS + 1):
            activity, days = cleaned.get(f"activity_{row}"), cleaned.get(f"days_{row}")
            some = some or bool(activity)
            if activity and not days and f"days_{row}" not in self.errors:
                self.add_error(f"days_{row}", ValidationError(_t("Velg minst én dag.")))
            if days and not activity:
                self.add_error(f"activity_{row}", ValidationError(_t("Velg aktiviteten.")))
        if not some and not cleaned.get("programme") and not self.errors:
            raise ValidationError(_t("Velg et program, eller minst én aktivitet. Lett er nok til å begynne."))
        begins = cleaned.get("begins")
        for name in ("ends", "review_on"):
            if begins and cleaned.get(name) and cleaned[name] < begins:
                self.add_error(name, ValidationError(_t("Velg en dag etter at planen begynner.")))
        hard = not self.errors and any(line.level is Level.HIGH for line in self.week())
        if hard and not cleaned.get("reasoning"):
            self.add_error("reasoning", ValidationError(_t("Planen har høy intensitet. Skriv hvorfor.")))
        return cleaned


def _from_talk(context: Context) -> dict[str, Any]:
    """A first plan begins from what the person said they like."""
    talked = latest(context, EventKind.TALKED, Talked)
    initial: dict[str, Any] = {"agreed": True, "intensity": IntensitySource.TALK_TEST.value}
    if talked is None:
        return initial
    liked = [code for code in talked.preferences if menu.activity_level(code)][:ROWS]
    rows = {f"activity_{row}": code for row, code in enumerate(liked, start=1)}
    return {**initial, **rows, "adaptations": list(talked.adaptations)}


def _initial(plan: Planned) -> dict[str, Any]:
    """The plan that holds, with days gathered per activity again."""
    rows: dict[tuple[Any, ...], list[str]] = {}
    for line in plan.week:
        same = (line.activity, line.level.value, line.minutes, line.starts, line.with_whom)
        rows.setdefault(same, []).append(str(line.weekday))
    initial: dict[str, Any] = {
        "programme": plan.programme,
        "step": plan.step,
        "patient_chose_step": plan.patient_chose_step,
        "intensity": plan.intensity.value if plan.intensity else "",
        "talk_test": plan.talk_test.value if plan.talk_test else "",
        "reasoning": plan.reasoning,
        "adaptations": list(plan.adaptations),
        "rest_days": [str(day) for day in plan.rest_days],
        "begins": plan.starts,
        "ends": plan.ends,
        "review_on": plan.review_on,
        "agreed": plan.agreed_with_patient,
    }
    for row, (same, days) in enumerate(list(rows.items())[:ROWS], start=1):
        activity, level, minutes, starts, with_whom = same
        initial |= {
            f"activity_{row}": activity,
            f"level_{row}": level,
            f"minutes_{row}": minutes,
            f"starts_{row}": starts,
            f"with_whom_{row}": with_whom,
            f"days_{row}": days,
        }
    return initial


@care_form(
    "plan",
    title=_("Aktivitetsplan"),
    help=_("Velg sammen. Lett er nok til å begynne. Pasienten velger selv når et trinn skal opp."),
    done=_("Planen er lagret."),
    make=lambda context, data: PlanForm(data, context=context),
    template="patients/plan_form.html",
)
def make_plan(context: Context, form: Any) -> object:
    """The whole plan: the next version of the one before, or the first."""
    data, before = form.cleaned_data, form.before
    since: date | None = context.stay.admitted.date() if context.stay else None
    goes_on = before is not None and (since is None or before.starts >= since)
    detail = Planned(
        plan=before.plan if goes_on else uuid4(),
        version=before.version + 1 if goes_on else 1,
        starts=data["begins"],
        ends=data["ends"],
        review_on=data["review_on"],
        programme=data["programme"],
        week=form.week(),
        rest_days=tuple(int(day) for day in data["rest_days"]),
        intensity=IntensitySource(data["intensity"]) if data["intensity"] else None,
        talk_test=TalkTest(data["talk_test"]) if data["talk_test"] else None,
        step=data["step"],
        patient_chose_step=data["patient_chose_step"],
        reasoning=data["reasoning"],
        adaptations=tuple(data["adaptations"]),
        agreed_with_patient=data["agreed"],
    )
    return note(context, form, EventKind.PLANNED, detail)


# --- the review ---------------------------------------------------------------------------------------------------


class ReviewForm(WhenForm):
    """Go on, adjust, or end; and what became of the expectations."""

    outcome = RadioField(label=_("Hva ble dere enige om?"), choices=words.choices(labels.REVIEWS))
    expectations_met = LongTextField(label=_("Ble det som ventet?"), required=False, max_length=500, rows=2)
    note = LongTextField(label=_("Hva tar du med deg videre?"), required=False, max_length=500, rows=2)
    next_review = DateField(label=_("Evalueres igjen"), required=False)
    at_end = CheckboxField(label=_("Dette er sluttevalueringen"), required=False)


def _beside(context: Context) -> dict[str, Any]:
    return {
        "talked": latest(context, EventKind.TALKED, Talked),
        "plan": current_plan(context.timeline),
    }


@care_form(
    "plan-review",
    title=_("Evaluer planen"),
    help=_("Fortsette, justere eller slutte? Se på forventningene fra samtalen sammen."),
    done=_("Evalueringen er lagret."),
    make=lambda context, data: ReviewForm(
        data, now=context.now, initial={"at_end": context.step == "end-review"}
    ),
    template="patients/plan_review.html",
    more=_beside,
)
def review_plan(context: Context, form: Any) -> object:
    """What the review came to; with a new date the plan is kept as it is until then."""
    data, plan = form.cleaned_data, current_plan(context.timeline)
    named: UUID | None = plan.plan if plan else None
    detail = PlanReviewed(
        outcome=ReviewOutcome(data["outcome"]),
        plan=named,
        at_end=data["at_end"],
        expectations_met=data["expectations_met"],
        note=data["note"],
    )
    happened: list[Any] = [(EventKind.PLAN_REVIEWED, detail)]
    if data["next_review"] and plan is not None:
        happened.append((EventKind.PLANNED, moved(plan, data["next_review"])))
    return note_all(context, form, happened)


def moved(plan: Planned, review_on: date) -> Planned:
    """The same plan with another day for its review."""
    return replace(plan, version=plan.version + 1, review_on=max(review_on, plan.starts))
