"""How strong a recommendation is, by mark and by words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from medgang.core.appraisal.grade import Level
from medgang.core.decisions.strength import (
    Direction,
    Force,
    Mark,
    Recommendation,
    ResearchGap,
    Settled,
    VerbTable,
    WhyStrong,
    drift,
)
from medgang.core.errors import InvalidValue

VERBS = VerbTable({"skal": Force.MUST, "anbefales": Force.STRONG, "foreslås": Force.WEAK, "kan": Force.WEAK})
STRONG = Recommendation("r", 1, "Trening anbefales.", Mark.STRONG_INTERVENTION, Level.HIGH)


def refused(make: Callable[[], object]) -> str:
    with pytest.raises(InvalidValue) as error:
        make()
    return error.value.code


def codes(recommendation: Recommendation) -> list[str]:
    return [one.code.removeprefix("decisions.") for one in recommendation.remarks(VERBS)]


@pytest.mark.requirement("R041")
def test_mark_and_verb_must_agree() -> None:
    assert codes(STRONG) == []
    assert codes(replace(STRONG, certainty=Level.MODERATE, text="Dette skal gjøres")) == []
    assert codes(replace(STRONG, text="Det foreslås")) == ["mark_and_verb"]
    assert codes(replace(STRONG, text="Trening er bra")) == ["no_verb"]
    assert codes(replace(STRONG, mark=Mark.WEAK_INTERVENTION)) == ["mark_and_verb"]
    assert codes(replace(STRONG, mark=Mark.EITHER, text="Det skal gjøres")) == ["mark_and_verb"]
    assert codes(replace(STRONG, mark=None, text="Dette kan tilbys")) == []
    assert VERBS.verbs("Det KAN, og skal") == (("kan", Force.WEAK), ("skal", Force.MUST))
    assert VERBS.force("skalle kanne") is None


def test_the_five_marks() -> None:
    assert [one.direction for one in Mark] == [
        Direction.ALTERNATIVE,
        Direction.ALTERNATIVE,
        Direction.EITHER,
        Direction.INTERVENTION,
        Direction.INTERVENTION,
    ]
    assert [one.force for one in Mark] == [Force.STRONG, Force.WEAK, Force.WEAK, Force.WEAK, Force.STRONG]


@pytest.mark.parametrize("certainty", [Level.LOW, Level.VERY_LOW, None])
def test_strong_on_weak_evidence_asks_for_its_exception(certainty: Level | None) -> None:
    weak = replace(STRONG, certainty=certainty)
    (remark,) = weak.remarks(VERBS)
    assert (remark.code, remark.values["certainty"]) == (
        "decisions.discordant",
        certainty.value if certainty else "not-judged",
    )
    assert codes(replace(weak, exception=WhyStrong.LIFE_THREATENING)) == []
    harm = replace(weak, exception=WhyStrong.UNCERTAIN_BENEFIT_CERTAIN_HARM)
    assert codes(harm) == ["exception_other_way"]
    assert codes(replace(harm, mark=Mark.STRONG_ALTERNATIVE)) == []
    assert refused(lambda: replace(weak, exception=WhyStrong.OTHER)) == "decisions.exception_without_reason"
    assert codes(replace(weak, exception=WhyStrong.OTHER, exception_reason="Because")) == []
    assert codes(replace(weak, mark=Mark.WEAK_INTERVENTION, text="foreslås")) == []


@pytest.mark.requirement("R257")
def test_an_unsure_mark_waits_for_a_person() -> None:
    unsure = replace(STRONG, text="Det foreslås", mark_sure=False)
    assert codes(unsure) == ["mark_not_sure", "mark_and_verb"]
    settled = replace(unsure, settled=Settled(Mark.WEAK_INTERVENTION, "anna", date(2026, 6, 1), "Asked them"))
    assert codes(settled) == []
    assert (settled.mark, settled.meant) == (Mark.STRONG_INTERVENTION, Mark.WEAK_INTERVENTION)
    for by, reason in (("", "x"), ("anna", " ")):
        assert (
            refused(lambda by=by, reason=reason: Settled(Mark.EITHER, by, date(2026, 6, 1), reason))  # type: ignore[misc]
            == "decisions.settled_without_reason"
        )


@pytest.mark.requirement("R252")
def test_a_clause_may_not_say_more_than_its_recommendation() -> None:
    remark = drift(Force.WEAK, "Alle skal trene", VERBS)
    assert remark is not None
    assert dict(remark.values) == {"recommended": "weak", "said": "must"}
    assert drift(Force.WEAK, "Trening kan tilbys", VERBS) is None
    assert drift(Force.WEAK, "Trening", VERBS) is None


@pytest.mark.requirement("R045", "R208")
def test_a_research_gap_is_claimed_once() -> None:
    gap = ResearchGap("g", "What do users find?")
    claimed = gap.claim("project")
    assert (claimed.claimed_by, gap.claimed_by) == ("project", "")
    assert refused(lambda: claimed.claim("another")) == "decisions.already_claimed"
    assert refused(lambda: gap.claim(" ")) == "decisions.claim_without_project"


def test_what_is_refused() -> None:
    assert refused(lambda: replace(STRONG, text=" ")) == "decisions.recommendation_without_text"
    for words in ({}, {"Skal": Force.MUST}, {"": Force.WEAK}):
        assert refused(lambda words=words: VerbTable(words)) == "decisions.bad_verbs"  # type: ignore[misc]
