"""Two records held against each other, field by field: what agrees, what contradicts, what is not known."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

from rapidfuzz import fuzz

from medgang.core.literature.duplicates.keys import Genre, Keys


class Fit(IntEnum):
    """How one field of two records stands to each other."""

    DIFFERS = -1
    UNKNOWN = 0
    CLOSE = 1
    SAME = 2


class TitleFit(IntEnum):
    """How two titles stand to each other."""

    OTHER = 0
    LOOSE = 1
    PART = 2
    NEAR = 3
    EXACT = 4


@dataclass(frozen=True, slots=True)
class Fits:
    """Every field's agreement, from which the verdict and the reasons follow."""

    title: TitleFit
    authors: Fit
    year: Fit
    volume: Fit
    issue: Fit
    pages: Fit
    page_range: bool
    journal: Fit
    doi: Fit
    pmid: Fit
    abstract: Fit
    pages_near: bool
    many_authors: bool
    numbers_differ: bool
    numbers_extra: bool
    genre_differs: bool
    one_is_abstract: bool
    review_version: bool
    long_title: bool
    decorated: bool
    subtitled: bool
    reworded: bool
    substituted: bool
    score: float

    def reasons(self) -> tuple[str, ...]:
        """Codes of what agrees and what does not, the strongest first."""
        found = []
        for name, fit in (
            ("doi", self.doi),
            ("pmid", self.pmid),
            ("authors", self.authors),
            ("year", self.year),
            ("volume", self.volume),
            ("pages", self.pages),
            ("journal", self.journal),
            ("abstract", self.abstract),
        ):
            if fit is not Fit.UNKNOWN:
                found.append(f"{name}_{fit.name.lower()}")
        found.insert(0, f"title_{self.title.name.lower()}")
        if self.numbers_differ:
            found.append("numbers_differ")
        if self.genre_differs:
            found.append("genre_differs")
        return tuple(found)


def _title_fit(a: Keys, b: Keys) -> tuple[TitleFit, float]:
    if a.compact == b.compact:
        return (TitleFit.EXACT, 100.0) if a.compact else (TitleFit.OTHER, 0.0)
    best, ratio = TitleFit.OTHER, 0.0
    for one in a.titles:
        for other in b.titles:
            if not one or not other:
                continue
            if one == other:
                return TitleFit.EXACT, 100.0
            found = fuzz.ratio(one, other)
            ratio = max(ratio, found)
            short, long = (one, other) if len(one) < len(other) else (other, one)
            compact = fuzz.ratio(one.replace(" ", ""), other.replace(" ", "")) if found > 80 else found
            if max(found, compact) >= 94:
                best = max(best, TitleFit.NEAR)
            elif (
                len(short) >= 15
                and short.count(" ") >= 1
                and (long.startswith(f"{short} ") or long.endswith(f" {short}"))
            ):
                best = max(best, TitleFit.PART)
            elif found >= 78 or (found >= 60 and fuzz.token_sort_ratio(one, other) >= 85):
                best = max(best, TitleFit.LOOSE)
    return best, ratio


def _names_alike(one: str, other: str) -> bool:
    if one == other:
        return True
    short, long = (one, other) if len(one) < len(other) else (other, one)
    if len(short) >= 2 and (long.startswith(short) or long.endswith(short)):
        return True
    return fuzz.ratio(one, other) >= 80


def _authors(a: Keys, b: Keys) -> Fit:
    if not a.surnames or not b.surnames:
        return Fit.UNKNOWN
    first = _names_alike(a.surnames[0], b.surnames[0]) or _swapped(a, 0, b, 0)
    if len(a.surnames) == 1 or len(b.surnames) == 1:
        # one of the files kept only the first author
        alone, others = (a.surnames[0], b.surnames) if len(a.surnames) == 1 else (b.surnames[0], a.surnames)
        if first:
            return Fit.SAME
        return Fit.CLOSE if any(_names_alike(alone, other) for other in others) else Fit.DIFFERS
    few, many = (a, b) if len(a.surnames) <= len(b.surnames) else (b, a)
    # eight names tell as much as eighty, and the lists of some trials have hundreds
    listed, known = few.surnames[:8], set(many.surnames)
    shared = sum(
        one in known
        or any(
            _names_alike(one, other) or _swapped(few, i, many, j)
            for j, other in enumerate(many.surnames[:12])
        )
        for i, one in enumerate(listed)
    )
    if shared >= 0.6 * len(listed):
        return Fit.SAME if first or shared == len(listed) else Fit.CLOSE
    return Fit.CLOSE if first and shared >= 2 else Fit.DIFFERS


