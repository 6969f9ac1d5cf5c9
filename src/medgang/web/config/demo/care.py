"""What the staff have done with the patients: assessments, talks, plans, goals, questions, the way out, contacts.

The ward keeps up with its procedure, as wards do: mostly. Somebody's week is unanswered, somebody's talk waits.
"""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from uuid import UUID

from django.utils import timezone

from medgang.core.timeline import Detail, EventKind
from medgang.core.timeline import details_after as after
from medgang.core.timeline import details_plan as plan
from medgang.core.timeline.details_background import MedicineFlag
from medgang.core.timeline.details_measures import (
    Answer,
    Channel,
    Measured,
    Missing,
    Quantity,
    Tested,
    TestStage,
    VitalsTaken,
)
from medgang.core.timeline.details_safety import (
    Assessed,
    AssessmentKind,
    AssessmentOutcome,
    Cleared,
    LevelDecision,
    Outcome,
)
from medgang.core.timeline.details_sessions import Attendance, Declined, Reason, Setting, Trained
from medgang.core.timeline.levels import Level, TalkTest
from medgang.web.config.demo.clinic import Clinic
from medgang.web.config.demo.stays import PEOPLE, READMITTED, Person
from medgang.web.patients import library
from medgang.web.patients.care import services
from medgang.web.patients.models import Patient

WAITING: dict[str, frozenset[str]] = {
    "sky": frozenset({"talk", "evs", "psychological", "clearance", "plan", "lesson", "goal", "test"}),
    "rim": frozenset({"goal", "continuation", "test"}),
    "os": frozenset({"week"}),
    "hei": frozenset({"unconfirmed"}),
}
"""What is not done yet, on purpose: an ordinary day has something on its list."""

GOALS = (
    ("Gå ned til vannet og opp igjen uten å stoppe", plan.Coherence.MANAGEABILITY),
    ("Være med på turen tre ganger denne uka", plan.Coherence.MEANINGFULNESS),
    ("Skjønne hvorfor jeg sover bedre når jeg har trent", plan.Coherence.COMPREHENSIBILITY),
    ("Løpe fem kilometer sammen med søsteren min", plan.Coherence.MEANINGFULNESS),
)
VICTORIES = (
    "Tok på sokkene uten å sette meg",
    "Gikk opp trappa uten å stoppe",
    "Sov hele natta etter turen",
    "Ble med selv om jeg ikke hadde lyst",
)
LIKED = (
    ("walking", "strength-training"),
    ("yoga", "kayak"),
    ("ergometer-cycling", "strength-training"),
    ("walking", "aerobics"),
)
"""Something light and something moderate, as the plan holds them."""
EXPECTED = (
    ("Bli kvitt uroa og sove bedre", "Komme i gang rolig, to ganger i uka"),
    ("Komme i form igjen", "Bygge opp over åtte uker, ikke for fort"),
    ("Vet ikke helt, men jeg vil prøve", "Finne noe personen liker"),
)


@dataclass(slots=True)
class Story:
    """One patient while their story is told. Days are counted backwards from today."""

    clinic: Clinic
    patient: Patient
    person: Person
    random: random.Random

    def happened(
        self, day: float, hour: int, who: str, unit: str, kind: EventKind, detail: Detail, minute: int = 0
    ) -> None:
        """Somebody wrote this down that day, unless the stay was over or the day has not come that far."""
        when = self.clinic.at(day, hour, minute)
        if when >= self.clinic.today or (day < 0):
            return
        services.note(
            patient=self.patient,
            kind=kind,
            detail=detail,
            occurred=when,
            by=self.clinic.by(who, unit),
            now=when + timedelta(minutes=5) if when + timedelta(minutes=5) < self.clinic.today else when,
        )

    def uid(self) -> UUID:
        """An id that is the same every time the story is told."""
        return UUID(int=self.random.getrandbits(128), version=4)

    def late(self, what: str) -> bool:
        """Whether this is one of the things not done yet."""
        return what in WAITING.get(self.person.key, frozenset())

    def on(self, day: float) -> date:
        """The date some days ago."""
        return timezone.localdate(self.clinic.at(day))


