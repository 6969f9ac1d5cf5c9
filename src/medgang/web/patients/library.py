"""Clinical content as this installation has it, in the reader's language."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from medgang.content.schemas.instruments import load_instruments
from medgang.content.schemas.procedures import shipped_procedures
from medgang.content.schemas.reference import Claim, contested_claims
from medgang.core.instruments import Instrument
from medgang.web.patients.reasons import lang


@lru_cache(maxsize=1)
def instruments() -> dict[str, Instrument]:
    """Every instrument, by id, the clinic's own folders laid over the shipped ones.

    Read once: a clinic that puts its text in starts the server anew.
    """
    return load_instruments(settings.MEDGANG_CONTENT)


STRENGTHS: dict[str, Promise] = {
    "assertion": _("påstand"),
    "experience": _("erfaring"),
    "single_study": _("én studie"),
    "review": _("oversikt over studier"),
    "guideline": _("nasjonal anbefaling"),
}


@lru_cache(maxsize=1)
def _claims() -> list[Claim]:
    return contested_claims(settings.MEDGANG_CONTENT)


@dataclass(frozen=True, slots=True)
class ClaimLine:
    """What is said, what the product says instead, and on what each side rests."""

    claim: str
    settled: str
    sides: tuple[tuple[str, str], ...]


def claims() -> list[ClaimLine]:
    """The claims that are often met, and what holds."""
    return [
        ClaimLine(
            claim=one.claim.in_(lang()),
            settled=one.settled_as.in_(lang()),
            sides=tuple((side.says.in_(lang()), str(STRENGTHS[side.strength])) for side in one.sides),
        )
        for one in _claims()
    ]


def links_of(step: str) -> list[tuple[str, str]]:
    """Title and address of the links that belong to a step of the shipped procedures."""
    return [
        (link.title.in_(lang()), link.url)
        for loaded in shipped_procedures().values()
        for found in loaded.procedure.steps
        if found.id == step
        for link in found.links
    ]
