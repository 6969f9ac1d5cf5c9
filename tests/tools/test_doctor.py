"""What the machine must have, and the page that says so."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from tools import doctor

ROOT = Path(__file__).resolve().parents[2]


def system(*arguments: str, path: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run tools/system.sh with nothing but `path` to find commands in."""
    return subprocess.run(
        ["/bin/sh", str(ROOT / "tools" / "system.sh"), *arguments],
        capture_output=True,
        text=True,
        check=False,
        env={"PATH": path, **environment},
    )


def command(folder: Path, name: str, script: str) -> None:
    """A command of ours in `folder`."""
    file = folder / name
    file.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    file.chmod(0o755)


@pytest.fixture
def user(tmp_path: Path) -> str:
    """A path on which `id` says that nobody here is root."""
    command(tmp_path, "id", "echo 1000")
    return str(tmp_path)


def test_docs_list_the_same_packages() -> None:
    page = (ROOT / "docs" / "system-packages.md").read_text(encoding="utf-8")
    assert doctor.table() in page


def test_doctor_says_what_is_here(capsys: pytest.CaptureFixture[str]) -> None:
    assert doctor.main([]) == 0
    said = capsys.readouterr().out
    assert all(package.name in said for package in doctor.PACKAGES)
    assert doctor.main(["table"]) == 0
    assert capsys.readouterr().out == doctor.table()


def test_doctor_fails_when_something_needed_is_missing(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(doctor, "found", lambda package: "" if package.name == "make" else "here")
    assert doctor.main([]) == 1
    assert "make             MISSING" in capsys.readouterr().out


def test_a_missing_browser_is_one_sentence(user: str) -> None:
    ran = system("chromium", path=user)
    assert ran.returncode == 1
    assert ran.stderr == (
        "The tests need a browser: install the package chromium, or say where one is with CHROMIUM=path.\n"
    )


def test_a_named_browser_is_the_only_one_asked(user: str, tmp_path: Path) -> None:
    command(tmp_path, "chromium", "echo Chromium 1")
    command(tmp_path, "mine", "echo Chromium 2")
    assert system("which-chromium", path=user).stdout == f"{tmp_path}/chromium\n"
    assert system("which-chromium", path=user, CHROMIUM=f"{tmp_path}/mine").stdout == f"{tmp_path}/mine\n"
    ran = system("chromium", path=user, CHROMIUM="/nowhere/chromium")
    assert (ran.returncode, ran.stderr) == (1, "No browser starts at CHROMIUM=/nowhere/chromium.\n")


def test_a_browser_that_is_only_a_stub_does_not_count(user: str, tmp_path: Path) -> None:
    command(tmp_path, "chromium", "echo Install the snap; exit 1")
    assert system("chromium", path=user).returncode == 1


def test_missing_python_and_venv_are_one_sentence_each(user: str, tmp_path: Path) -> None:
    assert system("python", path=user).stderr == (
        "Python is missing: install the package python3 (3.11 or newer).\n"
    )
    command(tmp_path, "python3", 'case "$2" in *version_info*) exit 0;; *) exit 1;; esac')
    assert (
        system("python", path=user).stderr == "Python's venv is missing: install the package python3-venv.\n"
    )
    command(tmp_path, "python3", "exit 1")
    assert "needs Python 3.11 or newer" in system("python", path=user).stderr


def test_root_has_it_installed(tmp_path: Path) -> None:
    command(tmp_path, "id", "echo 0")
    # The first try fails, as on a machine without package lists; the second comes after the update.
    command(
        tmp_path,
        "apt-get",
        f'cd {tmp_path}; case "$1" in update) : >lists;; install) [ -e lists ] || exit 100\n'
        "printf '#!/bin/sh\\necho Chromium 1\\n' >chromium; /bin/chmod 755 chromium;; esac",
    )
    ran = system("chromium", path=str(tmp_path))
    assert (ran.returncode, ran.stderr) == (0, "Installing the system package chromium\n")


def test_usage() -> None:
    assert system("sing", path=os.environ["PATH"]).returncode == 2
