"""`medgang procedure`: read, check and export a procedure. Needs no database."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from medgang.cli.options import (
    Refused,
    content_option,
    json_option,
    lang_option,
    print_json,
    refusals,
    table,
    words,
)
from medgang.content.schemas.procedures import LoadedProcedure, load_procedures
from medgang.content.sentences import say
from medgang.core.procedures import Due, DueKind, GroundKind, Procedure, Span, Step, procedure_to_json


@click.group("procedure")
def command() -> None:
    """Fagprosedyrer: les, sjekk og eksporter."""


def _loaded(name: str, over: tuple[Path, ...], lang: str) -> LoadedProcedure:
    with refusals(lang):
        found = load_procedures(over)
    if name not in found:
        _ = words(lang)
        values = {"name": name, "names": ", ".join(found)}
        raise Refused(_("Prosedyren «%(name)s» finnes ikke. Disse finnes: %(names)s") % values)
    return found[name]


@command.command("show")
@click.argument("name", required=False)
@content_option
@lang_option
@json_option
def show(name: str | None, over: tuple[Path, ...], lang: str, as_json: bool) -> None:
    """Vis en prosedyre, eller alle uten navn."""
    if name is None:
        with refusals(lang):
            found = load_procedures(over)
        if as_json:
            print_json([_summary(one, lang) for one in found.values()])
            return
        rows = [(one.name, one.procedure.version, one.procedure.title.in_(lang)) for one in found.values()]
        _ = words(lang)
        click.echo(table((_("navn"), _("versjon"), _("tittel")), rows))
        return
    loaded = _loaded(name, over, lang)
    if as_json:
        print_json({**procedure_to_json(loaded.procedure), "sha256": loaded.procedure.sha256})
        return
    for line in _lines(loaded.procedure, lang):
        click.echo(line)


@command.command("check")
@click.argument("name", required=False)
@content_option
@lang_option
@json_option
def check(name: str | None, over: tuple[Path, ...], lang: str, as_json: bool) -> None:
    """Sjekk at en prosedyre henger sammen, og vis hvor grunnlaget mangler."""
    with refusals(lang):
        found = {name: _loaded(name, over, lang)} if name else load_procedures(over)
    values = [{**_summary(one, lang), "clauses": _reach(one.procedure)} for one in found.values()]
    if as_json:
        print_json(values)
        return
    _ = words(lang)
    for one in found.values():
        click.echo(
            _("%(title)s, versjon %(version)s: henger sammen.")
            % {
                "title": one.procedure.title.in_(lang),
                "version": one.procedure.version,
            }
        )
        for clause in one.procedure.clauses:
            missing = [kind for kind in GroundKind if kind not in clause.kinds]
            click.echo(f"  {clause.id}: {_kinds(clause.kinds, lang)}")
            if missing:
                click.echo("    " + _("mangler: %(kinds)s") % {"kinds": _kinds(missing, lang)})
            for gap in clause.gaps:
                click.echo(f"    {gap.says.in_(lang)}")


@command.command("export")
@click.argument("name")
@click.option(
    "--format",
    "kind",
    type=click.Choice(["plan-definition", "json"]),
    default="plan-definition",
    show_default=True,
    help="FHIR R4 PlanDefinition, eller vår egen form.",
)
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="Fil å skrive til.")
@content_option
@lang_option
def export(name: str, kind: str, out: Path | None, over: tuple[Path, ...], lang: str) -> None:
    """Skriv en prosedyre som FHIR PlanDefinition eller JSON."""
    from medgang.exchange.plan_definition import plan_definition
    from medgang.exchange.plan_definition_check import require_plan_definition

    procedure = _loaded(name, over, lang).procedure
    if kind == "json":
        value: dict[str, Any] = procedure_to_json(procedure)
    else:
        value = plan_definition(procedure, lang)
        with refusals(lang):
            require_plan_definition(value)
    text = json.dumps(value, ensure_ascii=False, indent=2)
    if out is None:
        click.echo(text)
        return
    try:
        out.write_text(text + "\n", encoding="utf-8")
    except OSError as error:
        _ = words(lang)
        raise Refused(_("Kan ikke skrive til %(file)s.") % {"file": out.name}) from error


def _summary(one: LoadedProcedure, lang: str) -> dict[str, Any]:
    return {
        "name": one.name,
        "id": one.procedure.id,
        "version": one.procedure.version,
        "sha256": one.procedure.sha256,
        "shipped": one.shipped,
        "title": one.procedure.title.in_(lang),
        "steps": len(one.procedure.steps),
    }


def _reach(procedure: Procedure) -> list[dict[str, Any]]:
    return [
        {
            "id": clause.id,
            "grounds": [kind.value for kind in clause.kinds],
            "missing": [kind.value for kind in GroundKind if kind not in clause.kinds],
            "gaps": [gap.kind.value for gap in clause.gaps],
        }
        for clause in procedure.clauses
    ]


def _kinds(kinds: Any, lang: str) -> str:
    return ", ".join(say(f"procedures.ground_{kind.value}", lang) for kind in kinds)


def _lines(procedure: Procedure, lang: str) -> list[str]:
    _ = words(lang)
    lines = [
        procedure.title.in_(lang),
        _("versjon %(version)s, %(day)s")
        % {"version": procedure.version, "day": procedure.dated.isoformat()},
        procedure.question.in_(lang),
    ]
    for section in procedure.sections:
        lines += ["", section.title.in_(lang).upper()]
        for clause in procedure.clauses:
            if clause.section == section.id:
                lines += [f"  {clause.text.in_(lang)}", f"    [{_kinds(clause.kinds, lang)}]"]
        for step in procedure.steps:
            if step.section == section.id:
                lines.append(f"  - {step.title.in_(lang)}: {_when(step, lang)}")
    return lines


def _when(step: Step, lang: str) -> str:
    _ = words(lang)
    text = _due(step.due, lang)
    return text if step.on else f"{text} ({_('av til enheten velger det')})"


def _due(rule: Due, lang: str) -> str:
    _ = words(lang)
    if rule.anchor is None:
        if rule.kind is DueKind.EACH_WEEK:
            return _("hver uke")
        return _("hver dag") if rule.times == 1 else _("%(times)s ganger om dagen") % {"times": rule.times}
    values = {"span": _span(rule.span, lang), "anchor": anchor_words(rule.anchor.name, lang)}
    if rule.kind is DueKind.WITHIN:
        return _("innen %(span)s, regnet fra %(anchor)s") % values
    if rule.kind is DueKind.EVERY:
        return _("hver gang det er gått %(span)s, regnet fra %(anchor)s") % values
    return _("fra %(span)s før %(anchor)s") % values


def anchor_words(name: str, lang: str) -> str:
    """The words for what is counted from; one general word for an anchor a clinic has named itself."""
    try:
        return say(f"procedures.anchor_{name}", lang)
    except KeyError:
        return say("procedures.anchor_other", lang)


def _span(span: Span, lang: str) -> str:
    _ = words(lang)
    parts = []
    if span.months:
        parts.append(_("%(n)s md.") % {"n": span.months})
    if span.days or not span.months:
        parts.append(_("%(n)s dager") % {"n": span.days} if span.days != 1 else _("1 dag"))
    return " ".join(parts)
