"""`medgang appraise`: checklists, RoB 2, GRADE and the summary of findings from a terminal."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from medgang.cli.appraise_extract import matrix_command, themes_command
from medgang.cli.pool import LANGUAGE, read_text, stop, voice, write_drawing
from medgang.content.sentences import say
from medgang.core.appraisal.reading import RowError
from medgang.core.errors import MedgangError

_PATH = click.Path(path_type=Path)


@click.group("appraise")
def command() -> None:
    """Kritisk vurdering: skjemaer, RoB 2, GRADE og tall til oppsummeringstabellen."""


command.add_command(matrix_command)
command.add_command(themes_command)


def _finish(values: Any, lines: Sequence[str], errors: Sequence[RowError], lang: str, as_json: bool) -> None:
    """Print what could be done; a row that could not is said on stderr and gives exit 2."""
    if as_json:
        click.echo(json.dumps(values, ensure_ascii=False, allow_nan=False))
    else:
        for line in lines:
            click.echo(line)
    for error in errors:
        text = say(error.code, lang, **error.values)
        if not error.code.startswith(("appraisal.unknown_", "appraisal.cell_")):
            text = say("appraisal.row_left_out", lang, line=error.line, reason=text)
        click.echo(text, err=True)
    if errors:
        sys.exit(2)


def _errors(errors: Sequence[RowError], lang: str) -> list[dict[str, Any]]:
    return [{"line": one.line, "code": one.code, "text": say(one.code, lang, **one.values)} for one in errors]


@command.command("forms")
@click.option("--design", help="Bare skjemaer som passer til denne studietypen.")
@click.option("--lang", type=LANGUAGE, default="nb", show_default=True)
@click.option("--json", "as_json", is_flag=True)
def list_forms(design: str | None, lang: str, as_json: bool) -> None:
    """Vis skjemaene, eller dem som passer til en studietype."""
    from medgang.content.schemas.appraisal import forms
    from medgang.core.appraisal.forms import forms_for

    worded = forms()
    chosen = [one.form for one in worded.values()]
    if design:
        chosen = list(forms_for(chosen, design))
    values = [
        {
            "name": form.name,
            "title": worded[form.name].title.in_(lang),
            "version": form.version,
            "designs": sorted(form.designs),
            "link": form.link,
            "items": len(form.items),
        }
        for form in chosen
    ]
    _finish(values, [f"{one['name']:<28} {one['title']}" for one in values], (), lang, as_json)


@command.command("form")
@click.argument("name")
@click.option("--lang", type=LANGUAGE, default="nb", show_default=True)
@click.option("--json", "as_json", is_flag=True)
def show_form(name: str, lang: str, as_json: bool) -> None:
    """Vis spørsmålene i skjemaet NAME."""
    from medgang.content.schemas.appraisal import forms

    worded = forms().get(name)
    if worded is None:
        stop(MedgangError("appraisal.unknown_form", form=name), lang)
        return
    items = [
        {
            "id": item.id,
            "text": worded.texts[item.id].in_(lang),
            "screening": item.screening,
            "free_text": item.free_text,
        }
        for item in worded.form.items
    ]
    values = {
        "name": name,
        "title": worded.title.in_(lang),
        "version": worded.form.version,
        "link": worded.form.link,
        "items": items,
    }
    lines = [f"{values['title']} ({worded.form.version}) {worded.form.link}"]
    lines += [f"{one['id']:>16}  {one['text']}" for one in items]
    _finish(values, lines, (), lang, as_json)


def _document(path: Path, lang: str) -> Any:
    """A JSON file, or one sentence and exit 2."""
    try:
        return json.loads(read_text(path, "appraisal"))
    except MedgangError as error:
        stop(error, lang)
    except json.JSONDecodeError as error:
        stop(
            MedgangError("appraisal.file_unreadable", file=path.name, line=error.lineno, reason=error.msg),
            lang,
        )


def _whole(value: Any) -> int:
    if type(value) is not int:
        raise TypeError(f"{value!r} is not a whole number")
    return int(value)


def _broken(path: Path, reason: str) -> MedgangError:
    return MedgangError("appraisal.file_unreadable", file=path.name, line=1, reason=reason)


@command.command("check")
@click.argument("files", nargs=-1, required=True, type=_PATH)
@click.option("--lang", type=LANGUAGE, default="nb", show_default=True)
@click.option("--json", "as_json", is_flag=True)
def check(files: tuple[Path, ...], lang: str, as_json: bool) -> None:
    """Se hva som mangler i utfylte skjemaer (JSON), og hvor de to første er uenige."""
    from medgang.content.schemas.appraisal import forms
    from medgang.core.appraisal.forms import FormAnswer, FormReading, Given, differences
    from medgang.core.literature.refs import StudyRef

    worded = forms()
    readings: list[FormReading] = []
    for path in files:
        document = _document(path, lang)
        try:
            form = worded[document["form"]].form
            given = {
                item: Given(
                    FormAnswer(one["answer"]) if one["answer"] in set(FormAnswer) else one["answer"],
                    str(one.get("note") or ""),
                )
                for item, one in document["answers"].items()
            }
            readings.append(
                FormReading(form, StudyRef.parse(document["study"]), document["appraiser"], given)
            )
        except (KeyError, TypeError, AttributeError) as error:
            stop(_broken(path, str(error)), lang)
        except MedgangError as error:
            stop(_broken(path, error.code) if error.code.startswith("literature.") else error, lang)
    try:
        differ = differences(readings[0], readings[1]) if len(readings) > 1 else ()
    except MedgangError as error:
        stop(error, lang)
        return
    values = {
        "readings": [
            {
                "form": one.form.name,
                "study": str(one.study),
                "appraiser": one.appraiser,
                "unanswered": list(one.unanswered),
                "read_on": one.read_on,
                "without_reason": one.without_reason,
            }
            for one in readings
        ],
        "differences": [{"item": one.item, "first": one.first, "second": one.second} for one in differ],
    }
    lines = []
    for one in readings:
        lines.append(f"{one.study} {one.appraiser}: {', '.join(one.unanswered) or '–'}")
        if one.without_reason:
            lines.append("· " + say("appraisal.without_reason", lang))
    lines += [f"{one.item}: {one.first or '–'} / {one.second or '–'}" for one in differ]
    _finish(values, lines, (), lang, as_json)


def _draw_lights(
    rows: Sequence[tuple[str, tuple[str, ...]]],
    domains: Sequence[tuple[str, str]],
    lang: str,
    lights_to: Path | None,
    summary_to: Path | None,
) -> None:
    from medgang.charts.traffic_light import LightRow, bias_summary, traffic_light
    from medgang.charts.voice import standalone

    if not rows:
        return
    lights = [LightRow(name, judgements) for name, judgements in rows]
    for place, draw in ((lights_to, traffic_light), (summary_to, bias_summary)):
        if place is not None:
            try:
                write_drawing(place, standalone(draw(lights, domains, voice(lang)).svg))
            except MedgangError as error:
                stop(error, lang)


@command.command("rob2-form")
@click.option("--effect", type=click.Choice(["assignment", "adhering"]), required=True)
@click.option("--crossover", is_flag=True, help="Utgaven for overkrysningsforsøk.")
@click.option("--lang", type=LANGUAGE, default="nb", show_default=True)
@click.option("--json", "as_json", is_flag=True)
def rob2_form(*, effect: str, crossover: bool, lang: str, as_json: bool) -> None:
    """Vis spørsmålene i RoB 2 med egne korte navn og det offisielle skjemaets numre."""
    from medgang.content.schemas.appraisal import rob2_labels
    from medgang.core.appraisal.rob2 import Effect, Variant

    labels = rob2_labels(Effect(effect), Variant.CROSSOVER if crossover else Variant.PARALLEL)
    values = [
        {
            "domain": domain.value,
            "title": title.in_(lang),
            "items": [{"id": item, "text": text.in_(lang)} for item, text in items.items()],
        }
        for domain, (title, items) in labels.items()
    ]
    lines = []
    for domain, (title, items) in labels.items():
        lines.append(f"{domain.value} {title.in_(lang)}")
        lines += [f"  {item}  {text.in_(lang)}" for item, text in items.items()]
    _finish(values, lines, (), lang, as_json)


@command.command("rob2")
@click.argument("data", type=_PATH)
@click.option("--effect", type=click.Choice(["assignment", "adhering"]), required=True)
@click.option(
    "--deviation",
    "deviations",
    multiple=True,
    type=click.Choice(["other-interventions", "implementation-failures", "non-adherence"]),
    help="Hvilke avvik som vurderes (når effekten er adhering).",
)
@click.option("--svg", "lights_to", type=_PATH, metavar="UT.svg", help="Trafikklys.")
@click.option("--summary", "summary_to", type=_PATH, metavar="UT.svg", help="Antall per domene.")
@click.option("--lang", type=LANGUAGE, default="nb", show_default=True)
@click.option("--json", "as_json", is_flag=True)
def rob2(
    data: Path,
    effect: str,
    deviations: tuple[str, ...],
    lights_to: Path | None,
    summary_to: Path | None,
    lang: str,
    as_json: bool,
) -> None:
    """Foreslå RoB 2-vurderinger fra svarene i DATA.csv (kolonner: study, 1.1 … 5.3)."""
    from medgang.core.appraisal.reading import read_rob2
    from medgang.core.appraisal.rob2 import Deviation, Domain, Effect, Variant, domains

    try:
        found, errors = read_rob2(
            read_text(data, "appraisal"), Effect(effect), frozenset(Deviation(one) for one in deviations)
        )
    except MedgangError as error:
        stop(error, lang)
        return
    values = {
        "effect": effect,
        "results": [
            {
                "result": one.result,
                "appraiser": one.appraiser,
                "variant": one.variant.value,
                "domains": {
                    domain.value: {
                        "judgement": one.judgement(domain),
                        "proposed": one.proposal(domain).judgement,
                        "next": one.proposal(domain).next_item,
                    }
                    for domain in domains(one.variant)
                },
                "overall": one.overall,
            }
            for one in found
        ],
        "left_out": _errors(errors, lang),
    }
    lines = []
    for one in found:
        overall = one.overall
        text = say(f"appraisal.judgement_{overall.value.replace('-', '_')}", lang) if overall else "–"
        lines.append(f"{one.result}: {text}")
        for domain, item in one.unfinished:
            name = say(f"appraisal.domain_{domain.value}", lang)
            code = "appraisal.unfinished" if item else "appraisal.person_judges"
            lines.append("· " + say(code, lang, domain=name, item=item))
    crossover = any(one.variant is Variant.CROSSOVER for one in found)
    shown = domains(Variant.CROSSOVER if crossover else Variant.PARALLEL)
    rows = []
    for one in found:
        made = []
        for domain in shown:
            outside = domain is Domain.S and one.variant is not Variant.CROSSOVER
            made.append("not-applicable" if outside else str(one.judgement(domain) or "no-information"))
        rows.append((one.result, (*made, str(one.overall or "no-information"))))
    names = [(domain.value, say(f"appraisal.domain_{domain.value}", lang)) for domain in shown]
    _draw_lights(rows, [*names, ("Σ", say("appraisal.domain_overall", lang))], lang, lights_to, summary_to)
    _finish(values, lines, errors, lang, as_json)


@command.command("plot")
@click.argument("data", type=_PATH)
@click.option("--svg", "lights_to", type=_PATH, metavar="UT.svg", help="Trafikklys.")
@click.option("--summary", "summary_to", type=_PATH, metavar="UT.svg", help="Antall per domene.")
@click.option("--lang", type=LANGUAGE, default="nb", show_default=True)
@click.option("--json", "as_json", is_flag=True)
def plot(data: Path, lights_to: Path | None, summary_to: Path | None, lang: str, as_json: bool) -> None:
    """Tegn vurderinger som alt er gjort (kolonner: study, D1 …, Overall), for hvilket verktøy som helst."""
    from medgang.core.appraisal.reading import read_judgements

    try:
        domains, rows, errors = read_judgements(read_text(data, "appraisal"))
    except MedgangError as error:
        stop(error, lang)
        return
    signs = [one if len(one) <= 4 else f"D{place}" for place, one in enumerate(domains, start=1)]
    _draw_lights(rows, list(zip([*signs[:-1], "Σ"], domains, strict=True)), lang, lights_to, summary_to)
    values = {
        "domains": list(domains),
        "rows": [{"study": name, "judgements": list(judgements)} for name, judgements in rows],
        "left_out": _errors(errors, lang),
    }
    lines = [f"{name}: {', '.join(judgements)}" for name, judgements in rows]
    _finish(values, lines, errors, lang, as_json)


@command.command("sof")
@click.argument("data", type=_PATH)
@click.option("--lang", type=LANGUAGE, default="nb", show_default=True)
@click.option("--json", "as_json", is_flag=True)
def summary_of_findings(data: Path, lang: str, as_json: bool) -> None:
    """Regn ut personer av 1000 og NNT (kolonner: outcome, measure, effect, ci_low, ci_high, baseline, source)."""
    from medgang.core.appraisal.reading import SummaryLine, read_summary

    try:
        found, errors = read_summary(read_text(data, "appraisal"))
    except MedgangError as error:
        stop(error, lang)
        return

    def value(one: SummaryLine) -> dict[str, Any]:
        made = one.absolute
        return {
            "outcome": one.outcome,
            "measure": one.measure.value,
            "effect": one.effect.estimate,
            "ci_low": one.effect.low,
            "ci_high": one.effect.high,
            "baseline": made.baseline.risk,
            "baseline_source": made.baseline.citation,
            "without_per_1000": made.without,
            "with_per_1000": list(made.with_),
            "difference_per_1000": list(made.difference),
            "nnt": made.nnt,
            "nnt_interval": list(made.nnt_interval) if made.nnt_interval else None,
        }

    def line(one: SummaryLine) -> str:
        made = one.absolute
        moved = made.difference[0]
        code = (
            "appraisal.fewer" if moved < 0 else "appraisal.more" if moved > 0 else "appraisal.no_difference"
        )
        parts = [
            f"{one.outcome}: {made.without} → {made.with_[0]} ({made.with_[1]}–{made.with_[2]})",
            say(code, lang, n=abs(moved)),
        ]
        if made.nnt is not None:
            ends = made.nnt_interval
            nnt = "appraisal.nnt_interval" if ends else "appraisal.nnt_no_interval"
            low, high = ends or (0, 0)
            parts.append(say(nnt, lang, n=made.nnt, low=low, high=high))
        return "; ".join(parts)

    values = {"rows": [value(one) for one in found], "left_out": _errors(errors, lang)}
    _finish(values, [line(one) for one in found], errors, lang, as_json)


@command.command("grade")
@click.argument("data", type=_PATH)
@click.option("--lang", type=LANGUAGE, default="nb", show_default=True)
@click.option("--json", "as_json", is_flag=True)
def grade(data: Path, lang: str, as_json: bool) -> None:
    """Regn ut tilliten for hvert utfall i DATA.json, og den samlede (lavest blant de kritiske)."""
    from medgang.core.appraisal.grade import Certainty, Importance, Lowering, Raising, Start, Step, overall

    document = _document(data, lang)
    made: list[tuple[str, Importance, Certainty]] = []
    try:
        for outcome in document["outcomes"]:
            steps = tuple(
                Step(
                    Lowering(step["factor"]) if step["factor"] in set(Lowering) else Raising(step["factor"]),
                    _whole(step["levels"]),
                    str(step.get("reason") or ""),
                )
                for step in outcome["steps"]
            )
            certainty = Certainty(Start(outcome["start"]), steps)
            made.append((outcome["outcome"], Importance(outcome["importance"]), certainty))
    except (KeyError, TypeError, ValueError) as error:
        stop(_broken(data, str(error)), lang)
    except MedgangError as error:
        stop(error, lang)
    whole = overall((importance, certainty) for _, importance, certainty in made)
    values = {
        "outcomes": [
            {
                "outcome": name,
                "importance": importance.value,
                "start": certainty.start.level.value,
                "lowered": certainty.lowered,
                "raised": certainty.raised,
                "level": certainty.level.value,
                "not_considered": [one.value for one in certainty.not_considered],
                "notes": [{"code": code, "text": say(code, lang)} for code in certainty.notes],
            }
            for name, importance, certainty in made
        ],
        "overall": whole.value if whole else None,
    }
    lines = [f"{name}: {say(f'appraisal.level_{one.level.value}', lang)}" for name, _, one in made]
    if whole:
        lines.append(
            f"{say('appraisal.domain_overall', lang)}: {say(f'appraisal.level_{whole.value}', lang)}"
        )
    _finish(values, lines, (), lang, as_json)
