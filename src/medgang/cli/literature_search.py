"""`medgang literature search`: check a search, or write it for another database."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from medgang.cli.options import Refused, json_option, lang_option, print_json, refusals, sentence, words
from medgang.content.schemas.literature import SearchesFile
from medgang.core.errors import MedgangError
from medgang.core.literature.flow import Contradiction, difference, total
from medgang.core.literature.searching.history import History, SearchLine, guess_database, read_history
from medgang.core.literature.searching.linting import Check, Finding, lint, lint_together
from medgang.core.literature.searching.rendering import render
from medgang.core.literature.searching.syntax import Database

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_DATABASE = click.Choice([base.value for base in Database])
_LARGEST = 2 * 1024 * 1024
_MOST_LINES = 3000


@click.group("search")
def search() -> None:
    """Søk: kontroller en søkehistorikk, eller skriv den for en annen database."""


def _text(path: Path, lang: str) -> str:
    from medgang.core.literature.importing.text import as_utf8, decode

    if path.stat().st_size > _LARGEST:
        raise Refused(sentence("literature.search_too_large", lang, {"file": path.name}))
    return decode(as_utf8(path.read_bytes()))


def _document(text: str) -> Any:
    """The file as data, where it is JSON or YAML; None where it is a search as text."""
    import yaml

    from medgang.content.yaml import DuplicateKey, parse

    if not text.lstrip().startswith(("{", "[")) and "searches:" not in text:
        return None
    try:
        found = parse(text)
    except (yaml.YAMLError, DuplicateKey):
        return None
    return found if isinstance(found, dict | list) else None


def _histories(document: Any, database: Database | None, name: str = "") -> Iterator[History]:
    """Every search in a document: a list of lines with `q`, strategies with `query`, wherever they stand."""
    if isinstance(document, dict):
        if isinstance(document.get("searches"), list) and "source" in document:
            yield from (one.history() for one in SearchesFile.model_validate(document).searches)
            return
        if isinstance(document.get("query"), str):
            label = str(document.get("topic") or document.get("name") or name)
            if document["query"].strip():
                yield replace(read_history(document["query"], database), name=label)
            return
        for key, value in document.items():
            yield from _histories(value, database, f"{name}/{key}".strip("/"))
    elif isinstance(document, list):
        if document and all(isinstance(line, dict) and "q" in line for line in document):
            yield _from_lines(document, database, name)
            return
        for place, value in enumerate(document):
            if isinstance(value, dict | list):
                yield from _histories(value, database, f"{name}[{place}]")


def _from_lines(lines: list[dict[str, Any]], database: Database | None, name: str) -> History:
    found = tuple(
        SearchLine(
            str(line.get("n", place)).lower().removeprefix("s"),
            str(line["q"]),
            line["hits"] if isinstance(line.get("hits"), int) else None,
            str(line.get("limits", "")),
        )
        for place, line in enumerate(lines, 1)
    )
    numbered = str(lines[0].get("n", "")).upper().startswith("S")
    guessed = Database.EBSCO if numbered else guess_database("\n".join(line.text for line in found))
    return History(database or guessed, found, name=name)


def _sums(document: Any, name: str = "") -> Iterator[tuple[str, Contradiction]]:
    """Reported flows and printed totals in a document, held against their own sums."""
    if not isinstance(document, dict):
        return
    for key, value in document.items():
        inside = f"{name}/{key}".strip("/")
        if key == "prisma" and isinstance(value, dict):
            yield from ((inside, one) for one in _flow_sums(value))
        elif key == "rows_printed" and isinstance(value, dict) and isinstance(value.get("total"), dict):
            for column, printed in value["total"].items():
                found = total([row[column] for label, row in value.items() if label != "total"], printed)
                if found is not None:
                    yield f"{inside}/{column}", found
        else:
            yield from _sums(value, inside)


def _line_hit_totals(document: Any, name: str = "") -> Iterator[tuple[str, Finding]]:
    """A printed total over line hits, which is no number of records."""
    if not isinstance(document, dict):
        return
    for key, value in document.items():
        inside = f"{name}/{key}".strip("/")
        if key == "rows_printed" and isinstance(value, dict) and isinstance(value.get("total"), dict):
            if isinstance(value["total"].get("hits"), int):
                yield inside, Finding(Check.SUM_OF_LINE_HITS, "", {"hits": value["total"]["hits"]})
        else:
            yield from _line_hit_totals(value, inside)


_FLOW_WORDS = {"total", "duplicates", "screened", "fulltext", "included"}


def _flow_sums(value: dict[str, Any]) -> Iterator[Contradiction]:
    sources = [count for key, count in value.items() if key not in _FLOW_WORDS and isinstance(count, int)]
    found = []
    if sources and "total" in value:
        found.append(total(sources, value["total"]))
    if {"total", "duplicates", "screened"} <= value.keys():
        found.append(difference(value["total"], [value["duplicates"]], value["screened"]))
    yield from (one for one in found if one is not None)


def _read(path: Path, database: str | None, lang: str) -> tuple[list[History], Any]:
    from pydantic import ValidationError

    base = Database(database) if database else None
    text = _text(path, lang)
    document = _document(text)
    try:
        if document is None:
            histories = [replace(read_history(text, base), name=path.name)]
        else:
            histories = list(_histories(document, base))
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(step) for step in first["loc"])
        raise Refused(
            sentence("literature.bad_search_file", lang, {"file": path.name, "place": place})
        ) from None
    except MedgangError as error:
        raise Refused(sentence(error.code, lang, error.values)) from None
    if not histories:
        raise Refused(sentence("literature.empty_search", lang, {}))
    if any(len(history.lines) > _MOST_LINES for history in histories):
        raise Refused(sentence("literature.search_too_large", lang, {"file": path.name}))
    return histories, document


def finding_text(finding: Finding, lang: str) -> str:
    """A finding as a sentence."""
    return sentence(f"literature.lint_{finding.check.value}", lang, dict(finding.values))


def contradiction_text(found: Contradiction, lang: str) -> str:
    """A sum that does not hold, as a sentence."""
    return sentence(
        f"literature.{found.code}",
        lang,
        {"shown": found.shown, "expected": found.expected, "printed": found.printed},
    )


def _finding_json(history: str, finding: Finding, lang: str) -> dict[str, Any]:
    return {
        "search": history,
        "line": finding.line,
        "severity": finding.severity.value,
        "check": finding.check.value,
        "values": finding.values,
        "text": finding_text(finding, lang),
    }


@search.command("lint")
@click.argument("file", type=FILE)
@click.option("--database", type=_DATABASE, help="Hvilken skrivemåte søket er i; ellers gjettes den.")
@lang_option
@json_option
def lint_command(file: Path, database: str | None, lang: str, as_json: bool) -> None:
    """Kontroller et søk: parenteser, linjehenvisninger, og om trefftallene kan stemme."""
    histories, document = _read(file, database, lang)
    sums = list(_sums(document))
    with refusals(lang):
        findings = [(history.name, finding) for history in histories for finding in lint(history)]
    findings += [("", finding) for finding in lint_together(histories)]
    findings += _line_hit_totals(document)
    if as_json:
        print_json(
            {
                "searches": [
                    {
                        "name": history.name,
                        "database": history.database.value,
                        "lines": len(history.lines),
                        "sum_of_line_hits": history.sum_of_line_hits,
                    }
                    for history in histories
                ],
                "findings": [_finding_json(name, finding, lang) for name, finding in findings]
                + [
                    {
                        "search": name,
                        "line": "",
                        "severity": "error",
                        "check": found.code,
                        "values": {
                            "shown": found.shown,
                            "expected": found.expected,
                            "printed": found.printed,
                        },
                        "text": contradiction_text(found, lang),
                    }
                    for name, found in sums
                ],
            }
        )
        return
    _ = words(lang)
    for name, finding in findings:
        where = f"{name} {finding.line}".strip()
        severity = sentence(f"literature.severity_{finding.severity.value}", lang, {})
        click.echo(f"{where}: {severity}: {finding_text(finding, lang)}")
    for name, found in sums:
        click.echo(f"{name}: {contradiction_text(found, lang)}")
    if not findings and not sums:
        click.echo(_("Ingen feil funnet i %(n)s søk.") % {"n": len(histories)})


@search.command("render")
@click.argument("file", type=FILE)
@click.option("--database", type=_DATABASE, required=True, help="Databasen søket skal skrives for.")
@click.option("--from", "origin", type=_DATABASE, help="Hvilken skrivemåte søket er i; ellers gjettes den.")
@lang_option
@json_option
def render_command(file: Path, database: str, origin: str | None, lang: str, as_json: bool) -> None:
    """Skriv et søk for en annen database, og si hva et menneske må ta stilling til."""
    histories, _document = _read(file, origin, lang)
    to = Database(database)
    with refusals(lang):
        written = [(history, render(history, to)) for history in histories]
    if as_json:
        print_json(
            {
                "database": to.value,
                "searches": [
                    {
                        "name": history.name,
                        "from": history.database.value,
                        "lines": [
                            {
                                "n": line.label,
                                "text": line.text,
                                "needs_person": [
                                    {
                                        "code": need.todo.value,
                                        "about": need.text,
                                        "text": sentence(
                                            f"literature.render_{need.todo.value}", lang, {"text": need.text}
                                        ),
                                    }
                                    for need in line.needs_person
                                ],
                            }
                            for line in lines
                        ],
                    }
                    for history, lines in written
                ],
            }
        )
        return
    for _history, lines in written:
        for line in lines:
            click.echo(f"{line.label}  {line.text}")
            for need in line.needs_person:
                click.echo(
                    f"    ! {sentence(f'literature.render_{need.todo.value}', lang, {'text': need.text})}",
                    err=True,
                )
    sys.stdout.flush()
