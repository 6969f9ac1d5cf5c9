"""How every model says what its fields are.

Each model carries a nested `class Privacy` with three tuples of field names, every field in exactly one:

- `identifying`: says who somebody is;
- `health`: says something about somebody's health or care;
- `operational`: neither.

`leaves` names the fields that may stand in a de-identified research snapshot (never an identifying one), and
`retention` how long rows are kept. An unclassified field, or one that stands twice, fails the build.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from django.db.models import Model


class Retention(StrEnum):
    """How long rows of a model are kept."""

    AS_RECORD = "as_record"  # as long as the patient's record (pasientjournalloven § 25), and so are its logs
    AS_EMPLOYMENT = "as_employment"  # while the person works here, and as long as a record names them
    SHORT = "short"  # erased when its purpose is served
    STANDING = "standing"  # structure: places, versions


@dataclass(frozen=True, slots=True)
class Classification:
    """What a model says of its fields."""

    identifying: frozenset[str]
    health: frozenset[str]
    operational: frozenset[str]
    leaves: frozenset[str]
    retention: Retention


def classification(model: type[Model]) -> Classification:
    """The classification of a model. Raises AttributeError where a model has none."""
    privacy = model.Privacy  # type: ignore[attr-defined]
    return Classification(
        identifying=frozenset(getattr(privacy, "identifying", ())),
        health=frozenset(getattr(privacy, "health", ())),
        operational=frozenset(getattr(privacy, "operational", ())),
        leaves=frozenset(getattr(privacy, "leaves", ())),
        retention=Retention(privacy.retention),
    )


def flaws(model: type[Model]) -> list[str]:
    """What is wrong with a model's classification; empty when every field stands in exactly one class."""
    options = model._meta  # noqa: SLF001 - Django documents it
    label = options.label
    try:
        said = classification(model)
    except (AttributeError, ValueError):
        return [f"{label}: no class Privacy with a retention"]
    names = {field.name for field in options.get_fields() if getattr(field, "concrete", False)}
    found = []
    for name in sorted(names):
        times = sum(name in group for group in (said.identifying, said.health, said.operational))
        if times != 1:
            found.append(f"{label}.{name}: classified {times} times")
    strangers = (said.identifying | said.health | said.operational | said.leaves) - names
    found += [f"{label}.{name}: classified, but no such field" for name in sorted(strangers)]
    found += [
        f"{label}.{name}: identifying, and yet it leaves" for name in sorted(said.identifying & said.leaves)
    ]
    return found
