"""Fields for text, numbers, days and identity numbers."""

from __future__ import annotations

import re
import uuid
from datetime import date, datetime, time, timedelta
from decimal import Decimal, InvalidOperation
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from medgang.web.design import dates
from medgang.web.design.forms import national_id, widgets
from medgang.web.design.forms.base import Explained

REQUIRED = gettext_lazy("Fyll ut dette feltet.")


class TextField(Explained, forms.CharField):
    """One line of text."""

    widget = widgets.TextInput
    default_error_messages: ClassVar[dict[str, Any]] = {"required": REQUIRED}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say_too_long(self)


class LongTextField(Explained, forms.CharField):
    """Several lines of text."""

    widget = widgets.LongTextInput
    default_error_messages: ClassVar[dict[str, Any]] = {"required": REQUIRED}

    def __init__(self, *args: Any, rows: int = 4, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.widget.attrs["rows"] = rows
        _say_too_long(self)


def _say_too_long(field: forms.CharField) -> None:
    for validator in field.validators:
        if isinstance(validator, MaxLengthValidator):
            validator.message = gettext_lazy(
                "Teksten er for lang: %(show_value)s tegn. Den kan være opptil %(limit_value)s."
            )


class NumberField(Explained, forms.Field):
    """A number with its unit, between two limits. Takes both comma and point; gives a Decimal.

    `unit` is shown beside the field and read with it; `decimals` is how many figures after the comma are kept.
    """

    widget = widgets.NumberInput
    default_error_messages: ClassVar[dict[str, Any]] = {"required": gettext_lazy("Skriv et tall.")}

    def __init__(
        self,
        *args: Any,
        unit: Any = "",
        min_value: float | Decimal | None = None,
        max_value: float | Decimal | None = None,
        decimals: int = 0,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.unit = unit
        self.low = None if min_value is None else Decimal(str(min_value))
        self.high = None if max_value is None else Decimal(str(max_value))
        self.decimals = decimals
        self.widget.unit = unit
        if decimals == 0 and self.low is not None and self.low >= 0:
            self.widget.attrs["inputmode"] = "numeric"

    def to_python(self, value: Any) -> Decimal | None:
        """Text to number."""
        if value in self.empty_values:
            return None
        text = re.sub(r"[\s\u00a0]", "", str(value)).replace("\u2212", "-").replace(",", ".")
        if not text:
            return None
        if not re.fullmatch(r"[+-]?\d{1,12}(\.\d{1,12})?", text):
            raise ValidationError(_("Skriv bare tallet, for eksempel %(example)s.") % self._example())
        try:
            number = Decimal(text)
        except InvalidOperation as problem:  # pragma: no cover - the pattern above lets only numbers through
            raise ValidationError(_("Skriv et tall.")) from problem
        if -int(number.as_tuple().exponent) > self.decimals and number != round(number, self.decimals):
            if self.decimals == 0:
                raise ValidationError(_("Skriv et helt tall, uten komma."))
            raise ValidationError(
                _("Skriv tallet med høyst %(decimals)s desimaler.") % {"decimals": self.decimals}
            )
        return number

    def validate(self, value: Any) -> None:
        """Within the limits."""
        super().validate(value)
        if value is None:
            return
        lang = get_language() or "nb"
        names = {
            "low": None if self.low is None else dates.number(self.low, lang),
            "high": None if self.high is None else dates.number(self.high, lang),
            "unit": f" {self.unit}" if self.unit else "",
        }
        too_low = self.low is not None and value < self.low
        too_high = self.high is not None and value > self.high
        if (too_low or too_high) and self.low is not None and self.high is not None:
            raise ValidationError(_("Tallet skal være mellom %(low)s og %(high)s%(unit)s.") % names)
        if too_low:
            raise ValidationError(_("Tallet skal være minst %(low)s%(unit)s.") % names)
        if too_high:
            raise ValidationError(_("Tallet skal være høyst %(high)s%(unit)s.") % names)

    def prepare_value(self, value: Any) -> Any:
        """Shown as it is written here: with a comma, and without spaces so that it can be changed."""
        if isinstance(value, (Decimal, float, int)) and not isinstance(value, bool):
            text = dates.number(Decimal(str(value)), get_language() or "nb")
            return text.replace("\u00a0", "").replace("\u2212", "-")
        return value

    def _example(self) -> dict[str, str]:
        return {
            "example": dates.number(Decimal("7.5") if self.decimals else Decimal(12), get_language() or "nb")
        }


class DateField(Explained, forms.Field):
    """A day as people type it: 20.11.2026, 20.11., 20/11, 201126, i dag; and 2026-11-20.

    `earliest` and `latest` are days, or functions of no arguments that give one.
    """

    widget = widgets.DateInput
    default_error_messages: ClassVar[dict[str, Any]] = {
        "required": gettext_lazy("Skriv dagen, for eksempel 20.11.2026.")
    }

    def __init__(self, *args: Any, earliest: Any = None, latest: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.earliest = earliest
        self.latest = latest

    def to_python(self, value: Any) -> date | None:
        """Text to day."""
        if isinstance(value, datetime):
            return value.date()
        if isinstance(value, date):
            return value
        text = str(value or "").strip().lower()
        if not text:
            return None
        found = _day_from(text, timezone.localdate())
        if found is None:
            raise ValidationError(_("Skriv dagen som dag.måned.år, for eksempel 20.11.2026."))
        return found

    def prepare_value(self, value: Any) -> Any:
        """20.11.2026, in every language: the page says so beside the field's example."""
        if isinstance(value, date):
            return f"{value.day}.{value.month}.{value.year}"
        return value() if callable(value) else value

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Compared as days."""
        try:
            return self.to_python(initial) != self.to_python(data)
        except ValidationError:
            return True

    def validate(self, value: Any) -> None:
        """Within the limits."""
        super().validate(value)
        if value is None:
            return
        lang = get_language() or "nb"
        earliest = self.earliest() if callable(self.earliest) else self.earliest
        latest = self.latest() if callable(self.latest) else self.latest
        if earliest is not None and value < earliest:
            raise ValidationError(
                _("Dagen kan ikke være før %(day)s.") % {"day": dates.day(earliest, lang, with_year=True)}
            )
        if latest is not None and value > latest:
            raise ValidationError(
                _("Dagen kan ikke være etter %(day)s.") % {"day": dates.day(latest, lang, with_year=True)}
            )


def _day_from(text: str, today: date) -> date | None:
    """A day as people type it; without a year the nearest one that is not more than half a year away."""
    near = {
        "i dag": 0,
        "idag": 0,
        "today": 0,
        "i går": -1,
        "i går.": -1,
        "yesterday": -1,
        "i morgen": 1,
        "tomorrow": 1,
    }
    if text in near:
        return today + timedelta(days=near[text])
    if match := re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})", text):
        year, month, day = (int(part) for part in match.groups())
        return _valid(year, month, day)
    match = re.fullmatch(r"(\d{1,2})[./ -](\d{1,2})(?:[./ -](\d{4}|\d{2})|\.)?", text) or re.fullmatch(
        r"(\d{2})(\d{2})(\d{4}|\d{2})?", text
    )
    if match is None:
        return None
    day, month = int(match[1]), int(match[2])
    if match[3] is not None:
        year = int(match[3])
        # Two figures mean the nearest such year, so that a birth year of 78 is not 2078.
        if len(match[3]) == 2:
            year += 2000 if year <= (today.year + 10) % 100 else 1900
        return _valid(year, month, day)
    nearest = [
        found for year in (today.year - 1, today.year, today.year + 1) if (found := _valid(year, month, day))
    ]
    return min(nearest, key=lambda found: abs((found - today).days), default=None)


def _valid(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


class TimeField(Explained, forms.Field):
    """A time of day on the 24-hour clock: 07.40, 7:40, 0740, 7."""

    widget = widgets.TimeInput
    default_error_messages: ClassVar[dict[str, Any]] = {"required": gettext_lazy("Skriv et klokkeslett.")}

    def to_python(self, value: Any) -> time | None:
        """Text to time."""
        if isinstance(value, time):
            return value
        text = str(value or "").strip().lower().removeprefix("kl.").strip()
        if not text:
            return None
        match = re.fullmatch(r"(\d{1,2})(?:[.:](\d{2}))?", text) or re.fullmatch(r"(\d{2})(\d{2})", text)
        hour, minute = (int(match[1]), int(match[2] or 0)) if match else (24, 0)
        if hour > 23 or minute > 59:
            raise ValidationError(_("Skriv klokkeslettet som timer.minutter, for eksempel 07.40."))
        return time(hour, minute)

    def prepare_value(self, value: Any) -> Any:
        """07.40; what cannot be read as a time is shown as it was typed."""
        try:
            found = self.to_python(value)
        except ValidationError:
            return value
        return dates.clock(found, "nb") if found else value


class NationalIdField(Explained, forms.CharField):
    """A Norwegian identity number: eleven figures whose control figures fit. Never kept in a draft."""

    widget = widgets.TextInput
    default_error_messages: ClassVar[dict[str, Any]] = {"required": REQUIRED}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.widget.attrs |= {"inputmode": "numeric", "autocomplete": "off", "size": 14, "data-undrafted": ""}

    def to_python(self, value: Any) -> str:
        """Eleven figures without space."""
        return re.sub(r"[\s\u00a0]", "", super().to_python(value) or "")

    def validate(self, value: Any) -> None:
        """Length first, then the control figures: each its own sentence. The number itself is never repeated."""
        super().validate(value)
        if not value:
            return
        if not re.fullmatch(r"[0-9]{11}", value):
            raise ValidationError(_("Fødselsnummeret skal ha elleve sifre."))
        if not national_id.looks_right(value):
            raise ValidationError(_("Kontrollsifrene stemmer ikke. Se over sifrene en gang til."))


class IdempotencyKeyField(forms.UUIDField):
    """A hidden key made with the form, so that the same press stores once however often it arrives.

    The page is given one when it is made; the browser replaces it when the page is shown again from its memory.
    """

    widget = forms.HiddenInput

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("initial", uuid.uuid4)
        kwargs.setdefault("label", "")
        super().__init__(*args, **kwargs)
        self.widget.attrs |= {"data-idempotency-key": "", "data-undrafted": "", "autocomplete": "off"}
        self.error_messages["required"] = self.error_messages["invalid"] = gettext_lazy(
            "Skjemaet mangler nøkkelen sin. Last siden på nytt og send en gang til."
        )
