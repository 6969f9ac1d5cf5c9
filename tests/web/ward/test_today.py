"""Today: who is here, what calls for attention, what has happened since yesterday."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from medgang.core.timeline.details_background import BackgroundNoted, MedicineFlag
from medgang.core.timeline.details_stay import Phase
from medgang.web.accounts.models import AccessLogEntry
from medgang.web.patients import services
from tests.web.patients.conftest import World, admit, world  # noqa: F401 - a fixture
from tests.web.patients.test_pages import text

pytestmark = pytest.mark.page


def today(world: World) -> str:  # noqa: F811
    return text(world.page.get(f"/enhet/{world.house.ward.uid}/i-dag/"))


def test_an_ordinary_morning(world: World) -> None:  # noqa: F811
    services.note_background(
        patient=world.patient,
        background=BackgroundNoted(),
        occurred=world.now - timedelta(days=3),
        by=world.alice,
        now=world.now - timedelta(days=3),
    )
    shown = today(world)
    assert "1 pasient på enheten: 1 i utredning." in shown
    assert "Ingenting venter akkurat nå" in shown
    assert "Ingenting nytt er ført det siste døgnet" in shown


def test_what_calls_for_attention_most_pressing_first(world: World) -> None:  # noqa: F811
    away = admit(world.alice, "Berit Prøvepasient")
    checked = admit(world.alice, "Anna Prøvepasient")
    never = admit(world.alice, "Dora Prøvepasient")
    at = world.now - timedelta(days=3)
    for patient, days in ((away, None), (checked, 20), (never, None)):
        services.note_background(
            patient=patient,
            background=BackgroundNoted(
                medicines=() if patient is away else (MedicineFlag.OPIOID_AGONIST,),
                medicines_checked=timezone.localdate() - timedelta(days=days) if days else None,
            ),
            occurred=at,
            by=world.alice,
            now=at,
        )
    from medgang.web.patients import selectors

    stay = selectors.latest_stay(away)
    assert stay is not None
    services.start_leave(
        stay=stay, expected_back=timezone.localdate() - timedelta(days=1), occurred=at, by=world.alice, now=at
    )
    shown = today(world)
    attention = shown[shown.index("Trenger oppmerksomhet") : shown.index("Siden i går")]
    order = [attention.index(name) for name in ("Berit", "Kåre", "Anna", "Dora")]
    assert order == sorted(order)
    assert "Ventes tilbake fra permisjon 1 dag siden" in attention
    assert "Bakgrunn mangler innlagt" in attention
    assert "sjekket for 20 dager siden" in attention
    assert "aldri sjekket" in attention


def test_since_yesterday_and_what_was_corrected_away(world: World) -> None:  # noqa: F811
    event = services.change_phase(
        stay=world.stay, to=Phase.TREATMENT, occurred=world.now, by=world.alice, now=world.now
    )
    shown = today(world)
    assert "Kåre Prøvepasient : Ny fase fra utredning til behandling" in shown
    assert "Alice Prøve, sykepleier" in shown
    services.withdraw(patient=world.patient, event=event.uid, reason="feil", by=world.alice, now=world.now)
    assert "Ny fase" not in today(world)


def test_today_leaves_one_log_row_that_names_whom_it_showed(world: World) -> None:  # noqa: F811
    today(world)
    entry = AccessLogEntry.objects.latest("id")
    assert (entry.what, entry.details) == ("ward:today", {"shown": [str(world.patient.uid)]})
