"""What format a file is in, from what it holds; its name is asked only when the content does not say."""

from __future__ import annotations

import re
from enum import StrEnum

from medgang.core.literature.importing.dialects import OVID_LABELS
from medgang.core.literature.importing.tables import known_columns
from medgang.core.literature.importing.text import decode


class Format(StrEnum):
    """The formats that can be read."""

    RIS = "ris"
    NBIB = "nbib"
    PUBMED_XML = "pubmed-xml"
    ENDNOTE_XML = "endnote-xml"
    OVID = "ovid"
    WOS = "wos"
    REFWORKS = "refworks"
    REFER = "refer"
    BIBTEX = "bibtex"
    CSV = "csv"
    CSL_JSON = "csl-json"


_RIS_START = re.compile(r"^\s{0,3}TY[ \t]{0,3}-", re.MULTILINE)
_RIS_LINE = re.compile(r"^[A-Z][A-Z0-9] {2}- ?", re.MULTILINE)
_NBIB_START = re.compile(r"^(?:PMID- ?\d|OWN ?- |STAT- )", re.MULTILINE)
_NBIB_LINE = re.compile(r"^[A-Z]{2,4} *- ", re.MULTILINE)
_WOS_START = re.compile(r"^(?:FN .+\n)?(?:VR .+\n)?PT [JBSCP]\b", re.MULTILINE)
_REFWORKS_START = re.compile(r"^RT [A-Z][\w, /]+", re.MULTILINE)
_REFER_START = re.compile(r"^%[0AT] \S", re.MULTILINE)
_BIBTEX_START = re.compile(r"^\s*@\s*[A-Za-z]+\s*[{(]", re.MULTILINE)
_OVID_MARK = re.compile(r"^\s*<\s*\d+\s*\.?\s*>\s*$|^VN\s+-?\s*Ovid", re.MULTILINE)


def sniff(data: bytes, name: str = "") -> Format | None:
    """The format, or None where nothing in it is known. `data` may be only the beginning of the file."""
    head = decode(data[:262144]).replace("\r\n", "\n").replace("\r", "\n")
    start = head.lstrip("\ufeff \n\t")
    found = _structured(start) or _lines(head)
    if found is not None:
        return found
    known = known_columns(start)
    if known and (
        name.lower().endswith((".csv", ".tsv", ".tab", ".txt"))
        or re.search(r"[,;\t|]", start.split("\n", 1)[0])
    ):
        return Format.CSV
    return None


def _structured(start: str) -> Format | None:
    """Formats whose first characters tell."""
    if start.startswith("<") and not _OVID_MARK.match(start):
        if re.search(r"<PubmedArticle|<PubmedBookArticle|<MedlineCitation", start):
            return Format.PUBMED_XML
        if re.search(r"<records?\b|<xml\b", start):
            return Format.ENDNOTE_XML
    if start.startswith("{") or re.match(r"\[\s*(?:\{|\])", start):
        return Format.CSL_JSON
    return None


def _lines(head: str) -> Format | None:
    """Formats known by their lines."""
    labels = sum(1 for line in head.split("\n")[:400] if line.strip() in OVID_LABELS)
    if _OVID_MARK.search(head) and (labels >= 2 or not _RIS_START.search(head)):
        return Format.OVID
    for pattern, found in (
        (_RIS_START, Format.RIS),
        (_WOS_START, Format.WOS),
        (_REFWORKS_START, Format.REFWORKS),
        (_NBIB_START, Format.NBIB),
        (_BIBTEX_START, Format.BIBTEX),
        (_REFER_START, Format.REFER),
    ):
        if pattern.search(head):
            return found
    if len(_RIS_LINE.findall(head)) >= 2:
        return Format.RIS
    return Format.NBIB if len(_NBIB_LINE.findall(head)) >= 3 else None
