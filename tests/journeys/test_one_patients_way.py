"""One patient's way: from admission in withdrawal to the contact three months after, as those at work meet it.

Each step begins where work begins, on Today or in the band «Neste», and ends with the task gone from there. Every page
is counted by the keystroke-level model; run with `MEDGANG_PICTURES=1` the journey writes the table of the docs.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import time_machine
from django.utils import timezone

from medgang.core.people import Role
from medgang.core.timeline import EventKind
from medgang.core.timeline.details_plan import Planned
from medgang.web.accounts.models import OrgUnit, Person
from medgang.web.patients import selectors
from medgang.web.patients.models import Patient
from medgang.web.procedures import services as procedures
from tests.support import keystrokes, people

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

    from tests.support.browser import OpenPage, SignIn

ROOT = Path(__file__).resolve().parents[2]
TABLE = ROOT / "docs" / "performance" / "pages-by-hand.md"
MONDAY = datetime(2031, 1, 6, 9, 0, tzinfo=UTC)
NAME = "Siv Oppdiktsen"
pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


def follow(unit: OrgUnit, procedure: str) -> None:
    """The unit's leader takes the shipped procedure into use, a month before the story begins."""
    leader = people.person(f"Leder {unit.name}", Role.SECTION_LEADER, unit)
    by = people.actor(leader, Role.SECTION_LEADER, unit)
    at = timezone.now() - timedelta(days=30)
    stored = {version.procedure: version for version in procedures.store_shipped(by=by, now=at)}
    day = timezone.localdate(at)
    procedures.put_in_force(version=stored[procedure], begins=day, by=by, now=at, today=day)


@dataclass
class Worker:
    """Somebody at work: who, where, and the window they work in."""

    someone: Person
    unit: OrgUnit
    page: Page
    hand: keystrokes.Hand
    sign_in: SignIn

    def at_work(self) -> None:
        """A new shift, a new session."""
        self.page.context.clear_cookies()
        self.sign_in(self.page, self.someone)

    def place(self, rest: str = "") -> str:
        return f"/enhet/{self.unit.uid}/{rest}"

    def today(self) -> list[str]:
        """What Today asks for, and of whom; the folds count as well."""
        self.page.goto(self.place("i-dag/"))
        return self.rows()

    def rows(self) -> list[str]:
        """The rows of Today where it is shown already, each with its title and whom it is about."""
        self.page.locator("details.mg-fold").evaluate_all("folds => folds.forEach(fold => fold.open = true)")
        return self.page.locator("main .mg-today__row a.ds-button").all_inner_texts()

    def begin(self, title: str) -> None:
        """Press the row of Today by this title."""
        shown = self.today()
        assert any(title in row for row in shown), f"{title!r} is not on Today: {shown}"
        self.hand.press(self.page.get_by_role("link", name=f"Gjør {title}").first)

    def gone(self, title: str) -> None:
        """Back on Today, where the saved form leads, the row is no longer there."""
        assert self.page.url.endswith(self.place("i-dag/")), self.page.url
        shown = self.rows()
        assert not any(title in row for row in shown), f"{title!r} still stands on Today: {shown}"

    def save(self, said: str, button: str = "Lagre") -> None:
        """Save, and hear that it is saved."""
        self.hand.press(self.page.get_by_role("button", name=button, exact=True))
        self.page.get_by_text(said).first.wait_for()

    def box(self, name: str, value: str) -> Locator:
        """One answer of a question: a radio button or a tick."""
        return self.page.locator(f"input[name='{name}'][value='{value}']")

    def tick(self, name: str, *values: str) -> None:
        self.hand.choose(*(self.box(name, value) for value in values))

    def yes(self, name: str) -> None:
        self.hand.choose(self.page.locator(f"input[type=checkbox][name='{name}']"))

    def write(self, name: str, text: str) -> None:
        self.hand.write(self.page.locator(f"[name='{name}']"), text)

    def pick(self, name: str, value: str) -> None:
        self.hand.pick(self.page.locator(f"select[name='{name}']"), value)


