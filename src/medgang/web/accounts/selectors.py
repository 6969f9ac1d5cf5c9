"""Reading people, units and memberships."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from medgang.core.people import Role
from medgang.web.accounts.actors import UnitRef
from medgang.web.accounts.models import Membership, OrgUnit


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
        ref, roles = found.setdefault(membership.unit_id, (unit_ref(membership.unit), set()))
        roles.add(Role(membership.role))
    return [(ref, frozenset(roles)) for ref, roles in found.values()]
