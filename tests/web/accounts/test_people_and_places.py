"""Organisation tree, persons, timed memberships in several units, and a temp's one shift."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import translation

from medgang.core.errors import InvalidValue, NotAllowed
from medgang.core.people import Level, Role, Setting
from medgang.web.accounts import permissions, selectors, services, shifts, words
from medgang.web.accounts.actors import SYSTEM, Purpose
from medgang.web.accounts.models import AccessLogEntry, Membership
from tests.support import people

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)  # ten o'clock in the ward
EVERYBODY = frozenset(Role)


@pytest.fixture
def house() -> people.House:
    return people.house(NOW - timedelta(days=400))


def test_a_unit_knows_its_legal_entity_through_the_tree(house: people.House) -> None:
    assert house.ward.trust == house.trust
    assert house.clinic.trust == house.trust
    assert house.trust.trust is None
    assert selectors.unit_ref(house.ward).organisation == "Prøvesykehuset"
    assert [(node.name, depth) for node, depth in selectors.places()] == [
        ("Helse Prøve", 0),
        ("Nabosykehuset", 1),
        ("Døgn B", 2),
        ("Prøvesykehuset", 1),
        ("Klinikk for rus", 2),
        ("Avrusning", 3),
        ("Døgn A", 3),
    ]


@pytest.mark.parametrize(
    ("level", "parent", "setting", "code"),
    [
        (Level.REGION, "trust", None, "accounts.wrong_parent"),
        (Level.CLINIC, None, None, "accounts.wrong_parent"),
        (Level.UNIT, "region", Setting.DAY, "accounts.wrong_parent"),
        (Level.UNIT, "clinic", None, "accounts.setting_belongs_to_units"),
        (Level.CLINIC, "trust", Setting.DAY, "accounts.setting_belongs_to_units"),
    ],
)
def test_a_place_that_cannot_lie_there_is_refused(
    house: people.House, level: Level, parent: str | None, setting: Setting | None, code: str
) -> None:
    with pytest.raises(InvalidValue) as refused:
        services.create_place(
            level=level,
            name="Nytt",
            parent=getattr(house, parent) if parent else None,
            setting=setting,
            by=SYSTEM,
            now=NOW,
        )
    assert refused.value.code == code


def test_one_person_holds_several_timed_memberships_in_several_units(house: people.House) -> None:
    kari = people.person("Kari", Role.NURSE, house.ward, now=NOW - timedelta(days=30))
    people.member(
        kari, Role.ACTIVITY_LEADER, house.ward, now=NOW - timedelta(days=3), ends=NOW + timedelta(days=3)
    )
    people.member(kari, Role.NURSE, house.detox, now=NOW + timedelta(days=1))
    here, held = selectors.unit_and_roles(kari.pk, house.ward.uid, NOW)
    assert here is not None
    assert held == {Role.NURSE, Role.ACTIVITY_LEADER}
    assert selectors.unit_and_roles(kari.pk, house.detox.uid, NOW) == (None, frozenset())
    tomorrow = NOW + timedelta(days=1)
    assert [ref.name for ref, _ in selectors.units_of(kari.pk, tomorrow)] == ["Avrusning", "Døgn A"]
    next_week = NOW + timedelta(days=7)
    assert selectors.unit_and_roles(kari.pk, house.ward.uid, next_week)[1] == {Role.NURSE}


def test_a_section_leader_gives_roles_in_the_own_unit_and_only_there(house: people.House) -> None:
    leader = people.person("Leder", Role.SECTION_LEADER, house.ward, now=NOW - timedelta(days=9))
    by = people.actor(leader, Role.SECTION_LEADER, house.ward)
    kari = people.person("Kari", None, now=NOW - timedelta(days=9))
    given = services.give_membership(
        person=kari, unit=house.ward, role=Role.NURSE, starts=NOW, by=by, now=NOW
    )
    assert given.granted_by_id == leader.pk
    with pytest.raises(NotAllowed, match="not_your_unit"):
        services.give_membership(person=kari, unit=house.detox, role=Role.NURSE, starts=NOW, by=by, now=NOW)
    for role in (Role.ADMINISTRATOR, Role.ALUMNUS):
        with pytest.raises(NotAllowed, match="role_not_yours_to_give"):
            services.give_membership(person=kari, unit=house.ward, role=role, starts=NOW, by=by, now=NOW)
    services.end_membership(membership=given, by=by, now=NOW + timedelta(hours=1))
    assert selectors.unit_and_roles(kari.pk, house.ward.uid, NOW + timedelta(hours=2)) == (None, frozenset())
    written = AccessLogEntry.objects.filter(person=leader.uid, action="write").values_list("what", flat=True)
    assert list(written) == ["accounts:membership_given", "accounts:membership_ended"]


def test_a_shift_leader_lets_a_temp_in_for_one_shift(house: people.House) -> None:
    nurse = people.person("Vaktleder", Role.NURSE, house.ward, now=NOW - timedelta(days=9), leads_shifts=True)
    temp = people.person("Vikar", None, now=NOW - timedelta(days=9))
    by = people.actor(nurse, Role.NURSE, house.ward)
    shift = services.give_shift(person=temp, unit=house.ward, role=Role.NURSE, by=by, now=NOW)
    assert shift.ends == datetime(2026, 3, 2, 15, 0, tzinfo=UTC)  # four o'clock in the ward
    again = services.give_shift(person=temp, unit=house.ward, role=Role.NURSE, by=by, now=NOW)
    assert again == shift
    assert Membership.objects.filter(person=temp).count() == 1
    after = NOW + timedelta(hours=7)
    assert selectors.unit_and_roles(temp.pk, house.ward.uid, after) == (None, frozenset())
    assert [one.person for one in selectors.earlier_temps(house.ward.pk, EVERYBODY, after)] == [temp]
    with pytest.raises(NotAllowed, match="role_not_for_a_shift"):
        services.give_shift(person=temp, unit=house.ward, role=Role.SECTION_LEADER, by=by, now=after)
    with pytest.raises(NotAllowed, match="shift_leader_only"):
        services.give_shift(person=temp, unit=house.detox, role=Role.NURSE, by=by, now=after)


def test_a_nurse_who_does_not_lead_the_shift_cannot_let_a_temp_in(house: people.House) -> None:
    nurse = people.person("Kari", Role.NURSE, house.ward, now=NOW - timedelta(days=9))
    temp = people.person("Vikar", None, now=NOW - timedelta(days=9))
    with pytest.raises(NotAllowed, match="shift_leader_only"):
        services.give_shift(
            person=temp,
            unit=house.ward,
            role=Role.NURSE,
            by=people.actor(nurse, Role.NURSE, house.ward),
            now=NOW,
        )


@pytest.mark.parametrize(
    ("at", "ends"),
    [
        ("2026-03-02 07:15", "2026-03-02 16:00"),
        ("2026-03-02 13:00", "2026-03-02 16:00"),
        ("2026-03-02 14:45", "2026-03-02 23:00"),
        ("2026-03-02 21:30", "2026-03-03 08:00"),
        ("2026-03-02 02:00", "2026-03-02 08:00"),
        ("2026-03-28 22:30", "2026-03-29 08:00"),  # the night the clock goes forward
    ],
)
def test_a_shift_ends_with_the_wards_shift(at: str, ends: str) -> None:
    from zoneinfo import ZoneInfo

    oslo = ZoneInfo("Europe/Oslo")
    found = shifts.end_of_shift(datetime.fromisoformat(at).replace(tzinfo=oslo))
    assert found == datetime.fromisoformat(ends).replace(tzinfo=oslo)


def test_a_new_person_gets_a_password_to_hand_over_and_a_taken_name_is_refused(house: people.House) -> None:
    kari, password = services.create_person(username=" Kari ", full_name="Kari  Åsen", by=SYSTEM, now=NOW)
    assert (kari.username, kari.full_name, kari.search_key) == ("kari", "Kari Åsen", "kari åsen")
    assert kari.check_password(password)
    assert kari.temporary_until == NOW + timedelta(days=7)
    with pytest.raises(InvalidValue, match="username_taken"):
        services.create_person(username="KARI", full_name="En annen", by=SYSTEM, now=NOW)
    with pytest.raises(InvalidValue, match="username_shape"):
        services.create_person(username="kåre", full_name="Kåre", by=SYSTEM, now=NOW)
    with pytest.raises(InvalidValue, match="name_missing"):
        services.create_person(username="tom", full_name="  ", by=SYSTEM, now=NOW)


def test_only_an_administrator_makes_people_and_places(house: people.House) -> None:
    nurse = people.person("Kari", Role.NURSE, house.ward, now=NOW - timedelta(days=9))
    by = people.actor(nurse, Role.NURSE, house.ward)
    with pytest.raises(NotAllowed, match="administrator_only"):
        services.create_person(username="ny", full_name="Ny", by=by, now=NOW)
    with pytest.raises(NotAllowed, match="administrator_only"):
        services.create_place(level=Level.REGION, name="Ny", by=by, now=NOW)
    with pytest.raises(NotAllowed, match="administrator_only"):
        services.reset_sign_in(person=nurse, by=by, now=NOW)


def test_an_administrator_cannot_shut_themself_out(house: people.House) -> None:
    admin = people.person("Admin", Role.ADMINISTRATOR, house.trust, now=NOW - timedelta(days=9))
    by = people.actor(admin, Role.ADMINISTRATOR)
    for verb in (services.close_person, services.reset_sign_in):
        with pytest.raises(InvalidValue, match="not_yourself"):
            verb(person=admin, by=by, now=NOW)
    own = Membership.objects.get(person=admin)
    with pytest.raises(InvalidValue, match="not_yourself"):
        services.end_membership(membership=own, by=by, now=NOW)


def test_nothing_is_given_in_a_closed_unit_to_a_closed_account_or_backwards(house: people.House) -> None:
    kari = people.person("Kari", None, now=NOW - timedelta(days=9))
    services.change_place(
        place=house.detox, name="Avrusning", beds=8, closed=True, by=SYSTEM, now=NOW - timedelta(days=1)
    )

    def refused(**change: object) -> str:
        asked: dict[str, object] = {"person": kari, "unit": house.ward, "role": Role.NURSE, "starts": NOW}
        with pytest.raises(InvalidValue) as error:
            services.give_membership(**{**asked, **change}, by=SYSTEM, now=NOW)  # type: ignore[arg-type]
        return error.value.code

    assert refused(unit=house.detox) == "accounts.place_is_closed"
    assert refused(ends=NOW) == "accounts.ends_before_it_starts"
    services.close_person(person=kari, by=SYSTEM, now=NOW)
    assert refused() == "accounts.person_is_closed"
    services.reopen_person(person=kari, by=SYSTEM, now=NOW)
    services.give_membership(person=kari, unit=house.ward, role=Role.NURSE, starts=NOW, by=SYSTEM, now=NOW)


@pytest.mark.parametrize("role", [Role.SECTION_LEADER, Role.ADMINISTRATOR])
def test_nobody_opens_a_door_for_themself(house: people.House, role: Role) -> None:
    someone = people.person("Selv", role, house.ward, now=NOW - timedelta(days=9), leads_shifts=True)
    by = people.actor(someone, role, house.ward)
    with pytest.raises(InvalidValue, match="not_yourself"):
        services.give_membership(
            person=someone, unit=house.ward, role=Role.PHYSICIAN, starts=NOW, by=by, now=NOW
        )
    with pytest.raises((InvalidValue, NotAllowed)):
        services.give_shift(person=someone, unit=house.ward, role=Role.PHYSICIAN, by=by, now=NOW)
    assert selectors.unit_and_roles(someone.pk, house.ward.uid, NOW)[1] == {role}


def test_the_rules_come_in_pairs(house: people.House) -> None:
    leader = people.person("Leder", Role.SECTION_LEADER, house.ward, now=NOW - timedelta(days=9))
    by = people.actor(leader, Role.SECTION_LEADER, house.ward)
    here, there = house.ward.pk, house.detox.pk
    assert permissions.can_manage_everything(SYSTEM)
    assert not permissions.can_manage_everything(by)
    for unit_id, role, may in (
        (here, Role.NURSE, True),
        (here, Role.ADMINISTRATOR, False),
        (there, Role.NURSE, False),
    ):
        assert permissions.can_give_membership(by, unit_id=unit_id, role=role) is may
        assert permissions.can_end_membership(by, unit_id=unit_id, role=role) is may
    assert permissions.can_give_shift(by, unit_id=here, role=Role.NURSE, leads_shifts=False)
    assert not permissions.can_give_shift(by, unit_id=there, role=Role.NURSE, leads_shifts=True)


def test_only_oneself_or_an_administrator_changes_a_persons_own_details(house: people.House) -> None:
    kari = people.person("Kari", Role.NURSE, house.ward)
    ola = people.person("Ola", Role.NURSE, house.ward)
    details = {"language": "nn", "theme": "", "email": ""}
    with pytest.raises(NotAllowed, match="administrator_only"):
        services.change_own_details(
            person=ola, **details, by=people.actor(kari, Role.NURSE, house.ward), now=NOW
        )
    with pytest.raises(NotAllowed, match="administrator_only"):
        services.end_sessions(person=ola, by=people.actor(kari, Role.NURSE, house.ward), now=NOW)
    services.change_own_details(person=ola, **details, by=people.actor(ola, Role.NURSE), now=NOW)
    ola.refresh_from_db()
    assert ola.language == "nn"


@pytest.mark.parametrize("lang", ["nb", "nn", "en"])
def test_every_role_setting_level_and_purpose_has_a_word(lang: str) -> None:
    with translation.override(lang):
        for kind, table in (
            (Role, words.ROLES),
            (Setting, words.SETTINGS),
            (Level, words.LEVELS),
            (Purpose, words.PURPOSES),
        ):
            said = [str(table[member]) for member in kind]  # type: ignore[index]
            assert all(said)
            assert len(set(said)) == len(said)