@dataclass
class Story:
    """The clinic, the four at work, and the clock."""

    house: people.House
    clock: time_machine.Traveller
    detox: Worker
    nurse: Worker
    physician: Worker
    psychologist: Worker
    workers: list[Worker] = field(default_factory=list)

    def after(self, **gone: float) -> None:
        """Time passes; everybody signs in again."""
        self.clock.shift(timedelta(**gone))
        for worker in self.workers:
            worker.at_work()

    @property
    def patient(self) -> Patient:
        return Patient.objects.get(full_name=NAME)

    def of(self, worker: Worker, rest: str = "") -> str:
        """An address of the patient."""
        return worker.place(f"pasienter/{self.patient.uid}/{rest}")

    def line(self, worker: Worker) -> str:
        """The line that never scrolls away, and what is open today."""
        worker.page.goto(self.of(worker))
        return " ".join(worker.page.locator(".mg-patient, #nivaa + dl").all_inner_texts())

    def next_up(self, worker: Worker) -> list[str]:
        """The band «Neste»."""
        worker.page.goto(self.of(worker))
        return worker.page.locator(".mg-due .mg-today__name").all_text_contents()


@pytest.fixture
def story(open_page: OpenPage, sign_in: SignIn) -> Iterator[Story]:
    """Two units that follow their procedures, and those who work there."""
    with ExitStack() as stack:
        clock = stack.enter_context(time_machine.travel(MONDAY, tick=True))
        house = people.house()
        follow(house.detox, "withdrawal-light-activity")
        follow(house.ward, "tsb-physical-activity")

        def worker(name: str, role: Role, unit: OrgUnit) -> Worker:
            page = open_page("desktop")
            someone = people.person(name, role, unit)
            return Worker(someone, unit, page, keystrokes.Hand(page), sign_in)

        told = Story(
            house=house,
            clock=clock,
            detox=worker("Alma Avrusning", Role.NURSE, house.detox),
            nurse=worker("Lin Døgn", Role.NURSE, house.ward),
            physician=worker("Jo Lege", Role.PHYSICIAN, house.ward),
            psychologist=worker("Pia Psykolog", Role.PSYCHOLOGIST, house.ward),
        )
        told.workers = [told.detox, told.nurse, told.physician, told.psychologist]
        told.after()
        yield told


def admission(story: Story) -> None:
    """Given a person who comes to withdrawal, then two questions and a walk are what waits, and no more."""
    work = story.detox
    work.page.goto(work.place("pasienter/ny/"))
    with work.hand.at("Ny pasient"):
        work.write("full_name", NAME)
        work.tick("phase", "withdrawal")
        work.save("Innlagt.", "Legg inn")
    work.page.goto(story.of(work, "merke/"))
    with work.hand.at("Abstinens eller nedtrapping"):
        work.tick("on", "yes")
        work.save("Merket er lagret.")
    assert "abstinens eller nedtrapping pågår" in story.line(work)
    assert "To spørsmål" in story.next_up(work)

    work.today()
    with work.hand.at("To spørsmål"):
        work.begin("To spørsmål")
        work.tick("preferences", "walking")
        work.write("limits", "skjelven, tåler en rolig tur")
        work.save("Lagret.")
    work.gone("To spørsmål")
    with work.hand.at("Lett aktivitet"):
        work.begin("Tilby lett aktivitet")
        work.tick("answer", "did")
        work.pick("activity", "walking")
        work.write("minutes", "20")
        work.save("Lagret.")
    work.gone("Tilby lett aktivitet")


def red_flag(story: Story) -> None:
    """When somebody complains of the chest, then the day is closed, even for a walk, until a clinician has seen."""
    work = story.detox
    story.after(days=1)
    assert any("Tilby lett aktivitet" in row for row in work.today())  # a new day, a new offer
    work.page.goto(story.of(work, "gjor/raise-red-flag/"))
    with work.hand.at("Meld varseltegn"):
        work.tick("flag", "chest_pain")
        work.write("note", "holdt seg til brystet på trappa")
        work.save("All aktivitet venter")
    assert "all aktivitet venter" in story.line(work)
    assert story.next_up(work)[0] == "Varseltegn"

    work.page.goto(story.of(work, "gjor/light-activity/"))
    work.tick("answer", "yes")
    work.page.get_by_role("button", name="Lagre").click()
    work.page.get_by_text("All aktivitet venter til en kliniker har sett personen.").first.wait_for()

    with work.hand.at("Varseltegn: sett av kliniker"):
        work.begin("Varseltegn")
        work.write("note", "EKG uten funn, sett sammen med vakthavende lege")
        work.save("Dagen er åpen igjen")
    work.gone("Varseltegn")
    assert "all aktivitet venter" not in story.line(work)


