"""One model per file."""

from medgang.web.evidence.models.appraisal import AppraisalRow
from medgang.web.evidence.models.criteria import CriteriaVersion
from medgang.web.evidence.models.decision import DecisionRow
from medgang.web.evidence.models.imported import ImportedFile
from medgang.web.evidence.models.member import ReviewMember
from medgang.web.evidence.models.pair import DuplicatePair
from medgang.web.evidence.models.pooled import PooledTable
from medgang.web.evidence.models.ranking import Ranking
from medgang.web.evidence.models.record import RecordRow
from medgang.web.evidence.models.review import Review

__all__ = [
    "AppraisalRow",
    "CriteriaVersion",
    "DecisionRow",
    "DuplicatePair",
    "ImportedFile",
    "PooledTable",
    "Ranking",
    "RecordRow",
    "Review",
    "ReviewMember",
]
