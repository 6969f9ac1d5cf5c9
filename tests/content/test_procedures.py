"""The shipped procedures, and what a clinic's own file must be."""

from __future__ import annotations

from pathlib import Path

import pytest

from medgang.content import ContentError
from medgang.content.schemas.procedures import load_procedure, load_procedures, shipped_procedures, span
from medgang.content.sentences import say
from medgang.core.procedures import AnchorKind, Certainty, DueKind, GroundKind, Place, Span, Strength
from medgang.core.timeline.details_after import ContactPoint, DischargeItem
from medgang.core.timeline.details_stay import Phase

TSB = shipped_procedures()["tsb-physical-activity"].procedure
WITHDRAWAL = shipped_procedures()["withdrawal-light-activity"].procedure

MINIMAL = """
source: a clinic
id: own
version: "1"
dated: "2026-11-20"
title: {nb: a, nn: a, en: a}
question: {nb: a, nn: a, en: a}
limits:
  {systolic_mmhg: 200, diastolic_mmhg: 110, medicines_checked_days: 14, expiry_warning_days: 14, clearance_days: 180}
sections: [{id: s, title: {nb: a, nn: a, en: a}}]
sources: [{id: src, citation: c, dated: "2026"}]
recommendations: []
clauses:
  - id: c
    section: s
    text: {nb: a, nn: a, en: a}
    grounds: [{kind: research, source: src, says: {nb: a, nn: a, en: a}}]
steps:
  - id: talk
    section: s
    title: {nb: a, nn: a, en: a}
    how: {nb: a, nn: a, en: a}
    roles: [nurse]
    phases: [treatment]
    due: {within: 3 days, after: admission}
    completed_by: [{kind: talked}]
    clauses: [c]
"""


def clinic(folder: Path, text: str, name: str = "own") -> list[Path]:
    (folder / "procedures").mkdir(exist_ok=True)
    (folder / "procedures" / f"{name}.yaml").write_text(text, encoding="utf-8")
    return [folder]


@pytest.mark.requirement("R064")
def test_the_shipped_procedure_follows_the_order_of_the_work_from_admission_to_after_discharge():
    assert [one.id for one in TSB.sections] == [
        "examination", "talk", "plan", "activity", "evaluation", "continuation",
    ]  # fmt: skip
    assert {step.section for step in TSB.steps} == {one.id for one in TSB.sections}
    assert {phase for step in TSB.steps for phase in step.phases} == set(Phase)


def test_every_clause_has_typed_grounds_and_every_kind_but_local_data_is_used():
    for one in (TSB, WITHDRAWAL):
        assert all(clause.grounds for clause in one.clauses)
    used = {ground.kind for clause in TSB.clauses for ground in clause.grounds}
    assert used == set(GroundKind) - {GroundKind.LOCAL_DATA}
    assert any(clause.gaps for clause in TSB.clauses)
    assert {ground.certainty for clause in TSB.clauses for ground in clause.grounds} == {Certainty.NOT_GRADED}


@pytest.mark.requirement("R216", "R217")
def test_the_recommendations_it_rests_on_and_how_strong_they_are():
    strength = {one.id: one.strength for one in TSB.recommendations}
    assert strength["assess-first"] is Strength.MUST
    assert strength["systematic-activity"] is Strength.WEAK, "the guideline suggests it"
    sources = {one.id: one for one in TSB.sources}
    assert sources["hdir-treatment"].dated == "2017"
    assert sources["hdir-withdrawal"].dated == "2016"
    offered = next(one for one in TSB.recommendations if one.id == "offer-training")
    assert sources[offered.source].id == "hod-plan"


@pytest.mark.requirement("R215")
def test_the_evaluation_points_of_the_national_pathway():
    assert TSB.topic == "somatisk-helse-og-levevaner"
    step = TSB.step("pathway-evaluation")
    assert (step.due.kind, step.due.span) == (DueKind.EVERY, Span(days=42))
    source = next(one for one in TSB.sources if one.id == "hdir-pathway")
    assert source.dated == "2019", "a page that may have been replaced says its date"


def test_by_default_only_the_exercise_vital_sign_and_the_units_own_items_are_due():
    on = {step.instrument for step in TSB.steps if step.instrument and step.on}
    assert on == {"evs", "own-week"}
    off = {step.instrument for step in TSB.steps if step.instrument and not step.on}
    assert off == {"phq-9", "gad-7", "who-5", "rand-12", "ipaq-sf"}


def test_the_smaller_one_for_withdrawal_offers_light_activity_daily_and_lets_the_long_talk_wait():
    daily = WITHDRAWAL.step("light-daily")
    assert (daily.due.kind, daily.offer) == (DueKind.EACH_DAY, True)
    assert WITHDRAWAL.step("withdrawal-ticks").due.times == 2
    assert WITHDRAWAL.step("talk") is None
    assert Phase.WITHDRAWAL not in TSB.step("talk").phases