def tell(clinic: Clinic) -> None:
    """Every patient's care, from the first day to the contacts after."""
    for person in PEOPLE:
        patient = clinic.patients.get(person.key)
        if patient is None:
            continue
        now = person
        if person.key == READMITTED and not clinic.small:
            now = replace(person, detox=55, ward=45, treatment=26, ended=None, how="")
        story = Story(clinic, patient, now, random.Random(f"care {person.key}"))  # noqa: S311 - made-up people
        _in_withdrawal(story)
        if now.ward is not None:
            _assessed(story, now.ward)
            _planned(story, now.ward)
            _tested(story, now.ward)
            _onwards(story, now.ward)
        if now.ended is not None and now.how != "moved":
            _left(story, now.ended)


def _in_withdrawal(story: Story) -> None:
    """The physician on the first day, two questions on the second, light activity every day."""
    first, end = story.person.detox, story.person.ward or 0
    if first is None:
        return
    story.happened(
        first, 16, "lerk", "detox", EventKind.ASSESSED,
        Assessed(AssessmentKind.MEDICAL, AssessmentOutcome.WITH_CARE, assessed_by="Lars Lerkeprøve"),
    )  # fmt: skip
    if first > 1:
        story.happened(
            first - 1, 11, "furu", "detox", EventKind.TALKED,
            plan.Talked(short=True, preferences=story.random.choice(LIKED)[:1], limits="Kort og rolig"),
        )  # fmt: skip
    for day in range(first - 1, end, -1):
        if story.random.random() < 0.7:
            done = Trained(
                attendance=Attendance.TRAINED,
                setting=Setting.INDIVIDUAL,
                activity=story.random.choice(("walking", "relaxation", "yoga")),
                level=Level.LIGHT,
                minutes=float(story.random.choice((10, 15, 20, 30))),
            )
            story.happened(day, 13, "rogn", "detox", EventKind.TRAINED, done)
        else:
            no = Declined(activity="walking", reason=story.random.choice((Reason.NOT_TODAY, Reason.SLEPT)))
            story.happened(day, 13, "rogn", "detox", EventKind.DECLINED, no)
        if day % 2 == 0:
            eased = 10 - 7 * (day - end) / (first - end)
            ticks = answered(story, "own-withdrawal", eased)
            story.happened(day, 14, "furu", "detox", EventKind.MEASURED, ticks)


def answered(story: Story, instrument: str, level: float) -> Measured:
    """Answers around a level, one question passed over now and then."""
    definition = library.instruments()[instrument]
    answers = []
    for item in definition.items:
        if item.private:
            continue
        if story.random.random() < 0.06:
            answers.append(Answer(item.id))
            continue
        top, bottom = min(item.highest, 10.0), item.lowest
        better = level if item.higher_is_better else 10 - level
        values = [option.value for option in item.options]
        meant = bottom + (better + story.random.uniform(-1.5, 1.5)) / 10 * (top - bottom)
        wanted = min(max(round(meant), bottom), top)
        answers.append(
            Answer(item.id, min(values, key=lambda value: abs(value - wanted)) if values else float(wanted))
        )
    return Measured(
        instrument=instrument, version=definition.version, answers=tuple(answers), channel=Channel.STAFF
    )


def evs(days: int, minutes: int, strength: int) -> Measured:
    """The questions on movement."""
    return Measured(
        instrument="evs",
        version=library.instruments()["evs"].version,
        answers=(
            Answer("evs-days", days),
            Answer("evs-minutes", minutes),
            Answer("evs-strength", strength),
        ),
    )


