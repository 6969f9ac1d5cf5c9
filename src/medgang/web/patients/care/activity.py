"""Light activity for one patient, and a fitness test written in from paper."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.http import Http404
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from medgang.content.schemas.fitness_tests import FitnessTestFile, StageEntry
from medgang.core.people import Role
from medgang.core.physiology.protocol import Reads
from medgang.core.procedures import permitted
from medgang.core.timeline import EventKind
from medgang.core.timeline.details_measures import Quantity, Tested, TestStage
from medgang.core.timeline.details_sessions import (
    ActivityOffered,
    Attendance,
    Declined,
    Reason,
    Setting,
    Trained,
)
from medgang.core.timeline.levels import Level, TalkTest
from medgang.web.design.forms import (
    DesignForm,
    LongTextField,
    NumberField,
    RadioField,
    SelectField,
    TextField,
)
from medgang.web.patients.care import labels, menu, words
from medgang.web.patients.care.parts import note
from medgang.web.patients.care.registry import Context, care_form
from medgang.web.patients.care.words import LEVELS
from medgang.web.patients.forms import WhenForm
from medgang.web.patients.reasons import lang

TESTERS: Final = frozenset({Role.PHYSIOTHERAPIST, Role.ACTIVITY_LEADER, Role.NURSE, Role.PHYSICIAN})


class LightForm(WhenForm):
    """Offered, and what became of it."""

    answer = RadioField(
        label=_("Hva ble svaret?"),
        choices=[
            ("did", _("ble med, og det er gjort")),
            ("yes", _("vil være med senere i dag")),
            ("no", _("nei takk")),
        ],
    )
    activity = SelectField(label=_("Aktivitet"), required=False, empty_label=_("ikke valgt"))
    minutes = NumberField(label=_("Hvor lenge?"), unit=_("min"), required=False, min_value=1, max_value=600)
    reason = SelectField(
        label=_("Hvorfor ikke?"),
        required=False,
        empty_label=_("sa det ikke"),
        choices=[(each.value, text) for each, text in labels.REASONS.items() if each is not Reason.NOT_SAID],
    )
    note = LongTextField(label=_("Merknad"), required=False, max_length=300, rows=2)

    def __init__(self, *args: Any, context: Context, **kwargs: Any) -> None:
        super().__init__(*args, now=context.now, **kwargs)
        self.context = context
        self.fields["activity"].choices = [  # type: ignore[attr-defined]
            ("", _("ikke valgt")),
            *menu.activity_choices(light_only=True),
        ]

    def clean(self) -> dict[str, Any]:
        """What was done has a name; nothing is agreed while a red flag closes the day."""
        cleaned = super().clean()
        if cleaned.get("answer") == "did" and not cleaned.get("activity"):
            self.add_error("activity", ValidationError(_t("Velg hva dere gjorde.")))
        closed = permitted(self.context.timeline, self.context.today).highest is None
        if cleaned.get("answer") == "yes" and closed:
            self.add_error(
                "answer",
                ValidationError(_t("All aktivitet venter til en kliniker har sett personen.")),
            )
        return cleaned


@care_form(
    "light-activity",
    title=_("Lett aktivitet"),
    help=_("Tur, rolig sykkel, avspenning. Et nei er greit, og i morgen spør vi igjen."),
    done=_("Lagret."),
    make=lambda context, data: LightForm(data, context=context),
)
def light_activity(context: Context, form: Any) -> object:
    """Done, agreed, or a no."""
    data = form.cleaned_data
    if data["answer"] == "did":
        minutes = data["minutes"]
        trained = Trained(
            attendance=Attendance.TRAINED,
            setting=Setting.INDIVIDUAL,
            activity=data["activity"],
            level=Level.LIGHT,
            planned_level=Level.LIGHT,
            minutes=float(minutes) if minutes is not None else None,
            note=data["note"],
        )
        return note(context, form, EventKind.TRAINED, trained)
    if data["answer"] == "yes":
        offered = ActivityOffered(
            activity=data["activity"], level=Level.LIGHT, accepted=True, note=data["note"]
        )
        return note(context, form, EventKind.ACTIVITY_OFFERED, offered)
    declined = Declined(
        activity=data["activity"],
        reason=Reason(data["reason"]) if data["reason"] else Reason.NOT_SAID,
        note=data["note"],
    )
    return note(context, form, EventKind.DECLINED, declined)


# --- a test ---------------------------------------------------------------------------------------------------------

READS: Final = {
    Reads.HEART_RATE: (_("Puls"), _("slag/min"), 20, 240),
    Reads.BORG: (_("Anstrengelse (6–20)"), "", 6, 20),
    Reads.WATTS: (_("Belastning"), "W", 0, 1500),
    Reads.DISTANCE: (_("Lengde"), "m", 0, 5000),
    Reads.COUNT: (_("Antall"), "", 0, 1000),
    Reads.TIME: (_("Tid"), "s", 0, 7200),
    Reads.LOAD: (_("Vekt"), "kg", 0, 1000),
    Reads.OXYGEN_UPTAKE: (_("Oksygenopptak"), "mL/kg/min", 5, 100),
    Reads.STROOP_ERRORS: (_("Feil i fargeoppgaven"), "", 0, 500),
}
ON_THE_STAGE: Final = frozenset({Reads.HEART_RATE, Reads.BORG, Reads.WATTS, Reads.TALK_TEST})
"""Read off a stage and kept with it; the rest is the test's own result."""


