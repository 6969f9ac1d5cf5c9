"""The forms of opening in an emergency and of looking afterwards."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from medgang.web.design.forms import DateField, DesignForm, LongTextField, NationalIdField, TextField


class EmergencyForm(DesignForm):
    """Why first, then who: by identity number, or by whole name and date of birth."""

    reason = LongTextField(
        label=_("Hvorfor må du åpne nå?"),
        max_length=500,
        rows=3,
        help_text=_("Står i innsynsloggen, som pasienten og seksjonslederne ser."),
    )
    national_id = NationalIdField(label=_("Fødselsnummer"), required=False)
    full_name = TextField(label=_("Hele navnet"), max_length=160, required=False)
    born = DateField(label=_("Fødselsdato"), required=False)

    def clean(self) -> dict[str, Any]:
        """One of the two ways must be filled in."""
        said: dict[str, Any] = super().clean() or self.cleaned_data
        if not self.errors and not (said["national_id"] or (said["full_name"] and said["born"])):
            raise ValidationError(_t("Skriv fødselsnummeret, eller hele navnet og fødselsdatoen."))
        return said