def transfer(story: Story) -> None:
    """When withdrawal is over, then the stay goes on in the ward, and withdrawal sees the patient no more."""
    work = story.detox
    story.after(days=3)
    work.page.goto(story.of(work, "opphold/flytt/"))
    with work.hand.at("Til en annen enhet"):
        work.pick("to", str(story.house.ward.uid))
        work.hand.press(work.page.get_by_role("button", name="Lagre"))
    assert not any(NAME in row for row in work.today())

    ward = story.nurse
    assert any(NAME in row for row in ward.today())
    ward.page.goto(story.of(ward, "merke/"))
    ward.tick("on", "no")
    ward.save("Merket er lagret.")
    ward.page.goto(story.of(ward, "opphold/fase/"))
    with ward.hand.at("Ny fase"):
        ward.tick("to", "assessment")
        ward.save("Fasen er endret.")
    assert "åpen for lett" in story.line(ward)


def assessments(story: Story) -> None:
    """Both assessments open moderate; high waits for the physician, whose decision a nurse may write down."""
    story.after(days=1)
    doctor, nurse, psychologist = story.physician, story.nurse, story.psychologist
    with doctor.hand.at("Medisinsk vurdering"):
        doctor.begin("Medisinsk vurdering")
        doctor.write("systolic", "128")
        doctor.write("diastolic", "82")
        doctor.tick("outcome", "nothing_against")
        doctor.save("Vurderingen er lagret.")
    doctor.gone("Medisinsk vurdering")
    assert "åpen for lett" in story.line(nurse)

    with psychologist.hand.at("Psykologisk vurdering"):
        psychologist.begin("Psykologisk vurdering")
        psychologist.tick("outcome", "with_care")
        psychologist.write("cautions", "liker seg best i liten gruppe")
        psychologist.save("Vurderingen er lagret.")
    psychologist.gone("Psykologisk vurdering")
    shown = story.line(nurse)
    assert "åpen for moderat" in shown
    assert "liker seg best i liten gruppe" in shown

    with nurse.hand.at("Legens avgjørelse, ført av sykepleier"):
        nurse.begin("Legens avgjørelse om nivå")
        for level in ("light", "moderate", "high"):
            nurse.tick(level, "cleared")
        nurse.write("decided_by", "Jo Lege")
        nurse.write("documented_where", "innkomstnotat 11. januar")
        nurse.save("Avgjørelsen er lagret.")
    nurse.gone("Legens avgjørelse om nivå")
    assert "skal bekreftes av lege" in nurse.page.goto(story.of(nurse)).text()  # type: ignore[union-attr]

    with doctor.hand.at("Bekreft legens avgjørelse"):
        doctor.begin("Bekreft legens avgjørelse")
        doctor.save("Bekreftet.")
    doctor.gone("Bekreft legens avgjørelse")
    assert "åpen for høy til" in story.line(nurse)


def talk(story: Story) -> None:
    """The intake talk on one page, and the two questions about movement."""
    work = story.nurse
    with work.hand.at("Kartleggingssamtale"):
        work.begin("Kartleggingssamtale")
        work.tick("experience_kinds", "walking", "strength")
        work.write("experience", "spilte fotball til jeg var tjue, likte laget bedre enn løpingen")
        work.write("liked", "lag, skogen")
        work.write("disliked", "tredemølle")
        work.yes("informed")
        work.tick("materials", "what-movement-does")
        work.write("expectations_patient", "sove bedre, tenke på noe annet enn rus")
        work.write("expectations_staff", "et fast holdepunkt i uka")
        work.tick("adaptations", "small-group")
        work.tick("resources", "family", "nature_or_culture")
        work.tick("deficits", "economy")
        work.tick("barriers", "gear")
        work.tick("preferences", "walking", "strength-training")
        work.tick("importance", "8")
        work.tick("confidence", "5")
        work.tick("escort", "with_group")
        work.write("after_company", "søsteren min")
        work.save("Samtalen er lagret.")
    work.gone("Kartleggingssamtale")

    with work.hand.at("Spørsmål om bevegelse"):
        work.begin("Spørsmål om bevegelse")
        work.tick("i_evs_days", "2")
        work.write("i_evs_minutes", "20")
        work.save("Svarene er lagret.")
    work.gone("Spørsmål om bevegelse")


