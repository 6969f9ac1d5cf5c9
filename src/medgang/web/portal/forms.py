"""The forms of the portal."""

from __future__ import annotations

from typing import Any, Final
from uuid import uuid4

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from medgang.core.errors import InvalidValue
from medgang.web.design.forms import (
    CheckboxesField,
    CheckboxField,
    DateField,
    DesignForm,
    IdempotencyKeyField,
    LongTextField,
    NumberField,
    RadioField,
    ScaleField,
    TextField,
)
from medgang.web.messages.types import Channel, Recipient
from medgang.web.portal import words
from medgang.web.portal.models import LinkKind, Outcome
from medgang.web.portal.services.diary import Page
from medgang.web.portal.services.links import Wanted
from medgang.web.portal.sharing import Item

LANGUAGES: Final = [("nb", "Bokmål"), ("nn", "Nynorsk"), ("en", "English")]
CHANNELS: Final = [
    (Channel.PAPER.value, _("på papir, her og nå")),
    (Channel.SMS.value, _("SMS")),
    (Channel.EMAIL.value, _("e-post")),
]


class CodeForm(DesignForm):
    """The one-time code."""

    code = TextField(
        label=_("Engangskode"),
        max_length=12,
        help_text=_("Seks tall, på papiret fra enheten eller i meldingen du fikk."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].widget.attrs.update({"inputmode": "numeric", "autocomplete": "one-time-code"})

    def clean_code(self) -> str:
        """Figures; spaces are forgiven."""
        return "".join(str(self.cleaned_data["code"]).split())


class EntryForm(DesignForm):
    """One entry in under twenty seconds: only what was done must be there."""

    key = IdempotencyKeyField()
    what = TextField(label=_("Hva gjorde du?"), max_length=120)
    felt = ScaleField(label=_("Hvordan kjentes det?"), low_words=_("tungt"), high_words=_("godt"))
    minutes = NumberField(label=_("Hvor lenge?"), unit=_("min"), required=False, min_value=1, max_value=1440)
    words = LongTextField(label=_("Egne ord"), required=False, max_length=2000, rows=3)
    day = DateField(label=_("Dag"), latest=timezone.localdate)

    def page(self) -> Page:
        """What was written."""
        data = self.cleaned_data
        minutes = data["minutes"]
        return Page(
            what=data["what"],
            felt=data["felt"].value,
            minutes=None if minutes is None else int(minutes),
            words=data["words"],
        )


class DiaryForm(EntryForm):
    """The patient's own: private unless they say otherwise."""

    share = CheckboxField(
        label=_("Del med teamet"),
        required=False,
        help_text=_("Uten kryss leser bare du det. Det du deler, blir en del av journalen din."),
    )


class PaperDiaryForm(EntryForm):
    """The same from the patient's paper, in the hand of staff; shared from the start."""

    asked = CheckboxField(label=_("Pasienten har bedt om at dette føres her"))


class LinkForm(DesignForm):
    """A link for the patient, or for somebody the patient wants with them."""

    kind = RadioField(
        label=_("Hvem er lenken til?"), choices=[(kind.value, label) for kind, label in words.KINDS.items()]
    )
    name = TextField(
        label=_("Navn"),
        required=False,
        max_length=160,
        help_text=_("For en treningskontakt, en treningsfadder eller en tidligere pasient."),
    )
    channel = RadioField(label=_("Hvordan får personen lenken?"), choices=CHANNELS)
    address = TextField(
        label=_("Telefon eller e-post"),
        required=False,
        max_length=160,
        help_text=_("Telefon med landkode: +47 og åtte tall. Meldingen sier ikke hvem den er fra."),
    )
    agreed_to = CheckboxField(
        label=_("Personen har sagt ja til å få meldinger dit"),
        required=False,
    )
    language = RadioField(label=_("Språk"), choices=LANGUAGES)
    items = CheckboxesField(
        label=_("Hva vil pasienten dele med denne personen?"),
        required=False,
        choices=[(item.value, label) for item, label in words.ITEMS.items()],
        help_text=_("Bare det pasienten selv har sagt ja til. Pasienten kan endre det når som helst."),
    )
    agreed = LongTextField(
        label=_("Hensyn dere har avtalt"),
        required=False,
        max_length=500,
        rows=2,
        help_text=_("For eksempel «ta pauser, drikk vann». Ingen diagnoser."),
    )
    ring = TextField(
        label=_("Hvem personen ringer hvis noe skjer"),
        required=False,
        max_length=160,
        help_text=_("Navn og nummer."),
    )

    def clean(self) -> dict[str, Any]:
        """An address that fits, with a yes to use it; a name for a helper."""
        cleaned = super().clean() or {}
        channel = cleaned.get("channel")
        if channel and channel != Channel.PAPER.value:
            cleaned["address"] = self._address(Channel(channel), cleaned.get("address", ""))
            if not cleaned.get("agreed_to"):
                self.add_error("agreed_to", ValidationError(_t("Spør først. Uten ja gis lenken på papir.")))
        if cleaned.get("kind") and cleaned["kind"] != LinkKind.PATIENT.value and not cleaned.get("name"):
            self.add_error("name", ValidationError(_t("Skriv navnet.")))
        return cleaned

    def _address(self, channel: Channel, given: str) -> str:
        address = "".join(given.split())
        if channel is Channel.SMS and len(address) == 8 and address.isdecimal():
            address = f"+47{address}"
        try:
            Recipient(uid=uuid4(), channel=channel, address=address)
        except InvalidValue:
            self.add_error(
                "address", ValidationError(_t("Skriv telefonnummeret eller e-posten slik den skal brukes."))
            )
        return address

    def wanted(self) -> Wanted:
        """What was asked for."""
        data = self.cleaned_data
        return Wanted(
            kind=LinkKind(data["kind"]),
            channel=Channel(data["channel"]),
            address=data["address"],
            language=data["language"],
            name=data["name"],
            agreed=data["agreed"],
            ring=data["ring"],
            items=tuple(Item(item) for item in data["items"]),
        )


class ShareForm(DesignForm):
    """What one helper may see, item by item."""

    items = CheckboxesField(
        label=_("Hva får denne personen se?"),
        required=False,
        choices=[(item.value, label) for item, label in words.ITEMS.items()],
        help_text=_("Ingen kryss er ingen deling. Det virker med en gang."),
    )


class MeetingForm(DesignForm):
    """Met, not met, moved."""

    key = IdempotencyKeyField()
    outcome = RadioField(
        label=_("Hvordan ble det?"),
        choices=[(outcome.value, label) for outcome, label in words.OUTCOMES.items()],
    )
    day = DateField(label=_("Hvilken dag?"))
    moved_to = DateField(label=_("Ny dag"), required=False, help_text=_("Bare hvis dere flyttet det."))

    def clean(self) -> dict[str, Any]:
        """A meeting that came about is not in the future."""
        cleaned = super().clean() or {}
        day = cleaned.get("day")
        if day and cleaned.get("outcome") == Outcome.MET.value and day > timezone.localdate():
            self.add_error("day", ValidationError(_t("Den dagen er ikke kommet ennå.")))
        if cleaned.get("outcome") != Outcome.MOVED.value:
            cleaned["moved_to"] = None
        return cleaned
