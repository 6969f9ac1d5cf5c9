"""Forest, funnel, traffic lights and effect direction: what stands in the drawing and in its table."""

from __future__ import annotations

import math
import xml.etree.ElementTree as ET

import pytest

from medgang.charts.effect_direction import DirectionRow, effect_direction
from medgang.charts.figure import Figure
from medgang.charts.forest import ForestBlock, forest, spread, ticks
from medgang.charts.funnel import funnel
from medgang.charts.traffic_light import ORDER, LightRow, bias_summary, traffic_light
from medgang.charts.voice import Voice, shortened, standalone, text_width
from medgang.content.sentences import say
from medgang.core.synthesis.direction import Direction
from medgang.core.synthesis.kinds import Measure, Method, Scale
from medgang.core.synthesis.pooling import Study, pool
from medgang.core.synthesis.results import Correlation, Given, Proportion, TwoByTwo

NB = Voice(lambda code, **values: say(code, "nb", **values))
STUDIES = [
    Study(f"Study {i}", Given(y, v))
    for i, (y, v) in enumerate([(-0.9, 0.05), (-0.2, 0.1), (0.3, 0.2), (-0.4, 4)])
]
TABLES = [Study(f"T{i}", TwoByTwo(i + 1, 40, i + 5, 42)) for i in range(4)]


def texts(figure: Figure) -> list[str]:
    root = ET.fromstring(figure.svg)  # noqa: S314 - our own drawing
    return [element.text or "" for element in root.iter("{http://www.w3.org/2000/svg}text")]


def test_numbers_are_written_for_people() -> None:
    assert NB.number(-0.5) == "−0,50"
    assert NB.number(-0.001) == "0,00"
    assert NB.number(math.inf) == "∞"
    assert NB.number(-math.inf) == "−∞"
    assert Voice(NB.say, ".").number(1.5, 1) == "1.5"


def test_a_drawing_without_css_has_its_colours_written_in() -> None:
    figure = forest([ForestBlock("", pool(STUDIES, Measure.GIVEN))], NB)
    assert "var(--mg-" in figure.svg
    assert "var(" not in standalone(figure.svg)


def test_labels_are_cut_with_an_ellipsis_and_measured() -> None:
    assert shortened("a" * 50, 10) == "a" * 9 + "…"
    assert shortened("abc", 10) == "abc"
    assert text_width("abcd", 10) > 0


@pytest.mark.requirement("R205")
def test_the_forest_holds_every_study_the_answer_and_its_doubts() -> None:
    found = pool(STUDIES, Measure.GIVEN)
    figure = forest([ForestBlock("", found)], NB, favours=("lavere", "høyere"))
    shown = texts(figure)
    assert all(any(study.label in text for text in shown) for study in STUDIES)
    assert "Tilfeldige effekter (REML)" in shown
    assert "Prediksjonsintervall (t, k-2)" in shown
    assert "← lavere" in shown
    assert spread(found, NB) in shown
    assert "4 studier" in figure.title
    assert len(figure.table.rows) == 4 + 1 + len(found.prediction) + (found.other_ci is not None)


def test_intervals_beyond_the_axis_end_in_an_arrow() -> None:
    wide = [*STUDIES[:3], Study("wide", Given(0.0, 100.0))]
    figure = forest([ForestBlock("", pool(wide, Measure.GIVEN, Method.COMMON))], NB)
    assert figure.svg.count("l7 -4v8z") == 1
    assert figure.svg.count("l-7 -4v8z") == 1


def test_two_studies_have_no_diamond() -> None:
    figure = forest([ForestBlock("", pool(STUDIES[:2], Measure.GIVEN))], NB)
    assert "Ikke noe samlet tall (studier: 2)" in texts(figure)
    assert "for få studier" in figure.title


def test_both_intervals_are_drawn_where_the_wider_leads() -> None:
    alike = [Study(str(i), Given(0.5 + i / 100, 0.1)) for i in range(4)]
    assert "Også: Hartung–Knapp" in texts(forest([ForestBlock("", pool(alike, Measure.GIVEN))], NB))


def test_blocks_have_titles_and_an_overall_line() -> None:
    whole = pool(STUDIES, Measure.GIVEN, Method.COMMON)
    blocks = [
        ForestBlock("ward", pool(STUDIES[:3], Measure.GIVEN)),
        ForestBlock("day", pool(STUDIES[3:], Measure.GIVEN)),
    ]
    shown = texts(forest(blocks, NB, overall=whole))
    assert "ward" in shown
    assert "Felles effekt (invers varians)" in shown


