"""The site is killed while it is written to: what was acknowledged stands, once, and the log is whole."""

from __future__ import annotations

import os

import pytest

from tools.survival import OwnDatabase, survive


@pytest.mark.django_db
@pytest.mark.page
@pytest.mark.requirement("R241")
def test_five_kills_lose_nothing() -> None:
    """`make survival` does the same two hundred times on each database."""
    url = os.environ.get("TEST_DATABASE_URL", "")
    if url:
        with OwnDatabase(url) as own:
            outcome = survive(kills=5, database_url=own)
    else:
        outcome = survive(kills=5)
    assert outcome.kills == 5
    assert outcome.survived, outcome
