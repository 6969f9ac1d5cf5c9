"""The safety pages: red flags, the two assessments, the physician's decision, vitals, adverse events."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django import forms as django_forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from medgang.core.people import Role
from medgang.core.people.roles import CLINICAL_ROLES
from medgang.core.timeline import EventKind
from medgang.core.timeline.details_background import MedicineFlag
from medgang.core.timeline.details_measures import VitalsTaken
from medgang.core.timeline.details_safety import (
    AdverseEvent,
    AdverseKind,
    Assessed,
    AssessmentKind,
    AssessmentOutcome,
    ClearanceSuspended,
    Cleared,
    Known,
    LevelDecision,
    MedicalFindings,
    Outcome,
    RedFlag,
    RedFlagCleared,
    RedFlagRaised,
    Severity,
    SuspensionReason,
)
from medgang.core.timeline.levels import Level
from medgang.web.design.forms import (
    CheckboxesField,
    CheckboxField,
    DateField,
    LongTextField,
    NumberField,
    RadioField,
    SelectField,
    TextField,
)
from medgang.web.patients.care import services, words
from medgang.web.patients.care.registry import Context, care_form
from medgang.web.patients.forms import WhenForm
from medgang.web.patients.words import MEDICINES

SEERS = CLINICAL_ROLES - {Role.ACTIVITY_LEADER, Role.MILIEU_THERAPIST}
"""Who counts as a clinician who has seen the person after a red flag."""

HEART_MEDICINES = (MedicineFlag.BETA_BLOCKER, MedicineFlag.OTHER_HEART_RATE, MedicineFlag.QT_PROLONGING)


def _whole(value: Decimal | None) -> int | None:
    return None if value is None else int(value)


def _note(context: Context, form: Any, kind: EventKind, detail: Any) -> object:
    return services.note(
        patient=context.patient,
        kind=kind,
        detail=detail,
        occurred=form.occurred(),
        by=context.actor,
        now=context.now,
        uid=form.uid,
    )


# --- red flags --------------------------------------------------------------------------------------------------


class RaiseForm(WhenForm):
    """Somebody saw or heard a red flag."""

    flag = RadioField(label=_("Hva så eller hørte du?"), choices=words.choices(words.RED_FLAGS))
    note = LongTextField(label=_("Kort om det"), required=False, max_length=500, rows=2)


@care_form(
    "raise-red-flag",
    title=_("Meld varseltegn"),
    help=_("All aktivitet venter, også lett, til en kliniker har sett personen. Ved akutt fare: ring 113."),
    done=_("Meldt. All aktivitet venter til en kliniker har sett personen."),
    make=lambda context, data: RaiseForm(data, now=context.now),
)
def raise_red_flag(context: Context, form: Any) -> object:
    """Close the day until a clinician has seen the person."""
    detail = RedFlagRaised(flag=RedFlag(form.cleaned_data["flag"]), note=form.cleaned_data["note"])
    return _note(context, form, EventKind.RED_FLAG_RAISED, detail)


class SeenForm(WhenForm):
    """A clinician has seen the person."""

    seen_by = TextField(label=_("Hvem har sett personen?"), max_length=160)
    note = LongTextField(label=_("Hva ble vurdert?"), required=False, max_length=500, rows=2)


@care_form(
    "red-flag",
    title=_("Varseltegn: sett av kliniker"),
    help=_("Åpner for lett aktivitet igjen. Legevurderingen kan fortsatt være satt på vent."),
    done=_("Lagret. Dagen er åpen igjen for lett aktivitet."),
    roles=SEERS,
    make=lambda context, data: SeenForm(data, now=context.now, initial={"seen_by": context.actor.name}),
)
def clear_red_flag(context: Context, form: Any) -> object:
    """The person has been seen."""
    detail = RedFlagCleared(seen_by=form.cleaned_data["seen_by"], note=form.cleaned_data["note"])
    return _note(context, form, EventKind.RED_FLAG_CLEARED, detail)


# --- assessments --------------------------------------------------------------------------------------------------


def _cautions(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())


class FindingsMixin(django_forms.Form):
    """What the physician looks at, on one screen. Everything can be left unanswered."""

    last_use = DateField(label=_("Siste bruk"), required=False, latest=timezone.localdate)
    agonist = TextField(label=_("LAR-medisin"), required=False, max_length=80)
    agonist_mg = NumberField(
        label=_("Døgndose"), unit=_("mg"), required=False, min_value=0, max_value=1000, decimals=1
    )
    ecg_on = DateField(label=_("EKG tatt"), required=False, latest=timezone.localdate)
    qtc_ms = NumberField(label=_("QTc"), unit=_("ms"), required=False, min_value=200, max_value=800)
    systolic = NumberField(
        label=_("Blodtrykk, overtrykk"), unit=_("mmHg"), required=False, min_value=40, max_value=320
    )
    diastolic = NumberField(
        label=_("Blodtrykk, undertrykk"), unit=_("mmHg"), required=False, min_value=20, max_value=220
    )
    anabolic_steroids = SelectField(
        label=_("Anabole steroider"), required=False, empty_label=_("ikke spurt"), choices=[]
    )
    seizures = SelectField(label=_("Kramper før"), required=False, empty_label=_("ikke spurt"), choices=[])
    delirium = SelectField(label=_("Delir før"), required=False, empty_label=_("ikke spurt"), choices=[])
    pregnancy = SelectField(label=_("Gravid"), required=False, empty_label=_("ikke spurt"), choices=[])
    injection_infection = SelectField(
        label=_("Infeksjon etter injeksjon"), required=False, empty_label=_("ikke spurt"), choices=[]
    )
    heart_medicines = CheckboxesField(
        label=_("Medisiner som virker på hjerte eller puls"),
        required=False,
        choices=[(flag.value, MEDICINES[flag]) for flag in HEART_MEDICINES],
    )
    medicines_checked = CheckboxField(label=_("Medisinene er sjekket i dag"), required=False)

    HISTORY = ("anabolic_steroids", "seizures", "delirium", "pregnancy", "injection_infection")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        answers = [(known.value, words.KNOWN[known]) for known in (Known.NO, Known.YES, Known.UNKNOWN)]
        for name in self.HISTORY:
            self.fields[name].choices = [("", _("ikke spurt")), *answers]  # type: ignore[attr-defined]

    def findings(self, today: date) -> MedicalFindings:
        """What was found, unanswered where nothing was."""
        data = self.cleaned_data
        known = {name: Known(data[name]) if data[name] else Known.NOT_ASKED for name in self.HISTORY}
        dose: Decimal | None = data["agonist_mg"]
        return MedicalFindings(
            last_use=data["last_use"],
            agonist=data["agonist"],
            agonist_mg=float(dose) if dose is not None else None,
            ecg_on=data["ecg_on"],
            qtc_ms=_whole(data["qtc_ms"]),
            systolic_mmhg=_whole(data["systolic"]),
            diastolic_mmhg=_whole(data["diastolic"]),
            heart_medicines=tuple(MedicineFlag(flag) for flag in data["heart_medicines"]),
            medicines_checked=today if data["medicines_checked"] else None,
            **known,
        )


class AssessmentForm(WhenForm):
    """What an assessment came to."""

    outcome = RadioField(label=_("Hva ble vurderingen?"), choices=words.choices(words.ASSESSMENT_OUTCOMES))
    cautions = LongTextField(
        label=_("Ta hensyn til"),
        required=False,
        max_length=600,
        rows=3,
        help_text=_("Ett hensyn per linje. Står på øktkortet, så skriv bare det den som leder økta trenger."),
    )
    assessed_by = TextField(label=_("Vurdert av"), max_length=160)
    documented_where = TextField(label=_("Står også i"), required=False, max_length=160)


class MedicalForm(FindingsMixin, AssessmentForm):
    """The medical assessment with what the physician looked at."""

    wide = True


def _assess(context: Context, form: Any, kind: AssessmentKind, findings: MedicalFindings | None) -> object:
    detail = Assessed(
        kind=kind,
        outcome=AssessmentOutcome(form.cleaned_data["outcome"]),
        assessed_by=form.cleaned_data["assessed_by"],
        documented_where=form.cleaned_data["documented_where"],
        findings=findings,
        cautions=_cautions(form.cleaned_data["cautions"]),
    )
    return _note(context, form, EventKind.ASSESSED, detail)


@care_form(
    "medical-assessment",
    title=_("Medisinsk vurdering"),
    help=_(
        "Lett aktivitet er åpen uansett. Moderat åpnes når begge vurderingene er gjort. Alt kan stå tomt."
    ),
    done=_("Vurderingen er lagret."),
    roles=frozenset({Role.PHYSICIAN, Role.NURSE}),
    make=lambda context, data: MedicalForm(
        data, now=context.now, initial={"assessed_by": context.actor.name}
    ),
)
def assess_medically(context: Context, form: Any) -> object:
    """The physician's examination of contraindications and risk."""
    return _assess(context, form, AssessmentKind.MEDICAL, form.findings(context.today))


