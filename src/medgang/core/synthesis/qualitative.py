"""From quotes to findings: quotes with their page, codes, themes, and a finding as one sentence.

The order of work (Aveyard): read and code, gather codes into themes, see that every theme rests on quotes, and say
what was found in sentences that somebody can disagree with.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from medgang.core.errors import InvalidValue
from medgang.core.literature.refs import StudyRef

_KEY = re.compile(r"^[a-z0-9][a-z0-9-]*$")
_LANGUAGE = re.compile(r"^[a-z]{2,3}$")


def _key(value: str, field: str) -> None:
    if not _KEY.match(value):
        raise InvalidValue("synthesis.bad_key", field=field, value=value)


@dataclass(frozen=True, slots=True)
class Quote:
    """What a participant said, word for word in `language` (ISO 639), with the page it stands on.

    `translation` is ours, and shown beside the original, never instead of it.
    """

    key: str
    study: StudyRef
    text: str
    page: str
    language: str
    translation: str = ""

    def __post_init__(self) -> None:
        _key(self.key, "quote")
        if not self.text.strip():
            raise InvalidValue("synthesis.empty_field", field="text")
        if not self.page.strip():
            raise InvalidValue("synthesis.quote_without_page", quote=self.key)
        if not _LANGUAGE.match(self.language):
            raise InvalidValue("synthesis.bad_key", field="language", value=self.language)


@dataclass(frozen=True, slots=True)
class Code:
    """A short name for what a quote is about; `memo` says when to use it."""

    key: str
    label: str
    memo: str = ""

    def __post_init__(self) -> None:
        _key(self.key, "code")


@dataclass(frozen=True, slots=True)
class Theme:
    """Codes that belong together. A starting theme comes from an earlier review and may stay empty."""

    key: str
    label: str
    codes: tuple[str, ...]

    def __post_init__(self) -> None:
        _key(self.key, "theme")


@dataclass(frozen=True, slots=True)
class Coding:
    """A quote carries a code, said by `coder`."""

    quote: str
    code: str
    coder: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One sentence about what the studies show, resting on themes and quotes. This is what CERQual judges."""

    key: str
    sentence: str
    themes: tuple[str, ...]
    quotes: tuple[str, ...]

    def __post_init__(self) -> None:
        _key(self.key, "finding")
        words = self.sentence.split()
        if len(words) < 4 or self.sentence.rstrip()[-1] not in ".!?":
            raise InvalidValue("synthesis.finding_is_no_sentence", finding=self.key)


@dataclass(frozen=True, slots=True)
class LooseEnd:
    """Something the analysis has not tied up: a code of what, and the key of where."""

    code: str
    key: str


