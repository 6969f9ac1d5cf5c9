"""The forms of the evidence app."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from medgang.core.appraisal.forms import FormAnswer
from medgang.core.literature.flow import Route
from medgang.core.literature.protocol import Role as Part
from medgang.core.literature.questions import Criteria, Criterion, Side
from medgang.core.literature.screening.decisions import Answer, Stage
from medgang.core.synthesis.kinds import Measure, Method
from medgang.web.design.forms import (
    DateField,
    DesignForm,
    IdempotencyKeyField,
    LongTextField,
    RadioField,
    SearchChoiceField,
    SelectField,
    TextField,
)
from medgang.web.evidence import words

KIND_HINTS = {
    "pico": _("Virker tiltaket? Hvem, tiltak, sammenlikning og utfall."),
    "spider": _("Hvordan oppleves det? Hvem, hva, hvordan de er spurt, og hva som skal fram."),
}


class ReviewForm(DesignForm):
    """A new review: its question in parts."""

    title = TextField(label=_("Navn på oversikten"), max_length=300)
    kind = RadioField(
        label=_("Hva slags spørsmål er det?"),
        choices=[("pico", _("Virkning (PICO)")), ("spider", _("Erfaring (SPIDER)"))],
        hints=KIND_HINTS,
    )
    existing_searched = LongTextField(
        label=_("Hvor har dere lett etter en lik oversikt eller prosedyre, og hva fant dere?"),
        rows=3,
        why=_("En ny oversikt skal ikke gjøre om igjen det som finnes."),
    )
    screeners_needed = RadioField(
        label=_("Hvor mange skal sile hver post?"),
        choices=[("2", _("To, uten å se hverandres svar")), ("1", _("Én"))],
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, label in words.QUESTION.items():
            self.fields[f"q_{name}"] = TextField(label=label, required=False, max_length=500)
        self.order_fields(["title", "kind", *(f"q_{name}" for name in words.QUESTION)])

    def question(self) -> dict[str, str]:
        """The parts of the kind that was chosen."""
        parts = words.PICO if self.cleaned_data["kind"] == "pico" else words.SPIDER
        return {name: self.cleaned_data[f"q_{name}"] for name in parts}


class ProtocolForm(DesignForm):
    """Registration, what is updated, and a change with its reason."""

    registration = TextField(label=_("Registrert som (PROSPERO, OSF)"), required=False, max_length=200)
    updates_review = TextField(label=_("Oppdaterer oversikten"), required=False, max_length=300)
    what = LongTextField(label=_("Endring i protokollen"), required=False, rows=2)
    why_changed = LongTextField(label=_("Hvorfor endres den?"), required=False, rows=2)


class CriteriaForm(DesignForm):
    """The checklist, one criterion a line."""

    include = LongTextField(label=_("Tas med når"), rows=6, help_text=_("Ett kriterium på hver linje."))
    exclude = LongTextField(
        label=_("Tas ikke med når"), rows=6, help_text=_("Linjene blir grunnene å velge mellom.")
    )
    reason = TextField(label=_("Hvorfor endres kriteriene?"), required=False, max_length=500)


class MemberForm(DesignForm):
    """Somebody who takes part."""

    person = SearchChoiceField(label=_("Hvem?"))
    part = SelectField(label=_("Hva gjør de?"), choices=[(part.value, words.PARTS[part]) for part in Part])
    conflicts = TextField(
        label=_("Interessekonflikter"), help_text=_("Skriv «ingen» når det ikke er noen."), max_length=500
    )
    pre_understanding = TextField(label=_("Forforståelse"), required=False, max_length=500)


class ImportForm(DesignForm):
    """One export from one source."""

    file = forms.FileField(
        label=_("Eksportfil"),
        help_text=_("RIS, NBIB, PubMed XML, EndNote XML, BibTeX, CSV eller CSL JSON, opptil 200 MB."),
        error_messages={
            "required": _("Velg en fil."),
            "empty": _("Filen er tom."),
            "invalid": _("Velg en fil."),
        },
    )
    database = TextField(
        label=_("Hvor er den fra?"), help_text=_("For eksempel Medline (Ovid)."), max_length=120
    )
    route = SelectField(
        label=_("Slags kilde"), choices=[(route.value, words.ROUTES[route]) for route in Route]
    )
    searched = DateField(label=_("Søkt den"), required=False, latest=timezone.localdate)


class ScreenForm(DesignForm):
    """One answer on one record."""

    idempotency_key = IdempotencyKeyField()
    record = forms.UUIDField(widget=forms.HiddenInput)
    note = TextField(label=_("Notat"), required=False, max_length=1000)

    def __init__(self, *args: Any, criteria: Criteria | None, stage: Stage, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.stage = stage
        reasons: Sequence[Criterion] = criteria.reasons() if criteria else ()
        self.fields["reason"] = RadioField(
            label=_("Grunn når den ikke tas med"),
            required=False,
            choices=[(one.key, one.text) for one in reasons],
        )
        answers = [answer for answer in words.ANSWERS if stage is Stage.TITLE or answer is not Answer.MAYBE]
        choices = [(answer.value, words.ANSWERS[answer]) for answer in answers]
        if stage is Stage.FULL_TEXT:
            choices.append(("not-retrieved", _("Ikke fått tak i")))
        self.fields["answer"] = forms.ChoiceField(choices=choices)

    def clean(self) -> dict[str, Any]:
        """In full text an exclusion says why."""
        found: dict[str, Any] = super().clean() or {}
        if (
            self.stage is Stage.FULL_TEXT
            and found.get("answer") == Answer.EXCLUDE.value
            and not found.get("reason")
        ):
            self.add_error("reason", _("Velg grunnen til at rapporten ikke tas med."))
        return found


class PoolingForm(DesignForm):
    """A table and how to pool it."""

    outcome = TextField(
        label=_("Utfall"), max_length=200, help_text=_("For eksempel russug rett etter økten.")
    )
    measure = SelectField(
        label=_("Mål"),
        choices=[
            (Measure.SMD.value, _("Standardisert gjennomsnittsforskjell (SMD)")),
            (Measure.MD.value, _("Gjennomsnittsforskjell (MD)")),
            (Measure.OR.value, _("Oddsratio (OR)")),
            (Measure.RR.value, _("Relativ risiko (RR)")),
            (Measure.RD.value, _("Risikoforskjell (RD)")),
            (Measure.COR.value, _("Korrelasjon")),
            (Measure.PROP.value, _("Andel")),
            (Measure.GIVEN.value, _("Effekt og varians (yi, vi)")),
        ],
    )
    method = SelectField(
        label=_("Metode"),
        choices=[(method.value, method.value.upper()) for method in Method],
        initial=Method.REML.value,
    )
    file = forms.FileField(label=_("Tabell som fil (CSV)"), required=False)
    table = LongTextField(label=_("Eller lim inn tabellen"), required=False, rows=8)


class AppraisalForm(DesignForm):
    """A checklist's questions, each with its note."""

    def __init__(self, *args: Any, items: Sequence[tuple[str, str, bool]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.items = items
        for place, (_id, text, free_text) in enumerate(items):
            if free_text:
                self.fields[f"a{place}"] = LongTextField(label=text, required=False, rows=2)
                continue
            self.fields[f"a{place}"] = RadioField(
                label=text,
                required=False,
                choices=[
                    (FormAnswer.YES.value, _("Ja")),
                    (FormAnswer.UNCLEAR.value, _("Uklart")),
                    (FormAnswer.NO.value, _("Nei")),
                ],
            )
            self.fields[f"n{place}"] = TextField(
                label=_("Begrunnelse, med side"), required=False, max_length=1000
            )

    def given(self) -> dict[str, tuple[str, str]]:
        """Answer and note by question."""
        return {
            item: (self.cleaned_data[f"a{place}"], self.cleaned_data.get(f"n{place}", ""))
            for place, (item, _text, _free) in enumerate(self.items)
        }


def criteria_initial(criteria: Criteria | None) -> dict[str, str]:
    """The checklist as lines of text."""
    items = criteria.items if criteria else ()
    return {side.value: "\n".join(one.text for one in items if one.side is side) for side in Side}
