"""Habits of the house that no linter knows."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PYTHON = sorted(path for folder in ("src", "tests", "tools") for path in (ROOT / folder).rglob("*.py"))
LONGEST = 600
# Put together from parts, so that this file does not find itself.
_LEFT_FOR_LATER = re.compile(
    "|".join(["TO" + "DO", "FIX" + "ME", "X" * 3 + r"\b", "NotImplemented" + "Error"])
)
_NOT_RUN = re.compile(
    "|".join([r"mark\.sk" + "ip", r"mark\.x" + "fail", r"pytest\.sk" + r"ip\(", "importor" + "skip"])
)
_ADDRESS = re.compile(r"https?://(?!localhost|127\.0\.0\.1)")


def where(pattern: re.Pattern[str], files: list[Path]) -> list[str]:
    """Each place where a pattern stands."""
    return [
        f"{path.relative_to(ROOT)}:{number}"
        for path in files
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if pattern.search(line)
    ]


def test_no_module_is_too_long() -> None:
    lengths = {path.relative_to(ROOT): len(path.read_text(encoding="utf-8").splitlines()) for path in PYTHON}
    assert {str(path): length for path, length in lengths.items() if length > LONGEST} == {}


def test_nothing_is_left_for_later() -> None:
    assert where(_LEFT_FOR_LATER, PYTHON) == []


def test_no_test_is_left_out() -> None:
    assert where(_NOT_RUN, [path for path in PYTHON if (ROOT / "tests") in path.parents]) == []


def test_what_makes_and_checks_names_no_host() -> None:
    files = [
        ROOT / "Makefile",
        ROOT / ".ci" / "run",
        *(ROOT / "tools").rglob("*.py"),
        *(ROOT / "tools").glob("*.sh"),
    ]
    assert where(_ADDRESS, files) == []


@pytest.mark.parametrize("folder", ["src/medgang", "tools", "tests"])
def test_every_module_says_what_it_is(folder: str) -> None:
    """A package marker may be empty; everything else begins with a sentence."""
    silent = [
        str(path.relative_to(ROOT))
        for path in sorted((ROOT / folder).rglob("*.py"))
        if "migrations" not in path.parts
        and (text := path.read_text(encoding="utf-8")).strip()
        and not ast.get_docstring(ast.parse(text))
    ]
    assert silent == []


def test_the_licence_is_the_real_one() -> None:
    text = (ROOT / "LICENSE").read_text(encoding="utf-8")
    assert text.split("\n")[0].strip() == "Apache License"
    assert "Version 2.0, January 2004" in text
    assert len(text) == 11357


APPEND_ONLY = frozenset({"EventRow", "AccessLogEntry"})
CHANGES = frozenset({"update", "delete", "bulk_update", "update_or_create"})


def names_in(node: ast.AST) -> set[str]:
    """Every name an expression is made of."""
    return {part.id for part in ast.walk(node) if isinstance(part, ast.Name)} | {
        part.attr for part in ast.walk(node) if isinstance(part, ast.Attribute)
    }


def test_the_timeline_and_the_access_log_are_only_added_to() -> None:
    changed = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in sorted((ROOT / "src" / "medgang").rglob("*.py"))
        if "migrations" not in path.parts
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in CHANGES
        and not APPEND_ONLY.isdisjoint(names_in(node.func.value))
    ]
    assert changed == []


def test_views_reach_objects_through_selectors_and_services_only() -> None:
    """A view that asks the database itself could forget whose patient it is."""
    views = [
        path
        for path in sorted((ROOT / "src" / "medgang" / "web").rglob("*.py"))
        if path.stem.startswith("views") or "views" in path.parts
    ]
    assert views
    asked = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in views
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if (isinstance(node, ast.Attribute) and node.attr in {"objects", "_default_manager", "_base_manager"})
        or (isinstance(node, ast.Name) and node.id in {"get_object_or_404", "get_list_or_404"})
    ]
    assert asked == []
