"""What the pages about `medgang pool` and `medgang appraise` show is what the commands print."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.documented import printed, shown_on

pytestmark = pytest.mark.command

DATA = """study,year,m1i,sd1i,n1i,m2i,sd2i,n2i,weeks
Ask,2014,12.1,4.0,20,14.9,4.4,21,4
Berg,2016,11.0,3.9,34,12.1,4.1,33,8
Dahl,2018,13.2,5.1,18,13.0,4.7,17,6
Eide,2019,10.4,3.3,55,12.6,3.9,57,12
Foss,2021,12.9,4.2,25,13.8,4.5,26,4
"""
FINDINGS = """outcome,measure,effect,ci_low,ci_high,baseline,source
Dyp venetrombose,rr,0.10,0.04,0.26,0.030,studienes kontrollgrupper
Overflatisk venetrombose,rr,0.45,0.18,1.13,0.013,studienes kontrollgrupper
"""


@pytest.mark.parametrize(
    ("arguments", "output"), [shown for page in ("pool", "appraise") for shown in shown_on(page)]
)
def test_the_page_shows_what_the_command_prints(
    arguments: str, output: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("data.csv").write_text(DATA, encoding="utf-8")
    Path("findings.csv").write_text(FINDINGS, encoding="utf-8")
    assert printed(arguments) == output


def test_both_pages_show_something() -> None:
    assert len(shown_on("pool")) == len(shown_on("appraise")) == 2
