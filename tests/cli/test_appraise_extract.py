"""`medgang appraise matrix` and `themes`: the matrices and themes of the source documents, filled and checked."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from medgang.cli.main import main

pytestmark = pytest.mark.command

ENTRIES = (
    "study,column,extractor,text,place,rights\n"
    "Dai 2020,aim,anna,How exercise is experienced,p. 2,\n"
    "Dai 2020,aim,berit,how exercise is experienced.,p. 2,\n"
    "Dai 2020,result,anna,More energy,p. 4,quote\n"
    "Fagan 2021,aim,anna,A whole abstract,p. 1,reserved\n"
)


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["appraise", *arguments])


@pytest.fixture
def write(tmp_path: Path) -> Any:
    def made(text: str, name: str = "x") -> str:
        (tmp_path / name).write_text(text, encoding="utf-8")
        return str(tmp_path / name)

    return made


@pytest.mark.requirement("R025")
def test_the_matrix_of_experiences_as_json_and_csv(write: Any) -> None:
    data = write(ENTRIES)
    found = json.loads(run("matrix", "experience", data, "--json").stdout)
    assert [column["text"] for column in found["columns"]] == [
        "Studie", "Forfattere", "Hensikt", "Metode", "Fysisk aktivitet", "Resultat",
    ]  # fmt: skip
    assert found["rows"][0]["result"] == "More energy"
    assert found["contradictions"] == []
    result = run("matrix", "experience", data, "--for-others")
    assert result.exit_code == 0
    assert (
        result.stdout.splitlines()[0] == "Studie,Studie,Forfattere,Hensikt,Metode,Fysisk aktivitet,Resultat"
    )
    assert "A whole abstract" not in result.stdout
    assert "Fagan 2021 mangler «Resultat»." in result.stderr


@pytest.mark.requirement("R026")
def test_the_matrix_of_craving_has_quality_and_ethics(write: Any) -> None:
    data = write(
        "study;column;extractor;text\nDai 2020;quality;anna;Moderate\nDai 2020;ethics;anna;Approved\n"
    )
    heads = run("matrix", "craving", data).stdout.splitlines()[0]
    assert "Kvalitetsvurdering" in heads
    assert "Redegjort for etiske overveielser" in heads


@pytest.mark.requirement("R027")
def test_doses_of_studies_stand_in_the_same_columns(write: Any) -> None:
    """Five sessions of 60 minutes a week, as one study describes it."""
    rows = "".join(
        f"Stevens 2020,{column},anna,{text}\n"
        for column, text in (("per_week", 5), ("minutes", 60), ("kind", "HIT"))
    )
    found = json.loads(run("matrix", "dose", write("study,column,extractor,text\n" + rows), "--json").stdout)
    assert (found["rows"][0]["per_week"], found["rows"][0]["minutes"]) == ("5", "60")
    assert found["missing"] == []


@pytest.mark.requirement("R245")
def test_contradictions_between_readers_and_places_are_shown(write: Any) -> None:
    """The matrix: longest history, lowest impulse control; the text: the other way round."""
    data = write(ENTRIES + "Dai 2020,result,berit,Less energy,p. 4,\n")
    claims = write(
        "study,outcome,factor,relation,place\nDai 2020,impulse control,years of use,lower,matrix\n"
        "Dai 2020,impulse control,years of use,higher,page 22\n",
        "claims",
    )
    result = run("matrix", "experience", data, "--claims", claims)
    assert "Dai 2020: «result» er lest ulikt: anna: More energy / berit: Less energy" in result.stderr
    assert "matrix: lower / page 22: higher" in result.stderr
    found = json.loads(run("matrix", "experience", data, "--claims", claims, "--json").stdout)
    assert [one["kind"] for one in found["contradictions"]] == ["extractors", "claims"]


def test_rows_that_do_not_fit_are_named(write: Any) -> None:
    data = write(ENTRIES + "Dai 2020,colour,anna,x,,\nDai 2020,aim,anna,x,,mine\n!,aim,anna,x,,\n")
    claims = write("study,outcome,factor,relation,place\nDai,a,b,sideways,c\n", "claims")
    result = run("matrix", "experience", data, "--claims", claims, "--json")
    assert result.exit_code == 2
    assert len(json.loads(result.stdout)["rows"]) == 2
    assert result.stderr.count("\n") == 4
    for arguments in (
        ("poems", data),
        ("experience", write("a,b\n1,2\n", "y")),
        ("experience", write("", "z")),
    ):
        bad = run("matrix", *arguments)
        assert (bad.exit_code, bad.stderr.count("\n")) == (2, 1)


ANALYSIS = {
    "quotes": [
        {"key": "q1", "study": "Dai 2020", "text": "You get healthier", "page": 12, "language": "en",
         "translation": "Du blir friskere"},
        {"key": "q2", "study": "Fagan 2021", "text": "I belong there", "page": "7", "language": "en"},
        {"key": "q3", "study": "Fagan 2021", "text": "Hm", "page": "8", "language": "en"},
    ],
    "codes": [{"key": "body", "label": "Body"}, {"key": "group", "label": "Group"}],
    "codings": [
        {"quote": "q1", "code": "body", "coder": "anna"},
        {"quote": "q2", "code": "group", "coder": "anna"},
        {"quote": "q2", "code": "body", "coder": "berit"},
    ],
    "themes": [
        {"key": "health", "label": "Helsefremmende", "codes": ["body"]},
        {"key": "belonging", "label": "Tilhørighet i en gruppe", "codes": ["group"]},
    ],
    "findings": [{"key": "f1", "sentence": "Training together gives belonging.", "quotes": ["q2"]}],
}  # fmt: skip


@pytest.mark.requirement("R028", "R029")
def test_themes_rest_on_quotes_with_study_page_and_language(write: Any) -> None:
    data = write(json.dumps(ANALYSIS))
    found = json.loads(run("themes", data, "--json").stdout)
    assert found["studies"] == ["Dai 2020", "Fagan 2021"]
    assert [(one["key"], one["quotes"]) for one in found["themes"]] == [
        ("health", [1, 1]),
        ("belonging", [0, 1]),
    ]
    assert found["quote_bank"][0] == {
        "theme": "health", "quote": "q1", "study": "Dai 2020", "page": "12", "language": "en",
        "text": "You get healthier", "translation": "Du blir friskere",
    }  # fmt: skip
    assert [one["key"] for one in found["loose_ends"]] == ["q3"]
    assert found["coder_differences"] == [{"quote": "q2", "codes": {"anna": ["group"], "berit": ["body"]}}]
    text = run("themes", data).stdout
    assert "Helsefremmende: Dai 2020 1, Fagan 2021 1" in text
    assert "«You get healthier» (Dai 2020, s. 12, en)" in text
    assert "q3: Sitatet har ingen kode ennå." in text


@pytest.mark.requirement("R030")
def test_the_four_themes_of_experience_are_a_start(write: Any) -> None:
    found = json.loads(run("themes", "--start", "experience", "--json").stdout)
    assert [one["label"] for one in found["themes"]] == [
        "Helsefremmende", "Mindre russug", "Mestring", "Tilhørighet i en gruppe",
    ]  # fmt: skip
    both = json.loads(run("themes", write(json.dumps(ANALYSIS)), "--start", "experience", "--json").stdout)
    assert [one["key"] for one in both["themes"]] == ["health", "belonging", "less-craving", "mastery"]


@pytest.mark.requirement("R031")
def test_the_three_themes_of_craving_are_a_start() -> None:
    shown = run("themes", "--start", "craving").stdout.splitlines()
    assert shown == [
        "Treningens generelle effekt på russug: –",
        "Fysiologiske faktorer: –",
        "Psykologiske faktorer: –",
    ]


@pytest.mark.parametrize(
    "text", ["[]", "{", '{"quotes": [{}]}', '{"quotes": 4}', '{"themes": [{"key": "A b", "label": ""}]}']
)
def test_other_files_are_one_sentence(write: Any, text: str) -> None:
    result = run("themes", write(text))
    assert (result.exit_code, result.stderr.count("\n")) == (2, 1)


def test_a_set_that_is_not_there_and_nothing_at_all() -> None:
    for arguments in ((), ("--start", "poems")):
        result = run("themes", *arguments)
        assert (result.exit_code, result.stderr.strip()) == (
            2, "Oppgi en fil, eller --start med et av temasettene craving, experience.",
        )  # fmt: skip
