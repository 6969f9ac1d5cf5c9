"""`medgang recording FILE…`: one recorded session read and held against its plan, or a whole folder of them."""

from __future__ import annotations

import json
import os
import sys
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from medgang.cli.body import age_option, hr_max_of, hr_max_options, known_hr_max
from medgang.cli.options import (
    Refused,
    content_option,
    json_option,
    lang_option,
    print_json,
    refusals,
    sentence,
    words,
)
from medgang.cli.recording_json import review_json
from medgang.cli.recording_text import bpm, clock, review_text
from medgang.content.catalogue import N_
from medgang.core.errors import MedgangError
from medgang.core.recordings import Recording, SessionReview

if TYPE_CHECKING:
    from concurrent.futures import Future

    from medgang.core.physiology import HrMax, ZoneScale
    from medgang.core.programmes import SessionPlan

_FILES_AT_A_TIME = 8
_NAME_WIDTH = 36


@dataclass(frozen=True, slots=True)
class _Task:
    """What is the same for every file of one command."""

    plan: SessionPlan | None
    look: bool
    hr_max: HrMax
    scale: ZoneScale
    lang: str
    svg: Path | None


@click.command("recording")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE…")
@age_option(required=False)
@hr_max_options
@click.option(
    "--plan", "plan_name", help="four-by-four, 4x360/180 (drag × arbeid/pause i sekunder) eller none."
)
@click.option("--scale", default="olympiatoppen-2020", show_default=True, help="Skalaen sonene tas fra.")
@click.option(
    "--svg", type=click.Path(path_type=Path), help="Skriv kurven hit; en mappe når det er flere filer."
)
@content_option
@lang_option
@json_option
def recording(
    paths: Sequence[Path],
    age: float | None,
    hr_max: float | None,
    hr_max_source: str,
    hr_max_on: datetime | None,
    formula: str,
    plan_name: str | None,
    scale: str,
    svg: Path | None,
    over: Sequence[Path],
    lang: str,
    as_json: bool,
) -> None:
    """Les et pulsopptak (FIT, TCX, GPX, PWX, HRM, CSV), finn dragene og hold dem mot planen."""
    from medgang.content.schemas.zones import zone_scale

    with refusals(lang):
        task = _Task(
            plan=_plan(plan_name, over),
            look=plan_name != "none",
            hr_max=known_hr_max(
                hr_max_of(
                    age=age, hr_max=hr_max, hr_max_source=hr_max_source, hr_max_on=hr_max_on, formula=formula
                )
            ),
            scale=zone_scale(scale, over),
            lang=lang,
            svg=svg,
        )
    files = list(_files(paths))
    if len(paths) == 1 and not paths[0].is_dir():
        _one(paths[0], task, as_json=as_json)
    else:
        _many(files, task, as_json=as_json)


def _plan(name: str | None, over: Sequence[Path]) -> SessionPlan | None:
    """The plan that was named: a pattern, or a plan of the content. None where there is none to hold against."""
    from medgang.content.loader import content_files
    from medgang.content.schemas.session_plans import AREA, session_plan
    from medgang.core.programmes import SessionPlan

    if name is None or name == "none":
        return None
    if name in content_files(AREA, over):
        return session_plan(name, over)
    return SessionPlan.parse(name)


def _files(paths: Sequence[Path]) -> Iterator[Path]:
    """The files that were named, and all files in the folders that were; hidden ones are left."""
    for path in paths:
        if path.is_dir():
            for folder, inside, names in os.walk(path):
                inside[:] = sorted(one for one in inside if not one.startswith("."))
                yield from (Path(folder, name) for name in sorted(names) if not name.startswith("."))
        else:
            yield path


def _review(path: Path, task: _Task) -> tuple[Recording, SessionReview]:
    """One file, read and reviewed."""
    from medgang.core.recordings import analyse, read_recording

    read = read_recording(path)
    return read, analyse(read, task.plan, task.hr_max, task.scale, look=task.look)


def _draw(path: Path, review: SessionReview, task: _Task, *, folder: bool) -> None:
    """Write the curve where it was asked for."""
    from medgang.charts.recording import session_figure

    if task.svg is None:
        return
    target = task.svg / f"{path.name}.svg" if folder else task.svg
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(session_figure(review, words(task.lang)).svg, encoding="utf-8")
    except OSError:
        _ = words(task.lang)
        raise Refused(_("Kurven kan ikke skrives til %(path)s.") % {"path": target}) from None


