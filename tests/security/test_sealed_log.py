"""The access log is sealed in a chain that shows what was changed, removed or slipped in, and never forks."""

from __future__ import annotations

import json
import threading
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner
from django.db import DatabaseError, connection, connections, transaction
from django.utils import timezone

from medgang.cli.main import main
from medgang.web.accounts import access_log, append_only, seal
from medgang.web.accounts.actors import SYSTEM, Purpose
from medgang.web.accounts.models import AccessLogEntry, LogSeal, LogSealHead
from medgang.web.accounts.seal import Fault, Finding
from medgang.web.patients.models import EmergencyReview
from tests.support import resolver

NOW = timezone.now()


def write(rows: int, at: datetime = NOW) -> list[AccessLogEntry]:
    return [
        access_log.log_read(
            by=SYSTEM, now=at, what="test", purpose=Purpose.SYSTEM, details={"b": [1, 2.5, "æ"], "a": number}
        )
        for number in range(rows)
    ]


def faults() -> list[tuple[Fault, int | None]]:
    return [(one.fault, one.entry) for one in seal.verify().findings if one.fault is not Fault.UNGUARDED]


@pytest.mark.django_db
def test_a_round_seals_what_is_new_and_the_next_finds_nothing() -> None:
    write(3)
    assert seal.verify().unsealed == 3
    assert seal.verify().oldest_unsealed == NOW
    assert seal.seal(now=NOW) == 3
    assert seal.seal(now=NOW) == 0
    write(1)
    assert seal.seal(now=NOW, everything=True) == 1
    verdict = seal.verify()
    assert (verdict.whole, verdict.sealed, verdict.unsealed) == (True, 4, 0)
    assert verdict.chain == LogSealHead.objects.get().chain


@pytest.mark.django_db
def test_many_rows_go_in_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(seal, "BATCH", 4)
    write(10)
    assert seal.seal(now=NOW) == 10
    assert seal.verify().whole


@pytest.mark.django_db
def test_an_empty_log_is_whole() -> None:
    assert seal.verify().whole
    assert seal.seal(now=NOW) == 0


@pytest.mark.django_db
@pytest.mark.requirement("R241")
def test_what_is_changed_removed_inserted_or_forged_is_named() -> None:
    rows = write(6)
    seal.seal(now=NOW)
    append_only.remove()  # whoever administers the database can do this
    AccessLogEntry.objects.filter(pk=rows[1].pk).update(person_name="En annen")
    AccessLogEntry.objects.filter(pk=rows[3].pk).delete()
    assert faults() == [(Fault.CHANGED, rows[1].pk), (Fault.REMOVED, rows[3].pk)]
    # A forged seal gives the changed row right, and stands alone.
    changed = AccessLogEntry.objects.get(pk=rows[1].pk)
    LogSeal.objects.filter(entry=rows[1].pk).update(row=seal.digest_of_row(seal.canonical(changed)))
    assert faults() == [(Fault.BROKEN, rows[1].pk), (Fault.REMOVED, rows[3].pk)]
    # A row with a time the rounds had passed already: before it is sealed, and after.
    seal.seal(now=NOW)
    late = write(1, NOW - timedelta(hours=2))[0]
    assert (Fault.INSERTED, late.pk) in faults()
    seal.seal(now=NOW + timedelta(seconds=30))
    assert (Fault.INSERTED, late.pk) in faults()


@pytest.mark.django_db
def test_a_seal_left_out_and_a_tail_cut_off_are_named() -> None:
    write(5)
    seal.seal(now=NOW)
    append_only.remove()
    LogSeal.objects.filter(number=2).delete()
    found = seal.verify().findings
    assert Finding(Fault.MISSING_SEAL, number=2) in found
    LogSeal.objects.filter(number__gt=3).delete()
    assert Finding(Fault.MISSING_SEAL, number=4) in seal.verify().findings


@pytest.mark.django_db
def test_a_chain_made_anew_is_seen_by_the_outside_keeper() -> None:
    rows = write(4)
    seal.seal(now=NOW)
    outside = list(seal.export())
    assert seal.verify(outside).whole
    assert seal.verify(outside).compared == 4
    append_only.remove()
    LogSeal.objects.all().delete()
    LogSealHead.objects.all().delete()
    AccessLogEntry.objects.filter(pk=rows[2].pk).update(what="noe annet")
    seal.seal(now=NOW)
    append_only.install()
    assert seal.verify().whole
    assert [one.number for one in seal.verify(outside).findings] == [3, 4]
    # What the keeper has and we no longer have is named too.
    longer = [*outside, {**outside[-1], "number": 5}]
    assert seal.verify(longer).findings[-1] == Finding(Fault.OTHERWISE_OUTSIDE, number=5)


