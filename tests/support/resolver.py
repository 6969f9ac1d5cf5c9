"""Every address of the site, taken from Django's resolver, and a filled-in house to try them in.

A new kind of value in an address gets a line in `VALUES`; a route whose values are not known fails the tests
that walk, so that nothing stays untried.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from uuid import UUID, uuid5

from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from medgang.core.people import Role
from medgang.core.people.roles import CLINICAL_ROLES
from medgang.core.timeline.details_stay import Phase
from medgang.web.accounts.actors import SYSTEM
from medgang.web.accounts.models import Membership, OrgUnit
from medgang.web.accounts.routes import Route, table
from medgang.web.patients import services
from medgang.web.patients.models import EventRow, Patient
from medgang.web.portal import services as links
from medgang.web.portal.models import LinkKind
from medgang.web.procedures import services as procedures
from tests.support import people, review

MARKUP = "<script>alert(1)</script>\"'onx="
"""Planted in names: it must never come out of a page as it went in."""


@dataclass(frozen=True, slots=True)
class Address:
    """One entry of the resolver."""

    name: str
    pattern: str
    parameters: frozenset[str]


def addresses() -> list[Address]:
    """Every named and unnamed entry, with namespaces."""

    def walk(resolver: URLResolver, namespaces: tuple[str, ...], before: str) -> list[Address]:
        found: list[Address] = []
        for entry in resolver.url_patterns:
            pattern = before + str(entry.pattern)
            if isinstance(entry, URLResolver):
                inside = (*namespaces, entry.namespace) if entry.namespace else namespaces
                found += walk(entry, inside, pattern)
            elif isinstance(entry, URLPattern):
                name = ":".join((*namespaces, entry.name)) if entry.name else ""
                found.append(Address(name, pattern, frozenset(entry.pattern.converters)))
        return found

    return walk(get_resolver(), (), "")


def resolved_routes() -> list[Route]:
    """The rows of the permission table by which requests are let in: where two names share an address, the first."""
    seen: set[str] = set()
    found = []
    for address in addresses():
        if address.pattern not in seen:
            seen.add(address.pattern)
            found.append(table()[address.name])
    return found


@dataclass(frozen=True, slots=True)
class Places:
    """Two units of one trust and one of another, each with a patient; values for every parameter of an address."""

    house: people.House
    patient: Patient
    stranger_patient: Patient
    membership: Membership
    person: UUID
    version: UUID

    def url(self, address: Address, unit: OrgUnit | None = None, patient: Patient | None = None) -> str:
        """The address filled in; of the ward and its patient unless others are given."""
        unknown = address.parameters - VALUES.keys()
        assert not unknown, f"{address.name}: tests/support/resolver.py does not know {sorted(unknown)}"
        at = At(self, unit or self.house.ward, patient or self.patient)
        return reverse(address.name, kwargs={name: VALUES[name](at) for name in address.parameters})


@dataclass(frozen=True, slots=True)
class At:
    """Where in the house an address is to lead."""

    places: Places
    unit: OrgUnit
    patient: Patient


def _event(at: At) -> object:
    """An event of the patient of the address."""
    return EventRow.objects.filter(patient=at.patient).order_by("pk").values_list("uid", flat=True)[0]


def _form(_: At) -> object:
    """A clinical form that every clinical role may use."""
    from medgang.web.patients.care import FORMS

    return next(code for code, form in FORMS.items() if form.roles == CLINICAL_ROLES)


def _version(_: At) -> object:
    """A stored version of a procedure; the shipped ones are stored when first asked for."""
    from medgang.web.procedures.models import ProcedureVersion
    from medgang.web.procedures.services import store_shipped

    if not ProcedureVersion.objects.exists():
        store_shipped(by=SYSTEM, now=timezone.now())
    return ProcedureVersion.objects.order_by("pk").values_list("uid", flat=True)[0]


def _step(at: At) -> object:
    """A step of that version, one that is offered where there is one: such a step has more pages."""
    from medgang.web.procedures import selectors

    stored = selectors.version(UUID(str(_version(at))))
    assert stored is not None
    steps = selectors.as_followed(stored, at.unit.pk).steps
    return max(steps, key=lambda step: step.offer).id


def _session(at: At) -> object:
    """A session of today in the unit of the address, with its roster open."""
    from medgang.core.timeline.details_sessions import Setting
    from medgang.web.accounts.selectors import unit_ref
    from medgang.web.gym import planning
    from medgang.web.gym import services as gym

    by = replace(SYSTEM, unit=unit_ref(at.unit))
    now = timezone.now()
    made = planning.add_session(
        what=planning.What(plan="four-by-four", place="Sal", setting=Setting.GROUP),
        starts=now - timedelta(minutes=30),
        title=f"Økt {MARKUP}",
        by=by,
        now=now,
        uid=uuid5(at.unit.uid, "session"),
    )
    gym.open_roster(session=made, by=by, now=now)
    return made.uid


def _link(at: At) -> object:
    """A link of the patient of the address, made when the house was."""
    from medgang.web.portal.models import PersonalLink

    return PersonalLink.objects.filter(patient=at.patient).values_list("uid", flat=True)[0]


def _number(at: At) -> object:
    """The first seat of that session."""
    _session(at)
    return 1


def _fixture(at: At) -> object:
    """A fixed day of the unit of the address."""
    from medgang.web.accounts.selectors import unit_ref
    from medgang.web.gym import planning

    now = timezone.now()
    return planning.add_fixture(
        what=planning.What(plan="walk-brisk-30", place="Ute"),
        weekday=0,
        at=time(10),
        begins=timezone.localdate(now),
        by=replace(SYSTEM, unit=unit_ref(at.unit)),
        now=now,
        uid=uuid5(at.unit.uid, "fixture"),
    ).uid


def _token(at: At) -> object:
    """The secret of the unit's calendar."""
    from medgang.web.accounts.selectors import unit_ref
    from medgang.web.gym import planning

    by = replace(SYSTEM, unit=unit_ref(at.unit))
    return planning.set_place(defibrillator="", by=by, now=timezone.now()).calendar_token


