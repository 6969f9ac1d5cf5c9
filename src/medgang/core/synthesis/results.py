"""What one study found about one outcome, at one time, for one contrast, in one analysis set; and the pooled answer."""

from __future__ import annotations

import math
from dataclasses import dataclass

from medgang.core.errors import InvalidValue
from medgang.core.literature.refs import StudyRef
from medgang.core.synthesis.kinds import AnalysisSet, CiTest, Design, Measure, Method, Scale, ValueKind


def _need(condition: bool, code: str, **values: object) -> None:
    if not condition:
        raise InvalidValue(code, **values)


LARGEST = 1e9
SMALLEST = 1e-9
"""Numbers beyond these are slips of the keyboard or of the unit, and would drown the others in rounding."""


def _finite(**numbers: float) -> None:
    for name, number in numbers.items():
        _need(math.isfinite(number), "synthesis.not_a_number", field=name)
        fits = number == 0 or SMALLEST <= abs(number) <= LARGEST
        _need(fits, "synthesis.out_of_range", field=name, value=number)


@dataclass(frozen=True, slots=True)
class TwoGroups:
    """Means of two groups. `m` and `sd` in the outcome's unit, `n` persons analysed."""

    m1i: float
    sd1i: float
    n1i: int
    m2i: float
    sd2i: float
    n2i: int

    def __post_init__(self) -> None:
        _finite(m1i=self.m1i, sd1i=self.sd1i, m2i=self.m2i, sd2i=self.sd2i, n1i=self.n1i, n2i=self.n2i)
        for name, sd in (("sd1i", self.sd1i), ("sd2i", self.sd2i)):
            _need(sd > 0, "synthesis.sd_not_positive", field=name, value=sd)
        for name, n in (("n1i", self.n1i), ("n2i", self.n2i)):
            _need(n >= 2, "synthesis.group_too_small", field=name, value=n)


@dataclass(frozen=True, slots=True)
class TwoByTwo:
    """Events in two groups: `ai` of `n1i`, and `ci` of `n2i`."""

    ai: float
    n1i: float
    ci: float
    n2i: float

    def __post_init__(self) -> None:
        _finite(ai=self.ai, n1i=self.n1i, ci=self.ci, n2i=self.n2i)
        for events, total, name, total_name in (
            (self.ai, self.n1i, "ai", "n1i"),
            (self.ci, self.n2i, "ci", "n2i"),
        ):
            _need(total > 0, "synthesis.empty_group", field=total_name)
            _need(0 <= events <= total, "synthesis.events_outside_group", field=name, value=events, n=total)

    @property
    def cells(self) -> tuple[float, float, float, float]:
        """a, b, c, d: with and without the event, in the first group and the second."""
        return self.ai, self.n1i - self.ai, self.ci, self.n2i - self.ci

    @property
    def has_zero_cell(self) -> bool:
        """True when an odds ratio cannot be computed without a correction."""
        return 0 in self.cells

    @property
    def double_zero(self) -> bool:
        """True when nobody, or everybody, had the event in both groups: no information about a ratio."""
        a, b, c, d = self.cells
        return (a == 0 and c == 0) or (b == 0 and d == 0)


@dataclass(frozen=True, slots=True)
class Correlation:
    """A Pearson correlation in `ni` persons."""

    ri: float
    ni: int

    def __post_init__(self) -> None:
        _finite(ri=self.ri, ni=self.ni)
        _need(-1 < self.ri < 1, "synthesis.correlation_outside", value=self.ri)
        _need(self.ni >= 4, "synthesis.group_too_small", field="ni", value=self.ni)


@dataclass(frozen=True, slots=True)
class Proportion:
    """`xi` of `ni` persons."""

    xi: float
    ni: float

    def __post_init__(self) -> None:
        _finite(xi=self.xi, ni=self.ni)
        _need(self.ni > 0, "synthesis.empty_group", field="ni")
        _need(0 <= self.xi <= self.ni, "synthesis.events_outside_group", field="xi", value=self.xi, n=self.ni)


