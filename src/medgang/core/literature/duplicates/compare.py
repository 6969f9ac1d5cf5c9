"""Two records held against each other: what agrees, what contradicts, and whether that makes them one record.

The rules are conjunctions: nothing is merged on a likeness alone. A contradiction (another genre, another number in
the title, two DOIs, other pages) is stronger than any likeness of titles. What is alike but not certain is asked.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum, StrEnum

from rapidfuzz import fuzz

from medgang.core.literature.duplicates.keys import Genre, Keys


class Verdict(StrEnum):
    """What a pair is."""

    SAME = "same"
    UNSURE = "unsure"
    RELATED = "related"
    DIFFERENT = "different"


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


def verdict(f: Fits) -> Verdict:  # noqa: PLR0911 - one rule per line reads better than one condition
    """Whether two records are one. Every branch names what must hold at once."""
    if f.genre_differs:
        return Verdict.RELATED if f.title >= TitleFit.PART and f.authors > Fit.UNKNOWN else Verdict.DIFFERENT
    if f.pmid is Fit.SAME and f.title >= TitleFit.LOOSE:
        return Verdict.SAME
    if f.doi is Fit.SAME:
        return _same_doi(f)
    if f.one_is_abstract and f.pages <= Fit.UNKNOWN and not _one_volume(f):
        # a conference abstract and the paper that followed: two reports, unless they stand in one volume
        return Verdict.RELATED if f.title >= TitleFit.PART else Verdict.DIFFERENT
    if f.numbers_differ or (f.numbers_extra and not _confirmed(f)):
        # `part 1` against `part 2`; `phase II` against no number at all, unless the place is the very same
        return Verdict.DIFFERENT
    if f.review_version and (f.year is not Fit.SAME or f.issue is Fit.DIFFERS):
        # the update of a Cochrane review keeps its title, its authors and its number
        return Verdict.DIFFERENT
    if f.pmid is Fit.DIFFERS or f.doi is Fit.DIFFERS:
        return _other_number(f)
    if f.pages > Fit.UNKNOWN and _same_place(f):
        return Verdict.SAME
    if f.title >= TitleFit.NEAR and f.pages is not Fit.DIFFERS and not f.reworded and _same_text(f):
        return Verdict.SAME
    same = _same_words(f) or _same_volume(f) or _same_range(f) or _numbered_twice(f) or _decorated(f)
    return Verdict.SAME if same else _doubt(f)


def _contradicted(f: Fits) -> bool:
    """Whether anything that is known of both differs."""
    rest = (f.authors, f.volume, f.issue, f.pages, f.journal)
    return any(fit is Fit.DIFFERS for fit in rest) or f.year in {Fit.CLOSE, Fit.DIFFERS}


def _same_words(f: Fits) -> bool:
    """One long title and one abstract, and nothing against it: files that hold little else.

    With the same authors within a year, pages may differ: a database that gave an article number of its own.
    """
    if f.title is not TitleFit.EXACT or not f.long_title or f.abstract is not Fit.SAME:
        return False
    elsewhere = f.volume is Fit.DIFFERS or f.journal is Fit.DIFFERS or f.issue is Fit.DIFFERS
    return not _contradicted(f) or (f.authors is Fit.SAME and f.year > Fit.UNKNOWN and not elsewhere)


def _one_volume(f: Fits) -> bool:
    """The same year and volume of the same journal."""
    return f.volume is Fit.SAME and f.year is Fit.SAME and f.journal > Fit.UNKNOWN


def _same_volume(f: Fits) -> bool:
    """One text in one volume of one journal where a file left out the authors, the pages or the subtitle."""
    place = _one_volume(f) and not _contradicted(f)
    whole = f.title is TitleFit.EXACT and f.long_title
    return place and (whole or (f.subtitled and f.authors is Fit.SAME and f.many_authors))


def _decorated(f: Fits) -> bool:
    """A long title with up to three words before or after it, in one journal, year and place as far as known."""
    place = f.journal is Fit.SAME and f.year is Fit.SAME and f.issue is not Fit.DIFFERS
    apart = f.pages is Fit.DIFFERS or f.volume is Fit.DIFFERS
    return f.decorated and f.authors is Fit.SAME and place and not apart and not f.numbers_differ


def _same_range(f: Fits) -> bool:
    """One text under two titles: from and to the same page of one volume, by the same authors (a translation)."""
    if not f.page_range or f.volume is not Fit.SAME or f.year < Fit.CLOSE or f.issue is Fit.DIFFERS:
        return False
    if f.authors is Fit.SAME:
        return f.journal > Fit.UNKNOWN or f.many_authors or f.title is TitleFit.EXACT
    return f.authors is Fit.UNKNOWN and f.title >= TitleFit.LOOSE and f.journal > Fit.UNKNOWN


def _numbered_twice(f: Fits) -> bool:
    """The same long title in one volume of one journal, on pages that a slip can explain."""
    place = (
        f.volume is Fit.SAME and f.year is Fit.SAME and f.journal > Fit.UNKNOWN and f.issue is not Fit.DIFFERS
    )
    return (
        f.title >= TitleFit.NEAR
        and f.long_title
        and f.authors is Fit.SAME
        and f.many_authors
        and place
        and f.pages_near
    )


def _confirmed(f: Fits) -> bool:
    """The same first page of the same volume in the same year."""
    return f.pages is Fit.SAME and f.volume is Fit.SAME and f.year is Fit.SAME


def _same_doi(f: Fits) -> Verdict:
    """One DOI: the same work, unless the DOI is that of a whole book, or of a supplement full of abstracts."""
    apart = f.pages is Fit.DIFFERS
    if f.title >= TitleFit.PART:
        same = not (apart and (f.authors is Fit.DIFFERS or f.numbers_differ))
    elif f.title is TitleFit.LOOSE:
        same = not apart and not f.numbers_differ
    else:
        same = f.authors is Fit.SAME and not apart
    return Verdict.SAME if same else Verdict.UNSURE


def _other_number(f: Fits) -> Verdict:
    """Two DOIs or two PMIDs: two works, unless everything that was printed is the same.

    One long title by the same authors in one journal within a year is asked: printed twice, or a yearly report.
    """
    if (
        f.title is not TitleFit.EXACT
        or not f.long_title
        or f.authors is not Fit.SAME
        or f.journal is Fit.DIFFERS
    ):
        return Verdict.DIFFERENT
    if _confirmed(f) and f.journal > Fit.UNKNOWN and f.issue is not Fit.DIFFERS:
        return Verdict.SAME
    return Verdict.UNSURE if f.year > Fit.UNKNOWN and f.issue is not Fit.DIFFERS else Verdict.DIFFERENT


def _same_place(f: Fits) -> bool:
    """The same page in the same volume or year, and nothing against it."""
    if f.title < TitleFit.PART and not (
        f.title is TitleFit.LOOSE and f.score >= 0.85 and f.authors is Fit.SAME
    ):
        return False
    if f.substituted and not f.page_range:
        # two abstracts of one group on one page
        return False
    agreeing = (f.volume is Fit.SAME) + (f.year is Fit.SAME) + (f.journal > Fit.UNKNOWN)
    against = (f.volume is Fit.DIFFERS) + (f.year is Fit.DIFFERS) + (f.authors is Fit.DIFFERS)
    if f.title is TitleFit.EXACT and f.long_title:
        return agreeing >= 1 and against <= (agreeing == 3)
    if f.issue is Fit.DIFFERS and f.title < TitleFit.EXACT:
        return False
    # `Editorial` on page 1 stands in every journal
    return agreeing >= 2 and against == 0 and (f.journal > Fit.UNKNOWN or f.title < TitleFit.EXACT)


def _same_text(f: Fits) -> bool:
    """The same title by the same authors in the same year, and no page to confirm it."""
    if f.authors < Fit.CLOSE or f.volume is Fit.DIFFERS or f.year < Fit.CLOSE or f.issue is Fit.DIFFERS:
        return False
    if f.journal is Fit.DIFFERS:
        exact = f.title is TitleFit.EXACT and f.long_title and f.authors is Fit.SAME and f.year is Fit.SAME
        return exact and f.volume is Fit.SAME and f.issue is Fit.SAME
    if f.year is Fit.CLOSE:
        # early online and in print; a thesis and its abstract have no journal to agree on, and are asked
        placed = f.journal > Fit.UNKNOWN or f.pages > Fit.UNKNOWN or f.volume is Fit.SAME
        return f.title is TitleFit.EXACT and f.long_title and f.authors is Fit.SAME and placed
    return f.long_title or f.volume is Fit.SAME or f.journal > Fit.UNKNOWN


def _doubt(f: Fits) -> Verdict:
    """Worth a person's look: the title and the authors agree, and one thing stands against it."""
    if f.title is TitleFit.EXACT and f.long_title and f.authors is Fit.UNKNOWN and not _contradicted(f):
        return Verdict.UNSURE
    if f.authors < Fit.CLOSE or f.year < Fit.CLOSE or f.title < TitleFit.NEAR or not f.long_title:
        return Verdict.DIFFERENT
    if f.issue is Fit.DIFFERS and f.journal is Fit.SAME:
        return Verdict.DIFFERENT
    elsewhere = (f.volume is Fit.DIFFERS) + (f.pages is Fit.DIFFERS) + (f.journal is Fit.DIFFERS)
    return Verdict.UNSURE if elsewhere <= 1 else Verdict.RELATED