def plan(story: Story) -> None:
    """The plan begins from what the person likes; treatment brings a goal, the week's questions and a lesson."""
    story.after(days=2)
    work = story.nurse
    with work.hand.at("Aktivitetsplan"):
        work.begin("Aktivitetsplan")
        assert work.page.locator("select[name='activity_1']").input_value() == "walking"
        work.tick("days_1", "1", "3")
        work.write("minutes_1", "40")
        work.tick("days_2", "2")
        work.save("Planen er lagret.")
    work.gone("Aktivitetsplan")
    work.page.goto(story.of(work, "opphold/fase/"))
    work.tick("to", "treatment")
    work.save("Fasen er endret.")

    story.after(days=8)
    with work.hand.at("Nytt mål"):
        work.begin("Ett lite mål")
        work.write("text", "gå ned til vannet og opp igjen uten å stoppe")
        work.save("Målet er lagret.")
    work.gone("Ett lite mål")
    with work.hand.at("Ukas spørsmål"):
        work.begin("Ukas spørsmål")
        for item, value in (
            ("sleep", "5"),
            ("craving_week", "4"),
            ("mood", "6"),
            ("energy", "5"),
            ("pain", "2"),
            ("mastery", "6"),
            ("health", "6"),
        ):
            work.tick(f"i_{item}", value)
        work.save("Svarene er lagret.")
    work.gone("Ukas spørsmål")
    with work.hand.at("Undervisning"):
        work.begin("Tilby undervisning")
        work.tick("lesson", "craving")
        work.tick("attended", "yes")
        work.save("Lagret.")
    work.gone("Tilby undervisning")


def review(story: Story) -> None:
    """Eight weeks on, the plan is looked at together, beside what was expected."""
    work = story.nurse
    story.after(weeks=7)
    assert any("Ukas spørsmål" in row for row in work.today())  # a new week
    with work.hand.at("Evaluer planen"):
        work.begin("Evaluer planen")
        work.page.get_by_text("sove bedre, tenke på noe annet enn rus").wait_for()
        work.tick("outcome", "go_on")
        work.write("expectations_met", "sover gjennom natta nå")
        work.write("next_review", "2031-04-14")
        work.save("Evalueringen er lagret.")
    work.gone("Evaluer planen")


OWED = ("overdose_talk", "naloxone", "crisis_plan", "whom_to_ring", "next_appointment")


def unplanned_end(story: Story) -> None:
    """The person leaves against advice: one press, and the list is there as at a planned end."""
    work = story.nurse
    story.after(days=1)
    work.page.goto(story.of(work))
    with work.hand.at("Avbrudd"):
        work.hand.press(work.page.get_by_role("link", name="Endre opphold"))
        work.hand.press(work.page.get_by_role("link", name="Avbrudd"))
        work.tick("reason", "against_advice")
        work.save("Avbruddet er registrert.")
    discharge_list(story, gone=True)


def discharge_list(story: Story, *, gone: bool) -> None:
    """Overdose talk, naloxone, crisis plan, whom to ring, next appointment: the same list at every end."""
    work = story.nurse
    waits = story.next_up(work)
    owed = {"Samtale om overdose", "Nalokson", "Kriseplan", "Hvem du kan ringe", "Neste avtale"}
    assert owed <= set(waits), waits
    with work.hand.at("Før utskriving, personen er gått" if gone else "Før utskriving"):
        work.begin("Samtale om overdose")  # and four more, in one row
        if gone:
            work.tick("naloxone", "given")
            work.yes("rest_not_reached")
        else:
            for item, answer in zip(OWED, ("done", "given", "given", "given", "done"), strict=True):
                work.tick(item, answer)
        work.save("Lagret.")
    assert not owed & set(story.next_up(work))


