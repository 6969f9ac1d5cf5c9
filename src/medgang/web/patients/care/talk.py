"""The intake talk on one page, the two questions of withdrawal, motivation and the resource map."""

from __future__ import annotations

from typing import Any, Final

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from medgang.core.timeline import EventKind
from medgang.core.timeline.details_plan import (
    Escort,
    MaterialShown,
    MotivationNoted,
    Resource,
    ResourceArea,
    Stage,
    Talked,
    Weight,
)
from medgang.web.design import drafts
from medgang.web.design.forms import (
    CheckboxesField,
    CheckboxField,
    LongTextField,
    RadioField,
    ScaleAnswer,
    ScaleField,
    TextField,
)
from medgang.web.patients.care import labels, menu, words
from medgang.web.patients.care.lessons import LESSONS, VERSION
from medgang.web.patients.care.parts import latest, note, scale
from medgang.web.patients.care.registry import Context, care_form
from medgang.web.patients.forms import WhenForm


def _ticks(table: dict[str, Promise]) -> list[tuple[str, Promise]]:
    return list(table.items())


def _listed(text: str) -> tuple[str, ...]:
    return tuple(part for part in (piece.strip() for piece in text.replace("\n", ",").split(",")) if part)


def resources_of(data: dict[str, Any]) -> tuple[Resource, ...]:
    """What carries and what is missing; both may be ticked for one area."""
    return tuple(
        Resource(ResourceArea(area), weight)
        for weight, name in ((Weight.RESOURCE, "resources"), (Weight.DEFICIT, "deficits"))
        for area in data[name]
    )


class TalkForm(WhenForm):
    """The whole talk. Nothing must be answered; the page keeps a draft while it is written."""

    all_optional = True
    wide = True

    SECTIONS: Final = (
        (
            _("Erfaring"),
            ("experience_kinds", "experience", "liked", "disliked", "injuries"),
            _("Ta det korte svaret. Det viktigste er hva personen har likt."),
        ),
        (
            _("Informasjon"),
            ("informed", "materials"),
            _(
                "Fortell hva slags trening som finnes, og at ingen må. Hard trening passer for noen, ikke for alle."
            ),
        ),
        (_("Forventninger"), ("expectations_patient", "expectations_staff"), ""),
        (_("Tilrettelegging"), ("adaptations", "adaptation"), ""),
        (
            _("Ressurser og begrensninger"),
            ("resources", "deficits", "limits"),
            _("Begynn med det som bærer."),
        ),
        (_("Hindre og hjelp"), ("barriers", "helps"), ""),
        (_("Lyst og tro på det"), ("preferences", "importance", "confidence"), ""),
        (_("Mat, utgang og permisjon"), ("food_and_training", "escort", "leave_rules"), ""),
        (_("Etter oppholdet"), ("after_place", "after_money", "after_company"), ""),
    )

    experience_kinds = CheckboxesField(
        label=_("Hva har du gjort før?"), required=False, choices=_ticks(labels.EXPERIENCE)
    )
    experience = LongTextField(
        label=_("Hvordan var det?"),
        required=False,
        max_length=1000,
        rows=2,
        why=_("Tidligere erfaring sier mer enn noen test om hva du vil holde ut med."),
    )
    liked = TextField(label=_("Likte"), required=False, max_length=300)
    disliked = TextField(label=_("Likte ikke"), required=False, max_length=300)
    injuries = TextField(label=_("Skader eller vondter"), required=False, max_length=300)
    informed = CheckboxField(label=_("Har fått vite hva slags trening som finnes"), required=False)
    materials = CheckboxesField(label=_("Fikk med seg"), required=False, choices=list(LESSONS.items()))
    expectations_patient = LongTextField(
        label=_("Hva venter du deg?"),
        required=False,
        max_length=1000,
        rows=3,
        why=_("Vi ser på dette sammen når planen evalueres."),
    )
    expectations_staff = LongTextField(
        label=_("Hva venter personalet?"), required=False, max_length=1000, rows=3
    )
    adaptations = CheckboxesField(
        label=_("Hva skal være tilpasset?"), required=False, choices=_ticks(labels.ADAPTATIONS)
    )
    adaptation = LongTextField(label=_("Annet om tilrettelegging"), required=False, max_length=500, rows=2)
    resources = CheckboxesField(
        label=_("Hva bærer deg?"),
        required=False,
        choices=words.choices(labels.AREAS),
        why=_("Det som holder deg oppe, er det planen skal bygge på."),
    )
    deficits = CheckboxesField(label=_("Hva mangler?"), required=False, choices=words.choices(labels.AREAS))
    limits = LongTextField(label=_("Hva må vi ta hensyn til?"), required=False, max_length=500, rows=2)
    barriers = CheckboxesField(
        label=_("Hva står i veien?"),
        required=False,
        choices=_ticks(labels.BARRIERS),
        hints=labels.BARRIER_HELP,
    )
    helps = CheckboxesField(label=_("Hva hjelper?"), required=False, choices=_ticks(labels.HELPS))
    preferences = CheckboxesField(label=_("Hva har du lyst til?"), required=False, choices=[])
    importance = ScaleField(
        label=_("Hvor viktig er det for deg å bli mer aktiv?"),
        low_words=_("ikke viktig"),
        high_words=_("svært viktig"),
    )
    confidence = ScaleField(
        label=_("Hvor sikker er du på at du får det til?"),
        low_words=_("ikke sikker"),
        high_words=_("helt sikker"),
    )
    food_and_training = LongTextField(
        label=_("Forholdet til mat, kropp og trening"),
        required=False,
        max_length=500,
        rows=2,
        why=_("For noen kan trening bli tvang. Da legger vi bort tall for vekt og kalorier."),
    )
    escort = RadioField(label=_("Utgang"), required=False, choices=words.choices(labels.ESCORTS))
    leave_rules = TextField(label=_("Regler for permisjon"), required=False, max_length=300)
    after_place = TextField(label=_("Hvor kan du trene etterpå?"), required=False, max_length=300)
    after_money = TextField(
        label=_("Hva kan det koste?"),
        required=False,
        max_length=300,
        why=_("Mange slutter fordi det koster. Det finnes gratis tilbud."),
    )
    after_company = TextField(label=_("Hvem kan du gå sammen med?"), required=False, max_length=300)
    unfinished = CheckboxField(
        label=_("Samtalen er ikke ferdig"), required=False, help_text=_("Den står igjen på I dag.")
    )

    def __init__(self, *args: Any, context: Context, **kwargs: Any) -> None:
        before = latest(context, EventKind.TALKED, Talked)
        initial = _initial(before) if before is not None and not before.short else {}
        if before is not None and before.short:
            initial = {"preferences": list(before.preferences), "limits": before.limits}
        super().__init__(*args, now=context.now, initial=initial, **kwargs)
        self.draft_key = f"intake-talk:{context.patient.uid}"
        self.fields["preferences"].choices = menu.activity_choices()  # type: ignore[attr-defined]

    @property
    def sections(self) -> list[tuple[Any, list[Any], Any]]:
        """Heading, fields and a word to staff, in the order of the talk."""
        return [(title, [self[name] for name in names], hint) for title, names, hint in self.SECTIONS]

    @property
    def rest(self) -> list[Any]:
        """What stands under the sections."""
        return [self[name] for name in ("unfinished", "day", "at")]

    def skipped(self) -> tuple[str, ...]:
        """The questions that were passed over."""
        names = [name for _title, fields, _hint in self.SECTIONS for name in fields]
        return tuple(name for name in names if _empty(self.cleaned_data.get(name)))


