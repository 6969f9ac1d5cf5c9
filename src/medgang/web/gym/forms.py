"""The forms of the gym."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from medgang.core.timeline.details_measures import Observed
from medgang.core.timeline.details_sessions import Bout, Setting
from medgang.core.timeline.levels import TalkTest
from medgang.web.accounts.models import OrgUnit, Person
from medgang.web.design.forms import (
    CheckboxesField,
    CheckboxField,
    DateField,
    DesignForm,
    IdempotencyKeyField,
    NumberField,
    RadioField,
    SelectField,
    TextField,
    TimeField,
)
from medgang.web.gym import plans, words
from medgang.web.gym.models import Equipment
from medgang.web.gym.planning import What
from medgang.web.patients.care import labels


def _plan_choices() -> list[tuple[str, str]]:
    lang = get_language() or "nb"
    return sorted(
        ((key, file.name.in_(lang)) for key, file in plans.files().items()),
        key=lambda pair: pair[1].casefold(),
    )


class _Keyed(DesignForm):
    """A form whose sending counts once."""

    key = IdempotencyKeyField()

    @property
    def uid(self) -> UUID:
        """The idempotency key."""
        key: UUID = self.cleaned_data["key"]
        return key


class WhatForm(_Keyed):
    """What a session is, whether it comes every week or once."""

    plan = SelectField(label=_("Hva"), choices=[], initial="four-by-four")
    place = TextField(label=_("Hvor"), max_length=120)
    setting = RadioField(
        label=_("Slags økt"),
        choices=[(key.value, word) for key, word in words.SETTINGS.items()],
        initial=Setting.GROUP.value,
    )
    leader = SelectField(label=_("Leder"), choices=[], required=False, empty_label=_("ikke bestemt"))
    second = SelectField(
        label=_("Vikar, og ansatt nummer to"), choices=[], required=False, empty_label=_("ikke bestemt")
    )
    equipment = SelectField(
        label=_("Utstyr: ett til hver"), choices=[], required=False, empty_label=_("trengs ikke")
    )
    invited = CheckboxesField(label=_("Inviterte enheter"), choices=[], required=False)
    formers = CheckboxField(label=_("Også tidligere pasienter som følges opp"), required=False)
    women_only = CheckboxField(label=_("Bare for kvinner"), required=False)
    own_pace = CheckboxField(label=_("Eget tempo"), required=False)

    def __init__(
        self,
        *args: Any,
        staff: Sequence[Person],
        equipment: Sequence[Equipment],
        units: Sequence[OrgUnit],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self._staff = {str(person.uid): person for person in staff}
        self._equipment = {str(one.pk): one for one in equipment}
        people = [(uid, person.full_name) for uid, person in self._staff.items()]
        self._set("plan", _plan_choices())
        for name in ("leader", "second", "backup"):
            if name in self.fields:
                self._set(name, [("", _("ikke bestemt")), *people])
        self._set(
            "equipment",
            [
                ("", _("trengs ikke")),
                *((key, f"{one.name} ({one.count})") for key, one in self._equipment.items()),
            ],
        )
        self._set("invited", [(str(unit.pk), unit.name) for unit in units])
        if not units:
            del self.fields["invited"]

    def _set(self, name: str, choices: Iterable[tuple[Any, Any]]) -> None:
        field: Any = self.fields[name]
        field.choices = list(choices)

    def person(self, name: str) -> Person | None:
        """Who was chosen."""
        return self._staff.get(self.cleaned_data.get(name) or "")

    def what(self) -> What:
        """The session as the services take it."""
        found = self.cleaned_data
        return What(
            plan=found["plan"],
            place=found["place"],
            setting=Setting(found["setting"]),
            leader=self.person("leader"),
            second=self.person("second"),
            equipment=self._equipment.get(found["equipment"] or ""),
            invited=tuple(int(pk) for pk in found.get("invited") or ()),
            formers=found["formers"],
            women_only=found["women_only"],
            own_pace=found["own_pace"],
        )


class FixtureForm(WhatForm):
    """A fixed day."""

    weekday = SelectField(
        label=_("Ukedag"), choices=[(str(number - 1), word) for number, word in labels.WEEKDAYS.items()]
    )
    at = TimeField(label=_("Klokkeslett"))
    begins = DateField(label=_("Fra og med"))
    backup = SelectField(label=_("Reserve"), choices=[], required=False, empty_label=_("ikke bestemt"))

    field_order = ("weekday", "at", "plan", "place", "leader", "second", "backup", "equipment")


class OnceForm(WhatForm):
    """A session that happens once."""

    title = TextField(label=_("Navn på økta"), required=False, max_length=120)
    day = DateField(label=_("Dag"))
    at = TimeField(label=_("Klokkeslett"))
    open_event = CheckboxField(label=_("Åpent arrangement: gjester kan komme"), required=False)

    field_order = ("title", "day", "at", "plan", "place", "setting", "leader", "second", "equipment")

    def starts(self) -> datetime:
        """When."""
        return timezone.make_aware(datetime.combine(self.cleaned_data["day"], self.cleaned_data["at"]))


class EquipmentForm(DesignForm):
    """What the unit has to train with."""

    name = TextField(label=_("Utstyr"), max_length=80, help_text=_("For eksempel tredemøller."))
    count = NumberField(label=_("Hvor mange virker"), min_value=0, max_value=200)


class GroupForm(DesignForm):
    """Who answers for activity in the unit."""

    person = SelectField(label=_("Hvem"), choices=[])
    part = RadioField(label=_("Oppgave"), choices=[(key.value, word) for key, word in words.PARTS.items()])
    first_aid_on = DateField(label=_("Siste førstehjelpskurs"), required=False, latest=timezone.localdate)

    def __init__(self, *args: Any, staff: Sequence[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._staff = {str(person.uid): person for person in staff}
        field: Any = self.fields["person"]
        field.choices = [(uid, person.full_name) for uid, person in self._staff.items()]

    def person_chosen(self) -> Person:
        """Who was chosen."""
        return self._staff[self.cleaned_data["person"]]


class PlaceForm(DesignForm):
    """Where the defibrillator hangs."""

    defibrillator = TextField(label=_("Hvor henger hjertestarteren?"), max_length=200)


class FinishForm(DesignForm):
    """The end of a session."""

    staff_along = TextField(
        label=_("Ansatte som trente med"),
        required=False,
        max_length=400,
        help_text=_("Navn med komma mellom."),
    )
    guests = NumberField(label=_("Gjester"), required=False, min_value=0, max_value=500)

    def names(self) -> list[str]:
        """The names."""
        return [name.strip() for name in self.cleaned_data["staff_along"].split(",") if name.strip()]


BOUT_FIELDS = ("speed", "incline", "load", "pulse", "effort")


class PersonForm(_Keyed):
    """One person's figures and how it went. Everything can be left open; what is empty is not zero."""

    all_optional = True

    talk_test = SelectField(
        label=_("Hvordan var det å snakke?"),
        choices=[("", _("ikke spurt")), *((key.value, word) for key, word in labels.TALK_TESTS.items())],
        required=False,
    )
    effort = NumberField(label=_("Samlet anstrengelse (6–20)"), required=False, min_value=6, max_value=20)
    managed = TextField(label=_("Mestret"), required=False, max_length=300)
    limits = TextField(label=_("Begrensninger"), required=False, max_length=300)
    with_others = TextField(label=_("Sammen med andre"), required=False, max_length=300)

    def __init__(self, *args: Any, bouts: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.count = bouts
        for n in range(1, bouts + 1):
            drag = _t("drag %(n)s") % {"n": n}
            for name, label, unit, low, high, decimals in (
                ("speed", _t("Fart"), "km/t", 0, 40, 1),
                ("incline", _t("Stigning"), "%", -10, 40, 1),
                ("load", _t("Belastning"), "W", 0, 1500, 0),
                ("pulse", _t("Puls i minutt 3"), "", 20, 240, 0),
                ("effort", _t("Anstrengelse (6–20)"), "", 6, 20, 0),
            ):
                self.fields[f"{name}_{n}"] = NumberField(
                    label=f"{label}, {drag}",
                    unit=unit,
                    required=False,
                    min_value=low,
                    max_value=high,
                    decimals=decimals,
                )

    def lines(self) -> list[dict[str, Any]]:
        """One line per bout, for the template."""
        return [
            {"n": n, "fields": [self[f"{name}_{n}"] for name in BOUT_FIELDS]}
            for n in range(1, self.count + 1)
        ]

    def bouts(self) -> tuple[Bout, ...]:
        """The bouts somebody wrote figures for."""
        found = []
        for n in range(1, self.count + 1):
            values = [self.cleaned_data[f"{name}_{n}"] for name in BOUT_FIELDS]
            if any(value is not None for value in values):
                speed, incline, load, pulse, effort = values
                found.append(
                    Bout(
                        number=n,
                        speed_kmh=None if speed is None else float(speed),
                        incline_percent=None if incline is None else float(incline),
                        load_watt=None if load is None else float(load),
                        minute3_bpm=None if pulse is None else int(pulse),
                        effort=None if effort is None else int(effort),
                    )
                )
        return tuple(found)

    def talk(self) -> TalkTest | None:
        """How it was to talk."""
        value = self.cleaned_data["talk_test"]
        return TalkTest(value) if value else None

    def whole_effort(self) -> int | None:
        """The effort of the whole session."""
        value = self.cleaned_data["effort"]
        return None if value is None else int(value)

    def observed(self) -> Observed | None:
        """How it went, when somebody wrote it."""
        texts = {name: self.cleaned_data[name] for name in ("managed", "limits", "with_others")}
        return Observed(**texts) if any(texts.values()) else None
