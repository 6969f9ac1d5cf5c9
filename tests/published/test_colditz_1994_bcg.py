"""Colditz GA et al. Efficacy of BCG vaccine in the prevention of tuberculosis. JAMA 1994;271:698-702, PMID 8309034.

The 13 trials' counts as printed (also in van Houwelingen HC et al. Stat Med 2002;21:589-624, doi 10.1002/sim.1040,
table I, page 594) and the answers printed for them: van Houwelingen 2002, pages 596, 597, 599 and 608-609 (log odds
ratio; mark V1), and the worked example of these trials in the documentation of the R package metafor (log risk ratio;
mark V2). Tolerance: the last printed digit, except where the text says what the paper has.
"""

from __future__ import annotations

import math

import pytest

from medgang.core.synthesis.kinds import CiTest, Measure, Method
from medgang.core.synthesis.pooling import Study, pool
from medgang.core.synthesis.regression import meta_regression
from medgang.core.synthesis.results import TwoByTwo
from medgang.core.synthesis.small_study import egger_mixed, trim_and_fill

# author, cases and persons vaccinated, cases and persons not vaccinated, latitude, allocation
TRIALS = (
    ("Aronson 1948", 4, 123, 11, 139, 44, "random"),
    ("Ferguson & Simes 1949", 6, 306, 29, 303, 55, "random"),
    ("Rosenthal 1960", 3, 231, 11, 220, 42, "random"),
    ("Hart & Sutherland 1977", 62, 13598, 248, 12867, 52, "random"),
    ("Frimodt-Moller 1973", 33, 5069, 47, 5808, 13, "alternate"),
    ("Stein & Aronson 1953", 180, 1541, 372, 1451, 44, "alternate"),
    ("Vandiviere 1973", 8, 2545, 10, 629, 19, "random"),
    ("TPT Madras 1980", 505, 88391, 499, 88391, 13, "random"),
    ("Coetzee & Berjak 1968", 29, 7499, 45, 7277, 27, "random"),
    ("Rosenthal 1961", 17, 1716, 65, 1665, 42, "systematic"),
    ("Comstock 1974", 186, 50634, 141, 27338, 18, "systematic"),
    ("Comstock & Webster 1969", 5, 2498, 3, 2341, 33, "systematic"),
    ("Comstock 1976", 27, 16913, 29, 17854, 33, "systematic"),
)
STUDIES = tuple(Study(name, TwoByTwo(a, n1, c, n2)) for name, a, n1, c, n2, _, _ in TRIALS)


def test_the_common_odds_ratio_of_page_596() -> None:
    """0.65 (0.60 to 0.70): .6465, .5951, .7024; the paper prints .703 for the last."""
    found = pool(STUDIES, Measure.OR, Method.COMMON)
    assert found.estimate is not None
    assert math.exp(found.estimate) == pytest.approx(0.6465, abs=5e-5)
    assert found.ci is not None
    assert math.exp(found.ci.low) == pytest.approx(0.595, abs=5e-4)
    assert math.exp(found.ci.high) == pytest.approx(0.703, abs=1e-3)


def test_the_maximum_likelihood_model_of_page_597() -> None:
    """OR 0.476 (0.336 to 0.675), tau2 0.302; the middle 95 % of true effects, page 599: -1.820 to 0.336."""
    found = pool(STUDIES, Measure.OR, Method.ML, CiTest.Z)
    assert found.estimate is not None
    assert math.exp(found.estimate) == pytest.approx(0.476, abs=5e-4)
    assert found.ci is not None
    assert (math.exp(found.ci.low), math.exp(found.ci.high)) == pytest.approx((0.336, 0.675), abs=5e-4)
    assert found.tau2 == pytest.approx(0.3025, abs=5e-5)
    spread = 1.96 * math.sqrt(found.tau2 or 0.0)
    assert (found.estimate - spread, found.estimate + spread) == pytest.approx((-1.820, 0.336), abs=1e-3)


