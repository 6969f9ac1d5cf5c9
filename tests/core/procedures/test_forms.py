"""What the procedure's own forms ask and teach, and what is refused."""

from __future__ import annotations

import pytest

from medgang.content.sentences import say
from medgang.core.errors import InvalidValue
from medgang.core.procedures import Ground, GroundKind
from medgang.core.procedures.forms import (
    Choice,
    Claim,
    Lesson,
    OnYes,
    Part,
    Question,
    SafetyPrompt,
    TalkTemplate,
)
from medgang.core.timeline.details_safety import RedFlag
from tests.core.procedures.builders import words

A = words("a")


def question(name: str = "q", **more: object) -> Question:
    values: dict[str, object] = {"id": name, "part": "p", "text": A, "why": A, "field": "barriers"}
    return Question(**{**values, **more})  # type: ignore[arg-type]


def template(*questions: Question) -> TalkTemplate:
    return TalkTemplate("t", "1", (Part("p", A),), questions)


HELPS = question("helps", field="helps", choices=(Choice("buddy", A), Choice("alone", A)))


@pytest.mark.parametrize(
    ("code", "make"),
    [
        ("procedures.unknown_id", lambda: template(question(field="no_such"))),
        ("procedures.unknown_id", lambda: template(question(part="x"))),
        ("procedures.unknown_id", lambda: template(HELPS, question(choices=(Choice("b", A, ("x",)),)))),
        ("procedures.not_unique", lambda: template(question(), question())),
        ("procedures.not_unique", lambda: template(question(choices=(Choice("b", A), Choice("b", A))))),
        ("procedures.bad_prompt", lambda: SafetyPrompt("p", A, A, OnYes.RED_FLAG)),
        ("procedures.bad_prompt", lambda: SafetyPrompt("p", A, A, OnYes.CAUTION, RedFlag.FEVER)),
        ("procedures.no_grounds", lambda: Lesson("l", "1", A, 10, (), A)),
        ("procedures.no_grounds", lambda: Lesson("l", "1", A, 10, (Claim(A, ()),), A)),
    ],
)
def test_what_does_not_hang_together_is_refused_with_a_sentence(code: str, make: object):
    with pytest.raises(InvalidValue) as caught:
        make()  # type: ignore[operator]
    assert caught.value.code == code
    assert "%(" not in say(caught.value, "nb")


@pytest.mark.requirement("R085")
def test_a_barrier_suggests_what_may_help():
    one = template(question(choices=(Choice("unsure", A, ("buddy",)), Choice("other", A)), short=True), HELPS)
    assert [choice.id for choice in one.suggested(["unsure"])] == ["buddy"]
    assert one.suggested(["other", "nothing"]) == ()
    assert [found.id for found in one.short] == ["q"]


def test_a_claim_with_its_ground_and_caution():
    claim = Claim(A, (Ground(GroundKind.RESEARCH, "s", A),), A)
    assert Lesson("l", "1", A, 10, (claim,), A).claims[0].caution is A


def test_a_prompt_that_only_calls_for_care_has_no_flag():
    assert SafetyPrompt("joints", A, A, OnYes.CAUTION).flag is None
    assert SafetyPrompt("fever", A, A, OnYes.RED_FLAG, RedFlag.FEVER).flag is RedFlag.FEVER
