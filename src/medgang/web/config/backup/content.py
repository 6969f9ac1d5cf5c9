"""What a backup holds: every row as text that either database can take back, and the stored files.

The rows are read in one transaction that sees the database as it was when it began, whatever is written meanwhile. The
same backup can be put back into the embedded database or into PostgreSQL, under another database key.
"""

from __future__ import annotations

import json
import shutil
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from typing import Any, Final, Protocol

from django.apps import apps
from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.core.management.color import no_style
from django.db import connection, connections, transaction
from django.db.migrations.recorder import MigrationRecorder
from django.db.models import Model

from medgang import __version__
from medgang.core.errors import InvalidValue
from medgang.web.accounts import append_only, crypto, seal
from medgang.web.accounts.models import AccessLogEntry, LogSealHead, Person

LEFT_OUT: Final[frozenset[type[Model]]] = frozenset({Session})
"""Nobody is still signed in after a restore."""
ROWS: Final = 200
"""Rows in one record."""
BLOCK: Final = 262_144
"""Bytes of a file in one record."""


class Sink(Protocol):
    """Where a backup is written."""

    def write(self, data: bytes) -> None:
        """Add to the content."""


class Source(Protocol):
    """Where it is read from."""

    def read(self, size: int) -> bytes:
        """So many bytes."""


@dataclass(frozen=True, slots=True)
class Inventory:
    """What a backup says of itself, and what a restore found."""

    version: str
    made: str
    rows: int
    files: int
    sealed: int
    chain: str
    whole: bool = True


def kept() -> list[type[Model]]:
    """Every table of the site, by label, in a fixed order."""
    found = [model for model in apps.get_models(include_auto_created=True) if model not in LEFT_OUT]
    return sorted((model for model in found if not model._meta.proxy), key=_label)  # noqa: SLF001 - documented


def _label(model: type[Model]) -> str:
    return model._meta.label_lower  # noqa: SLF001 - as above


def _record(sink: Sink, kind: str, name: str, data: bytes) -> None:
    packed = zlib.compress(data, 6)
    head = json.dumps({"kind": kind, "name": name, "size": len(packed)}).encode()
    sink.write(len(head).to_bytes(4, "big") + head + packed)


def _records(source: Source) -> Iterator[tuple[str, str, bytes]]:
    while True:
        length = source.read(4)
        if not length:
            return
        head = json.loads(source.read(int.from_bytes(length, "big")))
        packed = source.read(head["size"])
        yield head["kind"], head["name"], zlib.decompress(packed)


def _migrations() -> list[list[str]]:
    return sorted([app, name] for app, name in MigrationRecorder(connection).applied_migrations())


def files_folder() -> Path:
    """Where stored files lie."""
    return Path(settings.DATA_DIR) / "files"


def write(sink: Sink, *, now: datetime) -> Inventory:
    """Everything, into `sink`."""
    rows = 0
    with _as_it_is_now():
        head = {
            "version": __version__,
            "made": now.astimezone(UTC).isoformat(timespec="seconds"),
            "migrations": _migrations(),
            # Sealed fields open only with the key they were sealed by.
            "field_key": crypto.index("backup"),
        }
        _record(sink, "head", "", json.dumps(head).encode())
        for model in kept():
            batch: list[Model] = []
            for row in model._base_manager.order_by("pk").iterator(ROWS):  # noqa: SLF001 - documented
                batch.append(row)
                rows += 1
                if len(batch) == ROWS:
                    _rows(sink, model, batch)
                    batch = []
            if batch:
                _rows(sink, model, batch)
        verdict = LogSealHead.objects.filter(pk=1).first()
    files = 0
    folder = files_folder()
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.is_symlink():
            name = path.relative_to(folder).as_posix()
            _record(sink, "file", name, b"")
            with path.open("rb") as file:
                while block := file.read(BLOCK):
                    _record(sink, "more", name, block)
            files += 1
    tail = {
        "rows": rows,
        "files": files,
        "sealed": verdict.number if verdict else 0,
        "chain": verdict.chain if verdict else seal.BEGINNING,
    }
    _record(sink, "tail", "", json.dumps(tail).encode())
    return Inventory(
        version=__version__,
        made=str(head["made"]),
        rows=rows,
        files=files,
        sealed=int(str(tail["sealed"])),
        chain=str(tail["chain"]),
    )


