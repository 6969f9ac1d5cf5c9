"""Every part of an answer as plain values that JSON can hold."""

from __future__ import annotations

import json

from medgang.core.synthesis import report
from medgang.core.synthesis.analysis_sets import compare_sets
from medgang.core.synthesis.diagnostics import cumulative, influence, leave_one_out
from medgang.core.synthesis.direction import direction_of, sign_test
from medgang.core.synthesis.kinds import AnalysisSet, Measure
from medgang.core.synthesis.multilevel import three_level
from medgang.core.synthesis.pooling import Study, pool
from medgang.core.synthesis.regression import meta_regression, subgroups
from medgang.core.synthesis.results import Given
from medgang.core.synthesis.small_study import funnel_tests, trim_and_fill

YI = [0.1, 0.3, 0.9, 1.1, -0.2, 0.0, 0.5, 0.7, 0.4, 1.3]
VI = [0.05, 0.06, 0.04, 0.08, 0.05, 0.07, 0.06, 0.05, 0.09, 0.04]
STUDIES = [Study(f"s{i}", Given(y, v)) for i, (y, v) in enumerate(zip(YI, VI, strict=True))]
GIVEN = Measure.GIVEN


def test_every_diagnostic_becomes_json() -> None:
    halves = {AnalysisSet.INTENTION_TO_TREAT: STUDIES[:5], AnalysisSet.COMPLETERS: STUDIES[5:]}
    whole = {
        "pooled": report.pooled(pool(STUDIES, GIVEN)),
        "leave_one_out": report.refits(leave_one_out(STUDIES, GIVEN)),
        "cumulative": report.refits(cumulative(STUDIES, GIVEN)),
        "influence": report.influences(influence(STUDIES, GIVEN)),
        "regression": report.regression(meta_regression(STUDIES, {"x": list(range(10))}, GIVEN)),
        "subgroups": report.grouped(subgroups(STUDIES, list("aaaabbbbcc"), GIVEN)),
        "funnel": report.funnel(funnel_tests(STUDIES, GIVEN)),
        "trimmed": report.trimmed(trim_and_fill(STUDIES, GIVEN)),
        "levels": report.multilevel(three_level(YI, VI, list("aabbccddee"))),
        "signs": report.signs(sign_test(direction_of(y, higher_is_better=True) for y in YI)),
        "sets": report.sets(compare_sets(halves, GIVEN)),
    }
    again = json.loads(json.dumps(whole, allow_nan=False))
    assert again["pooled"]["pi_method"] == "t, k-2"
    assert again["pooled"]["pi_df"] == 8
    assert again["regression"]["coefficients"][1]["name"] == "x"
    assert again["subgroups"]["groups"][2]["headline"] is False
    assert again["levels"]["robust"][0]["method"] == "CR2"
    assert again["sets"]["sets"][0]["analysis_set"] == "itt"


def test_a_robust_test_without_verdict_gives_no_p() -> None:
    found = report.multilevel(three_level(YI[:6], VI[:6], list("aabbcc")))
    assert found["robust"][0]["verdict"] is False
    assert found["robust"][0]["p"] is None
