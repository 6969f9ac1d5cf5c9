"""Loe et al. 2013, PLoS ONE 8(5):e64319: directly measured oxygen uptake by sex and decade, mL/kg/min.

V1 for ages 20-29, V2 for the other decades. The slide claims of "15–20 years younger" and "20–30 years older" are
redone on the curve through these means; tolerance 0.1 year, 0.05 mL/kg/min.
"""

from __future__ import annotations

import pytest

from medgang.content.schemas.reference import population, study_groups
from medgang.core.physiology.body import Sex
from medgang.core.physiology.reference import age_on_decade_curve, fitness_age

HUNT3 = population()


@pytest.mark.requirement("R126")
@pytest.mark.parametrize(
    ("sex", "age", "mean", "sd"),
    [
        (Sex.MALE, 25, 54.4, 8.4),
        (Sex.FEMALE, 25, 43.0, 7.7),
        (Sex.MALE, 45, 47.2, 7.7),
        (Sex.FEMALE, 69.9, 31.1, 5.1),
        (Sex.MALE, 88, 35.3, 6.5),
    ],
)
def test_rows_by_sex_and_decade(sex: Sex, age: float, mean: float, sd: float) -> None:
    found = HUNT3.position(mean, age, sex)
    assert (found.expected, found.sd) == (mean, sd)
    assert found.percentile == pytest.approx(50)
    assert HUNT3.position(mean + sd, age, sex).percentile == pytest.approx(84.13, abs=0.01)


@pytest.mark.requirement("R127")
def test_flemmen_2014_gain_is_18_8_years_on_the_curve_and_a_wide_interval_in_truth() -> None:
    before, after = (age_on_decade_curve(HUNT3, vo2, Sex.MALE) for vo2 in (42.3, 48.7))
    assert before == pytest.approx(55.9, abs=0.1)
    assert after == pytest.approx(37.1, abs=0.1)
    assert before - after == pytest.approx(18.8, abs=0.1)
    told = fitness_age(HUNT3, 48.7, 4.85, Sex.MALE)
    assert told.older - told.younger > 18.8


@pytest.mark.requirement("R128")
def test_patients_at_start_are_20_and_23_years_older_on_the_curve_at_15_to_25_percent_less_uptake() -> None:
    men, women = study_groups()[:2]
    assert age_on_decade_curve(HUNT3, men.vo2_mean, Sex.MALE) - men.age_mean == pytest.approx(20, abs=0.5)
    assert age_on_decade_curve(HUNT3, women.vo2_mean, Sex.FEMALE) - women.age_mean == pytest.approx(
        23, abs=0.5
    )
    assert HUNT3.position(men.vo2_mean, men.age_mean, Sex.MALE).pct_of_expected == pytest.approx(91, abs=0.5)


def test_the_straight_line_is_the_least_squares_fit_of_the_means() -> None:
    import numpy as np

    for sex in Sex:
        rows = HUNT3.of(sex)
        slope, intercept = np.polyfit([row.midpoint for row in rows], [row.mean for row in rows], 1)
        line = HUNT3.line(sex)
        assert line.slope == pytest.approx(-slope, abs=0.0005)
        assert line.intercept == pytest.approx(intercept, abs=0.01)
