"""How often something happens, with the uncertainty of small counts."""

from __future__ import annotations

from dataclasses import dataclass

from medgang.core.errors import InvalidValue


@dataclass(frozen=True, slots=True)
class Rate:
    """Events per 1,000 person-sessions, with the two numbers it is made of and its 95 % interval.

    `per_1000`, `low` and `high` are None where there are no person-sessions to count against.
    """

    events: int
    person_sessions: int
    per_1000: float | None
    low: float | None
    high: float | None


def per_1000_person_sessions(events: int, person_sessions: int) -> Rate:
    """The rate with Garwood's exact Poisson interval (Garwood F. Biometrika 1936;28:437–442).

    Holds for rare, independent events; it is wide for few of them, and that is the point. Raises
    `outcomes.negative_count`.
    """
    if events < 0 or person_sessions < 0:
        raise InvalidValue("outcomes.negative_count")
    if person_sessions == 0:
        return Rate(events, 0, None, None, None)
    from scipy.stats import chi2

    scale = 1000 / person_sessions
    low = float(chi2.ppf(0.025, 2 * events)) / 2 if events else 0.0
    high = float(chi2.ppf(0.975, 2 * (events + 1))) / 2
    return Rate(events, person_sessions, events * scale, low * scale, high * scale)
