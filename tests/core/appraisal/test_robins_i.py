"""ROBINS-I v2: judged by persons, the overall never better than the worst domain."""

from __future__ import annotations

import pytest

from medgang.core.appraisal.robins_i import RobinsDomain, RobinsI, RobinsJudged, RobinsJudgement
from medgang.core.errors import InvalidValue

SEEN = {domain: RobinsJudged(RobinsJudgement.LOW, "Seen.") for domain in RobinsDomain}


def test_the_worst_domain_decides() -> None:
    assert len(RobinsDomain) == 6
    assert RobinsI("r", "a", ("age",), SEEN).overall is RobinsJudgement.LOW
    worse = {**SEEN, RobinsDomain.CONFOUNDING: RobinsJudged(RobinsJudgement.SERIOUS, "No control.")}
    assert RobinsI("r", "a", ("age",), worse).overall is RobinsJudgement.SERIOUS


def test_a_domain_that_waits_leaves_the_overall_open() -> None:
    part = {RobinsDomain.CONFOUNDING: SEEN[RobinsDomain.CONFOUNDING]}
    found = RobinsI("r", "a", ("age",), part)
    assert found.overall is None
    assert len(found.unfinished) == 5


def test_an_early_stop_is_critical() -> None:
    found = RobinsI("r", "a", ("age",), stopped="No attempt at control for confounding.")
    assert found.overall is RobinsJudgement.CRITICAL
    assert found.unfinished == ()


def test_confounders_and_reasons_come_first() -> None:
    with pytest.raises(InvalidValue, match="confounders_not_named"):
        RobinsI("r", "a", ())
    with pytest.raises(InvalidValue, match="reason_missing"):
        RobinsJudged(RobinsJudgement.LOW, "")
