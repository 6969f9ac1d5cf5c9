"""Which pairs are worth comparing: records that share a key. Each key alone would miss some; together they do not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from medgang.core.literature.duplicates.keys import Keys

_STRONG_LIMIT = 400
_WEAK_LIMIT = 60


def _block_keys(k: Keys) -> Iterator[tuple[object, ...]]:
    """The keys of one record. The first item says how large a block may be before the key is worthless."""
    if k.doi:
        yield _STRONG_LIMIT, "doi", k.doi
    if k.pmid:
        yield _STRONG_LIMIT, "pmid", k.pmid
    first = k.surnames[0] if k.surnames else ""
    for title in k.titles:
        compact = title.replace(" ", "")
        if len(compact) >= 12:
            yield _STRONG_LIMIT, "title", compact[:40]
            yield _WEAK_LIMIT, "start", compact[:24]
            yield _WEAK_LIMIT, "end", compact[-24:]
            yield (
                _WEAK_LIMIT,
                "words",
                " ".join(sorted(sorted(set(title.split()), key=lambda w: (-len(w), w))[:4])),
            )
        if first:
            yield _WEAK_LIMIT, "short", compact[:12], first, k.year
    if k.first_page:
        if k.volume:
            yield _WEAK_LIMIT, "place", k.volume, k.first_page, k.year
        if first:
            yield _WEAK_LIMIT, "page", first[:4], k.first_page, k.year
    if first and k.year and k.volume:
        yield _WEAK_LIMIT, "author", first, k.volume, k.year
    if len(k.surnames) > 1:
        yield _WEAK_LIMIT, "authors", k.surnames[0][:5], k.surnames[1][:5], k.surnames[-1][:5], k.year


def candidate_pairs(keys: list[Keys]) -> Iterator[tuple[int, int]]:
    """Pairs of places in `keys`, each once, the smaller first."""
    blocks: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for place, key in enumerate(keys):
        for block in set(_block_keys(key)):
            blocks[block].append(place)
    seen: set[int] = set()
    size = len(keys)
    for block, places in blocks.items():
        limit = block[0]
        if len(places) < 2 or (isinstance(limit, int) and len(places) > limit):
            continue
        for index, one in enumerate(places):
            for other in places[index + 1 :]:
                pair = one * size + other
                if pair not in seen:
                    seen.add(pair)
                    yield one, other
