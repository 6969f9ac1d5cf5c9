"""One person's answers over time: nothing joined across what is missing."""

from __future__ import annotations

from datetime import date

from medgang.charts.course import Course, _spec, course_figure
from medgang.charts.figure import FigureTable

DAYS = tuple(date(2026, 3, day) for day in (1, 8, 15, 22))
SLEEP = Course("Søvn", 0, 10, tuple(zip(DAYS, (3.0, None, 5.0, 6.0), strict=True)))
MOOD = Course("Humør", 0, 10, tuple(zip(DAYS, (4.0, 4.0, 4.0, 5.0), strict=True)))


def test_a_missing_answer_breaks_the_line_and_is_a_mark_of_its_own() -> None:
    line, dots, gone = _spec([SLEEP], "Dag")["vconcat"][0]["layer"]
    assert [point["run"] for point in line["data"]["values"]] == [0, 1, 1]
    assert len(dots["data"]["values"]) == 3
    assert [point["day"] for point in gone["data"]["values"]] == ["2026-03-08"]


def test_every_panel_has_the_same_days_and_its_whole_scale() -> None:
    panels = _spec([SLEEP, MOOD], "Dag")["vconcat"]
    encodings = [panel["layer"][0]["encoding"] for panel in panels]
    assert {tuple(each["x"]["scale"]["domain"]) for each in encodings} == {("2026-03-01", "2026-03-22")}
    assert [each["y"]["scale"]["domain"] for each in encodings] == [[0, 10], [0, 10]]
    # The days are named once, at the bottom.
    assert [each["x"]["title"] for each in encodings] == [None, "Dag"]


def test_the_figure_has_words_and_a_table() -> None:
    table = FigureTable(("Dag", "Søvn"), (("1. mars", "3"),))
    figure = course_figure(
        [SLEEP, MOOD], title="Søvnen er bedre", description="Fra 3 til 6.", table=table, day_title="Dag"
    )
    assert "<title" in figure.svg
    assert "Søvnen er bedre" in figure.svg
    assert figure.table is table
