"""Sentences about messages we send."""

from medgang.content.catalogue import N_

SENTENCES = {
    "messages.address": N_("Adressen kan ikke brukes. Sjekk e-posten, telefonnummeret eller adressen."),
    "messages.language": N_("Språket må være bokmål, nynorsk eller engelsk."),
    "messages.values": N_("Teksten mangler noe som skal fylles ut."),
    "messages.stopped_by_death": N_("Personen er registrert som død. Det sendes ikke flere beskjeder."),
}
