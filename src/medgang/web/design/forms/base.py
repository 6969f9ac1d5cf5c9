"""The form every page begins from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django import forms
from django.forms.utils import ErrorList
from django.utils.functional import Promise

if TYPE_CHECKING:
    from django.forms import BoundField

    Text = str | Promise


@dataclass(frozen=True, slots=True)
class Problem:
    """One line of the error summary: where the field is, the field's name and the sentence that stands at it."""

    href: str
    message: str


class Explained(forms.Field):
    """A field that can say why it asks. `why` is shown under «Hvorfor spør vi?», folded until somebody wonders."""

    def __init__(self, *args: Any, why: Text = "", **kwargs: Any) -> None:
        self.why = why
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)


class PlainErrors(ErrorList):
    """Sentences, drawn by the field's own template."""


def anchor(field: BoundField) -> str:
    """The id of the first thing in a field that can hold focus: an error link leads there."""
    if field.field.widget.use_fieldset:
        return f"{field.auto_id}_0"
    return field.id_for_label or str(field.auto_id)


def problems(form: forms.BaseForm) -> list[Problem]:
    """Everything wrong with a sent form, in the order of its fields; faults of the whole form come first."""
    found = [Problem("", str(message)) for message in form.non_field_errors()]
    for field in form:
        label = str(field.label or "")
        named = f"{label} " if label.endswith("?") else f"{label}: " if label else ""
        found += [Problem(f"#{anchor(field)}", f"{named}{message}") for message in field.errors]
    return found


class DesignForm(forms.Form):
    """A plain form whose errors are ours to word: the browser's own bubbles stay off.

    `draft_key` names the drafts of this form; a form that has one is kept for its owner while it is written.
    `undrafted` are the fields a draft never holds.
    """

    use_required_attribute = False
    draft_key = ""
    undrafted: frozenset[str] = frozenset()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)

    @property
    def problems(self) -> list[Problem]:
        """The lines of the error summary."""
        return problems(self)
