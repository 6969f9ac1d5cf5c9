"""The way out and the months after: the same list for everyone, plans, support, contacts, consents."""

from __future__ import annotations

import pytest

from medgang.core.timeline import EventKind
from medgang.core.timeline.details_after import (
    CloseReason,
    Consent,
    ContactClosed,
    Contacted,
    ContactPoint,
    ContinuationPlanned,
    DischargeItem,
    DischargeItemDone,
    ItemOutcome,
    Purpose,
    SupportArranged,
    SupportKind,
    SupportState,
)
from medgang.core.timeline.details_stay import EndReason
from medgang.web.messages import selectors as messages
from medgang.web.patients import selectors, services
from tests.web.patients.caring import day, how_many, said, send, stored, the_nurse, timeline_text
from tests.web.patients.conftest import World
from tests.web.patients.test_pages import text, when

pytestmark = pytest.mark.page


def outcomes(world: World) -> dict[DischargeItem, ItemOutcome]:
    found = selectors.timeline(world.patient).details(EventKind.DISCHARGE_ITEM_DONE, DischargeItemDone)
    return {detail.item: detail.outcome for _event, detail in found}


@pytest.mark.requirement("R150", "R154")
def test_all_discharge_items_on_one_page(world: World) -> None:
    page = text(world.page.get(world.url("gjor/discharge/")))
    assert "Toleransen er lavere nå" in page
    assert "Svar på minst ett av punktene" in said(world, "discharge")
    form = {
        "overdose_talk": "done",
        "naloxone": "declined",
        "next_appointment": "done",
        "on": day(5),
        "note": "poliklinikken",
    }
    send(world, "discharge", form)
    assert outcomes(world) == {
        DischargeItem.OVERDOSE_TALK: ItemOutcome.DONE,
        DischargeItem.NALOXONE: ItemOutcome.DECLINED,
        DischargeItem.NEXT_APPOINTMENT: ItemOutcome.DONE,
    }
    assert "Nalokson: takket nei" in timeline_text(world)
    # What is answered says so, and is not asked for again.
    assert "takket nei." in text(world.page.get(world.url("gjor/discharge/")))


def test_the_same_press_twice_stores_once(world: World) -> None:
    answers = {**when(world), "overdose_talk": "done", "naloxone": "given"}
    for _turn in range(2):
        world.page.post(world.url("gjor/discharge/"), answers)
    assert how_many(world, EventKind.DISCHARGE_ITEM_DONE) == 2


def test_after_an_unplanned_end_one_tick_answers_the_rest(world: World) -> None:
    services.end_unplanned(
        stay=world.stay, reason=EndReason.AGAINST_ADVICE, occurred=world.now, by=world.alice, now=world.now
    )
    send(world, "discharge", {"naloxone": "given", "rest_not_reached": "on"})
    found = outcomes(world)
    assert found[DischargeItem.NALOXONE] is ItemOutcome.GIVEN
    assert {item for item, outcome in found.items() if outcome is ItemOutcome.NOT_REACHED} == {
        DischargeItem.OVERDOSE_TALK,
        DischargeItem.CRISIS_PLAN,
        DischargeItem.WHOM_TO_RING,
        DischargeItem.NEXT_APPOINTMENT,
    }


@pytest.mark.requirement("R148", "R149", "R150")
def test_the_plan_for_afterwards_grows_from_one_word(world: World) -> None:
    assert "Ett ord er nok til å begynne" in text(world.page.get(world.url("plan/")))
    assert "Skriv minst én ting" in said(world, "continuation")
    assert "fire sifre" in said(world, "continuation", {"place": "Hallen", "municipality": "40"})
    send(world, "continuation", {"place": "Hallen"})
    assert not stored(world, EventKind.CONTINUATION_PLANNED, ContinuationPlanned).complete
    owner = the_nurse(world)
    whole = {
        "activity": "walking",
        "offer": "Turgruppa",
        "place": "Hallen",
        "municipality": "4003",
        "weekday": "2",
        "starts": "17.30",
        "with_whom": "Per",
        "first_date": day(9),
        "cost_kr": "0",
        "travel": "buss 12",
        "points": ["week_1", "month_3"],
        "owner": str(owner.uid),
    }
    send(world, "continuation", whole)
    plan = stored(world, EventKind.CONTINUATION_PLANNED, ContinuationPlanned)
    assert plan.complete
    assert (plan.starts, plan.cost_kr, plan.points) == (
        "17:30",
        0,
        (ContactPoint.WEEK_1, ContactPoint.MONTH_3),
    )
    page = text(world.page.get(world.url("plan/")))
    for words in ("Gåtur, Turgruppa", "Hallen", "tirsdag 17:30", "gratis", "buss 12", "Alice Prøve"):
        assert words in page
    # What was written stands in the form the next time.
    assert 'value="buss 12"' in world.page.get(world.url("gjor/continuation/")).content.decode()


