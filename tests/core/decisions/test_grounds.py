"""What rests on what: versions are pinned, rings refused, and both ways answered."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medgang.core.decisions.grounds import Changed, Edge, EdgeKind, Grounds, Reached
from medgang.core.decisions.refs import RANK, Ref, RefKind
from medgang.core.errors import InvalidValue

MAY = datetime(2026, 5, 25, 12, tzinfo=UTC)
K = RefKind


def edge(rests: str, on: str, kind: EdgeKind = EdgeKind.JUDGED_ON, days: int = 0, by: str = "anna") -> Edge:
    return Edge(Ref.parse(rests), Ref.parse(on), kind, MAY + timedelta(days=days), by)


def thread() -> Grounds:
    return Grounds(
        [
            edge("step:test-fitness", "clause:test@1", EdgeKind.CARRIES_OUT),
            edge("clause:test", "recommendation:systematic", EdgeKind.WRITTEN_FROM),
            edge("recommendation:systematic", "judgement:desirable", EdgeKind.WRITTEN_FROM),
            edge("judgement:desirable", "synthesis:craving"),
            edge("synthesis:craving", "result:dai-craving", EdgeKind.COMPUTED_FROM, by=""),
            edge("result:dai-craving", "study:dai-2020", EdgeKind.TAKEN_FROM, by=""),
            edge("study:dai-2020", "record:r17", EdgeKind.REPORTED_IN, by=""),
            edge("record:r17", "search-line:medline/4", EdgeKind.FOUND_BY, by=""),
        ]
    )


def test_from_the_task_to_the_search_line_and_back() -> None:
    grounds = thread()
    why = grounds.why(Ref(K.STEP, "test-fitness"))
    assert [one.ref.kind for one in why] == [
        K.CLAUSE,
        K.RECOMMENDATION,
        K.JUDGEMENT,
        K.SYNTHESIS,
        K.RESULT,
        K.STUDY,
        K.RECORD,
        K.SEARCH_LINE,
    ]
    assert why[0] == Reached(Ref(K.CLAUSE, "test"), 1, EdgeKind.CARRIES_OUT)
    assert why[-1].depth == 8
    back = grounds.who_rests_on(Ref(K.STUDY, "dai-2020"))
    assert str(back[-1].ref) == "step:test-fitness@1"
    assert len(back) == 6
    assert grounds.why(Ref(K.STUDY, "nobody")) == ()
    assert len(grounds) == 8
    assert [str(one.on) for one in grounds][-1] == "search-line:medline/4@1"


def test_a_ring_is_refused_and_nothing_is_kept_of_it() -> None:
    grounds = Grounds([edge("judgement:a", "judgement:b"), edge("judgement:b", "judgement:c")])
    grounds.append(edge("judgement:a", "judgement:c"))
    grounds.append(edge("judgement:c", "study:s"))
    for rests, on in (("judgement:c", "judgement:a"), ("judgement:a", "judgement:a")):
        with pytest.raises(InvalidValue) as refused:
            grounds.append(edge(rests, on))
        assert refused.value.code == "decisions.ring"
    assert len(grounds) == 4
    # Another version of the same judgement is another thing.
    grounds.append(edge("judgement:c@2", "judgement:a"))


def test_an_edge_never_climbs_and_a_claim_has_somebody_behind_it() -> None:
    for wrong, code in (
        (lambda: edge("study:s", "clause:c"), "decisions.wrong_way"),
        (lambda: edge("recommendation:r", "synthesis:s", by=" "), "decisions.edge_without_person"),
        (
            lambda: Edge(Ref(K.STUDY, "s"), Ref(K.RECORD, "r"), EdgeKind.REPORTED_IN, datetime(2026, 1, 1)),  # noqa: DTZ001
            "decisions.naive_time",
        ),
    ):
        with pytest.raises(InvalidValue) as refused:
            wrong()
        assert refused.value.code == code
    assert set(RANK) == set(RefKind)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("study", "decisions.bad_ref"),
        ("poem:x", "decisions.bad_ref"),
        ("study:x@two", "decisions.bad_version"),
        ("study:x@0", "decisions.bad_version"),
        ("study:", "decisions.bad_id"),
        ("study:æ", "decisions.bad_id"),
    ],
)
def test_what_is_no_ref(text: str, code: str) -> None:
    with pytest.raises(InvalidValue) as refused:
        Ref.parse(text)
    assert refused.value.code == code


def test_the_same_edge_twice_is_one() -> None:
    grounds = Grounds([edge("result:a", "study:s"), edge("result:a", "study:s", days=3)])
    assert len(grounds) == 1


def test_an_approved_clause_shows_what_was_known_and_how_much_has_changed_since() -> None:
    grounds = thread()
    clause = Ref(K.CLAUSE, "test")
    approved = MAY + timedelta(days=1)
    assert grounds.changes_since(clause, approved) == ()
    grounds.know(Ref(K.STUDY, "dai-2020", 2), MAY + timedelta(days=30))
    grounds.append(edge("synthesis:craving@2", "result:new", EdgeKind.COMPUTED_FROM, days=40, by=""))
    grounds.append(edge("judgement:desirable", "finding:users-tell", days=50))
    grounds.know(Ref(K.CLAUSE, "test", 2), MAY + timedelta(days=60))
    changed = grounds.changes_since(clause, approved)
    assert [(str(one.ref), one.newer, one.drawn_later) for one in changed] == [
        ("judgement:desirable@1", (), 1),
        ("synthesis:craving@1", (2,), 0),
        ("study:dai-2020@1", (2,), 0),
    ]
    assert sum(one.n for one in changed) == 3
    assert len(grounds.why(clause, approved)) == 7
    assert len(grounds.why(clause)) == 8
    assert grounds.changes_since(Ref(K.STUDY, "unknown"), approved) == ()
    assert Changed(clause, (2, 3), 1).n == 3


def test_a_retraction_strikes_every_version() -> None:
    grounds = Grounds(
        [
            edge("result:a", "study:s@1"),
            edge("result:b", "study:s@2"),
            edge("synthesis:all", "result:a"),
            edge("synthesis:all", "study:s@2"),
            edge("synthesis:all", "result:b"),
            edge("synthesis:some", "result:b"),
            edge("synthesis:some", "study:s@1"),
        ]
    )
    found = grounds.who_rests_on_any_version(K.STUDY, "s")
    assert [(str(one.ref), one.depth) for one in found] == [
        ("result:a@1", 1),
        ("synthesis:some@1", 1),
        ("synthesis:all@1", 1),
        ("result:b@1", 1),
    ]
    assert grounds.who_rests_on_any_version(K.STUDY, "t") == ()


@given(st.lists(st.tuples(st.integers(0, 12), st.integers(0, 12)), max_size=40))
def test_no_order_of_edges_makes_a_ring(pairs: list[tuple[int, int]]) -> None:
    grounds = Grounds()
    for a, b in pairs:
        rests, on = Ref(K.JUDGEMENT, f"j{a}"), Ref(K.JUDGEMENT, f"j{b}")
        ring = rests == on or rests in {one.ref for one in grounds.why(on)}
        try:
            grounds.append(edge(f"judgement:j{a}", f"judgement:j{b}"))
        except InvalidValue:
            refused = True
        else:
            refused = False
        assert refused is ring
    for number in range(13):
        ref = Ref(K.JUDGEMENT, f"j{number}")
        above = {one.ref for one in grounds.who_rests_on(ref)}
        assert ref not in above
        assert all(ref in {one.ref for one in grounds.why(other)} for other in above)