@care_form(
    "psychological-assessment",
    title=_("Psykologisk vurdering"),
    help=_("Risiko ved trening: mat og kropp, tvang, traumer, å være i gruppe."),
    done=_("Vurderingen er lagret."),
    roles=frozenset({Role.PSYCHOLOGIST, Role.PHYSICIAN, Role.SOCIAL_WORKER, Role.NURSE}),
    make=lambda context, data: AssessmentForm(
        data, now=context.now, initial={"assessed_by": context.actor.name}
    ),
)
def assess_psychologically(context: Context, form: Any) -> object:
    """Whether anything speaks against training, for the mind."""
    return _assess(context, form, AssessmentKind.PSYCHOLOGICAL, None)


# --- the physician's decision -----------------------------------------------------------------------------------------


class ClearanceForm(WhenForm):
    """A decision per level, with name, date, expiry."""

    light = RadioField(label=_("Lett"), choices=words.choices(words.OUTCOMES))
    moderate = RadioField(label=_("Moderat"), choices=words.choices(words.OUTCOMES))
    high = RadioField(label=_("Høy"), choices=words.choices(words.OUTCOMES))
    conditions = LongTextField(
        label=_("Vilkår, der noe er tilpasset"), required=False, max_length=500, rows=2
    )
    despite_withdrawal = CheckboxField(
        label=_("Gjelder høy også mens abstinens eller nedtrapping pågår"), required=False
    )
    cautions = LongTextField(
        label=_("Ta hensyn til"), required=False, max_length=600, rows=2, help_text=_("Ett hensyn per linje.")
    )
    decided_by = TextField(label=_("Lege"), max_length=160)
    decided_on = DateField(label=_("Bestemt"), latest=timezone.localdate)
    expires = DateField(label=_("Gjelder til"))
    documented_where = TextField(label=_("Står også i"), required=False, max_length=160)

    def clean(self) -> dict[str, Any]:
        """It runs out after it was decided; what is adapted says how."""
        cleaned = super().clean()
        decided, expires = cleaned.get("decided_on"), cleaned.get("expires")
        if decided and expires and expires <= decided:
            self.add_error("expires", ValidationError(_t("Velg en dag etter at det ble bestemt.")))
        adapted = [cleaned.get(level) == Outcome.ADAPTED.value for level in ("light", "moderate", "high")]
        if any(adapted) and not cleaned.get("conditions"):
            self.add_error("conditions", ValidationError(_t("Skriv hva som er tilpasset.")))
        return cleaned


