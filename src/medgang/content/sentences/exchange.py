"""Sentences about files exchanged with other programs."""

from medgang.content.catalogue import N_

SENTENCES = {
    "exchange.xml_refused": N_("Filen har en dokumenttype og leses ikke; lagre den på nytt uten."),
    "exchange.xml_broken": N_("Filen er ikke hel XML (linje %(line)s)."),
    "exchange.not_a_codebook": N_("Filen er ingen REFI-QDA-kodebok."),
}
