"""The shipped tables, tests, plans and activities: whole, in three languages, and refused where they cannot hold."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from pydantic import BaseModel

from medgang.content import ContentError, Text
from medgang.content.schemas.activities import activities, activity_files
from medgang.content.schemas.effort import effort_wording
from medgang.content.schemas.fitness_tests import fitness_test_files
from medgang.content.schemas.programmes import ladder, ladder_file, programme_files
from medgang.content.schemas.reference import (
    contested_claims,
    national_advice,
    norm,
    population,
    population_file,
    retest_error,
    retest_file,
    stop_criteria,
    study_groups,
)
from medgang.content.schemas.session_plans import session_plan_files
from medgang.content.schemas.zones import zone_scale, zone_scales
from medgang.core.physiology.body import Sex

SHIPPED: dict[str, BaseModel] = {
    **{f"zones/{key}": file for key, file in zone_scales().items()},
    **{f"session_plans/{key}": file for key, file in session_plan_files().items()},
    **{f"programmes/{key}": file for key, file in programme_files().items()},
    **{f"activities/{key}": file for key, file in activity_files().items()},
    **{f"fitness_tests/{key}": file for key, file in fitness_test_files().items()},
    "ladders/towards-intervals": ladder_file(),
    "reference/hunt3": population_file(),
    "reference/retest": retest_file(),
    "reference/national-advice-2022": national_advice(),
}


def texts(value: object) -> list[Text]:
    """Every three-language text in a file, however deep."""
    if isinstance(value, Text):
        return [value]
    if isinstance(value, BaseModel):
        return [found for name in type(value).model_fields for found in texts(getattr(value, name))]
    if isinstance(value, list):
        return [found for one in value for found in texts(one)]
    return []


@pytest.mark.parametrize("name", sorted(SHIPPED))
def test_every_file_names_its_source_and_every_text_is_whole(name: str) -> None:
    file = SHIPPED[name]
    assert len(getattr(file, "source")) > 10  # noqa: B009 - the files have no common type
    found = texts(file)
    assert found
    for text in found:
        assert all(len(text.in_(lang).strip()) > 1 for lang in ("nb", "nn", "en"))


def test_every_plan_and_retest_error_that_is_named_exists() -> None:
    plans = session_plan_files()
    for key, file in programme_files().items():
        assert set(file.programme(key).plan_keys) <= set(plans)
    assert {option.plan for rung in ladder_file().rungs for option in rung.options} <= set(plans)
    for key, test in fitness_test_files().items():
        assert test.retest is None or retest_error(test.retest) is not None
        assert test.retest is not None or key in {*retest_file().unread, "cycle-stroop-research"}
        assert stop_criteria(test.stop)


def test_no_number_without_a_read_source_drives_the_reference() -> None:
    assert {row.mark for row in population_file().rows} == {"V1", "V2"}


@pytest.mark.requirement("R258")
def test_the_advice_says_how_the_wording_was_settled() -> None:
    file = national_advice()
    assert "«og»" in file.source
    assert "«eller»" in file.source
    for lang, word in (("nb", " eller "), ("nn", " eller "), ("en", " or ")):
        assert word in file.rule.in_(lang)


@pytest.mark.requirement("R250")
def test_every_contested_claim_has_sides_with_source_and_strength() -> None:
    for claim in contested_claims():
        assert len({side.source for side in claim.sides}) >= 2
        assert all(side.strength for side in claim.sides)
        assert claim.settled_as.nb


@pytest.mark.requirement("R118")
def test_no_wording_of_the_effort_scale_is_shipped(tmp_path: Path) -> None:
    assert effort_wording() is None
    folder = tmp_path / "effort"
    folder.mkdir()
    file = folder / "borg-6-20.yaml"
    file.write_text(
        "source: own\nlicence: own\nanchors: [{number: 6, nb: seks, nn: seks, en: six}]\n", encoding="utf-8"
    )
    wording = effort_wording([tmp_path])
    assert wording is not None
    assert (wording.of(6, "nb"), wording.of(6, "en"), wording.of(7, "nb")) == ("seks", "six", None)
    for anchors in ("[{number: 5, nb: fem}]", "[{number: 6, nb: a}, {number: 6, nb: b}]"):
        file.write_text(f"source: own\nlicence: own\nanchors: {anchors}\n", encoding="utf-8")
        with pytest.raises(ContentError, match="anchors are whole numbers"):
            effort_wording([tmp_path])


TEXT = "{nb: a, nn: a, en: a}"


@pytest.mark.parametrize(
    ("place", "content", "load", "reason"),
    [
        (
            "zones/olympiatoppen-2020.yaml",
            (
                f"source: x\nname: {TEXT}\nboundary: {TEXT}\nzones:\n"
                f"  - {{key: a, pct: [50, 60], intensity: light, name: {TEXT}}}\n"
                f"  - {{key: b, pct: [61, 70], intensity: light, name: {TEXT}}}\n"
            ),
            lambda over: zone_scale(over=over),
            "scale_gap",
        ),
        (
            "session_plans/own.yaml",
            f"source: x\nname: {TEXT}\ntext: {TEXT}\nblocks: [{{kind: work, seconds: 0, intensity: light}}]\n",
            session_plan_files,
            "block_length",
        ),
        (
            "activities/own.yaml",
            f"source: x\nname: {TEXT}\nintensity: light\nplaces: []\n",
            activities,
            "activity_nowhere",
        ),
        (
            "ladders/towards-intervals.yaml",
            (
                f"source: x\nname: {TEXT}\ntext: {TEXT}\nrungs:\n"
                f"  - {{key: a, name: {TEXT}, text: {TEXT}, options: [{{plan: p, intensity: light}}]}}\n"
                f"  - {{key: b, name: {TEXT}, text: {TEXT}, options: [{{plan: p, intensity: high}}]}}\n"
            ),
            lambda over: ladder(over=over),
            "ladder_leaps",
        ),
        (
            "fitness_tests/own.yaml",
            (
                f"source: x\nname: {TEXT}\ntext: {TEXT}\nmode: treadmill\nmethod: ebbeling\nintensity: light\n"
                "stop: stop-2023\n"
                f"stages: [{{key: a, text: {TEXT}, seconds: 60}}]\n"
            ),
            fitness_test_files,
            "test_without_speed",
        ),
        (
            "reference/hunt3.yaml",
            f"source: x\nname: {TEXT}\nnote: {TEXT}\nrows: []\nfitness_age: []\n",
            lambda over: population(over=over),
            "reference_gap",
        ),
        (
            "reference/retest.yaml",
            "source: x\ntests: []\nunread: [a, a]\n",
            retest_file,
            "stands twice",
        ),
        (
            "reference/retest.yaml",
            f"source: x\nunread: []\ntests: [{{key: a, name: {TEXT}, unit: m, threshold: 0, source: x}}]\n",
            retest_file,
            "retest_threshold",
        ),
        (
            "reference/norms.yaml",
            "source: x\nnorms: [{key: stairs, source: x, unit: s, rows: [{sex: male, ages: [40, 30], mean: 5}]}]\n",
            lambda over: norm("stairs", over),
            "reference_row",
        ),
        (
            "reference/treatment-groups.yaml",
            f"source: x\nnote: {TEXT}\ngroups: [{{key: a, source: x, sex: male, n: 3, age: [null, 3], vo2: [1, 2]}}]\n",
            study_groups,
            "age is",
        ),
        (
            "reference/claims.yaml",
            f"source: x\nclaims: [{{key: a, claim: {TEXT}, settled_as: {TEXT}, sides: []}}]\n",
            contested_claims,
            "at least two sides",
        ),
        (
            "reference/national-advice-2022.yaml",
            (
                f"source: x\nname: {TEXT}\nrule: {TEXT}\nmoderate_minutes: [300, 150]\nvigorous_counts: 2\n"
                "strength_days: 2\ndaily_minutes: 30\n"
                "energy_kcal: 1000\nenergy_source: x\nmoderate_zones: []\nvigorous_zones: []\nscale: acsm-2018\n"
            ),
            lambda over: national_advice(over=over),
            "advice",
        ),
    ],
)
def test_a_clinics_file_that_cannot_hold_is_refused_with_its_reason(
    tmp_path: Path, place: str, content: str, load: Callable[[list[Path]], object], reason: str
) -> None:
    target = tmp_path / place
    target.parent.mkdir()
    target.write_text(content, encoding="utf-8")
    with pytest.raises(ContentError, match=reason) as caught:
        load([tmp_path])
    assert caught.value.file == place


def test_a_clinics_own_protocol_lies_over_the_shipped_13_minute_test(tmp_path: Path) -> None:
    target = tmp_path / "fitness_tests" / "submaximal-treadmill-13.yaml"
    target.parent.mkdir()
    target.write_text(
        f"source: the clinic\nname: {TEXT}\ntext: {TEXT}\nmode: treadmill\nmethod: treadmill_multistage\n"
        "intensity: high\nspeed_range: [4, 6]\nstop: stop-2023\n"
        f"stages: [{{key: a, text: {TEXT}, seconds: 390, incline_pct: 2, repeat: 2, add_incline_pct: 5}}]\n",
        encoding="utf-8",
    )
    file = fitness_test_files([tmp_path])["submaximal-treadmill-13"]
    assert file.source == "the clinic"
    assert file.test("x").total_seconds == 780


def test_groups_in_treatment_have_both_sexes() -> None:
    assert {one.sex for one in study_groups()} == set(Sex)
    assert sum(one.n for one in study_groups()) == 91