def _of_review(name: str) -> Callable[[At], object]:
    """The uid of the first row of one of the evidence app's models."""

    def found(_: At) -> object:
        from django.apps import apps

        model = apps.get_model("evidence", name)
        return model._default_manager.order_by("pk").values_list("uid", flat=True)[0]

    return found


VALUES: dict[str, Callable[[At], object]] = {
    "session": _session,
    "link": _link,
    "entry": lambda at: at.patient.uid,
    "key": lambda _: "ingen-lenke",
    "number": _number,
    "fixture": _fixture,
    "token": _token,
    "what": lambda _: "fast-dag",
    "unit": lambda at: at.unit.uid,
    "patient": lambda at: at.patient.uid,
    "event": _event,
    "verb": lambda _: "fase",
    "form": _form,
    "version": _version,
    "step": _step,
    "person": lambda at: at.places.person,
    "membership": lambda at: at.places.membership.uid,
    "place": lambda at: at.places.house.ward.uid,
    "review": _of_review("Review"),
    "participant": _of_review("ReviewMember"),
    "file": _of_review("ImportedFile"),
    "record": _of_review("RecordRow"),
    "pair": _of_review("DuplicatePair"),
    "table": _of_review("PooledTable"),
    "checklist": lambda _: "casp-qualitative",
    "worked": lambda _: "trening-og-russug",
    "export": lambda _: "flyt",
}
"""By the parameter's name."""


def places() -> Places:
    """The filled-in house. The names hold markup."""
    house = people.house()
    at = timezone.now() - timedelta(days=20)

    def patient_in(unit: OrgUnit, name: str) -> Patient:
        nurse = people.person(f"Innlegger {MARKUP}", Role.NURSE, unit)
        by = people.actor(nurse, Role.NURSE, unit)
        made = services.register(full_name=name, born=None, sex="", national_id="", by=by, now=at)
        services.admit(patient=made, phase=Phase.TREATMENT, occurred=at, by=by, now=at)
        links.make_link(patient=made, wanted=links.Wanted(LinkKind.PATIENT), by=by, now=at)
        return made

    someone = people.person(f"Kari {MARKUP}", None)
    review.made(people.person(f"Bibliotekar {MARKUP}", Role.LIBRARIAN, house.ward), at, MARKUP)
    made = Places(
        house=house,
        patient=patient_in(house.ward, f"Pasient {MARKUP}"),
        stranger_patient=patient_in(house.stranger_ward, "Fremmed Pasient"),
        membership=people.member(someone, Role.NURSE, house.ward),
        person=someone.uid,
        version=_followed(house, at),
    )
    for unit, patient in ((house.ward, made.patient), (house.stranger_ward, made.stranger_patient)):
        for value in (_session, _fixture, _token):
            value(At(made, unit, patient))
    return made


def _followed(house: people.House, at: datetime) -> UUID:
    """The ward follows the shipped procedure: so that pages about steps have one to be about."""
    leader = people.person(f"Leder {MARKUP}", Role.SECTION_LEADER, house.ward)
    by = people.actor(leader, Role.SECTION_LEADER, house.ward)
    stored = {version.procedure: version for version in procedures.store_shipped(by=by, now=at)}
    version = stored["tsb-physical-activity"]
    procedures.put_in_force(
        version=version, begins=timezone.localdate(at), by=by, now=at, today=timezone.localdate(at)
    )
    return version.uid
