"""The PRISMA diagram: numbers from the flow, what is not known said in words, the same in the table."""

from __future__ import annotations

import pytest

from medgang.charts.prisma import prisma
from medgang.charts.voice import Voice
from medgang.content.sentences import say
from medgang.core.literature.flow import Column, Count, Flow

COLUMN = Column(
    sources={"Medline": Count(1200), "Embase": Count(12)},
    identified=Count(1212),
    duplicates=Count(12),
    screened=Count(1200),
    excluded=Count(1180, derived=True),
    assessed=Count(20),
    reasons={"Another design than the one the protocol asks for, which is a long reason": Count(15)},
    excluded_full_text=Count(15),
)


def voice(lang: str = "nb") -> Voice:
    return Voice(lambda code, **values: say(code, lang, **values))


@pytest.mark.requirement("R009")
def test_a_new_review() -> None:
    figure = prisma(Flow(COLUMN, studies=Count(4), reports=Count(5)), voice())
    rows = dict(figure.table.rows)
    assert rows["Poster identifisert"] == "n = 1\u202f212"
    assert rows["Poster ekskludert"] == "n = 1\u202f180 (utledet)"
    assert rows["Rapporter ettersøkt"] == "ikke oppgitt"
    assert "1\u202f212" in figure.title
    assert figure.svg.count("<rect") == 10
    assert "Tidligere studier" not in figure.svg


@pytest.mark.requirement("R019")
def test_an_update_shows_previous_studies_and_other_methods_apart() -> None:
    flow = Flow(
        COLUMN,
        other=Column(identified=Count(3)),
        studies=Count(4),
        reports=Count(None),
        previous_studies=Count(20),
    )
    figure = prisma(flow, voice(), key="update")
    rows = dict(figure.table.rows)
    assert rows["Studier i alt"] == "n = 24 (utledet)"
    assert rows["Rapporter i forrige utgave"] == "ikke oppgitt"
    assert "Identifisert på andre måter" in figure.svg
    assert 'id="update-title"' in figure.svg


def test_without_studies_the_reports_are_in_the_title() -> None:
    assert "n = 5" in prisma(Flow(COLUMN, reports=Count(5)), voice()).title
