"""The tests that give an oxygen uptake, one command each: treadmill, cycle, questionnaire, reference equations."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import click

from medgang.cli.body import (
    age_option,
    drug_option,
    drugs_of,
    hr_max_of,
    hr_max_options,
    known_hr_max,
    sex_of,
    sex_option,
)
from medgang.cli.fitness_results import held_against, show_estimate, show_no_uptake
from medgang.cli.options import content_option, json_option, lang_option, refusals
from medgang.core.errors import InvalidValue
from medgang.core.physiology.body import Sex, body_mass_index
from medgang.core.physiology.cycle import astrand, cycle_multistage, cycle_peak, ymca
from medgang.core.physiology.effort import Borg
from medgang.core.physiology.estimates import Estimate, Method
from medgang.core.physiology.guidance import HeartRateDrug
from medgang.core.physiology.non_exercise import (
    ActivityIndex,
    Duration,
    ExerciseMode,
    Frequency,
    Vigour,
    friend_2017,
    friend_2018,
    nes_bmi,
    nes_waist,
)
from medgang.core.physiology.notice import notice
from medgang.core.physiology.testing import BY_HEART_RATE
from medgang.core.physiology.treadmill import (
    ebbeling,
    hunt3_submaximal,
    treadmill_multistage,
    treadmill_peak,
    treadmill_point,
)

Command = Callable[..., Any]


def _common(function: Command) -> Command:
    """What every estimate takes: age, sex, drugs, the clinic's content, language, JSON."""
    effort = click.option("--borg", type=int, help="Anstrengelse 6–20 ved belastningen.")
    for option in (json_option, lang_option, content_option, drug_option, effort, sex_option, age_option()):
        function = option(function)
    return function


def _maximum(common: dict[str, Any]) -> dict[str, Any]:
    """What was said about the maximal heart rate, taken out of what every estimate takes."""
    return {name: common.pop(name) for name in ("hr_max", "hr_max_source", "hr_max_on", "formula")}


def _run(
    test: str,
    method: Method,
    inputs: dict[str, object],
    make: Callable[[Sex], Estimate],
    *,
    age: float,
    sex: str,
    drugs: Sequence[str],
    borg: int | None,
    over: tuple[Path, ...],
    lang: str,
    as_json: bool,
) -> None:
    """Compute, hold against the reference, show; silent about uptake where a drug makes the pulse say nothing."""
    whose = sex_of(sex)
    taken = drugs_of(drugs)
    with refusals(lang):
        effort = None if borg is None else Borg(borg).value
    given = {"age": age, "sex": whose.value, "borg": effort, **inputs}
    if method in BY_HEART_RATE and HeartRateDrug.BETA_BLOCKER in taken:
        show_no_uptake(test, given, lang, as_json=as_json)
        return
    unsure = method in BY_HEART_RATE and HeartRateDrug.OTHER in taken
    with refusals(lang):
        shown = held_against(
            test,
            given,
            make(whose),
            age_years=age,
            sex=whose,
            over=over,
            extra=(notice("physiology.heart_rate_unsure"),) if unsure else (),
        )
    show_estimate(shown, lang, as_json=as_json)


@click.command("ebbeling")
@_common
@click.option("--speed", type=float, required=True, help="Fart i km/t.")
@click.option("--hr", type=float, required=True, help="Puls etter fire minutter med 5 % stigning.")
def ebbeling_command(speed: float, hr: float, **common: Any) -> None:
    """Ebbeling gangtest på mølle, også den norske på åtte minutter."""
    _run(
        "ebbeling",
        Method.EBBELING,
        {"speed": speed, "hr": hr},
        lambda sex: ebbeling(speed, hr, common["age"], sex),
        **common,
    )


@click.command("balke")
@_common
@click.option("--speed", type=float, required=True, help="Fart i km/t.")
@click.option("--incline", type=float, required=True, help="Stigning i prosent i siste fullførte minutt.")
@click.option("--handrail", is_flag=True, help="Pasienten holdt i rekkverket.")
def balke_command(speed: float, incline: float, handrail: bool, **common: Any) -> None:
    """Modifisert Balke: gange til hard anstrengelse."""
    _run(
        "modified-balke",
        Method.TREADMILL_PEAK,
        {"speed": speed, "incline": incline, "handrail": handrail},
        lambda _sex: treadmill_peak(speed, incline, handrail=handrail),
        **common,
    )