def readmission(story: Story) -> None:
    """Back again: the plan comes along as a draft, the clearance does not, so high is closed until it is decided."""
    work = story.nurse
    story.after(days=3)
    work.page.goto(story.of(work))
    with work.hand.at("Legg inn på nytt"):
        work.hand.press(work.page.get_by_role("link", name="Legg inn på nytt"))
        work.tick("phase", "treatment")
        work.save("Innlagt på nytt.")
    assert "åpen for lett" in story.line(work)
    plans = [plan for _event, plan in selectors.timeline(story.patient).details(EventKind.PLANNED, Planned)]
    assert (plans[-1].week, plans[-1].agreed_with_patient) == (plans[0].week, False)
    assert "tur" in work.page.goto(story.of(work, "plan/")).text().lower()  # type: ignore[union-attr]
    assert any("Medisinsk vurdering" in row for row in story.physician.today())


def continuation(story: Story) -> None:
    """Before a planned end: a plan for afterwards with a named owner, and a training contact who has begun."""
    work = story.nurse
    work.page.goto(story.of(work, "gjor/continuation/"))
    with work.hand.at("Planen for tiden etter"):
        work.pick("activity", "walking")
        work.write("place", "turgruppa i bydelen")
        work.pick("weekday", "3")
        work.write("with_whom", "søsteren min")
        work.write("first_date", "2031-04-16")
        work.tick("points", "month_1", "month_3")
        work.pick("owner", str(work.someone.uid))
        work.save("Planen for tiden etter er lagret.")
    work.page.goto(story.of(work, "gjor/support/"))
    work.tick("kind", "training_contact")
    work.tick("state", "wished")
    work.save("Støtten er lagret.")
    work.page.goto(story.of(work, "opphold/planlagt-slutt/"))
    with work.hand.at("Planlagt utskriving"):
        work.write("expected_end", "2031-04-05")
        work.save("Dagen er lagret.")
    with work.hand.at("Støtte til å fortsette"):
        work.begin("Treningskontakten har begynt")
        work.tick("state", "started")
        work.save("Støtten er lagret.")
    assert "Treningskontakten har begynt" not in story.next_up(work)


def planned_end(story: Story) -> None:
    """Discharged, the list done, and nothing of it left on the ward's own list."""
    work = story.nurse
    story.after(days=20)
    work.page.goto(story.of(work, "opphold/utskriv/"))
    with work.hand.at("Skriv ut"):
        work.save("Utskrevet.")
    discharge_list(story, gone=False)


def contact(story: Story, title: str, point: str, **gone: float) -> None:
    """The agreed contact stands under «Etter oppholdet» when its time has come, and is gone when it was made."""
    work = story.nurse
    assert not any(title in row for row in work.today())
    story.after(**gone)
    with work.hand.at("Kontakt etter oppholdet"):
        work.begin(title)
        assert work.box("point", point).is_checked()
        work.tick("what", "reached")
        work.tick("way", "phone")
        work.tick("still_active", "yes")
        work.write("wishes", "vil prøve styrke også")
        work.save("Lagret.")
    work.gone(title)


@pytest.mark.requirement("R068", "R071", "R072", "R073", "R079", "R083", "R147", "R148", "R150")
def test_from_admission_to_three_months_after(story: Story) -> None:
    admission(story)
    red_flag(story)
    transfer(story)
    assessments(story)
    talk(story)
    plan(story)
    review(story)
    unplanned_end(story)
    readmission(story)
    continuation(story)
    planned_end(story)
    contact(story, "Kontakt første uke", "week_1", days=6)
    contact(story, "Kontakt etter én måned", "month_1", days=28)
    contact(story, "Kontakt etter tre måneder", "month_3", days=62)

    # Nothing here is measured by a clock: the model's seconds are the same on every machine.
    tallies = {tally.name: tally for worker in story.workers for tally in worker.hand.tallies}
    assert tallies["Avbrudd"].seconds + tallies["Før utskriving, personen er gått"].seconds < 120
    assert tallies["Kartleggingssamtale"].seconds < 8 * 60
    if os.environ.get("MEDGANG_PICTURES"):
        keystrokes.write_table(TABLE, tallies.values())
    assert keystrokes.names_in(TABLE) == sorted(tallies)