def _assessed(story: Story, ward: int) -> None:
    """Medical where nobody had, psychological, the physician's decision, blood pressure."""
    person = story.person
    if person.detox is None:
        story.happened(
            ward - 1, 15, "lerk", "ward", EventKind.ASSESSED,
            Assessed(AssessmentKind.MEDICAL, AssessmentOutcome.NOTHING_AGAINST, assessed_by="Lars Lerkeprøve"),
        )  # fmt: skip
    if not story.late("vitals"):
        pressure = VitalsTaken(
            systolic_mmhg=story.random.randint(112, 146),
            diastolic_mmhg=story.random.randint(68, 92),
            resting_bpm=story.random.randint(58, 88),
        )
        story.happened(ward - 1, 8, "lind", "ward", EventKind.VITALS_TAKEN, pressure)
    if not story.late("psychological"):
        for day in (ward - 4, (person.treatment or 0) - 2):
            story.happened(
                day, 10, "pil", "ward", EventKind.ASSESSED,
                Assessed(
                    AssessmentKind.PSYCHOLOGICAL, AssessmentOutcome.NOTHING_AGAINST, assessed_by="Petra Pileprøve"
                ),
            )  # fmt: skip
    if story.late("clearance"):
        return
    slow = MedicineFlag.BETA_BLOCKER in person.medicines or MedicineFlag.QT_PROLONGING in person.medicines
    days = [day for day in (ward - 6, (person.treatment or 0) - 5) if day > (person.ended or 0)]
    if story.late("unconfirmed"):
        days.append(1)
    for day in days:
        high = LevelDecision(Level.HIGH, Outcome.ADAPTED, "styr etter anstrengelse, ikke puls") if slow else (
            LevelDecision(Level.HIGH, Outcome.CLEARED)
        )  # fmt: skip
        by_nurse = story.late("unconfirmed") and day == days[-1]
        decision = Cleared(
            decisions=(
                LevelDecision(Level.LIGHT, Outcome.CLEARED),
                LevelDecision(Level.MODERATE, Outcome.CLEARED),
                high,
            ),
            decided_by="Lars Lerkeprøve",
            decided_on=story.on(day),
            expires=story.on(day) + timedelta(days=120),
            confirmed=not by_nurse,
            documented_where="" if not by_nurse else "muntlig på visitt",
        )
        story.happened(day, 14, "lind" if by_nurse else "lerk", "ward", EventKind.CLEARED, decision)


def _planned(story: Story, ward: int) -> None:
    """The talk, the questions on movement, a lesson, the plan with its reviews, goals and what came of them."""
    person, last = story.person, story.person.ended or 0
    liked = story.random.choice(LIKED)
    if not story.late("talk"):
        story.happened(ward - 3, 11, "lind", "ward", EventKind.TALKED, _talk(story, liked))
    if not story.late("evs"):
        story.happened(
            ward - 3, 12, "lind", "ward", EventKind.MEASURED, evs(story.random.randint(0, 3), 20, 0)
        )
    if not story.late("lesson"):
        for day in (ward - 9, (person.treatment or 0) - 6):
            if day > last:
                lesson = plan.LessonHeld("what-movement-does", "1", attended=story.random.random() < 0.8)
                story.happened(day, 13, "fugl", "ward", EventKind.LESSON_HELD, lesson)
    if not story.late("plan"):
        _the_plan(story, ward, liked)
    if not story.late("goal"):
        _goals(story, ward)
    if person.treatment is not None:
        _weeks(story, person.treatment)


def _talk(story: Story, liked: tuple[str, ...]) -> plan.Talked:
    theirs, ours = story.random.choice(EXPECTED)
    return plan.Talked(
        experience="Trente mye før, men det er lenge siden",
        experience_kinds=("walking", "ball"),
        liked=("å være ute",),
        disliked=("treningsstudio",),
        informed=True,
        materials=(plan.MaterialShown("begin-safely", "1"),),
        expectations_patient=theirs,
        expectations_staff=ours,
        adaptations=("own-pace",),
        resources=(
            plan.Resource(plan.ResourceArea.FAMILY, plan.Weight.RESOURCE),
            plan.Resource(plan.ResourceArea.NATURE_OR_CULTURE, plan.Weight.RESOURCE),
            plan.Resource(plan.ResourceArea.ECONOMY, plan.Weight.DEFICIT),
        ),
        barriers=story.random.choice((("alone", "mood"), ("anxiety",), ("gear", "money"))),
        helps=("buddy", "agreement"),
        preferences=liked,
        importance=story.random.randint(5, 9),
        confidence=story.random.randint(3, 7),
        escort=plan.Escort.WITH_GROUP,
        after_place="Kulturhuset hjemme",
        skipped=("food_and_training", "leave_rules"),
    )


