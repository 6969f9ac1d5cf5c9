"""The patient's own pages: the diary, the week, tests in plain words, consents, the log, and the file to take along."""

from __future__ import annotations

import re
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.utils import timezone

from medgang.core.errors import NotAllowed
from medgang.core.timeline import EventKind
from medgang.core.timeline.details_after import (
    ContinuationPlanned,
    DiaryShared,
    DischargeItem,
    DischargeItemDone,
    ItemOutcome,
    Purpose,
)
from medgang.core.timeline.details_measures import Quantity, Tested, TestStage
from medgang.core.timeline.details_plan import (
    GoalReviewed,
    GoalSet,
    GoalSize,
    GoalState,
    Planned,
    PlannedActivity,
    VictoryNoted,
)
from medgang.core.timeline.levels import Level
from medgang.web.accounts.models import AccessLogEntry
from medgang.web.patients.models import EventRow
from medgang.web.portal import presenters
from medgang.web.portal import services as portal
from medgang.web.portal.models import DiaryEntry, PersonalLink
from medgang.web.portal.services.diary import Page
from medgang.web.portal.sharing import standing
from tests.web.portal.conftest import Ward, text

pytestmark = [pytest.mark.django_db, pytest.mark.page]


def written(phone: Client, **form: object) -> UUID:
    """Write in the diary."""
    key = uuid4()
    page = {"key": str(key), "what": "gikk rundt vannet", "day": "i dag", **form}
    answer = phone.post("/mitt/bok/ny/", page)
    assert answer.status_code == 302, text(answer)
    return key


@pytest.mark.requirement("R156")
def test_an_entry_is_private_sealed_and_nowhere_in_the_timeline(ward: Ward) -> None:
    phone = ward.phone()
    before = EventRow.objects.count()
    written(phone, felt="7", minutes="25", words="sola skinte på meg")
    assert EventRow.objects.count() == before
    stored = DiaryEntry.objects.values().get()
    assert "sola" not in str(stored)
    assert "vannet" not in str(stored)
    page = text(phone.get("/mitt/bok/"))
    for said in ("gikk rundt vannet", "25 min", "7 av 10", "sola skinte", "bare du"):
        assert said in page
    staff = text(ward.staff.get(f"/enhet/{ward.house.ward.uid}/pasienter/{ward.kare.uid}/tidslinje/"))
    assert "vannet" not in staff


@pytest.mark.requirement("R156", "R242")
def test_one_word_is_enough_and_what_is_left_is_never_zero(ward: Ward) -> None:
    phone = ward.phone()
    written(phone, what="svømte", felt="skip")
    page = presenters.diary_line(DiaryEntry.objects.get()).page
    assert page == Page(what="svømte")
    form = text(phone.get("/mitt/bok/ny/"))
    assert "Hopp over" in form
    assert "Hvem kan lese det jeg skriver?" in form
    assert "domstol" in form
    assert "Skriv" in text(phone.post("/mitt/bok/ny/", {"what": ""}))


def test_sharing_gives_it_to_the_team_and_it_can_be_taken_back(ward: Ward) -> None:
    phone = ward.phone()
    key = written(phone, felt="8", share="on")
    shared = ward.known().details(EventKind.DIARY_SHARED, DiaryShared)
    assert [(detail.entry, detail.activity, detail.felt) for _event, detail in shared] == [
        (key, "gikk rundt vannet", 8)
    ]
    assert shared[0][0].by is None
    seen = text(ward.staff.get(f"/enhet/{ward.house.ward.uid}/pasienter/{ward.kare.uid}/tidslinje/"))
    assert "Delte fra dagboka" in seen
    assert "gikk rundt vannet" in seen
    assert "kjentes som 8 av 10" in seen
    # Shared, it is not deleted; taken back, it is.
    assert phone.post(f"/mitt/bok/{key}/slett/").status_code == 403
    assert phone.post(f"/mitt/bok/{key}/ta-tilbake/").status_code == 302
    assert phone.post(f"/mitt/bok/{key}/ta-tilbake/").status_code == 302
    assert not ward.known().details(EventKind.DIARY_SHARED, DiaryShared)
    assert "bare du" in text(phone.get(f"/mitt/bok/{key}/"))
    assert phone.post(f"/mitt/bok/{key}/del/").status_code == 302
    assert phone.post(f"/mitt/bok/{key}/del/").status_code == 302
    assert len(ward.known().details(EventKind.DIARY_SHARED, DiaryShared)) == 1
    phone.post(f"/mitt/bok/{key}/ta-tilbake/")
    assert phone.post(f"/mitt/bok/{key}/slett/").status_code == 302
    assert not DiaryEntry.objects.exists()


