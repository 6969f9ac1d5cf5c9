"""Events and the timeline made of them: corrections, what was known when, and what is refused."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from medgang.core.errors import InvalidValue
from medgang.core.timeline import Event, EventKind, Timeline, detail_from_json, detail_of
from medgang.core.timeline.details_background import Substance, SubstanceUse
from medgang.core.timeline.details_plan import Talked
from medgang.core.timeline.details_stay import Discharged, WithdrawnAsWrong

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
NAIVE = datetime(2026, 3, 2, 9, 0)  # noqa: DTZ001 - the missing zone is what is tested
STAY = UUID(int=9)


def talked(number: int, hours: int = 0, known: int = 0, replaces: int | None = None) -> Event:
    when = NOW + timedelta(hours=hours)
    earlier = UUID(int=replaces) if replaces is not None else None
    return Event(
        UUID(int=number), EventKind.TALKED, when, when + timedelta(hours=known), None, Talked(), earlier
    )


@pytest.mark.parametrize(
    ("code", "make"),
    [
        ("timeline.naive_time", lambda: Event(STAY, EventKind.TALKED, NAIVE, NOW, None, Talked())),
        ("timeline.naive_time", lambda: Event(STAY, EventKind.TALKED, NOW, NAIVE, None, Talked())),
        ("timeline.bad_detail", lambda: Event(STAY, EventKind.TALKED, NOW, NOW, None, Discharged(STAY))),
        ("timeline.replaces_itself", lambda: Event(STAY, EventKind.TALKED, NOW, NOW, None, Talked(), STAY)),
        (
            "timeline.withdraws_nothing",
            lambda: Event(STAY, EventKind.WITHDRAWN_AS_WRONG, NOW, NOW, None, WithdrawnAsWrong("x")),
        ),
        ("timeline.unknown_kind", lambda: Event(STAY, "strange", NOW, NOW, None, Talked())),
        ("timeline.unknown_kind", lambda: detail_from_json("strange", {})),
        ("timeline.years_of_use", lambda: SubstanceUse(Substance.F10, years=120)),
    ],
)
def test_what_is_refused(code: str, make: object):
    with pytest.raises(InvalidValue) as caught:
        make()  # type: ignore[operator]
    assert caught.value.code == code


def test_a_kind_has_one_detail_class_only():
    with pytest.raises(ValueError, match="two detail classes"):
        detail_of(EventKind.TALKED)(Talked)


def test_the_order_of_entry_does_not_matter():
    events = [talked(1, 2), talked(2, 1), talked(3, 3)]
    assert Timeline.of(events) == Timeline.of(reversed(events))
    assert [one.uid.int for one in Timeline.of(events)] == [2, 1, 3]


def test_a_correction_hides_what_it_replaces_from_the_moment_it_was_known():
    first, second = talked(1), talked(2, known=5, replaces=1)
    assert [one.uid.int for one in Timeline.of([first, second])] == [2]
    assert [one.uid.int for one in Timeline.of([first, second], known_at=NOW)] == [1]
    later = NOW + timedelta(hours=6)
    never = WithdrawnAsWrong("x")
    wrong = Event(UUID(int=3), EventKind.WITHDRAWN_AS_WRONG, NOW, later, None, never, UUID(int=2))
    assert len(Timeline.of([first, second, wrong])) == 0


def test_reading_a_timeline():
    history = Timeline.of(
        [talked(1), talked(2, 5), Event(STAY, EventKind.DISCHARGED, NOW, NOW, None, Discharged(STAY))]
    )
    assert len(history.of_kind(EventKind.TALKED)) == 2
    assert len(history.of_kind(EventKind.TALKED, EventKind.DISCHARGED)) == 3
    assert history.of_kind(EventKind.DIED) == ()
    assert history.last(EventKind.TALKED).uid.int == 2
    assert history.last(EventKind.DIED) is None
    assert len(history.until(NOW)) == 2
    assert [detail for _, detail in history.details(EventKind.TALKED, Talked)] == [Talked(), Talked()]
    assert history.details(EventKind.TALKED, Discharged) == ()
