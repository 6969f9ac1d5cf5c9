"""CSL JSON as Zotero, Crossref and others write it: a list, an object with `items`, or one object per line."""

from __future__ import annotations

import json
from typing import Any

from medgang.core.literature.importing.draft import Draft
from medgang.core.literature.importing.text import decode
from medgang.core.literature.names import parse_names
from medgang.core.literature.record import Kind, Loss, LossCode, Name

_FIELDS = {
    "id": "id",
    "title": "title",
    "container-title": "container",
    "container-title-short": "container_short",
    "journalAbbreviation": "container_short",
    "journal": "container",
    "volume": "volume",
    "issue": "issue",
    "number": "issue",
    "page": "pages",
    "pages": "pages",
    "DOI": "doi",
    "doi": "doi",
    "PMID": "pmid",
    "PMCID": "pmcid",
    "ISSN": "issn",
    "ISBN": "isbn",
    "abstract": "abstract",
    "keyword": "keyword",
    "keywords": "keyword",
    "language": "language",
    "publisher": "publisher",
    "publisher-place": "place",
    "URL": "url",
    "url": "url",
    "note": "note",
    "source": "database",
    "original-title": "original_title",
    "accession": "accession",
    "archive_location": "accession",
    "call-number": "call",
    "year": "year",
    "date": "date",
}


def _text(value: Any) -> str:
    if isinstance(value, list):
        return "; ".join(_text(item) for item in value)
    return "" if value is None or isinstance(value, dict) else str(value)


def _name(value: Any) -> Name | None:
    if isinstance(value, str):
        found = parse_names(value)
        return found[0] if found else None
    if not isinstance(value, dict):
        return None
    whole = value.get("literal") or value.get("name")
    if whole:
        return Name(str(whole))
    parts = [value.get("non-dropping-particle"), value.get("family"), value.get("suffix")]
    family = " ".join(str(part) for part in parts if part)
    given = " ".join(str(part) for part in (value.get("given"), value.get("dropping-particle")) if part)
    return Name(family or given, given if family else "") if family or given else None


def _date(value: Any) -> str:
    if isinstance(value, dict):
        parts = value.get("date-parts")
        if isinstance(parts, list) and parts and isinstance(parts[0], list):
            return "/".join(str(part) for part in parts[0] if part is not None)
        return _text(value.get("raw") or value.get("literal"))
    return _text(value)


def _draft(item: dict[str, Any], line: int) -> Draft:
    draft = Draft(line, next((kind for kind in Kind if kind == item.get("type")), Kind.OTHER))
    if "type" not in item or item["type"] == "journal-article":
        draft.kind = Kind.ARTICLE
    for name, value in item.items():
        if name in {"author", "authors", "editor"}:
            listed = value if isinstance(value, list) else list(parse_names(_text(value)))
            names = [each if isinstance(each, Name) else _name(each) for each in listed]
            (draft.editors if name == "editor" else draft.authors).extend(
                each for each in names if each is not None
            )
        elif name in {"issued", "published-print"}:
            draft.add("date", _date(value))
        elif name in _FIELDS:
            values = value if name == "title" and isinstance(value, list) else [value]
            for each in values:
                draft.add(_FIELDS[name], _text(each))
        elif name == "custom" and isinstance(value, dict):
            draft.extra += [(str(key), _text(each)) for key, each in value.items()]
        elif name != "type":
            draft.extra.append((name, _text(value)))
    return draft


def read_csl_json(data: bytes, source: str) -> tuple[list[Draft], list[Loss]]:
    """Every item; a file that breaks off in the middle still gives the items before the break."""
    text = decode(data)
    losses: list[Loss] = []
    items: list[tuple[int, Any]] = []
    try:
        document = json.loads(text)
    except (json.JSONDecodeError, RecursionError):
        items = _piecewise(text, source, losses)
    else:
        if isinstance(document, dict):
            inner = next(
                (
                    document[key]
                    for key in ("items", "references", "records")
                    if isinstance(document.get(key), list)
                ),
                None,
            )
            document = inner if inner is not None else [document]
        items = [(1, item) for item in document] if isinstance(document, list) else [(1, document)]
    drafts = []
    for number, (line, item) in enumerate(items):
        if isinstance(item, dict):
            drafts.append(_draft(item, line))
        else:
            losses.append(Loss(source, line, LossCode.NOT_IN_RECORD, f"#{number} {str(item)[:60]}"))
    return drafts, losses


def _piecewise(text: str, source: str, losses: list[Loss]) -> list[tuple[int, Any]]:
    """Objects one after another; what lies between them and cannot be read is reported once per place."""
    decoder = json.JSONDecoder()
    found: list[tuple[int, Any]] = []
    place, line = 0, 1
    while (start := text.find("{", place)) >= 0:
        line += text.count("\n", place, start)
        try:
            item, end = decoder.raw_decode(text, start)
        except (json.JSONDecodeError, RecursionError):
            losses.append(
                Loss(source, line, LossCode.BROKEN_RECORD, text[start : start + 60].replace("\n", " "))
            )
            following = text.find("\n{", start + 1)
            end = following + 1 if following >= 0 else len(text)
        else:
            found.append((line, item))
        line += text.count("\n", start, end)
        place = end
    return found
