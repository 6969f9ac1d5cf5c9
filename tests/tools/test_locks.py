"""The check of the locks, over a small project and over ours."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tools import locks

LOCKED = "click==8.0 \\\n    --hash=sha256:aa \\\n    --hash=sha256:bb\n"


def project(root: Path, *, asked: str, lock: str, npm: dict[str, object] | None = None) -> list[str]:
    """What is wrong with a project with these files."""
    (root / "requirements").mkdir(exist_ok=True)
    (root / "requirements" / "runtime.in").write_text(asked, encoding="utf-8")
    (root / "requirements" / "runtime.txt").write_text(lock, encoding="utf-8")
    package: dict[str, object] = {"integrity": "sha512-x", "version": "1.0.0"} if npm is None else npm
    lock_file = {"packages": {"": {"name": "medgang"}, "node_modules/parts": package}}
    (root / "package-lock.json").write_text(json.dumps(lock_file), encoding="utf-8")
    return locks.faults(root)


def test_our_own_locks_are_whole() -> None:
    assert locks.faults(locks.ROOT) == []


@pytest.mark.parametrize(
    ("asked", "lock", "fault"),
    [
        ("click  # commands\n", LOCKED, ""),
        ("Click[x]~=8.0  # commands\n", LOCKED, ""),
        ("click\n", LOCKED, "runtime.in: click has no reason"),
        ("click  # commands\nrich  # colours\n", LOCKED, "runtime.txt: rich is not locked; run `make lock`"),
        ("click  # commands\n", "click==8.0\n", "runtime.txt: click has no hash"),
        (
            "click  # commands\n",
            "--index-url https://example.org\n" + LOCKED,
            "runtime.txt: holds an address",
        ),
        ("click  # commands\n", LOCKED + "x @ file:///x --hash=sha256:cc\n", "runtime.txt: holds an address"),
    ],
)
def test_python_locks(tmp_path: Path, asked: str, lock: str, fault: str) -> None:
    assert project(tmp_path, asked=asked, lock=lock) == ([fault] if fault else [])


@pytest.mark.parametrize(
    ("npm", "fault"),
    [
        ({"integrity": "sha512-x", "resolved": "https://example.org/x"}, "holds an address"),
        ({"version": "1.0.0"}, "has no hash"),
    ],
)
def test_npm_lock(tmp_path: Path, npm: dict[str, object], fault: str) -> None:
    found = project(tmp_path, asked="click  # commands\n", lock=LOCKED, npm=npm)
    assert found == [f"package-lock.json: node_modules/parts {fault}"]


def test_the_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(locks, "ROOT", tmp_path)
    assert locks.main(["x"]) == 2
    project(tmp_path, asked="click  # commands\n", lock=LOCKED)
    assert locks.main([]) == 0
    project(tmp_path, asked="click\n", lock=LOCKED)
    assert locks.main([]) == 1
    assert "click has no reason" in capsys.readouterr().err
