"""The talk, the plan with its week, its review, goals, victories, lessons, motivation."""

from __future__ import annotations

import pytest

from medgang.core.timeline import EventKind
from medgang.core.timeline.details_after import Consent, Purpose
from medgang.core.timeline.details_plan import (
    Coherence,
    GoalReviewed,
    GoalSet,
    GoalState,
    LessonHeld,
    MotivationNoted,
    Planned,
    PlanReviewed,
    ResourceArea,
    Stage,
    Talked,
    VictoryNoted,
    Weight,
)
from medgang.core.timeline.levels import Level, TalkTest
from medgang.web.design.models import Draft
from tests.web.patients.caring import day, how_many, said, send, stored, the_nurse, timeline_text
from tests.web.patients.conftest import World
from tests.web.patients.test_pages import text

pytestmark = pytest.mark.page

TALK = {
    "experience_kinds": ["walking", "ball"],
    "experience": "Spilte fotball som ung",
    "liked": "laget, å være ute",
    "injuries": "kneet",
    "informed": "on",
    "materials": ["begin-safely"],
    "expectations_patient": "Sove bedre",
    "expectations_staff": "Begynne rolig",
    "adaptations": ["own-pace", "single-sex"],
    "resources": ["family"],
    "deficits": ["economy", "family"],
    "limits": "kneet",
    "barriers": ["skill", "money"],
    "helps": ["buddy"],
    "preferences": ["walking", "football"],
    "importance": "8",
    "confidence": "skip",
    "escort": "with_group",
    "after_place": "Kulturhuset",
}


@pytest.mark.requirement("R068", "R069", "R070", "R071", "R072", "R075", "R085", "R087", "R159", "R161")
def test_the_talk_from_page_to_timeline(world: World) -> None:
    response = send(world, "talk", TALK)
    assert response.status_code == 302
    talk = stored(world, EventKind.TALKED, Talked)
    assert (talk.finished, talk.short) == (True, False)
    assert talk.liked == ("laget", "å være ute")
    assert talk.materials[0].version == "1"
    assert (talk.expectations_patient, talk.expectations_staff) == ("Sove bedre", "Begynne rolig")
    assert {(one.area, one.weight) for one in talk.resources} == {
        (ResourceArea.FAMILY, Weight.RESOURCE),
        (ResourceArea.FAMILY, Weight.DEFICIT),
        (ResourceArea.ECONOMY, Weight.DEFICIT),
    }
    # What was skipped is skipped: no number nobody gave.
    assert (talk.importance, talk.confidence) == (8, None)
    assert {"confidence", "food_and_training", "disliked"} <= set(talk.skipped)
    assert "importance" not in talk.skipped
    shown = timeline_text(world)
    assert "har lyst til: Gåtur, Fotball" in shown
    assert "bærer: familie" in shown
    # What helps stands beside the barrier where staff meet it.
    page = text(world.page.get(world.url("gjor/talk/")))
    assert "Foreslå en time med instruksjon" in page
    # The talk can be taken up again, with what was said.
    assert "Spilte fotball som ung" in page


def test_a_talk_is_kept_while_it_is_written_and_the_draft_goes_when_it_is_saved(world: World) -> None:
    key = f"intake-talk:{world.patient.uid}"
    Draft.objects.update_or_create(
        person_id=the_nurse(world).pk,
        key=key,
        defaults={"payload": {"experience": ["halvferdig"]}, "saved": world.now},
    )
    assert "halvferdig" in text(world.page.get(world.url("gjor/talk/")))
    send(world, "talk", {"experience": "ferdig", "unfinished": "on"})
    assert not Draft.objects.filter(key=key).exists()
    assert not stored(world, EventKind.TALKED, Talked).finished
    assert "ikke ferdig" in timeline_text(world)


@pytest.mark.requirement("R087")
def test_two_questions_lead_into_the_talk(world: World) -> None:
    send(world, "two-questions", {"preferences": ["walking"], "limits": "Kort"})
    talk = stored(world, EventKind.TALKED, Talked)
    assert (talk.short, talk.preferences, talk.limits, talk.skipped) == (True, ("walking",), "Kort", ())
    assert 'value="walking"' in world.page.get(world.url("gjor/talk/")).content.decode()