@dataclass(frozen=True, slots=True)
class Place:
    """One stage of a test as it is done, with the fields of what is read in it."""

    number: int
    entry: StageEntry
    turn: int

    def name(self, what: Reads, seconds: int) -> str:
        """The field of one reading."""
        return f"r{self.number}_{what.value}_{seconds}"

    @property
    def reads(self) -> Iterator[tuple[Reads, int]]:
        """What is read, and when."""
        return ((each.what, each.at) for each in self.entry.reads)


def places(test: FitnessTestFile) -> list[Place]:
    """The stages in the order they are done, repeats and all."""
    found: list[Place] = []
    for entry in test.stages:
        for turn in range(entry.repeat):
            found.append(Place(len(found) + 1, entry, turn))
    return found


class TestForm(WhenForm):
    """The readings of one test, stage by stage. A stage that was not reached is left empty."""

    __test__ = False  # not a test class, whatever its name
    all_optional = True

    stopped = TextField(
        label=_("Stoppet før tiden?"),
        required=False,
        max_length=160,
        help_text=_("Skriv hvorfor. Tomt: nei."),
    )
    equipment = TextField(
        label=_("Utstyr"),
        required=False,
        max_length=120,
        help_text=_("Samme utstyr neste gang gir et sikrere svar."),
    )
    note = LongTextField(label=_("Merknad"), required=False, max_length=500, rows=2)

    def __init__(self, *args: Any, context: Context, test: FitnessTestFile, **kwargs: Any) -> None:
        super().__init__(*args, now=context.now, **kwargs)
        self.places = places(test)
        fields: dict[str, Any] = {}
        for place in self.places:
            stage = place.entry.text.in_(lang())
            if place.entry.repeat > 1:
                stage = _t("%(stage)s, %(turn)s. gang") % {"stage": stage, "turn": place.turn + 1}
            for what, seconds in place.reads:
                fields[place.name(what, seconds)] = _reading(what, stage, seconds)
            if test.mode.value == "treadmill":
                fields[f"r{place.number}_speed"] = NumberField(
                    label=_t("%(stage)s: fart") % {"stage": stage},
                    unit=_("km/t"),
                    required=False,
                    min_value=0,
                    max_value=30,
                    decimals=1,
                    initial=place.entry.speed_kmh,
                )
        rest = dict(self.fields)
        self.fields.clear()
        self.fields.update({**fields, **rest})

    def clean(self) -> dict[str, Any]:
        """A test without a single reading is no test."""
        cleaned = super().clean()
        read = [name for name in self.fields if name.startswith("r") and name[1:2].isdecimal()]
        if not self.errors and not any(cleaned.get(name) not in (None, "") for name in read):
            raise ValidationError(_t("Skriv minst én avlesning."))
        return cleaned

    def stages(self) -> tuple[TestStage, ...]:
        """What was read on each stage that was reached."""
        found = []
        for place in self.places:
            read: dict[Reads, Any] = {}
            for what, seconds in place.reads:
                value = self.cleaned_data.get(place.name(what, seconds))
                if what in ON_THE_STAGE and value not in (None, ""):
                    read[what] = value
            if not read:
                continue
            entry, speed = place.entry, self.cleaned_data.get(f"r{place.number}_speed")
            incline = entry.incline_pct
            watts = read.get(Reads.WATTS)
            found.append(
                TestStage(
                    number=place.number,
                    minutes=entry.seconds / 60,
                    speed_kmh=_float(speed),
                    incline_percent=None if incline is None else incline + place.turn * entry.add_incline_pct,
                    load_watt=_float(watts)
                    if watts is not None
                    else None
                    if entry.watts is None
                    else entry.watts + place.turn * entry.add_watts,
                    bpm=_int(read.get(Reads.HEART_RATE)),
                    effort=_int(read.get(Reads.BORG)),
                    talk_test=TalkTest(read[Reads.TALK_TEST]) if Reads.TALK_TEST in read else None,
                )
            )
        return tuple(found)

    def readings(self) -> tuple[Quantity, ...]:
        """What the test itself came to: metres, counts, seconds, kilos."""
        return tuple(
            Quantity(code=what.value, value=float(value), unit=str(READS[what][1]))
            for place in self.places
            for what, seconds in place.reads
            if what not in ON_THE_STAGE
            and (value := self.cleaned_data.get(place.name(what, seconds))) is not None
        )


