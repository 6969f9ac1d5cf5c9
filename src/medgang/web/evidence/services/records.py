"""Files in, duplicates found, pairs judged."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from dataclasses import replace
from datetime import date, datetime
from typing import Final

from django.db import transaction

from medgang.core.errors import InvalidValue
from medgang.core.literature.duplicates import find_duplicates
from medgang.core.literature.flow import Route
from medgang.core.literature.importing import read
from medgang.core.literature.record import Record
from medgang.core.plain import to_plain
from medgang.web.accounts.actors import Actor
from medgang.web.evidence import permissions, selectors
from medgang.web.evidence.models import DuplicatePair, ImportedFile, RecordRow, Review
from medgang.web.evidence.services.common import check_part, log
from medgang.web.evidence.services.screening import settle

LARGEST: Final = 200 * 1024 * 1024
SHOWN_LOSSES: Final = 1000
_AT_ONCE: Final = 1000


def check_size(size: int) -> None:
    """Refuse a file that is too large, before it is taken into memory."""
    if size > LARGEST:
        raise InvalidValue("evidence.file_too_large", megabytes=LARGEST // 1024 // 1024)


def _content_key(record: Record) -> str:
    """The record without where it stood: the same content in another file of the same database is the same record."""
    plain = to_plain(replace(record, id="", source="", line=0))
    return hashlib.sha256(json.dumps(plain, sort_keys=True, ensure_ascii=False).encode()).hexdigest()[:48]


@transaction.atomic
def import_file(
    *,
    review: Review,
    name: str,
    data: bytes,
    database: str,
    route: Route = Route.DATABASE,
    searched: date | None = None,
    by: Actor,
    now: datetime,
) -> tuple[ImportedFile, bool]:
    """Every record of one export. True when something came in; the same file again changes nothing."""
    check_part(review, by, permissions.HANDLES_RECORDS)
    check_size(len(data))
    sha256 = hashlib.sha256(data).hexdigest()
    Review.objects.select_for_update().get(pk=review.pk)
    there = review.files.filter(sha256=sha256).first()
    if there is not None:
        return there, False
    found = read(data, name)
    known = set(review.records.filter(file__database=database.strip()).values_list("key", flat=True))
    losses = [
        {"line": loss.line, "code": loss.code.value, "text": loss.text[:200]}
        for loss in found.losses[:SHOWN_LOSSES]
    ]
    file = ImportedFile.objects.create(
        review=review,
        name=name[:255],
        sha256=sha256,
        format=found.format.value,
        database=database.strip(),
        route=route.value,
        searched=searched,
        count=len(found.records),
        new=0,
        losses=losses,
        imported=now,
        imported_by=by.uid,
    )
    times: Counter[str] = Counter()
    rows = []
    for record in found.records:
        content = _content_key(record)
        times[content] += 1
        key = f"{content}-{times[content]}"
        if key in known:
            continue
        rows.append(
            RecordRow(
                review=review,
                file=file,
                key=key,
                document=to_plain(record, defaults=False),
                title=record.title or record.original_title,
                abstract=record.abstract,
                year=record.year,
            )
        )
    RecordRow.objects.bulk_create(rows, batch_size=_AT_ONCE)
    file.new = len(rows)
    file.save(update_fields=["new"])
    if rows:
        # What was promised about when to stop was promised about other records.
        review.imports += 1
        review.stopped = None
        review.save(update_fields=["imports", "stopped"])
    log(by, now, "imported", review, file=file.uid, records=len(found.records), new=len(rows))
    return file, bool(rows)


@transaction.atomic
def look_for_duplicates(*, review: Review, by: Actor, now: datetime) -> int:
    """Join the records that are one, and list the pairs to ask about. What a person has said stands."""
    check_part(review, by, permissions.HANDLES_RECORDS)
    Review.objects.select_for_update().get(pk=review.pk)
    rows = {str(row.pk): row for row in review.records.order_by("id")}
    records = [replace(selectors.as_record(row), id=key) for key, row in rows.items()]
    said = list(review.pairs.filter(verdict__in=["same", "apart"]))
    apart = frozenset(
        frozenset((str(one.one_id), str(one.other_id))) for one in said if one.verdict == "apart"
    )
    found = find_duplicates(records, apart=apart)
    review.pairs.filter(verdict__in=["merged", "unsure"]).delete()
    judged = {frozenset((one.one_id, one.other_id)) for one in said}
    for verdict, pairs in (("merged", found.merged), ("unsure", found.unsure)):
        DuplicatePair.objects.bulk_create(
            DuplicatePair(
                review=review,
                one=rows[pair.one],
                other=rows[pair.other],
                score=pair.score,
                reasons=list(pair.reasons),
                verdict=verdict,
                found=now,
            )
            for pair in pairs
            if frozenset((int(pair.one), int(pair.other))) not in judged
        )
    _join(review)
    joined = review.records.filter(duplicate_of__isnull=False).count()
    log(by, now, "duplicates_found", review, duplicates=joined, unsure=len(found.unsure))
    return joined


@transaction.atomic
def judge_pair(*, pair: DuplicatePair, same: bool, by: Actor, now: datetime) -> None:
    """A person says that two records are one, or two. Can be said again the other way."""
    review = pair.review
    check_part(review, by, permissions.HANDLES_RECORDS)
    pair.verdict = "same" if same else "apart"
    pair.decided, pair.decided_by = now, by.uid
    pair.save(update_fields=["verdict", "decided", "decided_by"])
    _join(review)
    log(by, now, "pair_judged", review, pair=pair.uid, verdict=pair.verdict)


def _join(review: Review) -> None:
    """Every record's group from the pairs that hold: the first that came stands for the rest."""
    first: dict[int, int] = {}

    def root(pk: int) -> int:
        while first.get(pk, pk) != pk:
            pk = first[pk]
        return pk

    joined = review.pairs.filter(verdict__in=["merged", "same"]).values_list("one_id", "other_id")
    for one, other in joined:
        low, high = sorted((root(one), root(other)))
        first[high] = low
    changed = []
    for row in review.records.only("id", "review_id", "duplicate_of_id"):
        stands_for = root(row.pk)
        wanted = None if stands_for == row.pk else stands_for
        if row.duplicate_of_id != wanted:
            row.duplicate_of_id = wanted
            changed.append(row)
    RecordRow.objects.bulk_update(changed, ["duplicate_of"], batch_size=_AT_ONCE)
    for row in review.records.filter(pk__in=[row.pk for row in changed], decisions__isnull=False).distinct():
        settle(row)