def _swapped(a: Keys, i: int, b: Keys, j: int) -> bool:
    """`Carignani, Andrea` and `Andrea, C.`: a database took the given name for the family name."""
    one, other = a.surnames[i], b.surnames[j]
    given, other_given = a.givens[i], b.givens[j]
    return (other in given.split() and one[:1] == other_given[:1]) or (
        one in other_given.split() and other[:1] == given[:1]
    )


def _year(a: Keys, b: Keys) -> Fit:
    if not a.year or not b.year:
        return Fit.UNKNOWN
    gap = abs(a.year - b.year)
    return Fit.SAME if gap == 0 else Fit.CLOSE if gap == 1 else Fit.DIFFERS


def _plain(one: str, other: str) -> Fit:
    if not one or not other:
        return Fit.UNKNOWN
    return Fit.SAME if one == other else Fit.DIFFERS


def _pages(a: Keys, b: Keys) -> Fit:
    one, other = a.first_page, b.first_page
    if not one or not other:
        return Fit.UNKNOWN
    if one == other:
        return (
            Fit.DIFFERS
            if a.last_page and b.last_page and a.last_page != b.last_page and not _typo(a, b)
            else Fit.SAME
        )
    digits, others = one.strip("abcdefghijklmnopqrstuvwxyz"), other.strip("abcdefghijklmnopqrstuvwxyz")
    # `viii108` and `108`, `811` and `811a`: only one of the two prints the letters
    if digits == others and (one == digits or other == others):
        return Fit.CLOSE
    if (a.last_page and a.last_page == b.last_page) or (one in b.pages and other in a.pages):
        return Fit.CLOSE
    return Fit.DIFFERS


def _neighbours(a: Keys, b: Keys) -> bool:
    """Pages that differ by less than a short paper: one text numbered twice, or a slip."""
    one, other = (
        a.first_page.lstrip("abcdefghijklmnopqrstuvwxyz"),
        b.first_page.lstrip("abcdefghijklmnopqrstuvwxyz"),
    )
    return one.isdigit() and other.isdigit() and abs(int(one) - int(other)) <= 10


def _issue(a: Keys, b: Keys) -> Fit:
    """`8 Pt 2` and `8`, `3-B` and `3` are one issue; words without a number say nothing."""
    one = {part for part in a.issue.split() if part.isdigit()}
    other = {part for part in b.issue.split() if part.isdigit()}
    if not one or not other:
        return Fit.UNKNOWN
    return Fit.SAME if one & other else Fit.DIFFERS


def _typo(a: Keys, b: Keys) -> bool:
    """Last pages that differ though the first agree: one letter wrong, or one of them below the first page."""
    return fuzz.ratio(a.last_page, b.last_page) >= 50


def _journal(a: Keys, b: Keys) -> Fit:
    one, other = a.journal, b.journal
    if not one or not other:
        return Fit.UNKNOWN
    if one == other:
        return Fit.SAME
    if one.replace(" ", "") == other.replace(" ", ""):
        return Fit.SAME
    if fuzz.ratio(one, other) >= 85 or one.startswith(other) or other.startswith(one):
        return Fit.CLOSE
    if min(one.count(" "), other.count(" ")) >= 2 and fuzz.token_set_ratio(one, other) >= 85:
        return Fit.CLOSE
    return Fit.CLOSE if _abbreviates(one, other) or _abbreviates(other, one) else Fit.DIFFERS


def _abbreviates(short: str, long: str) -> bool:
    """`ann fr anesth reanim` for `annales francaises anesthesie reanimation`."""
    parts, whole = short.split(), long.split()
    if len(parts) == 1 and len(whole) > 1:
        return len(short) >= 3 and short == "".join(word[0] for word in whole)
    # an official subtitle may be missing on one side, but never so that one word decides
    return (len(parts) == len(whole) or min(len(parts), len(whole)) >= 3) and all(
        map(_shortens, parts, whole)
    )


def _shortens(part: str, word: str) -> bool:
    """Whether `part` is `word` with letters left out, the first kept: `dtsch` for `deutsche`."""
    letters = iter(word)
    return part[0] == word[0] and all(letter in letters for letter in part)