@pytest.mark.requirement("R146", "R147", "R152", "R153", "R165", "R167")
def test_support_from_wished_to_begun(world: World) -> None:
    page = world.page.get(world.url("gjor/support/?steg=training-contact")).content.decode()
    assert 'value="training_contact"' in page
    send(world, "support", {"kind": "training_contact", "state": "wished"})
    assert how_many(world, EventKind.CONSENT_GIVEN) == 0
    send(world, "support", {"kind": "training_contact", "state": "consented"})
    assert stored(world, EventKind.CONSENT_GIVEN, Consent).purpose is Purpose.TRAINING_CONTACT
    send(world, "support", {"kind": "twelve_step", "state": "started", "note": "mandager"})
    arranged = stored(world, EventKind.SUPPORT_ARRANGED, SupportArranged)
    assert (arranged.kind, arranged.state) == (SupportKind.TWELVE_STEP, SupportState.STARTED)
    assert "tolvtrinnsgruppe: har begynt" in timeline_text(world)


def after_the_stay(world: World) -> None:
    services.discharge(stay=world.stay, occurred=world.now, by=world.alice, now=world.now)


@pytest.mark.requirement("R155")
def test_contact_reached_tried_and_closed_after_three_tries(world: World) -> None:
    send(world, "continuation", {"place": "Hallen", "points": ["month_3"]})
    send(world, "support", {"kind": "training_contact", "state": "started"})
    after_the_stay(world)
    page = text(world.page.get(world.url("gjor/contact/?steg=contact-month-3")))
    assert "Treningskontakt har begynt" in page
    assert "ingen er valgt ennå" in page
    assert "Velg hvordan" in said(world, "contact", {"what": "reached", "point": "month_3"})
    assert "Velg hvorfor det avsluttes" in said(world, "contact", {"what": "close", "point": "month_3"})
    closing = {"what": "close", "point": "month_3", "reason": "three_tries"}
    for tried in range(3):
        assert f"Det er ført {tried} forsøk" in said(world, "contact", closing)
        send(world, "contact", {"what": "tried", "point": "month_3", "way": "phone"})
    assert "Forsøk så langt" in text(world.page.get(world.url("gjor/contact/")))
    send(world, "contact", closing)
    closed = stored(world, EventKind.CONTACT_CLOSED, ContactClosed)
    assert (closed.reason, closed.point) == (CloseReason.THREE_TRIES, ContactPoint.MONTH_3)


@pytest.mark.requirement("R154")
def test_a_relapse_is_noted_only_when_the_person_wants_it(world: World) -> None:
    after_the_stay(world)
    answers = {"what": "reached", "point": "week_1", "way": "phone", "still_active": "yes", "relapse": "yes"}
    assert "Svaret lagres bare når personen vil det" in said(world, "contact", answers)
    send(world, "contact", {**answers, "relapse_agreed": "on", "wishes": "gå på tur"})
    contacted = stored(world, EventKind.CONTACTED, Contacted)
    assert (contacted.still_active, contacted.relapse) == (True, True)
    send(world, "contact", {"what": "reached", "point": "month_1", "way": "met"})
    # Not asked is not «no».
    assert stored(world, EventKind.CONTACTED, Contacted).relapse is None
    shown = timeline_text(world)
    assert "ønsker: gå på tur" in shown
    assert "rus" not in shown.split("Kontakt")[1][:120]


@pytest.mark.parametrize("left", [True, False])
def test_who_wants_no_contact_is_left_alone_at_once(world: World, left: bool) -> None:
    if left:
        after_the_stay(world)
    send(world, "contact", {"what": "close", "point": "week_1", "reason": "asked_not_to"})
    assert messages.is_stopped(world.patient.uid)
    assert how_many(world, EventKind.CONTACT_REFUSED) == 1
    assert (world.stay.state == "closed") is left


@pytest.mark.requirement("R238", "R239")
def test_consent_is_one_purpose_at_a_time_and_can_be_withdrawn(world: World) -> None:
    page = text(world.page.get(world.url("gjor/consent/")))
    assert "Dokumentasjon av behandlingen bygger på loven" in page
    send(world, "consent", {"given": "yes", "purpose": "research", "way": "written", "guardian": "on"})
    consent = stored(world, EventKind.CONSENT_GIVEN, Consent)
    assert (consent.purpose, consent.guardian, consent.way) == (Purpose.RESEARCH, True, "written")
    assert consent.text_version
    send(world, "consent", {"given": "no", "purpose": "research"})
    assert how_many(world, EventKind.CONSENT_WITHDRAWN) == 1
    shown = timeline_text(world)
    assert "Samtykke trukket forskning" in shown
    assert "gitt av foresatt eller verge" in shown
