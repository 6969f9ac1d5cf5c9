"""`medgang check`, `migrate`, `user` and `unit`: each in a process of its own, as an administrator runs it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

pytestmark = pytest.mark.command

RUN = "from medgang.cli.main import main; main()"
KEY = "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE="
PRODUCTION = {
    "MEDGANG_PROFILE": "production",
    "MEDGANG_SECRET_KEY": "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-prøve",
    "MEDGANG_FIELD_KEY": KEY,
    "MEDGANG_DATABASE_KEY": "en nøkkel med 'apostrof'",
    "MEDGANG_HOSTS": "medgang.example",
    "MEDGANG_ADDRESS": "https://medgang.example",
}


def medgang(
    *arguments: str, data: Path, env: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """One command, with nothing of this machine's settings in its environment."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("MEDGANG_", "DATABASE_", "DJANGO_"))
    }
    kept |= {"MEDGANG_PROFILE": "test", "MEDGANG_DATA": str(data), **(env or {})}
    return subprocess.run(
        [sys.executable, "-c", RUN, *arguments],
        env=kept,
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_production_site_with_its_settings_is_silent(tmp_path: Path) -> None:
    answer = medgang("check", "--without-database", data=tmp_path, env=PRODUCTION)
    assert (answer.returncode, answer.stdout, answer.stderr) == (0, "Alt i orden.\n", "")


@pytest.mark.parametrize(
    ("env", "said"),
    [
        ({"MEDGANG_SECRET_KEY": ""}, "security.W009"),
        ({"MEDGANG_SECRET_KEY": "kort"}, "security.W009"),
        ({"MEDGANG_FIELD_KEY": "kort"}, "medgang.E002"),
        ({"MEDGANG_DATABASE_KEY": ""}, "medgang.E003"),
        ({"MEDGANG_HOSTS": ""}, "security.W020"),
        ({"MEDGANG_PROFILE": "tull"}, "MEDGANG_PROFILE must be demo, test or production"),
        ({"MEDGANG_SECRET_KEY_FILE": "/finnes/ikke"}, "Kan ikke lese innstillingene: /finnes/ikke"),
    ],
)
def test_what_is_wrong_is_one_sentence_and_exit_code_2(
    tmp_path: Path, env: dict[str, str], said: str
) -> None:
    answer = medgang("check", "--without-database", data=tmp_path, env={**PRODUCTION, **env})
    assert answer.returncode == 2
    assert said in answer.stderr
    assert "Traceback" not in answer.stderr


def test_a_missing_secret_is_named(tmp_path: Path) -> None:
    env = {name: value for name, value in PRODUCTION.items() if name != "MEDGANG_FIELD_KEY"}
    answer = medgang("check", data=tmp_path, env=env)
    assert answer.returncode == 2
    assert answer.stderr.startswith("Innstillingene er ikke i orden: MEDGANG_FIELD_KEY")


def test_secrets_can_come_from_files(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text(PRODUCTION["MEDGANG_SECRET_KEY"] + "\n", encoding="utf-8")
    env = {**PRODUCTION, "MEDGANG_SECRET_KEY_FILE": str(secret)}
    del env["MEDGANG_SECRET_KEY"]
    assert medgang("check", "--without-database", data=tmp_path, env=env).returncode == 0


def test_from_an_empty_folder_to_an_administrator_in_an_encrypted_database(tmp_path: Path) -> None:
    data = tmp_path / "data"

    def run(*arguments: str, env: Mapping[str, str] = PRODUCTION) -> subprocess.CompletedProcess[str]:
        return medgang(*arguments, data=data, env=env)

    assert run("check").returncode == 2
    assert run("migrate").stdout.startswith("Databasen er oppdatert")
    assert (data / "medgang.sqlite3").read_bytes()[:6] != b"SQLite"
    assert data.stat().st_mode & 0o077 == 0
    assert run("migrate", "--check").returncode == 0
    assert run("check").stdout == "Alt i orden.\n"
    for arguments in (
        ("Helse Prøve", "--level", "region"),
        ("Prøvesykehuset", "--level", "trust", "--under", "Helse Prøve"),
        ("Klinikk", "--level", "clinic", "--under", "Prøvesykehuset"),
        ("Døgn", "--level", "unit", "--under", "Klinikk", "--setting", "inpatient", "--beds", "12"),
    ):
        assert run("unit", "add", *arguments).returncode == 0, arguments
    wrong = run("unit", "add", "Galt", "--level", "unit", "--under", "Klinikk")
    assert (wrong.returncode, wrong.stderr) == (
        2,
        "En enhet må ha en behandlingsform, og bare en enhet kan ha det.\n",
    )
    assert run("unit", "add", "Galt", "--level", "clinic", "--under", "Nede").returncode == 2
    assert run("unit", "list").stdout.splitlines()[-1] == "      Døgn (døgn)"
    listed = json.loads(run("unit", "list", "--json").stdout)
    assert [place["name"] for place in listed] == ["Helse Prøve", "Prøvesykehuset", "Klinikk", "Døgn"]
    assert (listed[-1]["beds"], listed[-1]["under"]) == (12, listed[-2]["uid"])
    made = run("user", "add", "sjefen", "--name", "Admin Sen", "--role", "administrator", "--unit", "Klinikk")
    assert made.stdout.startswith("sjefen: passordet er ")
    assert "sju dager" in made.stdout
    twice = run("user", "add", "sjefen", "--name", "En annen")
    assert (twice.returncode, twice.stderr) == (2, "Brukernavnet er i bruk. Velg et annet.\n")
    half = run("user", "add", "to", "--name", "To", "--role", "nurse")
    assert half.returncode == 2
    nowhere = run("user", "add", "to", "--name", "To", "--role", "nurse", "--unit", "Nede")
    assert nowhere.returncode == 2
    assert run("user", "add", "to", "--name", "To").returncode == 0, "nothing of the refused one is left"
    reset = run("user", "reset-mfa", "sjefen", "--lang", "en")
    assert "the password is" in reset.stdout
    assert run("user", "disable", "sjefen").returncode == 0
    assert run("user", "enable", "sjefen").returncode == 0
    assert run("user", "disable", "ingen").stderr == "Fant ingen med det brukernavnet.\n"
    wrong_key = run("unit", "list", env={**PRODUCTION, "MEDGANG_DATABASE_KEY": "feil"})
    assert wrong_key.returncode == 2
    assert wrong_key.stderr.startswith("Databasen svarer ikke, eller nøkkelen er feil.")


def test_serve_starts_neither_with_demo_sign_in_nor_on_an_old_database(tmp_path: Path) -> None:
    demo = medgang("serve", data=tmp_path, env={"MEDGANG_PROFILE": "demo"})
    assert demo.returncode == 2
    assert demo.stderr.startswith("Demo-innlogging slipper alle inn.")
    old = medgang("serve", data=tmp_path)
    assert old.returncode == 2
    assert "Kjør «medgang migrate» først" in old.stderr
    assert medgang("migrate", "--check", data=tmp_path).returncode == 1
