"""Questionnaires and single items: definition, licence, scoring."""

from medgang.core.instruments.definition import (
    Alert,
    Band,
    Instrument,
    Item,
    Licence,
    Option,
    Recode,
    Rule,
    Scale,
    TextSource,
    TextStatus,
    Weight,
)
from medgang.core.instruments.scoring import (
    ALGORITHM,
    Raised,
    Score,
    Scored,
    discount_rate,
    score,
    score_measured,
)

__all__ = [
    "ALGORITHM",
    "Alert",
    "Band",
    "Instrument",
    "Item",
    "Licence",
    "Option",
    "Raised",
    "Recode",
    "Rule",
    "Scale",
    "Score",
    "Scored",
    "TextSource",
    "TextStatus",
    "Weight",
    "discount_rate",
    "score",
    "score_measured",
]
