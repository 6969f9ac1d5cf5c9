"""Every code of the literature package has a sentence in three languages."""

from __future__ import annotations

from itertools import product

import pytest

from medgang.content.sentences.literature import SENTENCES
from medgang.core.literature.duplicates.compare import TitleFit
from medgang.core.literature.record import LossCode
from medgang.core.literature.screening.stopping import Standing, StoppingRule
from medgang.core.literature.searching.linting import Check, Severity
from medgang.core.literature.searching.rendering import Todo

FIELDS = ("doi", "pmid", "authors", "year", "volume", "pages", "journal", "abstract")
CODES = [
    *(code.value for code in LossCode),
    *(f"lint_{check.value}" for check in Check),
    *(f"severity_{severity.value}" for severity in Severity),
    *(f"render_{todo.value}" for todo in Todo),
    *(f"rule_{rule.value}" for rule in StoppingRule),
    *(f"standing_{standing.value}" for standing in Standing),
    *(f"reason_title_{fit.name.lower()}" for fit in TitleFit),
    *(f"reason_{field}_{fit}" for field, fit in product(FIELDS, ("same", "close", "differs"))),
    *("reason_numbers_differ", "reason_genre_differs", "flow_difference", "flow_total"),
]


@pytest.mark.parametrize("code", CODES)
def test_the_code_has_a_sentence(code: str) -> None:
    assert SENTENCES[f"literature.{code}"]
