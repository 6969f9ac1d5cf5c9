"""Questionnaires and single items, one page for them all, and the talk the same day when an answer calls for it.

A question that is passed over is stored as passed over: it is never zero, and nothing is filled in for it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final
from uuid import UUID

from django.core.exceptions import ValidationError
from django.http import Http404
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from medgang.core.instruments import Instrument, Item, Licence, Raised, score
from medgang.core.people import Role
from medgang.core.timeline import EventKind
from medgang.core.timeline.details_after import DoneHow, StepDone
from medgang.core.timeline.details_measures import Answer, Channel, Measured, Missing, Moment
from medgang.web.accounts.selectors import members_now
from medgang.web.accounts.words import role_name
from medgang.web.design.forms import (
    DesignForm,
    LongTextField,
    NumberField,
    RadioField,
    ScaleAnswer,
    ScaleField,
    SelectField,
    TextField,
)
from medgang.web.patients import library
from medgang.web.patients.care import services, words
from medgang.web.patients.care.labels import CHANNELS, MISSINGS
from medgang.web.patients.care.registry import Context, Next, care_form
from medgang.web.patients.forms import WhenForm
from medgang.web.patients.reasons import lang

TOTAL: Final = "total"
"""The one answer of an instrument that may only be named: the total, read off the clinic's own paper."""

RECEIVERS: Final = frozenset({Role.NURSE, Role.PSYCHOLOGIST, Role.PHYSICIAN})

AROUND_SESSION: Final = frozenset({"own-withdrawal", "own-before-after", "own-before-after-long"})
"""Asked before and after something."""

MOMENTS: Final = {
    Moment.BEFORE: _("før aktivitet"),
    Moment.AFTER: _("etter aktivitet"),
    Moment.ROUTINE: _("uten aktivitet"),
}

UNITS: Final = {"d/wk": _("dager i uka"), "min/d": _("minutter"), "min/wk": _("minutter i uka")}


def field_name(item: str) -> str:
    """The name of an item's field."""
    return f"i_{item.replace('-', '_')}"


class NumbersField(ScaleField):
    """A scale that may begin below zero."""

    def to_python(self, value: Any) -> ScaleAnswer:
        """What was pressed, minus sign and all."""
        text = str(value)
        if len(text) <= 4 and text.startswith("-") and text[1:].isdecimal() and int(text) in self.numbers:
            return ScaleAnswer(value=int(text))
        return super().to_python(value)


def asked(instrument: Instrument) -> list[Item]:
    """What staff ask: items the patient alone answers are left to the patient's own pages."""
    return [item for item in instrument.items if not item.private]


class MeasureForm(WhenForm):
    """One instrument. With no text of its own it takes a paper form's answers by number."""

    all_optional = True

    missing = SelectField(
        label=_("Ingen svar? Hvorfor"),
        required=False,
        empty_label=_("ikke valgt"),
        choices=[
            (each.value, MISSINGS[each])
            for each in (Missing.DECLINED, Missing.ASLEEP, Missing.LEFT_EARLY, Missing.UNKNOWN)
        ],
    )

    def __init__(self, *args: Any, context: Context, instrument: Instrument, **kwargs: Any) -> None:
        super().__init__(*args, now=context.now, **kwargs)
        self.instrument = instrument
        self.shown = instrument.can_be_shown(lang())
        fields: dict[str, Any] = {}
        if instrument.licence is Licence.NAME:
            fields[field_name(TOTAL)] = NumberField(
                label=_("Samlet skåre, slik den står på papiret"), required=False, decimals=1, min_value=0
            )
        for number, item in enumerate(asked(instrument), start=1):
            fields[field_name(item.id)] = _field(item, number)
        if instrument.id in AROUND_SESSION:
            fields["moment"] = RadioField(label=_("Når ble det spurt?"), choices=words.choices(MOMENTS))
        if self.shown:
            fields["channel"] = RadioField(
                label=_("Hvordan kom svarene inn?"),
                choices=[(each.value, CHANNELS[each]) for each in (Channel.STAFF, Channel.PAPER)],
            )
            self.initial["channel"] = Channel.STAFF.value
        if instrument.needs_receiver:
            fields["receiver"] = SelectField(
                label=_("Hvem ser svarene i dag?"),
                choices=_receivers(context),
                help_text=_("Skjemaet brukes bare når en navngitt person leser svarene samme dag."),
            )
        rest = dict(self.fields)
        self.fields.clear()
        self.fields.update({**fields, **rest})

    def answers(self) -> tuple[Answer, ...]:
        """What was answered, in the order it was asked; what was passed over stands as passed over."""
        ids = [item.id for item in asked(self.instrument)]
        if self.instrument.licence is Licence.NAME:
            ids.append(TOTAL)
        return tuple(Answer(item, _number(self.cleaned_data.get(field_name(item)))) for item in ids)

    def clean(self) -> dict[str, Any]:
        """Something was answered, or it says why not."""
        cleaned = super().clean()
        if self.errors:
            return cleaned
        some = any(answer.value is not None for answer in self.answers())
        if not some and not cleaned.get("missing"):
            self.add_error(
                "missing",
                ValidationError(_t("Ingen spørsmål er besvart. Svar på minst ett, eller velg hvorfor.")),
            )
        if some and cleaned.get("missing"):
            self.add_error("missing", ValidationError(_t("Det er svar her. La dette feltet stå tomt.")))
        return cleaned


