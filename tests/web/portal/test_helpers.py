"""Treningskontakt, sponsor and alumnus: only what was shared, at once no more, and every look in the log."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from medgang.core.timeline import EventKind
from medgang.core.timeline.details_after import ContinuationPlanned, SupportArranged, SupportState
from medgang.core.timeline.details_plan import GoalSet, GoalSize, Planned, PlannedActivity, VictoryNoted
from medgang.core.timeline.levels import Level
from medgang.web.portal.models import LinkKind, Meeting, PersonalLink
from medgang.web.portal.sharing import Item, shared_with
from tests.web.portal.conftest import Ward, text

pytestmark = [pytest.mark.django_db, pytest.mark.page]

SHARED = {
    Item.WEEK: "rolige knebøy",
    Item.GOALS: "gå til butikken",
    Item.VICTORIES: "tok trappa",
    Item.AFTER: "Gym Nord",
    Item.CAUTIONS: "drikk vann",
}


def filled(ward: Ward) -> None:
    today = timezone.localdate()
    ward.happened(
        EventKind.PLANNED,
        Planned(plan=uuid4(), starts=today, week=(PlannedActivity(1, "rolige knebøy", Level.LIGHT),)),
    )
    ward.happened(EventKind.GOAL_SET, GoalSet(uuid4(), "gå til butikken", GoalSize.SMALL))
    ward.happened(EventKind.VICTORY_NOTED, VictoryNoted("tok trappa"))
    ward.happened(EventKind.CONTINUATION_PLANNED, ContinuationPlanned(place="Gym Nord"))


def helper(
    ward: Ward, kind: LinkKind = LinkKind.TRAINING_CONTACT, *items: Item
) -> tuple[PersonalLink, Client]:
    made = ward.make(
        kind=kind, name="Tor Følgesvenn", agreed="drikk vann", ring="Per 99 99 99 99", items=items
    )
    return made.link, ward.enter(made)


@pytest.mark.requirement("R234")
@pytest.mark.parametrize("item", list(Item))
def test_a_helper_sees_exactly_the_shared_item(ward: Ward, item: Item) -> None:
    filled(ward)
    _link, phone = helper(ward, LinkKind.TRAINING_CONTACT, item)
    page = text(phone.get("/folge/"))
    for other, said in SHARED.items():
        assert (said in page) is (other is item), other
    assert "Sammen med Kåre" in page
    assert "Prøvepasient" not in page
    assert "Per 99 99 99 99" in page


@pytest.mark.requirement("R153", "R235")
def test_a_sponsor_is_paired_and_comes_to_no_record(ward: Ward) -> None:
    _link, phone = helper(ward, LinkKind.FITNESS_SPONSOR)
    assert "Ingenting er delt med deg nå." in text(phone.get("/folge/"))
    chart = f"/enhet/{ward.house.ward.uid}/pasienter/{ward.kare.uid}/"
    assert phone.get(chart).status_code == 302
    assert phone.get(chart)["Location"].startswith("/logg-inn/")
    support = ward.known().details(EventKind.SUPPORT_ARRANGED, SupportArranged)
    assert [detail.state for _event, detail in support] == [SupportState.MATCHED]


def test_the_patient_chooses_item_by_item_and_stops_it_at_once(ward: Ward) -> None:
    filled(ward)
    link, phone = helper(ward, LinkKind.TRAINING_CONTACT, Item.GOALS)
    own = ward.phone()
    assert "målene mine" in text(own.get("/mitt/deling/"))
    share = f"/mitt/deling/{link.uid}/"
    assert "checked" in text(own.get(share))
    assert own.post(share, {"items": ["week", "after"]}).status_code == 302
    assert own.post(share, {"items": ["week", "after"]}).status_code == 302
    page = text(phone.get("/folge/"))
    assert "rolige knebøy" in page
    assert "gå til butikken" not in page
    assert "Velg" in text(own.post(share, {"items": ["journal"]}))
    # No box ticked shares nothing; the link still opens.
    own.post(share, {})
    assert shared_with(ward.known(), link.holder) == frozenset()
    assert "Ingenting er delt med deg nå." in text(phone.get("/folge/"))
    own.post(share, {"items": ["goals"]})
    assert own.post(f"{share}stopp/").status_code == 302
    assert phone.get("/folge/").status_code == 302
    assert shared_with(ward.known(), link.holder) == frozenset()
    states = [
        detail.state for _event, detail in ward.known().details(EventKind.SUPPORT_ARRANGED, SupportArranged)
    ]
    assert states == [SupportState.CONSENTED, SupportState.ENDED]
    assert own.post(f"{share}stopp/").status_code == 404


def test_another_patients_helper_is_not_there(ward: Ward) -> None:
    made = ward.make(ward.mona, kind=LinkKind.FITNESS_SPONSOR, name="Siv Fadder")
    own = ward.phone()
    mine = PersonalLink.objects.get(patient=ward.kare)
    for link in (made.link, mine):
        assert own.get(f"/mitt/deling/{link.uid}/").status_code == 404
        assert own.post(f"/mitt/deling/{link.uid}/", {"items": ["goals"]}).status_code == 404
        assert own.post(f"/mitt/deling/{link.uid}/stopp/").status_code == 404
    assert "Siv" not in text(own.get("/mitt/deling/"))


@pytest.mark.requirement("R146", "R234")
def test_met_not_met_moved_is_seen_by_both_and_the_first_meeting_is_a_start(ward: Ward) -> None:
    link, phone = helper(ward)
    today = timezone.localdate()

    def wrote(outcome: str, **more: str) -> int:
        form = {"key": str(uuid4()), "outcome": outcome, "day": "i dag", **more}
        return phone.post("/folge/mote/", form).status_code

    moved = f"{today + timedelta(days=3):%d.%m.%Y}"
    assert phone.get("/folge/mote/").status_code == 200
    assert [wrote("not_met", moved_to=moved), wrote("moved", moved_to=moved), wrote("met"), wrote("met")] == [
        302
    ] * 4
    assert wrote("met", day=moved) == 200, "no meeting has come about tomorrow"
    assert list(Meeting.objects.order_by("pk").values_list("outcome", "moved_to")) == [
        ("not_met", None),
        ("moved", today + timedelta(days=3)),
        ("met", None),
        ("met", None),
    ]
    for page in (phone.get("/folge/"), ward.phone().get("/mitt/deling/"), ward.staff.get(ward.url())):
        assert "vi møttes" in text(page)
        assert "vi flyttet det" in text(page)
    states = [
        detail.state for _event, detail in ward.known().details(EventKind.SUPPORT_ARRANGED, SupportArranged)
    ]
    assert states == [SupportState.MATCHED, SupportState.STARTED]
    assert link.meetings.count() == 4


def test_a_meeting_is_written_once_and_never_on_anothers_key(ward: Ward) -> None:
    _link, phone = helper(ward)
    other = ward.enter(ward.make(ward.mona, kind=LinkKind.ALUMNUS, name="Arne Alumnus"))
    form = {"key": str(uuid4()), "outcome": "met", "day": "i dag"}
    assert [phone.post("/folge/mote/", form).status_code for _ in range(2)] == [302, 302]
    assert other.post("/folge/mote/", form).status_code == 403
    assert Meeting.objects.count() == 1


def test_every_look_of_a_helper_stands_in_the_patients_log(ward: Ward) -> None:
    _link, phone = helper(ward, LinkKind.TRAINING_CONTACT, Item.GOALS)
    phone.get("/folge/")
    page = text(ward.phone().get("/mitt/logg/"))
    assert "Tor Følgesvenn, treningskontakt" in page
    assert "det som er delt" in page
    assert "delt av pasienten" in page


def test_a_lost_telephone_keeps_what_was_shared(ward: Ward) -> None:
    filled(ward)
    link, phone = helper(ward, LinkKind.TRAINING_CONTACT, Item.GOALS)
    ward.staff.post(ward.url(f"{link.uid}/ny/"))
    assert phone.get("/folge/").status_code == 302
    renewed = PersonalLink.objects.get(ended__isnull=True)
    assert renewed.holder == link.holder
    assert shared_with(ward.known(), renewed.holder) == {Item.GOALS}
    listed = text(ward.staff.get(ward.url()))
    assert "målene mine" in listed
    ward.staff.post(ward.url(f"{renewed.uid}/avslutt/"))
    states = [
        detail.state for _event, detail in ward.known().details(EventKind.SUPPORT_ARRANGED, SupportArranged)
    ]
    assert states[-1] is SupportState.ENDED


def test_staff_make_a_helpers_link_with_what_the_patient_said(ward: Ward) -> None:
    form = {
        "kind": "training_contact",
        "name": "Tor Følgesvenn",
        "channel": "paper",
        "language": "nb",
        "items": ["goals", "cautions"],
        "agreed": "drikk vann",
        "ring": "Per",
    }
    assert ward.staff.post(ward.url("ny/"), form).status_code == 200
    link = PersonalLink.objects.get()
    assert shared_with(ward.known(), link.holder) == {Item.GOALS, Item.CAUTIONS}
    assert "drikk" not in link.sealed_agreed
