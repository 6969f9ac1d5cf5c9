"""A table of studies from CSV text: tolerant of dialects, strict about numbers, and clear about what was left out."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from medgang.core.errors import InvalidValue
from medgang.core.synthesis.effects import effect_of
from medgang.core.synthesis.kinds import AnalysisSet, Measure
from medgang.core.synthesis.paired import CrossoverUse, Paired
from medgang.core.synthesis.pooling import Study
from medgang.core.synthesis.results import Correlation, Given, Proportion, StudyData, TwoByTwo, TwoGroups

MISSING = frozenset({"", "na", "n/a", "nan", "null", "none", ".", "-"})
_LABELS = ("study", "author", "authors", "trial", "label", "studie", "id")

_GIVEN = ("yi", "vi")
_COUNTS = ("ai", "n1i", "ci", "n2i")
_CELLS = ("ai", "bi", "ci", "di")
_MEANS = ("m1i", "sd1i", "n1i", "m2i", "sd2i", "n2i")
_PAIRED = ("m1i", "sd1i", "m2i", "sd2i", "ni")
_COLUMNS: dict[Measure, tuple[tuple[str, ...], ...]] = {
    Measure.GIVEN: (_GIVEN,),
    Measure.OR: (_COUNTS, _CELLS),
    Measure.RR: (_COUNTS, _CELLS),
    Measure.RD: (_COUNTS, _CELLS),
    Measure.SMD: (_MEANS, _PAIRED),
    Measure.MD: (_MEANS, _PAIRED),
    Measure.COR: (("ri", "ni"),),
    Measure.PROP: (("xi", "ni"),),
}


class Kind(StrEnum):
    """Why a row was left out: the cell is empty, which happens, or it holds something that cannot be."""

    MISSING = "missing"
    BAD = "bad"


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A row that is not in the analysis: its line in the file (the header is 1), and the code that says why."""

    line: int
    label: str
    kind: Kind
    code: str
    values: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Row:
    """A row that can be used: its study, analysis set, and every cell as text."""

    line: int
    study: Study
    analysis_set: AnalysisSet | None
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Sheet:
    """The whole table."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    left_out: tuple[LeftOut, ...]

    def mixes_change_and_final(self, measure: Measure) -> bool:
        """True when rows in use are said (column `values`) to be both; raises where they would meet in one SMD."""
        told = {row.cells.get("values", "").strip().casefold() for row in self.rows}
        mixed = {"change", "final"} <= told
        if mixed and measure is Measure.SMD:
            raise InvalidValue("synthesis.change_and_final")
        return mixed

    def column(self, name: str) -> tuple[float | str | None, ...]:
        """A column's values for the rows in use: numbers where every value is one, else text; None where empty."""
        if name not in self.columns:
            raise InvalidValue("synthesis.no_such_column", column=name)
        texts = [row.cells[name].strip() for row in self.rows]
        told = [text for text in texts if text.casefold() not in MISSING]
        numbers = [number_of(text) for text in told]
        if all(number is not None for number in numbers):
            return tuple(None if t.casefold() in MISSING else number_of(t) for t in texts)
        return tuple(None if t.casefold() in MISSING else t for t in texts)


def number_of(text: str) -> float | None:
    """A number as people and spreadsheets write it: decimal comma or point, a real minus sign; None otherwise."""
    plain = text.strip().replace("−", "-").replace("\u00a0", "")
    if "," in plain and "." not in plain:
        plain = plain.replace(",", ".")
    try:
        found = float(plain)
    except ValueError:
        return None
    return found if found - found == 0 else None


def _delimiter(header: str) -> str:
    return max((",", ";", "\t"), key=header.count)


