"""Union of pairs into groups that never hold two records which contradict each other outright."""

from __future__ import annotations

from typing import TypeVar

from medgang.core.literature.duplicates.keys import Keys

T = TypeVar("T")


class Groups:
    """Disjoint sets of places in a list of keys."""

    def __init__(self, keys: list[Keys]) -> None:
        self._parent = list(range(len(keys)))
        self._members: dict[int, list[int]] = {}
        self._keys = keys

    def _root(self, place: int) -> int:
        while self._parent[place] != place:
            self._parent[place] = self._parent[self._parent[place]]
            place = self._parent[place]
        return place

    def together(self, one: int, other: int) -> bool:
        """Whether two places are already in one group."""
        return self._root(one) == self._root(other)

    def join(self, one: int, other: int) -> bool:
        """Join two groups; False where a third record stands against it: two DOIs or two genres in one group."""
        a, b = self._root(one), self._root(other)
        if a == b:
            return True
        left, right = self._members.get(a, [a]), self._members.get(b, [b])
        if len(left) + len(right) > 2 and self._contradict(left, right):
            return False
        low, high = min(a, b), max(a, b)
        self._parent[high] = low
        self._members[low] = sorted(left + right)
        self._members.pop(high, None)
        return True

    def _contradict(self, left: list[int], right: list[int]) -> bool:
        dois = (
            {self._keys[place].doi for place in left} - {""},
            {self._keys[place].doi for place in right} - {""},
        )
        genres = {self._keys[place].genre for place in left + right}
        return (bool(dois[0]) and bool(dois[1]) and not dois[0] & dois[1]) or len(genres) > 1

    def members(self) -> list[list[int]]:
        """Every group of two or more, in the order of its first record."""
        return [self._members[root] for root in sorted(self._members) if len(self._members[root]) > 1]

    def one_per_pair_of_groups(self, pairs: list[tuple[int, int, T]]) -> list[tuple[int, int, T]]:
        """The first pair between any two groups: to ask once is enough."""
        seen: set[tuple[int, int]] = set()
        found = []
        for one, other, what in pairs:
            roots = tuple(sorted((self._root(one), self._root(other))))
            if roots not in seen:
                seen.add((roots[0], roots[1]))
                found.append((one, other, what))
        return found