@dataclass(frozen=True, slots=True)
class Analysis:
    """A thematic analysis. Everything is referred to by key; a reference to nothing is refused."""

    quotes: tuple[Quote, ...]
    codes: tuple[Code, ...]
    codings: tuple[Coding, ...]
    themes: tuple[Theme, ...]
    findings: tuple[Finding, ...] = ()

    def __post_init__(self) -> None:
        known: dict[str, set[str]] = {}
        for kind, keys in (
            ("quote", [quote.key for quote in self.quotes]),
            ("code", [code.key for code in self.codes]),
            ("theme", [theme.key for theme in self.themes]),
            ("finding", [finding.key for finding in self.findings]),
        ):
            known[kind] = set(keys)
            if len(keys) != len(known[kind]):
                raise InvalidValue("synthesis.key_twice", kind=kind)
        wanted = [("quote", coding.quote) for coding in self.codings]
        wanted += [("code", coding.code) for coding in self.codings]
        wanted += [("code", code) for theme in self.themes for code in theme.codes]
        wanted += [("quote", quote) for finding in self.findings for quote in finding.quotes]
        wanted += [("theme", theme) for finding in self.findings for theme in finding.themes]
        for kind, key in wanted:
            if key not in known[kind]:
                raise InvalidValue("synthesis.refers_to_nothing", kind=kind, key=key)

    def quotes_of(self, theme: Theme) -> tuple[Quote, ...]:
        """The quotes that carry one of the theme's codes, in the order they were entered, each once."""
        coded = {coding.quote for coding in self.codings if coding.code in theme.codes}
        return tuple(quote for quote in self.quotes if quote.key in coded)

    def theme_by_study(self, studies: Sequence[StudyRef]) -> tuple[tuple[Theme, tuple[int, ...]], ...]:
        """How many quotes each study gives to each theme: the matrix theme × study."""
        table = []
        for theme in self.themes:
            found = self.quotes_of(theme)
            table.append(
                (theme, tuple(sum(quote.study.id == study.id for quote in found) for study in studies))
            )
        return tuple(table)

    def loose_ends(self) -> tuple[LooseEnd, ...]:
        """What is still to do: uncoded quotes, homeless codes, themes and findings that rest on nothing."""
        coded = {coding.quote for coding in self.codings}
        housed = {code for theme in self.themes for code in theme.codes}
        found = [LooseEnd("synthesis.quote_uncoded", q.key) for q in self.quotes if q.key not in coded]
        found += [LooseEnd("synthesis.code_without_theme", c.key) for c in self.codes if c.key not in housed]
        found += [
            LooseEnd("synthesis.theme_without_quote", t.key) for t in self.themes if not self.quotes_of(t)
        ]
        found += [LooseEnd("synthesis.finding_without_quote", f.key) for f in self.findings if not f.quotes]
        return tuple(found)

    def coder_differences(self) -> tuple[tuple[str, tuple[tuple[str, tuple[str, ...]], ...]], ...]:
        """Quotes that two coders coded differently: the quote's key and each coder's codes."""
        by_quote: dict[str, dict[str, set[str]]] = {}
        for coding in self.codings:
            by_quote.setdefault(coding.quote, {}).setdefault(coding.coder, set()).add(coding.code)
        return tuple(
            (quote, tuple((coder, tuple(sorted(codes))) for coder, codes in sorted(coders.items())))
            for quote, coders in by_quote.items()
            if len({frozenset(codes) for codes in coders.values()}) > 1
        )


def quote_bank(analysis: Analysis) -> tuple[tuple[str, Quote], ...]:
    """(theme, quote) for every quote of every theme: what is shown beside a recommendation as users' knowledge."""
    return tuple((theme.key, quote) for theme in analysis.themes for quote in analysis.quotes_of(theme))


_CODEBOOK = ("code", "label", "memo", "theme")


def codebook_csv(analysis: Analysis) -> str:
    """The codebook as CSV: code, label, memo, and the themes it belongs to (one row for each)."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(_CODEBOOK)
    for code in analysis.codes:
        homes = [theme.key for theme in analysis.themes if code.key in theme.codes] or [""]
        for home in homes:
            writer.writerow([code.key, code.label, code.memo, home])
    return out.getvalue()


def read_codebook(text: str, themes: Iterable[Theme] = ()) -> tuple[tuple[Code, ...], tuple[Theme, ...]]:
    """Codes and themes from such a CSV; a theme that is not in `themes` gets its key as its label."""
    reader = csv.DictReader(io.StringIO(text.removeprefix("\ufeff")))
    absent = [name for name in _CODEBOOK[:2] if name not in (reader.fieldnames or ())]
    if absent:
        raise InvalidValue("synthesis.missing_columns", columns=", ".join(absent))
    codes: dict[str, Code] = {}
    homes: dict[str, list[str]] = {theme.key: list(theme.codes) for theme in themes}
    labels = {theme.key: theme.label for theme in themes}
    for row in reader:
        key = (row["code"] or "").strip()
        codes.setdefault(key, Code(key, (row["label"] or "").strip(), (row.get("memo") or "").strip()))
        home = (row.get("theme") or "").strip()
        if home and key not in homes.setdefault(home, []):
            homes[home].append(key)
    found = tuple(Theme(key, labels.get(key, key), tuple(members)) for key, members in homes.items())
    return tuple(codes.values()), found
