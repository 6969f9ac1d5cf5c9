"""Laps as evidence, with the kilometre-lap trap."""

from __future__ import annotations

from medgang.core.recordings import FileFormat, Lap, LapLabel, StepIntent
from medgang.core.recordings.bouts import Span
from medgang.core.recordings.laps import labelled, of_plan, of_workout, snapped, usable


def laps(
    *lengths: float,
    label: LapLabel = LapLabel.PRESSED,
    metres: tuple[float, ...] = (),
    intent: StepIntent | None = None,
) -> list[Lap]:
    found, at = [], 0.0
    for place, length in enumerate(lengths):
        found.append(Lap(at, at + length, label, intent, metres[place] if metres else None))
        at += length
    return found


def labels(found: tuple[Lap, ...]) -> set[LapLabel]:
    return {lap.label for lap in found}


def test_laps_of_one_distance_are_automatic_whoever_is_said_to_have_pressed() -> None:
    kilometres = laps(300, 310, 295, 120, metres=(1000, 1000, 1001, 400))
    assert labels(labelled(kilometres, FileFormat.FIT)) == {LapLabel.AUTOMATIC}
    assert usable(labelled(kilometres, FileFormat.FIT)) == ()


def test_equal_times_are_automatic_only_when_nobody_is_said_to_have_pressed() -> None:
    assert labels(labelled(laps(60, 60, 60, 10), FileFormat.FIT)) == {LapLabel.PRESSED}
    unknown = laps(60, 60, 60, 10, label=LapLabel.UNKNOWN)
    assert labels(labelled(unknown, FileFormat.CSV)) == {LapLabel.AUTOMATIC}
    assert labels(labelled(laps(60, 60, 60, 10), FileFormat.TCX)) == {LapLabel.AUTOMATIC}


def test_manual_in_a_converted_file_means_nothing_unless_rests_are_named() -> None:
    assert labels(labelled(laps(60, 90, 50), FileFormat.TCX)) == {LapLabel.UNKNOWN}
    resting = [*laps(60, 90), Lap(150, 200, LapLabel.PRESSED, StepIntent.REST)]
    assert labels(labelled(resting, FileFormat.TCX)) == {LapLabel.PRESSED}


def test_a_workout_stored_on_the_watch_is_believed() -> None:
    steps = laps(60, 60, 60, label=LapLabel.STRUCTURED, metres=(100, 100, 100))
    assert labels(labelled(steps, FileFormat.FIT)) == {LapLabel.STRUCTURED}
    assert labelled([], FileFormat.FIT) == ()


def test_laps_named_work_count_only_beside_laps_named_rest() -> None:
    work = laps(30, 30, intent=StepIntent.WORK)
    assert of_workout(work) == ()
    rest = Lap(60, 75, LapLabel.STRUCTURED, StepIntent.REST)
    short = Lap(75, 78, LapLabel.STRUCTURED, StepIntent.WORK)
    assert of_workout([*work, rest, short]) == tuple(work)


def test_laps_as_long_as_the_planned_bouts() -> None:
    mixed = laps(300, 238, 181, 243, 179, 240, 180, 241, 200)
    assert [lap.start_s for lap in of_plan(mixed, (240,) * 4)] == [300, 719, 1141, 1561]
    assert of_plan(laps(240, 240, 240, 240), (240,) * 4) == ()
    assert of_plan(laps(300, 240, 500), (240,) * 4) == ()


def test_both_edges_must_be_near_and_one_lap_goes_before_several() -> None:
    row = laps(200, 197, 300, 17)
    assert snapped(Span(205, 402), row) == (Span(200, 397), row[1])
    assert snapped(Span(205, 500), row) is None
    split = laps(200, 100, 97, 300)
    assert snapped(Span(205, 402), split) == (Span(200, 397), split[1])
    assert snapped(Span(0, 4), laps(3, 3)) is None
