"""The way out: everything owed at an end on one page, the plan for afterwards, support, consents."""

from __future__ import annotations

from typing import Any, Final
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from medgang.core.timeline import Detail, EventKind
from medgang.core.timeline.details_after import (
    Consent,
    ContactPoint,
    ContinuationPlanned,
    DischargeItem,
    DischargeItemDone,
    ItemOutcome,
    Purpose,
    SupportArranged,
    SupportKind,
    SupportState,
)
from medgang.web.design import dates
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
from medgang.web.patients.care.parts import colleagues, latest, note, note_all, this_stay, whole
from medgang.web.patients.care.registry import Context, care_form
from medgang.web.patients.forms import WhenForm

R, D = ItemOutcome, DischargeItem
POSSIBLE: Final[dict[DischargeItem, tuple[ItemOutcome, ...]]] = {
    D.OVERDOSE_TALK: (R.DONE, R.DECLINED, R.NOT_RELEVANT, R.NOT_REACHED),
    D.NALOXONE: (R.GIVEN, R.DECLINED, R.NOT_RELEVANT, R.NOT_REACHED),
    D.CRISIS_PLAN: (R.GIVEN, R.DECLINED, R.NOT_RELEVANT, R.NOT_REACHED),
    D.WHOM_TO_RING: (R.GIVEN, R.DECLINED, R.NOT_REACHED),
    D.NEXT_APPOINTMENT: (R.DONE, R.DECLINED, R.NOT_RELEVANT, R.NOT_REACHED),
    D.OPEN_RETURN: (R.GIVEN, R.DECLINED, R.NOT_RELEVANT, R.NOT_REACHED),
    D.COPY_OF_PLAN: (R.GIVEN, R.DECLINED, R.NOT_RELEVANT, R.NOT_REACHED),
}
"""What can be answered for each item."""

OWED: Final = (D.OVERDOSE_TALK, D.NALOXONE, D.CRISIS_PLAN, D.WHOM_TO_RING, D.NEXT_APPOINTMENT)
"""What every end asks for; the other two are offered beside them."""


def items_done(context: Context) -> dict[DischargeItem, tuple[DischargeItemDone, str]]:
    """What has been answered in this stay, and the day, latest first."""
    lang = get_language() or "nb"
    return {
        detail.item: (detail, dates.day(timezone.localdate(event.occurred), lang))
        for event, detail in this_stay(context, EventKind.DISCHARGE_ITEM_DONE, DischargeItemDone)
    }


class DischargeForm(WhenForm):
    """All items of one patient. Only what is answered is stored."""

    all_optional = True

    rest_not_reached = CheckboxField(
        label=_("Personen er gått: resten er «rakk det ikke»"),
        required=False,
        help_text=_("Da står det igjen å ringe innen en uke."),
    )
    on = DateField(label=_("Dato for neste avtale"), required=False)
    note = LongTextField(label=_("Merknad"), required=False, max_length=500, rows=2)

    def __init__(self, *args: Any, context: Context, **kwargs: Any) -> None:
        super().__init__(*args, now=context.now, **kwargs)
        self.done = items_done(context)
        fields: dict[str, Any] = {}
        for item, outcomes in POSSIBLE.items():
            help_text = str(labels.DISCHARGE_HELP[item])
            if item in self.done:
                detail, day = self.done[item]
                help_text = _t("Ført %(day)s: %(outcome)s.") % {
                    "day": day,
                    "outcome": labels.OUTCOMES[detail.outcome],
                }
            fields[item.value] = RadioField(
                label=labels.DISCHARGE_ITEMS[item],
                help_text=help_text,
                required=False,
                choices=[(outcome.value, labels.OUTCOMES[outcome]) for outcome in outcomes],
            )
        rest = dict(self.fields)
        self.fields.clear()
        self.fields.update({**fields, **rest})

    def given(self) -> list[DischargeItemDone]:
        """What was answered here, and the rest where the person has gone."""
        found: list[DischargeItemDone] = []
        for item in POSSIBLE:
            outcome = self.cleaned_data.get(item.value)
            gone = self.cleaned_data.get("rest_not_reached") and item in OWED and item not in self.done
            if not outcome and not gone:
                continue
            next_one = item is DischargeItem.NEXT_APPOINTMENT
            found.append(
                DischargeItemDone(
                    item=item,
                    outcome=ItemOutcome(outcome or ItemOutcome.NOT_REACHED),
                    on=self.cleaned_data.get("on") if next_one else None,
                    note=self.cleaned_data.get("note", "") if not found else "",
                )
            )
        return found

    def clean(self) -> dict[str, Any]:
        """Something is answered."""
        cleaned = super().clean()
        if not self.errors and not self.given():
            raise ValidationError(_t("Svar på minst ett av punktene."))
        return cleaned


