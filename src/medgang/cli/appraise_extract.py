"""`medgang appraise matrix` and `themes`: what was taken out of the studies, and what it says when put together."""

from __future__ import annotations

import csv
import io
import json
import re
import sys
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from medgang.cli.pool import LANGUAGE, read_text, stop
from medgang.content.sentences import say
from medgang.core.errors import InvalidValue, MedgangError
from medgang.core.literature.refs import StudyRef

if TYPE_CHECKING:
    from medgang.core.synthesis.extraction import Claim, Contradiction, Entry

_PATH = click.Path(path_type=Path)
_PLAIN = str.maketrans({"æ": "ae", "ø": "o", "å": "a"})


def study_named(text: str) -> StudyRef:
    """A study by the name people use: "Ellingsen 2024" is `ellingsen-2024`."""
    plain = (
        unicodedata.normalize("NFKD", text.casefold().translate(_PLAIN)).encode("ascii", "ignore").decode()
    )
    return StudyRef(re.sub(r"[^a-z0-9]+", "-", plain).strip("-"), label=text.strip())


class _Rows:
    """The rows of a CSV file, and what was wrong with some of them."""

    def __init__(self, path: Path, wanted: tuple[str, ...]) -> None:
        text = read_text(path).removeprefix("\ufeff")
        first = text.splitlines()[0]
        self.reader = csv.DictReader(io.StringIO(text), delimiter=max((",", ";", "\t"), key=first.count))
        absent = [name for name in wanted if name not in (self.reader.fieldnames or ())]
        if absent:
            raise InvalidValue("synthesis.missing_columns", columns=", ".join(absent))
        self.problems: list[InvalidValue] = []

    def __iter__(self) -> Any:
        for row in self.reader:
            yield self.reader.line_num, {str(name): (value or "") for name, value in row.items() if name}

    def wrong(self, code: str, line: int, text: str) -> None:
        """Leave a row out, and say why."""
        self.problems.append(InvalidValue(f"synthesis.{code}", line=line, text=text[:40]))

    def study(self, line: int, text: str) -> StudyRef | None:
        """The study of a row, or None when it has no usable name."""
        try:
            return study_named(text)
        except InvalidValue:
            self.wrong("bad_study_name", line, text)
            return None


def _entries(path: Path, keys: set[str]) -> tuple[list[Entry], list[InvalidValue]]:
    from medgang.core.synthesis.extraction import Entry, Rights

    rows = _Rows(path, ("study", "column", "extractor", "text"))
    found = []
    for line, row in rows:
        rights = row.get("rights", "").strip() or Rights.OWN_WORDS.value
        if row["column"] not in keys:
            rows.wrong("unknown_column", line, row["column"])
        elif rights not in set(Rights):
            rows.wrong("unknown_rights", line, rights)
        elif (study := rows.study(line, row["study"])) is not None:
            place = row.get("place", "")
            found.append(Entry(study, row["column"], row["extractor"], row["text"], place, Rights(rights)))
    return found, rows.problems


def _claims(path: Path) -> tuple[list[Claim], list[InvalidValue]]:
    from medgang.core.synthesis.extraction import Claim, Relation

    rows = _Rows(path, ("study", "outcome", "factor", "relation", "place"))
    found = []
    for line, row in rows:
        relation = row["relation"].strip().casefold()
        if relation not in set(Relation):
            rows.wrong("unknown_relation", line, row["relation"])
        elif (study := rows.study(line, row["study"])) is not None:
            found.append(Claim(study, row["outcome"], row["factor"], Relation(relation), row["place"]))
    return found, rows.problems


def _contradiction(one: Contradiction) -> dict[str, Any]:
    return {
        "study": one.study.shown,
        "subject": one.subject,
        "kind": one.kind,
        "readings": [{"where": where, "what": what} for where, what in one.readings],
    }


