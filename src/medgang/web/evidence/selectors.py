"""Reading reviews. `get_review` is the one door: who is no member of a review does not find it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.http import Http404

from medgang.core.literature.flow import Flow, Route, State, Tracked, flow_of
from medgang.core.literature.protocol import Role as Part
from medgang.core.literature.questions import Criteria, Criterion, Judged, Pico, Question, Side, Spider
from medgang.core.literature.questions import to_screen_again as core_to_screen_again
from medgang.core.literature.record import Record
from medgang.core.literature.screening.decisions import Answer, Decision, Position, Stage
from medgang.core.plain import from_plain
from medgang.web.accounts import access_log
from medgang.web.accounts import selectors as accounts
from medgang.web.accounts.actors import Actor
from medgang.web.accounts.models import Membership, Person
from medgang.web.evidence.models import (
    AppraisalRow,
    CriteriaVersion,
    DecisionRow,
    DuplicatePair,
    ImportedFile,
    PooledTable,
    Ranking,
    RecordRow,
    Review,
    ReviewMember,
)


def reviews_of(actor: Actor) -> list[Review]:
    """The reviews the actor takes part in, newest first."""
    assert actor.person_id is not None  # noqa: S101 - a signed-in person
    return list(
        Review.objects.filter(members__person_id=actor.person_id, members__ends__isnull=True)
        .distinct()
        .order_by("-created", "-id")
    )


def get_review(actor: Actor, uid: UUID, now: datetime) -> Review:
    """The review, for somebody who takes part in it; not there for anybody else, and the try is logged."""
    assert actor.person_id is not None  # noqa: S101 - a signed-in person
    found = Review.objects.filter(
        uid=uid, members__person_id=actor.person_id, members__ends__isnull=True
    ).first()
    if found is None:
        access_log.log_refusal(
            by=actor, now=now, what="evidence:review", reason="no membership", details={"review": str(uid)}
        )
        raise Http404
    return found


def parts_of(review: Review, person_id: int | None) -> frozenset[Part]:
    """What a person is in a review now."""
    if person_id is None:
        return frozenset()
    held = ReviewMember.objects.filter(review=review, person_id=person_id, ends__isnull=True)
    return frozenset(Part(part) for part in held.values_list("part", flat=True))


def members(review: Review) -> list[ReviewMember]:
    """Who takes part and who has left."""
    return list(review.members.select_related("person").order_by("ends", "id"))


def member(review: Review, uid: UUID) -> ReviewMember | None:
    """One row of the members."""
    return review.members.filter(uid=uid, ends__isnull=True).first()


def colleagues(actor: Actor, text: str, now: datetime) -> list[Person]:
    """People of the actor's trusts whose name fits: any of them can be asked to take part."""
    assert actor.person_id is not None  # noqa: S101 - a signed-in person
    trusts = {unit.trust_id for unit, _ in accounts.units_of(actor.person_id, now)}
    fitting = accounts.find_colleagues(text, now)
    inside = set(
        Membership.objects.filter(
            person_id__in=[one.pk for one in fitting], unit__trust_id__in=trusts, starts__lte=now
        )
        .filter(Q(ends__isnull=True) | Q(ends__gt=now))
        .values_list("person_id", flat=True)
    )
    return [one for one in fitting if one.pk in inside]


def question_of(review: Review) -> Question:
    """The question as the core knows it."""
    return Pico(**review.question) if review.kind == "pico" else Spider(**review.question)


def criteria_versions(review: Review) -> list[CriteriaVersion]:
    """Every version of the checklist, oldest first."""
    return list(review.criteria.order_by("version"))


def as_criteria(row: CriteriaVersion) -> Criteria:
    """A stored checklist as the core knows it."""
    return Criteria(
        row.version,
        tuple(Criterion(one["key"], Side(one["side"]), one["text"]) for one in row.items),
    )


def criteria_of(review: Review) -> Criteria | None:
    """The checklist in use; None before there is one."""
    row = review.criteria.order_by("-version").first()
    return as_criteria(row) if row else None


def files(review: Review) -> list[ImportedFile]:
    """What was imported, oldest first."""
    return list(review.files.defer("losses").order_by("id"))


def file(review: Review, uid: UUID) -> ImportedFile | None:
    """One imported file."""
    return review.files.filter(uid=uid).first()


def record(review: Review, uid: UUID) -> RecordRow | None:
    """One record of the review, with the file it came from."""
    return review.records.filter(uid=uid).select_related("file").first()


def as_record(row: RecordRow) -> Record:
    """A stored record as the core knows it."""
    return from_plain(Record, row.document)


def kept(review: Review) -> QuerySet[RecordRow]:
    """The records that are no duplicates of others."""
    return review.records.filter(duplicate_of__isnull=True)


def pair(review: Review, uid: UUID) -> DuplicatePair | None:
    """One pair."""
    return review.pairs.filter(uid=uid).select_related("one", "other").first()


