"""The stays: twenty-four made-up patients in every phase, some with months behind them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils import timezone

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
from medgang.web.config.demo.clinic import Clinic
from medgang.web.patients import selectors, services
from medgang.web.patients.models import Patient, Stay


@dataclass(frozen=True, slots=True)
class Person:
    """A made-up patient and the way they have gone. Days count backwards from today.

    `detox` and `ward` are when they came to each unit; `treatment` when assessment was over; `ended` with `how`.
    """

    key: str
    name: str
    age: int
    sex: str
    uses: tuple[tuple[Substance, int], ...]
    detox: int | None = None
    ward: int | None = None
    treatment: int | None = None
    discharge_phase: int | None = None
    ended: int | None = None
    how: str = ""
    closed: int | None = None
    comorbidity: tuple[ComorbidityFlag, ...] = ()
    medicines: tuple[MedicineFlag, ...] = ()
    checked: int | None = None
    no_background: bool = False


S, C, M = Substance, ComorbidityFlag, MedicineFlag

PEOPLE: tuple[Person, ...] = (
    # in withdrawal now
    Person("ask", "Ask Oppdiktsen", 34, "m", ((S.F10, 12),), detox=2, no_background=True),
    Person(
        "birk",
        "Birk Påfunnsen",
        28,
        "m",
        ((S.F11, 6), (S.F13, 4)),
        detox=5,
        medicines=(M.SEDATIVE_TAPER,),
        checked=4,
    ),
    Person("dagg", "Dagg Liksomdatter", 45, "f", ((S.F10, 20),), detox=8, comorbidity=(C.HEART_OR_VESSEL,)),
    Person("elv", "Elv Tenktsen", 39, "m", ((S.F15, 10),), detox=3),
    Person(
        "fjell", "Fjell Oppdiktdatter", 52, "f", ((S.F10, 25), (S.F13, 10)), detox=10, comorbidity=(C.LIVER,)
    ),
    Person("glo", "Glo Påfunndatter", 23, "f", ((S.F12, 5),), detox=1, no_background=True),
    # on the ward now
    Person(
        "hei",
        "Hei Liksomsen",
        41,
        "m",
        ((S.F11, 15),),
        detox=96,
        ward=84,
        treatment=63,
        medicines=(M.OPIOID_AGONIST, M.QT_PROLONGING),
        checked=20,
    ),
    Person("is", "Is Tenktdatter", 31, "f", ((S.F15, 8), (S.F10, 4)), detox=90, ward=80, treatment=60),
    Person(
        "kyst",
        "Kyst Oppdiktsen",
        57,
        "m",
        ((S.F10, 30),),
        detox=75,
        ward=64,
        treatment=45,
        comorbidity=(C.HEART_OR_VESSEL,),
        medicines=(M.BETA_BLOCKER,),
        checked=6,
    ),
    Person(
        "lyng",
        "Lyng Påfunndatter",
        36,
        "f",
        ((S.F13, 11),),
        ward=58,
        treatment=40,
        comorbidity=(C.MENTAL_DISORDER,),
    ),
    Person("mo", "Mo Liksomsen", 26, "m", ((S.F12, 7), (S.F15, 3)), detox=62, ward=52, treatment=30),
    Person(
        "nes",
        "Nes Tenktsen",
        48,
        "m",
        ((S.F10, 22),),
        ward=47,
        treatment=25,
        comorbidity=(C.DIABETES,),
        medicines=(M.GLUCOSE_LOWERING,),
        checked=11,
    ),
    Person(
        "os",
        "Os Oppdiktdatter",
        33,
        "f",
        ((S.F11, 9),),
        detox=44,
        ward=33,
        treatment=12,
        comorbidity=(C.EATING_DISORDER,),
    ),
    Person("rim", "Rim Påfunnsen", 29, "m", ((S.F19, 10),), detox=30, ward=18),
    Person("sky", "Sky Liksomdatter", 42, "f", ((S.F10, 15), (S.F13, 6)), ward=6),
    Person(
        "tind", "Tind Tenktsen", 38, "m", ((S.F15, 13),), detox=118, ward=106, treatment=84, discharge_phase=9
    ),
    # readmitted
    Person(
        "ur",
        "Ur Oppdiktsen",
        35,
        "m",
        ((S.F11, 12),),
        detox=410,
        ward=398,
        treatment=376,
        ended=350,
        how="against_advice",
    ),
    # in follow-up
    Person(
        "vik",
        "Vik Påfunndatter",
        44,
        "f",
        ((S.F10, 18),),
        ward=130,
        treatment=110,
        discharge_phase=30,
        ended=20,
        how="planned",
    ),
    Person(
        "ytre",
        "Ytre Liksomsen",
        51,
        "m",
        ((S.F10, 28),),
        detox=160,
        ward=148,
        treatment=125,
        discharge_phase=60,
        ended=48,
        how="planned",
    ),
    Person(
        "as",
        "Ås Tenktdatter",
        27,
        "f",
        ((S.F15, 6),),
        detox=95,
        ward=83,
        treatment=60,
        ended=4,
        how="against_advice",
    ),
    Person(
        "bre",
        "Bre Oppdiktsen",
        46,
        "m",
        ((S.F13, 14),),
        ward=425,
        treatment=400,
        discharge_phase=300,
        ended=290,
        how="planned",
    ),
    Person("dal", "Dal Påfunnsen", 32, "m", ((S.F12, 9),), ward=100, treatment=80, ended=33, how="not_back"),
    # over
    Person("eng", "Eng Liksomdatter", 40, "f", ((S.F11, 10),), detox=200, ward=188, ended=150, how="moved"),
    Person(
        "foss",
        "Foss Tenktsen",
        55,
        "m",
        ((S.F10, 30),),
        ward=230,
        treatment=205,
        ended=140,
        how="planned",
        closed=70,
    ),
)
"""Names are words of nature with a surname that says «made up»; nobody is called that."""

SMALL = ("ask", "hei", "kyst", "as", "foss")
"""Enough for a test."""

READMITTED = "ur"
NEVER_TRAINS = "rim"
"""Who never trains, for the stories that follow."""


def tell(clinic: Clinic) -> None:
    """Register and admit everybody, and let each go their way in the order the days came."""
    for person in PEOPLE:
        if not clinic.small or person.key in SMALL:
            clinic.patients[person.key] = _go(clinic, person)
    if not clinic.small:
        _leave(clinic)
        _readmit(clinic)
        _mistakes(clinic)
    _look_in(clinic)


def _go(clinic: Clinic, person: Person) -> Patient:
    first = person.detox if person.detox is not None else person.ward
    assert first is not None  # noqa: S101 - everybody comes in somewhere
    unit = "detox" if person.detox is not None else "ward"
    nurse = clinic.by("furu" if unit == "detox" else "lind", unit)
    arrived = clinic.at(first, clinic.random.randint(9, 14), clinic.random.choice((0, 10, 20, 35, 50)))
    patient = services.register(
        full_name=person.name,
        born=_birthday(clinic, person.age),
        sex=person.sex,
        national_id="",
        by=nurse,
        now=arrived,
    )
    phase = Phase.WITHDRAWAL if unit == "detox" else Phase.ASSESSMENT
    services.admit(patient=patient, phase=phase, occurred=arrived, by=nurse, now=arrived)
    if not person.no_background:
        _background(clinic, person, patient, arrived + timedelta(hours=3), unit)
    if person.detox is not None:
        services.set_flag(
            patient=patient,
            flag=Flag.WITHDRAWAL_OR_TAPER,
            on=True,
            note="",
            occurred=arrived,
            by=nurse,
            now=min(arrived + timedelta(minutes=20), clinic.today),
        )
    if person.detox is not None and person.ward is not None:
        _to_ward(clinic, person, patient)
    _on_ward(clinic, person, patient)
    return patient


def _birthday(clinic: Clinic, age: int) -> date:
    today = timezone.localdate(clinic.today)
    return date(today.year - age - 1, clinic.random.randint(1, 12), clinic.random.randint(1, 28))


def _background(clinic: Clinic, person: Person, patient: Patient, when: datetime, unit: str) -> None:
    """Noted at arrival; where medicines have been looked at again since, noted anew that day."""
    days = [when]
    if person.checked is not None:
        days.append(clinic.at(person.checked, 9, 25))
    for instant in (min(day, clinic.today) for day in days):
        on_ward = person.ward is not None and instant >= clinic.at(person.ward, 11, 15)
        services.note_background(
            patient=patient,
            background=BackgroundNoted(
                substances=tuple(
                    SubstanceUse(substance, UsePattern.DEPENDENCE, years) for substance, years in person.uses
                ),
                medicines=person.medicines,
                medicines_checked=timezone.localdate(instant) if person.medicines else None,
                comorbidity=person.comorbidity,
            ),
            occurred=instant,
            by=clinic.by("lind", "ward")
            if on_ward
            else clinic.by("furu" if unit == "detox" else "lind", unit),
            now=instant,
        )


def _stay(patient: Patient) -> Stay:
    found = selectors.latest_stay(patient)
    assert found is not None  # noqa: S101 - admitted above
    return found


def _to_ward(clinic: Clinic, person: Person, patient: Patient) -> None:
    assert person.ward is not None  # noqa: S101 - checked by the caller
    nurse = clinic.by("furu", "detox")
    moved = clinic.at(person.ward, 11, 15)
    services.set_flag(
        patient=patient,
        flag=Flag.WITHDRAWAL_OR_TAPER,
        on=False,
        note="",
        occurred=moved - timedelta(hours=2),
        by=nurse,
        now=moved - timedelta(hours=2),
    )
    services.transfer(stay=_stay(patient), to=clinic.units["ward"], occurred=moved, by=nurse, now=moved)
    on_ward = clinic.by("lind", "ward")
    services.change_phase(
        stay=_stay(patient),
        to=Phase.ASSESSMENT,
        occurred=moved + timedelta(hours=1),
        by=on_ward,
        now=moved + timedelta(hours=1),
    )


def _on_ward(clinic: Clinic, person: Person, patient: Patient) -> None:
    social_educator, leader = clinic.by("vier", "ward"), clinic.by("eik", "ward")
    if person.treatment is not None:
        when = clinic.at(person.treatment, 13, 30)
        services.change_phase(
            stay=_stay(patient), to=Phase.TREATMENT, occurred=when, by=social_educator, now=when
        )
    if person.discharge_phase is not None:
        when = clinic.at(person.discharge_phase, 10, 30)
        services.change_phase(
            stay=_stay(patient), to=Phase.DISCHARGE, occurred=when, by=social_educator, now=when
        )
    if person.ended is None:
        return
    when = clinic.at(person.ended, 12)
    stay = _stay(patient)
    match person.how:
        case "planned":
            services.discharge(stay=stay, occurred=when, by=leader, now=when)
        case "moved":
            services.move_to_other_entity(
                stay=stay, receiver="Nabosykehuset HF", occurred=when, by=leader, now=when
            )
        case "not_back":
            services.end_unplanned(
                stay=stay, reason=EndReason.NOT_BACK_FROM_LEAVE, occurred=when, by=leader, now=when
            )
        case _:
            services.end_unplanned(
                stay=stay, reason=EndReason.AGAINST_ADVICE, occurred=when, by=leader, now=when
            )
    if person.closed is not None:
        when = clinic.at(person.closed, 14)
        services.close_follow_up(
            stay=_stay(patient), reason=CloseReason.COMPLETED, occurred=when, by=leader, now=when
        )


def _leave(clinic: Clinic) -> None:
    """One is away until tomorrow; one should have been back today."""
    nurse = clinic.by("lind", "ward")
    today = timezone.localdate(clinic.today)
    for key, gone, back in (("mo", 1, today + timedelta(days=1)), ("tind", 2, today)):
        when = clinic.at(gone, 16)
        services.start_leave(
            stay=_stay(clinic.patients[key]), expected_back=back, occurred=when, by=nurse, now=when
        )


def _readmit(clinic: Clinic) -> None:
    """Left against advice a year ago; back, and most of the way through."""
    nurse = clinic.by("furu", "detox")
    patient = clinic.patients[READMITTED]
    arrived = clinic.at(55, 13, 5)
    services.admit(patient=patient, phase=Phase.WITHDRAWAL, occurred=arrived, by=nurse, now=arrived)
    person = next(each for each in PEOPLE if each.key == READMITTED)
    again = Person(
        person.key, person.name, person.age, person.sex, person.uses, detox=55, ward=45, treatment=26
    )
    services.set_flag(
        patient=patient,
        flag=Flag.WITHDRAWAL_OR_TAPER,
        on=True,
        note="",
        occurred=arrived,
        by=nurse,
        now=arrived,
    )
    _to_ward(clinic, again, patient)
    _on_ward(clinic, again, patient)


def _mistakes(clinic: Clinic) -> None:
    """People write wrong and put it right: a phase noted a day late, and a flag set on the wrong patient."""
    nurse = clinic.by("lind", "ward")
    corrected = clinic.patients["is"]
    row = selectors.event_rows(corrected).filter(kind="phase_changed").last()
    assert row is not None  # noqa: S101 - told above
    services.correct(
        patient=corrected,
        event=row.uid,
        occurred=row.occurred - timedelta(days=1),
        detail=None,
        by=nurse,
        now=row.recorded + timedelta(days=2),
    )
    wrong = clinic.patients["sky"]
    when = clinic.at(3, 9, 40)
    event = services.set_flag(
        patient=wrong, flag=Flag.WITHDRAWAL_OR_TAPER, on=True, note="", occurred=when, by=nurse, now=when
    )
    services.withdraw(
        patient=wrong,
        event=event.uid,
        reason="Gjaldt en annen pasient",
        by=nurse,
        now=when + timedelta(hours=1),
    )


def _look_in(clinic: Clinic) -> None:
    """Staff have opened the records this week, so that the log has something to show."""
    for days_ago in range(6, -1, -1):
        for username, unit in (("lind", "ward"), ("vier", "ward"), ("lerk", "ward"), ("furu", "detox")):
            by = clinic.by(username, unit)
            assert by.unit is not None  # noqa: S101 - given above
            here = selectors.current_patients(by.unit.id)
            for line in clinic.random.sample(here, min(2, len(here))):
                selectors.get_patient(
                    by,
                    by.unit.uid,
                    line.patient.uid,
                    Purpose.CARE,
                    now=clinic.at(days_ago, clinic.random.randint(7, 15), clinic.random.randint(0, 59)),
                    what="patients:page",
                    sections=("background", "stay", "latest events"),
                )
