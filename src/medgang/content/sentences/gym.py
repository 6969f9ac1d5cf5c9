"""Sentences about sessions."""

from medgang.content.catalogue import N_

SENTENCES = {
    "gym.cancelled": N_("Økta er avlyst. Angre avlysningen først hvis den blir holdt likevel."),
    "gym.too_early": N_("Økta er ikke i dag ennå. Deltakerlista åpner tre timer før."),
    "gym.already_held": N_("Økta er i gang eller holdt, og kan ikke avlyses."),
    "gym.not_opened": N_("Åpne deltakerlista først."),
    "gym.key_used": N_("Dette trykket er allerede brukt til noe annet. Last siden på nytt og prøv igjen."),
    "gym.clock_ahead": N_("Klokka på nettbrettet går foran. Still den, og prøv igjen."),
    "gym.no_such_plan": N_("Øktplanen finnes ikke lenger. Velg en annen."),
    "gym.no_unit": N_("Velg enheten du er på, og prøv igjen."),
    "gym.unreadable": N_("Trykket kunne ikke leses. Last siden på nytt og prøv igjen."),
}
