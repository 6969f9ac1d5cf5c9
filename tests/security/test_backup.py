"""A sealed copy taken while the site runs is put back on an empty machine, row for row; nothing less opens."""

from __future__ import annotations

import io
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner
from django.contrib.auth.models import Group
from django.db import connection
from django.db.models import Model
from django.utils import timezone

from medgang.cli.main import main
from medgang.core.errors import InvalidValue
from medgang.core.people import Role
from medgang.web.accounts import append_only, seal
from medgang.web.accounts.models import AccessLogEntry, LogSealHead
from medgang.web.config.backup import content, sealed
from medgang.web.config.backup.sealed import SealedReader, SealedWriter
from medgang.web.patients import selectors
from medgang.web.patients.models import Patient
from tests.support import people, resolver

KEY = b"en lang nok setning til denne kopien"


def everything() -> dict[str, list[tuple[object, ...]]]:
    return {
        model._meta.label: list(model._base_manager.order_by("pk").values_list()) for model in content.kept()
    }


def emptied() -> None:
    """As on another machine: the same tables, with nothing in them."""
    append_only.remove()
    with connection.cursor() as cursor:
        tables = [model._meta.db_table for model in content.kept()]
        if connection.vendor == "postgresql":
            cursor.execute(f"TRUNCATE {', '.join(tables)} RESTART IDENTITY CASCADE")
        else:
            cursor.execute("PRAGMA foreign_keys = OFF")
            for table in tables:
                cursor.execute(f"DELETE FROM {table}")  # noqa: S608 - our own names
            cursor.execute("DELETE FROM sqlite_sequence")
            cursor.execute("PRAGMA foreign_keys = ON")
    append_only.install()


@pytest.fixture
def here(settings: object, tmp_path: Path) -> Path:
    settings.DATA_DIR = tmp_path / "data"  # type: ignore[attr-defined]
    folder = tmp_path / "data" / "files" / "kurver"
    folder.mkdir(parents=True)
    (folder / "en.fit").write_bytes(os.urandom(content.BLOCK + 17))
    (folder / "tom.txt").write_bytes(b"")
    return tmp_path


def run(*arguments: str, code: int = 0, typed: str | None = None) -> str:
    answer = CliRunner().invoke(main, arguments, input=typed)
    assert answer.exit_code == code, (answer.output, answer.exception)
    return answer.output


def removed(folder: Path) -> None:
    for path in sorted(folder.rglob("*"), reverse=True):
        path.unlink() if path.is_file() else path.rmdir()


@pytest.mark.django_db(transaction=True)
@pytest.mark.command
def test_everything_comes_back_on_an_empty_machine(here: Path) -> None:
    places = resolver.places()
    resolver.addresses()
    seal.seal(now=timezone.now())
    files = {path.name: path.read_bytes() for path in (here / "data" / "files").rglob("*") if path.is_file()}
    key, copy = here / "key", here / "kopi.medgang"
    key.write_bytes(KEY + b"\n")
    assert "2 filer er kopiert" in run("backup", str(copy), "--key-file", str(key))
    assert copy.stat().st_mode & 0o077 == 0
    assert not list(here.glob("*.part"))
    raw = copy.read_bytes()
    assert b"Pasient" not in raw
    assert b"patients" not in raw
    before = everything()
    assert len(before["patients.Patient"]) == 2
    # The machine burns, and another is set up.
    emptied()
    removed(here / "data" / "files")
    assert content.is_empty()
    said = run("restore", str(copy), "--key-file", str(key))
    assert "2 filer er lagt tilbake" in said
    assert "Innsynsloggen er hel" in said
    after = everything()
    assert AccessLogEntry.objects.latest("pk").what == "backup:restore"
    after["accounts.AccessLogEntry"].pop()
    assert after == before
    assert files == {
        path.name: path.read_bytes() for path in (here / "data" / "files").rglob("*") if path.is_file()
    }
    assert append_only.unguarded() == []
    # And it goes on: new rows get new ids, the timeline reads, the chain grows.
    assert selectors.timeline(places.patient).events
    assert Group.objects.create(name="ny").pk
    people.person("Ny Prøve", Role.NURSE, places.house.ward, now=timezone.now())
    seal.seal(now=timezone.now())
    assert seal.verify().whole
    # A machine in use is never overwritten.
    assert "ikke tom" in run("restore", str(copy), "--key-file", str(key), code=2)


@pytest.mark.django_db(transaction=True)
def test_a_copy_is_of_one_instant_while_others_write(monkeypatch: pytest.MonkeyPatch, here: Path) -> None:
    import threading

    from django.db import connections

    resolver.places()
    before = Patient.objects.count()
    wrote = threading.Event()

    def write() -> None:
        try:
            original = Patient.objects.order_by("pk")[0]
            original.pk, original.uid = None, None  # type: ignore[assignment]
            import uuid

            original.uid = uuid.uuid4()
            original.save()
            wrote.set()
        finally:
            connections.close_all()

    told = content._rows
    started = threading.Thread(target=write)

    def meanwhile(sink: content.Sink, model: type[Model], batch: list[Model]) -> None:
        if not started.ident:
            started.start()
            assert wrote.wait(30), "nobody can write while a copy is taken"
            started.join()
        told(sink, model, batch)

    monkeypatch.setattr(content, "_rows", meanwhile)
    held = io.BytesIO()
    with SealedWriter(held, KEY) as sink:
        content.write(sink, now=timezone.now())
    assert Patient.objects.count() == before + 1
    emptied()
    removed(here / "data" / "files")
    held.seek(0)
    content.read(SealedReader(held, KEY))
    assert Patient.objects.count() == before


