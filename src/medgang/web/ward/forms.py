"""The forms of the ward app."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from medgang.web.design.forms import DesignForm, RadioField


class OfferAnswer(StrEnum):
    """What a patient said to an offer."""

    YES = "yes"
    NO = "no"
    ASKED = "asked"  # asked, has not decided


class OfferForm(DesignForm):
    """One offer to several: one press for each. Who was not asked is left open."""

    def __init__(self, *args: Any, patients: Iterable[tuple[UUID, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for uid, name in patients:
            self.fields[f"answer_{uid}"] = RadioField(
                label=name,
                required=False,
                choices=[
                    (OfferAnswer.YES.value, _("ble med")),
                    (OfferAnswer.NO.value, _("takket nei")),
                    (OfferAnswer.ASKED.value, _("fikk tilbud, ikke bestemt")),
                ],
            )

    def answers(self) -> dict[UUID, OfferAnswer]:
        """What each who was asked said."""
        return {
            UUID(name.removeprefix("answer_")): OfferAnswer(value)
            for name, value in self.cleaned_data.items()
            if value
        }