def test_the_list_at_every_end_of_a_stay_and_the_contacts_after_it():
    for one in (TSB, WITHDRAWAL):
        items = {
            value
            for step in one.steps
            if Phase.AFTER in step.phases
            for match in step.completed_by
            for where in match.where
            if where.field == "item"
            for value in where.values
        }
        assert items == {
            DischargeItem.OVERDOSE_TALK, DischargeItem.NALOXONE, DischargeItem.CRISIS_PLAN,
            DischargeItem.WHOM_TO_RING, DischargeItem.NEXT_APPOINTMENT,
        }  # fmt: skip
    contacts = [step for step in TSB.steps if step.place is Place.AFTER]
    points = {
        value
        for step in contacts
        for match in step.completed_by
        for where in match.where
        for value in where.values
    }
    assert points == {*ContactPoint, "none"}
    assert all(step.due.anchor.kind is AnchorKind.END for step in contacts)
    assert TSB.step("contact-week-1").due.span == Span(days=7)


@pytest.mark.requirement("R067")
def test_what_its_writer_declares_is_said():
    assert TSB.declarations
    assert "AGREE" in TSB.declarations[0].interests.nb


def test_every_anchor_has_words():
    for one in (TSB, WITHDRAWAL):
        for step in one.steps:
            if step.due.anchor is not None:
                assert say(f"procedures.anchor_{step.due.anchor.name}", "nn")


def test_a_clinics_own_procedure_lies_beside_the_shipped_ones(tmp_path: Path):
    over = clinic(tmp_path, MINIMAL)
    found = load_procedures(over)
    assert set(found) == {"own", "tsb-physical-activity", "withdrawal-light-activity"}
    assert not found["own"].shipped
    assert load_procedure("own", over).step("talk") is not None


@pytest.mark.parametrize(
    ("old", "new", "line", "says"),
    [
        ("{within: 3 days, after: admission}", "{within: soon, after: admission}", 25, "length of time"),
        ("{within: 3 days, after: admission}", "{within: 3 days}", 25, "count after"),
        (
            "{within: 3 days, after: admission}",
            "{within: 3 days, every: 2 days, after: admission}",
            25,
            "exactly one",
        ),
        ("after: admission", "after: nonsense", 1, "nonsense"),
        ("[{kind: talked}]", "[{kind: walked}]", 26, "admitted"),
        ("[{kind: talked}]", '[{kind: talked, where: {loud: "true"}}]', 1, "loud"),
        ("clauses: [c]", "clauses: [d]", 1, '"d"'),
        ("section: s\n    text", "section: t\n    text", 1, '"t"'),
        ("kind: research", "kind: rumour", 17, "research"),
        ("    clauses: [c]\n", "    clauses: [c]\n    colour: red\n", 28, "colour"),
        ('dated: "2026-11-20"', 'dated: "today"', 1, "isoformat"),
        ("id: talk", "id: c\n  - id: c", 19, "section"),
    ],
)
def test_a_broken_file_is_refused_with_file_line_and_reason(
    tmp_path: Path, old: str, new: str, line: int, says: str
):
    assert old in MINIMAL
    over = clinic(tmp_path, MINIMAL.replace(old, new, 1))
    with pytest.raises(ContentError) as caught:
        load_procedures(over)
    assert caught.value.file == "procedures/own.yaml"
    assert says.lower() in caught.value.reason.lower()
    assert caught.value.line == line


def test_what_hangs_together_badly_is_pointed_out_where_its_id_stands(tmp_path: Path):
    twice = MINIMAL + MINIMAL[MINIMAL.index("  - id: talk") :]
    with pytest.raises(ContentError) as caught:
        load_procedures(clinic(tmp_path, twice))
    assert "talk" in caught.value.reason
    assert caught.value.line == MINIMAL.splitlines().index("  - id: talk") + 1


@pytest.mark.parametrize(
    "anchor",
    ["{first: {kind: tested}, last: {kind: tested}}", "{field: x}"],
)
def test_an_anchor_is_one_thing(tmp_path: Path, anchor: str):
    with pytest.raises(ContentError) as caught:
        load_procedures(clinic(tmp_path, MINIMAL.replace("steps:\n", f"anchors: {{a: {anchor}}}\nsteps:\n")))
    assert "exactly one" in caught.value.reason


def test_lengths_of_time():
    assert span("3 days") == Span(days=3)
    assert span("1 day") == Span(days=1)
    assert span("3 months") == Span(months=3)
    assert span("1 month and 7 days") == Span(1, 7)
    for wrong in ("", "days", "3 weeks", "three days"):
        with pytest.raises(ValueError, match="length of time"):
            span(wrong)
