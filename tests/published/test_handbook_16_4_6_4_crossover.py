"""Cochrane Handbook 5.1 (2011), section 16.4.6.4: a crossover trial re-analysed with its pairing.

Ten persons, 7.0 (SD 2.38) on the experimental condition and 6.5 (SD 2.21) on the control. Unit: the outcome's own;
SMD in pooled SDs. Tolerance: the last printed digit. Mark V1.
"""

from __future__ import annotations

import math
from dataclasses import replace

import pytest

from medgang.core.synthesis.kinds import Measure, Method
from medgang.core.synthesis.paired import CrossoverUse, Paired, paired_md, paired_smd
from medgang.core.synthesis.pooling import Study, pool

TRIAL = Paired(m1=7.0, sd1=2.38, m2=6.5, sd2=2.21, n=10, sd_diff=2.0)


def test_the_standard_error_from_the_sd_of_differences() -> None:
    """Mean difference 0.5, SE 0.632 when the SD of the differences is 2."""
    difference, variance, flags = paired_md(TRIAL)
    assert difference == pytest.approx(0.5)
    assert math.sqrt(variance) == pytest.approx(0.632, abs=5e-4)
    assert flags == ()


def test_the_standard_error_with_an_imputed_correlation() -> None:
    """SE 0.583 with r 0.68, and the reader is told that r was imputed."""
    _, variance, flags = paired_md(replace(TRIAL, sd_diff=None, r=0.68, r_imputed=True))
    assert math.sqrt(variance) == pytest.approx(0.583, abs=5e-4)
    assert flags == ("synthesis.r_imputed",)


def test_the_standardised_difference() -> None:
    """SMD 0.218 by the raw pooled SD, SE 0.256 with r 0.68."""
    smd, variance, _ = paired_smd(replace(TRIAL, sd_diff=None, r=0.68))
    assert smd == pytest.approx(0.218, abs=5e-4)
    assert math.sqrt(variance) == pytest.approx(0.256, abs=5e-4)


def test_as_parallel_arms_it_weighs_less_and_says_so() -> None:
    """Ignoring the pairing gives a wider interval, and a flag that follows the study into the pooled answer."""
    parallel = replace(TRIAL, use=CrossoverUse.AS_PARALLEL)
    assert paired_md(parallel)[1] > paired_md(TRIAL)[1]
    found = pool([Study(f"trial {i}", parallel) for i in range(3)], Measure.MD, Method.COMMON)
    assert "synthesis.crossover_as_parallel" in found.notes
