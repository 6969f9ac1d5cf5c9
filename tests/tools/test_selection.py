"""Which tests run with `--database-only`, and in which order."""

from __future__ import annotations

import pytest

pytest_plugins = ["pytester"]

TESTS = """
    import pytest

    @pytest.fixture
    def db(): pass

    @pytest.fixture
    def live_server(db): pass

    @pytest.mark.journey
    def test_journey(live_server): pass

    @pytest.mark.journey
    @pytest.mark.postgres_too
    def test_journey_on_both(live_server): pass

    @pytest.mark.django_db
    def test_marked(): pass

    def test_by_fixture(db): pass

    def test_pure(): pass
"""


@pytest.mark.parametrize(
    ("arguments", "order"),
    [
        ((), ["marked", "by_fixture", "pure", "journey", "journey_on_both"]),
        (("--database-only",), ["marked", "by_fixture", "journey_on_both"]),
    ],
)
def test_selection(pytester: pytest.Pytester, arguments: tuple[str, ...], order: list[str]) -> None:
    pytester.makefile(".ini", pytest="[pytest]\nmarkers =\n  journey: j\n  postgres_too: p\n  django_db: d\n")
    pytester.makepyfile(test_one=TESTS)
    ran = pytester.inline_run(
        "-p", "no:django", "-p", "no:cacheprovider", "-p", "tests.support.databases", *arguments
    )
    passed, _, _ = ran.listoutcomes()
    assert [report.nodeid.removeprefix("test_one.py::test_") for report in passed] == order