def test_another_patients_entry_is_not_there(ward: Ward) -> None:
    mona = ward.phone(ward.mona)
    key = written(mona)
    phone = ward.phone()
    assert phone.get(f"/mitt/bok/{key}/").status_code == 404
    for verb in ("del", "ta-tilbake", "slett"):
        assert phone.post(f"/mitt/bok/{key}/{verb}/").status_code == 404
    # Her key in his form writes nothing, and tells nothing.
    assert phone.post("/mitt/bok/ny/", {"key": str(key), "what": "x", "day": "i dag"}).status_code == 403
    assert DiaryEntry.objects.count() == 1
    assert "vannet" not in text(phone.get("/mitt/bok/"))


def test_a_double_press_writes_once(ward: Ward) -> None:
    phone = ward.phone()
    form = {"key": str(uuid4()), "what": "x", "day": "i dag", "share": "on"}
    assert [phone.post("/mitt/bok/ny/", form).status_code for _ in range(2)] == [302, 302]
    assert DiaryEntry.objects.count() == 1
    assert len(ward.known().details(EventKind.DIARY_SHARED, DiaryShared)) == 1


@pytest.mark.requirement("R156", "R157")
def test_a_paper_diary_is_printed_and_written_in_by_staff(ward: Ward) -> None:
    assert "Dagbok på papir" in text(ward.phone().get("/mitt/ta-med/"))
    form = {"key": str(uuid4()), "what": "styrke på rommet", "day": "i dag", "minutes": "15", "felt": "6"}
    assert "Pasienten har bedt om" in text(ward.staff.post(ward.url("bok/"), form))
    for _ in range(2):
        assert ward.staff.post(ward.url("bok/"), {**form, "asked": "on"}).status_code == 302
    shared = ward.known().details(EventKind.DIARY_SHARED, DiaryShared)
    assert [(detail.staff_entered, detail.activity) for _event, detail in shared] == [
        (True, "styrke på rommet")
    ]
    assert ward.staff.get(ward.url("bok/")).status_code == 200


def planned(ward: Ward, **more: object) -> None:
    today = timezone.localdate()
    ward.happened(
        EventKind.PLANNED,
        Planned(
            plan=uuid4(),
            starts=today - timedelta(days=7),
            review_on=today + timedelta(days=4),
            week=(
                PlannedActivity(today.isoweekday(), "walking", Level.LIGHT, starts="10:00", minutes=30),
                PlannedActivity(today.isoweekday() % 7 + 1, "rolige knebøy", Level.LIGHT),
            ),
            **more,  # type: ignore[arg-type]
        ),
    )


