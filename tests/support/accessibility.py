"""WCAG 2.2 AA by axe in the browser. What is excepted is written here, with its reason, and nowhere else."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playwright.sync_api import Page

TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa")


@dataclass(frozen=True, slots=True)
class Excepted:
    """One rule that does not count for one element, and why."""

    rule: str
    selector: str
    reason: str


EXCEPTIONS: tuple[Excepted, ...] = ()


@cache
def _axe() -> Any:
    from axe_playwright_python.sync_playwright import Axe

    return Axe()


def faults(page: Page) -> list[str]:
    """What breaks WCAG 2.2 AA on the page as it stands now, one line for each element."""
    results = _axe().run(page, options={"runOnly": list(TAGS), "resultTypes": ["violations"]})
    excepted = {(e.rule, e.selector) for e in EXCEPTIONS}
    return [
        f"{violation['id']}: {selector} - {violation['help']}"
        for violation in results.response["violations"]
        for node in violation["nodes"]
        if (violation["id"], selector := " ".join(map(str, node["target"]))) not in excepted
    ]


def assert_accessible(page: Page) -> None:
    """Fails with every fault on the page."""
    found = faults(page)
    assert not found, f"{page.url}\n" + "\n".join(found)