def unsure_pairs(review: Review) -> QuerySet[DuplicatePair]:
    """The pairs a person is asked about, the most alike first."""
    return review.pairs.filter(verdict="unsure").select_related("one__file", "other__file")


def duplicate_groups(review: Review) -> QuerySet[RecordRow]:
    """The records that stand for a group, with how many there are besides."""
    return (
        kept(review)
        .annotate(others=Count("duplicates"))
        .filter(others__gt=0)
        .select_related("file")
        .prefetch_related("duplicates__file")
        .order_by("id")
    )


def reasons_between(review: Review, ids: set[int]) -> dict[frozenset[int], DuplicatePair]:
    """The pairs that joined these records."""
    found = review.pairs.filter(one_id__in=ids, other_id__in=ids)
    return {frozenset((one.one_id, one.other_id)): one for one in found}


def screeners(review: Review) -> frozenset[str]:
    """Who screens now, as the core's decisions name them."""
    held = review.members.filter(
        part__in=[Part.SCREENER.value, Part.GUEST_SCREENER.value], ends__isnull=True
    ).values_list("person_id", flat=True)
    return frozenset(str(one) for one in held)


def decisions_on(row: RecordRow, stage: Stage) -> list[DecisionRow]:
    """Every answer on one record at one stage, oldest first."""
    return list(row.decisions.filter(stage=stage.value).select_related("screener").order_by("id"))


def as_decision(row: DecisionRow) -> Decision:
    """A stored answer as the core knows it; all arbiters speak with one voice."""
    return Decision(
        record=str(row.record_id),
        screener="arbiter" if row.as_arbiter else str(row.screener_id),
        stage=Stage(row.stage),
        answer=Answer(row.answer),
        reason=row.reason,
    )


def waiting_for(review: Review, person_id: int, stage: Stage) -> QuerySet[RecordRow]:
    """The records this screener has not answered and that still need an answer."""
    answered = DecisionRow.objects.filter(
        review=review, screener_id=person_id, stage=stage.value, as_arbiter=False
    )
    open_positions = [Position.UNSEEN.value, Position.WAITING.value]
    waiting = kept(review).exclude(pk__in=answered.values("record_id"))
    if stage is Stage.TITLE:
        return waiting.filter(title_position__in=open_positions)
    return waiting.filter(
        title_position=Position.KEPT.value, text_position__in=open_positions, not_retrieved=False
    )


def next_record(review: Review, person_id: int, stage: Stage) -> tuple[RecordRow | None, int]:
    """The record to show now, and how many are left. The learned order where there is one, else the file's."""
    waiting = waiting_for(review, person_id, stage)
    left = list(waiting.order_by("id").values_list("id", flat=True))
    if not left:
        return None, 0
    first = left[0]
    if stage is Stage.TITLE:
        ranking = Ranking.objects.filter(review=review, person_id=person_id).first()
        if ranking is not None:
            there = set(left)
            first = next((pk for pk in ranking.order if pk in there), first)
    return RecordRow.objects.select_related("file").get(pk=first), len(left)


def conflicts(review: Review, stage: Stage) -> QuerySet[RecordRow]:
    """Where the screeners disagree."""
    open_ = kept(review).select_related("file").order_by("id")
    if stage is Stage.TITLE:
        return open_.filter(title_position=Position.CONFLICT.value)
    return open_.filter(title_position=Position.KEPT.value, text_position=Position.CONFLICT.value)


def answers_by_screener(review: Review, stage: Stage) -> dict[Person, dict[str, bool]]:
    """What each screener said last about each record, arbiters left out: agreement before consensus."""
    found: dict[Person, dict[str, bool]] = {}
    rows = review.decisions.filter(stage=stage.value, as_arbiter=False).select_related("screener")
    for row in rows.order_by("id"):
        goes_on = Answer(row.answer).goes_on
        found.setdefault(row.screener, {})[str(row.record_id)] = goes_on
    return found


def labels_in_order(review: Review, person_id: int | None = None) -> list[bool]:
    """Relevant or not, in the order records were first read at the first stage: what the stopping aid looks at."""
    rows = review.decisions.filter(
        stage=Stage.TITLE.value, as_arbiter=False, record__duplicate_of__isnull=True
    ).order_by("id")
    if person_id is not None:
        rows = rows.filter(screener_id=person_id)
    found: dict[int, bool] = {}
    for record_id, answer in rows.values_list("record_id", "answer"):
        found[record_id] = found.get(record_id, False) or Answer(answer).goes_on
    return list(found.values())


