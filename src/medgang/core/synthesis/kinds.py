"""The words of pooling: which effect, on which scale, by which method, tested how."""

from __future__ import annotations

import math
from enum import StrEnum
from typing import assert_never


class Measure(StrEnum):
    """What is compared between (or described within) the groups of a study."""

    SMD = "smd"  # standardised mean difference, Hedges' g
    MD = "md"  # mean difference, in the outcome's own unit
    OR = "or"  # odds ratio
    RR = "rr"  # risk ratio
    RD = "rd"  # risk difference
    COR = "cor"  # correlation
    PROP = "prop"  # proportion
    GIVEN = "given"  # an effect and its variance, computed elsewhere

    @property
    def scale(self) -> Scale:
        """The scale on which studies of this measure are pooled."""
        return _SCALE_OF[self]

    @property
    def null(self) -> float:
        """The value of no effect on the pooled scale; 0 for every measure pooled here."""
        return 0.0


class Scale(StrEnum):
    """The scale an estimate stands on. Pooling happens there; people are shown the natural one."""

    IDENTITY = "identity"
    LOG = "log"
    LOGIT = "logit"
    FISHER_Z = "fisher_z"

    def natural(self, value: float) -> float:
        """The value people read: exp of a log ratio, the proportion of a logit, r of Fisher's z."""
        match self:
            case Scale.IDENTITY:
                return value
            case Scale.LOG:
                return math.exp(value) if value < 700 else math.inf
            case Scale.LOGIT:
                return 1 / (1 + math.exp(-value)) if value > -700 else 0.0
            case Scale.FISHER_Z:
                return math.tanh(value)
            case _:
                assert_never(self)


_SCALE_OF = {
    Measure.SMD: Scale.IDENTITY,
    Measure.MD: Scale.IDENTITY,
    Measure.OR: Scale.LOG,
    Measure.RR: Scale.LOG,
    Measure.RD: Scale.IDENTITY,
    Measure.COR: Scale.FISHER_Z,
    Measure.PROP: Scale.LOGIT,
    Measure.GIVEN: Scale.IDENTITY,
}


class Method(StrEnum):
    """How studies are combined: the estimator of the between-study variance, or a fixed-effect method."""

    COMMON = "common"  # inverse variance, one common effect
    REML = "reml"
    DL = "dl"  # DerSimonian-Laird
    PM = "pm"  # Paule-Mandel
    SJ = "sj"  # Sidik-Jonkman
    ML = "ml"
    EB = "eb"  # empirical Bayes (Morris)
    HS = "hs"  # Hunter-Schmidt
    MH = "mh"  # Mantel-Haenszel, 2 x 2 only
    PETO = "peto"  # one-step odds ratio, 2 x 2 only

    @property
    def is_random(self) -> bool:
        """True when the studies' true effects may differ."""
        return self not in {Method.COMMON, Method.MH, Method.PETO}

    @property
    def needs_counts(self) -> bool:
        """True when only counts in 2 x 2 tables will do."""
        return self in {Method.MH, Method.PETO}


class CiTest(StrEnum):
    """How the interval of the pooled effect is made."""

    Z = "z"  # Wald, normal
    HKSJ = "hksj"  # Hartung-Knapp-Sidik-Jonkman, t with k - 1 df
    HKSJ_ADHOC = "hksj-adhoc"  # the same, its factor never below 1


class AnalysisSet(StrEnum):
    """Who was counted in a result."""

    INTENTION_TO_TREAT = "itt"
    COMPLETERS = "completers"
    PER_PROTOCOL = "per-protocol"
    NOT_STATED = "not-stated"


class ValueKind(StrEnum):
    """Whether means are what people ended at or how much they changed; never both in one SMD."""

    FINAL = "final"
    CHANGE = "change"
    NOT_APPLICABLE = "not-applicable"


class Design(StrEnum):
    """How the study was built, as far as it decides analysis and appraisal."""

    PARALLEL = "parallel"
    CROSSOVER = "crossover"
    CLUSTER = "cluster"
    NON_RANDOMISED = "non-randomised"
    BEFORE_AFTER = "before-after"
    COHORT = "cohort"
    CASE_CONTROL = "case-control"
    CROSS_SECTIONAL = "cross-sectional"
    QUALITATIVE = "qualitative"

    @property
    def randomised(self) -> bool:
        """True when chance decided who got what."""
        return self in {Design.PARALLEL, Design.CROSSOVER, Design.CLUSTER}
