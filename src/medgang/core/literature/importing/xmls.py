"""EndNote XML and PubMed XML, read as a stream; entity declarations are refused, so a file cannot grow in memory."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

from medgang.core.literature.importing.dialects import REFER
from medgang.core.literature.importing.draft import Draft, names_of
from medgang.core.literature.record import Kind, Loss, LossCode, Name


class _Refused(Exception):  # noqa: N818
    """The file declares entities of its own."""


_BAD_BYTES = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_BARE_AMPERSAND = re.compile(rb"&(?!(?:[A-Za-z]{2,8}|#\d{1,7}|#x[0-9A-Fa-f]{1,6});)")


class _Stream:
    """Hands over each record element with its line as soon as it is closed, and keeps nothing."""

    def __init__(self, wanted: frozenset[str]) -> None:
        self.wanted = wanted
        self.done: list[tuple[int, Element]] = []
        self.depth = 0
        self.line = 0
        self.builder: TreeBuilder | None = None
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.CharacterDataHandler = self.data
        self.parser.EntityDeclHandler = self.refuse

    def refuse(self, *_: object) -> None:
        raise _Refused

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if self.builder is None:
            if tag not in self.wanted:
                return
            self.builder, self.depth, self.line = TreeBuilder(), 0, self.parser.CurrentLineNumber
        self.depth += 1
        self.builder.start(tag, attributes)

    def data(self, text: str) -> None:
        if self.builder is not None:
            self.builder.data(text)

    def end(self, tag: str) -> None:
        if self.builder is None:
            return
        self.builder.end(tag)
        self.depth -= 1
        if self.depth == 0:
            self.done.append((self.line, self.builder.close()))
            self.builder = None


def _elements(
    data: bytes, source: str, wanted: frozenset[str], losses: list[Loss]
) -> Iterator[tuple[int, Element]]:
    """Every wanted element; where the file breaks, what came before is kept and the place is said."""
    stream = _Stream(wanted)
    clean = _BAD_BYTES.sub(b" ", data) if _BAD_BYTES.search(data) else data
    if _BARE_AMPERSAND.search(clean):
        clean = _BARE_AMPERSAND.sub(b"&amp;", clean)
    reader = io.BytesIO(clean)
    try:
        while chunk := reader.read(1 << 18):
            stream.parser.Parse(chunk, False)
            yield from stream.done
            stream.done.clear()
        stream.parser.Parse(b"", True)
    except expat.ExpatError as error:
        yield from stream.done
        losses.append(Loss(source, error.lineno, LossCode.BROKEN_FILE))
    except _Refused:
        losses.append(Loss(source, stream.parser.CurrentLineNumber, LossCode.BROKEN_FILE))


def _text(element: Element | None) -> str:
    return "" if element is None else " ".join("".join(element.itertext()).split())


_ENDNOTE = {
    "titles/title": "title",
    "titles/secondary-title": "container",
    "titles/tertiary-title": "series",
    "titles/short-title": "short_title",
    "titles/alt-title": "container_short",
    "titles/translated-title": "original_title",
    "periodical/full-title": "journal",
    "periodical/abbr-1": "container_short",
    "pages": "pages",
    "volume": "volume",
    "number": "issue",
    "dates/year": "year",
    "dates/pub-dates/date": "date",
    "publisher": "publisher",
    "pub-location": "place",
    "isbn": "serial",
    "electronic-resource-num": "doi",
    "abstract": "abstract",
    "language": "language",
    "accession-num": "accession",
    "rec-number": "id",
    "remote-database-name": "database",
    "notes": "note",
    "research-notes": "note",
    "custom2": "pmcid",
    "urls/related-urls/url": "url",
    "keywords/keyword": "keyword",
    "orig-pub": "original",
    "label": "label",
    "caption": "caption",
}


def read_endnote_xml(data: bytes, source: str) -> tuple[list[Draft], list[Loss]]:
    """EndNote's XML export."""
    losses: list[Loss] = []
    drafts = []
    for line, element in _elements(data, source, frozenset({"record"}), losses):
        draft = Draft(line)
        kind = element.find("ref-type")
        if kind is not None:
            draft.kind = REFER.kind(kind.get("name", "")) or Kind.OTHER
        for path, name in _ENDNOTE.items():
            for found in element.findall(path):
                draft.add(name, "".join(found.itertext()) if name in {"abstract", "note"} else _text(found))
        if not draft.first("container"):
            draft.add("container", draft.first("journal"))
        if not draft.first("pmcid").upper().startswith("PMC"):
            draft.fields.pop("pmcid", None)
        draft.authors = names_of([_text(a) for a in element.findall("contributors/authors/author")])
        draft.editors = names_of([_text(a) for a in element.findall("contributors/secondary-authors/author")])
        for name in ("label", "caption"):
            draft.extra += [(name, value) for value in draft.all(name)]
        drafts.append(draft)
    return drafts, losses


