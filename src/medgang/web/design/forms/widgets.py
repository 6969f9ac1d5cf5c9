"""How each kind of field is drawn."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms


def _attrs(attrs: Mapping[str, Any] | None, **ours: Any) -> dict[str, Any]:
    return {"class": "ds-input", **ours, **(attrs or {})}


class TextInput(forms.TextInput):
    """One line."""

    def __init__(self, attrs: Mapping[str, Any] | None = None) -> None:
        super().__init__(_attrs(attrs))


class LongTextInput(forms.Textarea):
    """Several lines; grows with the text where the browser can."""

    def __init__(self, attrs: Mapping[str, Any] | None = None) -> None:
        super().__init__(_attrs(attrs, rows=4))


class DateInput(forms.TextInput):
    """A day as it is written here, with the device's calendar one press away.

    Not `type=date`: it writes the day as the browser's language does, and 05/06 is two different days.
    """

    template_name = "design/forms/widgets/date.html"

    def __init__(self, attrs: Mapping[str, Any] | None = None) -> None:
        super().__init__(_attrs(attrs, inputmode="text", autocomplete="off", size=11))


class TimeInput(forms.TextInput):
    """A time of day on the 24-hour clock. Not `type=time`: it follows the browser's language."""

    def __init__(self, attrs: Mapping[str, Any] | None = None) -> None:
        super().__init__(_attrs(attrs, inputmode="text", autocomplete="off", size=6))


class NumberInput(forms.TextInput):
    """A number in figures, with its unit beside it. Not `type=number`: it loses the decimal comma and scrolls."""

    template_name = "design/forms/widgets/number.html"
    unit = ""

    def __init__(self, attrs: Mapping[str, Any] | None = None) -> None:
        super().__init__(_attrs(attrs, inputmode="decimal", autocomplete="off", size=8))

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """The unit goes to the template, and to the field's description."""
        context = super().get_context(name, value, attrs)
        context["widget"]["unit"] = self.unit
        return context


class Select(forms.Select):
    """A list that opens."""

    def __init__(self, attrs: Mapping[str, Any] | None = None, choices: Any = ()) -> None:
        super().__init__(_attrs(attrs), choices)


class _Listed:
    """Options may carry a line of help each."""

    hints: Mapping[str, Any]

    def __init__(self, attrs: Mapping[str, Any] | None = None, choices: Any = ()) -> None:
        super().__init__(_attrs(attrs), choices)  # type: ignore[call-arg]
        self.hints = {}

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """An option and its help."""
        option: dict[str, Any] = super().create_option(name, value, *args, **kwargs)  # type: ignore[misc]
        option["hint"] = self.hints.get(str(value), "")
        return option


class RadioSelect(_Listed, forms.RadioSelect):
    """One of a few."""

    template_name = "design/forms/widgets/options.html"


class CheckboxSelect(_Listed, forms.CheckboxSelectMultiple):
    """Any of a few."""

    template_name = "design/forms/widgets/options.html"


class CheckboxInput(forms.CheckboxInput):
    """One yes; its label stands after it."""

    template_name = "design/forms/widgets/checkbox.html"

    def __init__(self, attrs: Mapping[str, Any] | None = None) -> None:
        super().__init__(_attrs(attrs))


class ScaleInput(forms.RadioSelect):
    """Numbers in a row, none of them chosen beforehand, and a way past."""

    template_name = "design/forms/widgets/scale.html"
    low = ""
    high = ""

    def __init__(self, attrs: Mapping[str, Any] | None = None, choices: Any = ()) -> None:
        super().__init__({"class": "mg-scale__input", **(attrs or {})}, choices)

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """The words at the ends of the scale."""
        context = super().get_context(name, value, attrs)
        lowest, highest = self._ends()
        context["widget"] |= {"low": self.low, "high": self.high, "lowest": lowest, "highest": highest}
        return context

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """A number; the two at the ends are read aloud with what they mean."""
        option: dict[str, Any] = super().create_option(name, value, *args, **kwargs)
        lowest, highest = self._ends()
        option["is_skip"] = str(value) == "skip"
        option["words"] = {lowest: self.low, highest: self.high}.get(str(value), "")
        return option

    def _ends(self) -> tuple[str, str]:
        numbers = [str(choice) for choice, _label in self.choices if str(choice) != "skip"]
        return numbers[0], numbers[-1]


class SearchChoiceInput(forms.TextInput):
    """A text one types in, a list of what fits, and the chosen one's value in a hidden field beside it."""

    template_name = "design/forms/widgets/search_choice.html"
    search_url = ""

    def __init__(self, attrs: Mapping[str, Any] | None = None) -> None:
        super().__init__(_attrs(attrs, autocomplete="off", spellcheck="false"))

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> tuple[str, str]:
        """The chosen value (empty where nothing was chosen from the list) and the text as typed."""
        return str(data.get(f"{name}_value", "")).strip(), str(data.get(name, "")).strip()

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """The two parts apart."""
        chosen, text = value if isinstance(value, (tuple, list)) else ("", value or "")
        context = super().get_context(name, text, attrs)
        context["widget"] |= {"chosen": chosen, "search_url": self.search_url}
        return context
