"""A citation printed in one string, as Ovid and Embase do, cut into journal, year, volume, issue and pages."""

from __future__ import annotations

import re

from medgang.core.literature.importing.draft import Draft

_OVID = re.compile(
    r"^(?P<container>.+?)[.,]?\s+(?:Vol\.?\s*)?(?P<volume>(?=[\w-]*\d)[\w-]+)\s*(?:\((?P<issue>[^()]*(?:\([^()]*\)[^()]*)?)\))?"
    r"\s*(?:[:,]\s*(?:pp?\.?\s*)?(?P<pages>[A-Za-z]?\d[\w.-]*(?:\s*[-–]\s*\w+)?))?[,;.]?\s*"
    r"(?P<date>(?:\d{4}|[A-Z][a-z]{2}).*)?$"
)
_OVID_YEAR_FIRST = re.compile(
    r"^(?P<container>.+?)[.,]\s+Vol\.?\s*(?P<volume>(?=[\w-]*\d)[\w-]+)\s*(?:\((?P<issue>[^()]*)\))?,\s*(?P<date>[^,]*?\d{4}),"
    r"\s*(?:pp\.|ArtID)\s*(?P<pages>[\w-]+(?:\s*[-–]\s*\w+)?)"
)
_EMBASE = re.compile(
    r"^(?P<container>.+?)\s*\((?P<date>\d{4})\)\s*(?P<volume>[^:(\s]+)?(?::\s*(?P<issue>[^(]+?))?\s*"
    r"(?:\((?P<pages>[^()]*)\))?\."
)
_PUBMED = re.compile(
    r"^(?P<container>.+?)\.\s+(?P<date>\d{4}[^;.]*);\s*(?P<volume>[^(:.]+)?(?:\((?P<issue>[^)]*)\))?(?::(?P<pages>[^.]+))?\."
)


def add_source(draft: Draft, text: str) -> None:
    """Fill a draft from a printed citation. What does not fit any known shape is kept as a note."""
    text = " ".join(text.split())
    for pattern in (_EMBASE, _PUBMED, _OVID_YEAR_FIRST, _OVID):
        match = pattern.match(text)
        if match is not None and match["container"]:
            for name in ("container", "date", "volume", "issue", "pages"):
                draft.add(name, (match[name] or "").strip(" .,"))
            return
    draft.add("note", text)
