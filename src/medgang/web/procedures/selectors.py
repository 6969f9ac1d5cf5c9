"""Reading procedures: stored versions as the core knows them, and what a unit follows."""

from __future__ import annotations

from functools import lru_cache
from uuid import UUID

from medgang.core.plain import from_plain
from medgang.core.procedures import History, InForce, Overlay, Procedure, apply, procedure_from_json
from medgang.web.procedures.models import InForceRow, OverlayVersion, ProcedureVersion


@lru_cache(maxsize=64)
def _procedure(version_id: int, _sha256: str) -> Procedure:
    # The hash is part of the key, so that another database's row with the same id is another procedure.
    return procedure_from_json(ProcedureVersion.objects.get(pk=version_id).document)


@lru_cache(maxsize=64)
def _with_overlay(version_id: int, sha256: str, overlay_id: int, _overlay_sha256: str) -> Procedure:
    overlay = from_plain(Overlay, OverlayVersion.objects.get(pk=overlay_id).document)
    return apply(_procedure(version_id, sha256), overlay)


def procedure_of(version: ProcedureVersion, overlay: OverlayVersion | None = None) -> Procedure:
    """The stored version as the core knows it, its overlay applied."""
    if overlay is None:
        return _procedure(version.pk, version.sha256)
    return _with_overlay(version.pk, version.sha256, overlay.pk, overlay.sha256)


def versions() -> list[ProcedureVersion]:
    """Every stored version, oldest first within each procedure; without the documents."""
    return list(ProcedureVersion.objects.defer("document").order_by("procedure", "id"))


def histories(unit_id: int) -> dict[str, History]:
    """What the unit has followed and follows, by procedure. One query; the documents are read once per process."""
    rows = (
        InForceRow.objects.filter(unit_id=unit_id)
        .select_related("version", "overlay")
        .defer("version__document", "overlay__document")
        .order_by("procedure", "begins")
    )
    by_procedure: dict[str, list[InForceRow]] = {}
    for row in rows:
        by_procedure.setdefault(row.procedure, []).append(row)
    found: dict[str, History] = {}
    for procedure, decided in by_procedure.items():
        periods = []
        for place, row in enumerate(decided):
            if row.version is None:
                continue
            ends = decided[place + 1].begins if place + 1 < len(decided) else None
            periods.append(InForce(procedure_of(row.version, row.overlay), row.begins, ends))
        found[procedure] = History(tuple(periods))
    return found


def version(uid: UUID) -> ProcedureVersion | None:
    """The stored version with this uid."""
    return ProcedureVersion.objects.filter(uid=uid).defer("document").first()


def decided(unit_id: int) -> list[InForceRow]:
    """What the unit has decided, oldest first."""
    return list(InForceRow.objects.filter(unit_id=unit_id).order_by("procedure", "begins"))


def as_followed(stored: ProcedureVersion, unit_id: int) -> Procedure:
    """The version as this unit follows it: with its own differences where it has any."""
    row = (
        InForceRow.objects.filter(unit_id=unit_id, version=stored)
        .select_related("overlay")
        .order_by("-begins")
        .first()
    )
    return procedure_of(stored, row.overlay if row else None)


def version_uids() -> dict[tuple[str, str], UUID]:
    """The uid of every stored version by procedure and version, for links from a task to its grounds."""
    return {
        (procedure, version): uid
        for procedure, version, uid in ProcedureVersion.objects.values_list("procedure", "version", "uid")
    }