def _abstract(a: Keys, b: Keys) -> Fit:
    if len(a.abstract) < 100 or len(b.abstract) < 100:
        return Fit.UNKNOWN
    length = min(len(a.abstract), len(b.abstract), 300)
    ratio = fuzz.ratio(a.abstract[:length], b.abstract[:length])
    return Fit.SAME if ratio >= 90 else Fit.CLOSE if ratio >= 70 else Fit.DIFFERS


def fits(a: Keys, b: Keys) -> Fits | None:
    """Every field of two records held against each other; None where neither title, number nor pages are alike."""
    title, ratio = _title_fit(a, b)
    number = (a.doi and a.doi == b.doi) or (a.pmid and a.pmid == b.pmid)
    place = a.last_page and a.first_page == b.first_page and a.last_page == b.last_page
    if title is TitleFit.OTHER and not number and not place:
        return None
    pages = _pages(a, b)
    nested = a.numbers <= b.numbers or b.numbers <= a.numbers
    counted = title is not TitleFit.EXACT and a.numbers != b.numbers
    changed = _changed(a, b) if title in {TitleFit.NEAR, TitleFit.LOOSE} else 0
    return Fits(
        title=title,
        authors=_authors(a, b),
        year=_year(a, b),
        volume=_plain(a.volume, b.volume),
        issue=_issue(a, b),
        pages=pages,
        page_range=pages is Fit.SAME
        and bool(a.last_page)
        and a.last_page == b.last_page
        and a.last_page != a.first_page,
        journal=_journal(a, b),
        doi=_plain(a.doi, b.doi),
        pmid=_plain(a.pmid, b.pmid),
        abstract=_abstract(a, b),
        pages_near=pages is Fit.DIFFERS and _neighbours(a, b),
        many_authors=min(len(a.surnames), len(b.surnames)) >= 3,
        numbers_differ=counted and not nested,
        numbers_extra=counted and nested and title is TitleFit.NEAR,
        genre_differs=a.genre is not b.genre and _genres_matter(a, b),
        one_is_abstract=a.is_abstract is not b.is_abstract,
        review_version=a.journal.startswith("cochrane database")
        and b.journal.startswith("cochrane database"),
        long_title=min(len(a.title), len(b.title)) >= 25 and min(a.title.count(" "), b.title.count(" ")) >= 3,
        decorated=title is TitleFit.PART and _decoration(a.title, b.title),
        subtitled=title is TitleFit.PART and _subtitle(a.title, b.title),
        reworded=changed > 0,
        substituted=changed > 1,
        score=round(ratio / 100, 3),
    )


def _changed(a: Keys, b: Keys) -> int:
    """How many of two titles have a word that the other has not, not even misspelt.

    One: a word was put in. Two: one word stands for another, `safety` for `efficacy`, `women` for `men`.
    """
    one, other = set(a.title.split()), set(b.title.split())
    left, right = one - other, other - one
    return _unmatched(left, right, b.compact) + _unmatched(right, left, a.compact)


def _unmatched(these: set[str], those: set[str], compact: str) -> bool:
    return any(
        len(word) >= 3 and word not in compact and all(fuzz.ratio(word, that) < 72 for that in those)
        for word in these
    )


_TELLING = frozenset(
    [
        "protocol",
        "design",
        "rationale",
        "reply",
        "response",
        "comment",
        "commentary",
        "erratum",
        "correction",
        "corrigendum",
        "update",
        "followup",
        "follow",
        "up",
        "results",
        "baseline",
        "pilot",
        "qualitative",
        "secondary",
        "analysis",
        "interim",
        "final",
        "extended",
        "summary",
        "abstract",
        "retraction",
        "addendum",
        "supplement",
    ]
)


def _subtitle(one: str, other: str) -> bool:
    """A title and the same with a subtitle that does not say that it is another text."""
    short, long = sorted((one, other), key=len)
    extra = set(long.replace(short, "", 1).split())
    return (
        len(short) >= 40
        and long.startswith(short)
        and not extra & _TELLING
        and not any(map(str.isdigit, extra))
    )


def _decoration(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    extra = long.replace(short, "", 1).split()
    return (
        len(short) >= 40
        and len(extra) <= 3
        and not (set(extra) & _TELLING)
        and not any(map(str.isdigit, extra))
    )


def _genres_matter(a: Keys, b: Keys) -> bool:
    return Genre.PREPRINT not in (a.genre, b.genre) or a.doi != b.doi
