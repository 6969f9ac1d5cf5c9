"""The picture of a session: its finding, its description, its table, and an SVG that pages may hold."""

from __future__ import annotations

import re
from itertools import pairwise
from xml.etree import ElementTree as ET

import numpy as np
import pytest

from medgang.charts import theme
from medgang.charts.recording import session_figure
from medgang.core.physiology import Zone, ZoneScale
from medgang.core.programmes import SessionPlan, four_by_four
from medgang.core.recordings import SessionReview, analyse, with_edges
from tests.core.recordings.shapes import FOUR, HR_MAX, pulse, recorded

SCALE = ZoneScale("five", tuple(Zone(f"I-{n + 1}", low, high) for n, (low, high) in enumerate(
    [(55, 72), (72, 82), (82, 87), (87, 92), (92, 100)]
)))  # fmt: skip
SESSION = pulse(FOUR, 2160, low=118, high=178)


def same(text: str) -> str:
    return text


def review(bpm: np.ndarray, plan: SessionPlan | None = None) -> SessionReview:
    return analyse(recorded(bpm), plan, HR_MAX, SCALE)


@pytest.mark.requirement("R121", "R122")
def test_a_session_against_its_plan() -> None:
    figure = session_figure(review(SESSION, four_by_four()), same)
    assert figure.title.startswith("4 av 4 drag, ")
    assert "5 pulssoner" in figure.description
    assert len(figure.table.rows) == 4
    assert figure.table.rows[0][0] == "1"
    assert len(figure.table.rows[0]) == len(figure.table.columns)


def test_the_svg_is_one_named_picture_without_style_or_script() -> None:
    svg = session_figure(review(SESSION, four_by_four()), same, key="a").svg
    root = ET.fromstring(svg)  # noqa: S314 - we made it
    assert root.get("role") == "img"
    assert root.get("aria-labelledby") == "a-title a-desc"
    assert root[0].text
    assert root[1].text
    assert svg.count("aria-") == 1
    assert svg.count("role=") == 1
    assert " style=" not in svg
    assert "<script" not in svg


def test_gaps_are_gaps_and_doubtful_seconds_are_marked() -> None:
    bpm = SESSION.copy()
    bpm[700:760] = np.nan
    bpm[1500:1506] = 170
    figure = session_figure(review(bpm), same)
    whole = session_figure(review(SESSION), same)
    assert "mangler pulsen" in figure.description
    assert "mangler pulsen" not in whole.description
    assert figure.svg.count("<path") > whole.svg.count("<path")


def test_without_bouts_the_table_holds_the_zones() -> None:
    figure = session_figure(review(pulse((), 1200)), same)
    assert figure.title.startswith("Ingen drag funnet")
    assert [row[0] for row in figure.table.rows] == ["I-1", "I-2", "I-3", "I-4", "I-5"]


def test_bouts_found_in_heart_rate_and_bouts_a_person_set() -> None:
    found = review(SESSION)
    assert session_figure(found, same).title == "4 drag funnet i pulsen"
    assert session_figure(found, same).table.rows[0][5] == "–"
    mine = with_edges(found, recorded(SESSION), [(360, 600)], SCALE)
    assert session_figure(mine, same).title.startswith("1 drag, ")


def test_a_long_session_is_drawn_with_few_points_and_no_zones_at_all_is_fine() -> None:
    long = analyse(recorded(pulse((), 20_000)), None, HR_MAX)
    figure = session_figure(long, same)
    assert len(figure.svg) < 120_000
    assert "pulssoner" not in figure.description


def test_nothing_usable_is_still_a_picture() -> None:
    empty = analyse(recorded(np.array([25.0, 25.0, 25.0])), None, HR_MAX, SCALE)
    assert session_figure(empty, same).table.rows


def test_in_print_the_variables_become_colours() -> None:
    assert theme.in_print(f'fill="{theme.INK}"') == 'fill="#1f2a24"'


def test_the_zones_fall_evenly_in_lightness() -> None:
    shades = [int(re.findall(r"#(..)(..)(..)", colour)[0][1], 16) for colour in theme.ZONES]
    assert shades == sorted(shades, reverse=True)
    assert all(one - other >= 10 for one, other in pairwise(shades))
