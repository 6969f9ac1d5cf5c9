"""A small review half screened: made-up records only, two screeners, an arbiter, a few disagreements."""

from __future__ import annotations

from datetime import timedelta
from typing import Final
from uuid import UUID

from medgang.core.literature.protocol import Role as Part
from medgang.core.literature.screening.decisions import Answer, Stage
from medgang.core.synthesis.kinds import Measure, Method
from medgang.web.config.demo.clinic import Clinic
from medgang.web.evidence import selectors
from medgang.web.evidence.services import records, results, reviews, screening

WORDS: Final = (
    ("Brisk walking", "craving", "fell in the hours after walking"),
    ("Strength training", "craving", "did not change"),
    ("Swimming", "sleep", "was longer after eight weeks"),
    ("Cycling intervals", "craving", "fell, and rose again the next day"),
    ("Running groups", "belonging", "was what people named first"),
    ("Yoga", "mood", "was better right after the session"),
    ("Football", "belonging", "kept people coming"),
    ("Nicotine gum", "smoking", "was lower for a week"),
)
PLACES: Final = ("a made-up ward", "an invented clinic", "a fictive day unit")
TABLE: Final = (
    "study,m1i,sd1i,n1i,m2i,sd2i,n2i\n"
    "Oppdikt 2014,12.1,4.0,20,14.9,4.4,21\n"
    "Diktet 2016,11.0,4.0,30,12.1,4.1,31\n"
    "Fantasi 2018,10.0,4.0,18,9.8,4.2,18\n"
    "Påfunn 2020,9.1,3.8,24,11.4,4.0,25\n"
)


def _export(prefix: str, chosen: range) -> bytes:
    lines: list[str] = []
    for number in chosen:
        what, outcome, found = WORDS[number % len(WORDS)]
        place = PLACES[number // len(WORDS) % len(PLACES)]
        lines += [
            "TY  - JOUR",
            f"ID  - {prefix}{number}",
            f"TI  - {what} and {outcome} in {place}",
            f"AU  - Oppdikt, Anne {chr(65 + number)}.",
            f"AU  - Påfunn, Bo {chr(65 + number)}.",
            f"PY  - {2008 + number % 15}",
            "T2  - Journal of Made-up Studies",
            f"VL  - {number + 1}",
            f"SP  - {10 * number + 1}",
            f"EP  - {10 * number + 9}",
            f"DO  - 10.5555/made-up.{number}",
            f"AB  - Made-up abstract. People in {place} took part in {what.lower()}. Their {outcome} {found}.",
            "ER  - ",
            "",
        ]
    return "\n".join(lines).encode()


def tell(clinic: Clinic) -> None:
    """The librarian leads; the researcher and the quality adviser screen; the physiotherapist settles."""
    lead = clinic.by("bok", "ward")
    begun = clinic.at(60, 9)
    review = reviews.begin_review(
        title="Fysisk aktivitet og russug (oppdiktet)",
        kind="pico",
        question={
            "population": "people in treatment for substance use",
            "intervention": "walking, running, cycling, strength",
            "comparison": "usual treatment",
            "outcome": "craving",
        },
        existing_searched="Helsebiblioteket og PROSPERO: ingen med samme spørsmål.",
        screeners_needed=2,
        by=lead,
        now=begun,
    )
    reviews.store_criteria(
        review=review,
        include=["voksne i rusbehandling", "fysisk aktivitet", "russug er målt"],
        exclude=["bare tobakk", "russug er ikke målt", "ikke en studie"],
        reason="",
        by=lead,
        now=begun,
    )
    for name, part in (
        ("bok", Part.LIBRARIAN),
        ("bok", Part.EXTRACTOR),
        ("hegg", Part.SCREENER),
        ("kvist", Part.SCREENER),
        ("fugl", Part.ARBITER),
        ("osp", Part.USER_REPRESENTATIVE),
    ):
        reviews.add_member(
            review=review, person=clinic.people[name], part=part, conflicts="ingen", by=lead, now=begun
        )
    for name, prefix, chosen, database in (
        ("medline.ris", "M", range(18), "Medline (Ovid)"),
        ("embase.ris", "E", range(12, 24), "Embase (Ovid)"),
    ):
        records.import_file(
            review=review,
            name=name,
            data=_export(prefix, chosen),
            database=database,
            by=lead,
            now=clinic.at(50, 10),
        )
    records.look_for_duplicates(review=review, by=lead, now=clinic.at(50, 11))
    screeners = (clinic.by("hegg", "ward"), clinic.by("kvist", "ward"))
    rows = list(selectors.kept(review).order_by("id"))[: 6 if clinic.small else 14]
    for place, row in enumerate(rows):
        kept = "craving" in row.title
        for who, by in enumerate(screeners):
            if who and place >= len(rows) - 4:
                continue  # the second has come a little shorter
            said = kept != (who == 1 and place % 5 == 4)
            screening.decide(
                record=row,
                stage=Stage.TITLE,
                answer=Answer.INCLUDE if said else Answer.EXCLUDE,
                reason="" if said else "russug-er-ikke-malt",
                uid=UUID(int=clinic.random.getrandbits(128), version=4),
                by=by,
                now=clinic.at(40 - place) + timedelta(minutes=who),
            )
    results.pool_table(
        review=review,
        outcome="Russug rett etter økten (oppdiktede tall)",
        table=TABLE,
        measure=Measure.SMD,
        method=Method.REML,
        by=lead,
        now=clinic.at(5, 12),
    )
