"""Sentences about reviews: what cannot be done, and why."""

from medgang.content.catalogue import N_

SENTENCES = {
    "evidence.not_your_part": N_("Dette gjør en annen i oversikten. Spør den som leder den."),
    "evidence.existing_not_searched": N_(
        "Skriv hvor dere har lett etter en lik oversikt eller prosedyre først."
    ),
    "evidence.amendment_without_reason": N_("Skriv både hva som er endret i protokollen, og hvorfor."),
    "evidence.conflicts_not_said": N_("Skriv interessekonflikter. Skriv «ingen» når det ikke er noen."),
    "evidence.last_lead": N_("Oversikten må ha en leder. Legg til en ny leder først."),
    "evidence.criteria_without_reason": N_("Skriv hvorfor kriteriene endres."),
    "evidence.file_too_large": N_("Filen er større enn %(megabytes)s MB. Del eksporten i flere filer."),
    "evidence.unknown_reason": N_("Grunnen står ikke i kriteriene. Velg en fra listen."),
    "evidence.unknown_checklist": N_("Sjekklisten finnes ikke."),
}