@dataclass(frozen=True, slots=True)
class Given:
    """An effect on its pooled scale with its sampling variance."""

    yi: float
    vi: float

    def __post_init__(self) -> None:
        for name, number in (("yi", self.yi), ("vi", self.vi)):
            _need(math.isfinite(number), "synthesis.not_a_number", field=name)
        _need(self.vi > 0, "synthesis.variance_not_positive", value=self.vi)
        _need(abs(self.yi) <= LARGEST, "synthesis.out_of_range", field="yi", value=self.yi)
        _need(SMALLEST**2 <= self.vi <= LARGEST**2, "synthesis.out_of_range", field="vi", value=self.vi)


StudyData = TwoGroups | TwoByTwo | Correlation | Proportion | Given


@dataclass(frozen=True, slots=True)
class Contrast:
    """What was compared with what."""

    experimental: str
    comparator: str

    def __post_init__(self) -> None:
        _need(bool(self.experimental.strip()), "synthesis.empty_field", field="experimental")
        _need(bool(self.comparator.strip()), "synthesis.empty_field", field="comparator")


@dataclass(frozen=True, slots=True)
class Result:
    """One result: study × outcome × time × contrast × analysis set, and the numbers as printed.

    `time_weeks` counts from the start of the intervention; None where the source does not say. `place` is where in
    the report the numbers stand ("table 2, page 7"). `expectation` is what participants were told to expect, which
    matters where blinding is impossible.
    """

    study: StudyRef
    outcome: str
    time_weeks: float | None
    contrast: Contrast
    analysis_set: AnalysisSet
    data: StudyData
    design: Design = Design.PARALLEL
    values: ValueKind = ValueKind.NOT_APPLICABLE
    higher_is_better: bool = True
    place: str = ""
    expectation: str = ""

    def __post_init__(self) -> None:
        _need(bool(self.outcome.strip()), "synthesis.empty_field", field="outcome")
        if self.time_weeks is not None:
            _need(
                math.isfinite(self.time_weeks) and self.time_weeks >= 0,
                "synthesis.bad_time",
                value=self.time_weeks,
            )

    @property
    def key(self) -> tuple[str, str, float | None, str, str, AnalysisSet]:
        """What makes two rows the same result (and a second row of it a contradiction)."""
        return (
            self.study.id,
            self.outcome,
            self.time_weeks,
            self.contrast.experimental,
            self.contrast.comparator,
            self.analysis_set,
        )


@dataclass(frozen=True, slots=True)
class Interval:
    """A 95 % interval on the pooled scale, with how it was made. `df` is None for the normal distribution."""

    low: float
    high: float
    method: str
    df: float | None = None

    @property
    def width(self) -> float:
        """How wide."""
        return self.high - self.low


@dataclass(frozen=True, slots=True)
class StudyEffect:
    """One study's effect as pooled: estimate, sampling variance, weight in percent, and what was done to get it."""

    label: str
    yi: float
    vi: float
    weight: float
    ci: Interval
    flags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PooledResult:
    """The pooled answer on `scale`, everything a reader needs to judge it, and what it was computed from.

    `estimate`, `se`, `ci` and `p` are None where there is no headline (fewer than three studies); `studies` are
    always there. Other fields are None where they have no meaning (τ² is 0 by assumption under a common effect,
    None for Mantel-Haenszel and Peto; no prediction interval below three studies). `other_ci` is the interval that
    was also made where Hartung-Knapp's is narrower than Wald's. `i2` is in percent. `notes` are codes with a sentence
    each. `inputs_sha256` and `algorithm` say what was computed with what, so that a stored result can be recomputed
    and compared.
    """

    k: int
    measure: Measure
    scale: Scale
    method: Method
    test: CiTest
    studies: tuple[StudyEffect, ...]
    estimate: float | None
    se: float | None
    ci: Interval | None
    p: float | None
    statistic: float | None
    tau2: float | None
    tau2_se: float | None
    tau2_ci: Interval | None
    i2: float | None
    i2_ci: Interval | None
    h2: float | None
    q: float | None
    q_df: int | None
    q_p: float | None
    prediction: tuple[Interval, ...] = ()
    other_ci: Interval | None = None
    notes: tuple[str, ...] = ()
    zero_rule: str | None = None
    inputs_sha256: str = ""
    algorithm: str = ""

    @property
    def headline(self) -> bool:
        """True when there is a pooled number to lead with."""
        return self.estimate is not None
