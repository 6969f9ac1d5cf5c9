"""Sentences about steps that a state machine refuses."""

from medgang.content.catalogue import N_

SENTENCES = {
    "states.no_such_step": N_("Det går ikke nå. Siden kan ha endret seg: last den på nytt og prøv igjen."),
    "states.wrong_role": N_("Rollen din kan ikke gjøre dette steget."),
}
