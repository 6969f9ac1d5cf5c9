"""What happened to many: rates, change, dose, dropout, with n and uncertainty."""

from medgang.core.outcomes.rates import Rate, per_1000_person_sessions

__all__ = ["Rate", "per_1000_person_sessions"]
