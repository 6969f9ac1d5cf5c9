"""The forms of the procedures app."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from medgang.web.design.forms import DateField, DesignForm


class BeginForm(DesignForm):
    """From which day the unit follows a version."""

    begins = DateField(label=_("Gjelder fra"), earliest=timezone.localdate)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, initial={"begins": today}, **kwargs)