def _the_plan(story: Story, ward: int, liked: tuple[str, ...]) -> None:
    """Agreed in the second week, looked at every fourth, and moved on."""
    uid, day, version = story.uid(), ward - 8, 1
    last = story.person.ended or 0
    while day > last:
        week = [
            plan.PlannedActivity(weekday, liked[0], Level.LIGHT, "10:00", 30) for weekday in (1, 3, 5)
        ] + [plan.PlannedActivity(weekday, liked[1], Level.MODERATE, "13:30", 40) for weekday in (2, 4)]
        review = max(day - 28, 3) if last == 0 and day - 28 <= 0 else day - 28
        made = plan.Planned(
            plan=uid,
            starts=story.on(day),
            review_on=story.on(day) + timedelta(days=28),
            version=version,
            week=tuple(week),
            rest_days=(7,),
            intensity=plan.IntensitySource.TALK_TEST,
            talk_test=TalkTest.LONG_SENTENCES,
            step="begin" if version == 1 else "steady",
            patient_chose_step=version > 1,
            adaptations=("own-pace",),
        )
        story.happened(day, 14, "vier", "ward", EventKind.PLANNED, made)
        day, version = day - 28, version + 1
        if day > last and review > 0:
            story.happened(
                day, 13, "vier", "ward", EventKind.PLAN_REVIEWED,
                plan.PlanReviewed(plan.ReviewOutcome.GO_ON, plan=uid, expectations_met="Sover bedre, vil fortsette"),
            )  # fmt: skip


def _goals(story: Story, ward: int) -> None:
    """One small goal early, another when treatment begins; most are reached or on the way."""
    last = story.person.ended or 0
    days = [day for day in (ward - 10, (story.person.treatment or 0) - 7) if day > last]
    for number, day in enumerate(days):
        text, part = story.random.choice(GOALS)
        uid = story.uid()
        size = plan.GoalSize.SMALL if number == 0 else plan.GoalSize.LARGE
        story.happened(
            day, 15, "rogn", "ward", EventKind.GOAL_SET,
            plan.GoalSet(uid, text, size, (part,), story.on(day) + timedelta(days=7)),
        )  # fmt: skip
        if number == 0 and day - 7 > last:
            state = story.random.choice((plan.GoalState.REACHED, plan.GoalState.ON_THE_WAY))
            story.happened(
                day - 7, 15, "rogn", "ward", EventKind.GOAL_REVIEWED,
                plan.GoalReviewed(uid, state, feeling=story.random.randint(5, 9)),
            )  # fmt: skip
        if day - 9 > last:
            won = plan.VictoryNoted(story.random.choice(VICTORIES), quote=True, may_be_shown=number == 0)
            story.happened(day - 9, 16, "rogn", "ward", EventKind.VICTORY_NOTED, won)


def _weeks(story: Story, treatment: int) -> None:
    """The week's questions, slowly better; now and then nobody wanted to answer."""
    last = story.person.ended or 0
    stop = max(last, 8 if story.late("week") else 0)
    for number, day in enumerate(range(treatment - 3, stop, -7)):
        asked: Measured = answered(story, "own-week", 4 + min(number * 0.4, 3))
        if story.random.random() < 0.12:
            asked = Measured(instrument="own-week", version=asked.version, missing=Missing.DECLINED)
            again = answered(story, "own-week", 4 + min(number * 0.4, 3))
            story.happened(day, 18, "rogn", "ward", EventKind.MEASURED, asked)
            day -= 1  # noqa: PLW2901 - asked again the next day
            asked = again
        story.happened(day, 18, "rogn", "ward", EventKind.MEASURED, asked)