def _empty(value: Any) -> bool:
    return not value.answered if isinstance(value, ScaleAnswer) else not value


def _initial(before: Talked) -> dict[str, Any]:
    """What was said the last time, so that a talk can be taken up again."""
    kept = (
        "experience",
        "injuries",
        "informed",
        "expectations_patient",
        "expectations_staff",
        "adaptation",
        "limits",
        "food_and_training",
        "leave_rules",
        "after_place",
        "after_money",
        "after_company",
        "importance",
        "confidence",
    )
    ticked = ("experience_kinds", "adaptations", "barriers", "helps", "preferences")
    return {
        **{name: getattr(before, name) for name in kept},
        **{name: list(getattr(before, name)) for name in ticked},
        "liked": ", ".join(before.liked),
        "disliked": ", ".join(before.disliked),
        "materials": [shown.material for shown in before.materials],
        "resources": [one.area.value for one in before.resources if one.weight is Weight.RESOURCE],
        "deficits": [one.area.value for one in before.resources if one.weight is Weight.DEFICIT],
        "escort": before.escort.value if before.escort else "",
        "unfinished": not before.finished,
    }


def _talk(context: Context, data: Any) -> TalkForm:
    form = TalkForm(data, context=context)
    if context.actor.person_id is not None:
        drafts.restore(form, person_id=context.actor.person_id)
    return form


@care_form(
    "talk",
    title=_("Kartleggingssamtale"),
    help=_("Én side, under åtte minutter. Alt kan hoppes over. Det du skriver, tas vare på mens du skriver."),
    done=_("Samtalen er lagret."),
    make=_talk,
    template="patients/talk.html",
)
def talk(context: Context, form: Any) -> object:
    """Store the talk and erase its draft, together."""
    data = form.cleaned_data
    detail = Talked(
        finished=not data["unfinished"],
        experience=data["experience"],
        experience_kinds=tuple(data["experience_kinds"]),
        liked=_listed(data["liked"]),
        disliked=_listed(data["disliked"]),
        injuries=data["injuries"],
        informed=data["informed"],
        materials=tuple(MaterialShown(material, VERSION) for material in data["materials"]),
        expectations_patient=data["expectations_patient"],
        expectations_staff=data["expectations_staff"],
        adaptation=data["adaptation"],
        adaptations=tuple(data["adaptations"]),
        resources=resources_of(data),
        limits=data["limits"],
        barriers=tuple(data["barriers"]),
        helps=tuple(data["helps"]),
        preferences=tuple(data["preferences"]),
        importance=scale(data["importance"]),
        confidence=scale(data["confidence"]),
        food_and_training=data["food_and_training"],
        escort=Escort(data["escort"]) if data["escort"] else None,
        leave_rules=data["leave_rules"],
        after_place=data["after_place"],
        after_money=data["after_money"],
        after_company=data["after_company"],
        skipped=form.skipped(),
    )
    with transaction.atomic():
        saved = note(context, form, EventKind.TALKED, detail)
        if context.actor.person_id is not None:
            drafts.delete(person_id=context.actor.person_id, key=form.draft_key)
    return saved


