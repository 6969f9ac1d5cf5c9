"""`medgang instrument` from a terminal."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest
from click.testing import CliRunner, Result

from medgang.cli.main import main
from tests.cli.documented import printed, shown_on


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["instrument", *arguments])


@pytest.mark.command
@pytest.mark.requirement("R169", "R171", "R177")
def test_list_says_the_licence():
    listed = run("list")
    assert listed.exit_code == 0
    assert "klinikken legger inn teksten under egen lisens" in listed.output
    values = json.loads(run("list", "--json").output)
    assert {"phq-9", "gad-7", "who-5", "rand-12", "rand-36", "ipaq-sf", "evs"} <= {
        one["id"] for one in values
    }
    assert set(values[0]) == {"id", "version", "title", "licence", "text", "can_be_shown", "items"}


@pytest.mark.command
@pytest.mark.requirement("R142", "R163", "R168", "R170", "R173")
def test_show_an_own_one_and_one_without_text():
    own = run("show", "own-week")
    assert "Hvordan har du sovet den siste uka?" in own.output
    assert "Våre egne spørsmål" in own.output
    assert "hvor sterk" in run("show", "own-before-after").output.lower()
    slot = run("show", "phq-9", "--lang", "en")
    assert "[the clinic puts in the text]" in slot.output
    assert "= Total 0–27" in slot.output
    document = json.loads(run("show", "evs", "--json").output)
    assert document["items"][0]["code"] == "89555-7"
    assert document["items"][0]["why"]
    assert document["scales"][0]["unit"] == "min/wk"
    bands = json.loads(run("show", "phq-9", "--json").output)
    assert bands["needs_receiver"]
    assert bands["items"][0]["text"] is None
    assert [one["low"] for one in bands["scales"][0]["bands"]] == [0, 5, 10, 15, 20]


@pytest.mark.command
@pytest.mark.requirement("R171", "R177")
def test_score_in_order_and_by_name():
    rand = json.loads(run("score", "rand-12", "--answers", "5,1,3,2,1,2,2,1,6,6,1,5", "--json").output)
    assert [round(one["value"], 5) for one in rand["scores"]] == [39.46188, 25.8855]
    assert run("score", "evs", "--answers", "evs-days=3,evs-minutes=40").output.startswith(
        "Minutter i uka: 120 min/wk"
    )
    assert "1662 MET-min/wk (høy)" in run("score", "ipaq-sf", "--answers", "3,30,2,60,7,20").output
    assert "Mer enn 16 timer" in run("score", "ipaq-sf", "--answers", "3,400,2,400,7,400").output
    assert (
        "1,9 (1,85 eller mer; Strand 2003)"
        in run("score", "hscl-10", "--answers", "2,2,2,2,2,2,2,2,2,1").output
    )


@pytest.mark.command
@pytest.mark.requirement("R169")
def test_a_skipped_item_is_not_answered_and_the_last_item_calls_for_a_person():
    skipped = run("score", "phq-9", "--answers", "1,1,1,1,1,1,1,1,-")
    assert "For få svar til en skåre: 8 av 9." in skipped.output
    assert "ikke besvart: phq9-9" in skipped.output
    above = run("score", "phq-9", "--answers", "0,0,0,0,0,0,0,0,1")
    assert "phq9-9: En navngitt person må snakke med pasienten i dag." in above.output
    assert json.loads(run("score", "phq-9", "--answers", "0,0,0,0,0,0,0,0,1", "--json").output)["raised"] == [
        {"item": "phq9-9", "code": "instruments.receiver_today"}
    ]


@pytest.mark.command
@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["show", "nothing"], "Skjemaet «nothing» finnes ikke."),
        (["score", "phq-9", "--answers", "9"], "9,0 er ikke et mulig svar på «phq9-1» i phq-9."),
        (["score", "phq-9", "--answers", "x"], "«x» er ikke et tall."),
        (["score", "who-5", "--answers", "1,1,1,1,1,1"], "who-5 har 5 spørsmål, og det er gitt 6 svar."),
        (["score", "who-5", "--answers", "a=1"], "Spørsmålet «a» finnes ikke i who-5."),
    ],
)
def test_what_cannot_be_done_is_one_sentence_and_exit_code_two(arguments: list[str], says: str):
    refused = run(*arguments)
    assert (refused.exit_code, refused.stderr.strip()) == (2, says)


@pytest.mark.command
def test_neither_command_imports_django():
    code = (
        "import sys\nfrom click.testing import CliRunner\nfrom medgang.cli.main import main\n"
        "CliRunner().invoke(main, ['instrument', 'list'])\nCliRunner().invoke(main, ['procedure', 'show'])\n"
        "sys.exit('django' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.command
@pytest.mark.parametrize(
    ("arguments", "output"), [shown for page in ("instrument", "procedure") for shown in shown_on(page)]
)
def test_the_page_shows_what_the_command_prints(arguments: str, output: str):
    assert printed(arguments) == output
