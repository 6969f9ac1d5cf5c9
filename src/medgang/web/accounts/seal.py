"""Sealing the access log: who changed, removed or slipped in a row can be seen afterwards.

Rows are written in the transaction of what they tell of. A chain written there would fork when two write at once, so
the sealer comes after: under a lock it takes the rows that have no seal yet, and joins each to the one before by
SHA-256. What an administrator of the machine could still do is to make the whole chain anew; that is seen by holding
it against what an outside keeper has (`medgang audit export`, `medgang audit verify --against`).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Final

from django.db import transaction
from django.db.models import Exists, Max, OuterRef, QuerySet

from medgang.web.accounts import append_only
from medgang.web.accounts.models import AccessLogEntry, LogSeal, LogSealHead

BEGINNING: Final = "0" * 64
"""What the first link is joined to."""
BATCH: Final = 500
"""Rows sealed in one transaction: writers wait for no more than that."""
WINDOW: Final = 10_000
"""How far behind the newest sealed row an ordinary round looks for rows whose transaction ended late."""
LATE: Final = timedelta(minutes=15)
"""A row whose time is further back than this when the round before had already been, came in afterwards."""

Row = dict[str, object]


def canonical(entry: AccessLogEntry) -> Row:
    """Every field of a row, as what is hashed and exported. Times in UTC."""
    return {
        "id": entry.pk,
        "uid": str(entry.uid),
        "at": entry.at.astimezone(UTC).isoformat(timespec="microseconds"),
        "action": entry.action,
        "person": str(entry.person) if entry.person else None,
        "person_name": entry.person_name,
        "role": entry.role,
        "unit": str(entry.unit) if entry.unit else None,
        "unit_name": entry.unit_name,
        "organisation": entry.organisation,
        "patient": str(entry.patient) if entry.patient else None,
        "purpose": entry.purpose,
        "reason": entry.reason,
        "what": entry.what,
        "details": entry.details,
        "request_id": entry.request_id,
    }


def digest_of_row(row: Mapping[str, object]) -> str:
    """SHA-256 of the row as JSON with sorted keys and no blanks, in UTF-8; hexadecimal."""
    text = json.dumps(row, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def link(before: str, number: int, row: str, sealed: datetime) -> str:
    """The next link: SHA-256 over the link before, the number, the row's digest and the time of sealing."""
    at = sealed.astimezone(UTC).isoformat(timespec="microseconds")
    return hashlib.sha256(f"{before}\n{number}\n{row}\n{at}".encode()).hexdigest()


def unsealed() -> QuerySet[AccessLogEntry]:
    """Rows that have no seal yet, in the order of their ids."""
    return AccessLogEntry.objects.filter(~Exists(LogSeal.objects.filter(entry=OuterRef("pk")))).order_by("pk")


def seal(*, now: datetime, everything: bool = False) -> int:
    """Seal what has no seal, in batches; how many rows. Run twice it does nothing the second time.

    `everything` looks through the whole log; otherwise `WINDOW` rows back, which is where a row can be whose
    transaction ended after its neighbours'.
    """
    newest = None if everything else LogSeal.objects.aggregate(newest=Max("entry"))["newest"]
    since = -1 if newest is None else newest - WINDOW
    done = 0
    while unsealed().filter(pk__gt=since).exists():
        done += _seal_batch(since, now)
    return done


@transaction.atomic
def _seal_batch(since: int, now: datetime) -> int:
    LogSealHead.objects.get_or_create(pk=1, defaults={"number": 0, "chain": BEGINNING})
    # On SQLite the transaction has the write lock already; on PostgreSQL this row is the lock.
    head = LogSealHead.objects.select_for_update().get(pk=1)
    made = []
    number, chain = head.number, head.chain
    for entry in unsealed().filter(pk__gt=since)[:BATCH]:
        number += 1
        row = digest_of_row(canonical(entry))
        chain = link(chain, number, row, now)
        made.append(LogSeal(number=number, entry=entry.pk, row=row, chain=chain, sealed=now))
    LogSeal.objects.bulk_create(made)
    head.number, head.chain = number, chain
    head.save(update_fields=["number", "chain"])
    return len(made)


