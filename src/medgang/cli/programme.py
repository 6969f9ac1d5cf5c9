"""`medgang programme`: what is prescribed, the ladder, the activities, and a week against the national advice."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from medgang.cli.body import CLASSES
from medgang.cli.options import (
    Refused,
    content_option,
    json_option,
    lang_option,
    number,
    print_json,
    refusals,
    sentence,
    table,
    words,
)
from medgang.content.catalogue import N_
from medgang.core.physiology.intensity import IntensityClass
from medgang.core.programmes.activities import Place, Risk, open_for
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
PLACES = {Place.INDOORS: N_("inne"), Place.OUTDOORS: N_("ute"), Place.WATER: N_("på vann")}
RISKS = {
    Risk.FALL: N_("fall"),
    Risk.CONTACT: N_("sammenstøt"),
    Risk.DROWNING: N_("drukning"),
    Risk.COLD: N_("kulde"),
    Risk.HEAVY_LOAD: N_("tung belastning"),
    Risk.TRAFFIC: N_("trafikk"),
    Risk.CLOSENESS: N_("nærhet og berøring"),
}


@click.group("programme")
def programme() -> None:
    """Programmer, økter, trappa og aktivitetene, og uka mot de nasjonale rådene."""


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


@programme.command("ladder")
@content_option
@lang_option
@json_option
def ladder_command(over: Sequence[Path], lang: str, as_json: bool) -> None:
    """Trappa fra første tur til den treningen pasienten vil ha, og hva som er omstridt."""
    from medgang.content.schemas.programmes import DEFAULT_LADDER, ladder_file
    from medgang.content.schemas.reference import contested_claims
    from medgang.content.schemas.session_plans import session_plan_files

    with refusals(lang):
        file = ladder_file(DEFAULT_LADDER, over)
        plans = session_plan_files(over)
        claims = contested_claims(over)
        for rung in file.rungs:
            for option in rung.options:
                if option.plan not in plans:
                    raise Refused(
                        sentence(
                            "programmes.unknown_plan",
                            lang,
                            {"programme": DEFAULT_LADDER, "plan": option.plan},
                        )
                    )
    if as_json:
        print_json(
            {
                "key": DEFAULT_LADDER,
                "name": file.name.in_(lang),
                "text": file.text.in_(lang),
                "source": file.source,
                "rungs": [
                    {
                        "key": rung.key,
                        "name": rung.name.in_(lang),
                        "text": rung.text.in_(lang),
                        "options": [
                            {
                                "plan": option.plan,
                                "name": plans[option.plan].name.in_(lang),
                                "intensity": option.intensity.value,
                            }
                            for option in rung.options
                        ],
                    }
                    for rung in file.rungs
                ],
                "contested": [
                    {
                        "key": claim.key,
                        "claim": claim.claim.in_(lang),
                        "sides": [
                            {"says": side.says.in_(lang), "source": side.source, "strength": side.strength}
                            for side in claim.sides
                        ],
                        "settled_as": claim.settled_as.in_(lang),
                    }
                    for claim in claims
                ],
            }
        )
        return
    _ = words(lang)
    click.echo(file.name.in_(lang))
    click.echo(file.text.in_(lang))
    for place, rung in enumerate(file.rungs, start=1):
        click.echo(f"\n{place}. {rung.name.in_(lang)}: {rung.text.in_(lang)}")
        for option in rung.options:
            click.echo(f"   - {plans[option.plan].name.in_(lang)} ({_(CLASSES[option.intensity])})")
    click.echo()
    for claim in claims:
        click.echo(_("Omstridt: %(claim)s") % {"claim": claim.claim.in_(lang)})
        for side in claim.sides:
            click.echo(f"- {side.says.in_(lang)} [{side.source}]")
        click.echo(_("Derfor: %(settled)s") % {"settled": claim.settled_as.in_(lang)})


@programme.command("activities")
@click.option(
    "--highest",
    type=click.Choice([one.value for one in IntensityClass]),
    default="high",
    show_default=True,
    help="Hardeste som er åpent for pasienten.",
)
@click.option("--place", type=click.Choice([one.value for one in Place]), help="Hvor.")
@content_option
@lang_option
@json_option
def activities_command(
    highest: str, place: str | None, over: Sequence[Path], lang: str, as_json: bool
) -> None:
    """Aktivitetsmenyen: hvor hardt, hvor, med hva, og hva lederen tenker på."""
    from medgang.content.schemas.activities import activity_files

    with refusals(lang):
        files = activity_files(over)
        cores = [file.activity(key) for key, file in files.items()]
        chosen = open_for(cores, IntensityClass(highest), None if place is None else Place(place))
    if as_json:
        print_json(
            [
                {
                    "key": one.key,
                    "name": files[one.key].name.in_(lang),
                    "intensity": one.intensity_class.value,
                    "eases_to": None if one.eases_to is None else one.eases_to.value,
                    "places": sorted(where.value for where in one.places),
                    "equipment": [thing.in_(lang) for thing in files[one.key].equipment],
                    "risks": sorted(risk.value for risk in one.risks),
                    "in_group": one.in_group,
                    "source": files[one.key].source,
                }
                for one in chosen
            ]
        )
        return
    _ = words(lang)
    rows = [
        [
            files[one.key].name.in_(lang),
            _(CLASSES[one.intensity_class]),
            "–" if one.eases_to is None else _(CLASSES[one.eases_to]),
            ", ".join(_(PLACES[where]) for where in files[one.key].places),
            ", ".join(thing.in_(lang) for thing in files[one.key].equipment),
            ", ".join(_(RISKS[risk]) for risk in files[one.key].risks),
        ]
        for one in chosen
    ]
    click.echo(
        table(
            [
                _("Aktivitet"),
                _("Intensitet"),
                _("Kan gjøres lettere"),
                _("Hvor"),
                _("Utstyr"),
                _("Tenk på"),
            ],
            rows,
        )
    )


@programme.command("week")
@click.option("--moderate", type=float, default=0.0, help="Minutter med moderat intensitet.")
@click.option("--vigorous", type=float, default=0.0, help="Minutter med høy intensitet.")
@click.option("--strength-days", type=int, default=0, help="Dager med styrke.")
@click.option("--weight", type=float, help="Vekt i kg: bare for den som selv vil se energi.")
@content_option
@lang_option
@json_option
def week_command(
    moderate: float,
    vigorous: float,
    strength_days: int,
    weight: float | None,
    over: Sequence[Path],
    lang: str,
    as_json: bool,
) -> None:
    """En uke mot de nasjonale rådene: moderat eller høyt, med regelen det telles etter."""
    from medgang.content.schemas.reference import NATIONAL_ADVICE, national_advice
    from medgang.core.physiology.dose import Week, least_energy_kcal, week_against

    with refusals(lang):
        file = national_advice(over=over)
        found = week_against(Week(moderate, vigorous, strength_days), file.advice(NATIONAL_ADVICE))
        energy = None if weight is None else least_energy_kcal(found.week, weight)
    if as_json:
        print_json(
            {
                "advice": NATIONAL_ADVICE,
                "rule": file.rule.in_(lang),
                "source": file.source,
                "moderate": moderate,
                "vigorous": vigorous,
                "vigorous_counts": found.advice.vigorous_counts,
                "equivalent": round(found.equivalent, 1),
                "goal": found.advice.moderate_low,
                "share": round(found.share, 3),
                "missing": round(found.missing, 1),
                "minutes_reached": found.minutes_reached,
                "strength_days": strength_days,
                "strength_goal": found.advice.strength_days,
                "strength_reached": found.strength_reached,
                "energy": None
                if energy is None
                else {"at_least_kcal": round(energy), "goal": file.energy_kcal, "source": file.energy_source},
            }
        )
        return
    _ = words(lang)
    click.echo(
        _("%(done)s av %(goal)s moderate minutter (%(moderate)s + %(counts)s × %(vigorous)s).")
        % {
            "done": number(found.equivalent, lang, 0),
            "goal": number(found.advice.moderate_low, lang, 0),
            "moderate": number(moderate, lang, 0),
            "vigorous": number(vigorous, lang, 0),
            "counts": f"{found.advice.vigorous_counts:g}",
        }
    )
    click.echo(
        _("Styrke %(done)s av %(goal)s dager.") % {"done": strength_days, "goal": found.advice.strength_days}
    )
    if energy is not None:
        click.echo(
            _("Energi: minst %(kcal)s av %(goal)s kcal.")
            % {"kcal": number(energy, lang, 0), "goal": number(file.energy_kcal, lang, 0)}
        )
    click.echo(file.rule.in_(lang))


@programme.command("next-load")
@click.option("--speed", type=float, required=True, help="Fart i dragene, km/t.")
@click.option("--incline", type=float, required=True, help="Stigning i dragene, prosent.")
@click.option("--pulse-pct", type=float, help="Pulsen i minutt tre av første drag, prosent av makspuls.")
@click.option("--speed-step", type=float, default=0.0, help="Klinikerens steg i km/t.")
@click.option("--incline-step", type=float, default=0.0, help="Klinikerens steg i prosent stigning.")
@lang_option
@json_option
def next_load_command(
    speed: float,
    incline: float,
    pulse_pct: float | None,
    speed_step: float,
    incline_step: float,
    lang: str,
    as_json: bool,
) -> None:
    """Tyngre, lettere eller likt neste gang, etter pulsen i første drag. Hvor mye bestemmer klinikeren."""
    from medgang.core.programmes.progression import ClinicianRule, TreadmillLoad, suggest

    with refusals(lang):
        found = suggest(TreadmillLoad(speed, incline), pulse_pct, ClinicianRule(speed_step, incline_step))
    text = sentence(f"programmes.direction_{found.direction.value}", lang, {})
    if as_json:
        print_json(
            {
                "direction": found.direction.value,
                "text": text,
                "load": None
                if found.load is None
                else {"speed_kmh": found.load.speed_kmh, "incline_pct": found.load.incline_pct},
            }
        )
        return
    _ = words(lang)
    click.echo(text)
    if found.load is not None:
        click.echo(
            _("Forslag, som kan endres: %(speed)s km/t, %(incline)s %%")
            % {"speed": number(found.load.speed_kmh, lang), "incline": number(found.load.incline_pct, lang)}
        )
    elif pulse_pct is not None:
        click.echo(sentence("programmes.direction_no_rule", lang, {}))
