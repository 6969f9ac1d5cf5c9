"""What each role meets on Today."""

from __future__ import annotations

import pytest

from medgang.core.people import Role
from tests.support import people
from tests.web.patients.conftest import World, world  # noqa: F401 - a fixture
from tests.web.patients.test_pages import text
from tests.web.ward.test_today import follow, url

pytestmark = pytest.mark.page


@pytest.mark.requirement("R226")
@pytest.mark.parametrize("role", [Role.SOCIAL_WORKER, Role.SOCIAL_EDUCATOR, Role.MILIEU_THERAPIST])
def test_they_have_the_same_day_as_the_nurse(world: World, role: Role) -> None:  # noqa: F811
    follow(world)
    colleague = people.signed_in(people.person("Bob Prøve", role, world.house.ward))
    shown = text(colleague.get(url(world)))
    assert "Kartleggingssamtale" in shown
    for form in ("goal", "talk", "support", "continuation"):
        assert colleague.get(world.url(f"gjor/{form}/")).status_code == 200


@pytest.mark.requirement("R227")
def test_the_physicians_queue_stands_first_for_the_physician(world: World) -> None:  # noqa: F811
    follow(world)
    physician = people.signed_in(people.person("Lea Prøve", Role.PHYSICIAN, world.house.ward))
    shown = text(physician.get(url(world)))
    assert shown.index("Venter på lege") < shown.index("Skal gjøres")
    assert shown.index("Medisinsk vurdering") < shown.index("Skal gjøres")
    nurses = text(world.page.get(url(world)))
    assert nurses.index("Skal gjøres") < nurses.index("Venter på lege")
