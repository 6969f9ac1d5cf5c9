"""Sentences about half-written forms."""

from medgang.content.catalogue import N_

SENTENCES = {
    "design.draft_key": N_("Utkastet kunne ikke lagres. Last siden på nytt."),
    "design.draft_too_long": N_(
        "Teksten er så lang at utkastet ikke kan lagres. Send skjemaet, eller kort den ned."
    ),
}