def read_sheet(text: str, measure: Measure) -> Sheet:
    """Read the rows that `measure` can use.

    Columns are named as in the field: `yi, vi`; `ai, n1i, ci, n2i` (or the four cells `ai, bi, ci, di`); `m1i, sd1i,
    n1i, m2i, sd2i, n2i`, or for paired data `m1i, sd1i, m2i, sd2i, ni` with `ri` (and `r_imputed`) or `sdi` (the SD of
    the differences), and `use` where a crossover trial was not used paired; `ri, ni`; `xi, ni`. Raises for an empty
    file or columns that are not there.
    """
    lines = text.removeprefix("\ufeff").lstrip("\r\n")
    if not lines.strip():
        raise InvalidValue("synthesis.empty_file")
    # Rows are read through the same reader as the header, so a quoted line break keeps its place.
    reader = csv.reader(io.StringIO(lines), delimiter=_delimiter(lines.splitlines()[0]))
    header = tuple(name.strip() for name in next(reader))
    layouts = [layout for layout in _COLUMNS[measure] if set(layout) <= set(header)]
    if not layouts:
        wanted = _COLUMNS[measure][0]
        absent = [name for name in wanted if name not in header]
        raise InvalidValue("synthesis.missing_columns", columns=", ".join(absent))
    rows: list[Row] = []
    left_out: list[LeftOut] = []
    try:
        for cells in reader:
            if not any(cell.strip() for cell in cells):
                continue
            padded = [*cells, *[""] * (len(header) - len(cells))]
            named = dict(zip(header, padded, strict=False))
            found = _row(reader.line_num, named, measure, layouts, len(rows) + len(left_out) + 1)
            if isinstance(found, Row):
                rows.append(found)
            else:
                left_out.append(found)
    except csv.Error as error:
        raise InvalidValue("synthesis.file_unreadable") from error
    if not rows and not left_out:
        raise InvalidValue("synthesis.empty_file")
    return Sheet(header, tuple(rows), tuple(left_out))


def _label(cells: Mapping[str, str], number: int) -> str:
    texts = [cells[name].strip() for name in _LABELS if name in cells]
    named = next((text for text in texts if text and number_of(text) is None), None)
    found = named or next((text for text in texts if text), str(number))
    year = cells.get("year", "").strip()
    return f"{found} {year}" if year and year.casefold() not in MISSING and year not in found else found


def _row(
    line: int, cells: dict[str, str], measure: Measure, layouts: Sequence[tuple[str, ...]], number: int
) -> Row | LeftOut:
    label = _label(cells, number)
    layout = next(
        (one for one in layouts if all(cells[name].strip().casefold() not in MISSING for name in one)),
        layouts[0],
    )
    values: dict[str, float] = {}
    for name in layout:
        text = cells[name].strip()
        if text.casefold() in MISSING:
            return LeftOut(
                line, label, Kind.MISSING, "synthesis.cell_missing", {"line": line, "column": name}
            )
        value = number_of(text)
        if value is None:
            told = {"line": line, "column": name, "text": text[:40]}
            return LeftOut(line, label, Kind.BAD, "synthesis.cell_not_a_number", told)
        values[name] = value
    try:
        data = _data(line, measure, layout, values, cells)
        analysis_set = _analysis_set(line, cells)
        effect_of(measure, data)
    except InvalidValue as error:
        return LeftOut(line, label, Kind.BAD, error.code, {"line": line, **error.values})
    return Row(line, Study(label, data), analysis_set, cells)


def _whole(line: int, name: str, value: float) -> int:
    if value != int(value):
        raise InvalidValue("synthesis.cell_not_whole", line=line, column=name)
    return int(value)


def _data(
    line: int,
    measure: Measure,
    layout: tuple[str, ...],
    values: Mapping[str, float],
    cells: Mapping[str, str],
) -> StudyData | Paired:
    numbers = [values[name] for name in layout]
    if layout == _GIVEN:
        return Given(*numbers)
    if layout == _COUNTS:
        return TwoByTwo(*numbers)
    if layout == _CELLS:
        a, b, c, d = numbers
        return TwoByTwo(a, a + b, c, c + d)
    if layout == _MEANS:
        m1, sd1, n1, m2, sd2, n2 = numbers
        return TwoGroups(m1, sd1, _whole(line, "n1i", n1), m2, sd2, _whole(line, "n2i", n2))
    if layout == _PAIRED:
        m1, sd1, m2, sd2, n = numbers
        sd_diff, r = number_of(cells.get("sdi", "")), number_of(cells.get("ri", ""))
        imputed = cells.get("r_imputed", "").strip().casefold() in {"1", "yes", "ja", "true", "x"}
        named = cells.get("use", "").strip().casefold()
        use = CrossoverUse(named) if named in set(CrossoverUse) else CrossoverUse.PAIRED
        return Paired(m1, sd1, m2, sd2, _whole(line, "ni", n), sd_diff, r, imputed, use)
    if measure is Measure.COR:
        return Correlation(values["ri"], _whole(line, "ni", values["ni"]))
    return Proportion(values["xi"], values["ni"])


def _analysis_set(line: int, cells: Mapping[str, str]) -> AnalysisSet | None:
    if "analysis_set" not in cells:
        return None
    text = cells["analysis_set"].strip().casefold()
    if text in MISSING:
        return AnalysisSet.NOT_STATED
    if text not in set(AnalysisSet):
        raise InvalidValue("synthesis.unknown_set", line=line, text=text[:40])
    return AnalysisSet(text)
