"""Effect sizes, pooling, matrices, findings, themes."""

from medgang.core.literature.refs import StudyRef
from medgang.core.synthesis.kinds import AnalysisSet, CiTest, Design, Measure, Method, Scale, ValueKind
from medgang.core.synthesis.pooling import Study, pool
from medgang.core.synthesis.results import (
    Contrast,
    Correlation,
    Given,
    Interval,
    PooledResult,
    Proportion,
    Result,
    StudyData,
    StudyEffect,
    TwoByTwo,
    TwoGroups,
)

__all__ = [
    "AnalysisSet",
    "CiTest",
    "Contrast",
    "Correlation",
    "Design",
    "Given",
    "Interval",
    "Measure",
    "Method",
    "PooledResult",
    "Proportion",
    "Result",
    "Scale",
    "Study",
    "StudyData",
    "StudyEffect",
    "StudyRef",
    "TwoByTwo",
    "TwoGroups",
    "ValueKind",
    "pool",
]