def _float(value: Decimal | None) -> float | None:
    return None if value is None else float(value)


def _int(value: Decimal | None) -> int | None:
    return None if value is None else int(value)


def _reading(what: Reads, stage: str, seconds: int) -> Any:
    if what is Reads.TALK_TEST:
        return SelectField(
            label=_t("%(stage)s: snakketest") % {"stage": stage},
            required=False,
            empty_label=_("ikke spurt"),
            choices=words.choices(labels.TALK_TESTS),
        )
    name, unit, low, high = READS[what]
    minutes, rest = divmod(seconds, 60)
    after = f"{minutes}.{rest:02}"
    return NumberField(
        label=_t("%(stage)s: %(what)s etter %(after)s min")
        % {"stage": stage, "what": str(name).lower(), "after": after},
        unit=unit,
        required=False,
        min_value=low,
        max_value=high,
        decimals=1 if what in (Reads.TIME, Reads.LOAD, Reads.OXYGEN_UPTAKE, Reads.DISTANCE) else 0,
    )


class NoTest(DesignForm):
    """Nothing is chosen yet: the page lists the tests."""

    def clean(self) -> dict[str, Any]:
        """There is nothing to save."""
        raise ValidationError(_t("Velg en test fra listen."))


def _make_test(context: Context, data: Any) -> Any:
    if not context.instrument:
        return NoTest(data)
    test = menu.test_file(context.instrument)
    if test is None:
        raise Http404
    return TestForm(data, context=context, test=test)


def _about(context: Context) -> dict[str, Any]:
    """The test in words, or which there are; the one used last stands first."""
    before = context.timeline.details(EventKind.TESTED, Tested)
    last = before[-1][1].test if before else ""
    found = menu.test_file(context.instrument)
    if found is None:
        return {
            "tests": sorted(menu.test_choices(), key=lambda one: one[0] != last),
            "last": menu.test_name(last) if last else "",
        }
    level = menu.LEVEL_OF[found.intensity]
    return {
        "title": found.name.in_(lang()),
        "help": found.text.in_(lang()),
        "chosen": found,
        "stop_too": [text.in_(lang()) for text in found.stop_too],
        "not_for": [text.in_(lang()) for text in found.not_for],
        "level": LEVELS[level],
        "closed": not permitted(context.timeline, context.today).of(level).open,
    }


@care_form(
    "test",
    title=_("Formtest"),
    help=_("Tilby, ikke krev. Bruk samme test som sist, så kan tallene sammenlignes."),
    done=_("Testen er lagret."),
    roles=TESTERS,
    make=_make_test,
    template="patients/test.html",
    more=_about,
)
def take_test(context: Context, form: Any) -> object:
    """The raw readings; what they amount to is computed when it is shown."""
    data = form.cleaned_data
    detail = Tested(
        test=context.instrument,
        stages=form.stages(),
        readings=form.readings(),
        stopped=data["stopped"],
        equipment=data["equipment"],
        note=data["note"],
    )
    return note(context, form, EventKind.TESTED, detail)
