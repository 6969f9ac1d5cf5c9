"""Form fields of the design system. A page says `{{ form.field.as_field_group }}` and nothing else."""

from medgang.web.design.forms.base import DesignForm
from medgang.web.design.forms.choices import (
    CheckboxesField,
    CheckboxField,
    Option,
    RadioField,
    SearchChoiceField,
    SelectField,
)
from medgang.web.design.forms.fields import (
    DateField,
    IdempotencyKeyField,
    LongTextField,
    NationalIdField,
    NumberField,
    TextField,
    TimeField,
)
from medgang.web.design.forms.scale import SKIPPED, ScaleAnswer, ScaleField, Skipped

__all__ = [
    "SKIPPED",
    "CheckboxField",
    "CheckboxesField",
    "DateField",
    "DesignForm",
    "IdempotencyKeyField",
    "LongTextField",
    "NationalIdField",
    "NumberField",
    "Option",
    "RadioField",
    "ScaleAnswer",
    "ScaleField",
    "SearchChoiceField",
    "SelectField",
    "Skipped",
    "TextField",
    "TimeField",
]
