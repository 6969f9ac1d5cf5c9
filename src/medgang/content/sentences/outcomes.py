"""Sentences about what happened to many."""

from medgang.content.catalogue import N_

SENTENCES = {"outcomes.negative_count": N_("Et antall kan ikke være mindre enn null.")}
