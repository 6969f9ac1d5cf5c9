"""The verbs of a patient's way: what they store, what they refuse, and what they leave behind."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest

from medgang.core.errors import InvalidValue, NotAllowed
from medgang.core.people import Role
from medgang.core.states import Presence, StayState, stays
from medgang.core.timeline import EventKind
from medgang.core.timeline.details_after import CloseReason
from medgang.core.timeline.details_background import (
    BackgroundNoted,
    ComorbidityFlag,
    Flag,
    MedicineFlag,
    Substance,
    SubstanceUse,
    UsePattern,
)
from medgang.core.timeline.details_stay import EndReason, Phase
from medgang.web.accounts.actors import Purpose
from medgang.web.accounts.models import AccessLogEntry
from medgang.web.patients import histories, selectors, services
from medgang.web.patients.models import EventRow, Patient, Placement, Stay
from tests.support import people
from tests.web.patients.conftest import World, admit

NATIONAL_ID = "13116900216"  # made up: the shape and the control figures fit, the person does not exist


def test_every_verb_leaves_an_event_and_a_log_row(world: World) -> None:
    before = AccessLogEntry.objects.count()
    event = services.change_phase(
        stay=world.stay, to=Phase.TREATMENT, occurred=world.now, by=world.alice, now=world.now
    )
    row = EventRow.objects.get(uid=event.uid)
    assert (row.kind, row.by, row.by_name, row.role) == (
        "phase_changed",
        world.alice.uid,
        "Alice Prøve",
        "nurse",
    )
    entry = AccessLogEntry.objects.order_by("-id").first()
    assert entry is not None
    assert AccessLogEntry.objects.count() == before + 1
    assert (entry.action, entry.patient, entry.what) == ("write", world.patient.uid, "event:phase_changed")
    assert entry.details["event"] == str(event.uid)
    assert (entry.unit_name, entry.organisation, entry.purpose) == ("Døgn A", "Prøvesykehuset", "care")


@pytest.mark.requirement("R220")
def test_the_stored_stay_always_says_what_the_timeline_says(world: World) -> None:
    patient, by = world.patient, world.alice
    at = world.now - timedelta(days=5)
    services.set_flag(
        patient=patient, flag=Flag.WITHDRAWAL_OR_TAPER, on=True, note="", occurred=at, by=by, now=at
    )
    services.start_leave(stay=world.stay, expected_back=None, occurred=at, by=by, now=at)
    assert world.stay.presence == Presence.ON_LEAVE
    services.end_leave(stay=world.stay, occurred=at + timedelta(hours=5), by=by, now=world.now)
    services.transfer(stay=world.stay, to=world.house.detox, occurred=world.now, by=by, now=world.now)
    (view,) = stays(selectors.timeline(patient)).values()
    stay = world.stay
    assert (stay.state, stay.presence, stay.withdrawal_or_taper) == (view.state, view.presence, True)
    assert [
        (placement.unit.uid, placement.starts, placement.ends)
        for placement in Placement.objects.filter(stay=stay).select_related("unit")
    ] == [(each.unit, each.starts, each.ends) for each in view.placements]


def test_the_same_key_again_is_the_same_event(world: World) -> None:
    key = uuid4()
    first = services.change_phase(
        stay=world.stay, to=Phase.TREATMENT, occurred=world.now, by=world.alice, now=world.now, uid=key
    )
    again = services.change_phase(
        stay=world.stay, to=Phase.TREATMENT, occurred=world.now, by=world.alice, now=world.now, uid=key
    )
    assert first == again
    assert EventRow.objects.filter(uid=key).count() == 1
    # The same without a key is a step that is no longer there.
    with pytest.raises(NotAllowed) as refused:
        services.change_phase(
            stay=world.stay, to=Phase.TREATMENT, occurred=world.now, by=world.alice, now=world.now
        )
    assert refused.value.code == "states.no_such_step"


def test_a_key_belongs_to_one_patient(world: World) -> None:
    key = uuid4()
    other = admit(world.alice, "Berit Prøvepasient")
    services.note_background(
        patient=world.patient,
        background=BackgroundNoted(),
        occurred=world.now,
        by=world.alice,
        now=world.now,
        uid=key,
    )
    with pytest.raises(InvalidValue) as refused:
        services.note_background(
            patient=other,
            background=BackgroundNoted(),
            occurred=world.now,
            by=world.alice,
            now=world.now,
            uid=key,
        )
    assert refused.value.code == "patients.key_used"


def test_nothing_has_happened_in_the_future(world: World) -> None:
    with pytest.raises(NotAllowed) as refused:
        services.discharge(
            stay=world.stay, occurred=world.now + timedelta(hours=1), by=world.alice, now=world.now
        )
    assert refused.value.code == "patients.in_future"


@pytest.mark.requirement("R076", "R077", "R078")
def test_background_holds_substances_years_pattern_comorbidity_and_medicines(world: World) -> None:
    background = BackgroundNoted(
        substances=(
            SubstanceUse(Substance.F10, UsePattern.DEPENDENCE, 12),
            SubstanceUse(Substance.F13, UsePattern.HARMFUL_USE, None),
        ),
        medicines=(MedicineFlag.BETA_BLOCKER,),
        medicines_checked=world.now.date(),
        comorbidity=(ComorbidityFlag.MENTAL_DISORDER,),
    )
    services.note_background(
        patient=world.patient, background=background, occurred=world.now, by=world.alice, now=world.now
    )
    found = selectors.timeline(world.patient).last(EventKind.BACKGROUND_NOTED)
    assert found is not None
    assert found.detail == background


def test_a_list_as_it_was_known_and_as_it_is_known_now(world: World) -> None:
    yesterday, two_days_ago = world.now - timedelta(days=1), world.now - timedelta(days=2)
    event = services.change_phase(
        stay=world.stay, to=Phase.TREATMENT, occurred=two_days_ago, by=world.alice, now=two_days_ago
    )
    services.withdraw(
        patient=world.patient, event=event.uid, reason="feil pasient", by=world.alice, now=world.now
    )
    assert selectors.timeline(world.patient).of_kind(EventKind.PHASE_CHANGED) == ()
    assert selectors.timeline(world.patient, known_at=yesterday).last(EventKind.PHASE_CHANGED) == event
    assert world.stay.state == StayState.ASSESSMENT
    assert EventRow.objects.filter(uid=event.uid).exists()


def test_a_correction_points_at_what_it_corrects_and_can_be_made_once(world: World) -> None:
    event = services.change_phase(
        stay=world.stay, to=Phase.TREATMENT, occurred=world.now, by=world.alice, now=world.now
    )
    earlier = world.now - timedelta(days=1)
    corrected = services.correct(
        patient=world.patient, event=event.uid, occurred=earlier, detail=None, by=world.alice, now=world.now
    )
    assert corrected.replaces == event.uid
    assert world.stay.phase_since == earlier
    with pytest.raises(NotAllowed) as refused:
        services.correct(
            patient=world.patient,
            event=event.uid,
            occurred=world.now,
            detail=None,
            by=world.alice,
            now=world.now,
        )
    assert refused.value.code == "patients.already_corrected"


def test_what_cannot_be_withdrawn(world: World) -> None:
    admission = selectors.timeline(world.patient).last(EventKind.ADMITTED)
    assert admission is not None
    other = admit(world.alice, "Berit Prøvepasient")

    def refused(**kwargs: object) -> str:
        with pytest.raises((NotAllowed, InvalidValue)) as error:
            services.withdraw(by=world.alice, now=world.now, **kwargs)  # type: ignore[arg-type]
        return str(error.value.code)

    assert refused(patient=world.patient, event=admission.uid, reason="x") == "patients.admission_stands"
    assert refused(patient=world.patient, event=admission.uid, reason="  ") == "patients.reason_missing"
    assert refused(patient=other, event=admission.uid, reason="x") == "patients.nothing_to_correct"


def test_withdrawing_a_discharge_after_readmission_would_overlap(world: World) -> None:
    ended = services.discharge(
        stay=world.stay, occurred=world.now - timedelta(days=3), by=world.alice, now=world.now
    )
    services.admit(
        patient=world.patient, phase=Phase.WITHDRAWAL, occurred=world.now, by=world.alice, now=world.now
    )
    with pytest.raises(NotAllowed) as refused:
        services.withdraw(patient=world.patient, event=ended.uid, reason="x", by=world.alice, now=world.now)
    assert refused.value.code == "patients.would_overlap"
    assert selectors.timeline(world.patient).last(EventKind.DISCHARGED) == ended


def test_readmission_points_at_the_old_stay_and_closes_its_follow_up(world: World) -> None:
    old = world.stay
    services.end_unplanned(
        stay=old,
        reason=EndReason.AGAINST_ADVICE,
        occurred=world.now - timedelta(days=3),
        by=world.alice,
        now=world.now,
    )
    services.admit(
        patient=world.patient, phase=Phase.WITHDRAWAL, occurred=world.now, by=world.alice, now=world.now
    )
    assert world.stay.readmission_of == old
    old.refresh_from_db()
    assert old.state == StayState.CLOSED
    with pytest.raises(NotAllowed) as refused:
        services.admit(
            patient=world.patient, phase=Phase.WITHDRAWAL, occurred=world.now, by=world.alice, now=world.now
        )
    assert refused.value.code == "patients.already_in_care"


def test_the_dead_are_not_admitted(world: World) -> None:
    services.register_death(stay=world.stay, occurred=world.now, by=world.alice, now=world.now)
    world.patient.refresh_from_db()
    assert world.patient.died_on == world.now.date()
    with pytest.raises(NotAllowed) as refused:
        services.admit(
            patient=world.patient, phase=Phase.WITHDRAWAL, occurred=world.now, by=world.alice, now=world.now
        )
    assert refused.value.code == "patients.dead"


def test_a_stay_goes_on_within_the_legal_entity_only(world: World) -> None:
    for target, code in (
        (world.house.stranger_ward, "patients.other_entity"),
        (world.house.clinic, "patients.other_entity"),
        (world.house.ward, "patients.same_unit"),
    ):
        with pytest.raises(NotAllowed) as refused:
            services.transfer(stay=world.stay, to=target, occurred=world.now, by=world.alice, now=world.now)
        assert refused.value.code == code
    services.move_to_other_entity(
        stay=world.stay, receiver="  Nabosykehuset ", occurred=world.now, by=world.alice, now=world.now
    )
    assert world.stay.state == StayState.MOVED
    assert not Placement.objects.filter(stay=world.stay, ends__isnull=True).exists()
    with pytest.raises(NotAllowed):
        services.transfer(
            stay=world.stay, to=world.house.detox, occurred=world.now, by=world.alice, now=world.now
        )
    with pytest.raises(NotAllowed):
        services.start_leave(
            stay=world.stay, expected_back=None, occurred=world.now, by=world.alice, now=world.now
        )


def test_empty_texts_are_asked_for(world: World) -> None:
    with pytest.raises(InvalidValue) as refused:
        services.move_to_other_entity(
            stay=world.stay, receiver="  ", occurred=world.now, by=world.alice, now=world.now
        )
    assert refused.value.code == "patients.receiver_missing"
    with pytest.raises(InvalidValue) as refused:
        services.register(full_name=" ", born=None, sex="", national_id="", by=world.alice, now=world.now)
    assert refused.value.code == "patients.name_missing"


def test_follow_up_is_closed_with_a_reason(world: World) -> None:
    services.discharge(stay=world.stay, occurred=world.now, by=world.alice, now=world.now)
    services.close_follow_up(
        stay=world.stay, reason=CloseReason.THREE_TRIES, occurred=world.now, by=world.alice, now=world.now
    )
    assert world.stay.state == StayState.CLOSED


def test_the_role_must_permit_the_step(world: World) -> None:
    leader = people.actor(
        people.person("Lea Prøve", Role.ACTIVITY_LEADER, world.house.ward),
        Role.ACTIVITY_LEADER,
        world.house.ward,
    )
    with pytest.raises(NotAllowed) as refused:
        services.discharge(stay=world.stay, occurred=world.now, by=leader, now=world.now)
    assert refused.value.code == "states.wrong_role"
    both = replace(leader, roles=frozenset({Role.ACTIVITY_LEADER, Role.NURSE}))
    services.discharge(stay=world.stay, occurred=world.now, by=both, now=world.now)
    assert world.stay.state == StayState.AFTER


@pytest.mark.requirement("R241")
def test_the_national_identity_number_is_never_stored_as_it_is(world: World) -> None:
    patient = services.register(
        full_name="Nina Prøvepasient",
        born=None,
        sex="",
        national_id=NATIONAL_ID,
        by=world.alice,
        now=world.now,
    )
    patient.refresh_from_db()
    assert NATIONAL_ID not in str(Patient.objects.filter(pk=patient.pk).values())
    assert NATIONAL_ID not in str(list(AccessLogEntry.objects.values()))
    assert services.find_known(trust_id=patient.trust_id, national_id=NATIONAL_ID) == patient
    assert services.find_known(trust_id=world.house.other_trust.pk, national_id=NATIONAL_ID) is None
    assert services.find_known(trust_id=patient.trust_id, national_id="") is None
    with pytest.raises(InvalidValue) as refused:
        services.register(
            full_name="En Annen", born=None, sex="", national_id=NATIONAL_ID, by=world.alice, now=world.now
        )
    assert refused.value.code == "patients.known_id"


def test_registering_twice_with_one_key_makes_one_patient(world: World) -> None:
    key = uuid4()
    for _ in range(2):
        services.register(
            full_name="Per Prøvepasient",
            born=None,
            sex="m",
            national_id="",
            by=world.alice,
            now=world.now,
            uid=key,
        )
    assert Patient.objects.filter(full_name="Per Prøvepasient").count() == 1


def test_somebody_without_a_unit_registers_nobody(world: World) -> None:
    nowhere = replace(world.alice, unit=None)
    with pytest.raises(NotAllowed) as refused:
        services.register(full_name="A", born=None, sex="", national_id="", by=nowhere, now=world.now)
    assert refused.value.code == "patients.no_unit"


def test_do_not_contact_is_an_event(world: World) -> None:
    services.refuse_contact(patient=world.patient, occurred=world.now, by=world.alice, now=world.now)
    assert selectors.timeline(world.patient).last(EventKind.CONTACT_REFUSED) is not None


def test_a_past_patient_is_opened_for_a_stated_ground(world: World) -> None:
    services.move_to_other_entity(
        stay=world.stay, receiver="Nabo", occurred=world.now, by=world.alice, now=world.now
    )
    uid, ward = world.patient.uid, world.house.ward.uid
    with pytest.raises(selectors.GroundNeeded):
        selectors.get_patient(world.alice, ward, uid, Purpose.CARE, now=world.now, what="test")
    services.open_past(
        patient_uid=uid, purpose=Purpose.OWN_LEARNING, reason=" hva  ga det ", by=world.alice, now=world.now
    )
    opened = selectors.get_patient(
        world.alice, ward, uid, Purpose.CARE, now=world.now, what="test", sections=("stay",)
    )
    assert opened == world.patient
    entry = AccessLogEntry.objects.filter(action="read").latest("id")
    assert (entry.purpose, entry.reason, entry.details) == (
        "own_learning",
        "hva ga det",
        {"sections": ["stay"]},
    )
    tomorrow = world.now + timedelta(hours=9)
    with pytest.raises(selectors.GroundNeeded):
        selectors.get_patient(world.alice, ward, uid, Purpose.CARE, now=tomorrow, what="test")
    with pytest.raises(InvalidValue):
        services.open_past(patient_uid=uid, purpose=Purpose.SYSTEM, reason="", by=world.alice, now=world.now)
    with pytest.raises(selectors.NoSuchPatient):
        services.open_past(
            patient_uid=uuid4(), purpose=Purpose.CARE, reason="", by=world.alice, now=world.now
        )


def test_another_units_patient_does_not_exist_and_the_try_is_logged(world: World) -> None:
    stranger = people.actor(
        people.person("Charlie Prøve", Role.NURSE, world.house.stranger_ward),
        Role.NURSE,
        world.house.stranger_ward,
    )
    for unit in (world.house.stranger_ward.uid, world.house.ward.uid):
        with pytest.raises(selectors.NoSuchPatient):
            selectors.get_patient(stranger, unit, world.patient.uid, Purpose.CARE, now=world.now, what="test")
    refused = AccessLogEntry.objects.filter(action="refused", patient=world.patient.uid)
    assert {entry.person for entry in refused} == {stranger.uid}
    assert refused.count() == 2


def test_search_finds_by_the_beginning_of_any_name(world: World) -> None:
    admit(world.alice, "Åse Øien-Prøve")
    admit(world.alice, "Aase Ødegård Prøve")
    admit(world.alice, "Ansgar Prøve")
    unit = world.house.ward.pk

    def names(text: str) -> list[str]:
        return [line.patient.full_name for line in selectors.find_by_name(unit, text)[0]]

    assert names("ØIEN") == ["Åse Øien-Prøve"]
    assert names("prøve å") == ["Åse Øien-Prøve"]
    assert names("ode") == []
    assert names("  ") == []
    assert selectors.find_by_name(world.house.detox.pk, "prøve") == ([], False)
    assert Stay.objects.count() == 4


def test_search_says_when_there_are_more(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(selectors, "SEARCH_LIMIT", 1)
    admit(world.alice, "Kari Prøvepasient")
    found, more = selectors.find_by_name(world.house.ward.pk, "k")
    assert len(found) == 1
    assert more


def test_timelines_of_many_are_read_once(world: World, django_assert_num_queries: object) -> None:
    other = admit(world.alice, "Kari Prøvepasient")
    histories.forget_everything()
    with django_assert_num_queries(2):  # type: ignore[operator]
        both = selectors.timelines([world.patient, other])
    with django_assert_num_queries(1):  # type: ignore[operator]
        assert selectors.timelines([world.patient, other]) == both
    assert {len(timeline) for timeline in both.values()} == {1}
    assert both[other.pk].of_kind(EventKind.ADMITTED)


def test_the_list_is_sorted_as_people_read(world: World) -> None:
    for name in ("Åse Prøve", "Anna Prøve", "Ørjan Prøve"):
        admit(world.alice, name)
    assert [line.patient.full_name for line in selectors.current_patients(world.house.ward.pk)] == [
        "Anna Prøve",
        "Kåre Prøvepasient",
        "Ørjan Prøve",
        "Åse Prøve",
    ]
    services.discharge(stay=world.stay, occurred=world.now, by=world.alice, now=world.now)
    assert [line.patient for line in selectors.followed_up(world.house.ward.pk)] == [world.patient]
