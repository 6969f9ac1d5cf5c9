"""A question answered with a number, where no answer is an answer too."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Any, ClassVar, Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from medgang.web.design.forms import widgets
from medgang.web.design.forms.base import Explained

SKIP: Final = "skip"


class Skipped(Enum):
    """The one value that says: was asked, and passed it by."""

    SKIPPED = "skipped"


SKIPPED: Final = Skipped.SKIPPED


@dataclass(frozen=True, slots=True)
class ScaleAnswer:
    """What became of one question: a number, passed by, or left untouched. Never a zero nobody pressed."""

    value: int | None = None
    skipped: bool = False

    def __post_init__(self) -> None:
        if self.skipped and self.value is not None:
            raise ValueError("an answer is a number or passed by, not both")

    @property
    def answered(self) -> bool:
        """True when there is a number."""
        return self.value is not None


class ScaleField(Explained, forms.Field):
    """Numbers from `low` to `high` (0–10), none chosen beforehand, and «Hopp over». Gives a ScaleAnswer.

    `low_words` and `high_words` say what the ends mean. With `required=True` something must be pressed, and
    «Hopp over» counts. `can_skip=False` only where the page has its own way past.
    """

    widget = widgets.ScaleInput
    default_error_messages: ClassVar[dict[str, Any]] = {
        "required": gettext_lazy("Velg et tall, eller hopp over.")
    }

    def __init__(
        self,
        *args: Any,
        low: int = 0,
        high: int = 10,
        low_words: Any = "",
        high_words: Any = "",
        can_skip: bool = True,
        **kwargs: Any,
    ) -> None:
        kwargs.setdefault("required", False)
        super().__init__(*args, **kwargs)
        self.numbers = range(low, high + 1)
        choices = [(str(number), str(number)) for number in self.numbers]
        self.can_skip = can_skip
        self.widget.choices = [*choices, (SKIP, gettext_lazy("Hopp over"))] if can_skip else choices
        self.widget.low, self.widget.high = low_words, high_words

    def to_python(self, value: Any) -> ScaleAnswer:
        """What was pressed."""
        if isinstance(value, ScaleAnswer):
            return value
        if value in self.empty_values:
            return ScaleAnswer()
        if value == SKIP and self.can_skip:
            return ScaleAnswer(skipped=True)
        text = str(value)
        # No scale has a number this long; a very long one must not reach `int`, which refuses it.
        if len(text) > 4 or not text.isascii() or not text.isdigit() or int(text) not in self.numbers:
            raise ValidationError(
                _("Velg et tall fra %(low)s til %(high)s.")
                % {"low": self.numbers.start, "high": self.numbers.stop - 1}
            )
        return ScaleAnswer(value=int(text))

    def validate(self, value: Any) -> None:
        """Something was pressed, where that is asked."""
        if self.required and not value.answered and not value.skipped:
            raise ValidationError(self.error_messages["required"], code="required")

    def prepare_value(self, value: Any) -> Any:
        """An earlier answer back in its place."""
        if isinstance(value, ScaleAnswer):
            return SKIP if value.skipped else value.value
        return value

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Compared as answers."""
        try:
            return self.to_python(initial) != self.to_python(data)
        except ValidationError:
            return True
