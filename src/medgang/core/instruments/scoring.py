"""From raw answers to scores. Raw answers are kept where they are; a score is computed again whenever it is shown.

A question that was skipped is "not answered". It is never zero and nothing is filled in for it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import prod
from typing import assert_never

from medgang.core.errors import InvalidValue
from medgang.core.instruments.definition import Band, Instrument, Rule, Scale
from medgang.core.timeline.details_measures import Measured
from medgang.core.words import Words

ALGORITHM = "instruments@1"
"""Changes whenever a rule below changes; stored beside every result that is kept."""

IPAQ_MET = {"vigorous": 8.0, "moderate": 4.0, "walking": 3.3}
"""MET of each intensity: IPAQ guidelines for data processing, November 2005 (read in copies)."""
IPAQ_CAP_MIN = 180.0
IPAQ_DROP_MIN = 960.0


@dataclass(frozen=True, slots=True)
class Score:
    """One scale: `value` None means no score, and `missing` says how many answers were too few.

    `bad` is a code where the answers are complete but cannot be scored. `category` is a code the rule itself gives.
    """

    scale: str
    title: Words
    value: float | None
    answered: int
    of: int
    needed: int
    low: float
    high: float
    unit: str = ""
    band: Band | None = None
    category: str = ""
    bad: str = ""

    @property
    def missing(self) -> int:
        """How many answers a score would still take."""
        return max(self.needed - self.answered, 0)


@dataclass(frozen=True, slots=True)
class Raised:
    """An answer that calls for a person the same day: the item, what was answered, the code of what to do."""

    item: str
    value: float
    code: str


@dataclass(frozen=True, slots=True)
class Scored:
    """All of one answering: scores, what calls for a person, and which items were not answered."""

    instrument: str
    version: str
    algorithm: str
    scores: tuple[Score, ...]
    raised: tuple[Raised, ...]
    not_answered: tuple[str, ...]

    def of(self, scale: str) -> Score:
        """The score of one scale, or `instruments.unknown_scale`."""
        for score in self.scores:
            if score.scale == scale:
                return score
        raise InvalidValue("instruments.unknown_scale", instrument=self.instrument, scale=scale)


def score(instrument: Instrument, answers: Mapping[str, float | None]) -> Scored:
    """Score the raw answers (None: skipped). An answer that cannot be given is refused with the item's id."""
    given: dict[str, float] = {}
    for item_id, value in answers.items():
        item = instrument.item(item_id)
        if value is None:
            continue
        if not item.allows(value):
            raise InvalidValue("instruments.not_allowed", instrument=instrument.id, item=item_id, value=value)
        given[item_id] = float(value)
    return Scored(
        instrument.id,
        instrument.version,
        ALGORITHM,
        tuple(_scale(instrument, scale, given) for scale in instrument.scales),
        tuple(
            Raised(alert.item, given[alert.item], alert.code)
            for alert in instrument.alerts
            if alert.item in given and given[alert.item] > alert.above
        ),
        tuple(item.id for item in instrument.items if item.id not in given and not item.optional),
    )


def score_measured(instrument: Instrument, measured: Measured) -> Scored:
    """Score a stored measurement. Refused when it was another instrument or another version."""
    if (measured.instrument, measured.version) != (instrument.id, instrument.version):
        raise InvalidValue("instruments.other_version", instrument=instrument.id, version=measured.version)
    return score(instrument, {answer.item: answer.value for answer in measured.answers})


def _scale(instrument: Instrument, scale: Scale, given: Mapping[str, float]) -> Score:
    counted = {
        item: _counts_as(instrument, scale, item, given[item]) for item in scale.items if item in given
    }
    if scale.rule is Rule.IPAQ:
        # Whoever was active on no day is not asked for how long.
        counted |= {f"{kind}-minutes": 0.0 for kind in IPAQ_MET if counted.get(f"{kind}-days") == 0}
    value: float | None = None
    category = bad = ""
    if len(counted) >= scale.needed:
        match scale.rule:
            case Rule.SUM:
                value = sum(counted.values()) * scale.factor
            case Rule.MEAN:
                value = sum(counted.values()) / len(counted) * scale.factor
            case Rule.PRODUCT:
                value = prod(counted.values()) * scale.factor
            case Rule.SINGLE:
                value = counted[scale.items[0]] * scale.factor
            case Rule.WEIGHTS:
                value = scale.constant + sum(counted.values())
            case Rule.IPAQ:
                value, category, bad = _ipaq(counted)
            case _ as never:  # pragma: no cover - exhaustive
                assert_never(never)
    return Score(
        scale.id,
        scale.title,
        value,
        len(counted),
        len(scale.items),
        scale.needed,
        scale.low,
        scale.high,
        scale.unit,
        _band(scale, value),
        category,
        bad,
    )


def _counts_as(instrument: Instrument, scale: Scale, item_id: str, value: float) -> float:
    """The raw answer, reversed, recoded or weighted as the scale says."""
    for weight in scale.weights:
        if weight.item == item_id:
            return weight.weights[int(value) - 1]
    for recode in scale.recode:
        if item_id in recode.items:
            return recode.values[int(value) - 1]
    if item_id in scale.reverse:
        item = instrument.item(item_id)
        return item.lowest + item.highest - value
    return value


def _band(scale: Scale, value: float | None) -> Band | None:
    if value is None:
        return None
    reached = [band for band in scale.bands if value >= band.low]
    return reached[-1] if reached else None


def _ipaq(given: Mapping[str, float]) -> tuple[float | None, str, str]:
    """IPAQ short form: MET-minutes a week and the category (low, moderate, high).

    Unit MET-min/week. Each intensity counts at most 180 min a day; more than 960 min a day in all gives no score.
    Source: Guidelines for Data Processing and Analysis of IPAQ, November 2005, short form (read in copies).
    Against sensors IPAQ finds far too many active: it is shown as what the person says, nothing more.
    """
    days = {kind: given[f"{kind}-days"] for kind in IPAQ_MET}
    minutes = {kind: given[f"{kind}-minutes"] for kind in IPAQ_MET}
    if sum(minutes.values()) > IPAQ_DROP_MIN:
        return None, "", "instruments.ipaq_too_many_minutes"
    capped = {kind: min(minutes[kind], IPAQ_CAP_MIN) for kind in IPAQ_MET}
    met = {kind: IPAQ_MET[kind] * days[kind] * capped[kind] for kind in IPAQ_MET}
    total, all_days = sum(met.values()), sum(days.values())
    if (days["vigorous"] >= 3 and total >= 1500) or (all_days >= 7 and total >= 3000):
        return total, "high", ""
    half_hours = sum(days[kind] for kind in ("moderate", "walking") if capped[kind] >= 30)
    some_vigorous = days["vigorous"] >= 3 and capped["vigorous"] >= 20
    if some_vigorous or half_hours >= 5 or (all_days >= 5 and total >= 600):
        return total, "moderate", ""
    return total, "low", ""


def discount_rate(now: float, later: float, days: float) -> float:
    """The rate k at which `now` and `later` (after `days` days) are worth the same, per day.

    Kirby's monetary choice questionnaire: k = (later − now) / (now × days). 54 now against 55 in 117 days gives
    0.0001583. Valid for now > 0, later > now, days > 0. No standard error is published for a single choice.
    """
    if now <= 0 or later <= now or days <= 0:
        raise InvalidValue("instruments.bad_choice")
    return (later - now) / (now * days)
