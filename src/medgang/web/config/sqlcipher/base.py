"""Django's SQLite backend on sqlcipher3 instead of the standard library's sqlite3."""

from __future__ import annotations

import sys
from typing import Any

import sqlcipher3
from django.core.exceptions import ImproperlyConfigured

SAFE_SQLITE = (3, 51, 3)
"""The first version without the WAL-reset fault."""

if sqlcipher3.sqlite_version_info < SAFE_SQLITE:  # pragma: no cover - the locked version is newer
    raise ImproperlyConfigured(
        f"SQLite {sqlcipher3.sqlite_version} can corrupt a WAL database; "
        f"{'.'.join(map(str, SAFE_SQLITE))} or newer is needed"
    )

# Django's backend takes its driver from the name `sqlite3` when it is imported. Give it ours for just that moment.
_stdlib = {name: sys.modules.get(name) for name in ("sqlite3", "sqlite3.dbapi2")}
sys.modules["sqlite3"] = sqlcipher3
sys.modules["sqlite3.dbapi2"] = sqlcipher3.dbapi2
try:
    from django.db.backends.sqlite3 import base as django_sqlite
finally:
    for _name, _module in _stdlib.items():
        if _module is None:
            del sys.modules[_name]
        else:
            sys.modules[_name] = _module

if (
    vars(django_sqlite)["Database"] is not sqlcipher3.dbapi2
):  # pragma: no cover - only if another engine came first
    raise ImproperlyConfigured("Django's SQLite backend was loaded before ours; only one of them can be used")


def _keyed(key: str) -> type[Any]:
    """A connection class that gives the key before anything else can touch the file."""
    quoted = key.replace("'", "''")

    class KeyedConnection(sqlcipher3.dbapi2.Connection):  # type: ignore[misc]
        def __init__(self, *args: Any, **kwargs: Any) -> None:
            super().__init__(*args, **kwargs)
            # SQLCipher would write its own lines to stderr, beside the structured log.
            self.execute("PRAGMA cipher_log_level = NONE")
            self.execute(f"PRAGMA key = '{quoted}'")

    return KeyedConnection


class DatabaseWrapper(django_sqlite.DatabaseWrapper):
    """As Django's, with an optional `key` among OPTIONS."""

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        """Open, and unlock where a key is set."""
        params = dict(conn_params)
        key = params.pop("key", None)
        if key:
            params["factory"] = _keyed(key)
        return super().get_new_connection(params)
