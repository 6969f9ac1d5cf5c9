"""The shipped checklists, matrices and starting themes."""

from __future__ import annotations

from pathlib import Path

import pytest

from medgang.content.schemas.appraisal import forms, matrices, rob2_labels, starting_themes
from medgang.core.appraisal.rob2 import Answer, Domain, Effect, Variant, domains, propose
from medgang.core.synthesis.kinds import Design


@pytest.mark.requirement("R024")
def test_every_study_design_has_a_form() -> None:
    covered = {design for worded in forms().values() for design in worded.form.designs}
    assert covered == {design.value for design in Design} | {"review"}


def test_every_item_has_its_words_and_every_form_its_version_and_link() -> None:
    for worded in forms().values():
        assert worded.form.version
        assert worded.form.link.startswith("https://")
        assert set(worded.texts) == {item.id for item in worded.form.items}
        assert all(text.nb and text.nn and text.en for text in worded.texts.values())


def test_the_forms_have_as_many_items_as_their_official_ones() -> None:
    numbers = {
        name: len({item.id.rstrip("ab") for item in worded.form.items}) for name, worded in forms().items()
    }
    assert {name: numbers[name] for name in numbers if name.startswith("casp")} == {
        "casp-qualitative": 10,
        "casp-rct": 11,
        "casp-cohort": 12,
        "casp-case-control": 11,
        "casp-review": 10,
    }


@pytest.mark.requirement("R025", "R026", "R027")
def test_the_matrices_of_the_source_documents_are_templates() -> None:
    found = matrices()
    assert [column.key for column in found["experience"][0].columns] == [
        "study", "authors", "aim", "method", "activity", "result",
    ]  # fmt: skip
    assert [found["craving"][1][column.key].nb for column in found["craving"][0].columns] == [
        "Hensikt", "Metode", "Utvalg", "Hovedfunn", "Kvalitetsvurdering", "Redegjort for etiske overveielser",
    ]  # fmt: skip
    assert "minutes" in [column.key for column in found["dose"][0].columns]


@pytest.mark.requirement("R030", "R031")
def test_the_themes_of_both_reviews_are_a_start() -> None:
    themes = starting_themes("nb")
    assert [theme.label for theme in themes["experience"]] == [
        "Helsefremmende", "Mindre russug", "Mestring", "Tilhørighet i en gruppe",
    ]  # fmt: skip
    assert len(themes["craving"]) == 3
    assert starting_themes("en")["experience"][2].label == "Mastery"


def test_rob2_has_a_label_for_every_question_its_tables_ask() -> None:
    """Each table is walked with answers that make it ask on; no question is without its label."""
    for effect in Effect:
        for variant in Variant:
            labels = rob2_labels(effect, variant)
            assert list(labels) == list(domains(variant))
            for domain, (_, items) in labels.items():
                if domain is Domain.S:
                    assert len(items) == 3
                    continue
                for answer in Answer:
                    given: dict[str, Answer] = {}
                    while (item := propose(domain, effect, given).next_item) is not None:
                        assert item in items
                        given[item] = (
                            answer if (item, answer) != ("3.2", Answer.NO_INFORMATION) else Answer.NO
                        )
    assert "2.7" not in rob2_labels(Effect.ADHERING, Variant.PARALLEL)[Domain.D2][1]
    assert "5.4" in rob2_labels(Effect.ASSIGNMENT, Variant.CROSSOVER)[Domain.D5][1]


def test_a_clinics_own_form_lies_over_the_shipped_one(tmp_path: Path) -> None:
    folder = tmp_path / "appraisal"
    folder.mkdir()
    (folder / "casp-rct.yaml").write_text(
        'source: "own"\nlink: "https://example.org"\nversion: "2"\ndesigns: [parallel]\n'
        'title: {nb: "A", nn: "B", en: "C"}\nitems:\n  - id: "1"\n    text: {nb: "a", nn: "b", en: "c"}\n',
        encoding="utf-8",
    )
    assert len(forms([tmp_path])["casp-rct"].form.items) == 1