def _number(value: Any) -> float | None:
    if isinstance(value, ScaleAnswer):
        return None if value.value is None else float(value.value)
    if value in (None, ""):
        return None
    return float(value)


def _field(item: Item, number: int) -> Any:
    label = item.text.in_(lang()) if item.text else _t("Spørsmål %(number)s") % {"number": number}
    why = item.why.in_(lang()) if item.why else ""
    if item.options:
        choices = [
            (f"{option.value:g}", option.text.in_(lang()) if option.text else f"{option.value:g}")
            for option in item.options
        ]
        return RadioField(label=label, why=why, required=False, choices=[*choices, ("", _("Hopp over"))])
    if item.high - item.low > 10:
        return NumberField(
            label=label,
            why=why,
            required=False,
            min_value=item.low,
            max_value=item.high,
            unit=UNITS.get(item.unit, item.unit),
        )
    return NumbersField(
        label=label,
        why=why,
        low=int(item.low),
        high=int(item.high),
        low_words=item.low_text.in_(lang()) if item.low_text else "",
        high_words=item.high_text.in_(lang()) if item.high_text else "",
    )


def _receivers(context: Context) -> list[tuple[str, str]]:
    if context.actor.unit is None:
        return []
    return [
        (str(member.person.uid), f"{member.person.full_name}, {role_name(member.role)}")
        for member in members_now(context.actor.unit.id, context.now)
        if member.role in {role.value for role in RECEIVERS}
    ]


class NoInstrument(DesignForm):
    """Nothing is chosen yet: the page lists what there is."""

    def clean(self) -> dict[str, Any]:
        """There is nothing to save."""
        raise ValidationError(_t("Velg et skjema fra listen."))


def _make(context: Context, data: Any) -> Any:
    if not context.instrument:
        return NoInstrument(data)
    instrument = library.instruments().get(context.instrument)
    if instrument is None:
        raise Http404
    return MeasureForm(data, context=context, instrument=instrument)


def _more(context: Context) -> Mapping[str, Any]:
    found = library.instruments()
    if context.instrument in found:
        chosen = found[context.instrument]
        return {
            "instrument": chosen,
            "title": chosen.title.in_(lang()),
            "frame_text": chosen.frame.in_(lang()) if chosen.frame else "",
            "notes": [note.in_(lang()) for note in chosen.notes],
            "slot": chosen.licence is not Licence.NAME and not chosen.can_be_shown(lang()),
            "private": len(chosen.items) - len(asked(chosen)),
        }
    listed = sorted(found.values(), key=lambda one: one.title.in_(lang()))
    return {
        "choices": [
            (one.id, one.title.in_(lang()))
            for one in listed
            if one.licence is Licence.OWN or one.can_be_shown(lang())
        ],
        "papers": [
            (one.id, one.title.in_(lang()))
            for one in listed
            if one.licence is not Licence.OWN and not one.can_be_shown(lang())
        ],
    }