def _one(path: Path, task: _Task, *, as_json: bool) -> None:
    """One file: everything there is to say."""
    with refusals(task.lang):
        read, review = _review(path, task)
    _draw(path, review, task, folder=False)
    if as_json:
        print_json(review_json(path.name, read, review, task.lang))
    else:
        for line in review_text(read, review, task.lang):
            click.echo(line)


def _many(files: Sequence[Path], task: _Task, *, as_json: bool) -> None:
    """Many files: a row each as they are done, on all cores; nothing is kept of a file once its row is written."""
    _ = words(task.lang)
    if not files:
        raise Refused(_("Ingen filer å lese."))
    if as_json:
        click.echo("[")
    else:
        click.echo(_row([_(title) for title in _TITLES]))
    good = 0
    with click.progressbar(length=len(files), file=sys.stderr, hidden=not sys.stderr.isatty()) as bar:
        for place, result in enumerate(_reviewed(files, task)):
            bar.update(1)
            good += "error" not in result
            if as_json:
                comma = "," if place + 1 < len(files) else ""
                click.echo(json.dumps(result, ensure_ascii=False) + comma)
            else:
                click.echo(_row_of(result, task.lang))
    if as_json:
        click.echo("]")
    if not good:
        raise Refused(_("Ingen av filene kunne leses."))


def _reviewed(files: Sequence[Path], task: _Task) -> Iterator[dict[str, Any]]:
    """The results in the order of the files. Only a few batches are under way at a time."""
    from concurrent.futures import ProcessPoolExecutor

    batches = [files[at : at + _FILES_AT_A_TIME] for at in range(0, len(files), _FILES_AT_A_TIME)]
    workers = min(
        len(batches),
        len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1,
    )
    if workers < 2:
        for path in files:
            yield _result(path, task)
        return
    with ProcessPoolExecutor(workers) as pool:
        under_way: deque[Future[list[dict[str, Any]]]] = deque()
        for batch in batches:
            under_way.append(pool.submit(_batch, batch, task))
            if len(under_way) >= 4 * workers:
                yield from under_way.popleft().result()
        while under_way:
            yield from under_way.popleft().result()


def _batch(paths: Sequence[Path], task: _Task) -> list[dict[str, Any]]:
    """The results of a few files, in another process."""
    return [_result(path, task) for path in paths]


def _result(path: Path, task: _Task) -> dict[str, Any]:
    """The review of one file as JSON, or why there is none."""
    try:
        read, review = _review(path, task)
    except MedgangError as error:
        return {
            "file": path.name,
            "error": {"code": error.code, "text": sentence(error.code, task.lang, error.values)},
        }
    _draw(path, review, task, folder=True)
    return review_json(path.name, read, review, task.lang)


_TITLES = (
    N_("Fil"),
    N_("Varighet"),
    N_("Snitt"),
    N_("Høyest"),
    N_("Brukbart"),
    N_("Drag"),
    N_("I målet"),
    N_("Merk"),
)
_WIDTHS = (_NAME_WIDTH, 9, 6, 7, 9, 6, 8, 0)


def _row(cells: Sequence[str]) -> str:
    """A row of the table; widths are fixed, since rows are written before the last file is read."""
    return "  ".join(
        cell[:_NAME_WIDTH].ljust(width) if width else cell for cell, width in zip(cells, _WIDTHS, strict=True)
    ).rstrip()


def _row_of(result: dict[str, Any], lang: str) -> str:
    """The row of one file."""
    if "error" in result:
        return _row([result["file"], "", "", "", "", "", "", result["error"]["text"]])
    found = result["fidelity"]
    planned = "" if found["planned_bouts"] is None else f"/{found['planned_bouts']}"
    in_target = found["seconds_in_target"]
    codes = [one["code"] for one in result["warnings"] if one["code"] in _SHOWN]
    _ = words(lang)
    return _row(
        [
            result["file"],
            clock(result["seconds"]),
            bpm(result["heart_rate"]["mean"]),
            bpm(result["heart_rate"]["max"]),
            f"{round(100 * result['quality']['valid_share'])} %",
            f"{found['done_bouts']}{planned}",
            "–" if in_target is None else clock(in_target),
            ", ".join(_(_SHOWN[code]) for code in codes),
        ]
    )


_SHOWN = {
    "file_damaged": N_("skadet fil"),
    "clock_jumped": N_("klokka stilt"),
    "much_missing": N_("mye mangler"),
    "cadence_suspect": N_("lik stegene"),
    "above_hr_max": N_("over makspuls"),
    "plan_not_found": N_("planen ikke funnet"),
}
