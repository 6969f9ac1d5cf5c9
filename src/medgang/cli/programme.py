"""`medgang programme`: what is prescribed, the ladder, the activities, and a week against the national advice."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from medgang.cli import programme_menu, programme_week
from medgang.cli.body import CLASSES
from medgang.cli.options import (
    Refused,
    content_option,
    json_option,
    lang_option,
    number,
    print_json,
    refusals,
    table,
    words,
)
from medgang.content.catalogue import N_
from medgang.core.programmes.programme import PlannedSession
from medgang.core.programmes.session_plan import BlockKind
from medgang.core.programmes.strength_scheme import Span, StrengthScheme

if TYPE_CHECKING:
    from medgang.content.schemas.programmes import ProgrammeFile
    from medgang.content.schemas.session_plans import SessionPlanFile

KINDS = {
    BlockKind.WARM_UP: N_("oppvarming"),
    BlockKind.WORK: N_("drag"),
    BlockKind.REST: N_("pause"),
    BlockKind.STEADY: N_("jevnt"),
    BlockKind.COOL_DOWN: N_("rolig til slutt"),
    BlockKind.THEORY: N_("teori"),
}


@click.group("programme")
def programme() -> None:
    """Programmer, økter, trappa og aktivitetene, og uka mot de nasjonale rådene."""


for _command in (*programme_menu.COMMANDS, *programme_week.COMMANDS):
    programme.add_command(_command)


def _span(span: Span) -> str:
    return str(span.low) if span.low == span.high else f"{span.low}–{span.high}"


def _strength(scheme: StrengthScheme | None) -> dict[str, object] | None:
    if scheme is None:
        return None
    return {
        "exercises": [scheme.exercises.low, scheme.exercises.high],
        "sets": scheme.sets,
        "repetitions": [scheme.repetitions.low, scheme.repetitions.high],
        "pct_1rm": None if scheme.low_pct_1rm is None else [scheme.low_pct_1rm, scheme.high_pct_1rm],
        "rest_s": scheme.rest_s,
    }


@programme.command("list")
@content_option
@lang_option
@json_option
def list_command(over: Sequence[Path], lang: str, as_json: bool) -> None:
    """Programmene og øktene som finnes."""
    from medgang.content.schemas.programmes import programme_files
    from medgang.content.schemas.session_plans import session_plan_files

    with refusals(lang):
        programmes = programme_files(over)
        plans = session_plan_files(over)
        cores = {key: file.plan(key) for key, file in plans.items()}
        classes = {key: file.programme(key).intensity_class(cores) for key, file in programmes.items()}
    if as_json:
        print_json(
            {
                "programmes": [
                    {
                        "key": key,
                        "name": file.name.in_(lang),
                        "weeks": file.weeks,
                        "intensity": classes[key].value,
                        "source": file.source,
                    }
                    for key, file in programmes.items()
                ],
                "session_plans": [
                    {
                        "key": key,
                        "name": file.name.in_(lang),
                        "seconds": cores[key].total_seconds,
                        "intensity": cores[key].intensity_class.value,
                        "source": file.source,
                    }
                    for key, file in plans.items()
                ],
            }
        )
        return
    _ = words(lang)
    click.echo(
        table(
            [_("Nøkkel"), _("Program"), _("Uker"), _("Intensitet")],
            [
                [
                    key,
                    file.name.in_(lang),
                    "–" if file.weeks is None else str(file.weeks),
                    _(CLASSES[classes[key]]),
                ]
                for key, file in programmes.items()
            ],
        )
    )
    click.echo()
    click.echo(
        table(
            [_("Nøkkel"), _("Økt"), _("Minutter"), _("Intensitet")],
            [
                [
                    key,
                    file.name.in_(lang),
                    number(cores[key].total_seconds / 60, lang, 0),
                    _(CLASSES[cores[key].intensity_class]),
                ]
                for key, file in plans.items()
            ],
        )
    )


@programme.command("show")
@click.argument("key")
@content_option
@lang_option
@json_option
def show_command(key: str, over: Sequence[Path], lang: str, as_json: bool) -> None:
    """Ett program med fasene sine, eller én økt med tidsplanen."""
    from medgang.content.schemas.programmes import programme_files
    from medgang.content.schemas.session_plans import session_plan_files

    with refusals(lang):
        programmes = programme_files(over)
        plans = session_plan_files(over)
        if key in programmes:
            _show_programme(key, programmes[key], plans, lang, as_json=as_json)
        elif key in plans:
            _show_plan(key, plans[key], lang, as_json=as_json)
        else:
            _ = words(lang)
            raise Refused(_("«%(key)s» er verken et program eller en økt.") % {"key": key})
    if key in programmes and not as_json:
        for plan in programmes[key].programme(key).plan_keys:
            click.echo()
            _show_plan(plan, plans[plan], lang, as_json=False)


def _session_json(one: PlannedSession, plans: dict[str, SessionPlanFile], lang: str) -> dict[str, object]:
    return {
        "plan": one.plan,
        "name": plans[one.plan].name.in_(lang),
        "per_week": [one.per_week.low, one.per_week.high],
        "optional": one.optional,
    }


def _show_programme(
    key: str, file: ProgrammeFile, plans: dict[str, SessionPlanFile], lang: str, *, as_json: bool
) -> None:
    _ = words(lang)
    core = file.programme(key)
    level = core.intensity_class({name: plan.plan(name) for name, plan in plans.items()})
    sessions = core.sessions
    if as_json:
        print_json(
            {
                "key": key,
                "kind": "programme",
                "name": file.name.in_(lang),
                "text": file.text.in_(lang),
                "for_whom": file.for_whom.in_(lang),
                "source": file.source,
                "intensity": level.value,
                "weeks": core.weeks,
                "sessions": None if sessions is None else [sessions.low, sessions.high],
                "phases": [
                    {
                        "key": phase.key,
                        "name": entry.name.in_(lang),
                        "weeks": phase.weeks,
                        "sessions": [_session_json(one, plans, lang) for one in phase.sessions],
                    }
                    for phase, entry in zip(core.phases, file.phases, strict=True)
                ],
                "weekly": [_session_json(one, plans, lang) for one in core.weekly],
                "closing_event": core.closing_event,
            }
        )
        return
    click.echo(file.name.in_(lang))
    click.echo(file.text.in_(lang))
    click.echo(file.for_whom.in_(lang))
    click.echo(_("Intensitet: %(level)s") % {"level": _(CLASSES[level])})
    if core.weeks is not None and sessions is not None:
        click.echo(
            _("%(weeks)s uker, %(sessions)s økter") % {"weeks": core.weeks, "sessions": _span(sessions)}
        )
    for phase, entry in zip(core.phases, file.phases, strict=True):
        click.echo(_("%(phase)s, %(weeks)s uker:") % {"phase": entry.name.in_(lang), "weeks": phase.weeks})
        _say_sessions(phase.sessions, plans, lang)
    if core.weekly:
        click.echo(_("Hver uke:"))
        _say_sessions(core.weekly, plans, lang)
    if core.closing_event is not None:
        click.echo(_("Til slutt: %(event)s") % {"event": plans[core.closing_event].name.in_(lang)})
    click.echo(_("Kilde: %(source)s") % {"source": file.source})


def _say_sessions(sessions: Sequence[PlannedSession], plans: dict[str, SessionPlanFile], lang: str) -> None:
    _ = words(lang)
    for one in sessions:
        line = f"- {plans[one.plan].name.in_(lang)} × {_span(one.per_week)}"
        click.echo(line + (f" ({_('kan velges bort')})" if one.optional else ""))


def _show_plan(key: str, file: SessionPlanFile, lang: str, *, as_json: bool) -> None:
    _ = words(lang)
    plan = file.plan(key)
    texts = [None if entry.text is None else entry.text.in_(lang) for entry in file.blocks]
    if as_json:
        pattern = plan.interval_pattern()
        print_json(
            {
                "key": key,
                "kind": "session_plan",
                "name": file.name.in_(lang),
                "text": file.text.in_(lang),
                "source": file.source,
                "intensity": plan.intensity_class.value,
                "seconds": plan.total_seconds,
                "training_seconds": plan.training_seconds,
                "pattern": None if pattern is None else list(pattern),
                "strength": _strength(plan.strength),
                "timetable": [
                    {
                        "kind": timed.block.kind.value,
                        "text": texts[timed.index],
                        "start_s": timed.start_s,
                        "end_s": timed.end_s,
                        "low_pct": timed.block.target_low_pct,
                        "high_pct": timed.block.target_high_pct,
                        "intensity": timed.block.intensity_class.value,
                    }
                    for timed in plan.timetable
                ],
            }
        )
        return
    click.echo(
        _("%(name)s: %(minutes)s minutter, %(level)s")
        % {
            "name": file.name.in_(lang),
            "minutes": number(plan.total_seconds / 60, lang, 0),
            "level": _(CLASSES[plan.intensity_class]),
        }
    )
    click.echo(file.text.in_(lang))
    rows = [
        [
            f"{timed.start_s // 60}:{timed.start_s % 60:02d}",
            number(timed.block.seconds / 60, lang, 0),
            texts[timed.index] or _(KINDS[timed.block.kind]),
            "–"
            if timed.block.target_low_pct is None
            else f"{timed.block.target_low_pct:g}–{timed.block.target_high_pct:g} %",
        ]
        for timed in plan.timetable
    ]
    click.echo(table([_("Fra"), _("Minutter"), _("Hva"), _("Av makspuls")], rows))
    if plan.strength is not None:
        click.echo(_strength_line(plan.strength, lang))


def _strength_line(scheme: StrengthScheme, lang: str) -> str:
    _ = words(lang)
    parts = [_("%(n)s øvelser") % {"n": _span(scheme.exercises)}]
    if scheme.sets is not None:
        parts.append(_("%(n)s sett") % {"n": scheme.sets})
    parts.append(_("%(n)s løft") % {"n": _span(scheme.repetitions)})
    if scheme.low_pct_1rm is not None and scheme.high_pct_1rm is not None:
        low, high = f"{scheme.low_pct_1rm:g}", f"{scheme.high_pct_1rm:g}"
        parts.append(_("%(share)s %% av 1RM") % {"share": low if low == high else f"{low}–{high}"})
    if scheme.rest_s is not None:
        parts.append(_("%(minutes)s minutter pause") % {"minutes": number(scheme.rest_s / 60, lang, 0)})
    return ", ".join(parts)
