"""The page in the docs says what the doors do."""

from __future__ import annotations

from tools import permission_table


def test_the_page_is_what_the_table_says() -> None:
    said = permission_table.PAGE.read_text(encoding="utf-8")
    assert said == permission_table.page(), "stale: python tools/permission_table.py write"
