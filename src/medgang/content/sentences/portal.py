"""Sentences for the patient's own pages."""

from medgang.content.catalogue import N_

SENTENCES: dict[str, str] = {
    "portal.patient_died": N_("Pasienten er død. Det kan ikke lages lenker."),
    "portal.do_not_contact": N_(
        "Personen vil ikke kontaktes. Det kan ikke lages lenke før det er tatt tilbake."
    ),
    "portal.not_yours": N_("Det går ikke herfra."),
    "portal.shared_stands": N_("Siden er delt. Ta delingen tilbake først."),
}
