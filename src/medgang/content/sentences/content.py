"""Sentences about content files."""

from medgang.content.catalogue import N_

SENTENCES = {
    "content.broken": N_("Innholdsfilen %(file)s kan ikke brukes (linje %(line)s): %(reason)s"),
}
