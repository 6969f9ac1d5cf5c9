"""Reading people, units and memberships."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from medgang.core.people import Level, Role, is_staff_role, search_key
from medgang.web.accounts.actors import UnitRef
from medgang.web.accounts.models import Membership, OrgUnit, Person


def memberships_now(person_id: int, now: datetime) -> QuerySet[Membership]:
    """The person's memberships that hold at this instant, in open units."""
    return (
        Membership.objects.filter(person_id=person_id, starts__lte=now, person__is_active=True)
        .filter(Q(ends__isnull=True) | Q(ends__gt=now))
        .filter(Q(unit__closed_on__isnull=True) | Q(unit__closed_on__gt=now.date()))
        .select_related("unit", "unit__trust")
    )


def unit_ref(unit: OrgUnit) -> UnitRef:
    """A unit as the rest of the program carries it."""
    trust = unit.trust
    return UnitRef(
        id=unit.pk,
        uid=unit.uid,
        name=unit.name,
        setting=unit.setting,
        trust_id=unit.trust_id,
        organisation=trust.name if trust else unit.name,
    )


def unit_and_roles(person_id: int, unit_uid: UUID, now: datetime) -> tuple[UnitRef | None, frozenset[Role]]:
    """The unit and what the person is there now; (None, ∅) when the person is nothing there. One query."""
    held = list(memberships_now(person_id, now).filter(unit__uid=unit_uid))
    if not held:
        return None, frozenset()
    return unit_ref(held[0].unit), frozenset(Role(membership.role) for membership in held)


def roles_anywhere(person_id: int, now: datetime) -> frozenset[Role]:
    """Every role the person has somewhere now."""
    return frozenset(Role(role) for role in memberships_now(person_id, now).values_list("role", flat=True))


def units_of(person_id: int, now: datetime) -> Sequence[tuple[UnitRef, frozenset[Role]]]:
    """The units a person works in now, sorted by name, with the roles there."""
    found: dict[int, tuple[UnitRef, set[Role]]] = {}
    for membership in memberships_now(person_id, now).order_by("unit__sort_key"):
        _, roles = found.setdefault(membership.unit_id, (unit_ref(membership.unit), set()))
        roles.add(Role(membership.role))
    return [(ref, frozenset(roles)) for ref, roles in found.values()]


def leads_shifts(person_id: int, unit_id: int, now: datetime) -> bool:
    """Whether the person is marked as leading shifts in the unit now."""
    return memberships_now(person_id, now).filter(unit_id=unit_id, leads_shifts=True).exists()


def memberships_of(person_id: int) -> QuerySet[Membership]:
    """All of a person's memberships, newest first, with unit and who gave them."""
    return (
        Membership.objects.filter(person_id=person_id)
        .select_related("unit", "unit__trust", "granted_by")
        .order_by("-starts", "-id")
    )


def members_now(unit_id: int, now: datetime) -> QuerySet[Membership]:
    """Who is something in the unit now or later, by name."""
    return (
        Membership.objects.filter(unit_id=unit_id, person__is_active=True)
        .filter(Q(ends__isnull=True) | Q(ends__gt=now))
        .select_related("person")
        .order_by("person__sort_key", "starts")
    )


def earlier_temps(unit_id: int, roles: frozenset[Role], now: datetime, limit: int = 12) -> list[Membership]:
    """The last membership of each person who has had a shift here and is nothing here now, newest first."""
    inside = members_now(unit_id, now).values("person_id")
    found: dict[int, Membership] = {}
    past = (
        Membership.objects.filter(unit_id=unit_id, ends__lte=now, person__is_active=True)
        .filter(role__in=[role.value for role in roles])
        .exclude(person_id__in=inside)
        .select_related("person")
        .order_by("-ends", "-id")[: limit * 8]
    )
    for membership in past:
        found.setdefault(membership.person_id, membership)
    return list(found.values())[:limit]


def find_people(text: str, limit: int = 30) -> list[Person]:
    """People whose name or sign-in name holds every word of `text`, by name; inactive ones last."""
    wanted = Person.objects.all()
    for word in search_key(text).split():
        wanted = wanted.filter(Q(search_key__contains=word) | Q(username__contains=word))
    return list(wanted.order_by("-is_active", "sort_key")[:limit])


def find_colleagues(text: str, now: datetime, *, not_in: int | None = None, limit: int = 30) -> list[Person]:
    """People who can sign in, by name, without those who are only from outside: a sponsor or a former patient is
    nobody to be found by every leader. `not_in` leaves out who is in that unit already.
    """
    found = [one for one in find_people(text, limit * 2) if one.is_active]
    roles: dict[int, set[Role]] = {}
    inside: set[int] = set()
    held = Membership.objects.filter(person_id__in=[one.pk for one in found]).filter(
        Q(ends__isnull=True) | Q(ends__gt=now)
    )
    for membership in held:
        roles.setdefault(membership.person_id, set()).add(Role(membership.role))
        if membership.unit_id == not_in:
            inside.add(membership.person_id)
    return [
        one
        for one in found
        if one.pk not in inside and (one.pk not in roles or any(map(is_staff_role, roles[one.pk])))
    ][:limit]


def person(uid: UUID) -> Person | None:
    """The person of this uid."""
    return Person.objects.filter(uid=uid).first()


def membership(uid: UUID) -> Membership | None:
    """The membership of this uid, with its unit and person."""
    return Membership.objects.filter(uid=uid).select_related("unit", "person").first()


def place(uid: UUID) -> OrgUnit | None:
    """The node of this uid."""
    return OrgUnit.objects.filter(uid=uid).select_related("parent", "trust").first()


def places() -> list[tuple[OrgUnit, int]]:
    """The whole organisation tree, depth first, each node with its depth. One query."""
    below: dict[int | None, list[OrgUnit]] = {}
    for node in OrgUnit.objects.order_by("sort_key"):
        below.setdefault(node.parent_id, []).append(node)
    ordered: list[tuple[OrgUnit, int]] = []

    def walk(parent: int | None, depth: int) -> None:
        for node in below.get(parent, ()):
            ordered.append((node, depth))
            walk(node.pk, depth + 1)

    walk(None, 0)
    return ordered


def open_units() -> QuerySet[OrgUnit]:
    """Every unit that is not closed, by name."""
    return OrgUnit.objects.filter(level=Level.UNIT.value, closed_on__isnull=True).order_by("sort_key")