class Fault(StrEnum):
    """What can be wrong with the log."""

    CHANGED = "changed"  # the row is not what was sealed
    REMOVED = "removed"  # the seal stands, the row is gone
    INSERTED = "inserted"  # the row's time is long before a round that did not find it
    BROKEN = "broken"  # the seal itself does not join the one before
    MISSING_SEAL = "missing_seal"  # a number is left out, or the newest are gone
    OTHERWISE_OUTSIDE = "otherwise_outside"  # the outside keeper was given something else
    UNGUARDED = "unguarded"  # a table that is written once has lost the triggers that refuse change


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong: which seal, which row (either may be unknown), or which table."""

    fault: Fault
    number: int | None = None
    entry: int | None = None
    table: str = ""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a verification found. `unsealed` rows have been written since the last round and are not proved yet."""

    sealed: int
    chain: str
    unsealed: int
    oldest_unsealed: datetime | None
    compared: int
    findings: tuple[Finding, ...]

    @property
    def whole(self) -> bool:
        """Nothing is wrong."""
        return not self.findings


def verify(outside: Iterable[Mapping[str, object]] = ()) -> Verdict:
    """Go through the whole chain and name every seal and row that does not fit.

    `outside`: lines an outside keeper was given earlier, of which number, row and chain are held against ours.
    """
    kept = {int(str(line["number"])): (str(line["row"]), str(line["chain"])) for line in outside}
    compared = len(kept)
    findings: list[Finding] = []
    expected, before = 1, BEGINNING
    round_before: datetime | None = None
    this_round: datetime | None = None
    for seal_, entry in _sealed_rows():
        if seal_.number != expected:
            findings.append(Finding(Fault.MISSING_SEAL, number=expected))
        elif link(before, seal_.number, seal_.row, seal_.sealed) != seal_.chain:
            findings.append(Finding(Fault.BROKEN, number=seal_.number, entry=seal_.entry))
        if this_round is None or seal_.sealed != this_round:
            round_before, this_round = this_round, seal_.sealed
        if entry is None:
            findings.append(Finding(Fault.REMOVED, number=seal_.number, entry=seal_.entry))
        elif digest_of_row(canonical(entry)) != seal_.row:
            findings.append(Finding(Fault.CHANGED, number=seal_.number, entry=seal_.entry))
        elif round_before is not None and entry.at < round_before - LATE:
            findings.append(Finding(Fault.INSERTED, number=seal_.number, entry=seal_.entry))
        if kept.pop(seal_.number, (seal_.row, seal_.chain)) != (seal_.row, seal_.chain):
            findings.append(Finding(Fault.OTHERWISE_OUTSIDE, number=seal_.number, entry=seal_.entry))
        expected, before = seal_.number + 1, seal_.chain
    findings += [Finding(Fault.OTHERWISE_OUTSIDE, number=number) for number in sorted(kept)]
    head = LogSealHead.objects.filter(pk=1).first()
    if head is not None and (head.number, head.chain) != (expected - 1, before):
        findings.append(Finding(Fault.MISSING_SEAL, number=expected))
    tail = list(unsealed().only("pk", "at"))
    if this_round is not None:
        findings += [Finding(Fault.INSERTED, entry=one.pk) for one in tail if one.at < this_round - LATE]
    findings += [Finding(Fault.UNGUARDED, table=table) for table in append_only.unguarded()]
    return Verdict(
        sealed=expected - 1,
        chain=before,
        unsealed=len(tail),
        oldest_unsealed=min((one.at for one in tail), default=None),
        compared=compared,
        findings=tuple(findings),
    )


def _sealed_rows(after: int = 0) -> Iterator[tuple[LogSeal, AccessLogEntry | None]]:
    """Every seal after a number, with its row where that still stands; a batch at a time."""
    last = after
    while batch := list(LogSeal.objects.filter(number__gt=last).order_by("number")[:BATCH]):
        rows = AccessLogEntry.objects.in_bulk([one.entry for one in batch])
        for one in batch:
            yield one, rows.get(one.entry)
        last = batch[-1].number


def export(after: int = 0) -> Iterator[dict[str, object]]:
    """The sealed log from a number on, a line for each seal, for whoever keeps it outside."""
    for seal_, entry in _sealed_rows(after):
        yield {
            "number": seal_.number,
            "sealed": seal_.sealed.astimezone(UTC).isoformat(timespec="microseconds"),
            "row": seal_.row,
            "chain": seal_.chain,
            "entry": canonical(entry) if entry else None,
        }
