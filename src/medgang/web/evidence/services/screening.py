"""Screening: one answer on one record, where it leaves the record, and the order of the next."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from uuid import UUID

from django.db import transaction

from medgang.core.errors import InvalidValue, NotAllowed
from medgang.core.literature.screening.decisions import Answer, Decision, Position, Stage, outcome
from medgang.core.literature.screening.ordering import Ordering, Text
from medgang.web.accounts.actors import Actor
from medgang.web.evidence import permissions, selectors
from medgang.web.evidence.models import DecisionRow, Ranking, RecordRow, Review
from medgang.web.evidence.services.common import check_part, log


def learns_after(decided: int) -> bool:
    """Whether the order is learnt anew after so many answers: each of the first ten, then ever more seldom."""
    return decided <= 10 or (decided <= 100 and decided % 5 == 0) or decided % 20 == 0


def settle(row: RecordRow) -> None:
    """Where the record stands at both stages, from the answers given."""
    review = row.review
    screeners = selectors.screeners(review)
    positions: dict[Stage, Position] = {}
    reason = ""
    for stage in Stage:
        found = outcome(
            [selectors.as_decision(one) for one in row.decisions.filter(stage=stage.value).order_by("id")],
            needed=review.screeners_needed,
            screeners=screeners,
            arbiter="arbiter",
        )
        positions[stage] = found.position
        reason = found.reason or reason
    row.title_position = positions[Stage.TITLE].value
    row.text_position = positions[Stage.FULL_TEXT].value
    row.reason = reason
    row.save(update_fields=["title_position", "text_position", "reason"])


@transaction.atomic
def decide(
    *,
    record: RecordRow,
    stage: Stage,
    answer: Answer,
    reason: str = "",
    note: str = "",
    as_arbiter: bool = False,
    uid: UUID,
    by: Actor,
    now: datetime,
) -> DecisionRow:
    """One answer. The same `uid` again is the same press."""
    review = record.review
    check_part(review, by, permissions.ARBITRATES if as_arbiter else permissions.SCREENS)
    if by.person_id is None:
        raise NotAllowed("evidence.not_your_part")
    # Two answers on one record at once would each see the other's absence.
    RecordRow.objects.select_for_update().get(pk=record.pk)
    there = DecisionRow.objects.filter(uid=uid, screener_id=by.person_id, record=record).first()
    if there is not None:
        return there
    criteria = selectors.criteria_of(review)
    if reason and (criteria is None or reason not in {one.key for one in criteria.reasons()}):
        raise InvalidValue("evidence.unknown_reason")
    # the core refuses an exclusion without its reason in full text
    Decision(str(record.pk), str(by.person_id), stage, answer, reason)
    stored = DecisionRow.objects.create(
        uid=uid,
        review=review,
        record=record,
        screener_id=by.person_id,
        stage=stage.value,
        answer=answer.value,
        reason=reason if answer is Answer.EXCLUDE else "",
        note=note.strip(),
        as_arbiter=as_arbiter,
        criteria=criteria.version if criteria else 0,
        decided=now,
    )
    settle(record)
    log(by, now, "decided", review, record=record.uid, stage=stage.value)
    if stage is Stage.TITLE and not as_arbiter:
        decided = review.decisions.filter(screener_id=by.person_id, stage=stage.value).count()
        if learns_after(decided):
            transaction.on_commit(partial(_learn_soon, review.pk, by.person_id))
    return stored


def _learn_soon(review_id: int, person_id: int) -> None:
    from medgang.web.evidence.jobs import learn

    learn.enqueue(review_id, person_id)


@transaction.atomic
def mark_not_retrieved(*, record: RecordRow, by: Actor, now: datetime) -> None:
    """The report was sought and could not be had."""
    check_part(record.review, by, permissions.SCREENS | permissions.HANDLES_RECORDS)
    record.not_retrieved = True
    record.save(update_fields=["not_retrieved"])
    log(by, now, "not_retrieved", record.review, record=record.uid)


@transaction.atomic
def stop_screening(*, review: Review, by: Actor, now: datetime) -> None:
    """The lead decides that no more is read. Unread records count as automation; a new import opens it again."""
    check_part(review, by, permissions.SETS_UP)
    review.stopped = now
    review.save(update_fields=["stopped"])
    log(by, now, "screening_stopped", review)


def learn_order(*, review: Review, person_id: int, now: datetime) -> Ranking:
    """The order in which one screener meets the rest. From the question and the criteria before any answer."""
    rows = list(selectors.kept(review).order_by("id").values_list("id", "title", "abstract"))
    labels = selectors.learnt_labels(review, person_id)
    criteria = selectors.criteria_of(review)
    seed = "\n".join(
        [*selectors.question_of(review).parts().values(), criteria.as_text() if criteria else ""]
    )
    places = {pk: place for place, (pk, _, _) in enumerate(rows)}
    try:
        ordering = Ordering([Text(title, abstract) for _, title, abstract in rows], criteria=seed)
        decided = {places[pk]: label for pk, label in labels.items() if pk in places}
        order = [rows[place][0] for place in ordering.ranked(decided)]
    except InvalidValue:
        order = [pk for pk, _, _ in rows if pk not in labels]
    ranking, _ = Ranking.objects.update_or_create(
        review=review,
        person_id=person_id,
        defaults={"order": order, "learnt_from": len(labels), "made": now},
    )
    return ranking
