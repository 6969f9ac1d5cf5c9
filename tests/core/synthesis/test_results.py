"""Studies, contrasts and results as they are named and kept."""

from __future__ import annotations

import pytest

from medgang.core.errors import InvalidValue
from medgang.core.literature.refs import StudyRef
from medgang.core.synthesis import AnalysisSet, Contrast, Given, Result, TwoByTwo

REF = StudyRef("brellenthin-2021", 2, "Brellenthin 2021")


def test_a_study_is_its_id_and_version_whatever_it_is_called() -> None:
    assert str(REF) == "brellenthin-2021@2"
    assert StudyRef.parse("brellenthin-2021@2") == REF
    assert hash(StudyRef.parse("brellenthin-2021@2")) == hash(REF)
    assert StudyRef.parse("dai-2020").version == 1
    assert REF.shown == "Brellenthin 2021"
    assert StudyRef("dai-2020").shown == "dai-2020"


@pytest.mark.parametrize("text", ["Dai 2020", "", "dai-2020@x", "dai-2020@0", "-dai", "a" * 81])
def test_other_names_are_refused(text: str) -> None:
    with pytest.raises(InvalidValue, match="literature"):
        StudyRef.parse(text)


def result(**changes: object) -> Result:
    values = {
        "study": REF,
        "outcome": "craving",
        "time_weeks": 12.0,
        "contrast": Contrast("exercise", "treatment as usual"),
        "analysis_set": AnalysisSet.COMPLETERS,
        "data": Given(0.1, 0.2),
        **changes,
    }
    return Result(**values)  # type: ignore[arg-type]


def test_a_result_is_study_outcome_time_contrast_and_analysis_set() -> None:
    one = result()
    assert one.key == result(data=Given(0.5, 0.1), study=StudyRef("brellenthin-2021", 3)).key
    for change in (
        {"outcome": "mood"},
        {"time_weeks": None},
        {"contrast": Contrast("exercise", "relaxation")},
        {"analysis_set": AnalysisSet.INTENTION_TO_TREAT},
    ):
        assert result(**change).key != one.key


@pytest.mark.parametrize(
    "make",
    [
        lambda: result(outcome=" "),
        lambda: result(time_weeks=-1.0),
        lambda: Contrast("", "x"),
        lambda: Contrast("x", " "),
    ],
)
def test_incomplete_results_are_refused(make: object) -> None:
    with pytest.raises(InvalidValue):
        make()  # type: ignore[operator]


def test_a_table_knows_its_cells() -> None:
    table = TwoByTwo(2, 10, 0, 12)
    assert table.cells == (2, 8, 0, 12)
    assert table.has_zero_cell
    assert not table.double_zero
    assert TwoByTwo(3, 3, 4, 4).double_zero
