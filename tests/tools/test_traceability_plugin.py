"""The marks are gathered while tests are collected, and failures remembered while they run."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.support import traceability

pytest_plugins = ["pytester"]

TESTS = """
    import pytest

    @pytest.mark.requirement("R001", "R002")
    @pytest.mark.command("pool")
    @pytest.mark.parametrize("n", [1, 2])
    def test_command(n):
        assert n < {limit}

    @pytest.mark.requirement("R003")
    def test_unit():
        pass

    def test_without():
        pass
"""
MARKS = "[pytest]\nmarkers =\n  requirement: r\n  page: p\n  command: c\n  journey: j\n"


@pytest.fixture
def project(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> pytest.Pytester:
    """A project of two claims, run inside this process with our plugin."""
    monkeypatch.setattr(traceability, "RESULTS", pytester.path / "build")
    pytester.makefile(".ini", pytest=MARKS)
    return pytester


def run(project: pytest.Pytester, *arguments: str, limit: int = 3) -> pytest.RunResult:
    """One run of the project's tests."""
    project.makepyfile(test_one=TESTS.format(limit=limit))
    return project.inline_run(
        "-p", "no:django", "-p", "no:cacheprovider", "-p", "tests.support.traceability", *arguments
    )


def test_claims_are_collected(project: pytest.Pytester) -> None:
    run(project, "--collect-only", "--traceability-to=claims.json")
    assert json.loads((project.path / "claims.json").read_text(encoding="utf-8")) == [
        {"test": "test_one.py::test_command", "rows": ["R001", "R002"], "kind": "command", "place": "pool"},
        {"test": "test_one.py::test_unit", "rows": ["R003"], "kind": "unit", "place": ""},
    ]


def test_failures_are_remembered_until_they_are_mended(project: pytest.Pytester) -> None:
    failed = project.path / "build" / "failed.json"
    run(project, limit=2)
    assert json.loads(failed.read_text(encoding="utf-8")) == ["test_one.py::test_command"]
    run(project, "-k", "unit", limit=2)
    assert json.loads(failed.read_text(encoding="utf-8")) == ["test_one.py::test_command"]
    run(project)
    assert json.loads(failed.read_text(encoding="utf-8")) == []


def test_an_unknown_row_stops_the_run(project: pytest.Pytester) -> None:
    project.makepyfile(test_two="import pytest\n@pytest.mark.requirement('R999')\ndef test_x(): pass\n")
    ran = project.inline_run("-p", "no:django", "-p", "no:cacheprovider", "-p", "tests.support.traceability")
    assert ran.ret == pytest.ExitCode.USAGE_ERROR


def test_our_own_kinds_are_the_marks_of_the_settings(request: pytest.FixtureRequest) -> None:
    marks = {line.split(":", 1)[0].split("(", 1)[0] for line in request.config.getini("markers")}
    assert {*traceability.KINDS, "requirement"} <= marks
    assert Path(traceability.REQUIREMENTS).is_file()