@care_form(
    "discharge",
    title=_("Før utskriving"),
    help=_("Det samme for alle, planlagt eller ikke. Risikoen for overdose er størst de første ukene."),
    done=_("Lagret."),
    make=lambda context, data: DischargeForm(data, context=context),
    template="patients/care_form.html",
)
def discharge(context: Context, form: Any) -> object:
    """Every answered item is its own event."""
    return note_all(context, form, [(EventKind.DISCHARGE_ITEM_DONE, given) for given in form.given()])


# --- afterwards ---------------------------------------------------------------------------------------------------


class ContinuationForm(WhenForm):
    """The plan for afterwards, as whole as it is today."""

    all_optional = True

    activity = SelectField(label=_("Hva vil du gjøre?"), required=False, empty_label=_("ikke valgt ennå"))
    offer = TextField(
        label=_("Tilbud"),
        required=False,
        max_length=120,
        help_text=_("For eksempel frisklivssentralen eller turgruppa i bydelen."),
    )
    place = TextField(label=_("Sted"), required=False, max_length=120)
    municipality = TextField(
        label=_("Kommunenummer"), required=False, max_length=4, help_text=_("Fire sifre, for eksempel 4003.")
    )
    weekday = SelectField(label=_("Fast dag"), required=False, empty_label=_("ikke valgt ennå"))
    starts = TimeField(label=_("Begynner"), required=False)
    with_whom = TextField(label=_("Sammen med"), required=False, max_length=120)
    first_date = DateField(label=_("Første gang"), required=False)
    cost_kr = NumberField(
        label=_("Pris"), unit=_("kr i måneden"), required=False, min_value=0, max_value=100_000
    )
    travel = TextField(label=_("Hvordan kommer du dit?"), required=False, max_length=160)
    points = CheckboxesField(
        label=_("Når er det avtalt at vi tar kontakt?"),
        required=False,
        choices=words.choices(labels.POINTS),
    )
    owner = SelectField(
        label=_("Hvem tar kontakt?"), required=False, empty_label=_("ikke valgt ennå"), choices=[]
    )
    note = LongTextField(label=_("Merknad"), required=False, max_length=500, rows=2)

    def __init__(self, *args: Any, context: Context, **kwargs: Any) -> None:
        before = latest(context, EventKind.CONTINUATION_PLANNED, ContinuationPlanned)
        initial: dict[str, Any] = {"points": [ContactPoint.WEEK_1.value]}
        if before is not None:
            initial = {
                "activity": before.activity,
                "offer": before.offer,
                "place": before.place,
                "municipality": before.municipality,
                "weekday": str(before.weekday or ""),
                "starts": before.starts,
                "with_whom": before.with_whom,
                "first_date": before.first_date,
                "cost_kr": before.cost_kr,
                "travel": before.travel,
                "points": [point.value for point in before.points],
                "owner": str(before.owner or ""),
                "note": before.note,
            }
        super().__init__(*args, now=context.now, initial=initial, **kwargs)
        empty = ("", _("ikke valgt ennå"))
        self.fields["activity"].choices = [empty, *menu.activity_choices()]  # type: ignore[attr-defined]
        self.fields["weekday"].choices = [  # type: ignore[attr-defined]
            empty,
            *((str(number), name) for number, name in labels.WEEKDAYS.items()),
        ]
        self.fields["owner"].choices = [empty, *colleagues(context)]  # type: ignore[attr-defined]

    def clean_municipality(self) -> str:
        """Four figures or nothing."""
        given: str = self.cleaned_data["municipality"]
        if given and not (given.isdecimal() and len(given) == 4):
            raise ValidationError(_t("Kommunenummeret har fire sifre."))
        return given

    def clean(self) -> dict[str, Any]:
        """One word is enough, none is too little."""
        cleaned = super().clean()
        said = ("activity", "offer", "place", "weekday", "with_whom", "first_date", "travel", "note", "owner")
        if not self.errors and not any(cleaned.get(name) for name in said):
            raise ValidationError(_t("Skriv minst én ting. Ett ord er nok nå."))
        return cleaned


@care_form(
    "continuation",
    title=_("Planen for tiden etter"),
    help=_("Hva vil du gjøre når du er hjemme? Ett ord er nok nå. Det siste som er skrevet, gjelder."),
    done=_("Planen for tiden etter er lagret."),
    make=lambda context, data: ContinuationForm(data, context=context),
    template="patients/care_form.html",
)
def plan_continuation(context: Context, form: Any) -> object:
    """The whole plan as it stands today."""
    data = form.cleaned_data
    detail = ContinuationPlanned(
        place=data["place"],
        offer=data["offer"],
        municipality=data["municipality"],
        activity=data["activity"],
        weekday=int(data["weekday"]) if data["weekday"] else None,
        starts=f"{data['starts']:%H:%M}" if data["starts"] else "",
        with_whom=data["with_whom"],
        first_date=data["first_date"],
        cost_kr=whole(data["cost_kr"]),
        travel=data["travel"],
        points=tuple(ContactPoint(point) for point in data["points"]),
        owner=UUID(data["owner"]) if data["owner"] else None,
        note=data["note"],
    )
    return note(context, form, EventKind.CONTINUATION_PLANNED, detail)