PLAN = {
    "activity_1": "walking",
    "level_1": "",
    "minutes_1": "30",
    "starts_1": "10.00",
    "days_1": ["1", "3"],
    "with_whom_1": "gruppa",
    "rest_days": ["7"],
    "step": "begin",
    "patient_chose_step": "on",
    "intensity": "talk_test",
    "talk_test": "long_sentences",
    "begins": "",
    "agreed": "on",
}


@pytest.mark.requirement("R105", "R112", "R113")
def test_the_plan_with_its_week_on_one_page(world: World) -> None:
    send(world, "plan", {**PLAN, "begins": day(), "ends": day(56), "review_on": day(28)})
    plan = stored(world, EventKind.PLANNED, Planned)
    assert [(line.weekday, line.starts, line.minutes, line.level) for line in plan.week] == [
        (1, "10:00", 30, Level.LIGHT),
        (3, "10:00", 30, Level.LIGHT),
    ]
    assert (plan.step, plan.patient_chose_step, plan.talk_test) == ("begin", True, TalkTest.LONG_SENTENCES)
    page = text(world.page.get(world.url("plan/")))
    for words in (
        "Min plan",
        "Gåtur, lett, 30 min, kl. 10.00, sammen med gruppa",
        "Søndag hvile",
        "så hardt at du kan si lange setninger",
        "Komme i gang",
        "vi ser på den sammen",
        "116 117",
    ):
        assert words in page
    # The next one is the next version of the same plan, with the days gathered again.
    form = world.page.get(world.url("gjor/plan/")).content.decode()
    assert form.count("checked") >= 3
    send(world, "plan", {**PLAN, "begins": day(), "days_1": ["2"]})
    again = stored(world, EventKind.PLANNED, Planned)
    assert (again.plan, again.version) == (plan.plan, 2)
    assert "Gåtur" in timeline_text(world)


@pytest.mark.requirement("R106")
def test_high_intensity_is_chosen_with_a_reason_and_never_by_itself(world: World) -> None:
    hard = {**PLAN, "begins": day(), "level_1": "high"}
    assert "Planen har høy intensitet. Skriv hvorfor." in said(world, "plan", hard)
    send(world, "plan", {**hard, "reasoning": "Ønsker det selv, klarert"})
    assert stored(world, EventKind.PLANNED, Planned).reasoning == "Ønsker det selv, klarert"


def test_a_plan_that_does_not_hang_together_is_told_in_sentences(world: World) -> None:
    assert "Velg minst én dag" in said(world, "plan", {**PLAN, "begins": day(), "days_1": []})
    assert "Velg aktiviteten" in said(world, "plan", {"begins": day(), "days_2": ["1"]})
    assert "Velg et program, eller minst én aktivitet" in said(world, "plan", {"begins": day()})
    late = said(world, "plan", {**PLAN, "begins": day(), "ends": day(-3)})
    assert "Velg en dag etter at planen begynner" in late


def test_a_first_plan_begins_from_what_the_person_likes(world: World) -> None:
    send(world, "talk", TALK)
    page = world.page.get(world.url("gjor/plan/")).content.decode()
    assert '<option value="football" selected' in page


@pytest.mark.requirement("R071")
def test_the_review_looks_at_the_expectations_and_moves_the_date(world: World) -> None:
    assert "ingen plan ennå" in text(world.page.get(world.url("gjor/plan-review/")))
    send(world, "talk", TALK)
    send(world, "plan", {**PLAN, "begins": day(), "review_on": day(7)})
    page = text(world.page.get(world.url("gjor/plan-review/?steg=end-review")))
    assert page.index("Sove bedre") < page.index("Begynne rolig")
    send(
        world,
        "plan-review",
        {"outcome": "go_on", "expectations_met": "Ja, sover bedre", "next_review": day(30), "at_end": "on"},
    )
    review = stored(world, EventKind.PLAN_REVIEWED, PlanReviewed)
    plan = stored(world, EventKind.PLANNED, Planned)
    assert (review.plan, review.at_end, plan.version) == (plan.plan, True, 2)
    assert plan.week
    assert "sluttevaluering" in timeline_text(world)


