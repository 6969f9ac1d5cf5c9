"""The clinical forms: from the page to the timeline, and what a nurse is told when something is missing."""

from __future__ import annotations

import pytest

from medgang.web.patients.care import FORMS
from tests.web.patients.conftest import World

pytestmark = pytest.mark.page


@pytest.mark.parametrize("code", sorted(FORMS))
def test_every_form_opens(world: World, code: str) -> None:
    response = world.page.get(world.url(f"gjor/{code}/"))
    assert response.status_code in (200, 403)


def test_plan_measures(world: World) -> None:
    assert world.page.get(world.url("plan/")).status_code == 200
    assert world.page.get(world.url("malinger/")).status_code == 200
