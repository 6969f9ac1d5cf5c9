"""The order of screening, the measures, the stopping aid and agreement."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medgang.core.errors import InvalidValue
from medgang.core.literature.screening.agreement import agreement
from medgang.core.literature.screening.metrics import (
    first_relevant,
    loss,
    recall_after,
    records_until,
    work_saved,
)
from medgang.core.literature.screening.ordering import Ordering, Text
from medgang.core.literature.screening.simulation import _records_a_look, simulate
from medgang.core.literature.screening.stopping import (
    Standing,
    StoppingPlan,
    StoppingRule,
    answer,
    p_recall_below,
    ranked_p_value,
    would_stop,
)

TEXTS = [Text("walking and craving in treatment", "patients walked") for _ in range(4)] + [
    Text(f"insects number {n} of the forest", "beetles and moths") for n in range(36)
]
LABELS = [True] * 4 + [False] * 36


def test_the_order_learns_from_decisions() -> None:
    ordering = Ordering([*TEXTS[10:], *TEXTS[:10]])
    ranked = ordering.ranked({30: True, 0: False})
    assert set(ranked[:3]) == {31, 32, 33}
    assert 30 not in ranked
    assert 0 not in ranked


def test_without_decisions_the_order_of_the_file_stands_and_with_criteria_they_lead() -> None:
    texts = [*TEXTS[10:], *TEXTS[:10]]
    assert Ordering(texts).ranked({}) == list(range(40))
    assert Ordering(texts).ranked({0: False}) == list(range(1, 40))
    assert set(Ordering(texts, criteria="Studies of walking and craving").ranked({})[:4]) == {30, 31, 32, 33}
    assert len(Ordering(texts[:1], criteria="walking").ranked({0: True})) == 0


def test_nothing_to_order_is_said() -> None:
    for texts in ([], [Text("")]):
        with pytest.raises(InvalidValue):
            Ordering(texts)


def test_a_large_review_is_learnt_from_a_sample_of_the_unseen() -> None:
    texts = [*TEXTS, *(Text(f"stars {n % 50}", "sky") for n in range(700))]
    assert Ordering(texts).ranked({0: True, 10: False})[0] in {1, 2, 3}


@pytest.mark.requirement("R014")
def test_a_review_screened_again() -> None:
    texts, labels = [*TEXTS[10:], *TEXTS[:10]], [*LABELS[10:], *LABELS[:10]]
    heard: list[int] = []
    found = simulate(texts, labels, priors=[30, 0], tell=heard.append)
    assert sum(heard) == 38
    assert sorted([*found.order, 0, 30]) == list(range(40))
    assert found.order[:3] == (31, 32, 33)
    assert found.loss == 0
    assert found.recall10 == 1
    assert found.first_relevant == 1
    assert found.wss95 == pytest.approx(1 - 3 / 38 - 0.05)
    cold = simulate(texts, labels, criteria="walking craving")
    assert cold.first_relevant == 1
    assert {rule for rule, _, _ in cold.stops} == set(StoppingRule)
    assert {rule: read for rule, read, _ in cold.stops}[StoppingRule.CONSECUTIVE_100] is None


def test_a_simulation_refuses_what_cannot_be_measured() -> None:
    for labels, priors in (([True], ()), ([False] * 40, ()), (LABELS, (40,)), (LABELS, range(40))):
        with pytest.raises(InvalidValue):
            simulate(TEXTS, labels, priors=tuple(priors))


def test_fewer_looks_in_a_large_review() -> None:
    assert [_records_a_look(n, size) for n, size in ((0, 9000), (100, 9000), (500, 200))] == [1, 30, 1]


def test_measures_of_an_order() -> None:
    labels = [True, False, True, False, False, False, False, False, False, False]
    assert records_until(labels, 1.0) == 3
    assert work_saved(labels) == pytest.approx(1 - 0.3 - 0.05)
    assert recall_after(labels) == 0.5
    assert first_relevant(labels) == 1
    assert loss([True, True]) == 0
    with pytest.raises(InvalidValue):
        loss([False])


@given(st.lists(st.booleans(), min_size=2, max_size=30).filter(lambda found: any(found) and not all(found)))
def test_loss_lies_between_best_and_worst(labels: list[bool]) -> None:
    assert loss(sorted(labels, reverse=True)) == pytest.approx(0)
    assert loss(sorted(labels)) == pytest.approx(1)
    assert 0 <= loss(labels) <= 1


def test_the_stopping_test_is_the_hypergeometric_one() -> None:
    # 20 found, target 95 %: at least 22 there would be, 2 hidden among 100 unseen; none among 80 drawn
    p = p_recall_below(found=20, sampled=80, found_in_sample=0, unseen_at_start=100, target=0.95)
    assert p == pytest.approx((20 * 19) / (100 * 99))
    assert p_recall_below(found=20, sampled=100, found_in_sample=0, unseen_at_start=100, target=0.95) == 0
    assert p_recall_below(found=100, sampled=3, found_in_sample=0, unseen_at_start=4, target=0.5) == 0
    with pytest.raises(InvalidValue):
        p_recall_below(found=1, sampled=5, found_in_sample=2, unseen_at_start=10, target=0.95)


def test_only_one_look_at_a_random_sample_is_a_guarantee_and_a_new_import_voids_it() -> None:
    plan = StoppingPlan(target=0.95, alpha=0.05, imported=1, sample_size=80)
    facts = {"found": 20, "sampled": 80, "found_in_sample": 0, "unseen_at_start": 100}
    sure = answer(plan, **facts, imported=1, random_sample=True, looks_before=0)
    assert (sure.reject, sure.standing, sure.unseen) == (True, Standing.GUARANTEE, 20)
    assert (
        answer(plan, **facts, imported=1, random_sample=False, looks_before=0).standing is Standing.HEURISTIC
    )
    assert (
        answer(plan, **facts, imported=1, random_sample=True, looks_before=1).standing is Standing.HEURISTIC
    )
    void = answer(plan, **facts, imported=2, random_sample=True, looks_before=0)
    assert (void.standing, void.reject) == (Standing.VOID, False)
    with pytest.raises(InvalidValue):
        StoppingPlan(target=1, alpha=0.05, imported=1, sample_size=1)


def test_rules_of_thumb_and_the_ranked_test() -> None:
    labels = [True] * 10 + [False] * 490
    assert would_stop(StoppingRule.CONSECUTIVE_50, labels) is not None
    assert would_stop(StoppingRule.CONSECUTIVE_100, labels[:60]) is None
    look = would_stop(StoppingRule.RANKED_TEST, labels)
    assert look is not None
    assert look.found == 10
    assert would_stop(StoppingRule.RANKED_TEST, [False] * 30 + [True]) is None
    assert ranked_p_value([False, True], 100, 0.95) > 0.99


@pytest.mark.requirement("R015")
def test_agreement_before_consensus() -> None:
    one = {f"r{n}": n < 5 for n in range(20)} | {"only one": True}
    other = {f"r{n}": n < 4 or n == 10 for n in range(20)}
    found = agreement(one, other)
    assert (found.n, found.both_yes, found.one_only, found.other_only, found.both_no) == (20, 4, 1, 1, 14)
    assert found.raw == 0.9
    assert found.positive == pytest.approx(0.8)
    # chance agreement .25² + .75² = .625
    assert found.kappa == pytest.approx((0.9 - 0.625) / 0.375)
    assert found.kappa_low is not None
    assert found.kappa_high is not None
    assert found.kappa_low < found.kappa < found.kappa_high
    assert found.pabak == pytest.approx(0.8)
    assert found.ac1 == pytest.approx((0.9 - 0.375) / 0.625)


def test_agreement_where_kappa_says_nothing() -> None:
    found = agreement({"a": False}, {"a": False})
    assert (found.kappa, found.kappa_low, found.positive) == (None, None, None)
    with pytest.raises(InvalidValue):
        agreement({"a": True}, {"b": True})
