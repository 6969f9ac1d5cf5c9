"""The whole way: a recording, a plan and a maximum in, a review out."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, datetime
from itertools import pairwise

import numpy as np
import pytest

from medgang.core.errors import InvalidValue
from medgang.core.physiology import HrMax, HrMaxSource, Zone, ZoneScale, predict_hr_max
from medgang.core.programmes import Block, BlockKind, SessionPlan, four_by_four
from medgang.core.recordings import (
    EdgeSource,
    FileFormat,
    Lap,
    LapLabel,
    Loss,
    LossCode,
    Recording,
    Seconds,
    StepIntent,
    Verdict,
    WarningCode,
    analyse,
    review_values,
    with_edges,
)
from tests.core.recordings.shapes import FOUR, HR_MAX, pulse, recorded

SCALE = ZoneScale(
    "three", (Zone("low", 50, 70), Zone("middle", 70, 85), Zone("high", 85, 100), Zone("power", None, None))
)
SESSION = pulse(FOUR, 2160, low=118, high=178)


def edge_laps(label: LapLabel = LapLabel.PRESSED) -> list[Lap]:
    edges = [0, *(edge for bout in FOUR for edge in bout), 2160]
    return [Lap(start, end, label) for start, end in pairwise(edges)]


def test_four_by_four_held_against_its_plan() -> None:
    review = analyse(recorded(SESSION), four_by_four(), HR_MAX, SCALE)
    assert len(review.bouts) == 4
    assert {bout.source for bout in review.bouts} == {EdgeSource.PLAN}
    assert all(abs(bout.start_s - start) < 12 for bout, (start, _) in zip(review.bouts, FOUR, strict=True))
    assert review.fidelity.verdict is Verdict.AS_PLANNED
    assert review.fidelity.seconds_in_target == pytest.approx(650, abs=120)
    assert [rest.after for rest in review.rests] == [1, 2, 3]
    assert review.seconds == 2160
    assert review.samples == 2160


@pytest.mark.requirement("R121", "R253")
def test_zones_are_the_persons_and_a_border_belongs_to_the_upper_zone() -> None:
    bpm = np.arange(60.0, 196.0)
    review = analyse(recorded(bpm), None, HR_MAX, SCALE, look=False)
    assert [zone.seconds for zone in review.zones] == [38, 29, 34]
    assert [(zone.low_bpm, zone.high_bpm) for zone in review.zones] == [(95, 132), (133, 161), (162, 190)]
    assert review.zone_scale == "three"


def test_without_a_scale_there_are_no_zones() -> None:
    assert analyse(recorded(SESSION), None, HR_MAX).zones == ()


@pytest.mark.requirement("R122")
def test_without_a_plan_the_bouts_are_found_and_hold_no_time_in_target() -> None:
    review = analyse(recorded(SESSION), None, HR_MAX)
    assert {bout.source for bout in review.bouts} == {EdgeSource.HEART_RATE}
    assert review.bouts[0].seconds_in_target is None
    assert review.fidelity.seconds_in_target is None
    assert review.fidelity.verdict is Verdict.NO_PLAN
    assert WarningCode.EDGES_FROM_HEART_RATE in {one.code for one in review.warnings}


def test_laps_near_the_found_edges_are_the_edges() -> None:
    for plan in (four_by_four(), None):
        review = analyse(recorded(SESSION, laps=edge_laps()), plan, HR_MAX)
        assert [(bout.start_s, bout.end_s) for bout in review.bouts] == list(FOUR)
        assert {(bout.source, bout.lap_label) for bout in review.bouts} == {
            (EdgeSource.LAPS, LapLabel.PRESSED)
        }


def test_kilometre_laps_move_no_edge_and_are_said() -> None:
    laps = [Lap(start, start + 240, LapLabel.PRESSED, None, 1000.0) for start in range(0, 2160, 240)]
    review = analyse(recorded(SESSION, laps=laps), four_by_four(), HR_MAX)
    assert {bout.source for bout in review.bouts} == {EdgeSource.PLAN}
    assert WarningCode.AUTOMATIC_LAPS in {one.code for one in review.warnings}


def test_laps_as_long_as_the_plan_stand_where_the_pulse_says_nothing() -> None:
    flat = pulse((), 2160)
    review = analyse(recorded(flat, laps=edge_laps()), four_by_four(), HR_MAX)
    assert [(bout.start_s, bout.end_s) for bout in review.bouts] == list(FOUR)
    assert review.fidelity.verdict is Verdict.PARTLY


def test_a_stored_workout_names_its_bouts() -> None:
    intents = [StepIntent.WARM_UP, *[StepIntent.WORK, StepIntent.REST] * 4]
    laps = [
        replace(lap, intent=intent)
        for lap, intent in zip(edge_laps(LapLabel.STRUCTURED), intents, strict=True)
    ]
    review = analyse(recorded(pulse((), 2160), laps=laps), None, HR_MAX)
    assert [(bout.start_s, bout.end_s) for bout in review.bouts] == list(FOUR)
    assert review.bouts[0].lap_label is LapLabel.STRUCTURED


def test_pressed_laps_show_bouts_too_short_for_the_pulse() -> None:
    work = tuple((300 + 200 * number, 390 + 200 * number) for number in range(4))
    edges = [0, *(edge for bout in work for edge in bout), 1300]
    laps = [Lap(start, end, LapLabel.PRESSED) for start, end in pairwise(edges)]
    review = analyse(recorded(pulse(work, 1300), laps=laps), None, HR_MAX)
    assert [(bout.start_s, bout.end_s) for bout in review.bouts] == list(work)


def codes(review: object) -> set[WarningCode]:
    return {one.code for one in review.warnings}  # type: ignore[attr-defined]


def test_a_steady_session_says_that_there_are_no_intervals() -> None:
    steady = recorded(pulse((), 2160))
    review = analyse(steady, None, HR_MAX)
    assert review.bouts == ()
    assert WarningCode.NO_INTERVALS in codes(review)
    planned = analyse(steady, four_by_four(), HR_MAX)
    assert planned.fidelity.verdict is Verdict.NOT_DONE
    assert WarningCode.PLAN_NOT_FOUND in codes(planned)
    assert codes(analyse(steady, None, HR_MAX, look=False)) == set()


def test_missing_and_extra_bouts_are_said() -> None:
    missing = analyse(recorded(pulse(FOUR[:3], 2160)), four_by_four(), HR_MAX)
    assert WarningCode.BOUTS_MISSING in codes(missing)
    assert missing.fidelity.verdict is Verdict.PARTLY
    extra = analyse(recorded(SESSION), SessionPlan.parse("3x240/180"), HR_MAX)
    assert WarningCode.BOUTS_EXTRA in codes(extra)


def test_a_plan_without_bouts_looks_for_none() -> None:
    plan = SessionPlan("steady", (Block(BlockKind.STEADY, 1800),))
    assert analyse(recorded(SESSION), plan, HR_MAX).bouts == ()


def test_a_bout_without_a_target_is_shown_against_the_band_of_four_by_four() -> None:
    plan = SessionPlan(
        "free", tuple(Block(BlockKind.WORK, 240) if n % 2 else Block(BlockKind.REST, 180) for n in range(9))
    )
    review = analyse(recorded(SESSION), plan, HR_MAX)
    assert review.bouts[0].target_low_pct == 85


def test_too_short_to_look() -> None:
    review = analyse(recorded(np.full(60, 120.0) + np.arange(60) % 3), None, HR_MAX)
    assert codes(review) == {WarningCode.TOO_SHORT}
    assert analyse(recorded(np.array([100.0])), None, HR_MAX).max_bpm == 100


def test_seconds_that_cannot_be_used_have_no_mean() -> None:
    review = analyse(recorded(np.array([25.0, 25, 25])), None, HR_MAX)
    assert review.mean_bpm is None


@pytest.mark.requirement("R254")
def test_what_a_reader_must_know_first() -> None:
    bpm = SESSION.copy()
    bpm[100:700] = np.nan
    recording = replace(
        recorded(bpm),
        cadence=np.where(np.arange(2160) > 1250, bpm, 80),
        losses=(Loss(LossCode.CLOCK_JUMP, 50), Loss(LossCode.ENDED_EARLY, 9)),
    )
    review = analyse(recording, None, predict_hr_max(62), look=False)
    assert codes(review) >= {
        WarningCode.FILE_DAMAGED,
        WarningCode.CLOCK_JUMPED,
        WarningCode.MUCH_MISSING,
        WarningCode.CADENCE_SUSPECT,
        WarningCode.ABOVE_HR_MAX,
        WarningCode.HR_MAX_PREDICTED,
    }


def test_the_review_keeps_the_maximum_it_was_made_with() -> None:
    old, new = (HrMax(bpm, HrMaxSource.MEASURED) for bpm in (195, 185))
    assert analyse(recorded(SESSION), None, old).hr_max.bpm == 195
    assert analyse(recorded(SESSION), None, new).hr_max.bpm == 185


def test_a_review_as_values_can_be_stored_and_holds_what_it_was_made_with() -> None:
    on = HrMax(181, HrMaxSource.MEASURED, None, date(2026, 2, 1))
    recording = recorded(SESSION)
    values = json.loads(json.dumps(review_values(recording, analyse(recording, four_by_four(), on, SCALE))))
    assert values["hr_max"] == {"bpm": 181, "source": "measured", "error": None, "date": "2026-02-01"}
    assert [zone["key"] for zone in values["zones"]] == ["low", "middle", "high"]
    assert len(values["intervals"]) == 4
    assert len(values["rests"]) == 3
    assert values["started"] == "2026-03-02T17:00:00+00:00"
    bare = replace(recording, started=None)
    found = review_values(bare, analyse(bare, None, predict_hr_max(40), look=False))
    assert found["started"] is None
    assert found["hr_max"] == {"bpm": 185.4, "source": "predicted_nes", "error": 10.8, "date": None}
    assert found["warnings"] == [{"code": "hr_max_predicted", "count": None}]


@pytest.mark.requirement("R122")
def test_a_person_can_move_every_edge() -> None:
    recording = recorded(SESSION)
    review = analyse(recording, four_by_four(), HR_MAX, SCALE)
    kept = (review.bouts[0].start_s, review.bouts[0].end_s)
    moved = with_edges(review, recording, [kept, (790, 1010), (1200, 1440)], SCALE)
    assert [bout.source for bout in moved.bouts] == [EdgeSource.PLAN, EdgeSource.PERSON, EdgeSource.PERSON]
    assert moved.bouts[1].seconds == 220
    assert moved.fidelity.bouts_missing == 1
    assert moved.zones == review.zones
    detected = analyse(recording, None, HR_MAX)
    assert with_edges(detected, recording, [(360, 600)]).bouts[0].seconds_in_target is not None
    assert with_edges(detected, recording, []).bouts == ()


@pytest.mark.parametrize("edges", [[(600, 360)], [(-1, 50)], [(0, 99_999)], [(0, 100), (50, 200)]])
def test_edges_that_cannot_be(edges: list[tuple[float, float]]) -> None:
    recording = recorded(SESSION)
    with pytest.raises(InvalidValue):
        with_edges(analyse(recording, None, HR_MAX), recording, edges)


def test_bouts_that_touch_have_no_pause_between_them() -> None:
    recording = recorded(SESSION)
    review = with_edges(analyse(recording, None, HR_MAX), recording, [(360, 600), (600, 800)])
    assert review.rests == ()


@pytest.mark.parametrize(
    "change",
    [
        {"bpm": np.zeros(3)},
        {"seconds": np.array([0.0, 2.0, 1.0, 3.0])},
        {"started": datetime(2026, 1, 1)},  # noqa: DTZ001 - a time without zone is the fault
        {"cadence": np.zeros(3)},
    ],
)
def test_a_recording_validates_itself(change: dict[str, object]) -> None:
    whole = Recording(FileFormat.CSV, None, np.arange(4.0), np.full(4, 100.0))
    with pytest.raises(InvalidValue):
        replace(whole, **change)  # type: ignore[arg-type]


def test_laps_and_seconds_validate_themselves() -> None:
    with pytest.raises(InvalidValue):
        Lap(5, 4, LapLabel.PRESSED)
    with pytest.raises(InvalidValue):
        Seconds(np.zeros(3), np.zeros(4, np.uint8))
