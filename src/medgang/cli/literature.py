"""`medgang literature`: exports in, records out, duplicates found; the other parts stand in files beside this one."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

import click

from medgang.cli.options import Refused, json_option, lang_option, print_json, refusals, sentence, words
from medgang.content.catalogue import N_

if TYPE_CHECKING:
    from medgang.core.literature.importing import Import
    from medgang.core.literature.record import Loss, Record

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
OUT = click.Path(dir_okay=False, path_type=Path)
_SHOWN_LOSSES = 20
_MANY = 5000


class _Parts(click.Group):
    """The subcommands in other files, imported when they are used."""

    parts: ClassVar[dict[str, tuple[str, str]]] = {
        "simulate": ("medgang.cli.literature_screening", "simulate"),
        "search": ("medgang.cli.literature_search", "search"),
        "flow": ("medgang.cli.literature_flow", "flow"),
    }

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Every subcommand."""
        return sorted([*super().list_commands(ctx), *self.parts])

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """A subcommand, imported now."""
        if cmd_name not in self.parts:
            return super().get_command(ctx, cmd_name)
        import importlib

        module, name = self.parts[cmd_name]
        found: click.Command = getattr(importlib.import_module(module), name)
        return found


@click.group("literature", cls=_Parts)
def command() -> None:
    """Litteratur: importer, finn dubletter, ordne, kontroller søk og tegn flytskjema."""


def _progress(paths: Sequence[Path], lang: str) -> Iterable[Path]:
    """The files one by one, with a bar on a terminal where there is something to wait for."""
    heavy = sum(path.stat().st_size for path in paths) > 5_000_000
    if not heavy or not sys.stderr.isatty():
        yield from paths
        return
    with click.progressbar(paths, label=words(lang)(N_("Leser")), file=sys.stderr) as bar:
        yield from bar


def read_files(paths: Sequence[Path], lang: str) -> tuple[list[Import], list[str]]:
    """What each file gave; a file that cannot be read is a sentence, and the others are read."""
    from medgang.core.errors import MedgangError
    from medgang.core.literature.importing import read

    found: list[Import] = []
    refused: list[str] = []
    for path in _progress(paths, lang):
        try:
            found.append(read(path.read_bytes(), path.name))
        except MedgangError as error:
            refused.append(sentence(error.code, lang, error.values))
    return found, refused


def loss_text(loss: Loss, lang: str) -> str:
    """One loss as a sentence with file and line."""
    return sentence(
        f"literature.{loss.code.value}", lang, {"file": loss.source, "line": loss.line, "text": loss.text}
    )


def _all_records(found: Sequence[Import]) -> tuple[list[Record], list[Loss]]:
    from medgang.core.literature.importing import distinct_ids

    records, losses = distinct_ids([record for one in found for record in one.records])
    return records, [loss for one in found for loss in one.losses] + losses


def _end(refused: Sequence[str]) -> None:
    for text in refused:
        click.echo(text, err=True)
    if refused:
        sys.exit(2)


@command.command("import")
@click.argument("files", type=FILE, nargs=-1, required=True)
@click.option("--to", "out", type=OUT, help="Skriv postene til en fil: .ris, .csv eller .json.")
@lang_option
@json_option
def import_(files: tuple[Path, ...], out: Path | None, lang: str, as_json: bool) -> None:
    """Les eksporter fra databaser og referanseprogrammer, i alle vanlige formater."""
    from medgang.core.literature.exporting import to_csl, write_csl, write_csv, write_ris

    writers = {".ris": write_ris, ".csv": write_csv, ".json": write_csl}
    if out is not None and out.suffix.lower() not in writers:
        raise Refused(sentence("literature.unknown_output", lang, {"file": out.name}))
    found, refused = read_files(files, lang)
    records, losses = _all_records(found)
    if out is not None and records:
        out.write_text(writers[out.suffix.lower()](records), encoding="utf-8")
    if as_json:
        print_json(
            {
                "records": [to_csl(record) for record in records],
                "losses": [
                    {"file": loss.source, "line": loss.line, "code": loss.code.value, "text": loss.text}
                    for loss in losses
                ],
                "files": [
                    {"file": one.source, "format": one.format.value, "records": len(one.records)}
                    for one in found
                ],
            }
        )
    else:
        _ = words(lang)
        for one in found:
            click.echo(
                _("%(file)s: %(records)s poster (%(format)s)")
                % {"file": one.source, "records": len(one.records), "format": one.format.value}
            )
        for loss in losses[:_SHOWN_LOSSES]:
            click.echo(f"  {loss_text(loss, lang)}")
        if len(losses) > _SHOWN_LOSSES:
            click.echo("  " + _("… og %(n)s til (alle med --json)") % {"n": len(losses) - _SHOWN_LOSSES})
        if out is not None and records:
            click.echo(_("Skrevet til %(file)s.") % {"file": out.name})
    _end(refused)


@command.command()
@click.argument("files", type=FILE, nargs=-1, required=True)
@lang_option
@json_option
def duplicates(files: tuple[Path, ...], lang: str, as_json: bool) -> None:
    """Finn poster som er samme post på tvers av filer. Usikre par vises og slås aldri sammen."""
    from medgang.core.literature.duplicates import find_duplicates

    found, refused = read_files(files, lang)
    records, _losses = _all_records(found)
    if len(records) > _MANY and sys.stderr.isatty():
        click.echo(words(lang)(N_("Sammenligner %(n)s poster …")) % {"n": len(records)}, err=True)
    start = time.perf_counter()
    with refusals(lang):
        result = find_duplicates(records)
    seconds = time.perf_counter() - start
    if as_json:
        print_json(
            {
                "groups": [list(group) for group in result.groups],
                "unsure": [
                    {"pair": [pair.one, pair.other], "score": pair.score, "reasons": list(pair.reasons)}
                    for pair in result.unsure
                ],
                "seconds": round(seconds, 3),
            }
        )
    else:
        _print_duplicates(records, result, lang)
    _end(refused)


def _print_duplicates(records: Sequence[Record], result: Any, lang: str) -> None:
    _ = words(lang)
    titles = {record.id: record.title for record in records}
    extra = sum(len(group) - 1 for group in result.groups)
    click.echo(
        _("%(records)s poster, %(groups)s grupper, %(extra)s dubletter")
        % {"records": len(records), "groups": len(result.groups), "extra": extra}
    )
    for group in result.groups:
        click.echo(f"  {' = '.join(group)}  {titles[group[0]][:80]}")
    if result.unsure:
        click.echo(_("Usikre par, som du må se på:"))
    for pair in result.unsure:
        reasons = ", ".join(reason_text(reason, lang) for reason in pair.reasons)
        click.echo(f"  {pair.one} ? {pair.other}  {titles[pair.one][:60]}  ({reasons})")
    if result.related:
        click.echo(_("Par som kan være flere rapporter fra samme studie: %(n)s") % {"n": len(result.related)})


def reason_text(code: str, lang: str) -> str:
    """A reason for or against a pair, in words."""
    return sentence(f"literature.reason_{code}", lang, {})
