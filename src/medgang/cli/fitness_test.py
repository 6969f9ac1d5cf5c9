"""`medgang fitness-test`: which tests there are, how they run, what they give, and whether two of them differ."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from medgang.cli import fitness_estimates, fitness_field
from medgang.cli.body import CLASSES, age_option, hr_max_json, hr_max_line, sex_of, sex_option
from medgang.cli.fitness_results import load_line
from medgang.cli.options import (
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
from medgang.core.physiology.protocol import FitnessTest, Reads, Step

READS = {
    Reads.HEART_RATE: N_("puls"),
    Reads.BORG: N_("anstrengelse"),
    Reads.TALK_TEST: N_("prateprøven"),
    Reads.WATTS: N_("watt"),
    Reads.DISTANCE: N_("meter"),
    Reads.COUNT: N_("antall"),
    Reads.TIME: N_("tid"),
    Reads.LOAD: N_("vekt"),
    Reads.OXYGEN_UPTAKE: N_("oksygenopptak"),
    Reads.STROOP_ERRORS: N_("Stroop-feil"),
}


@click.group("fitness-test")
def fitness_test() -> None:
    """Kondisjonstester og styrketester: hva de er, hva de gir, og hvor sikkert det er."""


for _command in (*fitness_estimates.COMMANDS, *fitness_field.COMMANDS):
    fitness_test.add_command(_command)


@fitness_test.command("list")
@content_option
@lang_option
@json_option
def list_command(over: Sequence[Path], lang: str, as_json: bool) -> None:
    """Testene som finnes, hvor harde de er og hvor lenge de varer."""
    from medgang.content.schemas.fitness_tests import fitness_test_files

    with refusals(lang):
        files = fitness_test_files(over)
    if as_json:
        print_json(
            [
                {
                    "key": key,
                    "name": file.name.in_(lang),
                    "intensity": file.intensity.value,
                    "needs_clearance": file.test(key).needs_clearance,
                    "seconds": file.test(key).total_seconds,
                    "method": file.method.value,
                    "research_only": file.research_only,
                    "source": file.source,
                }
                for key, file in files.items()
            ]
        )
        return
    _ = words(lang)
    rows = [
        [
            key,
            file.name.in_(lang),
            _(CLASSES[file.intensity]),
            number(file.test(key).total_seconds / 60, lang),
        ]
        for key, file in files.items()
    ]
    click.echo(table([_("Nøkkel"), _("Test"), _("Intensitet"), _("Minutter")], rows))


@fitness_test.command("show")
@click.argument("key")
@click.option("--speed", type=float, help="Farten som er valgt for pasienten, i km/t.")
@content_option
@lang_option
@json_option
def show_command(key: str, speed: float | None, over: Sequence[Path], lang: str, as_json: bool) -> None:
    """Én test trinn for trinn: tid, belastning, hva som leses når, og når det stoppes."""
    from medgang.content.schemas.fitness_tests import fitness_test_file
    from medgang.content.schemas.reference import stop_criteria

    with refusals(lang):
        file = fitness_test_file(key, over)
        test = file.test(key)
        steps = test.steps(speed)
        stops = [*stop_criteria(file.stop, over), *file.stop_too]
    texts = {stage.key: stage.text.in_(lang) for stage in file.stages}
    if as_json:
        print_json(
            {
                "key": key,
                "name": file.name.in_(lang),
                "text": file.text.in_(lang),
                "source": file.source,
                "intensity": test.intensity_class.value,
                "needs_clearance": test.needs_clearance,
                "maximal": test.maximal,
                "research_only": test.research_only,
                "seconds": test.total_seconds,
                "stop_pct": test.stop_pct,
                "steps": [_step_json(step, texts[step.stage]) for step in steps],
                "stop": [one.in_(lang) for one in stops],
                "not_for": [one.in_(lang) for one in file.not_for],
            }
        )
        return
    _ = words(lang)
    click.echo(file.name.in_(lang))
    click.echo(file.text.in_(lang))
    click.echo(_("Intensitet: %(level)s") % {"level": _(CLASSES[test.intensity_class])})
    rows = [
        [
            f"{_clock(step.start_s)}–{_clock(step.end_s)}",
            texts[step.stage],
            _load(step, test, lang),
            ", ".join(f"{_clock(step.start_s + read.at_s)} {_(READS[read.what])}" for read in step.reads),
        ]
        for step in steps
    ]
    click.echo(table([_("Tid"), _("Trinn"), _("Belastning"), _("Les")], rows))
    if test.stop_pct is not None:
        click.echo(_("Stopp ved %(pct)s %% av makspuls.") % {"pct": f"{test.stop_pct:g}"})
    click.echo(_("Stopp også når:"))
    for one in stops:
        click.echo(f"- {one.in_(lang)}")
    if file.not_for:
        click.echo(_("Ikke for:"))
        for one in file.not_for:
            click.echo(f"- {one.in_(lang)}")
    click.echo(_("Kilde: %(source)s") % {"source": file.source})


def _clock(seconds: int) -> str:
    return f"{seconds // 60}:{seconds % 60:02d}"


def _load(step: Step, test: FitnessTest, lang: str) -> str:
    """The load of a step in words: speed and incline, or watts."""
    _ = words(lang)
    parts = []
    if step.speed_kmh is not None:
        parts.append(_("%(speed)s km/t") % {"speed": number(step.speed_kmh, lang)})
    elif test.speed_range is not None:
        low, high = (number(one, lang) for one in test.speed_range)
        parts.append(_("%(low)s–%(high)s km/t") % {"low": low, "high": high})
    if step.incline_pct is not None:
        parts.append(f"{number(step.incline_pct, lang)} %")
    if step.watts is not None:
        parts.append(f"{step.watts:g} W")
    return ", ".join(parts) or "–"


def _step_json(step: Step, text: str) -> dict[str, object]:
    return {
        "index": step.index,
        "text": text,
        "start_s": step.start_s,
        "end_s": step.end_s,
        "speed_kmh": step.speed_kmh,
        "incline_pct": step.incline_pct,
        "watts": step.watts,
        "reads": [{"what": read.what.value, "at_s": step.start_s + read.at_s} for read in step.reads],
    }


@fitness_test.command("reference")
@age_option()
@sex_option
@click.option("--vo2", type=float, required=True, help="Oksygenopptak i mL/kg/min.")
@click.option("--hr", type=float, help="Puls ved en belastning som skal brukes igjen.")
@click.option("--borg", type=int, help="Anstrengelse 6–20 ved den.")
@click.option("--error", type=float, default=2.58, show_default=True, help="Én standardfeil i mL/kg/min.")
@content_option
@lang_option
@json_option
def reference_command(
    age: float,
    sex: str,
    vo2: float,
    hr: float | None,
    borg: int | None,
    error: float,
    over: Sequence[Path],
    lang: str,
    as_json: bool,
) -> None:
    """Et oksygenopptak mot HUNT3 og mot grupper i behandling."""
    from medgang.content.schemas.reference import population, study_groups
    from medgang.core.physiology.reference import fitness_age

    whose = sex_of(sex)
    with refusals(lang):
        people = population(over=over)
        position = people.position(vo2, age, whose)
        years = fitness_age(people, vo2, error, whose)
        groups = [one for one in study_groups(over) if one.sex is whose]
    if as_json:
        print_json(
            {
                "vo2": vo2,
                "error": error,
                "unit": "mL/kg/min",
                "hr": hr,
                "borg": borg,
                "reference": {
                    "population": people.key,
                    "expected": position.expected,
                    "sd": position.sd,
                    "difference": round(vo2 - position.expected, 1),
                    "pct_of_expected": round(position.pct_of_expected, 1),
                    "percentile": round(position.percentile, 1),
                },
                "fitness_age": {
                    "younger": round(years.younger, 1),
                    "older": round(years.older, 1),
                    "years_per_ml": round(years.years_per_ml, 2),
                    "at_limit": years.at_limit,
                },
                "treatment_groups": [
                    {
                        "study": one.key,
                        "n": one.n,
                        "age": one.age_mean,
                        "mean": one.vo2_mean,
                        "sd": one.vo2_sd,
                    }
                    for one in groups
                ],
            }
        )
        return
    _ = words(lang)
    click.echo(load_line(hr, borg, lang))
    click.echo(
        _("Oksygenopptak: %(vo2)s ± %(error)s mL/kg/min (%(low)s–%(high)s)")
        % {
            "vo2": number(vo2, lang),
            "error": number(error, lang),
            "low": number(vo2 - error, lang),
            "high": number(vo2 + error, lang),
        }
    )
    click.echo(
        _("Ventet i HUNT3: %(expected)s (SD %(sd)s). %(pct)s %% av det, persentil %(percentile)s.")
        % {
            "expected": number(position.expected, lang),
            "sd": number(position.sd, lang),
            "pct": number(position.pct_of_expected, lang, 0),
            "percentile": number(position.percentile, lang, 0),
        }
    )
    for one in groups:
        click.echo(
            _("I behandling (%(study)s, n = %(n)s): %(mean)s ± %(sd)s")
            % {
                "study": one.key,
                "n": one.n,
                "mean": number(one.vo2_mean, lang),
                "sd": number(one.vo2_sd, lang),
            }
        )
    click.echo(
        _("Kondisjonsalder: fra %(younger)s til %(older)s år")
        % {"younger": number(years.younger, lang, 0), "older": number(years.older, lang, 0)}
    )
    click.echo(sentence("physiology.fitness_age_jumps", lang, {"years": round(years.years_per_ml, 1)}))


@fitness_test.command("change")
@click.option(
    "--test", "key", required=True, help="Testen, for eksempel six-minute-walk eller pulse-treadmill."
)
@click.option("--before", type=float, required=True, help="Resultatet første gang.")
@click.option("--after", type=float, required=True, help="Resultatet nå.")
@click.option("--first-ever", is_flag=True, help="Den første testen var pasientens aller første.")
@content_option
@lang_option
@json_option
def change_command(
    key: str, before: float, after: float, first_ever: bool, over: Sequence[Path], lang: str, as_json: bool
) -> None:
    """Er forskjellen mellom to tester en endring, eller måleusikkerhet?"""
    from medgang.content.schemas.reference import retest_file
    from medgang.core.physiology.change import change

    with refusals(lang):
        file = retest_file(over)
        known = {one.key: one for one in file.tests}
        if key not in known and key not in file.unread:
            raise click.BadParameter(", ".join([*known, *file.unread]), param_hint="--test")
        retest = known[key].retest() if key in known else None
        found = change(before, after, retest, first_ever=first_ever)
    verdict = sentence(f"physiology.change_{found.verdict.value}", lang, {})
    if as_json:
        print_json(
            {
                "test": key,
                "before": before,
                "after": after,
                "difference": round(found.difference, 2),
                "needed": None if found.threshold is None else round(found.threshold, 2),
                "unit": None if retest is None else retest.unit,
                "verdict": found.verdict.value,
                "text": verdict,
                "source": None if retest is None else retest.source,
            }
        )
        return
    _ = words(lang)
    click.echo(
        _("Fra %(before)s til %(after)s.") % {"before": number(before, lang), "after": number(after, lang)}
    )
    click.echo(verdict)
    if found.threshold is not None and retest is not None:
        click.echo(
            _("Minst %(needed)s må skille. Kilde: %(source)s")
            % {"needed": number(found.threshold, lang), "source": retest.source}
        )


@fitness_test.command("same-load")
@click.option(
    "--before",
    type=(float, float, float, int),
    multiple=True,
    required=True,
    help="Fart (km/t), stigning (%), puls, anstrengelse. En gang per trinn i forrige test.",
)
@click.option(
    "--after", type=(float, float, float, int), multiple=True, required=True, help="Det samme for denne."
)
@click.option("--first-ever", is_flag=True, help="Den første testen var pasientens aller første.")
@content_option
@lang_option
@json_option
def same_load_command(
    before: Sequence[tuple[float, float, float, int]],
    after: Sequence[tuple[float, float, float, int]],
    first_ever: bool,
    over: Sequence[Path],
    lang: str,
    as_json: bool,
) -> None:
    """Puls og anstrengelse på mølle ved samme belastning som sist: det som ses på før noe oksygenopptak."""
    from medgang.content.schemas.reference import retest_file
    from medgang.core.physiology.change import Load, LoadResult, same_load
    from medgang.core.physiology.effort import Borg

    def results(stages: Sequence[tuple[float, float, float, int]]) -> list[LoadResult]:
        return [LoadResult(Load(speed, incline), hr, Borg(borg).value) for speed, incline, hr, borg in stages]

    with refusals(lang):
        known = {one.key: one.retest() for one in retest_file(over).tests}
        found = same_load(
            results(before),
            results(after),
            treadmill=known["pulse-treadmill"],
            cycle=known["pulse-cycle"],
            first_ever=first_ever,
        )
    if as_json:
        print_json(
            [
                {
                    "speed_kmh": one.load.speed_kmh,
                    "incline_pct": one.load.incline_pct,
                    "pulse_before": one.pulse.before,
                    "pulse_after": one.pulse.after,
                    "needed": one.pulse.threshold,
                    "verdict": one.pulse.verdict.value,
                    "borg_before": one.borg_before,
                    "borg_after": one.borg_after,
                }
                for one in found
                if one.pulse is not None
            ]
        )
        return
    _ = words(lang)
    for one in found:
        if one.pulse is None:  # pragma: no cover - the command takes no stage without a pulse
            continue
        click.echo(
            _("%(speed)s km/t, %(incline)s %%: puls %(hr1)s → %(hr2)s, anstrengelse %(borg1)s → %(borg2)s.")
            % {
                "speed": number(one.load.speed_kmh or 0, lang),
                "incline": number(one.load.incline_pct or 0, lang),
                "hr1": number(one.pulse.before, lang, 0),
                "hr2": number(one.pulse.after, lang, 0),
                "borg1": one.borg_before,
                "borg2": one.borg_after,
            }
        )
        click.echo(sentence(f"physiology.change_{one.pulse.verdict.value}", lang, {}))
    if not found:
        click.echo(_("Ingen belastning er lik i de to testene."))


@fitness_test.command("hr-max")
@age_option()
@lang_option
@json_option
def hr_max_command(age: float, lang: str, as_json: bool) -> None:
    """Makspuls av alder, med hver formel og feilen den har."""
    from medgang.core.physiology.hr_max import FORMULAS, predict_hr_max

    with refusals(lang):
        found = [predict_hr_max(age, source) for source in FORMULAS]
    if as_json:
        print_json([hr_max_json(one) for one in found])
        return
    for one in found:
        click.echo(hr_max_line(one, lang))
