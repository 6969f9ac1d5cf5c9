"""Words every part of the product shares about effort: the three levels of the safety rules, and the talk test."""

from __future__ import annotations

from enum import StrEnum


class Level(StrEnum):
    """How hard an activity or a test is, as the safety rules see it. Easiest first."""

    LIGHT = "light"  # lett: open unless a red flag closes the day
    MODERATE = "moderate"  # moderat: waits for the medical and the psychological assessment
    HIGH = "high"  # høy: waits for clearance, as do tests above light effort and 1RM


class TalkTest(StrEnum):
    """What a person can say while active. Easiest first."""

    TALKS_FREELY = "talks_freely"
    LONG_SENTENCES = "long_sentences"
    SHORT_SENTENCES = "short_sentences"
    FEW_WORDS = "few_words"
    A_WORD_OR_TWO = "a_word_or_two"
    GASPING = "gasping"
