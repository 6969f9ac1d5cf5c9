"""Sentences about recorded sessions: files that cannot be read, what was lost, what a reader must know."""

from medgang.content.catalogue import N_

SENTENCES = {
    # files that cannot be read
    "recordings.empty": N_("Filen er tom."),
    "recordings.cannot_open": N_("Filen kan ikke åpnes."),
    "recordings.too_large": N_("Filen er større enn %(megabytes)s MB, som er det største som leses."),
    "recordings.too_many_samples": N_("Filen har flere enn %(most)s målinger, som er det meste som leses."),
    "recordings.too_long": N_("Opptaket er lengre enn %(days)s dager."),
    "recordings.unknown_format": N_(
        "Filen er ikke et opptak vi kjenner (FIT, TCX, GPX, PWX, HRM eller CSV)."
    ),
    "recordings.no_heart_rate": N_("Filen har ingen puls."),
    "recordings.unreadable": N_("Filen er så skadet at ingenting kan reddes."),
    "recordings.xml_declares_types": N_("Filen definerer egne XML-typer, og slike filer leses ikke."),
    # values that cannot stand
    "recordings.uneven": N_("Opptakets kolonner har ikke samme lengde."),
    "recordings.time_falls": N_("Opptakets tid går bakover."),
    "recordings.naive_time": N_("Opptakets starttid mangler tidssone."),
    "recordings.edges": N_(
        "Et drag må begynne før det slutter, og ligge inne i økta: %(start)s–%(end)s sekunder."
    ),
    "recordings.edges_overlap": N_(
        "Draget som begynner etter %(start)s sekunder, begynner før det forrige er slutt (%(end)s)."
    ),
    # what was lost
    "recordings.ended_early": N_("Filen slutter %(count)s byte for tidlig; det som kom før, er med."),
    "recordings.bad_checksum": N_("Kontrollsummen stemmer ikke; innholdet kan være endret."),
    "recordings.unreadable_bytes": N_("%(count)s byte kunne ikke tolkes og er hoppet over."),
    "recordings.clock_jump": N_(
        "Klokka i opptaket hoppet %(count)s sekunder; hoppet er tatt ut av tidsaksen."
    ),
    "recordings.out_of_order": N_("%(count)s målinger lå i feil rekkefølge."),
    "recordings.records_without_time": N_("%(count)s målinger manglet tid og fikk tiden til målingen før."),
    "recordings.broken_xml": N_("Filen er brutt i linje %(count)s; det som kom før, er med."),
    "recordings.bad_rows": N_("%(count)s rader kunne ikke leses."),
    # what a reader must know
    "recordings.file_damaged": N_("Filen er skadet. Det som kunne reddes, er med."),
    "recordings.clock_jumped": N_("Klokka i opptaket ble stilt underveis."),
    "recordings.much_missing": N_(
        "Pulsen mangler eller kan ikke brukes i %(count)s sekunder, mer enn en femdel av økta."
    ),
    "recordings.cadence_suspect": N_(
        "I %(count)s sekunder er pulsen det samme tallet som stegene eller tråkkene. Sjekk at måleren viste pulsen."
    ),
    "recordings.above_hr_max": N_(
        "Pulsen var over den lagrede makspulsen i %(count)s sekunder. Er makspulsen for lav, er prosentene for høye."
    ),
    "recordings.hr_max_predicted": N_(
        "Makspulsen er beregnet av alderen og kan bomme med 10 slag eller mer. En målt makspuls gir sikrere soner."
    ),
    "recordings.automatic_laps": N_(
        "Rundene er laget av klokka (hver kilometer e.l.) og sier ikke hvor dragene var."
    ),
    "recordings.no_intervals": N_("Ingen drag funnet i denne økta."),
    "recordings.plan_not_found": N_("Planens drag er ikke å se i pulsen."),
    "recordings.bouts_missing": N_("%(count)s av planens drag ble ikke funnet."),
    "recordings.bouts_extra": N_("%(count)s drag mer enn planen."),
    "recordings.edges_from_heart_rate": N_(
        "Dragene er funnet i pulsen alene. Pulsen henger etter, så tid i målet regnes ikke. Oppgi planen for å få den."
    ),
    "recordings.too_short": N_("Mindre enn to minutter brukbar puls: for lite til å lete etter drag."),
    # plan against done
    "recordings.as_planned": N_("Gjennomført som planlagt."),
    "recordings.partly": N_("Delvis som planlagt."),
    "recordings.not_done": N_("Planens drag er ikke gjort, eller de er ikke å se i pulsen."),
    "recordings.cannot_tell": N_("Kan ikke si: for lite av dragene har brukbar puls."),
    "recordings.no_plan": N_("Ingen plan å holde økta mot."),
}
