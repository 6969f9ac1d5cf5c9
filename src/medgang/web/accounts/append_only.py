"""Tables whose rows are written once: the database itself refuses to change or delete them.

A model says so by `append_only = True`. The triggers are put in place after every `migrate`, not by a migration:
where SQLite makes a table anew, its triggers are gone without a word.
"""

from __future__ import annotations

from typing import Any, Final

from django.apps import apps
from django.db import connections
from django.db.models import Model

REFUSAL: Final = "medgang: this table is written once"
_PREFIX: Final = "written_once_"


def models() -> list[type[Model]]:
    """Every model whose rows are written once."""
    return [model for model in apps.get_models() if getattr(model, "append_only", False)]


def _names(table: str, vendor: str) -> dict[str, str]:
    kinds = ("update", "delete", "truncate") if vendor == "postgresql" else ("update", "delete")
    return {kind: f"{_PREFIX}{kind}_{table}" for kind in kinds}


def _sqlite(table: str, kind: str, name: str) -> str:
    return (
        f'CREATE TRIGGER IF NOT EXISTS "{name}" BEFORE {kind.upper()} ON "{table}" '
        f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
    )


_FUNCTION: Final = (
    "CREATE OR REPLACE FUNCTION medgang_written_once() RETURNS trigger LANGUAGE plpgsql AS "
    f"$$ BEGIN RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'restrict_violation'; END $$"
)


def _postgres(table: str, kind: str, name: str) -> str:
    each = "STATEMENT" if kind == "truncate" else "ROW"
    return (
        f'CREATE OR REPLACE TRIGGER "{name}" BEFORE {kind.upper()} ON "{table}" '
        f"FOR EACH {each} EXECUTE FUNCTION medgang_written_once()"
    )


def install(using: str = "default") -> None:
    """Put the triggers in place where the tables are; what stands already is left as it is."""
    connection = connections[using]
    there = set(connection.introspection.table_names())
    postgres = connection.vendor == "postgresql"
    with connection.cursor() as cursor:
        if postgres:
            cursor.execute(_FUNCTION)
        for model in models():
            table = model._meta.db_table  # noqa: SLF001 - Django documents it
            if table not in there:
                continue
            for kind, name in _names(table, connection.vendor).items():
                cursor.execute((_postgres if postgres else _sqlite)(table, kind, name))


def remove(using: str = "default") -> None:
    """Take the triggers away: for a test's clean-up, and for a decided deletion."""
    connection = connections[using]
    with connection.cursor() as cursor:
        for model in models():
            table = model._meta.db_table  # noqa: SLF001 - as above
            for name in _names(table, connection.vendor).values():
                on = f' ON "{table}"' if connection.vendor == "postgresql" else ""
                cursor.execute(f'DROP TRIGGER IF EXISTS "{name}"{on}')


def unguarded(using: str = "default") -> list[str]:
    """The tables that are to be written once and have lost a trigger."""
    connection = connections[using]
    ask = (
        "SELECT tgname FROM pg_trigger WHERE tgname LIKE 'written_once_%%' AND tgenabled <> 'D'"
        if connection.vendor == "postgresql"
        else "SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'written_once_%%'"
    )
    with connection.cursor() as cursor:
        cursor.execute(ask, [])
        standing = {str(name) for (name,) in cursor.fetchall()}
    return [
        model._meta.db_table  # noqa: SLF001 - as above
        for model in models()
        if not standing.issuperset(_names(model._meta.db_table, connection.vendor).values())  # noqa: SLF001
    ]


def after_migrate(**kwargs: Any) -> None:
    """The receiver of Django's `post_migrate`."""
    install(kwargs.get("using", "default"))
