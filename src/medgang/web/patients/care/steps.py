"""A step of the procedure that the record already holds, or that is left out: every step can be."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from medgang.core.timeline import EventKind
from medgang.core.timeline.details_after import DoneHow, StepDone, StepWaived, WaiveReason
from medgang.web.design.forms import DateField, LongTextField, RadioField, TextField
from medgang.web.patients.care import services, words
from medgang.web.patients.care.registry import Context, care_form
from medgang.web.patients.forms import WhenForm


class StepForm(WhenForm):
    """Something about one step, which the page that led here has named."""

    def __init__(self, *args: Any, step: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.step = step

    def clean(self) -> dict[str, Any]:
        """Without a step there is nothing to say anything about."""
        cleaned = super().clean()
        if not self.step:
            raise ValidationError(_t("Åpne siden fra steget det gjelder, på I dag."))
        return cleaned


class RecordForm(StepForm):
    """The record holds it."""

    where = TextField(
        label=_("Hvor står det?"), max_length=160, help_text=_("For eksempel «innkomstnotat 12. mars».")
    )


@care_form(
    "see-record",
    title=_("Se journal"),
    help=_("Når journalen allerede har det steget spør om, trenger ingen å skrive det en gang til."),
    done=_("Steget er gjort: det står i journalen."),
    make=lambda context, data: RecordForm(data, now=context.now, step=context.step),
)
def see_record(context: Context, form: Any) -> object:
    """Done, because it stands in the record."""
    return services.note(
        patient=context.patient,
        kind=EventKind.STEP_DONE,
        detail=StepDone(
            step=context.step,
            procedure=context.procedure,
            version=context.version,
            how=DoneHow.RECORD,
            where=form.cleaned_data["where"],
        ),
        occurred=form.occurred(),
        by=context.actor,
        now=context.now,
        uid=form.uid,
    )


class WaiveForm(StepForm):
    """Why a step is left out."""

    reason = RadioField(label=_("Hvorfor?"), choices=words.choices(words.WAIVE_REASONS))
    until = DateField(label=_("Spør igjen"), required=False, help_text=_("Tomt: ikke mer i dette oppholdet."))
    note = LongTextField(label=_("Merknad"), required=False, max_length=500, rows=2)

    def clean(self) -> dict[str, Any]:
        """ "Not now" says when."""
        cleaned = super().clean()
        if cleaned.get("reason") == WaiveReason.NOT_NOW.value and not cleaned.get("until"):
            self.add_error("until", ValidationError(_t("Velg når det skal tas opp igjen.")))
        return cleaned


@care_form(
    "waive",
    title=_("Utelat steget"),
    help=_("Alle steg kan utelates. Et nei blir respektert."),
    done=_("Steget er utelatt."),
    make=lambda context, data: WaiveForm(data, now=context.now, step=context.step),
)
def waive(context: Context, form: Any) -> object:
    """Left out, with the reason."""
    return services.note(
        patient=context.patient,
        kind=EventKind.STEP_WAIVED,
        detail=StepWaived(
            step=context.step,
            reason=WaiveReason(form.cleaned_data["reason"]),
            procedure=context.procedure,
            version=context.version,
            until=form.cleaned_data["until"],
            note=form.cleaned_data["note"],
        ),
        occurred=form.occurred(),
        by=context.actor,
        now=context.now,
        uid=form.uid,
    )
