"""`medgang literature simulate`: a finished review screened again in the order this program would have shown."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from medgang.cli.options import (
    Refused,
    json_option,
    lang_option,
    number,
    print_json,
    refusals,
    sentence,
    words,
)
from medgang.content.catalogue import N_

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_YES = {"1", "1.0", "true", "yes", "ja", "include", "included", "relevant", "inkludert", "x"}
_NO = {"0", "0.0", "false", "no", "nei", "exclude", "excluded", "irrelevant", "ekskludert"}


def _priors(text: str | None, lang: str) -> list[int]:
    if not text:
        return []
    try:
        return list(dict.fromkeys(int(part) for part in text.replace(" ", ",").split(",") if part))
    except ValueError:
        raise Refused(sentence("literature.bad_priors", lang, {"text": text})) from None


def _criteria(path: Path | None) -> str:
    """The criteria as text; a JSON object gives its `title` and `criteria`, or all its texts."""
    if path is None:
        return ""
    from medgang.core.literature.importing.text import as_utf8, decode

    text = decode(as_utf8(path.read_bytes()))
    try:
        found = json.loads(text)
    except ValueError:
        return text
    if isinstance(found, dict):
        return "\n".join(str(value) for key, value in found.items() if key != "doi")
    return text


def _labels(cells: list[str], lang: str) -> dict[int, bool]:
    """Row → relevant, for the rows that say; anything but yes, no and nothing is refused."""
    found: dict[int, bool] = {}
    for row, cell in enumerate(cells):
        value = cell.strip().lower()
        if value in _YES or value in _NO:
            found[row] = value in _YES
        elif value not in {"", "-1", "nan", "na"}:
            raise Refused(sentence("literature.bad_label", lang, {"row": row, "text": cell[:40]}))
    return found


@contextmanager
def _bar(size: int, lang: str) -> Iterator[Callable[[int], None] | None]:
    """A bar on a terminal where there is something to wait for."""
    if size < 200 or not sys.stderr.isatty():
        yield None
        return
    with click.progressbar(length=size, label=words(lang)(N_("Siler")), file=sys.stderr) as bar:
        yield bar.update


@click.command()
@click.argument("file", type=FILE)
@click.option(
    "--label-column", default="label_included", show_default=True, help="Kolonnen med fasit (1 eller 0)."
)
@click.option("--priors", help="Radnumre (første rad er 0) som er vurdert på forhånd, med komma imellom.")
@click.option("--criteria", type=FILE, help="Fil med spørsmålet og kriteriene, til å begynne med.")
@lang_option
@json_option
def simulate(
    file: Path, label_column: str, priors: str | None, criteria: Path | None, lang: str, as_json: bool
) -> None:
    """Siler en ferdig oversikt på nytt i den rekkefølgen programmet ville vist, og måler hvor god den er."""
    from medgang.core.literature.importing.tables import headings, raw_column, read_table
    from medgang.core.literature.importing.text import as_utf8
    from medgang.core.literature.screening.ordering import Text
    from medgang.core.literature.screening.simulation import simulate as run

    data = as_utf8(file.read_bytes())
    cells = raw_column(data, label_column)
    if cells is None:
        shown = ", ".join(headings(data)[:20])
        raise Refused(sentence("literature.no_column", lang, {"column": label_column, "columns": shown}))
    known = _labels(cells, lang)
    drafts, _losses = read_table(data, file.name)
    rows = sorted(known)
    place = {row: index for index, row in enumerate(rows)}
    unknown = [row for row in _priors(priors, lang) if row not in place]
    if unknown:
        raise Refused(sentence("literature.no_such_row", lang, {"row": unknown[0]}))
    with refusals(lang), _bar(len(rows), lang) as tell:
        result = run(
            [Text(drafts[row].first("title"), drafts[row].first("abstract")) for row in rows],
            [known[row] for row in rows],
            priors=[place[row] for row in _priors(priors, lang)],
            criteria=_criteria(criteria),
            tell=tell,
        )
    if len(rows) < len(cells):
        click.echo(sentence("literature.rows_without_label", lang, {"n": len(cells) - len(rows)}), err=True)
    if as_json:
        print_json(
            {
                "order": [rows[index] for index in result.order],
                "wss95": round(result.wss95, 6),
                "recall10": round(result.recall10, 6),
                "loss": round(result.loss, 6),
                "first_relevant": result.first_relevant,
                "stopping": [
                    {"rule": rule.value, "read": read, "recall": round(recall, 6), "standing": "heuristic"}
                    for rule, read, recall in result.stops
                ],
            }
        )
        return
    _ = words(lang)
    click.echo(_("Første relevante post: nr. %(n)s") % {"n": result.first_relevant})
    click.echo(
        _("Spart arbeid ved 95 %% gjenfinning (WSS@95): %(value)s") % {"value": number(result.wss95, lang, 3)}
    )
    click.echo(
        _("Gjenfinning etter 10 %% av postene: %(value)s") % {"value": number(result.recall10, lang, 3)}
    )
    click.echo(_("Tap (0 er best): %(value)s") % {"value": number(result.loss, lang, 4)})
    for rule, read, recall in result.stops:
        name = sentence(f"literature.rule_{rule.value}", lang, {})
        if read is None:
            click.echo(_("%(rule)s: sa aldri stopp") % {"rule": name})
        else:
            click.echo(
                _("%(rule)s: stopp etter %(read)s poster, gjenfinning %(recall)s (heuristikk)")
                % {"rule": name, "read": read, "recall": number(recall, lang, 3)}
            )
