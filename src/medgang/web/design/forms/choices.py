"""Fields where one picks: from a list, from a few, or from what a search finds."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from medgang.web.design.forms import widgets
from medgang.web.design.forms.base import Explained

PICK_ONE = gettext_lazy("Velg ett av alternativene.")
PICK_SOME = gettext_lazy("Velg minst ett av alternativene.")
NOT_THERE = gettext_lazy("Det valget finnes ikke lenger. Velg på nytt.")


@dataclass(frozen=True, slots=True)
class Option:
    """Something that can be chosen: what is stored, what is read, and a line that tells it from its neighbours."""

    value: str
    label: str
    hint: str = ""


class SelectField(Explained, forms.ChoiceField):
    """One of a list. `empty_label` is the first line, chosen until somebody chooses."""

    widget = widgets.Select
    default_error_messages: ClassVar[dict[str, Any]] = {"required": PICK_ONE, "invalid_choice": NOT_THERE}

    def __init__(self, *args: Any, choices: Any = (), empty_label: Any = None, **kwargs: Any) -> None:
        first = gettext_lazy("Velg …") if empty_label is None else empty_label
        super().__init__(*args, choices=[("", first), *choices], **kwargs)


class _Hinted(Explained):
    def __init__(self, *args: Any, hints: Mapping[str, Any] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.widget.hints = hints or {}


class RadioField(_Hinted, forms.ChoiceField):
    """One of a few, all visible, none chosen beforehand. `hints` is a line of help per value."""

    widget = widgets.RadioSelect
    default_error_messages: ClassVar[dict[str, Any]] = {"required": PICK_ONE, "invalid_choice": NOT_THERE}


class CheckboxesField(_Hinted, forms.MultipleChoiceField):
    """Any of a few. `hints` is a line of help per value."""

    widget = widgets.CheckboxSelect
    default_error_messages: ClassVar[dict[str, Any]] = {
        "required": PICK_SOME,
        "invalid_choice": NOT_THERE,
        "invalid_list": NOT_THERE,
    }


class CheckboxField(Explained, forms.BooleanField):
    """One yes."""

    widget = widgets.CheckboxInput
    default_error_messages: ClassVar[dict[str, Any]] = {
        "required": gettext_lazy("Kryss av her for å gå videre.")
    }


class SearchChoiceField(Explained, forms.Field):
    """One of many, found by typing. Gives the chosen Option.

    The form says, when it is made, how to search: `form.fields["name"].connect(search=…, resolve=…, url=…)`.
    `search(text)` gives what fits, `resolve(value)` the one with that value or None; both see only what the person
    may see. `url` answers a POST with `text` by `{"results": [{"value", "label", "hint"}]}`. Without JavaScript the
    typed text is searched when the form is sent.
    """

    widget = widgets.SearchChoiceInput
    default_error_messages: ClassVar[dict[str, Any]] = {
        "required": gettext_lazy("Skriv og velg en fra listen.")
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._search: Callable[[str], Sequence[Option]] = lambda _text: ()
        self._resolve: Callable[[str], Option | None] = lambda _value: None

    def connect(
        self,
        *,
        search: Callable[[str], Sequence[Option]],
        resolve: Callable[[str], Option | None],
        url: str,
    ) -> None:
        """Say where the choices come from."""
        self._search = search
        self._resolve = resolve
        self.widget.search_url = url

    def clean(self, value: Any) -> Option | None:
        """The chosen one, or the only one that fits what was typed."""
        chosen, text = value if isinstance(value, (tuple, list)) else ("", "")
        if chosen:
            found = self._resolve(chosen)
            if found is not None:
                return found
            raise ValidationError(NOT_THERE)
        if not text:
            if self.required:
                raise ValidationError(self.error_messages["required"], code="required")
            return None
        fitting = self._search(text)
        if len(fitting) == 1:
            return fitting[0]
        if fitting:
            raise ValidationError(_("Flere passer med det du skrev. Skriv litt mer, eller velg fra listen."))
        raise ValidationError(
            _("Ingen passer med det du skrev. Sjekk skrivemåten, eller prøv en del av navnet.")
        )

    def prepare_value(self, value: Any) -> Any:
        """An Option as the two parts the widget shows."""
        return (value.value, value.label) if isinstance(value, Option) else value
