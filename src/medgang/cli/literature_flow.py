"""`medgang literature flow`: the PRISMA flow of a review, from its records' states or from what a source reports."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from medgang.cli.literature_search import contradiction_text
from medgang.cli.options import Refused, json_option, lang_option, print_json, refusals, sentence
from medgang.core.literature.flow import (
    Column,
    Contradiction,
    Count,
    Flow,
    Route,
    State,
    Tracked,
    contradictions,
    derived,
    difference,
    flow_of,
    total,
)

OUT = click.Path(dir_okay=False, path_type=Path)


def _tracked(rows: Iterable[dict[str, Any]], lang: str) -> list[Tracked]:
    """Records and their states from a table or a document."""
    found = []
    for place, row in enumerate(rows, 1):
        try:
            state = State(str(row.get("state", "")).strip().lower().replace("_", "-"))
            route = Route(str(row.get("route") or "database").strip().lower())
        except ValueError:
            raise Refused(
                sentence("literature.unknown_state", lang, {"row": place, "text": row.get("state", "")})
            ) from None
        with refusals(lang):
            found.append(
                Tracked(
                    id=str(row.get("id") or place),
                    source=str(row.get("source") or "–"),
                    state=state,
                    route=route,
                    reason=str(row.get("reason") or ""),
                    study=str(row.get("study") or ""),
                )
            )
    return found


def _from_table(path: Path, lang: str) -> Flow:
    from medgang.core.literature.importing.tables import rows
    from medgang.core.literature.importing.text import as_utf8

    table = rows(as_utf8(path.read_bytes()))
    first = next(table, None)
    names = [cell.strip().lower() for cell in first[1]] if first else []
    if "state" not in names:
        raise Refused(
            sentence("literature.no_column", lang, {"column": "state", "columns": ", ".join(names)})
        )
    tracked = _tracked((dict(zip(names, cells, strict=False)) for _, cells in table), lang)
    with refusals(lang):
        return flow_of(tracked)


def _from_document(path: Path, lang: str) -> tuple[Flow, list[Contradiction]]:
    from pydantic import ValidationError

    from medgang.content.schemas.literature import FlowFile
    from medgang.content.yaml import parse
    from medgang.core.literature.importing.text import as_utf8, decode

    import yaml  # isort: skip - beside the parser that raises its errors

    try:
        document = parse(decode(as_utf8(path.read_bytes())))
    except yaml.YAMLError:
        raise Refused(
            sentence("literature.bad_review_file", lang, {"file": path.name, "place": "–"})
        ) from None
    if isinstance(document, dict) and isinstance(document.get("records"), list):
        previous = document.get("previous") or {}
        with refusals(lang):
            return flow_of(
                _tracked([row for row in document["records"] if isinstance(row, dict)], lang),
                previous_studies=previous.get("studies"),
                previous_reports=previous.get("reports"),
            ), []
    try:
        return FlowFile.model_validate(document).flow(), []
    except ValidationError as error:
        place = ".".join(str(step) for step in error.errors()[0]["loc"])
        raise Refused(
            sentence("literature.bad_review_file", lang, {"file": path.name, "place": place})
        ) from None


def _named(name: str, lang: str) -> tuple[Flow, list[Contradiction]]:
    """A worked review that ships, with the sums its source prints."""
    from medgang.content import ContentError
    from medgang.content.schemas.literature import review

    try:
        found = review(name)
    except ContentError as error:
        if error.line:
            raise Refused(sentence(error.code, lang, error.values)) from None
        raise Refused(sentence("literature.no_such_review", lang, {"name": name})) from None
    sums = [
        difference(check.start, check.taken, check.printed)
        if check.start is not None
        else total(check.parts, check.printed)
        for check in found.checks
    ]
    return found.flow.flow(), [one for one in sums if one is not None]


def _column_json(column: Column) -> dict[str, Any]:
    found = asdict(column)
    found["sources"] = {name: asdict(count) for name, count in column.sources.items()}
    found["reasons"] = {name: asdict(count) for name, count in column.reasons.items()}
    return found


def _count_json(count: Count | None) -> dict[str, Any] | None:
    return None if count is None else asdict(count)


@click.command()
@click.argument("review")
@click.option("--svg", "out", type=OUT, help="Tegn flytskjemaet til en SVG-fil.")
@lang_option
@json_option
def flow(review: str, out: Path | None, lang: str, as_json: bool) -> None:
    """PRISMA-flyten til REVIEW: navnet på et eksempel, en tabell med tilstander (CSV), eller en fil (YAML, JSON)."""
    from dataclasses import replace

    from medgang.charts.prisma import prisma
    from medgang.charts.voice import Voice, standalone

    path = Path(review)
    sums: list[Contradiction] = []
    if not path.is_file():
        found, sums = _named(review, lang)
    elif path.suffix.lower() in {".csv", ".tsv", ".tab"}:
        found = _from_table(path, lang)
    else:
        found, sums = _from_document(path, lang)
    sums = [*contradictions(found), *sums]
    found = replace(found, databases=derived(found.databases))
    figure = prisma(
        found, Voice(lambda code, **values: sentence(code, lang, values), "." if lang == "en" else ",")
    )
    if out is not None:
        out.write_text(standalone(figure.svg), encoding="utf-8")
    if as_json:
        print_json(
            {
                "databases": _column_json(found.databases),
                "other": _column_json(found.other) if found.other is not None else None,
                "studies": _count_json(found.studies),
                "reports": _count_json(found.reports),
                "previous_studies": _count_json(found.previous_studies),
                "previous_reports": _count_json(found.previous_reports),
                "contradictions": [{**asdict(one), "text": contradiction_text(one, lang)} for one in sums],
            }
        )
        return
    click.echo(figure.title)
    for name, number in figure.table.rows:
        click.echo(f"  {name}: {number}")
    for one in sums:
        click.echo(contradiction_text(one, lang), err=True)