@contextmanager
def _as_it_is_now() -> Iterator[None]:
    """One transaction that reads the database as it was when it began, and keeps nobody from writing."""
    if connection.vendor == "postgresql":
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
            yield
        return
    # Ours begin by taking the write lock; this one only reads.
    embedded: Any = connections[connection.alias]
    before, embedded.transaction_mode = embedded.transaction_mode, "DEFERRED"
    try:
        with transaction.atomic():
            yield
    finally:
        embedded.transaction_mode = before


def _rows(sink: Sink, model: type[Model], batch: list[Model]) -> None:
    """Each field as its own text (whole microseconds, which the usual serialisers cut); None stays None."""
    fields = model._meta.concrete_fields  # noqa: SLF001 - documented
    rows = [
        [None if field.value_from_object(row) is None else field.value_to_string(row) for field in fields]
        for row in batch
    ]
    said = {"fields": [field.attname for field in fields], "rows": rows}
    _record(sink, "rows", _label(model), json.dumps(said, ensure_ascii=False).encode())


def is_empty() -> bool:
    """Whether nobody has used this database yet."""
    return not (Person.objects.exists() or AccessLogEntry.objects.exists())


def read(source: Source) -> Inventory:
    """Put everything back into an empty database and files folder, or nothing at all.

    Raises `backup.not_empty`, `backup.other_version`, `backup.other_field_key` or `backup.damaged`.
    """
    call_command("migrate", verbosity=0, interactive=False)
    folder = files_folder()
    if not is_empty() or (folder.exists() and any(folder.iterdir())):
        raise InvalidValue("backup.not_empty")
    records = _records(source)
    kind, _, data = next(records, ("", "", b""))
    if kind != "head":
        raise InvalidValue("backup.damaged")
    head: dict[str, Any] = json.loads(data)
    if head["migrations"] != _migrations():
        raise InvalidValue("backup.other_version", version=str(head["version"]))
    if head["field_key"] != crypto.index("backup"):
        raise InvalidValue("backup.other_field_key")
    # Files are put beside their place, and moved there when the rows stand: what fails leaves both empty.
    beside = folder.with_name("files.restoring")
    shutil.rmtree(beside, ignore_errors=True)
    try:
        tail = _take_in(records, beside)
        if beside.exists():
            shutil.rmtree(folder, ignore_errors=True)
            beside.rename(folder)
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    verdict = seal.verify()
    return Inventory(
        version=str(head["version"]),
        made=str(head["made"]),
        rows=tail["rows"],
        files=tail["files"],
        sealed=verdict.sealed,
        chain=verdict.chain,
        whole=verdict.whole and (verdict.sealed, verdict.chain) == (tail["sealed"], tail["chain"]),
    )


def _take_in(records: Iterator[tuple[str, str, bytes]], folder: Path) -> dict[str, Any]:
    """Every row into its table in one transaction, every file into the folder; what the backup says of itself."""
    models = {_label(model): model for model in kept()}
    tail: dict[str, Any] = {}
    rows = files = 0
    with transaction.atomic():
        append_only.remove()
        for model in models.values():
            model._base_manager.all()._raw_delete("default")  # noqa: SLF001 - what migrate put there
        for kind, name, data in records:
            if kind == "rows":
                rows += _put_back(models[name], data)
            elif kind in {"file", "more"}:
                files += kind == "file"
                _append(folder, name, data)
            else:
                tail = json.loads(data)
        if (tail.get("rows"), tail.get("files")) != (rows, files):
            raise InvalidValue("backup.damaged")
        with connection.cursor() as cursor:
            for statement in connection.ops.sequence_reset_sql(no_style(), list(models.values())):
                cursor.execute(statement)
        append_only.install()
    return tail


def _put_back(model: type[Model], data: bytes) -> int:
    fields = model._meta.concrete_fields  # noqa: SLF001 - documented
    said = json.loads(data)
    if said["fields"] != [field.attname for field in fields]:
        raise InvalidValue("backup.damaged")
    objects = [
        model(
            **{
                field.attname: None if text is None else field.to_python(text)
                for field, text in zip(fields, row, strict=True)
            }
        )
        for row in said["rows"]
    ]
    # Raw: a field that fills itself on saving must keep what it held.
    step = max(1, connection.ops.bulk_batch_size(list(fields), objects))
    for start in range(0, len(objects), step):
        model._base_manager._insert(  # type: ignore[attr-defined]  # noqa: SLF001 - as Django's own loading does
            objects[start : start + step], fields=fields, using="default", raw=True
        )
    return len(objects)


def _append(folder: Path, name: str, data: bytes) -> None:
    inside = PurePosixPath(name)
    if inside.is_absolute() or ".." in inside.parts:
        raise InvalidValue("backup.damaged")
    path = folder / inside
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("ab") as file:
        file.write(data)
