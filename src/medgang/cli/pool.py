"""`medgang pool`: a table of studies to a pooled answer, its intervals, its doubts, and a forest plot."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

import click

from medgang.content.sentences import say
from medgang.core.errors import MedgangError
from medgang.core.synthesis import report
from medgang.core.synthesis.analysis_sets import SideBySide, compare_sets
from medgang.core.synthesis.kinds import AnalysisSet, CiTest, Measure, Method
from medgang.core.synthesis.pooling import Study, pool
from medgang.core.synthesis.reading import Kind, Sheet, read_sheet
from medgang.core.synthesis.results import PooledResult

LARGEST = 50 * 1024 * 1024
LANGUAGE = click.Choice(["nb", "nn", "en"])


@dataclass(slots=True)
class Wanted:
    """What was asked for on the command line."""

    measure: Measure
    method: Method
    test: CiTest | None
    moderators: tuple[str, ...] = ()
    subgroup: str | None = None
    cluster: str | None = None
    rho: float | None = None
    extras: frozenset[str] = frozenset()
    lower_is_better: bool = False

    @property
    def tested(self) -> CiTest:
        """The test of diagnostics: the one asked for, else HKSJ for random effects."""
        return self.test or (CiTest.HKSJ if self.method.is_random else CiTest.Z)


@dataclass(slots=True)
class Answer:
    """What came of it: the values to print, what could not be done, and the pooled parts to draw."""

    values: dict[str, Any] = field(default_factory=dict)
    problems: list[MedgangError] = field(default_factory=list)
    pooled: PooledResult | None = None
    blocks: list[tuple[str, PooledResult]] = field(default_factory=list)
    filled: tuple[tuple[float, float], ...] = ()


def voice(lang: str) -> Any:
    """How charts speak in `lang`."""
    from medgang.charts.voice import Voice

    return Voice(lambda code, **values: say(code, lang, **values), "." if lang == "en" else ",")


def read_text(path: Path, area: str = "synthesis") -> str:
    """The file as text: UTF-8, UTF-16 with its mark, else Windows-1252, as spreadsheets write it."""
    if not path.is_file():
        raise MedgangError("synthesis.no_file", file=path.name)
    if path.stat().st_size > LARGEST:
        raise MedgangError("synthesis.file_too_large", megabytes=LARGEST // 1024 // 1024)
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise MedgangError("synthesis.file_unreadable") from error
    if not raw.strip():
        raise MedgangError(f"{area}.empty_file")
    if b"\x00" in raw and not raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise MedgangError("synthesis.file_unreadable")
    for encoding in ("utf-16",) if raw.startswith((b"\xff\xfe", b"\xfe\xff")) else ("utf-8-sig", "cp1252"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise MedgangError("synthesis.file_unreadable")


def write_drawing(path: Path, svg: str) -> None:
    """Write a picture, or say that it cannot be written there."""
    try:
        path.write_text(svg, encoding="utf-8")
    except OSError as error:
        raise MedgangError("synthesis.cannot_write", file=str(path)) from error


def _try(answer: Answer, key: str, make: Callable[[], Any]) -> Any:
    """Do one of the extras; what cannot be done is said and the rest goes on."""
    try:
        found = make()
    except MedgangError as error:
        answer.problems.append(error)
        answer.values[key] = None
        return None
    return found


def _by_set(sheet: Sheet) -> dict[AnalysisSet, list[Study]]:
    found: dict[AnalysisSet, list[Study]] = {}
    for row in sheet.rows:
        if row.analysis_set is not None:
            found.setdefault(row.analysis_set, []).append(row.study)
    return found


def _in_use(sheet: Sheet) -> tuple[Sheet, dict[AnalysisSet, list[Study]]]:
    """The rows that lead: one analysis set (intention-to-treat where there is one), and all sets beside it."""
    by_set = _by_set(sheet)
    if not by_set:
        return sheet, by_set
    leading = next(one for one in AnalysisSet if one in by_set)
    rows = tuple(row for row in sheet.rows if row.analysis_set is leading)
    return Sheet(sheet.columns, rows, sheet.left_out), by_set


def compute(sheet: Sheet, wanted: Wanted) -> Answer:
    """Everything that was asked for and can be computed."""
    answer = Answer()
    used, by_set = _in_use(sheet)
    studies = [row.study for row in used.rows]

    def pooled() -> PooledResult:
        used.mixes_change_and_final(wanted.measure)
        return pool(studies, wanted.measure, wanted.method, wanted.test)

    found = _try(answer, "estimate", pooled)
    if found is not None:
        answer.pooled = found
        answer.values = report.pooled(found)
        answer.blocks = [("", found)]
    if by_set:
        _sets(answer, by_set, wanted)
    if found is not None:
        _pairs(answer, used, studies, wanted)
        _explanations(answer, used, studies, wanted)
        _diagnostics(answer, studies, wanted)
    return answer


def _pairs(answer: Answer, sheet: Sheet, studies: Sequence[Study], wanted: Wanted) -> None:
    """Change beside final values is noted; correlations that were imputed are varied without being asked for."""
    from medgang.core.synthesis.diagnostics import imputed_r

    if sheet.mixes_change_and_final(wanted.measure):
        answer.values["note_codes"].append("synthesis.change_and_final_md")
    if wanted.method.needs_counts or answer.pooled is None or not answer.pooled.headline:
        return
    varied = imputed_r(studies, wanted.measure, wanted.method, wanted.tested)
    if varied:
        answer.values["imputed_r"] = report.refits(varied)


def _sets(answer: Answer, by_set: dict[AnalysisSet, list[Study]], wanted: Wanted) -> None:
    compared: SideBySide | None = _try(
        answer, "analysis_sets", lambda: compare_sets(by_set, wanted.measure, wanted.method, wanted.test)
    )
    if compared is not None:
        answer.values["analysis_set"] = compared.answers[0].analysis_set.value
        answer.values["analysis_sets"] = report.sets(compared)
        answer.blocks = [(f"synthesis.set_{one.analysis_set.value}", one.pooled) for one in compared.answers]


def _explanations(answer: Answer, sheet: Sheet, studies: Sequence[Study], wanted: Wanted) -> None:
    from medgang.core.synthesis.multilevel import three_level
    from medgang.core.synthesis.regression import meta_regression, subgroups

    if wanted.moderators:
        found = _try(
            answer,
            "meta_regression",
            lambda: meta_regression(
                studies,
                {name: sheet.column(name) for name in wanted.moderators},
                wanted.measure,
                wanted.method,
                wanted.tested,
            ),
        )
        if found is not None:
            answer.values["meta_regression"] = report.regression(found)
    if wanted.subgroup:
        name = wanted.subgroup
        parted = _try(
            answer,
            "subgroups",
            lambda: subgroups(
                studies,
                ["–" if value is None else _as_word(value) for value in sheet.column(name)],
                wanted.measure,
                wanted.method,
                wanted.test,
            ),
        )
        if parted is not None:
            answer.values["subgroups"] = report.grouped(parted)
            if "analysis_sets" not in answer.values:
                answer.blocks = list(parted.groups)
    if wanted.cluster and answer.pooled is not None:
        column, effects = wanted.cluster, answer.pooled.studies
        levels = _try(
            answer,
            "three_level",
            lambda: three_level(
                [one.yi for one in effects],
                [one.vi for one in effects],
                ["–" if value is None else _as_word(value) for value in sheet.column(column)],
                r=wanted.rho,
            ),
        )
        if levels is not None:
            answer.values["three_level"] = report.multilevel(levels)


def _as_word(value: float | str) -> str:
    return value if isinstance(value, str) else f"{value:g}"


def _diagnostics(answer: Answer, studies: Sequence[Study], wanted: Wanted) -> None:
    from medgang.core.synthesis.diagnostics import cumulative, influence, leave_one_out
    from medgang.core.synthesis.direction import direction_of, sign_test
    from medgang.core.synthesis.small_study import begg, funnel_tests, trim_and_fill

    measure, method, test = wanted.measure, wanted.method, wanted.tested
    effects = answer.pooled.studies if answer.pooled else ()

    def signs() -> dict[str, Any]:
        better = not wanted.lower_is_better
        return report.signs(sign_test(direction_of(one.yi, higher_is_better=better) for one in effects))

    def funnels() -> dict[str, Any]:
        found = report.funnel(funnel_tests(studies, measure))
        enough = found["why_none"] != "synthesis.funnel_too_few"
        return {**found, "begg": report.asymmetry(begg(studies, measure)) if enough else None}

    def trimmed() -> dict[str, Any]:
        found = trim_and_fill(studies, measure, method, test)
        answer.filled = found.filled
        return report.trimmed(found)

    makers: dict[str, Callable[[], Any]] = {
        "leave_one_out": lambda: report.refits(leave_one_out(studies, measure, method, test)),
        "cumulative": lambda: report.refits(cumulative(studies, measure, method, test)),
        "influence": lambda: report.influences(influence(studies, measure, method)),
        "funnel_tests": funnels,
        "trim_and_fill": trimmed,
        "direction": signs,
    }
    for name, make in makers.items():
        if name in wanted.extras:
            answer.values[name] = _try(answer, name, make)


def _left_out(sheet: Sheet, lang: str) -> list[dict[str, Any]]:
    found = []
    for row in sheet.left_out:
        text = say(row.code, lang, **row.values)
        if row.kind is Kind.BAD and not row.code.startswith(("synthesis.cell_", "synthesis.unknown_set")):
            text = say("synthesis.row_left_out", lang, line=row.line, reason=text)
        found.append(
            {"line": row.line, "label": row.label, "kind": row.kind.value, "code": row.code, "text": text}
        )
    return found


def _draw_directions(
    studies: Sequence[Study], answer: PooledResult, wanted: Wanted, lang: str, to: Path
) -> None:
    """Which way each study points, and how many were in it."""
    from medgang.charts.effect_direction import DirectionRow, effect_direction
    from medgang.charts.voice import standalone
    from medgang.core.synthesis.direction import direction_of
    from medgang.core.synthesis.effects import sample_size

    rows = []
    for study, effect in zip(studies, answer.studies, strict=True):
        n = sample_size(study.data)
        way = direction_of(effect.yi, higher_is_better=not wanted.lower_is_better)
        rows.append(DirectionRow(study.label, None if n is None else round(n), (way,)))
    figure = effect_direction(rows, [say(f"synthesis.measure_{answer.measure.value}", lang)], voice(lang))
    write_drawing(to, standalone(figure.svg))


def _draw(answer: Answer, lang: str, forest_to: Path | None, funnel_to: Path | None) -> None:
    from medgang.charts.forest import ForestBlock, forest
    from medgang.charts.funnel import funnel
    from medgang.charts.voice import standalone

    if answer.pooled is None:
        return
    speak = voice(lang)
    if forest_to is not None:
        blocks = [
            ForestBlock(say(title, lang) if title.startswith("synthesis.") else title, part)
            for title, part in answer.blocks
        ]
        grouped = len(blocks) > 1 and "analysis_sets" not in answer.values
        favours = None
        if answer.pooled.measure.value != "prop":
            favours = (say("synthesis.favours_lower", lang), say("synthesis.favours_higher", lang))
        figure = forest(blocks, speak, favours=favours, overall=answer.pooled if grouped else None)
        write_drawing(forest_to, standalone(figure.svg))
    if funnel_to is not None:
        figure = funnel(answer.pooled, speak, filled=answer.filled)
        write_drawing(funnel_to, standalone(figure.svg))


def stop(error: MedgangError, lang: str) -> None:
    """One sentence on stderr, exit 2."""
    click.echo(say(error, lang), err=True)
    sys.exit(2)


_EXTRAS = ("leave_one_out", "cumulative", "influence", "funnel_tests", "trim_and_fill", "direction")


@click.command("pool")
@click.argument("data", type=click.Path(path_type=Path))
@click.option(
    "--measure", type=click.Choice([one.value for one in Measure]), default="given", show_default=True
)
@click.option("--method", type=click.Choice([one.value for one in Method]), default="reml", show_default=True)
@click.option(
    "--test",
    type=click.Choice([one.value for one in CiTest]),
    help="Uten valg: Hartung–Knapp, men Walds intervall leder der det er bredere.",
)
@click.option(
    "--moderator", "moderators", multiple=True, metavar="KOL", help="Forklaringsvariabel; kan gjentas."
)
@click.option("--subgroup", metavar="KOL", help="Slå sammen hver gruppe for seg og test forskjellen.")
@click.option("--cluster", metavar="KOL", help="Flere resultater per studie: modell med tre nivåer.")
@click.option("--rho", type=click.FloatRange(0, 1, max_open=True), help="Korrelasjon innen samme studie.")
@click.option("--leave-one-out", is_flag=True, help="Svaret uten én studie om gangen.")
@click.option("--cumulative", is_flag=True, help="Svaret etter hvert som studiene kom.")
@click.option("--influence", is_flag=True, help="Hvor mye hver studie trekker.")
@click.option("--funnel-tests", is_flag=True, help="Test for skjev trakt (fra ti studier).")
@click.option("--trim-and-fill", is_flag=True, help="Følsomhetslinje, aldri et anslag.")
@click.option("--direction", is_flag=True, help="Tell retninger og gjør en tegntest.")
@click.option("--lower-is-better", is_flag=True, help="Lavere verdi er bedre (for --direction).")
@click.option("--diagnostics", is_flag=True, help="Alle kontrollene over.")
@click.option("--forest", "forest_to", type=click.Path(path_type=Path), metavar="UT.svg")
@click.option("--funnel", "funnel_to", type=click.Path(path_type=Path), metavar="UT.svg")
@click.option("--directions", "directions_to", type=click.Path(path_type=Path), metavar="UT.svg")
@click.option("--lang", type=LANGUAGE, default="nb", show_default=True)
@click.option("--json", "as_json", is_flag=True, help="Skriv svaret som JSON.")
def command(
    *,
    data: Path,
    measure: str,
    method: str,
    test: str | None,
    moderators: tuple[str, ...],
    subgroup: str | None,
    cluster: str | None,
    rho: float | None,
    forest_to: Path | None,
    funnel_to: Path | None,
    directions_to: Path | None,
    lang: str,
    as_json: bool,
    lower_is_better: bool,
    diagnostics: bool,
    **extras: bool,
) -> None:
    """Slå sammen studiene i DATA.csv.

    Kolonner: yi,vi · ai,n1i,ci,n2i · m1i,sd1i,n1i,m2i,sd2i,n2i · ri,ni · xi,ni.
    """
    speak = partial(say, lang=lang)
    wanted = Wanted(
        Measure(measure),
        Method(method),
        CiTest(test) if test else None,
        tuple(name.strip() for text in moderators for name in text.split(",")),
        subgroup,
        cluster,
        rho,
        frozenset(name for name in _EXTRAS if extras.get(name) or diagnostics),
        lower_is_better,
    )
    try:
        sheet = read_sheet(read_text(data), wanted.measure)
    except MedgangError as error:
        stop(error, lang)
        return
    answer = compute(sheet, wanted)
    left_out = _left_out(sheet, lang)
    answer.values["left_out"] = left_out
    codes = [*answer.values.get("note_codes", ())]
    if answer.values.get("zero_rule"):
        codes.append(answer.values["zero_rule"])
    answer.values["notes"] = [{"code": code, "text": speak(code)} for code in codes]
    answer.values["problems"] = [{"code": one.code, "text": speak(one)} for one in answer.problems]
    if as_json:
        click.echo(json.dumps(answer.values, ensure_ascii=False, allow_nan=False))
    else:
        from medgang.cli.pool_text import lines

        for line in lines(answer, lang):
            click.echo(line)
    try:
        _draw(answer, lang, forest_to, funnel_to)
        if directions_to is not None and answer.pooled is not None:
            studies = [row.study for row in _in_use(sheet)[0].rows]
            _draw_directions(studies, answer.pooled, wanted, lang, directions_to)
    except MedgangError as error:
        answer.problems.append(error)
    for row in left_out:
        click.echo(row["text"], err=True)
    for problem in answer.problems:
        click.echo(speak(problem), err=True)
    lone = answer.pooled is not None and answer.pooled.k == 1
    if lone:
        click.echo(speak("synthesis.one_study"), err=True)
    if lone or answer.problems or any(row["kind"] == Kind.BAD.value for row in left_out):
        sys.exit(2)
