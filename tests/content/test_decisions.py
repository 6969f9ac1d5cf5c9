"""The shipped frameworks, verbs, source table and AGREE II labels."""

from __future__ import annotations

from pathlib import Path

import pytest

from medgang.content.loader import LANGUAGES, ContentError
from medgang.content.schemas.decisions import agree_labels, decisions, frameworks, verb_table
from medgang.core.decisions.strength import Force, Mark

FIVE = {
    "favours-intervention": 5,
    "probably-favours-intervention": 4,
    "probably-favours-alternative": 2,
    "vet_ikke": 3,
}


@pytest.mark.requirement("R038")
def test_eight_criteria_and_the_full_twelve() -> None:
    found = frameworks()
    eight = [one.key for one in found["generic-8"].framework.criteria]
    assert eight == [
        "values",
        "desirable",
        "undesirable",
        "balance",
        "resources",
        "equity",
        "acceptability",
        "feasibility",
    ]
    twelve = {one.key for one in found["grade-12"].framework.criteria}
    assert len(twelve) == 12
    assert twelve > set(eight)


@pytest.mark.requirement("R037", "R040", "R042", "R043")
def test_the_source_table_as_it_stands() -> None:
    found = decisions("nb")["systematic-training"]
    assert [one.answer for one in found.table.judgements] == [
        "favours-intervention",
        "favours-intervention",
        "probably-favours-intervention",
        "favours-intervention",
        "probably-favours-alternative",
        "vet_ikke",
        "favours-intervention",
        "vet_ikke",
    ]
    # The column of the copy, and the answer, are the same thing said twice.
    assert all(FIVE[one.answer] == one.column for one in found.file.judgements)
    assert found.table.open == ("equity", "feasibility")
    first, second = found.conclusion.recommendations
    assert first.text.startswith("Det foreslås")
    assert second.text.endswith("kan tilbys dette")
    assert found.conclusion.justification


def test_nothing_runs_from_the_adopted_table_to_any_study() -> None:
    table = decisions("nb")["systematic-training"].table
    assert table.adopted is not None
    assert table.adopted.unknown == ("confirmed_by", "voters", "dated", "evidence")
    assert all(not one.rests_on and not one.votes and not one.by for one in table.judgements)


@pytest.mark.requirement("R257")
@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_mark_says_strong_and_the_words_weak_in_each_language(lang: str) -> None:
    first, second = decisions(lang)["systematic-training"].conclusion.recommendations
    verbs = verb_table(lang)  # type: ignore[arg-type]
    assert (first.mark, first.settled) == (Mark.STRONG_INTERVENTION, None)
    assert [one.code for one in first.remarks(verbs)] == [
        "decisions.mark_not_sure",
        "decisions.mark_and_verb",
        "decisions.discordant",
    ]
    assert verbs.force(first.text) is verbs.force(second.text) is Force.WEAK


@pytest.mark.requirement("R049")
def test_agree_ii_has_its_23_items_and_the_minimum_leaves_out_three() -> None:
    labels = agree_labels()
    assert len(labels.items) == 23
    assert set(range(1, 24)) - labels.least().items == {17, 20, 21}
    assert labels.least().attachments == ("method-report", "pico", "search-histories", "patient-information")


def table_file(**changes: str) -> str:
    words = "{nb: a, nn: a, en: a}"
    lines = {
        "source": "s",
        "id": "t",
        "version": '"1"',
        "framework": "generic-8",
        "question": words,
        "intervention": words,
        "alternative": words,
        "judgements": "[]",
        **changes,
    }
    return "".join(f"{name}: {value}\n" for name, value in lines.items())


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"framework": "none"}, "no framework is called"),
        ({"judgements": "[{criterion: values, answer: maybe}]"}, "maybe"),
        ({"judgements": '[{criterion: values, answer: vet_ikke, on: "May"}]'}, "isoformat"),
        ({"judgements": "[{criterion: values, answer: vet_ikke, rests_on: [poem]}]"}, "poem"),
    ],
)
def test_a_broken_table_is_refused_with_its_file(
    tmp_path: Path, changes: dict[str, str], reason: str
) -> None:
    folder = tmp_path / "decisions" / "tables"
    folder.mkdir(parents=True)
    (folder / "own.yaml").write_text(table_file(**changes), encoding="utf-8")
    with pytest.raises(ContentError, match=reason) as error:
        decisions("nb", [tmp_path])
    assert error.value.file == "decisions/tables/own.yaml"


def test_a_clinics_own_table_with_votes_and_a_settled_mark(tmp_path: Path) -> None:
    folder = tmp_path / "decisions" / "tables"
    folder.mkdir(parents=True)
    text = table_file(
        judgements='[{criterion: values, answer: vet_ikke, on: "2026-05-01", by: [a], rests_on: ["finding:f"],'
        " votes: [{voter: a, answer: vet_ikke}]}]",
        recommendations='[{id: r, text: {nb: "Det foreslås", nn: a, en: a}, mark: strong-intervention,'
        ' settled: {mark: weak-intervention, by: a, on: "2026-05-02", reason: asked}}]',
    )
    (folder / "own.yaml").write_text(text, encoding="utf-8")
    found = decisions("nb", [tmp_path])["own"]
    assert str(found.table.judgements[0].rests_on[0]) == "finding:f@1"
    assert found.conclusion.recommendations[0].meant is Mark.WEAK_INTERVENTION
    assert found.table.adopted is None
    (tmp_path / "decisions" / "frameworks").mkdir()
    bad = tmp_path / "decisions" / "frameworks" / "bad.yaml"
    head = 'source: s\nversion: "1"\ntitle: {nb: a, nn: a, en: a}\n'
    bad.write_text(
        head + "criteria: [{id: a, text: {nb: a, nn: a, en: a}, scale: [x, x], beside: []}]\n"
        "answers: {x: {nb: a, nn: a, en: a}}\n",
        encoding="utf-8",
    )
    with pytest.raises(ContentError, match="scale"):
        frameworks([tmp_path])
    bad.write_text(
        head + "criteria: [{id: a, text: {nb: a, nn: a, en: a}, scale: [x, y], beside: []}]\nanswers: {}\n",
        encoding="utf-8",
    )
    with pytest.raises(ContentError, match="has no words"):
        frameworks([tmp_path])
    (tmp_path / "decisions" / "agree").mkdir()
    (tmp_path / "decisions" / "agree" / "agree-ii.yaml").write_text(
        'source: s\nlink: l\nversion: "2003"\ndomains: {}\nitems: []\nminimum: {items: [], attachments: {}}\n',
        encoding="utf-8",
    )
    with pytest.raises(ContentError, match="23 items"):
        agree_labels([tmp_path])
