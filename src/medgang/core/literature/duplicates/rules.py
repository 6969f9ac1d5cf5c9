"""Whether two records are one.

The rules are conjunctions: nothing is merged on a likeness alone. A contradiction (another genre, another number in
the title, two DOIs, other pages) is stronger than any likeness of titles. What is alike but not certain is asked.
"""

from __future__ import annotations

from enum import StrEnum

from medgang.core.literature.duplicates.compare import Fit, Fits, TitleFit


class Verdict(StrEnum):
    """What a pair is."""

    SAME = "same"
    UNSURE = "unsure"
    RELATED = "related"
    DIFFERENT = "different"


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