@care_form(
    "measure",
    title=_("Spørsmål og skjema"),
    help=_("Alle spørsmål kan hoppes over. Et spørsmål uten svar er «ikke besvart», aldri null."),
    done=_("Svarene er lagret."),
    make=_make,
    template="patients/measure.html",
    more=lambda context: dict(_more(context)),
)
def measure(context: Context, form: Any) -> object:
    """Store the raw answers; an answer that calls for a person the same day leads straight to that page."""
    data, instrument = form.cleaned_data, form.instrument
    missing = Missing(data["missing"]) if data["missing"] else None
    answers = () if missing else form.answers()
    raised: tuple[Raised, ...] = ()
    if answers and instrument.items:
        raised = score(instrument, {answer.item: answer.value for answer in answers}).raised
    services.note(
        patient=context.patient,
        kind=EventKind.MEASURED,
        detail=Measured(
            instrument=instrument.id,
            version=instrument.version,
            language=lang(),
            answers=answers,
            moment=Moment(data.get("moment") or Moment.ROUTINE),
            channel=Channel(data.get("channel") or Channel.PAPER),
            answered=form.occurred() if answers else None,
            missing=missing,
            receiver=UUID(data["receiver"]) if data.get("receiver") else None,
        ),
        occurred=form.occurred(),
        by=context.actor,
        now=context.now,
        uid=form.uid,
    )
    return Next("talk-today") if raised else None


# --- an answer called for a person -------------------------------------------------------------------------------


class TalkTodayForm(WhenForm):
    """Somebody has talked with the person."""

    where = TextField(
        label=_("Hvor står samtalen?"),
        max_length=160,
        help_text=_("Selve samtalen skrives i journalen. Her står bare at den er holdt."),
    )
    note = LongTextField(
        label=_("Avtalt videre"), required=False, max_length=300, rows=2, help_text=_("Kort, uten detaljer.")
    )


RING: Final = (
    (_("Akutt fare for liv"), "113"),
    (_("Legevakt, hele døgnet"), "116 117"),
)
"""Numbers a person in need can ring, whoever they are (helsenorge.no, «Psykisk helsehjelp for voksne»)."""


def _last_answers(context: Context) -> dict[str, Any]:
    found = context.timeline.details(EventKind.MEASURED, Measured)
    for event, measured in reversed(found):
        instrument = library.instruments().get(measured.instrument)
        if instrument is None or instrument.version != measured.version or not instrument.alerts:
            continue
        raised = score(instrument, {answer.item: answer.value for answer in measured.answers}).raised
        if raised:
            return {
                "ring": RING,
                "raised": raised,
                "when": event.occurred,
                "title_of": instrument.title.in_(lang()),
            }
    return {"ring": RING}


@care_form(
    "talk-today",
    title=_("Snakk med personen i dag"),
    help=_("Et svar på siste spørsmål var over null. Hold samtalen på denne vakta, og vis numrene under."),
    done=_("Lagret. Samtalen er holdt."),
    roles=RECEIVERS | {Role.SOCIAL_EDUCATOR, Role.SECTION_LEADER},
    make=lambda context, data: TalkTodayForm(data, now=context.now),
    template="patients/talk_today.html",
    more=_last_answers,
)
def talk_today(context: Context, form: Any) -> object:
    """The talk was held."""
    data = form.cleaned_data
    where = ". ".join(part for part in (data["where"], data["note"]) if part)
    return services.note(
        patient=context.patient,
        kind=EventKind.STEP_DONE,
        detail=StepDone(
            step=context.step or "last-item-above-zero",
            procedure=context.procedure,
            version=context.version,
            how=DoneHow.HAND,
            where=where,
        ),
        occurred=form.occurred(),
        by=context.actor,
        now=context.now,
        uid=form.uid,
    )