def _pubmed_names(parent: Element | None, path: str) -> list[Name]:
    found = []
    for author in parent.findall(path) if parent is not None else ():
        family = _text(author.find("LastName")) or _text(author.find("CollectiveName"))
        given = _text(author.find("ForeName")) or _text(author.find("Initials"))
        if family:
            found.append(Name(family, given))
    return found


def _pubmed_date(element: Element | None) -> str:
    if element is None:
        return ""
    medline = _text(element.find("MedlineDate"))
    return medline or " ".join(filter(None, (_text(element.find(part)) for part in ("Year", "Month", "Day"))))


_BOOK_SETS = frozenset({"PubmedArticle", "PubmedBookArticle"})
_IDS = (
    "PubmedData/ArticleIdList/ArticleId",
    "PubmedBookData/ArticleIdList/ArticleId",
)


def _pubmed(line: int, element: Element) -> Draft:
    draft = Draft(line)
    citation = element.find("MedlineCitation")
    if citation is None:
        return _pubmed_book(draft, element)
    article = citation.find("Article")
    get: Callable[[str], str] = lambda path: _text(citation.find(path))  # noqa: E731 - a shorthand for ten lines
    draft.add("pmid", get("PMID"))
    draft.add("id", get("PMID"))
    title = get("Article/ArticleTitle")
    draft.add("title", title or get("Article/VernacularTitle"))
    draft.add("original_title", get("Article/VernacularTitle"))
    draft.add("container", get("Article/Journal/Title"))
    draft.add(
        "container_short", get("Article/Journal/ISOAbbreviation") or get("MedlineJournalInfo/MedlineTA")
    )
    draft.add("issn", get("Article/Journal/ISSN"))
    draft.add("volume", get("Article/Journal/JournalIssue/Volume"))
    draft.add("issue", get("Article/Journal/JournalIssue/Issue"))
    draft.add("pages", get("Article/Pagination/MedlinePgn") or get("Article/Pagination/StartPage"))
    draft.add("language", get("Article/Language"))
    draft.add("place", get("MedlineJournalInfo/Country"))
    draft.add("date", _pubmed_date(citation.find("Article/Journal/JournalIssue/PubDate")))
    if not draft.first("date"):
        draft.add("date", _pubmed_date(citation.find("Article/ArticleDate")))
    draft.authors = _pubmed_names(article, "AuthorList/Author")
    _pubmed_common(draft, article, element, citation)
    types = [_text(kind) for kind in citation.findall("Article/PublicationTypeList/PublicationType")]
    if "Preprint" in types:
        draft.kind = Kind.PREPRINT
    draft.extra += [("PublicationType", kind) for kind in types]
    for note in citation.findall("CommentsCorrectionsList/CommentsCorrections"):
        draft.extra.append(
            (note.get("RefType", ""), f"{_text(note.find('PMID'))} {_text(note.find('RefSource'))}")
        )
    return draft


def _pubmed_common(draft: Draft, article: Element | None, element: Element, keywords: Element) -> None:
    for part in article.findall("Abstract/AbstractText") if article is not None else ():
        label = part.get("Label", "")
        draft.add("abstract", f"{label}: {_text(part)}" if label and label != "UNLABELLED" else _text(part))
    for word in keywords.iter():
        if word.tag in {"DescriptorName", "Keyword"}:
            draft.add("keyword", _text(word))
    for path in _IDS:
        for found in element.findall(path):
            name = {"doi": "doi", "pmc": "pmcid", "pubmed": "pmid"}.get(found.get("IdType", ""))
            if name:
                draft.add(name, _text(found))
    for found in article.findall("ELocationID") if article is not None else ():
        if found.get("EIdType") == "doi":
            draft.add("doi", _text(found))


def _pubmed_book(draft: Draft, element: Element) -> Draft:
    book = element.find("BookDocument")
    if book is None:
        return draft
    chapter, title = _text(book.find("ArticleTitle")), _text(book.find("Book/BookTitle"))
    draft.kind = Kind.CHAPTER if chapter else Kind.BOOK
    draft.add("title", chapter or title)
    draft.add("book", title)
    draft.add("pmid", _text(book.find("PMID")))
    draft.add("id", _text(book.find("PMID")))
    draft.add("publisher", _text(book.find("Book/Publisher/PublisherName")))
    draft.add("place", _text(book.find("Book/Publisher/PublisherLocation")))
    draft.add("isbn", _text(book.find("Book/Isbn")))
    draft.add("language", _text(book.find("Language")))
    draft.add("date", _pubmed_date(book.find("Book/PubDate")))
    for names in (*book.findall("AuthorList"), *book.findall("Book/AuthorList")):
        (draft.editors if names.get("Type") == "editors" else draft.authors).extend(
            _pubmed_names(names, "Author")
        )
    _pubmed_common(draft, book, element, book)
    return draft


def read_pubmed_xml(data: bytes, source: str) -> tuple[list[Draft], list[Loss]]:
    """PubMed's XML, articles and books."""
    losses: list[Loss] = []
    return [_pubmed(line, found) for line, found in _elements(data, source, _BOOK_SETS, losses)], losses
