"""Gathers which requirement each test proves, and whether it passed, for the traceability page."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
REQUIREMENTS = ROOT / "docs" / "requirements.tsv"
RESULTS = ROOT / "build" / "traceability"
KINDS = ("journey", "page", "command")
"""The marks of tests that prove a row the whole way; any other test proves a part of it."""
_PROPERTY = "requirements"


def pytest_addoption(parser: pytest.Parser) -> None:
    """Where the gathered marks go when tests are only collected."""
    parser.addoption("--traceability-to", metavar="FILE", help="write the collected marks to FILE")


@cache
def rows() -> frozenset[str]:
    """The ids of the rows the product must do."""
    lines = REQUIREMENTS.read_text(encoding="utf-8").splitlines()
    return frozenset(line.split("\t", 1)[0] for line in lines[1:])


def claims(item: pytest.Item) -> dict[str, Any] | None:
    """What a test says it proves: its rows, its kind, and the page or command where the mark names one."""
    named = sorted({str(row) for mark in item.iter_markers("requirement") for row in mark.args})
    if not named:
        return None
    kind, place = "unit", ""
    for possible in KINDS:
        mark = item.get_closest_marker(possible)
        if mark is not None:
            kind, place = possible, str(mark.args[0]) if mark.args else ""
            break
    # Parameters are left out: one function is one test to whoever reads the page.
    return {"test": item.nodeid.split("[", 1)[0], "rows": named, "kind": kind, "place": place}


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Note the claims on each item, where they travel with its report; write them down when asked to."""
    gathered: list[dict[str, Any]] = []
    for item in items:
        claim = claims(item)
        if claim is None:
            continue
        unknown = sorted(set(claim["rows"]) - rows())
        if unknown:
            raise pytest.UsageError(f"{item.nodeid}: no such requirement: {', '.join(unknown)}")
        item.user_properties.append((_PROPERTY, claim))
        gathered.append(claim)
    target = config.getoption("--traceability-to")
    if target:
        unique = {(c["test"]): c for c in gathered}
        Path(target).write_text(json.dumps(list(unique.values()), ensure_ascii=False), encoding="utf-8")


class Results:
    """On the process that reports: the tests with a claim that did not pass."""

    def __init__(self) -> None:
        self.failed: set[str] = set()
        self.seen: set[str] = set()

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """One phase of one test."""
        claim: Any = dict(report.user_properties).get(_PROPERTY)
        if claim is None:
            return
        self.seen.add(claim["test"])
        if report.outcome != "passed":
            self.failed.add(claim["test"])

    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        """Remember failures, and forget those that have been mended."""
        if not self.seen:
            return
        RESULTS.mkdir(parents=True, exist_ok=True)
        file = RESULTS / "failed.json"
        before = set(json.loads(file.read_text(encoding="utf-8"))) if file.exists() else set()
        now = sorted((before - self.seen) | self.failed)
        file.write_text(json.dumps(now, ensure_ascii=False, indent=1), encoding="utf-8")


def pytest_configure(config: pytest.Config) -> None:
    """Only the process that hears every report keeps the results."""
    if not hasattr(config, "workerinput") and not config.getoption("collectonly"):
        config.pluginmanager.register(Results(), "medgang-traceability")
