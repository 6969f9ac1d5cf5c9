"""The forms of the patients app."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from medgang.core.timeline.details_after import CloseReason
from medgang.core.timeline.details_background import (
    BackgroundNoted,
    ComorbidityFlag,
    MedicineFlag,
    Substance,
    SubstanceUse,
    UsePattern,
)
from medgang.core.timeline.details_stay import EndReason, Phase
from medgang.web.accounts.actors import Purpose
from medgang.web.accounts.words import PURPOSES
from medgang.web.design.forms import (
    CheckboxesField,
    CheckboxField,
    DateField,
    DesignForm,
    IdempotencyKeyField,
    LongTextField,
    NationalIdField,
    NumberField,
    RadioField,
    SelectField,
    TextField,
    TimeField,
)
from medgang.web.patients import words
from medgang.web.patients.services import GROUNDS_FOR_PAST


def _choices(labels: Any) -> list[tuple[str, Any]]:
    return [(member.value, label) for member, label in labels.items()]


LEFT_ALONE = timedelta(minutes=30)
"""A form that lay open longer than this means the time that stands in it."""


EARLIEST = date(2000, 1, 1)
"""No stay in this record is older; a day before it is a slip of the finger."""


class FindForm(DesignForm):
    """Find a patient of the unit by name. Posted, so that no name stands in an address."""

    text = TextField(
        label=_("Navn"), max_length=100, help_text=_("Begynnelsen av fornavn eller etternavn holder.")
    )


class WhenForm(DesignForm):
    """Something that happened at a time: today and now unless somebody says otherwise.

    `wide` lays a long form out in two columns where there is room: one screen, not two.
    """

    wide = False

    key = IdempotencyKeyField()
    # What stood in the two fields when the page was made: left alone, they mean "now", not that minute.
    opened = forms.CharField(required=False, widget=forms.HiddenInput)
    day = DateField(label=_("Dag"), earliest=EARLIEST, latest=timezone.localdate)
    at = TimeField(label=_("Klokkeslett"))

    def __init__(self, *args: Any, now: datetime, **kwargs: Any) -> None:
        local = timezone.localtime(now)
        minute = local.strftime("%H:%M")
        initial = {
            "day": local.date(),
            "at": minute,
            "opened": f"{local.date()} {minute}",
            **(kwargs.pop("initial", None) or {}),
        }
        super().__init__(*args, initial=initial, **kwargs)
        self._now = now
        self.order_fields([*(name for name in self.fields if name not in {"day", "at"}), "day", "at"])

    @property
    def uid(self) -> UUID:
        """The idempotency key."""
        key: UUID = self.cleaned_data["key"]
        return key

    def occurred(self) -> datetime:
        """The instant meant: now, when nobody changed the time the page came with."""
        day: date = self.cleaned_data["day"]
        at: time = self.cleaned_data["at"]
        meant = timezone.make_aware(datetime.combine(day, at))
        untouched = self.cleaned_data.get("opened") == f"{day} {at:%H:%M}"
        if untouched and meant <= self._now < meant + LEFT_ALONE:
            return self._now
        return meant

    def clean(self) -> dict[str, Any]:
        """Nothing has happened in the future."""
        cleaned = super().clean() or {}
        if "day" in cleaned and "at" in cleaned and self.occurred() > self._now + timedelta(minutes=5):
            self.add_error("at", _t("Tidspunktet er ikke kommet ennå. Skriv når det skjedde."))
        return cleaned


class NewPatientForm(WhenForm):
    """A patient arrives."""

    full_name = TextField(label=_("Fullt navn"), max_length=160)
    national_id = NationalIdField(
        label=_("Fødselsnummer eller D-nummer"),
        required=False,
        why=_(
            "Med nummeret finner vi igjen samme person ved neste innleggelse. Det lagres kryptert og kan stå tomt."
        ),
    )
    born = DateField(label=_("Født"), required=False, latest=timezone.localdate)
    sex = RadioField(
        label=_("Kjønn i referansetall"),
        required=False,
        choices=[("f", _("kvinne")), ("m", _("mann"))],
        why=_(
            "Kondisjonstall sammenlignes med folk av samme kjønn og alder. Uten svar viser vi ingen sammenligning."
        ),
    )
    phase = RadioField(label=_("Fase"), choices=[])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["phase"].choices = [  # type: ignore[attr-defined]
            (phase.value, label) for phase, label in words.PHASES.items() if phase is not Phase.AFTER
        ]


class ReadmitForm(WhenForm):
    """A known patient is admitted again."""

    phase = RadioField(label=_("Fase"), choices=[])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["phase"].choices = [  # type: ignore[attr-defined]
            (phase.value, label) for phase, label in words.PHASES.items() if phase is not Phase.AFTER
        ]


class EndsForm(WhenForm):
    """The day the stay is planned to end."""

    expected_end = DateField(
        label=_("Planlagt utskriving"),
        help_text=_("Da kommer det som skal være klart før utskriving, på I dag i tide."),
    )

    def clean(self) -> dict[str, Any]:
        """A stay is planned to end today or later."""
        cleaned = super().clean()
        planned: date | None = cleaned.get("expected_end")
        if planned is not None and planned < timezone.localdate(self._now):
            self.add_error("expected_end", ValidationError(_t("Velg i dag eller en senere dag.")))
        return cleaned


class PhaseForm(EndsForm):
    """Another phase."""

    to = RadioField(label=_("Ny fase"), choices=[])

    def __init__(self, *args: Any, phases: Iterable[Phase], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].choices = [(phase.value, words.PHASES[phase]) for phase in phases]  # type: ignore[attr-defined]
        self.fields["expected_end"].required = False
        self.order_fields(["to"])


class TransferForm(WhenForm):
    """Another unit of the same legal entity."""

    to = SelectField(label=_("Til enhet"))

    def __init__(self, *args: Any, units: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].choices = [("", _("Velg …")), *units]  # type: ignore[attr-defined]


class LeaveForm(WhenForm):
    """Out on leave."""

    expected_back = DateField(label=_("Ventes tilbake"), required=False)


class UnplannedEndForm(WhenForm):
    """The stay was broken off."""

    reason = RadioField(label=_("Hva skjedde?"), choices=_choices(words.END_REASONS))


class MoveForm(WhenForm):
    """To another legal entity."""

    receiver = TextField(
        label=_("Hvor skal pasienten?"),
        max_length=160,
        help_text=_("Et sammendrag kan skrives ut og følge med. Opplysningene her blir ikke delt."),
    )


class CloseForm(WhenForm):
    """Follow-up is over."""

    reason = RadioField(
        label=_("Hvorfor avsluttes oppfølgingen?"),
        choices=[
            (reason.value, label)
            for reason, label in words.CLOSE_REASONS.items()
            if reason is not CloseReason.BACK_IN_TREATMENT
        ],
    )


class FlagForm(WhenForm):
    """Withdrawal or taper: begins, or is over."""

    on = RadioField(
        label=_("Abstinens eller nedtrapping"), choices=[("yes", _("pågår")), ("no", _("er over"))]
    )
    note = LongTextField(label=_("Merknad"), required=False, max_length=500, rows=2)


class OpenPastForm(DesignForm):
    """Why a patient whom the unit no longer treats is opened."""

    purpose = RadioField(
        label=_("Hvorfor trenger du opplysningene?"),
        choices=[(purpose.value, PURPOSES[purpose]) for purpose in GROUNDS_FOR_PAST],
    )
    reason = LongTextField(
        label=_("Kort begrunnelse"),
        required=False,
        max_length=500,
        rows=2,
        help_text=_("Står i innsynsloggen, som pasienten kan se."),
    )

    def ground(self) -> Purpose:
        """The chosen ground."""
        return Purpose(self.cleaned_data["purpose"])


class CorrectForm(WhenForm):
    """The time was wrong."""


class WithdrawForm(DesignForm):
    """It never happened."""

    key = IdempotencyKeyField()
    reason = LongTextField(
        label=_("Hva er feil?"),
        max_length=500,
        rows=2,
        help_text=_("Det som sto, blir stående i historikken. Det telles ikke lenger."),
    )


SUBSTANCE_ROWS = 4


class BackgroundForm(WhenForm):
    """Substances, comorbidity and medicines that change training."""

    draft_key = "patients:background"
    comorbidity = CheckboxesField(
        label=_("Helse som krever tilpasning"),
        required=False,
        choices=_choices(words.COMORBIDITY),
        why=_("Brukes bare til å tilpasse aktiviteten. Det er merker, ikke diagnoser."),
    )
    medicines = CheckboxesField(
        label=_("Medisiner og midler som endrer treningen"), required=False, choices=_choices(words.MEDICINES)
    )
    medicines_checked_today = CheckboxField(label=_("Medisinene er sjekket i dag"), required=False)

    def __init__(self, *args: Any, before: BackgroundNoted | None = None, **kwargs: Any) -> None:
        initial = dict(kwargs.pop("initial", None) or {})
        if before is not None:
            initial |= {
                "comorbidity": [flag.value for flag in before.comorbidity],
                "medicines": [flag.value for flag in before.medicines],
            }
            for number, use in enumerate(before.substances[:SUBSTANCE_ROWS], start=1):
                initial |= {
                    f"substance_{number}": use.substance.value,
                    f"pattern_{number}": use.pattern.value if use.pattern else "",
                    f"years_{number}": use.years,
                }
        super().__init__(*args, initial=initial, **kwargs)
        self._before = before
        rows: dict[str, Any] = {}
        for number in range(1, SUBSTANCE_ROWS + 1):
            rows[f"substance_{number}"] = SelectField(
                label=_t("Rusmiddel %(number)s") % {"number": number},
                required=False,
                empty_label=_("ikke valgt"),
                choices=[(found.value, f"{found.value} {words.SUBSTANCES[found]}") for found in Substance],
            )
            rows[f"pattern_{number}"] = SelectField(
                label=_("Bruk"),
                required=False,
                empty_label=_("ikke oppgitt"),
                choices=_choices(words.PATTERNS),
            )
            rows[f"years_{number}"] = NumberField(
                label=_("Varighet"), unit=_("år"), required=False, min_value=0, max_value=90
            )
        self.fields = {**rows, **self.fields}

    def rows(self) -> list[list[Any]]:
        """The substance fields, row by row, for the page."""
        return [
            [self[f"substance_{number}"], self[f"pattern_{number}"], self[f"years_{number}"]]
            for number in range(1, SUBSTANCE_ROWS + 1)
        ]

    def clean(self) -> dict[str, Any]:
        """A pattern or years without a substance says nothing; the same substance twice says too much."""
        cleaned = super().clean()
        seen: set[str] = set()
        for number in range(1, SUBSTANCE_ROWS + 1):
            substance = cleaned.get(f"substance_{number}")
            said_more = cleaned.get(f"pattern_{number}") or cleaned.get(f"years_{number}") is not None
            if said_more and not substance:
                self.add_error(
                    f"substance_{number}", ValidationError(_t("Velg hvilket rusmiddel det gjelder."))
                )
            if substance and substance in seen:
                self.add_error(
                    f"substance_{number}", ValidationError(_t("Dette rusmiddelet står allerede over."))
                )
            seen.add(substance or "")
        return cleaned

    def background(self, today: date) -> BackgroundNoted:
        """What the form says."""
        uses = []
        for number in range(1, SUBSTANCE_ROWS + 1):
            substance = self.cleaned_data.get(f"substance_{number}")
            if substance:
                pattern = self.cleaned_data.get(f"pattern_{number}")
                years = self.cleaned_data.get(f"years_{number}")
                uses.append(
                    SubstanceUse(
                        Substance(substance),
                        UsePattern(pattern) if pattern else None,
                        int(years) if years is not None else None,
                    )
                )
        checked = today if self.cleaned_data["medicines_checked_today"] else None
        return BackgroundNoted(
            substances=tuple(uses),
            medicines=tuple(MedicineFlag(flag) for flag in self.cleaned_data["medicines"]),
            medicines_checked=checked or (self._before.medicines_checked if self._before else None),
            comorbidity=tuple(ComorbidityFlag(flag) for flag in self.cleaned_data["comorbidity"]),
        )


def end_reason(form: UnplannedEndForm) -> EndReason:
    """The chosen reason."""
    return EndReason(form.cleaned_data["reason"])
