"""What can be chosen from the shipped content, in the reader's language: activities, programmes, steps, tests."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from medgang.content.schemas.activities import ActivityFile, activity_files
from medgang.content.schemas.fitness_tests import FitnessTestFile, fitness_test_files
from medgang.content.schemas.programmes import LadderFile, ProgrammeFile, ladder_file, programme_files
from medgang.core.physiology.intensity import IntensityClass
from medgang.core.timeline.levels import Level
from medgang.web.patients.care.words import LEVELS
from medgang.web.patients.reasons import lang

LEVEL_OF: Final = {
    IntensityClass.LIGHT: Level.LIGHT,
    IntensityClass.MODERATE: Level.MODERATE,
    IntensityClass.HIGH: Level.HIGH,
}


@lru_cache(maxsize=1)
def _activities() -> dict[str, ActivityFile]:
    return activity_files()


@lru_cache(maxsize=1)
def _programmes() -> dict[str, ProgrammeFile]:
    return programme_files()


@lru_cache(maxsize=1)
def _ladder() -> LadderFile:
    return ladder_file()


@lru_cache(maxsize=1)
def _tests() -> dict[str, FitnessTestFile]:
    return fitness_test_files()


def activity_name(code: str) -> str:
    """The activity's name; a code nobody knows any more, or the clinic's own words, is shown as it stands."""
    found = _activities().get(code)
    return found.name.in_(lang()) if found else code


def activity_level(code: str) -> Level | None:
    """What the activity usually is."""
    found = _activities().get(code)
    return LEVEL_OF[found.intensity] if found else None


def activity_choices(*, light_only: bool = False) -> list[tuple[str, str]]:
    """The menu, easiest first. With `light_only`, what can be led as light."""
    order = list(LEVEL_OF)
    listed = sorted(
        _activities().items(), key=lambda one: (order.index(one[1].intensity), one[1].name.in_(lang()))
    )
    if light_only:
        listed = [one for one in listed if IntensityClass.LIGHT in (one[1].intensity, one[1].eases_to)]
        return [(code, file.name.in_(lang())) for code, file in listed]
    return [(code, f"{file.name.in_(lang())} ({LEVELS[LEVEL_OF[file.intensity]]})") for code, file in listed]


def programme_name(code: str) -> str:
    """The programme's name."""
    found = _programmes().get(code)
    return found.name.in_(lang()) if found else code


def programme_choices() -> list[tuple[str, str]]:
    """The programmes by name."""
    return sorted(
        ((code, file.name.in_(lang())) for code, file in _programmes().items()), key=lambda one: one[1]
    )


def rung_name(code: str) -> str:
    """The name of a step of the ladder."""
    return next((rung.name.in_(lang()) for rung in _ladder().rungs if rung.key == code), code)


def rung_choices() -> list[tuple[str, str]]:
    """The steps, lowest first."""
    return [(rung.key, rung.name.in_(lang())) for rung in _ladder().rungs]


def rung_hints() -> dict[str, str]:
    """A line about each step."""
    return {rung.key: rung.text.in_(lang()) for rung in _ladder().rungs}


def test_file(code: str) -> FitnessTestFile | None:
    """A fitness test, or None."""
    return _tests().get(code)


def test_name(code: str) -> str:
    """The test's name."""
    found = _tests().get(code)
    return found.name.in_(lang()) if found else code


def test_choices() -> list[tuple[str, str]]:
    """The tests that are not for research alone, lightest first."""
    order = list(LEVEL_OF)
    listed = [one for one in _tests().items() if not one[1].research_only]
    listed.sort(key=lambda one: (order.index(one[1].intensity), one[1].name.in_(lang())))
    return [(code, f"{file.name.in_(lang())} ({LEVELS[LEVEL_OF[file.intensity]]})") for code, file in listed]