@click.command("treadmill")
@_common
@hr_max_options
@click.option(
    "--stage",
    "stages",
    type=(float, float, float),
    multiple=True,
    required=True,
    help="Fart (km/t), stigning (%), puls. En gang per trinn.",
)
@click.option("--running", is_flag=True, help="Pasienten løp: kostnaden regnes for løp.")
def treadmill_command(
    stages: Sequence[tuple[float, float, float]],
    running: bool,
    **common: Any,
) -> None:
    """Submaksimal tredemølletest i trinn, for eksempel på 13 minutter."""
    maximum = _maximum(common)
    _run(
        "submaximal-treadmill-13",
        Method.TREADMILL_MULTISTAGE,
        {
            "stages": [list(one) for one in stages],
            "running": running,
            "hr": stages[-1][2],
            "hr_max": maximum["hr_max"],
        },
        lambda _sex: treadmill_multistage(
            [treadmill_point(*one, running=running) for one in stages],
            known_hr_max(hr_max_of(common["age"], **maximum)),
        ),
        **common,
    )


@click.command("hunt3")
@_common
@click.option("--speed", type=float, required=True, help="Fart i km/t.")
@click.option("--incline", type=float, required=True, help="Stigning i prosent.")
@click.option("--weight", type=float, required=True, help="Vekt i kg.")
@click.option("--hr", type=float, required=True, help="Puls på slutten.")
def hunt3_command(speed: float, incline: float, weight: float, hr: float, **common: Any) -> None:
    """HUNT3 submaksimal: jevn gange eller løp på mølle (menn)."""
    _run(
        "hunt3",
        Method.HUNT3_SUBMAXIMAL,
        {"speed": speed, "incline": incline, "weight": weight, "hr": hr},
        lambda sex: hunt3_submaximal(speed, incline, weight, hr, common["age"], sex),
        **common,
    )


@click.command("ymca")
@_common
@hr_max_options
@click.option(
    "--stage", "stages", type=(float, float), multiple=True, required=True, help="Watt, puls. To trinn."
)
@click.option("--weight", type=float, required=True, help="Vekt i kg.")
def ymca_command(
    stages: Sequence[tuple[float, float]],
    weight: float,
    **common: Any,
) -> None:
    """YMCA-sykkeltest: de to siste trinnene med puls mellom 110 og 150."""
    maximum = _maximum(common)

    def make(_sex: Sex) -> Estimate:
        if len(stages) != 2:
            raise InvalidValue("physiology.too_few_stages", usable=min(len(stages), 1), given=len(stages))
        (watts1, hr1), (watts2, hr2) = stages
        found = known_hr_max(hr_max_of(common["age"], **maximum))
        return ymca(watts1, hr1, watts2, hr2, hr_max=found, weight_kg=weight)

    _run(
        "ymca-cycle",
        Method.YMCA,
        {
            "stages": [list(one) for one in stages],
            "weight": weight,
            "hr": stages[-1][1],
            "hr_max": maximum["hr_max"],
        },
        make,
        **common,
    )


@click.command("cycle")
@_common
@hr_max_options
@click.option(
    "--stage", "stages", type=(float, float), multiple=True, required=True, help="Watt, puls. Per trinn."
)
@click.option("--weight", type=float, required=True, help="Vekt i kg.")
def cycle_command(
    stages: Sequence[tuple[float, float]],
    weight: float,
    **common: Any,
) -> None:
    """Sykkeltest i trinn: puls mot watt, trukket ut til makspuls."""
    maximum = _maximum(common)
    _run(
        "cycle",
        Method.CYCLE_MULTISTAGE,
        {
            "stages": [list(one) for one in stages],
            "weight": weight,
            "hr": stages[-1][1],
            "hr_max": maximum["hr_max"],
        },
        lambda _sex: cycle_multistage(
            list(stages),
            hr_max=known_hr_max(hr_max_of(common["age"], **maximum)),
            weight_kg=weight,
        ),
        **common,
    )