@pytest.mark.requirement("R158", "R222")
def test_my_week_what_is_next_my_goals_and_what_i_have_managed(ward: Ward) -> None:
    phone = ward.phone()
    assert "Her står uka når dere har laget en plan sammen" in text(phone.get("/mitt/"))
    planned(ward)
    today = timezone.localdate()
    small, large = uuid4(), uuid4()
    ward.happened(
        EventKind.GOAL_SET, GoalSet(small, "gå til butikken og hjem", GoalSize.SMALL, by_when=today)
    )
    ward.happened(EventKind.GOAL_SET, GoalSet(large, "løpe Sentrumsløpet", GoalSize.LARGE))
    ward.happened(EventKind.GOAL_REVIEWED, GoalReviewed(small, GoalState.REACHED, feeling=9))
    ward.happened(EventKind.VICTORY_NOTED, VictoryNoted("tok trappa", quote=True))
    ward.happened(
        EventKind.DISCHARGE_ITEM_DONE,
        DischargeItemDone(
            DischargeItem.NEXT_APPOINTMENT,
            ItemOutcome.DONE,
            on=today + timedelta(days=2),
            note="kaffe med Per",
        ),
    )
    ward.happened(
        EventKind.CONTINUATION_PLANNED,
        ContinuationPlanned(
            place="Gym Nord",
            activity="walking",
            weekday=2,
            starts="18:00",
            owner=ward.nurse.uid,
            first_date=today + timedelta(days=9),
        ),
    )
    page = text(phone.get("/mitt/"))
    for said in (
        "kl. 10.00",
        "rolige knebøy",
        "i dag",
        "løpe Sentrumsløpet",
        "«tok trappa»",
        "kaffe med Per",
        "vi ser på planen sammen",
        "Gym Nord",
        "18.00",
        "Alice Prøve",
    ):
        assert said in page, said
    assert "gå til butikken" not in page, "what is reached stands among the goals, not among what is left"
    goals = text(phone.get("/mitt/mal/"))
    for said in ("gå til butikken", "lite", "stort", "kjentes som 9 av 10", "Nådd eller lagt bort"):
        assert said in goals, said


def test_a_plan_that_is_over_is_not_this_week(ward: Ward) -> None:
    planned(ward, ends=timezone.localdate() - timedelta(days=1))
    assert presenters.week_of(ward.known(), timezone.localdate()) == []


def metres(value: float, code: str = "distance") -> Tested:
    return Tested("six-minute-walk", readings=(Quantity(code, value, "m"),))


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        (400, 470, "Bedre enn sist, mer enn måleusikkerheten"),
        (470, 400, "Svakere enn sist, mer enn måleusikkerheten"),
        (400, 420, "Likt med sist"),
    ],
)
def test_a_test_in_words_before_figures(ward: Ward, before: float, after: float, said: str) -> None:
    phone = ward.phone()
    assert "Her står testene dine" in text(phone.get("/mitt/tester/"))
    ward.happened(EventKind.TESTED, metres(before), days_ago=20)
    assert "Tatt én gang" in text(phone.get("/mitt/tester/"))
    ward.happened(EventKind.TESTED, metres(after))
    page = text(phone.get("/mitt/tester/"))
    assert said in page
    assert f"{before:g} m → {after:g} m" in page


def test_what_nobody_can_tell_says_so(ward: Ward) -> None:
    phone = ward.phone()
    # Another unit, another reading: nothing to hold against each other.
    ward.happened(EventKind.TESTED, metres(400, "a"), days_ago=9)
    ward.happened(EventKind.TESTED, metres(500, "b"))
    assert "Vi kan ikke si om noe er endret" in text(phone.get("/mitt/tester/"))
    # A test whose error nobody has read.
    ward.happened(EventKind.TESTED, Tested("egen-test", readings=(Quantity("x", 4, "kg"),)), days_ago=8)
    ward.happened(EventKind.TESTED, Tested("egen-test", readings=(Quantity("x", 9, "kg"),)))
    assert "Vi kan ikke si om det er endret" in text(phone.get("/mitt/tester/"))


def test_the_same_load_then_and_now_comes_in_words(ward: Ward) -> None:
    def stages(bpm: int) -> Tested:
        return Tested(
            "egen-mølle",
            stages=(
                TestStage(1, 4, speed_kmh=5, incline_percent=0, bpm=bpm),
                TestStage(2, 4, load_watt=60, bpm=bpm),
                TestStage(3, 4, speed_kmh=6, incline_percent=2),
                TestStage(4, 4, bpm=120),
            ),
        )

    ward.happened(EventKind.TESTED, stages(150), days_ago=30)
    ward.happened(EventKind.TESTED, stages(128))
    page = text(ward.phone().get("/mitt/tester/"))
    assert "Puls på samme belastning (5 km/t, 0 prosent stigning): 150 slag i minuttet → 128" in page
    assert "60 watt" in page
    assert page.count("Bedre enn sist") == 2


