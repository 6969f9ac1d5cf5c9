"""RoB 2: the decision tables over every combination of answers, and what persons decide."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from itertools import product

import pytest

from medgang.core.appraisal.rob2 import (
    Answer,
    BiasDirection,
    Deviation,
    Domain,
    Effect,
    Judged,
    Judgement,
    Rob2,
    Variant,
    deviations_adhering,
    deviations_assignment,
    domains,
    measurement,
    missing_data,
    propose,
    randomisation,
    reporting,
    result_name,
)
from medgang.core.errors import InvalidValue
from medgang.core.literature.refs import StudyRef
from medgang.core.synthesis.kinds import AnalysisSet
from medgang.core.synthesis.results import Contrast, Given, Result

Y, PY, PN, N, NI, NA = Answer
LOW, SOME, HIGH = Judgement


def over_all(
    table: Callable[[dict[str, Answer]], Judgement], items: list[str], no_ni: str = ""
) -> tuple[int, ...]:
    """How often each judgement comes out over every combination of yes, no and no information."""
    choices = [(Y, N) if item == no_ni else (Y, N, NI) for item in items]
    found = Counter(table(dict(zip(items, given, strict=True))) for given in product(*choices))
    return found[LOW], found[SOME], found[HIGH]


def numbered(domain: int, n: int) -> list[str]:
    return [f"{domain}.{i}" for i in range(1, n + 1)]


@pytest.mark.parametrize(
    ("table", "items", "no_ni", "counts"),
    [
        (randomisation, numbered(1, 3), "", (4, 11, 12)),
        (deviations_assignment, numbered(2, 7), "", (297, 758, 1132)),
        (missing_data, numbered(3, 4), "3.2", (42, 4, 8)),
        (measurement, numbered(4, 5), "", (30, 46, 167)),
        (reporting, numbered(5, 3), "", (1, 11, 15)),
    ],
)
def test_each_table_gives_the_published_judgement_for_every_combination(
    table: Callable[[dict[str, Answer]], Judgement], items: list[str], no_ni: str, counts: tuple[int, ...]
) -> None:
    assert over_all(table, items, no_ni) == counts


def test_probably_counts_as_certainly() -> None:
    for sure, likely in ((Y, PY), (N, PN)):
        one = {"1.1": Y, "1.2": sure, "1.3": N}
        assert randomisation(one) is randomisation({**one, "1.2": likely})


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ((N, N, NA, N, N, NA), LOW),
        ((Y, N, Y, N, NA, NA), LOW),
        ((Y, N, NA, N, N, NA), LOW),
        ((Y, N, N, NA, NA, Y), SOME),
        ((Y, N, NI, NA, NA, N), HIGH),
        ((N, N, NA, Y, N, Y), SOME),
        ((N, N, NA, N, NI, NI), HIGH),
    ],
)
def test_the_effect_of_adhering_has_its_own_table(answers: tuple[Answer, ...], expected: Judgement) -> None:
    assert deviations_adhering(dict(zip(numbered(2, 6), answers, strict=True))) is expected


def test_only_the_first_period_because_of_carry_over_is_high() -> None:
    fine = {"5.1": Y, "5.2": N, "5.3": N}
    assert reporting(fine) is LOW
    assert reporting({**fine, "5.4": Y}) is HIGH
    assert reporting({**fine, "5.4": N}) is LOW


def test_a_table_asks_the_next_question_it_needs() -> None:
    found = propose(Domain.D1, Effect.ASSIGNMENT, {"1.2": Y})
    assert (found.judgement, found.next_item) == (None, "1.1")
    assert propose(Domain.D4, Effect.ASSIGNMENT, {"4.1": N, "4.2": N, "4.3": N}).judgement is LOW
    assert propose(Domain.S, Effect.ASSIGNMENT, {}) == propose(Domain.S, Effect.ADHERING, {})


def test_evidence_that_there_is_no_bias_cannot_be_unknown() -> None:
    with pytest.raises(InvalidValue, match="no_ni"):
        missing_data({"3.1": N, "3.2": NI})


ALL_LOW = {
    "1.1": Y, "1.2": Y, "1.3": N, "2.1": N, "2.2": N, "2.6": Y, "3.1": Y, "4.1": N, "4.2": N, "4.3": N,
    "5.1": Y, "5.2": N, "5.3": N,
}  # fmt: skip


def assess(answers: dict[str, Answer], **more: object) -> Rob2:
    return Rob2("ellingsen-2024@1 | craving", "anna", Effect.ASSIGNMENT, answers, **more)  # type: ignore[arg-type]


def test_overall_is_low_only_if_all_are() -> None:
    assert assess(ALL_LOW).overall is LOW
    assert assess({**ALL_LOW, "5.1": NI}).overall is SOME
    assert assess({**ALL_LOW, "4.1": Y}).overall is HIGH


def test_several_concerns_become_high_by_judgement_and_never_by_count() -> None:
    concerned = {**ALL_LOW, "5.1": NI, "1.3": Y, "2.6": N, "2.7": N}
    assert assess(concerned).overall is SOME
    assert assess(concerned, lowered="Three domains point the same way.").overall is HIGH


def test_an_unfinished_assessment_says_what_it_waits_for_but_high_stands() -> None:
    begun = {"1.2": Y, "3.1": Y}
    assert assess(begun).overall is None
    assert assess(begun).unfinished[:2] == ((Domain.D1, "1.1"), (Domain.D2, "2.1"))
    assert assess({"1.2": N}).overall is HIGH


def test_a_person_may_judge_otherwise_with_a_reason_and_both_are_kept() -> None:
    own = Judged(SOME, "Carry-over is unlikely here, but the wash-out is short.")
    found = assess(ALL_LOW, judged={Domain.D3: own})
    assert found.judgement(Domain.D3) is SOME
    assert found.proposal(Domain.D3).judgement is LOW
    assert found.overridden == (Domain.D3,)
    assert assess(ALL_LOW, judged={Domain.D3: Judged(LOW, "Agreed.")}).overridden == ()
    with pytest.raises(InvalidValue, match="reason_missing"):
        Judged(LOW, " ")


def test_a_crossover_has_a_domain_that_only_persons_judge() -> None:
    assert domains(Variant.CROSSOVER)[1] is Domain.S
    assert Domain.S not in domains(Variant.PARALLEL)
    waiting = assess(ALL_LOW, variant=Variant.CROSSOVER)
    assert waiting.unfinished == ((Domain.S, None),)
    judged = assess(
        ALL_LOW, variant=Variant.CROSSOVER, judged={Domain.S: Judged(LOW, "A week between.")},
        directions={Domain.S: BiasDirection.TOWARDS_NULL},
    )  # fmt: skip
    assert judged.overall is LOW
    with pytest.raises(InvalidValue, match="domain_not_in_variant"):
        assess(ALL_LOW, judged={Domain.S: Judged(LOW, "x")})


def test_adhering_names_the_deviations_first() -> None:
    with pytest.raises(InvalidValue, match="deviations_not_named"):
        Rob2("r", "a", Effect.ADHERING, {})
    found = Rob2(
        "r",
        "a",
        Effect.ADHERING,
        {**ALL_LOW, "2.4": N, "2.5": N},
        deviations=frozenset({Deviation.NON_ADHERENCE}),
    )
    assert found.overall is LOW


def test_a_judgement_belongs_to_a_result() -> None:
    result = Result(
        StudyRef("dai-2020"),
        "craving",
        None,
        Contrast("exercise", "usual"),
        AnalysisSet.COMPLETERS,
        Given(0, 1),
    )
    assert result_name(result) == "dai-2020@1 | craving |  | exercise v usual | completers"
