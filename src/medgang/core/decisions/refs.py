"""How everything a procedure rests on is named: what it is, which one, and the version that was meant."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import NamedTuple

from medgang.core.errors import InvalidValue

_ID = re.compile(r"^[A-Za-z0-9](?:[A-Za-z0-9._/-]{0,118}[A-Za-z0-9])?$")


class RefKind(StrEnum):
    """What can rest on something, from the search to the step on the ward."""

    SEARCH_LINE = "search-line"
    RECORD = "record"
    REPORT = "report"
    STUDY = "study"
    RESULT = "result"
    APPRAISAL = "appraisal"
    SYNTHESIS = "synthesis"
    FINDING = "finding"
    CERTAINTY = "certainty"
    JUDGEMENT = "judgement"
    RECOMMENDATION = "recommendation"
    CLAUSE = "clause"
    STEP = "step"


RANK: dict[RefKind, int] = {
    kind: rank
    for rank, kinds in enumerate(
        (
            (RefKind.SEARCH_LINE,),
            (RefKind.RECORD,),
            (RefKind.REPORT,),
            (RefKind.STUDY,),
            (RefKind.RESULT,),
            (RefKind.APPRAISAL,),
            (RefKind.SYNTHESIS, RefKind.FINDING),
            (RefKind.CERTAINTY,),
            (RefKind.JUDGEMENT,),
            (RefKind.RECOMMENDATION,),
            (RefKind.CLAUSE,),
            (RefKind.STEP,),
        )
    )
    for kind in kinds
}
"""How far from the literature: a thing rests on what ranks as itself or lower, never on what ranks higher."""


class _Named(NamedTuple):
    kind: RefKind
    id: str
    version: int


class Ref(_Named):
    """One thing at one version: `study:brellenthin-2021@2`.

    A named tuple and no dataclass: a graph holds hundreds of thousands of these as keys, and a tuple hashes in C.
    """

    __slots__ = ()

    def __new__(cls, kind: RefKind, id: str, version: int = 1) -> Ref:  # noqa: A002 - what the field is called
        """A checked reference."""
        if not _ID.match(id):
            raise InvalidValue("decisions.bad_id", id=id)
        if version < 1:
            raise InvalidValue("decisions.bad_version", id=id, version=version)
        return super().__new__(cls, kind, id, version)

    def __str__(self) -> str:
        return f"{self.kind.value}:{self.id}@{self.version}"

    @classmethod
    def parse(cls, text: str) -> Ref:
        """Read `kind:id@version`; a missing version means the first."""
        kind, colon, rest = text.partition(":")
        name, _, version = rest.partition("@")
        if not colon or kind not in set(RefKind):
            raise InvalidValue("decisions.bad_ref", text=text)
        if version and not version.isdecimal():
            raise InvalidValue("decisions.bad_version", id=name, version=version)
        return cls(RefKind(kind), name, int(version) if version else 1)
