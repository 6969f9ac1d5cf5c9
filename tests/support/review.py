"""A small made-up review: two exports with overlap, two screeners, an arbiter, a table to pool."""

from __future__ import annotations

from datetime import datetime
from uuid import uuid4

from django.utils import timezone

from medgang.core.literature.protocol import Role as Part
from medgang.core.literature.screening.decisions import Answer, Stage
from medgang.core.people import Role
from medgang.core.synthesis.kinds import Measure, Method
from medgang.web.accounts.models import Person
from medgang.web.evidence import selectors
from medgang.web.evidence.models import Review
from medgang.web.evidence.services import records, results, reviews, screening
from tests.support import people

TITLES = (
    ("Walking groups and craving in a made-up ward", "Craving fell after walking.", "10.5555/made.1"),
    (
        "Strength training for people in a made-up detox",
        "Strength rose; craving was not asked.",
        "10.5555/made.2",
    ),
    ("Tobacco and running: an invented survey", "Smokers who run.", "10.5555/made.3"),
    ("Swimming and sleep in an invented clinic", "Sleep was better.", "10.5555/made.4"),
    ("Cycling intervals and craving, a made-up trial", "Craving fell for hours.", "10.5555/made.5"),
    ("Gardening and mood, a made-up study", "Mood rose.", "10.5555/made.6"),
)
TABLE = (
    "study,m1i,sd1i,n1i,m2i,sd2i,n2i\nAsk 2014,12.1,4.0,20,14.9,4.4,21\nBerg 2016,11,4,30,12.1,4.1,31\n"
    "Dahl 2018,10,4,18,9.8,4.2,18\n"
)


def ris(*places: int, name: str = "M", suffix: str = "") -> bytes:
    """An export of some of the made-up works."""
    out = []
    for place in places:
        title, abstract, doi = TITLES[place]
        out += [
            "TY  - JOUR",
            f"ID  - {name}{place}",
            f"TI  - {title}{suffix}",
            f"AU  - Prøve, Anne{place}",
            "AU  - Dikt, Bo",
            f"PY  - {2010 + place}",
            "T2  - Journal of Made-up Studies",
            f"VL  - {place + 1}",
            f"SP  - {10 * place + 1}",
            f"EP  - {10 * place + 9}",
            f"DO  - {doi}",
            f"AB  - {abstract}",
            "ER  - ",
            "",
        ]
    return "\n".join(out).encode()


def begun(lead: Person, now: datetime | None = None, markup: str = "") -> Review:
    """A review with a question, criteria and no records."""
    by, at = people.actor(lead, Role.LIBRARIAN), now or timezone.now()
    review = reviews.begin_review(
        title=f"Aktivitet og russug {markup}",
        kind="pico",
        question={
            "population": f"people in treatment {markup}",
            "intervention": "walking, running, cycling",
            "comparison": "usual care",
            "outcome": "craving",
        },
        existing_searched="Helsebiblioteket: ingen",
        screeners_needed=2,
        by=by,
        now=at,
    )
    reviews.store_criteria(
        review=review,
        include=["adults in treatment", "measures craving"],
        exclude=["tobacco only", "no craving measured"],
        reason="",
        by=by,
        now=at,
    )
    return review


def made(lead: Person, now: datetime | None = None, markup: str = "") -> Review:
    """A review half done, with one row of every kind."""
    by, at = people.actor(lead, Role.LIBRARIAN), now or timezone.now()
    review = begun(lead, at, markup)
    for part in (Part.SCREENER, Part.ARBITER, Part.EXTRACTOR):
        reviews.add_member(review=review, person=lead, part=part, conflicts="ingen", by=by, now=at)
    records.import_file(
        review=review, name="m.ris", data=ris(0, 1, 2, 3, suffix=markup), database="Medline", by=by, now=at
    )
    records.import_file(
        review=review, name="e.ris", data=ris(0, 4, 5, name="E"), database="Embase", by=by, now=at
    )
    records.import_file(
        review=review,
        name="e2.ris",
        data=ris(4, name="F") + b"strange line\n",
        database="Scopus",
        by=by,
        now=at,
    )
    records.look_for_duplicates(review=review, by=by, now=at)
    row = selectors.kept(review).order_by("id").first()
    assert row is not None
    screening.decide(record=row, stage=Stage.TITLE, answer=Answer.INCLUDE, uid=uuid4(), by=by, now=at)
    results.pool_table(
        review=review, outcome="craving", table=TABLE, measure=Measure.SMD, method=Method.REML, by=by, now=at
    )
    results.appraise(record=row, checklist="casp-qualitative", given={"1": ("yes", "s. 2")}, by=by, now=at)
    return review


def take_part(person: Person) -> None:
    """The person has every part in every review there is."""
    for review in Review.objects.all():
        for part in Part:
            review.members.get_or_create(
                person=person,
                part=part.value,
                ends=None,
                defaults={"starts": timezone.now(), "conflicts": "ingen"},
            )
