"""A review out: records with each screener's answer, as RIS and CSV. For the group's own use; abstracts go with RIS."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

from medgang.core.literature.exporting import write_ris
from medgang.core.literature.flow import State
from medgang.core.literature.record import Record
from medgang.core.literature.screening.decisions import Stage
from medgang.web.evidence import selectors
from medgang.web.evidence.models import DecisionRow, RecordRow, Review

_FORMULA = frozenset("=+-@\t\r")


def _cell(text: str) -> str:
    """A cell never begins a formula in a spreadsheet."""
    return f"'{text}" if text[:1] in _FORMULA else text


def _last_answers(review: Review) -> dict[tuple[int, int, str], DecisionRow]:
    """The last answer of each on each record, at each stage; an arbiter's stands under 0."""
    found = {}
    for row in review.decisions.select_related("screener").order_by("id"):
        found[row.record_id, 0 if row.as_arbiter else row.screener_id, row.stage] = row
    return found


def as_csv(review: Review, *, with_decisions: bool) -> str:
    """One row per record: what it is, its state and reason, and what each screener said with note."""
    answers = _last_answers(review) if with_decisions else {}
    people = {row.screener_id: row.screener.full_name for row in answers.values() if not row.as_arbiter}
    said = [(pk, name, stage) for pk, name in sorted(people.items()) for stage in Stage]
    said += [(0, "arbiter", stage) for stage in Stage] if answers else []
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    heads = ["id", "title", "authors", "year", "journal", "doi", "source", "state", "reason", "duplicate of"]
    for _pk, name, stage in said:
        heads += [f"{name}: {stage.value}", f"{name}: {stage.value} reason", f"{name}: {stage.value} note"]
    writer.writerow([_cell(head) for head in heads])
    for row, state in selectors.rows_with_states(review):
        record = selectors.as_record(row)
        cells = [
            str(row.pk),
            row.title,
            "; ".join(map(str, record.authors)),
            str(row.year or ""),
            record.container,
            record.doi,
            row.file.database,
            state.value,
            row.reason,
            str(row.duplicate_of_id or ""),
        ]
        for pk, _name, stage in said:
            one = answers.get((row.pk, pk, stage.value))
            cells += [one.answer, one.reason, one.note] if one else ["", "", ""]
        writer.writerow([_cell(cell) for cell in cells])
    return out.getvalue()


def as_ris(review: Review, *, with_decisions: bool) -> str:
    """Every record as RIS; state, reason and answers as notes."""
    answers = _last_answers(review) if with_decisions else {}
    by_record: dict[int, list[str]] = {}
    for (record_id, pk, stage), one in answers.items():
        name = "arbiter" if pk == 0 else one.screener.full_name
        parts = [one.answer, one.reason, one.note]
        by_record.setdefault(record_id, []).append(f"{stage} {name}: {'; '.join(filter(None, parts))}")
    return write_ris(
        _noted(row, state, by_record.get(row.pk, [])) for row, state in selectors.rows_with_states(review)
    )


def _noted(row: RecordRow, state: State, said: list[str]) -> Record:
    record = selectors.as_record(row)
    told = f"state: {state.value}" + (f" ({row.reason})" if row.reason else "")
    return replace(record, notes=(*record.notes, told, *said))
