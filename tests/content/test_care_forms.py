"""The talk's template, the safety prompts, the lessons and the help for staff, as shipped."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from pathlib import Path

import pytest

from medgang.content import ContentError
from medgang.content.schemas.care_forms import lessons, safety_prompts, staff_help, talk_template
from medgang.content.schemas.procedures import shipped_procedures
from medgang.core.procedures import GroundKind, clean_link
from medgang.core.procedures.forms import OnYes
from medgang.core.timeline.details_safety import RedFlag
from medgang.core.words import Words


@pytest.mark.requirement("R068", "R069", "R070", "R071", "R072", "R075")
def test_the_talk_has_the_four_points_and_what_comes_after_and_each_question_says_why():
    talk = talk_template()
    assert [part.id for part in talk.parts] == [
        "experience",
        "information",
        "expectations",
        "adaptation",
        "after",
    ]
    assert {question.part for question in talk.questions} == {part.id for part in talk.parts}
    assert all(question.why.nb for question in talk.questions)
    assert {question.field for question in talk.questions} >= {
        "experience_kinds", "liked", "disliked", "injuries", "informed", "expectations_patient", "expectations_staff",
        "adaptations", "resources", "limits", "barriers", "helps", "preferences", "importance", "confidence",
        "food_and_training", "escort", "after_place", "after_money", "after_company",
    }  # fmt: skip


def test_in_withdrawal_two_questions_are_asked():
    assert [question.id for question in talk_template().short] == ["liked", "today"]


@pytest.mark.requirement("R085", "R087")
def test_lacking_competence_suggests_instruction_a_buddy_and_a_technique_session():
    talk = talk_template()
    assert {one.id for one in talk.suggested(["no-competence"])} == {"instruction", "buddy", "technique"}
    assert any(question.field == "preferences" for question in talk.questions)


@pytest.mark.requirement("R073")
def test_the_prompts_before_every_session_cover_the_red_flags_and_none_is_taken_from_a_protected_form():
    prompts = safety_prompts()
    asked = {one.flag for one in prompts if one.on_yes is OnYes.RED_FLAG}
    assert asked == {
        RedFlag.CHEST_PAIN,
        RedFlag.FAINTING,
        RedFlag.FEVER,
        RedFlag.SEIZURE,
        RedFlag.INTOXICATED,
    }
    assert all(one.each_session for one in prompts if one.on_yes is OnYes.RED_FLAG)
    assert {one.id for one in prompts if one.each_session} >= {"new-medicine", "no-sleep"}
    assert len({one.id for one in prompts}) == len(prompts)


@pytest.mark.requirement("R083", "R084", "R088")
def test_every_claim_of_a_lesson_has_a_typed_ground_and_a_doubtful_one_says_so():
    found = lessons()
    assert {"why-move", "food-and-rest"} <= set(found)
    assert all(one.version for one in found.values())
    claims = found["why-move"].claims
    assert {ground.kind for claim in claims for ground in claim.grounds} >= {
        GroundKind.RESEARCH, GroundKind.USER_KNOWLEDGE,
    }  # fmt: skip
    (morphine,) = (claim for claim in claims if "morfin" in claim.text.nb)
    assert morphine.caution is not None
    for one in found.values():
        for link in one.links:
            assert clean_link(link.url) == link.url


@pytest.mark.requirement("R089")
def test_staff_find_short_help_inside_the_page_where_they_are_unsure():
    forms = {step.form for one in shipped_procedures().values() for step in one.procedure.steps}
    for one in staff_help():
        assert not one.form or one.form in forms
        assert len(one.answer.nb) < 250


def _texts(value: object) -> Iterator[Words]:
    if isinstance(value, Words):
        yield value
    elif isinstance(value, tuple):
        for one in value:
            yield from _texts(one)
    elif dataclasses.is_dataclass(value) and not isinstance(value, type):
        for field in dataclasses.fields(value):
            yield from _texts(getattr(value, field.name))


def test_no_text_is_empty_in_any_language():
    everything = (talk_template(), safety_prompts(), tuple(lessons().values()), staff_help())
    everything += tuple(one.procedure for one in shipped_procedures().values())
    found = list(_texts(everything))
    assert len(found) > 300
    assert all(text.nb.strip() and text.nn.strip() and text.en.strip() for text in found)


@pytest.mark.parametrize(
    ("area", "name", "old", "new", "load"),
    [
        ("talk", "intake", "field: liked", "field: nonsense", talk_template),
        ("safety_prompts", "prompts", "on_yes: red_flag, flag: fever", "on_yes: red_flag", safety_prompts),
    ],
)
def test_a_broken_file_is_refused(tmp_path: Path, area: str, name: str, old: str, new: str, load: object):
    shipped = Path(__file__).parents[2] / "src/medgang/content" / area / f"{name}.yaml"
    (tmp_path / area).mkdir()
    text = shipped.read_text(encoding="utf-8")
    assert old in text
    (tmp_path / area / f"{name}.yaml").write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(ContentError) as caught:
        load(over=[tmp_path])  # type: ignore[operator]
    assert caught.value.file == f"{area}/{name}.yaml"


def test_a_lesson_without_grounds_is_refused(tmp_path: Path):
    (tmp_path / "lessons").mkdir()
    text = """
source: a clinic
id: own
version: "1"
title: {nb: a, nn: a, en: a}
minutes: 5
claims: [{text: {nb: a, nn: a, en: a}, grounds: []}]
small_step: {nb: a, nn: a, en: a}
"""
    (tmp_path / "lessons" / "own.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(ContentError):
        lessons([tmp_path])