def learnt_labels(review: Review, person_id: int) -> dict[int, bool]:
    """What a screener's order learns from: own answers, and what was settled where two disagreed."""
    own = {
        record_id: Answer(answer).goes_on
        for record_id, answer in review.decisions.filter(
            stage=Stage.TITLE.value, screener_id=person_id, as_arbiter=False
        )
        .order_by("id")
        .values_list("record_id", "answer")
    }
    settled = review.decisions.filter(stage=Stage.TITLE.value, as_arbiter=True).order_by("id")
    for record_id, answer in settled.values_list("record_id", "answer"):
        if record_id in own:
            own[record_id] = Answer(answer).goes_on
    return own


def may_see_decisions(review: Review, person_id: int) -> bool:
    """Nobody who still has records to screen sees what the others said."""
    mine = parts_of(review, person_id)
    if not mine & {Part.SCREENER, Part.GUEST_SCREENER}:
        return True
    return not any(waiting_for(review, person_id, stage).exists() for stage in Stage)


_AT_TITLE = {
    Position.UNSEEN: State.IDENTIFIED,
    Position.WAITING: State.IDENTIFIED,
    Position.CONFLICT: State.IDENTIFIED,
    Position.EXCLUDED: State.EXCLUDED_TITLE,
}
_AT_TEXT = {
    Position.UNSEEN: State.SOUGHT,
    Position.WAITING: State.ASSESSED,
    Position.CONFLICT: State.ASSESSED,
    Position.EXCLUDED: State.EXCLUDED_FULL_TEXT,
    Position.KEPT: State.INCLUDED,
}


def state_of(row: RecordRow, *, stopped: bool = False) -> State:
    """Where a record is on its way, from what was decided. `stopped`: what nobody read is PRISMA's automation."""
    if row.duplicate_of_id is not None:
        return State.DUPLICATE
    at_title = Position(row.title_position)
    if at_title is not Position.KEPT:
        unread = stopped and at_title is Position.UNSEEN
        return State.AUTOMATION if unread else _AT_TITLE[at_title]
    if row.not_retrieved:
        return State.NOT_RETRIEVED
    return _AT_TEXT[Position(row.text_position)]


def rows_with_states(review: Review) -> Iterator[tuple[RecordRow, State]]:
    """Every record with its state, in the order they came."""
    for row in review.records.select_related("file").order_by("id"):
        yield row, state_of(row, stopped=review.stopped is not None)


def flow(review: Review) -> tuple[Flow, Counter[State]]:
    """The diagram of the review, counted from its records, and how many are in each state."""
    reasons = {one.key: one.text for row in criteria_versions(review) for one in as_criteria(row).items}
    states: Counter[State] = Counter()
    tracked = []
    rows = (
        review.records.select_related("file")
        .only(
            "review_id",
            "duplicate_of_id",
            "title_position",
            "text_position",
            "reason",
            "not_retrieved",
            "file__database",
            "file__route",
        )
        .order_by("id")
    )
    for row in rows:
        state = state_of(row, stopped=review.stopped is not None)
        states[state] += 1
        tracked.append(
            Tracked(
                id=str(row.pk),
                source=row.file.database,
                state=state,
                route=Route(row.file.route),
                reason=reasons.get(row.reason, row.reason) if state is State.EXCLUDED_FULL_TEXT else "",
            )
        )
    return flow_of(tracked), states


def included(review: Review) -> list[RecordRow]:
    """The reports taken in."""
    return list(
        kept(review)
        .filter(title_position=Position.KEPT.value, text_position=Position.KEPT.value, not_retrieved=False)
        .order_by("id")
    )


def to_screen_again(review: Review) -> list[RecordRow]:
    """The records whose decision the newest change of criteria can have turned."""
    versions = criteria_versions(review)
    if len(versions) < 2:
        return []
    before, after = as_criteria(versions[-2]), as_criteria(versions[-1])
    judged: dict[int, Judged] = {}
    for row in review.decisions.filter(stage=Stage.TITLE.value).order_by("id"):
        judged[row.record_id] = Judged(
            str(row.record_id), Answer(row.answer).goes_on, row.criteria, row.reason
        )
    found = core_to_screen_again(before, after, tuple(judged.values()))
    return list(kept(review).filter(pk__in=[int(one) for one in found]).order_by("id"))


def tables(review: Review) -> list[PooledTable]:
    """What was pooled, newest first."""
    return list(review.tables.defer("table", "answer"))


def table(review: Review, uid: UUID) -> PooledTable | None:
    """One pooled table."""
    return review.tables.filter(uid=uid).first()


def appraisals(review: Review) -> list[AppraisalRow]:
    """The last answers of every appraiser about every study, with each checklist."""
    last: dict[tuple[int, int, str], AppraisalRow] = {}
    for row in review.appraisals.select_related("record", "appraiser").order_by("id"):
        last[row.record_id, row.appraiser_id, row.checklist] = row
    return list(last.values())


def own_appraisal(row: RecordRow, person_id: int, checklist: str) -> AppraisalRow | None:
    """What this reader answered last."""
    return row.appraisals.filter(appraiser_id=person_id, checklist=checklist).order_by("-id").first()