class TwoQuestionsForm(WhenForm):
    """What withdrawal has room for. The long talk waits."""

    all_optional = True

    preferences = CheckboxesField(label=_("Hva liker du?"), required=False, choices=[])
    limits = TextField(label=_("Hva tåler kroppen i dag?"), required=False, max_length=300)

    def __init__(self, *args: Any, context: Context, **kwargs: Any) -> None:
        super().__init__(*args, now=context.now, **kwargs)
        self.fields["preferences"].choices = menu.activity_choices(light_only=True)  # type: ignore[attr-defined]


@care_form(
    "two-questions",
    title=_("To spørsmål"),
    help=_("Hva liker du? Hva tåler kroppen i dag? Den lange samtalen venter."),
    done=_("Lagret."),
    make=lambda context, data: TwoQuestionsForm(data, context=context),
)
def two_questions(context: Context, form: Any) -> object:
    """The short talk."""
    data = form.cleaned_data
    names = ("preferences", "limits")
    detail = Talked(
        short=True,
        preferences=tuple(data["preferences"]),
        limits=data["limits"],
        skipped=tuple(name for name in names if not data[name]),
    )
    return note(context, form, EventKind.TALKED, detail)


class MotivationForm(WhenForm):
    """Where the person stands, and the next small step."""

    all_optional = True
    stage = RadioField(label=_("Hvor står personen?"), required=False, choices=words.choices(labels.STAGES))
    importance = ScaleField(
        label=_("Hvor viktig er det for deg å være aktiv?"),
        low_words=_("ikke viktig"),
        high_words=_("svært viktig"),
    )
    confidence = ScaleField(
        label=_("Hvor sikker er du på at du får det til?"),
        low_words=_("ikke sikker"),
        high_words=_("helt sikker"),
        help_text=_("Spør gjerne: hvorfor ikke et lavere tall?"),
    )
    next_step = TextField(label=_("Neste lille steg"), required=False, max_length=200)
    note = LongTextField(label=_("Med personens egne ord"), required=False, max_length=500, rows=2)

    def clean(self) -> dict[str, Any]:
        """Something is said."""
        cleaned = super().clean()
        if not self.errors and all(
            _empty(cleaned.get(name)) for name in ("stage", "importance", "confidence", "next_step", "note")
        ):
            raise ValidationError(_t("Skriv minst én ting."))
        return cleaned


@care_form(
    "motivation",
    title=_("Motivasjon"),
    help=_("Spør, hør etter og skriv kort. Å ikke ville nå er også et svar."),
    done=_("Lagret."),
    make=lambda context, data: MotivationForm(data, now=context.now),
)
def note_motivation(context: Context, form: Any) -> object:
    """Stage, importance, confidence, the next small step."""
    data = form.cleaned_data
    detail = MotivationNoted(
        stage=Stage(data["stage"]) if data["stage"] else None,
        importance=scale(data["importance"]),
        confidence=scale(data["confidence"]),
        next_step=data["next_step"],
        note=data["note"],
    )
    return note(context, form, EventKind.MOTIVATION_NOTED, detail)


class ResourceForm(WhenForm):
    """The resource map: what carries and what is missing, area by area."""

    all_optional = True
    resources = CheckboxesField(
        label=_("Hva bærer deg?"),
        required=False,
        choices=words.choices(labels.AREAS),
        why=_("Det som holder deg oppe, er det planen skal bygge på."),
    )
    deficits = CheckboxesField(
        label=_("Hva mangler?"),
        required=False,
        choices=words.choices(labels.AREAS),
        help_text=_("Noe kan både bære og mangle."),
    )
    note = LongTextField(label=_("Med personens egne ord"), required=False, max_length=500, rows=3)

    def clean(self) -> dict[str, Any]:
        """Something is said."""
        cleaned = super().clean()
        if not self.errors and not any(cleaned.get(name) for name in ("resources", "deficits", "note")):
            raise ValidationError(_t("Kryss av minst én ting."))
        return cleaned


@care_form(
    "resource-map",
    title=_("Ressurskart"),
    help=_("Begynn med det som bærer."),
    done=_("Ressurskartet er lagret."),
    make=lambda context, data: ResourceForm(data, now=context.now),
)
def map_resources(context: Context, form: Any) -> object:
    """What carries and what is missing."""
    data = form.cleaned_data
    detail = MotivationNoted(resources=resources_of(data), note=data["note"])
    return note(context, form, EventKind.MOTIVATION_NOTED, detail)