def written(size: int) -> bytes:
    held = io.BytesIO()
    with SealedWriter(held, KEY) as sink:
        sink.write(b"x" * size)
    return held.getvalue()


@pytest.mark.parametrize("size", [0, 1, 1000, 1001, 2000, 2999])
def test_what_was_written_is_read(monkeypatch: pytest.MonkeyPatch, size: int) -> None:
    monkeypatch.setattr(sealed, "PIECE", 1000)
    assert SealedReader(io.BytesIO(written(size)), KEY).read(size + 10) == b"x" * size


@pytest.mark.parametrize(
    ("harm", "code"),
    [
        (lambda raw: raw[:-5], "backup.damaged"),
        (lambda raw: raw[: len(sealed.MAGIC) + 16 + 1020], "backup.damaged"),  # a whole piece, and no last
        (lambda raw: raw[:-1] + bytes([raw[-1] ^ 1]), "backup.damaged"),
        (lambda raw: raw[:40], "backup.wrong_key"),
        (lambda raw: b"PK" + raw, "backup.not_a_backup"),
        (lambda raw: raw[:10], "backup.not_a_backup"),
        (lambda raw: raw[:33] + raw[33 + 1020 : 33 + 2040] + raw[33 : 33 + 1020] + raw[33 + 2040 :], None),
    ],
)
def test_a_changed_or_cut_file_is_refused(
    monkeypatch: pytest.MonkeyPatch, harm: Callable[[bytes], bytes], code: str | None
) -> None:
    monkeypatch.setattr(sealed, "PIECE", 1000)
    with pytest.raises(InvalidValue) as refused:
        SealedReader(io.BytesIO(harm(written(2500))), KEY).read(9999)
    assert refused.value.code == (code or "backup.wrong_key")


def test_another_key_opens_nothing() -> None:
    with pytest.raises(InvalidValue) as refused:
        SealedReader(io.BytesIO(written(10)), KEY + b"!").read(10)
    assert refused.value.code == "backup.wrong_key"


def packed(*records: tuple[str, str, bytes]) -> io.BytesIO:
    held = io.BytesIO()
    for kind, name, data in records:
        content._record(held, kind, name, data)
    held.seek(0)
    return held


@pytest.mark.django_db(transaction=True)
def test_what_does_not_fit_is_refused_and_nothing_put_back(here: Path, settings: object) -> None:
    people.house()
    held = io.BytesIO()
    content.write(held, now=timezone.now())
    raw = held.getvalue()
    records = list(content._records(io.BytesIO(raw)))
    emptied()
    removed(here / "data" / "files")

    def refused(*parts: tuple[str, str, bytes]) -> str:
        with pytest.raises(InvalidValue) as why:
            content.read(packed(*parts))
        assert content.is_empty()
        return why.value.code

    assert refused(*records[1:]) == "backup.damaged"
    assert (
        refused(("head", "", records[0][2].replace(b"0001_initial", b"0001_other"))) == "backup.other_version"
    )
    assert refused(*records[:-1]) == "backup.damaged"  # the tail is gone
    assert refused(records[0], *records[2:]) == "backup.damaged"  # rows are missing
    harmed = [(kind, name, data.replace(b'"fields"', b'"fields": [], "x"')) for kind, name, data in records]
    assert refused(*harmed) == "backup.damaged"
    for name in ("../ute", "/etc/passwd"):
        assert refused(records[0], ("file", name, b"")) == "backup.damaged"
    settings.MEDGANG_FIELD_KEY = "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE="  # type: ignore[attr-defined]
    assert refused(*records) == "backup.other_field_key"


@pytest.mark.django_db(transaction=True)
@pytest.mark.command
def test_a_log_that_was_not_whole_is_said(here: Path) -> None:
    people.house()
    seal.seal(now=timezone.now())
    append_only.remove()
    AccessLogEntry.objects.order_by("pk").first().delete()  # type: ignore[union-attr]
    append_only.install()
    copy = here / "kopi"
    typed = f"{KEY.decode()}\n{KEY.decode()}\n"
    run("backup", str(copy), typed=typed)
    emptied()
    removed(here / "data" / "files")
    assert "ikke hel" in run("restore", str(copy), typed=f"{KEY.decode()}\n", code=2)
    assert LogSealHead.objects.get().number > 0


@pytest.mark.django_db(transaction=True)
@pytest.mark.command
def test_refusals_are_one_sentence(here: Path) -> None:
    short = here / "kort"
    short.write_text("kort")
    assert "minst 20 tegn" in run("backup", str(here / "x"), "--key-file", str(short), code=2)
    short.write_bytes(KEY)
    there = str(here / "finnes" / "ikke")
    assert "Kan ikke skrive filen" in run("backup", there, "--key-file", str(short), code=2)
    assert "ikke en sikkerhetskopi" in run("restore", str(short), "--key-file", str(short), code=2)
