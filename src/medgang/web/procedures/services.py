"""Verbs on procedures: store a version, store a unit's differences, decide what is in force."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction

from medgang.content.schemas.procedures import load_procedures
from medgang.core.errors import InvalidValue, NotAllowed
from medgang.core.plain import to_plain
from medgang.core.procedures import (
    Change,
    Overlay,
    Procedure,
    apply,
    overlay_for,
    procedure_to_json,
)
from medgang.core.procedures.model import sha256_of
from medgang.web.accounts.access_log import log_write
from medgang.web.accounts.actors import Actor, Purpose
from medgang.web.procedures import policies, selectors
from medgang.web.procedures.models import InForceRow, OverlayVersion, ProcedureVersion


def _log(by: Actor, now: datetime, what: str, **details: object) -> None:
    log_write(
        by=by,
        now=now,
        what=f"procedures:{what}",
        purpose=Purpose.SYSTEM if by.is_system else Purpose.INTERNAL_CONTROL,
        details={name: str(value) for name, value in details.items()},
    )


@transaction.atomic
def store_version(*, procedure: Procedure, shipped: bool, by: Actor, now: datetime) -> ProcedureVersion:
    """Keep a version for good. The same content again is the same version; other content needs another number."""
    same = ProcedureVersion.objects.filter(procedure=procedure.id, sha256=procedure.sha256).first()
    if same is not None:
        return same
    if ProcedureVersion.objects.filter(procedure=procedure.id, version=procedure.version).exists():
        raise InvalidValue("procedures.version_taken", version=procedure.version)
    stored = ProcedureVersion.objects.create(
        procedure=procedure.id,
        version=procedure.version,
        sha256=procedure.sha256,
        document=procedure_to_json(procedure),
        shipped=shipped,
        stored=now,
        stored_by=by.uid,
    )
    _log(
        by, now, "version_stored", procedure=procedure.id, version=procedure.version, sha256=procedure.sha256
    )
    return stored


def store_shipped(*, by: Actor, now: datetime) -> list[ProcedureVersion]:
    """The shipped procedures become their first versions, once; a later release adds later versions."""
    return [
        store_version(procedure=loaded.procedure, shipped=True, by=by, now=now)
        for loaded in load_procedures().values()
    ]


@transaction.atomic
def store_overlay(
    *, parent: ProcedureVersion, changes: Iterable[Change], by: Actor, now: datetime
) -> OverlayVersion:
    """What the actor's unit does differently from this version, each change with its why."""
    if by.unit is None:
        raise NotAllowed("procedures.no_unit")
    number = OverlayVersion.objects.filter(unit_id=by.unit.id, parent=parent).count() + 1
    base = selectors.procedure_of(parent)
    overlay: Overlay = overlay_for(base, str(by.unit.uid), str(number), changes)
    apply(base, overlay)  # refuses what does not hang together before anything is stored
    document = to_plain(overlay)
    stored = OverlayVersion.objects.create(
        unit_id=by.unit.id,
        parent=parent,
        version=number,
        sha256=sha256_of(document),
        document=document,
        stored=now,
        stored_by=by.uid,
    )
    _log(by, now, "overlay_stored", procedure=parent.procedure, version=parent.version, overlay=number)
    return stored


@transaction.atomic
def put_in_force(
    *,
    version: ProcedureVersion,
    overlay: OverlayVersion | None = None,
    begins: date,
    by: Actor,
    now: datetime,
    today: date,
) -> InForceRow:
    """The actor's unit follows this version, with its own differences, from `begins`. A past day never changes."""
    if by.unit is None:
        raise NotAllowed("procedures.no_unit")
    if overlay is not None and (overlay.parent_id != version.pk or overlay.unit_id != by.unit.id):
        raise InvalidValue("procedures.other_parent", overlay=overlay.version, version=version.version)
    policies.check_can_begin(by.unit.id, version.procedure, begins, today)
    row = InForceRow.objects.create(
        unit_id=by.unit.id,
        procedure=version.procedure,
        version=version,
        overlay=overlay,
        begins=begins,
        decided=now,
        decided_by=by.uid,
    )
    _log(by, now, "in_force", procedure=version.procedure, version=version.version, begins=begins)
    return row


@transaction.atomic
def stop_following(*, procedure: str, begins: date, by: Actor, now: datetime, today: date) -> InForceRow:
    """The unit no longer follows a procedure from `begins`."""
    if by.unit is None:
        raise NotAllowed("procedures.no_unit")
    policies.check_can_begin(by.unit.id, procedure, begins, today)
    row = InForceRow.objects.create(
        unit_id=by.unit.id, procedure=procedure, begins=begins, decided=now, decided_by=by.uid
    )
    _log(by, now, "stopped", procedure=procedure, begins=begins)
    return row