@click.command("astrand")
@_common
@click.option("--watts", type=float, required=True, help="Belastning i watt.")
@click.option("--hr", type=float, required=True, help="Puls i sjette minutt.")
@click.option("--hr-minute-5", type=float, required=True, help="Puls i femte minutt.")
@click.option("--weight", type=float, required=True, help="Vekt i kg.")
def astrand_command(watts: float, hr: float, hr_minute_5: float, weight: float, **common: Any) -> None:
    """Åstrand–Ryhming sykkeltest."""
    _run(
        "astrand-cycle",
        Method.ASTRAND,
        {"watts": watts, "hr": hr, "hr_minute_5": hr_minute_5, "weight": weight},
        lambda sex: astrand(watts, hr_minute_5, hr, age_years=common["age"], sex=sex, weight_kg=weight),
        **common,
    )


@click.command("cycle-peak")
@_common
@click.option("--watts", type=float, required=True, help="Høyeste belastning i watt i en maksimal test.")
@click.option("--weight", type=float, required=True, help="Vekt i kg.")
def cycle_peak_command(watts: float, weight: float, **common: Any) -> None:
    """Maksimal sykkeltest: oksygenopptak av høyeste belastning (FRIEND)."""
    _run(
        "cycle-peak",
        Method.CYCLE_PEAK,
        {"watts": watts, "weight": weight},
        lambda _sex: cycle_peak(watts, weight),
        **common,
    )


@click.command("questionnaire")
@_common
@click.option("--resting-hr", type=float, required=True, help="Hvilepuls.")
@click.option("--waist", type=float, help="Midjemål i cm.")
@click.option("--weight", type=float, help="Vekt i kg, sammen med høyde når midjemål ikke oppgis.")
@click.option("--height", type=float, help="Høyde i cm.")
@click.option(
    "--how-often",
    type=click.Choice([one.value for one in Frequency]),
    required=True,
    help="Hvor ofte pasienten trener.",
)
@click.option(
    "--how-hard", type=click.Choice([one.value for one in Vigour]), required=True, help="Hvor hardt."
)
@click.option(
    "--how-long", type=click.Choice([one.value for one in Duration]), required=True, help="Hvor lenge."
)
def questionnaire_command(
    resting_hr: float,
    waist: float | None,
    weight: float | None,
    height: float | None,
    how_often: str,
    how_hard: str,
    how_long: str,
    **common: Any,
) -> None:
    """Oksygenopptak uten test: HUNT-modellen av svar, hvilepuls og midjemål eller vekt og høyde."""
    index = ActivityIndex.of(Frequency(how_often), Vigour(how_hard), Duration(how_long))
    if waist is None and (weight is None or height is None):
        raise click.UsageError("--waist, eller både --weight og --height")
    _run(
        "questionnaire",
        Method.NES_BMI if waist is None else Method.NES_WAIST,
        {"resting_hr": resting_hr, "waist": waist, "weight": weight, "height": height, "index": index.value},
        lambda sex: (
            nes_waist(common["age"], sex, waist, resting_hr, index)
            if waist is not None
            else nes_bmi(common["age"], sex, body_mass_index(weight or 0, height or 0), resting_hr, index)
        ),
        **common,
    )


@click.command("friend")
@_common
@click.option("--weight", type=float, required=True, help="Vekt i kg.")
@click.option("--height", type=float, help="Høyde i cm; uten den brukes den eldre ligningen.")
@click.option(
    "--on",
    "mode",
    type=click.Choice([one.value for one in ExerciseMode]),
    default="treadmill",
    show_default=True,
    help="Mølle eller sykkel.",
)
def friend_command(weight: float, height: float | None, mode: str, **common: Any) -> None:
    """Ventet oksygenopptak etter FRIEND (USA), som alternativ til HUNT3."""
    _run(
        "friend",
        Method.FRIEND_2017 if height is None else Method.FRIEND_2018,
        {"weight": weight, "height": height, "on": mode},
        lambda sex: (
            friend_2017(common["age"], sex, weight)
            if height is None
            else friend_2018(common["age"], sex, weight, height, ExerciseMode(mode))
        ),
        **common,
    )


COMMANDS = (
    ebbeling_command,
    balke_command,
    treadmill_command,
    hunt3_command,
    ymca_command,
    cycle_command,
    astrand_command,
    cycle_peak_command,
    questionnaire_command,
    friend_command,
)