@click.command("matrix")
@click.argument("template")
@click.argument("data", type=_PATH)
@click.option("--claims", "claims_from", type=_PATH, help="Utsagn fra studiene, for å finne motsigelser.")
@click.option("--for-others", is_flag=True, help="Uten det som ikke kan deles videre.")
@click.option("--lang", type=LANGUAGE, default="nb", show_default=True)
@click.option("--json", "as_json", is_flag=True)
def matrix_command(
    *, template: str, data: Path, claims_from: Path | None, for_others: bool, lang: str, as_json: bool
) -> None:
    """Sett sammen litteraturmatrisen TEMPLATE av DATA.csv (kolonner: study, column, extractor, text)."""
    from medgang.content.schemas.appraisal import matrices
    from medgang.core.synthesis.extraction import between_claims, between_extractors, matrix, matrix_csv

    try:
        if template not in matrices():
            raise InvalidValue("synthesis.unknown_template", template=template)
        made, heads = matrices()[template]
        entries, problems = _entries(data, {column.key for column in made.columns})
        claims, more = _claims(claims_from) if claims_from else ([], [])
    except MedgangError as error:
        stop(error, lang)
        return
    problems += more
    studies = list(dict.fromkeys(entry.study for entry in entries))
    filled = matrix(made, studies, entries, for_others=for_others)
    words = {key: text.in_(lang) for key, text in heads.items()}
    differ = [*between_extractors(entries), *between_claims(claims)]
    if as_json:
        values = {
            "template": template,
            "columns": [{"key": key, "text": words[key]} for key in filled.columns],
            "rows": [
                {"study": study.shown, **dict(zip(filled.columns, texts, strict=True))}
                for study, texts in filled.rows
            ],
            "missing": [{"study": study.shown, "column": key} for study, key in filled.missing],
            "contradictions": [_contradiction(one) for one in differ],
        }
        click.echo(json.dumps(values, ensure_ascii=False))
    else:
        click.echo(matrix_csv(filled, words, say("synthesis.forest_study", lang)), nl=False)
        for study, key in filled.missing:
            click.echo(say("synthesis.cell_unfilled", lang, study=study.shown, column=words[key]), err=True)
        for one in differ:
            readings = " / ".join(f"{where}: {what}" for where, what in one.readings)
            told = {"study": one.study.shown, "subject": one.subject, "readings": readings}
            click.echo(say("synthesis.contradiction", lang, **told), err=True)
    for problem in problems:
        click.echo(say(problem, lang), err=True)
    if problems:
        sys.exit(2)


def _analysis(document: Any, started: tuple[Any, ...]) -> Any:
    from medgang.core.synthesis.qualitative import Analysis, Code, Coding, Finding, Quote, Theme

    themes = [
        Theme(one["key"], one["label"], tuple(one.get("codes", ()))) for one in document.get("themes", ())
    ]
    given = {theme.key for theme in themes}
    return Analysis(
        tuple(
            Quote(one["key"], study_named(one["study"]), one["text"], str(one["page"]), one["language"],
                  one.get("translation", ""))
            for one in document.get("quotes", ())
        ),
        tuple(Code(one["key"], one["label"], one.get("memo", "")) for one in document.get("codes", ())),
        tuple(Coding(one["quote"], one["code"], one.get("coder", "")) for one in document.get("codings", ())),
        (*themes, *(theme for theme in started if theme.key not in given)),
        tuple(
            Finding(one["key"], one["sentence"], tuple(one.get("themes", ())), tuple(one.get("quotes", ())))
            for one in document.get("findings", ())
        ),
    )  # fmt: skip


@click.command("themes")
@click.argument("data", type=_PATH, required=False)
@click.option("--start", help="Begynn med et av temasettene som følger med (experience, craving).")
@click.option("--lang", type=LANGUAGE, default="nb", show_default=True)
@click.option("--json", "as_json", is_flag=True)
def themes_command(*, data: Path | None, start: str | None, lang: str, as_json: bool) -> None:
    """Sitater, koder og temaer i DATA.json: tema × studie, sitatbanken, og det som ikke er knyttet til noe."""
    from medgang.content.schemas.appraisal import starting_themes
    from medgang.core.synthesis.qualitative import quote_bank

    sets = starting_themes(lang)
    try:
        if (start is not None and start not in sets) or (data is None and start is None):
            raise InvalidValue("synthesis.no_analysis_named", sets=", ".join(sorted(sets)))
        document = json.loads(read_text(data)) if data else {}
        analysis = _analysis(document, sets[start] if start else ())
    except MedgangError as error:
        stop(error, lang)
        return
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        stop(InvalidValue("synthesis.not_an_analysis", reason=str(error)), lang)
        return
    studies = list(dict.fromkeys(quote.study for quote in analysis.quotes))
    table = analysis.theme_by_study(studies)
    ends = analysis.loose_ends() if data else ()
    values = {
        "studies": [study.shown for study in studies],
        "themes": [{"key": one.key, "label": one.label, "quotes": list(counts)} for one, counts in table],
        "quote_bank": [
            {
                "theme": theme,
                "quote": quote.key,
                "study": quote.study.shown,
                "page": quote.page,
                "language": quote.language,
                "text": quote.text,
                "translation": quote.translation,
            }
            for theme, quote in quote_bank(analysis)
        ],
        "findings": [{"key": one.key, "sentence": one.sentence} for one in analysis.findings],
        "loose_ends": [{"key": one.key, "code": one.code, "text": say(one.code, lang)} for one in ends],
        "coder_differences": [
            {"quote": quote, "codes": {coder: list(codes) for coder, codes in coders}}
            for quote, coders in analysis.coder_differences()
        ],
    }
    if as_json:
        click.echo(json.dumps(values, ensure_ascii=False))
        return
    for one, counts in table:
        click.echo(
            f"{one.label}: "
            + (", ".join(f"{s.shown} {n}" for s, n in zip(studies, counts, strict=True)) or "–")
        )
        for quote in analysis.quotes_of(one):
            click.echo(f"  «{quote.text}» ({quote.study.shown}, s. {quote.page}, {quote.language})")
    for end in ends:
        click.echo(f"· {end.key}: {say(end.code, lang)}")