def test_the_regression_on_latitude_of_pages_608_and_609() -> None:
    """Intercept 0.371 (0.106), slope -0.0327 (0.0034), tau2 0.004, by maximum likelihood."""
    found = meta_regression(
        STUDIES, {"latitude": [row[5] for row in TRIALS]}, Measure.OR, Method.ML, CiTest.Z
    )
    intercept, slope = found.coefficients
    assert (intercept.estimate, intercept.se) == pytest.approx((0.371, 0.106), abs=5e-4)
    assert (slope.estimate, slope.se) == pytest.approx((-0.0327, 0.0034), abs=5e-5)
    assert found.tau2 == pytest.approx(0.004, abs=5e-4)
    assert found.r2 == pytest.approx(98.67, abs=0.02)


def test_the_reml_model_of_the_risk_ratio() -> None:
    """b -0.7145, se 0.1798, z -3.9744, interval -1.0669 to -0.3622, tau2 0.3132 (se 0.1664), I2 92.22, H2 12.86."""
    found = pool(STUDIES, Measure.RR, Method.REML, CiTest.Z)
    assert found.estimate == pytest.approx(-0.7145, abs=5e-5)
    assert found.se == pytest.approx(0.1798, abs=5e-5)
    assert found.statistic == pytest.approx(-3.9744, abs=5e-5)
    assert found.ci is not None
    assert (found.ci.low, found.ci.high) == pytest.approx((-1.0669, -0.3622), abs=5e-5)
    assert found.tau2 == pytest.approx(0.3132, abs=5e-5)
    assert found.tau2_se == pytest.approx(0.1664, abs=5e-5)
    assert found.i2 == pytest.approx(92.22, abs=5e-3)
    assert found.h2 == pytest.approx(12.86, abs=5e-3)
    assert found.q == pytest.approx(152.2330, abs=5e-5)
    assert found.q_df == 12


def test_the_interval_of_the_variance() -> None:
    """Q-profile: tau2 0.1197 to 1.1115, I2 81.92 to 97.68."""
    found = pool(STUDIES, Measure.RR)
    assert found.tau2_ci is not None
    assert (found.tau2_ci.low, found.tau2_ci.high) == pytest.approx((0.1197, 1.1115), abs=5e-5)
    assert found.i2_ci is not None
    assert (found.i2_ci.low, found.i2_ci.high) == pytest.approx((81.92, 97.68), abs=5e-3)


def test_trials_nearer_the_equator_protected_less() -> None:
    """Slope of absolute latitude -0.0291 (0.0072) with REML; tau2 is printed 0.0764, its exact top is 0.07635."""
    found = meta_regression(
        STUDIES, {"latitude": [row[5] for row in TRIALS]}, Measure.RR, Method.REML, CiTest.Z
    )
    slope = found.coefficients[1]
    assert slope.name == "latitude"
    assert slope.estimate == pytest.approx(-0.0291, abs=5e-5)
    assert slope.se == pytest.approx(0.0072, abs=5e-5)
    assert found.tau2 == pytest.approx(0.0764, abs=1e-4)
    assert found.r2 == pytest.approx(75.62, abs=0.02)


def test_mantel_haenszel_gives_the_risk_ratio_of_the_fixed_effect_tables() -> None:
    """MH risk ratio 0.635 (0.588 to 0.686), as printed by the standard packages for these trials."""
    found = pool(STUDIES, Measure.RR, Method.MH)
    assert found.estimate is not None
    assert math.exp(found.estimate) == pytest.approx(0.635, abs=5e-4)
    assert found.ci is not None
    assert (math.exp(found.ci.low), math.exp(found.ci.high)) == pytest.approx((0.588, 0.686), abs=5e-4)


def test_the_funnel_and_its_filled_study() -> None:
    """Regression test z -0.8033, p 0.4218; trim-and-fill adds one study on the right, b -0.6571."""
    line = egger_mixed(STUDIES, Measure.RR)
    assert line.statistic == pytest.approx(-0.8033, abs=5e-5)
    assert line.p == pytest.approx(0.4218, abs=5e-5)
    filled = trim_and_fill(STUDIES, Measure.RR, Method.REML, CiTest.Z)
    assert (filled.added, filled.side) == (1, "right")
    assert filled.estimate == pytest.approx(-0.6571, abs=5e-5)
