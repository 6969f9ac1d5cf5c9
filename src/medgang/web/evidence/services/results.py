"""Pooling a table, and reading a study with a checklist."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from medgang.content.schemas.appraisal import forms
from medgang.core.appraisal.forms import FormAnswer, FormReading, Given
from medgang.core.errors import InvalidValue
from medgang.core.literature.refs import StudyRef
from medgang.core.synthesis import Measure, Method, PooledResult, pool, report
from medgang.core.synthesis.analysis_sets import compare_sets
from medgang.core.synthesis.kinds import AnalysisSet
from medgang.core.synthesis.pooling import Study
from medgang.core.synthesis.reading import LeftOut, read_sheet
from medgang.web.accounts.actors import Actor
from medgang.web.evidence import permissions
from medgang.web.evidence.models import AppraisalRow, PooledTable, RecordRow, Review
from medgang.web.evidence.services.common import check_part, log


@dataclass(frozen=True, slots=True)
class Computed:
    """A table as the core pools it: one block per analysis set, and the rows that could not be used."""

    blocks: tuple[tuple[str, PooledResult], ...]
    left_out: tuple[LeftOut, ...]


def compute(table: str, measure: Measure, method: Method) -> Computed:
    """Pool a table. Intention-to-treat and completers stand side by side where the table tells them apart."""
    sheet = read_sheet(table, measure)
    sheet.mixes_change_and_final(measure)
    by_set: dict[AnalysisSet, list[Study]] = {}
    for row in sheet.rows:
        if row.analysis_set is not None:
            by_set.setdefault(row.analysis_set, []).append(row.study)
    if by_set:
        compared = compare_sets(by_set, measure, method, None)
        blocks = tuple((f"synthesis.set_{one.analysis_set.value}", one.pooled) for one in compared.answers)
    else:
        blocks = (("", pool([row.study for row in sheet.rows], measure, method)),)
    return Computed(blocks, sheet.left_out)


@transaction.atomic
def pool_table(
    *, review: Review, outcome: str, table: str, measure: Measure, method: Method, by: Actor, now: datetime
) -> PooledTable:
    """Compute and keep the table, how it was computed and what came out."""
    check_part(review, by, permissions.POOLS)
    computed = compute(table, measure, method)
    stored = PooledTable.objects.create(
        review=review,
        outcome=outcome.strip(),
        measure=measure.value,
        method=method.value,
        table=table,
        sha256=hashlib.sha256(table.encode()).hexdigest(),
        answer={"blocks": [{"set": name, **report.pooled(result)} for name, result in computed.blocks]},
        made=now,
        made_by=by.uid,
    )
    log(by, now, "pooled", review, table=stored.uid)
    return stored


def reading(row: AppraisalRow) -> FormReading:
    """A stored appraisal as the core knows it."""
    worded = forms()[row.checklist]
    return FormReading(
        worded.form,
        StudyRef(str(row.record.uid), 1, row.record.title),
        str(row.appraiser_id),
        {
            item: Given(_answer(worded.form.item(item).free_text, one["answer"]), one["note"])
            for item, one in row.given.items()
        },
    )


def _answer(free_text: bool, text: str) -> FormAnswer | str:
    return text if free_text else FormAnswer(text)


@transaction.atomic
def appraise(
    *, record: RecordRow, checklist: str, given: Mapping[str, tuple[str, str]], by: Actor, now: datetime
) -> AppraisalRow:
    """One reader's answers about one study. Not every question needs one yet."""
    review = record.review
    check_part(review, by, permissions.APPRAISES)
    if by.person_id is None or checklist not in forms():
        raise InvalidValue("evidence.unknown_checklist")
    worded = forms()[checklist]
    answered = {
        item: {"answer": answer, "note": note.strip()}
        for item, (answer, note) in given.items()
        if answer.strip()
    }
    row = AppraisalRow(
        review=review,
        record=record,
        appraiser_id=by.person_id,
        checklist=checklist,
        version=worded.form.version,
        given=answered,
        stored=now,
    )
    reading(row)  # refuses an answer that the form does not know
    row.save()
    log(by, now, "appraised", review, record=record.uid, checklist=checklist)
    return row