@pytest.mark.requirement("R238")
def test_consents_are_given_and_withdrawn_one_by_one_and_work_at_once(ward: Ward) -> None:
    phone = ward.phone()
    PersonalLink.objects.update(sealed_address="noe")

    def says(purpose: str, answer: str) -> int:
        return phone.post("/mitt/ja/", {"formal": purpose, "svar": answer}).status_code

    assert "Du kan ombestemme deg når som helst" in text(phone.get("/mitt/ja/"))
    assert [says("research", "ja"), says("research", "ja"), says("messages", "ja")] == [302] * 3
    assert standing(ward.known()) == {Purpose.RESEARCH, Purpose.MESSAGES}
    assert len(ward.known().of_kind(EventKind.CONSENT_GIVEN)) == 2
    assert text(phone.get("/mitt/ja/")).count("du har sagt ja") == 2
    assert [says("research", "nei"), says("messages", "nei")] == [302, 302]
    assert standing(ward.known()) == frozenset()
    assert PersonalLink.objects.get().sealed_address == "", "a no to messages forgets the address"
    # Documentation rests on law, sharing has its own page, and anything else is nothing.
    assert says("training_contact", "ja") == 403
    assert says("omsorg", "ja") == 404


def test_the_log_shows_others_and_counts_my_own_visits(ward: Ward) -> None:
    phone = ward.phone()
    ward.staff.get(f"/enhet/{ward.house.ward.uid}/pasienter/{ward.kare.uid}/tidslinje/")
    written(phone, share="on")
    page = text(phone.get("/mitt/logg/"))
    assert "Alice Prøve, sykepleier" in page
    assert "tidslinjen" in page
    assert "en lenke til egne sider" in page
    assert "Du har selv vært inne 1 gang." in page
    assert "Kåre Prøvepasient" not in page
    assert "Mona" not in page
    own = AccessLogEntry.objects.filter(patient=ward.kare.uid, person=None, purpose="patient_access")
    assert own.filter(what="portal:log").exists()
    fresh = ward.phone(ward.mona)
    AccessLogEntry.objects.filter(patient=ward.mona.uid).exclude(person=None)
    assert "1 gang" in text(fresh.get("/mitt/logg/"))


@pytest.mark.requirement("R151", "R222")
def test_everything_of_mine_in_one_file_that_works_without_us(ward: Ward) -> None:
    phone = ward.phone()
    planned(ward)
    ward.happened(EventKind.GOAL_SET, GoalSet(uuid4(), "løpe Sentrumsløpet", GoalSize.LARGE))
    written(phone, words="<script>alert(1)</script>", felt="3")
    answer = phone.get("/mitt/ta-med/fil/")
    assert answer["Content-Disposition"].startswith('attachment; filename="mitt-')
    page = text(answer)
    for said in ("gikk rundt vannet", "løpe Sentrumsløpet", "rolige knebøy", "Alice Prøve", "116 117"):
        assert said in page, said
    assert not re.search(r"<script|<link|src=|href=\"(?!tel:)|url\(", page), (
        "nothing is fetched from anywhere"
    )


def test_services_refuse_what_is_not_yours(ward: Ward) -> None:
    made = ward.make()
    entry = portal.write_entry(
        patient=ward.mona,
        uid=uuid4(),
        day=ward.now.date(),
        page=Page("x"),
        share=False,
        by=ward.nurse,
        now=ward.now,
    )
    with pytest.raises(NotAllowed):
        portal.write_entry(
            patient=made.link.patient,
            uid=entry.uid,
            day=ward.now.date(),
            page=Page("y"),
            share=True,
            by=ward.nurse,
            now=ward.now,
        )