CLEARED_FOR = timedelta(days=180)


def _clearance_form(context: Context, data: Any) -> ClearanceForm:
    physician = Role.PHYSICIAN in context.actor.roles
    return ClearanceForm(
        data,
        now=context.now,
        initial={
            "decided_by": context.actor.name if physician else "",
            "decided_on": context.today,
            "expires": context.today + CLEARED_FOR,
        },
    )


@care_form(
    "clearance",
    title=_("Legens avgjørelse"),
    help=_("En sykepleier kan skrive inn legens avgjørelse. Den gjelder, og står som «skal bekreftes»."),
    done=_("Avgjørelsen er lagret."),
    roles=frozenset({Role.PHYSICIAN, Role.NURSE}),
    make=_clearance_form,
)
def decide_clearance(context: Context, form: Any) -> object:
    """Cleared, adapted or wait, level by level."""
    data = form.cleaned_data
    conditions = data["conditions"]
    decisions = tuple(
        LevelDecision(
            level,
            Outcome(data[level.value]),
            conditions if data[level.value] == Outcome.ADAPTED.value else "",
        )
        for level in Level
    )
    detail = Cleared(
        decisions=decisions,
        decided_by=data["decided_by"],
        decided_on=data["decided_on"],
        expires=data["expires"],
        confirmed=Role.PHYSICIAN in context.actor.roles,
        documented_where=data["documented_where"],
        despite_withdrawal=data["despite_withdrawal"],
        cautions=_cautions(data["cautions"]),
    )
    return services.decide_clearance(
        patient=context.patient,
        decision=detail,
        occurred=form.occurred(),
        by=context.actor,
        now=context.now,
        uid=form.uid,
    )


class ConfirmForm(WhenForm):
    """Nothing to fill in: read, and confirm."""


def _to_confirm(context: Context) -> Any:
    confirmed = {
        event.detail.clearance  # type: ignore[attr-defined]
        for event in context.timeline.of_kind(EventKind.CLEARANCE_CONFIRMED)
    }
    waiting = [
        event
        for event, detail in context.timeline.details(EventKind.CLEARED, Cleared)
        if not detail.confirmed and event.uid not in confirmed
    ]
    return waiting[-1] if waiting else None


@care_form(
    "confirm-clearance",
    title=_("Bekreft legens avgjørelse"),
    help=_("En kollega har skrevet inn avgjørelsen. Les den på oversikten, og bekreft at den er rett."),
    done=_("Bekreftet."),
    roles=frozenset({Role.PHYSICIAN}),
    make=lambda context, data: ConfirmForm(data, now=context.now),
)
def confirm_clearance(context: Context, form: Any) -> object:
    """The physician stands behind what was written down."""
    waiting = _to_confirm(context)
    return services.confirm_clearance(
        patient=context.patient,
        event=waiting.uid if waiting else form.uid,
        occurred=form.occurred(),
        by=context.actor,
        now=context.now,
        uid=form.uid,
    )