def test_ratios_proportions_and_correlations_stand_on_their_own_scales() -> None:
    ratio = forest([ForestBlock("", pool(TABLES, Measure.OR, Method.MH))], NB)
    assert "Oddsratio" in texts(ratio)
    level = forest(
        [ForestBlock("", pool([Study(str(i), Proportion(i + 3, 40)) for i in range(4)], Measure.PROP))], NB
    )
    assert 'stroke-dasharray="2 3"' not in level.svg  # no line of no effect for a proportion
    forest(
        [ForestBlock("", pool([Study(str(i), Correlation(0.1 * i, 40)) for i in range(4)], Measure.COR))], NB
    )
    forest([ForestBlock("", pool(TABLES, Measure.RD, Method.COMMON))], NB)


@pytest.mark.parametrize("size", [0.01, 0.3, 40, 300, 5000])
def test_effects_of_any_size_get_round_ticks_and_fitting_decimals(size: float) -> None:
    studies = [Study(str(i), Given(size * (1 + 0.1 * i), (size / 10) ** 2)) for i in range(4)]
    figure = forest([ForestBlock("", pool(studies, Measure.GIVEN))], NB)
    assert figure.svg


@pytest.mark.parametrize(
    ("low", "high", "scale"),
    [(-2, 3, Scale.IDENTITY), (-0.1, 0.1, Scale.LOG), (-9, 9, Scale.LOG), (-3, 3, Scale.LOG), (-40, 40, Scale.LOG),
     (-5000, 5000, Scale.LOG),
     (-4, 4, Scale.LOGIT), (2.0, 2.1, Scale.LOGIT), (-1, 1, Scale.FISHER_Z), (0.31, 0.4, Scale.FISHER_Z)],
)  # fmt: skip
def test_ticks_lie_inside_and_are_few(low: float, high: float, scale: Scale) -> None:
    found = ticks(low, high, scale)
    assert all(low <= value <= high for value in found)
    assert len(found) <= 12


def test_the_funnel_counts_what_lies_inside_and_draws_the_imagined_hollow() -> None:
    figure = funnel(pool(STUDIES, Measure.GIVEN), NB, filled=[(0.9, 0.05)])
    assert "av 4 studier" in figure.title
    assert figure.svg.count("<circle") == 5
    assert len(figure.table.rows) == 4
    assert funnel(pool(STUDIES[:2], Measure.GIVEN), NB).table.rows


DOMAINS = [("D1", "Randomiseringen"), ("D2", "D2"), ("Σ", "Samlet")]


def test_a_traffic_light_is_a_sign_and_a_shape_besides_a_colour() -> None:
    rows = [
        LightRow("A", ("low", "some-concerns", "high")),
        LightRow("B", ("critical", "not-applicable", "critical")),
    ]
    figure = traffic_light(rows, DOMAINS, NB)
    shown = texts(figure)
    assert {"+", "–", "×", "!"} <= set(shown)
    assert figure.title.startswith("2 av 2")
    assert figure.table.rows[0] == ("A", "Lav risiko", "Noe bekymring", "Høy risiko")
    assert not any(text.startswith("D2  D2") for text in shown)
    assert traffic_light([], DOMAINS, NB).svg


def test_every_judgement_can_be_drawn() -> None:
    rows = [LightRow(one, (one, one, one)) for one in ORDER]
    assert len(traffic_light(rows, DOMAINS, NB).table.rows) == len(ORDER)


def test_the_summary_counts_results_and_weighs_none() -> None:
    rows = [LightRow("A", ("low", "low", "critical")), LightRow("B", ("low", "high", "high"))]
    figure = bias_summary(rows, DOMAINS, NB)
    assert figure.table.rows[0] == ("Randomiseringen", "2", "0", "0")
    assert figure.table.columns == ("Domene", "Lav risiko", "Høy risiko", "Kritisk risiko")


def test_effect_direction_shows_which_way_and_never_how_much() -> None:
    rows = [
        DirectionRow("A", 20, (Direction.BENEFIT, Direction.NONE)),
        DirectionRow("B", 120, (Direction.HARM, Direction.NOT_REPORTED)),
        DirectionRow("C", 400, (Direction.BENEFIT, Direction.BENEFIT)),
    ]
    figure = effect_direction(rows, ["Russug", "Stemningsleie"], NB)
    assert figure.title == "3 resultater peker mot nytte og 1 mot skade i 3 studier"
    assert figure.table.rows[1] == ("B", "120", "skade", "ikke rapportert")
