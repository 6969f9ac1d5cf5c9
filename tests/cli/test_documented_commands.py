"""What the pages about the commands show is what the commands print."""

from __future__ import annotations

import pytest

from tests.cli.documented import printed, shown_on


@pytest.mark.command
@pytest.mark.parametrize(
    ("arguments", "output"),
    [shown for page in ("zones", "fitness-test", "programme") for shown in shown_on(page)],
)
def test_the_page_shows_what_the_command_prints(arguments: str, output: str) -> None:
    assert printed(arguments) == output


def test_every_page_shows_something() -> None:
    assert all(len(shown_on(page)) >= 2 for page in ("zones", "fitness-test", "programme"))
