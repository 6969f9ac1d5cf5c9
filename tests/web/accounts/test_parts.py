"""Small parts: sealing, the table's own rules, the environment, and PostgreSQL addresses."""

from __future__ import annotations

from pathlib import Path

import pytest
from cryptography.exceptions import InvalidTag
from django.core.exceptions import ImproperlyConfigured
from pytest_django import Settings

from medgang.core.people import Role
from medgang.web.accounts import crypto, passwords
from medgang.web.accounts.actors import Purpose
from medgang.web.accounts.routes import Action, Door, Route, by_name
from medgang.web.config import environment


def test_what_is_sealed_is_opened_with_the_same_key_alone(settings: Settings) -> None:
    sealed = crypto.encrypt("13116900216")
    assert "13116900216" not in sealed
    assert crypto.encrypt("13116900216") != sealed
    assert crypto.decrypt(sealed) == "13116900216"
    assert crypto.index("13116900216") == crypto.index("13116900216")
    assert (crypto.encrypt(""), crypto.decrypt(""), crypto.index("")) == ("", "", None)
    settings.MEDGANG_FIELD_KEY = "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE="
    with pytest.raises(InvalidTag):
        crypto.decrypt(sealed)


@pytest.mark.parametrize("key", ["a", "kort", "a" * 44])
def test_a_key_of_the_wrong_length_is_refused(settings: Settings, key: str) -> None:
    settings.MEDGANG_FIELD_KEY = key
    with pytest.raises(ImproperlyConfigured):
        crypto.encrypt("x")


def test_a_row_that_makes_no_sense_is_a_fault() -> None:
    roles = frozenset({Role.NURSE})
    with pytest.raises(ValueError, match="roles belong"):
        Route("a:b", Door.UNIT, Action.READ)
    with pytest.raises(ValueError, match="roles belong"):
        Route("a:b", Door.PUBLIC, Action.READ, roles)
    with pytest.raises(ValueError, match="for a purpose"):
        Route("a:b", Door.PATIENT, Action.READ, roles)
    one = Route("a:b", Door.PATIENT, Action.READ, roles, Purpose.CARE)
    assert by_name(one) == {"a:b": one}
    with pytest.raises(ValueError, match="stands twice"):
        by_name(one, one)


@pytest.mark.parametrize("word", ["sykehus sommer passord", "medgang medgang medgang", "åæøåæøåæøåæøåæø"])
def test_context_words_count_for_nothing(word: str) -> None:
    from django.core.exceptions import ValidationError

    validator = passwords.GuessableValidator()
    with pytest.raises(ValidationError):
        validator.validate(word)
    validator.validate("gule hester spiser natt på sykehus")
    assert validator.get_help_text()
    assert passwords.BreachedListValidator().get_help_text()


def test_a_variable_comes_from_its_file_its_name_or_its_default(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MEDGANG_PRØVE", "navn")
    assert environment.text("MEDGANG_PRØVE") == "navn"
    (tmp_path / "hemmelig").write_text("fil\n", encoding="utf-8")
    monkeypatch.setenv("MEDGANG_PRØVE_FILE", str(tmp_path / "hemmelig"))
    assert environment.text("MEDGANG_PRØVE") == "fil"
    assert environment.words("MEDGANG_ANNEN", "a, b,,c") == ["a", "b", "c"]
    assert environment.flag("MEDGANG_ANNEN", default=True)
    with pytest.raises(ImproperlyConfigured, match="MEDGANG_ANNEN"):
        environment.text("MEDGANG_ANNEN")


def test_a_postgres_address_becomes_settings() -> None:
    found = environment.postgres("postgresql://kari:hemme%40lig@db.example:5433/medgang?sslmode=require")
    assert (found["NAME"], found["USER"], found["PASSWORD"]) == ("medgang", "kari", "hemme@lig")
    assert (found["HOST"], found["PORT"], found["OPTIONS"]) == ("db.example", "5433", {"sslmode": "require"})
    socket = environment.postgres("postgresql:///medgang?host=/run/postgresql")
    assert (socket["HOST"], socket["PORT"]) == ("/run/postgresql", "")
    with pytest.raises(ImproperlyConfigured):
        environment.postgres("mysql://x")
