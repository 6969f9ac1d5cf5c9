"""Core values as plain JSON and back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from uuid import UUID, uuid4

import pytest

from medgang.core.plain import DoesNotFit, from_plain, to_plain


class Colour(StrEnum):
    RED = "red"


@dataclass(frozen=True, slots=True)
class Inner:
    count: int
    share: float | None = None


@dataclass(frozen=True, slots=True)
class Outer:
    uid: UUID
    name: str
    at: datetime
    day: date | None = None
    yes: bool = False
    colour: Colour | None = None
    inner: Inner | None = None
    many: tuple[Inner, ...] = ()
    numbers: tuple[int, ...] = ()


FULL = Outer(
    uid=uuid4(),
    name="å",
    at=datetime(2026, 1, 1, tzinfo=UTC),
    day=date(2026, 2, 3),
    yes=True,
    colour=Colour.RED,
    inner=Inner(1, 0.5),
    many=(Inner(2), Inner(3, 2.0)),
    numbers=(1, 2),
)


def test_there_and_back() -> None:
    assert from_plain(Outer, to_plain(FULL)) == FULL


def test_defaults_are_left_out() -> None:
    bare = Outer(FULL.uid, "x", FULL.at)
    assert set(to_plain(bare)) == {"uid", "name", "at", "yes"}
    assert from_plain(Outer, to_plain(bare)) == bare


def test_a_whole_number_will_do_for_a_share() -> None:
    assert from_plain(Inner, {"count": 1, "share": 2}) == Inner(1, 2.0)
    assert from_plain(Inner, {"count": 1, "share": None}) == Inner(1)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"strange": 1}, "strange"),
        ({"uid": 7}, "uid"),
        ({"uid": "not one"}, "uid"),
        ({"name": 7}, "name"),
        ({"yes": 1}, "yes"),
        ({"at": "yesterday"}, "at"),
        ({"day": 20260101}, "day"),
        ({"colour": "blue"}, "colour"),
        ({"inner": []}, "inner"),
        ({"inner": {"count": True}}, "inner.count"),
        ({"inner": {"count": 1, "share": "half"}}, "inner.share"),
        ({"inner": {"count": 1, "share": True}}, "inner.share"),
        ({"many": {}}, "many"),
        ({"many": [{"count": "1"}]}, "many.count"),
        ({"numbers": ["1"]}, "numbers"),
    ],
)
def test_what_does_not_fit_is_named(change: dict[str, object], field: str) -> None:
    with pytest.raises(DoesNotFit) as refused:
        from_plain(Outer, {**to_plain(FULL), **change})
    assert refused.value.field == field


def test_something_missing() -> None:
    with pytest.raises(DoesNotFit) as refused:
        from_plain(Outer, {"name": "x"})
    assert refused.value.field == ""
