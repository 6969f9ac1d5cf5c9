"""Begin a review, settle its protocol and its criteria, say who takes part."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime

from django.db import transaction

from medgang.core.errors import InvalidValue
from medgang.core.literature.protocol import Role as Part
from medgang.core.literature.questions import Criteria, Criterion, Pico, Side, Spider
from medgang.web.accounts.actors import Actor
from medgang.web.accounts.models import Person
from medgang.web.evidence import permissions, selectors
from medgang.web.evidence.models import CriteriaVersion, Review, ReviewMember
from medgang.web.evidence.services.common import check_part, log


@transaction.atomic
def begin_review(
    *,
    title: str,
    kind: str,
    question: Mapping[str, str],
    existing_searched: str,
    screeners_needed: int,
    by: Actor,
    now: datetime,
) -> Review:
    """A new review, led by whoever began it. Where an equal one was looked for must be said first."""
    parts = {name: text.strip() for name, text in question.items()}
    # the core refuses a question that says neither whom nor what
    if kind == "pico":
        Pico(**parts)
    else:
        Spider(**parts)
    if not existing_searched.strip():
        raise InvalidValue("evidence.existing_not_searched")
    review = Review.objects.create(
        title=title.strip(),
        kind=kind,
        question=parts,
        existing_searched=existing_searched.strip(),
        screeners_needed=screeners_needed,
        created=now,
        created_by=by.uid,
    )
    if by.person_id is not None:
        ReviewMember.objects.create(review=review, person_id=by.person_id, part=Part.LEAD.value, starts=now)
    log(by, now, "review_begun", review)
    return review


@transaction.atomic
def amend(
    *,
    review: Review,
    registration: str,
    updates_review: str,
    what: str,
    why: str,
    by: Actor,
    now: datetime,
    today: date,
) -> None:
    """Registration and what is updated; a change of the protocol with its day and reason, kept beside the others."""
    check_part(review, by, permissions.SETS_UP)
    if bool(what.strip()) != bool(why.strip()):
        raise InvalidValue("evidence.amendment_without_reason")
    review.registration = registration.strip()
    review.updates_review = updates_review.strip()
    if what.strip():
        review.amendments = [
            *review.amendments,
            {"on": today.isoformat(), "what": what.strip(), "reason": why.strip(), "by": by.name},
        ]
    review.save(update_fields=["registration", "updates_review", "amendments"])
    log(by, now, "protocol_amended", review)


@transaction.atomic
def add_member(
    *,
    review: Review,
    person: Person,
    part: Part,
    conflicts: str,
    pre_understanding: str = "",
    by: Actor,
    now: datetime,
) -> ReviewMember:
    """Somebody takes part from now on. What they have at stake is said first, «ingen» too."""
    check_part(review, by, permissions.SETS_UP)
    if not conflicts.strip():
        raise InvalidValue("evidence.conflicts_not_said")
    held, _ = ReviewMember.objects.get_or_create(
        review=review,
        person=person,
        part=part.value,
        ends=None,
        defaults={
            "starts": now,
            "conflicts": conflicts.strip(),
            "pre_understanding": pre_understanding.strip(),
        },
    )
    log(by, now, "member_added", review, member=held.uid, part=part.value)
    return held


@transaction.atomic
def end_member(*, member: ReviewMember, by: Actor, now: datetime) -> None:
    """Somebody leaves. Their answers stand, and what waited for them waits for the others. One lead always stays."""
    review = member.review
    check_part(review, by, permissions.SETS_UP)
    leads = review.members.filter(part=Part.LEAD.value, ends__isnull=True).count()
    if member.part == Part.LEAD.value and leads == 1:
        raise InvalidValue("evidence.last_lead")
    member.ends = now
    member.save(update_fields=["ends"])
    log(by, now, "member_left", review, member=member.uid)


def _key(text: str, taken: set[str]) -> str:
    plain = text.lower().replace("æ", "ae").replace("ø", "o").replace("å", "a")
    stem = "-".join(re.findall(r"[a-z0-9]+", plain))[:60].strip("-") or "kriterium"
    number, key = 2, stem
    while key in taken:
        key, number = f"{stem}-{number}", number + 1
    taken.add(key)
    return key


@transaction.atomic
def store_criteria(
    *, review: Review, include: Sequence[str], exclude: Sequence[str], reason: str, by: Actor, now: datetime
) -> CriteriaVersion:
    """A new version of the checklist. An unchanged line keeps its key, so that decisions still point at it."""
    check_part(review, by, permissions.SETS_UP)
    before = selectors.criteria_of(review)
    known = {(one.side, one.text): one.key for one in before.items} if before else {}
    if before is not None and not reason.strip():
        raise InvalidValue("evidence.criteria_without_reason")
    taken = set(known.values())
    lines = [(Side.INCLUDE, text.strip()) for text in include if text.strip()]
    lines += [(Side.EXCLUDE, text.strip()) for text in exclude if text.strip()]
    items = tuple(
        Criterion(known.get((side, text)) or _key(text, taken), side, text)
        for side, text in dict.fromkeys(lines)
    )
    checked = Criteria(before.version + 1 if before else 1, items)
    stored = CriteriaVersion.objects.create(
        review=review,
        version=checked.version,
        items=[{"key": one.key, "side": one.side.value, "text": one.text} for one in checked.items],
        reason=reason.strip(),
        stored=now,
        stored_by=by.uid,
    )
    log(by, now, "criteria_stored", review, version=checked.version)
    return stored
