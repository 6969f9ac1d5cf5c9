"""Scores from raw answers, each against a vector that somebody else has published or that is worked by hand."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from medgang.content.schemas.instruments import shipped_instruments
from medgang.core.errors import InvalidValue
from medgang.core.instruments import (
    ALGORITHM,
    Instrument,
    Licence,
    Scored,
    discount_rate,
    score,
    score_measured,
)
from medgang.core.timeline.details_measures import Answer, Measured

SHIPPED = shipped_instruments()


def answered(name: str, *values: float | None) -> Scored:
    one = SHIPPED[name]
    return score(one, {item.id: value for item, value in zip(one.items, values, strict=False)})


def value(name: str, scale: str, *values: float | None) -> float | None:
    return answered(name, *values).of(scale).value


def band(name: str, scale: str, *values: float | None) -> str:
    found = answered(name, *values).of(scale).band
    return found.name.en if found else ""


@pytest.mark.requirement("R171")
def test_who_5():
    assert value("who-5", "total", 5, 4, 3, 2, 1) == 60
    assert value("who-5", "total", 5, 4, 3, 2, None) is None
    assert [band("who-5", "total", *[n] * 5) for n in (2, 3)] == ["50 or below", "above 50"]


@pytest.mark.requirement("R169")
def test_phq_9_bands_and_missing():
    assert value("phq-9", "total", *[1] * 9) == 9
    assert [band("phq-9", "total", *[n] * 9) for n in range(4)] == [
        "below 5",
        "mild",
        "moderately severe",
        "severe",
    ]
    assert band("phq-9", "total", 2, 2, 2, 2, 2, 0, 0, 0, 0) == "moderate"
    incomplete = answered("phq-9", *[1] * 8)
    assert incomplete.of("total").value is None
    assert incomplete.of("total").missing == 1
    assert incomplete.not_answered == ("phq9-9",)


def test_the_last_item_of_phq_9_above_zero_calls_for_a_person_and_a_skipped_one_is_not_answered():
    one = answered("phq-9", 0, 0, 0, 0, 0, 0, 0, 0, 1)
    assert [(raised.item, raised.value, raised.code) for raised in one.raised] == [
        ("phq9-9", 1.0, "instruments.receiver_today")
    ]
    assert answered("phq-9", *[0] * 9).raised == ()
    skipped = answered("phq-9", *[0] * 8, None)
    assert skipped.raised == ()
    assert skipped.not_answered == ("phq9-9",)
    assert skipped.of("total").value is None, "never zero"
    assert SHIPPED["phq-9"].needs_receiver
    assert not SHIPPED["phq-9"].shared_tablet
    assert not SHIPPED["phq-9"].by_link


@pytest.mark.requirement("R169")
def test_gad_7():
    assert value("gad-7", "total", *[3] * 7) == 21
    assert [band("gad-7", "total", n, *[0] * 6) for n in (0,)] == ["below 5"]
    assert band("gad-7", "total", 3, 3, 3, 1, 0, 0, 0) == "moderate"


@pytest.mark.requirement("R169")
def test_pss_10_reverses_four_items():
    assert value("pss-10", "total", 3, 3, 3, 1, 1, 3, 1, 1, 3, 3) == 30


@pytest.mark.requirement("R169")
@pytest.mark.parametrize(
    ("answers", "mean", "case"),
    [
        ([2] * 9 + [1], 1.9, True),
        ([2] * 8 + [1] * 2, 1.8, False),
        ([2, 2, 2, 2, 1, 2, 2, None, None, None], 13 / 7, True),
        ([2] * 6 + [None] * 4, None, False),
    ],
)
def test_hscl_10_needs_seven_answers(answers: list[float | None], mean: float | None, case: bool):
    assert value("hscl-10", "mean", *answers) == (pytest.approx(mean) if mean is not None else None)
    assert (band("hscl-10", "mean", *answers) == "1.85 or more") is case


@pytest.mark.requirement("R177")
def test_ipaq_short_form():
    found = answered("ipaq-sf", 3, 30, 2, 60, 7, 20).of("met-minutes")
    assert found.value == 1662
    assert found.category == "high"


@pytest.mark.parametrize(
    ("answers", "met", "category"),
    [
        ([0, None, 0, None, 0, None], 0, "low"),
        ([3, 20, 0, None, 0, None], 480, "moderate"),
        ([0, None, 0, None, 5, 30], 495, "moderate"),
        ([0, None, 5, 30, 0, None], 600, "moderate"),
        ([0, None, 3, 45, 2, 10], 606, "moderate"),
        ([0, None, 2, 20, 2, 10], 226, "low"),
        ([0, None, 0, None, 7, 240], 3.3 * 7 * 180, "high"),
        ([2, 240, 0, None, 0, None], 8 * 2 * 180, "low"),
    ],
)
def test_ipaq_categories_and_the_cap_of_three_hours(answers: list[float | None], met: float, category: str):
    found = answered("ipaq-sf", *answers).of("met-minutes")
    assert found.value == pytest.approx(met)
    assert found.category == category


def test_ipaq_without_an_answer_or_with_more_than_sixteen_hours_a_day_has_no_score():
    assert answered("ipaq-sf", 3, None, 2, 60, 7, 20).of("met-minutes").value is None
    too_much = answered("ipaq-sf", 3, 400, 2, 400, 7, 400).of("met-minutes")
    assert too_much.value is None
    assert too_much.bad == "instruments.ipaq_too_many_minutes"


@pytest.mark.requirement("R177")
def test_exercise_vital_sign():
    found = answered("evs", 3, 40, 2)
    assert found.of("weekly-minutes").value == 120
    assert found.of("strength-days").value == 2
    assert answered("evs", 3, 40).not_answered == ()
    assert dict(SHIPPED["evs"].codes)["weekly-minutes"] == "82290-8"


def test_dudit_refuses_what_cannot_be_answered():
    assert value("dudit", "total", *[4] * 11) == 44
    with pytest.raises(InvalidValue) as caught:
        answered("dudit", *[4] * 9, 1, 4)
    assert caught.value.values["item"] == "dudit-10"


@pytest.mark.requirement("R168")
def test_isi():
    assert value("isi", "total", *[4] * 7) == 28
    assert [band("isi", "total", *[n] * 7) for n in (1, 2, 4)] == ["0-7", "8-14", "22-28"]


@pytest.mark.requirement("R144")
def test_rosenberg_depends_on_the_order_of_its_items():
    positive = {1, 3, 4, 7, 10}
    best = [3 if number in positive else 0 for number in range(1, 11)]
    assert value("rses-umd", "total", *best) == 30
    assert SHIPPED["rses-umd"].order == "umd"


def test_delay_discounting():
    assert discount_rate(54, 55, 117) == pytest.approx(0.0001583, abs=5e-8)
    for bad in ((0, 1, 1), (2, 1, 1), (1, 2, 0)):
        with pytest.raises(InvalidValue):
            discount_rate(*bad)


@pytest.mark.requirement("R171")
def test_rand_36_worked_example_with_a_missing_answer():
    """Answers 4, 3, 3 and none to items 23, 27, 29, 31 count 40, 60, 40: mean 46.7 (the published example)."""
    one = SHIPPED["rand-36"]
    found = score(one, {"rand36-23": 4, "rand36-27": 3, "rand36-29": 3, "rand36-31": None})
    assert found.of("energy").value == pytest.approx(46.7, abs=0.05)
    assert found.of("pain").value is None


def test_rand_36_best_and_worst():
    one = SHIPPED["rand-36"]
    assert {item for scale in one.scales for item in scale.items} == {item.id for item in one.items} - {
        "rand36-2"
    }
    for scale in one.scales:
        points = {
            item: values for recode in scale.recode for item in recode.items for values in [recode.values]
        }
        best = {item: points[item].index(100.0) + 1 for item in scale.items}
        worst = {item: points[item].index(0.0) + 1 for item in scale.items}
        assert score(one, best).of(scale.id).value == 100
        assert score(one, worst).of(scale.id).value == 0


def test_rand_12_is_a_constant_and_a_weight_for_each_answer():
    assert value("rand-12", "pcs", *[2] * 12) == pytest.approx(49.99838)
    assert value("rand-12", "pcs", *[2] * 11) is None


def test_a_stored_measurement_is_scored_under_its_own_version_only():
    answers = tuple(Answer(f"who5-{n}", 3.0) for n in range(1, 6))
    stored = Measured("who-5", "2024", answers=answers, answered=datetime(2026, 3, 2, tzinfo=UTC))
    found = score_measured(SHIPPED["who-5"], stored)
    assert found.of("total").value == 60
    assert found.algorithm == ALGORITHM
    with pytest.raises(InvalidValue):
        score_measured(SHIPPED["who-5"], Measured("who-5", "1998", answers=answers))
    with pytest.raises(InvalidValue):
        found.of("no-such-scale")


@pytest.mark.requirement(
    "R142", "R143", "R144", "R163", "R164", "R168", "R170", "R172", "R173", "R176", "R179"
)
def test_our_own_items_cover_what_the_sources_measure_and_each_says_why_it_is_asked():
    own = {item.id: item for one in SHIPPED.values() if one.licence is Licence.OWN for item in one.items}
    asked = {
        "craving", "mood", "valence", "activation", "anxiety", "self-esteem", "sleep", "pain", "energy",
        "belonging", "mastery", "distance", "smoking", "meals", "days-of-use", "health", "effort", "want-to-talk",
    }  # fmt: skip
    assert asked <= set(own)
    for name in asked:
        assert own[name].why is not None, name
        assert own[name].frame, name
    assert own["days-of-use"].private, "the patient decides who sees it"
    assert own["distance"].private
    for text in (own["craving"].text, own["craving-week"].text):
        assert text is not None
        assert "rus" not in text.nb.lower(), "the substance is never named"
        assert "alkohol" not in text.nb.lower()


def test_the_shared_tablet_asks_three_questions_by_default():
    required = [item.id for item in SHIPPED["own-before-after"].items if not item.optional]
    assert required == ["craving", "mood", "anxiety"]


def test_no_text_ships_that_a_person_has_not_compared_with_its_source():
    for one in SHIPPED.values():
        if one.licence not in (Licence.OWN, Licence.SHIP):
            assert not any(one.can_be_shown(lang) for lang in ("nb", "nn", "en")), one.id
            assert all(item.text is None for item in one.items), one.id


@pytest.mark.requirement("R169", "R171", "R172")
def test_the_licence_of_every_instrument_is_said():
    assert SHIPPED["phq-9"].licence is Licence.BRING
    assert SHIPPED["who-5"].licence is Licence.SHIP_NONCOMMERCIAL
    assert SHIPPED["poms"].licence is Licence.NAME
    assert all(one.credit and one.source for one in SHIPPED.values())


def _all_answers(one: Instrument, draw: st.DataObject) -> dict[str, float | None]:
    return {
        item.id: draw.draw(
            st.none()
            | (
                st.sampled_from([option.value for option in item.options])
                if item.options
                else st.integers(int(item.low), int(item.high)).map(float)
            )
        )
        for item in one.items
    }


@settings(max_examples=80, deadline=None)
@given(st.data(), st.sampled_from(sorted(SHIPPED)))
def test_a_score_is_always_within_its_range_and_never_made_of_too_few_answers(data: st.DataObject, name: str):
    one = SHIPPED[name]
    answers = _all_answers(one, data)
    found = score(one, answers)
    for result in found.scores:
        assert result.answered <= result.of
        if result.value is not None:
            assert result.low - 1e-9 <= result.value <= result.high + 1e-9
            assert result.answered >= result.needed
    unanswered = {item for item, given in answers.items() if given is None and not one.item(item).optional}
    assert set(found.not_answered) == unanswered