class SupportForm(WhenForm):
    """How far one kind of support has come."""

    kind = RadioField(label=_("Hvilken støtte?"), choices=words.choices(labels.SUPPORT))
    state = RadioField(label=_("Hvor langt er det kommet?"), choices=words.choices(labels.SUPPORT_STATES))
    note = LongTextField(
        label=_("Merknad"),
        required=False,
        max_length=500,
        rows=2,
        help_text=_("Hvem det er, og første møte. Treningskontakten ser bare det pasienten deler."),
    )


@care_form(
    "support",
    title=_("Støtte til å fortsette"),
    help=_(
        "Treningskontakten bør ha begynt før utskriving. Annen støtte noteres, så vi ikke tar æren for den."
    ),
    done=_("Støtten er lagret."),
    make=lambda context, data: SupportForm(
        data,
        now=context.now,
        initial={"kind": SupportKind.TRAINING_CONTACT.value} if "training-contact" in context.step else {},
    ),
)
def arrange_support(context: Context, form: Any) -> object:
    """Wished, matched, consented, started, or not wished. The patient's yes to sharing is a consent of its own."""
    data = form.cleaned_data
    kind, state = SupportKind(data["kind"]), SupportState(data["state"])
    happened: list[tuple[EventKind, Detail]] = [
        (EventKind.SUPPORT_ARRANGED, SupportArranged(kind=kind, state=state, note=data["note"]))
    ]
    purpose = {
        SupportKind.TRAINING_CONTACT: Purpose.TRAINING_CONTACT,
        SupportKind.FITNESS_SPONSOR: Purpose.FITNESS_SPONSOR,
        SupportKind.SUPPORT_PERSON: Purpose.SUPPORT_PERSON,
    }.get(kind)
    if state is SupportState.CONSENTED and purpose is not None:
        happened.append((EventKind.CONSENT_GIVEN, Consent(purpose=purpose, way="spoken")))
    return note_all(context, form, happened)


# --- consent ------------------------------------------------------------------------------------------------------

CONSENT_TEXT = "1"
"""The version of the words below that a consent is given to."""


class ConsentForm(WhenForm):
    """Given or withdrawn, one purpose at a time."""

    given = RadioField(
        label=_("Hva sier pasienten?"), choices=[("yes", _("ja, samtykker")), ("no", _("trekker samtykket"))]
    )
    purpose = RadioField(
        label=_("Til hva?"),
        choices=words.choices(labels.PURPOSES),
        why=_("Dokumentasjon av behandlingen bygger på loven og spørres det aldri om her."),
    )
    way = RadioField(
        label=_("Hvordan?"),
        required=False,
        choices=[("written", _("skriftlig")), ("spoken", _("muntlig"))],
    )
    guardian = CheckboxField(
        label=_("Gitt av foresatt eller verge"),
        required=False,
        help_text=_("For den som er under 16 år, eller som en annen samtykker for."),
    )


@care_form(
    "consent",
    title=_("Samtykke"),
    help=_("Ett formål om gangen. Kan trekkes når som helst, uten grunn, og virker med en gang."),
    done=_("Samtykket er lagret."),
    make=lambda context, data: ConsentForm(data, now=context.now),
)
def note_consent(context: Context, form: Any) -> object:
    """A consent for one purpose, or its end."""
    data = form.cleaned_data
    detail = Consent(
        purpose=Purpose(data["purpose"]),
        text_version=CONSENT_TEXT,
        guardian=data["guardian"],
        way=data["way"],
    )
    kind = EventKind.CONSENT_GIVEN if data["given"] == "yes" else EventKind.CONSENT_WITHDRAWN
    return note(context, form, kind, detail)


def consents(context: Context) -> frozenset[Purpose]:
    """What the patient agrees to now: the latest word on each purpose."""
    said: dict[Purpose, bool] = {}
    for event in context.timeline.of_kind(EventKind.CONSENT_GIVEN, EventKind.CONSENT_WITHDRAWN):
        if isinstance(event.detail, Consent):
            said[event.detail.purpose] = event.kind is EventKind.CONSENT_GIVEN
    return frozenset(purpose for purpose, yes in said.items() if yes)