def _tested(story: Story, ward: int) -> None:
    """The same walk after three weeks and every tenth week, and the evaluation in the pathway every sixth."""
    last, first = story.person.ended or 0, story.person.detox or ward
    metres = story.random.randint(380, 520)
    if not story.late("test"):
        for number, day in enumerate(range(ward - 17, last, -70)):
            walked = Tested(
                test="six-minute-walk",
                stages=(TestStage(1, 6.0, bpm=story.random.randint(108, 136), effort=13),),
                readings=(Quantity("distance", float(metres + 32 * number), "m"),),
                equipment="gangen i 2. etasje",
            )
            story.happened(day, 11, "fugl", "ward", EventKind.TESTED, walked)
    for day in range(first - 40, last, -40):
        if day < ward:
            story.happened(
                day, 12, "lind", "ward", EventKind.PLAN_REVIEWED, plan.PlanReviewed(plan.ReviewOutcome.GO_ON)
            )  # fmt: skip


def _onwards(story: Story, ward: int) -> None:
    """The continuation from the third week, a training contact asked about and found."""
    last = story.person.ended or 0
    if not story.late("continuation"):
        for day in (ward - 15, (story.person.treatment or 0) - 8):
            if day > last:
                story.happened(day, 10, "syrin", "ward", EventKind.CONTINUATION_PLANNED, _continuation(story))
    if not story.late("support"):
        training = after.SupportKind.TRAINING_CONTACT
        states = (after.SupportState.WISHED, after.SupportState.MATCHED, after.SupportState.STARTED)
        for day, state in zip((ward - 24, ward - 40, ward - 60), states, strict=True):
            if day > last:
                story.happened(
                    day, 10, "syrin", "ward", EventKind.SUPPORT_ARRANGED,
                    after.SupportArranged(training, state),
                )  # fmt: skip


def _continuation(story: Story) -> after.ContinuationPlanned:
    settled = story.person.discharge_phase is not None or story.person.ended is not None
    return after.ContinuationPlanned(
        place="Kulturhuset",
        activity="walking",
        weekday=2,
        starts="17:00",
        with_whom="turgruppa" if not settled else "treningskontakten",
        first_date=story.on(story.person.ended - 2) if settled and story.person.ended else None,
        cost_kr=0,
        travel="buss 12",
        points=tuple(after.ContactPoint),
        owner=story.clinic.people["syrin"].uid,
    )


def _left(story: Story, ended: int) -> None:
    """What was given at the end, and the contacts since: reached, or tried in vain."""
    planned = story.person.how == "planned"
    items: Iterable[tuple[after.DischargeItem, after.ItemOutcome]] = (
        (after.DischargeItem.OVERDOSE_TALK, after.ItemOutcome.DONE),
        (
            after.DischargeItem.NALOXONE,
            after.ItemOutcome.GIVEN if story.random.random() < 0.6 else after.ItemOutcome.NOT_RELEVANT,
        ),
        (after.DischargeItem.CRISIS_PLAN, after.ItemOutcome.GIVEN),
        (after.DischargeItem.WHOM_TO_RING, after.ItemOutcome.GIVEN),
        (after.DischargeItem.NEXT_APPOINTMENT, after.ItemOutcome.DONE),
    )
    for number, (item, outcome) in enumerate(items):
        reached = planned or number < 2
        story.happened(
            ended + (2 if planned else 0), 11, "lind", "ward", EventKind.DISCHARGE_ITEM_DONE,
            after.DischargeItemDone(item, outcome if reached else after.ItemOutcome.NOT_REACHED), minute=number,
        )  # fmt: skip
    closed = story.person.closed or 0
    points = ((5, "WEEK_1"), (32, "MONTH_1"), (92, "MONTH_3"), (183, "MONTH_6"), (366, "MONTH_12"))
    for days, name in points:
        day = ended - days
        if day <= closed:
            break
        point = after.ContactPoint[name]
        if story.random.random() < 0.3:
            story.happened(
                day + 1, 14, "syrin", "ward", EventKind.CONTACT_TRIED,
                after.ContactTried(point, after.ContactWay.PHONE),
            )  # fmt: skip
        story.happened(
            day, 14, "syrin", "ward", EventKind.CONTACTED,
            after.Contacted(point, after.ContactWay.PHONE, still_active=story.random.random() < 0.7),
        )  # fmt: skip
