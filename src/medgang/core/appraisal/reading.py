"""Tables of appraisal from CSV text: signalling answers, judgements, and rows of a summary of findings."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from medgang.core.appraisal.rob2 import Answer, Deviation, Domain, Effect, Judged, Judgement, Rob2, Variant
from medgang.core.appraisal.sof import Absolute, Baseline, BaselineSource, Ratio, absolute
from medgang.core.errors import InvalidValue
from medgang.core.synthesis.kinds import Measure
from medgang.core.synthesis.reading import number_of


@dataclass(frozen=True, slots=True)
class RowError:
    """A row that could not be used: its line (the header is 1), and the code and values that say why."""

    line: int
    code: str
    values: Mapping[str, object]


_ANSWERS = {answer.value.casefold(): answer for answer in Answer} | {
    "yes": Answer.YES,
    "no": Answer.NO,
    "ja": Answer.YES,
    "nei": Answer.NO,
    "probably yes": Answer.PROBABLY_YES,
    "probably no": Answer.PROBABLY_NO,
    "no information": Answer.NO_INFORMATION,
}
_JUDGEMENTS = {
    "low": "low",
    "lav": "low",
    "some concerns": "some-concerns",
    "some": "some-concerns",
    "noe bekymring": "some-concerns",
    "unclear": "some-concerns",
    "moderate": "moderate",
    "high": "high",
    "høy": "high",
    "serious": "serious",
    "critical": "critical",
    "no information": "no-information",
    "not applicable": "not-applicable",
    "low except for concerns about uncontrolled confounding": "low-except-confounding",
    "": "no-information",
}


def _rows(text: str) -> tuple[tuple[str, ...], list[tuple[int, dict[str, str]]]]:
    lines = text.removeprefix("\ufeff").lstrip("\r\n")
    if not lines.strip():
        raise InvalidValue("appraisal.empty_file")
    first = lines.splitlines()[0]
    reader = csv.reader(io.StringIO(lines), delimiter=max((",", ";", "\t"), key=first.count))
    header = tuple(name.strip() for name in next(reader))
    found = []
    for cells in reader:
        if any(cell.strip() for cell in cells):
            padded = [*cells, *[""] * (len(header) - len(cells))]
            found.append((reader.line_num, {k: v.strip() for k, v in zip(header, padded, strict=False)}))
    if not found:
        raise InvalidValue("appraisal.empty_file")
    return header, found


def _need(header: Sequence[str], wanted: Sequence[str]) -> None:
    absent = [name for name in wanted if name not in header]
    if absent:
        raise InvalidValue("appraisal.missing_columns", columns=", ".join(absent))


def _name_column(header: Sequence[str]) -> str:
    found = next(
        (name for name in header if name.casefold() in {"study", "studie", "result", "resultat"}), None
    )
    if found is None:
        raise InvalidValue("appraisal.missing_columns", columns="study")
    return found


def read_rob2(
    text: str, effect: Effect, deviations: frozenset[Deviation] = frozenset()
) -> tuple[tuple[Rob2, ...], tuple[RowError, ...]]:
    """One assessment per row from columns `study`, `1.1` to `5.3`; `appraiser` may be there.

    A crossover trial has `5.4` and the person-judged `S` with its `S reason`; a row with something in `S` is one.
    """
    header, rows = _rows(text)
    name = _name_column(header)
    _need(header, ("1.1", "1.2", "1.3"))
    items = [column for column in header if column[:1].isdigit() and "." in column]
    found, errors = [], []
    for line, cells in rows:
        answers: dict[str, Answer] = {}
        error = None
        for item in items:
            answer = _ANSWERS.get(cells[item].casefold())
            if answer is not None:
                answers[item] = answer
            elif cells[item]:
                told = {"line": line, "column": item, "text": cells[item][:40]}
                error = RowError(line, "appraisal.unknown_answer", told)
        if error is None:
            try:
                found.append(_rob2(cells, name, effect, deviations, answers))
            except InvalidValue as wrong:
                error = RowError(line, wrong.code, {"line": line, **wrong.values})
        if error is not None:
            errors.append(error)
    return tuple(found), tuple(errors)


def _rob2(
    cells: Mapping[str, str],
    name: str,
    effect: Effect,
    deviations: frozenset[Deviation],
    answers: Mapping[str, Answer],
) -> Rob2:
    variant = Variant.CROSSOVER if cells.get("S") or "5.4" in answers else Variant.PARALLEL
    judged = {}
    if cells.get("S"):
        judgement = Judgement(_JUDGEMENTS.get(cells["S"].casefold(), "some-concerns"))
        judged[Domain.S] = Judged(judgement, cells.get("S reason", ""))
    made = Rob2(
        cells[name], cells.get("appraiser", ""), effect, answers, variant, deviations, judged,
        lowered=cells.get("lowered", ""),
    )  # fmt: skip
    for domain in Domain:
        made.proposal(domain)  # raises where an answer is not allowed
    return made


def read_judgements(
    text: str,
) -> tuple[tuple[str, ...], tuple[tuple[str, tuple[str, ...]], ...], tuple[RowError, ...]]:
    """Rows of judgements already made: the domain columns, (name, judgements), and rows left out.

    Every column but the study's name is a domain; the last is the overall judgement.
    """
    header, rows = _rows(text)
    name = _name_column(header)
    domains = tuple(column for column in header if column != name and column.casefold() != "weight")
    if not domains:
        raise InvalidValue("appraisal.missing_columns", columns="D1")
    found, errors = [], []
    for line, cells in rows:
        judgements = [_JUDGEMENTS.get(cells[domain].casefold()) for domain in domains]
        if None in judgements:
            wrong = cells[domains[judgements.index(None)]]
            errors.append(RowError(line, "appraisal.unknown_judgement", {"line": line, "text": wrong[:40]}))
        else:
            found.append((cells[name], tuple(str(one) for one in judgements)))
    return domains, tuple(found), tuple(errors)


@dataclass(frozen=True, slots=True)
class SummaryLine:
    """An outcome with its relative effect and what it means in persons."""

    outcome: str
    measure: Measure
    effect: Ratio
    absolute: Absolute


_SUMMARY = ("outcome", "measure", "effect", "ci_low", "ci_high", "baseline", "source")


def read_summary(text: str) -> tuple[tuple[SummaryLine, ...], tuple[RowError, ...]]:
    """Rows of `outcome, measure (rr|or|rd), effect, ci_low, ci_high, baseline (0 to 1), source`."""
    header, rows = _rows(text)
    _need(header, _SUMMARY)
    found: list[SummaryLine] = []
    errors = []
    for line, cells in rows:
        numbers = {name: number_of(cells[name]) for name in _SUMMARY[2:6]}
        wrong = next((name for name, number in numbers.items() if number is None), None)
        if wrong is not None:
            told = {"line": line, "column": wrong, "text": cells[wrong][:40]}
            errors.append(RowError(line, "appraisal.cell_not_a_number", told))
            continue
        try:
            found.append(_summary(cells, {name: number or 0.0 for name, number in numbers.items()}))
        except InvalidValue as error:
            errors.append(RowError(line, error.code, {"line": line, **error.values}))
    return tuple(found), tuple(errors)


def _summary(cells: Mapping[str, str], numbers: Mapping[str, float]) -> SummaryLine:
    named = cells["measure"].casefold()
    if named not in {"rr", "or", "rd"}:
        raise InvalidValue("appraisal.no_absolute_effect", measure=cells["measure"][:20])
    effect = Ratio(numbers["effect"], numbers["ci_low"], numbers["ci_high"])
    kind = cells.get("baseline_source", "") or BaselineSource.CONTROL_GROUPS.value
    source = BaselineSource(kind) if kind in set(BaselineSource) else BaselineSource.COHORT
    baseline = Baseline(numbers["baseline"], source, cells["source"])
    measure = Measure(named)
    return SummaryLine(cells["outcome"], measure, effect, absolute(measure, effect, baseline))
