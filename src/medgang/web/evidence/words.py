"""The words of the evidence pages."""

from __future__ import annotations

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from medgang.charts.voice import Voice
from medgang.content.sentences import say
from medgang.core.literature.flow import Route
from medgang.core.literature.protocol import Role as Part
from medgang.core.literature.screening.decisions import Answer


def lang() -> str:
    """The reader's language."""
    return get_language() or "nb"


def voice() -> Voice:
    """How charts speak to the reader."""
    spoken = lang()
    return Voice(lambda code, **values: say(code, spoken, **values), "." if spoken == "en" else ",")


PARTS = {
    Part.LEAD: _("leder oversikten"),
    Part.LIBRARIAN: _("bibliotekar"),
    Part.SCREENER: _("siler"),
    Part.GUEST_SCREENER: _("siler som gjest"),
    Part.ARBITER: _("avgjør uenighet"),
    Part.EXTRACTOR: _("uttrekk og statistikk"),
    Part.USER_REPRESENTATIVE: _("brukerrepresentant"),
}
ROUTES = {
    Route.DATABASE: _("database"),
    Route.REGISTER: _("register"),
    Route.WEBSITE: _("nettsted"),
    Route.ORGANISATION: _("organisasjon"),
    Route.CITATION: _("referanser"),
    Route.OTHER: _("annet"),
}
ANSWERS = {Answer.INCLUDE: _("Ta med"), Answer.MAYBE: _("Kanskje"), Answer.EXCLUDE: _("Ikke med")}
PICO = {
    "population": _("Hvem gjelder det?"),
    "intervention": _("Tiltak"),
    "comparison": _("Sammenlikning"),
    "outcome": _("Utfall"),
}
SPIDER = {
    "sample": _("Hvem er spurt?"),
    "phenomenon": _("Hva handler det om?"),
    "design": _("Hvordan er de spurt?"),
    "evaluation": _("Hva skal komme fram?"),
    "research_type": _("Type forskning"),
}
QUESTION = {**PICO, **SPIDER}
