"""Evidence to decision: ordered answers, what stands beside the scale, votes and costs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from medgang.core.decisions.etd import (
    Adopted,
    Beside,
    Criterion,
    Framework,
    Judgement,
    ResourceKind,
    ResourceLine,
    Table,
    Vote,
)
from medgang.core.decisions.refs import Ref, RefKind
from medgang.core.errors import InvalidValue

SCALE = ("alternative", "probably-alternative", "probably-intervention", "intervention")
VALUES = Criterion("values", SCALE)
EQUITY = Criterion("equity", SCALE)
FRAMEWORK = Framework("two", "1", (VALUES, EQUITY))
WHOLE = Judgement(
    "values",
    "intervention",
    "Users say so",
    ("anna",),
    date(2026, 5, 1),
    (Ref(RefKind.FINDING, "users"),),
    (
        Vote("anna", "intervention"),
        Vote("berit", "probably-intervention", "Not all"),
        Vote("carl", "vet_ikke", "?"),
    ),
)
TABLE = Table("t", "1", "Better?", "Training", "None", FRAMEWORK, (WHOLE,))


def refused(make: Callable[[], object]) -> str:
    with pytest.raises(InvalidValue) as error:
        make()
    return error.value.code


@pytest.mark.requirement("R039", "R040")
def test_dont_know_is_no_point_on_the_scale() -> None:
    assert VALUES.more_in_favour("intervention", "probably-intervention")
    assert not VALUES.more_in_favour("alternative", "alternative")
    assert VALUES.is_beside("vet_ikke")
    assert refused(lambda: VALUES.more_in_favour("vet_ikke", "alternative")) == "decisions.beside_the_scale"
    assert refused(lambda: VALUES.more_in_favour("alternative", "vet_ikke")) == "decisions.beside_the_scale"
    assert refused(lambda: VALUES.check("varierer")) == "decisions.not_an_answer"
    assert refused(lambda: Criterion("x", ("one",))) == "decisions.bad_scale"
    assert refused(lambda: Criterion("x", ("one", Beside.DONT_KNOW.value))) == "decisions.bad_scale"


@pytest.mark.requirement("R039")
def test_votes_are_counted_in_the_scales_order_and_dissent_is_kept() -> None:
    assert list(WHOLE.votes_by_answer(VALUES).items()) == [
        ("probably-intervention", 1),
        ("intervention", 1),
        ("vet_ikke", 1),
    ]
    assert [vote.voter for vote in WHOLE.dissent] == ["berit", "carl"]
    twice = (Vote("anna", "intervention"), Vote("anna", "alternative"))
    assert refused(lambda: replace(WHOLE, votes=twice)) == "decisions.voted_twice"
    assert refused(lambda: replace(WHOLE, rests_on=(Ref(RefKind.CLAUSE, "c"),))) == "decisions.wrong_way"


@pytest.mark.requirement("R038")
def test_a_framework_can_be_extended_but_not_doubled() -> None:
    more = Framework("three", "1", (*FRAMEWORK.criteria, Criterion("own", ("no", "yes"))))
    assert more.criterion("own").scale == ("no", "yes")
    assert refused(lambda: FRAMEWORK.criterion("own")) == "decisions.unknown_criterion"
    assert refused(lambda: Framework("none", "1", ())) == "decisions.bad_framework"
    assert refused(lambda: Framework("x", "1", (VALUES, VALUES))) == "decisions.bad_framework"


@pytest.mark.requirement("R037")
def test_a_table_names_question_intervention_and_alternative() -> None:
    for name in ("question", "intervention", "alternative"):
        assert refused(lambda name=name: replace(TABLE, **{name: " "})) == "decisions.table_without"  # type: ignore[misc]
    assert refused(lambda: replace(TABLE, judgements=(WHOLE, WHOLE))) == "decisions.judged_twice"
    wrong = replace(WHOLE, votes=(Vote("dag", "perhaps"),))
    assert refused(lambda: replace(TABLE, judgements=(wrong,))) == "decisions.not_an_answer"


def test_what_is_missing_is_said() -> None:
    assert [(one.code, one.values["criterion"]) for one in TABLE.remarks()] == [
        ("decisions.not_judged", "equity")
    ]
    bare = replace(TABLE, judgements=(Judgement("values", "vet_ikke", votes=(Vote("a", "intervention"),)),))
    assert [one.code for one in bare.remarks()] == [
        "decisions.not_judged",
        "decisions.no_rationale",
        "decisions.no_grounds",
        "decisions.nobody_judged",
        "decisions.dissent_without_reason",
    ]
    assert TABLE.open == ("equity",)
    assert bare.open == ("values", "equity")
    assert bare.changed_from(TABLE) == {"values": ("intervention", "vet_ikke")}
    assert TABLE.changed_from(replace(TABLE, judgements=())) == {"values": ("", "intervention")}
    assert replace(TABLE, judgements=()).changed_from(TABLE) == {"values": ("intervention", "")}


def test_an_adopted_table_is_asked_what_is_unknown_of_it() -> None:
    adopted = replace(TABLE, adopted=Adopted("a guideline", voters="eleven"))
    assert [one.code for one in adopted.remarks()] == [
        "decisions.not_judged",
        "decisions.adopted_confirmed_by_unknown",
        "decisions.adopted_dated_unknown",
        "decisions.adopted_evidence_unknown",
    ]


@pytest.mark.requirement("R046")
def test_resources_are_hours_or_kroner_with_price_year() -> None:
    ResourceLine("A", ResourceKind.STAFF, "timetable", hours_per_week=6.5)
    ResourceLine("A", ResourceKind.EQUIPMENT, "invoice", kroner_per_year=12000, price_year=2026)
    for make in (
        lambda: ResourceLine("A", ResourceKind.STAFF, "s"),
        lambda: ResourceLine("A", ResourceKind.STAFF, "s", hours_per_week=-1),
        lambda: ResourceLine("A", ResourceKind.STAFF, "s", hours_per_week=1, kroner_per_year=2),
        lambda: ResourceLine("A", ResourceKind.FACILITIES, "s", kroner_per_year=2),
        lambda: ResourceLine("A", ResourceKind.FACILITIES, "s", hours_per_week=1, price_year=2026),
    ):
        assert refused(make) == "decisions.bad_resource"
    assert (
        refused(lambda: ResourceLine("A", ResourceKind.STAFF, " ", hours_per_week=1))
        == "decisions.resource_without_source"
    )