@pytest.mark.django_db
@pytest.mark.requirement("R241")
def test_the_database_refuses_to_change_or_delete_what_is_written_once() -> None:
    resolver.places()
    seal.seal(now=NOW)
    assert {model._meta.model_name for model in append_only.models()} >= {
        "accesslogentry",
        "logseal",
        "eventrow",
        "emergencyreview",
        "decisionrow",
        "appraisalrow",
        "pooledtable",
    }
    assert append_only.unguarded() == []
    for model in append_only.models():
        table = model._meta.db_table
        column = model._meta.pk.column
        if model is EmergencyReview:
            continue  # tried where it is made
        assert model._default_manager.exists()
        for statement in (f"UPDATE {table} SET {column} = {column}", f"DELETE FROM {table}"):  # noqa: S608
            with pytest.raises(DatabaseError, match="written once"), transaction.atomic():
                connection.cursor().execute(statement)
    if connection.vendor == "postgresql":
        with pytest.raises(DatabaseError, match="written once"), transaction.atomic():
            connection.cursor().execute("TRUNCATE accounts_accesslogentry")
    append_only.remove()
    assert len(append_only.unguarded()) == len(append_only.models())
    assert {one.fault for one in seal.verify().findings} == {Fault.UNGUARDED}
    append_only.install()
    assert seal.verify().whole


@pytest.mark.django_db(transaction=True)
@pytest.mark.requirement("R241")
def test_eight_connections_write_while_two_seal_and_the_chain_does_not_fork() -> None:
    writers, each = 8, 25
    stop = threading.Event()
    failed: list[Exception] = []

    def guarded(work: object) -> None:
        try:
            assert callable(work)
            work()
        except Exception as error:  # noqa: BLE001 - whatever it is, the test shows it
            failed.append(error)
        finally:
            connections.close_all()

    def writer() -> None:
        for _ in range(each):
            with transaction.atomic():
                write(1, timezone.now())

    def sealer() -> None:
        while not stop.is_set():
            seal.seal(now=timezone.now())

    threads = [threading.Thread(target=guarded, args=(writer,)) for _ in range(writers)]
    sealers = [threading.Thread(target=guarded, args=(sealer,)) for _ in range(2)]
    for one in (*threads, *sealers):
        one.start()
    for one in threads:
        one.join(120)
    stop.set()
    for one in sealers:
        one.join(120)
    assert failed == []
    seal.seal(now=timezone.now(), everything=True)
    verdict = seal.verify()
    assert verdict.findings == ()
    assert (verdict.sealed, verdict.unsealed) == (writers * each, 0)
    assert LogSeal.objects.values("entry").distinct().count() == writers * each


def run(*arguments: str, code: int = 0) -> str:
    answer = CliRunner().invoke(main, ["audit", *arguments])
    assert answer.exit_code == code, (answer.output, answer.exception)
    return answer.output


@pytest.mark.django_db
@pytest.mark.command
@pytest.mark.requirement("R241")
def test_the_command_proves_seals_and_exports(tmp_path: Path) -> None:
    rows = write(2)
    assert "0 rader er forseglet, 2 venter på segl." in run("verify")
    assert run("seal") == "2 rader ble forseglet.\n"
    file = tmp_path / "ute.jsonl"
    assert "2 rader er skrevet etter segl 0." in run("export", "--out", str(file))
    # The export itself is a row, and stands in the next one. A line that was cut off is written anew.
    run("seal")
    with file.open("a") as cut:
        cut.write('{"number": 3, "ro')
    assert "1 rader er skrevet etter segl 2." in run("export", "--out", str(file))
    kept = [json.loads(line) for line in file.read_text().splitlines()]
    assert [line["number"] for line in kept] == [1, 2, 3]
    assert kept[2]["entry"]["what"] == "audit:export"
    assert "Loggen er hel." in run("verify", "--against", str(file))
    assert json.loads(run("export", "--after", "2").splitlines()[0])["number"] == 3
    append_only.remove()
    AccessLogEntry.objects.filter(pk=rows[0].pk).update(what="noe annet")
    said = run("verify", code=1)
    assert f"Rad {rows[0].pk} er endret etter at den ble forseglet (segl 1)." in said
    assert "Run “medgang migrate”" in run("verify", "--lang", "en", code=1)
    told = json.loads(run("verify", "--json", code=1))
    assert told["findings"][0] == {"fault": "changed", "number": 1, "entry": rows[0].pk, "table": None}


@pytest.mark.django_db
@pytest.mark.command
def test_a_file_that_is_something_else_is_one_sentence(tmp_path: Path) -> None:
    file = tmp_path / "x.jsonl"
    file.write_text("ikke json\n")
    assert "ikke en uttrekksfil" in run("verify", "--against", str(file), code=2)
    assert "Kan ikke skrive filen" in run("export", "--out", str(tmp_path / "finnes" / "ikke"), code=2)