@pytest.mark.requirement("R158", "R160")
def test_goals_small_and_large_and_how_it_went(world: World) -> None:
    assert "Det er ingen åpne mål" in text(world.page.get(world.url("gjor/goal-review/")))
    send(
        world,
        "goal",
        {"text": "Gå til vannet", "size": "small", "coherence": ["manageability"], "by_when": day(6)},
    )
    goal = stored(world, EventKind.GOAL_SET, GoalSet)
    assert goal.coherence == (Coherence.MANAGEABILITY,)
    assert "Gå til vannet" in text(world.page.get(world.url("plan/")))
    send(world, "goal-review", {"goal": str(goal.goal), "state": "reached", "feeling": "9"})
    reviewed = stored(world, EventKind.GOAL_REVIEWED, GoalReviewed)
    assert (reviewed.state, reviewed.feeling) == (GoalState.REACHED, 9)
    assert "Ingen mål er satt" in text(world.page.get(world.url("plan/")))
    assert "kjennes 9 av 10" in timeline_text(world)


@pytest.mark.requirement("R093", "R094")
def test_a_victory_is_shown_to_others_only_with_the_patients_yes(world: World) -> None:
    wrong = said(world, "victory", {"text": "Løp opp trappa", "may_be_shown": "on"})
    assert "Bare pasientens egne ord kan vises til andre" in wrong
    assert how_many(world, EventKind.VICTORY_NOTED) == 0
    send(world, "victory", {"text": "Løp opp trappa", "quote": "on", "may_be_shown": "on"})
    assert stored(world, EventKind.VICTORY_NOTED, VictoryNoted).may_be_shown
    assert stored(world, EventKind.CONSENT_GIVEN, Consent).purpose is Purpose.STORY
    # Once is enough: the consent stands.
    send(world, "victory", {"text": "Tok på sokkene", "quote": "on", "may_be_shown": "on"})
    assert how_many(world, EventKind.CONSENT_GIVEN) == 1
    assert "«Løp opp trappa»" in text(world.page.get(world.url("plan/")))


@pytest.mark.requirement("R083", "R088", "R090", "R091")
def test_a_lesson_has_a_version_and_its_claims_have_grounds(world: World) -> None:
    page = world.page.get(world.url("gjor/lesson/"))
    shown = text(page)
    assert "Intervalltrening er én av flere veier" in shown
    assert "(nasjonal anbefaling)" in shown
    assert "Rådet for psykisk helse" in shown
    assert "utm_" not in page.content.decode()
    send(world, "lesson", {"lesson": "craving", "attended": "no"})
    lesson = stored(world, EventKind.LESSON_HELD, LessonHeld)
    assert (lesson.lesson, lesson.version, lesson.attended) == ("craving", "1", False)
    assert "fikk tilbud, var ikke med" in timeline_text(world)
    assert "Russug og bevegelse" in text(world.page.get(world.url("gjor/lesson/")))


@pytest.mark.requirement("R086", "R161")
def test_motivation_and_the_resource_map(world: World) -> None:
    assert "Skriv minst én ting" in said(world, "motivation")
    send(world, "motivation", {"stage": "thinking", "importance": "0", "next_step": "se på rommet"})
    noted = stored(world, EventKind.MOTIVATION_NOTED, MotivationNoted)
    # Zero is an answer; nothing is not.
    assert (noted.stage, noted.importance, noted.confidence) == (Stage.THINKING, 0, None)
    assert "Kryss av minst én ting" in said(world, "resource-map")
    send(world, "resource-map", {"resources": ["family"], "deficits": ["housing"]})
    mapped = stored(world, EventKind.MOTIVATION_NOTED, MotivationNoted)
    assert {one.weight for one in mapped.resources} == {Weight.RESOURCE, Weight.DEFICIT}
    assert "mangler: bolig" in timeline_text(world)