class SuspendForm(WhenForm):
    """Why a clearance no longer holds."""

    reason = RadioField(label=_("Hvorfor?"), choices=words.choices(words.SUSPENSIONS))
    note = LongTextField(label=_("Merknad"), required=False, max_length=500, rows=2)


@care_form(
    "suspend-clearance",
    title=_("Sett legevurderingen på vent"),
    help=_("Lett aktivitet er fortsatt åpen. Moderat og høy venter på en ny avgjørelse."),
    done=_("Legevurderingen venter på en ny avgjørelse."),
    make=lambda context, data: SuspendForm(data, now=context.now),
)
def suspend_clearance(context: Context, form: Any) -> object:
    """Something has happened that the physician must look at."""
    detail = ClearanceSuspended(
        reason=SuspensionReason(form.cleaned_data["reason"]), note=form.cleaned_data["note"]
    )
    return _note(context, form, EventKind.CLEARANCE_SUSPENDED, detail)


# --- vitals and adverse events ---------------------------------------------------------------------------------


class VitalsForm(WhenForm):
    """Blood pressure and resting pulse."""

    systolic = NumberField(
        label=_("Blodtrykk, overtrykk"), unit=_("mmHg"), required=False, min_value=40, max_value=320
    )
    diastolic = NumberField(
        label=_("Blodtrykk, undertrykk"), unit=_("mmHg"), required=False, min_value=20, max_value=220
    )
    resting = NumberField(
        label=_("Hvilepuls"), unit=_("slag/min"), required=False, min_value=20, max_value=240
    )
    temperature = NumberField(
        label=_("Temperatur"), unit=_("°C"), required=False, min_value=30, max_value=44, decimals=1
    )

    def clean(self) -> dict[str, Any]:
        """Something was measured; the upper pressure is above the lower."""
        cleaned = super().clean()
        measured = [cleaned.get(name) for name in ("systolic", "diastolic", "resting", "temperature")]
        if not self.errors and all(value is None for value in measured):
            self.add_error("systolic", ValidationError(_t("Fyll ut minst én måling.")))
        high, low = cleaned.get("systolic"), cleaned.get("diastolic")
        if high is not None and low is not None and low >= high:
            self.add_error("diastolic", ValidationError(_t("Undertrykket er lavere enn overtrykket.")))
        return cleaned


@care_form(
    "vitals",
    title=_("Blodtrykk og hvilepuls"),
    done=_("Målingen er lagret."),
    make=lambda context, data: VitalsForm(data, now=context.now),
)
def take_vitals(context: Context, form: Any) -> object:
    """What was measured; nothing is filled in for what was not."""
    data = form.cleaned_data
    temperature: Decimal | None = data["temperature"]
    detail = VitalsTaken(
        systolic_mmhg=_whole(data["systolic"]),
        diastolic_mmhg=_whole(data["diastolic"]),
        resting_bpm=_whole(data["resting"]),
        temperature_c=float(temperature) if temperature is not None else None,
    )
    return _note(context, form, EventKind.VITALS_TAKEN, detail)


class AdverseForm(WhenForm):
    """Something went wrong during or after activity."""

    kind = RadioField(label=_("Hva skjedde?"), choices=words.choices(words.ADVERSE))
    severity = RadioField(label=_("Hvor alvorlig?"), choices=words.choices(words.SEVERITIES))
    level = SelectField(
        label=_("Aktivitetens nivå"),
        required=False,
        empty_label=_("ikke oppgitt"),
        choices=words.choices(words.LEVELS),
    )
    action = LongTextField(label=_("Hva ble gjort?"), required=False, max_length=500, rows=2)
    deviation = TextField(label=_("Nummer i avvikssystemet"), required=False, max_length=40)


@care_form(
    "adverse-event",
    title=_("Uønsket hendelse"),
    help=_("Skrives når alle er trygge. Besvimelse, brystsmerter og kramper setter legevurderingen på vent."),
    done=_("Hendelsen er lagret."),
    make=lambda context, data: AdverseForm(data, now=context.now),
)
def note_adverse_event(context: Context, form: Any) -> object:
    """The register of what went wrong, however small."""
    data = form.cleaned_data
    detail = AdverseEvent(
        kind=AdverseKind(data["kind"]),
        severity=Severity(data["severity"]),
        level=Level(data["level"]) if data["level"] else None,
        action=data["action"],
        deviation=data["deviation"],
    )
    return _note(context, form, EventKind.ADVERSE_EVENT, detail)
