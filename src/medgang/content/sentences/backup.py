"""Sentences about backups."""

from medgang.content.catalogue import N_

SENTENCES = {
    "backup.not_a_backup": N_("Filen er ikke en sikkerhetskopi fra Medgang."),
    "backup.wrong_key": N_("Nøkkelen passer ikke til denne sikkerhetskopien."),
    "backup.damaged": N_("Sikkerhetskopien er skadet eller avkortet. Ingenting er lagt tilbake."),
    "backup.not_empty": N_(
        "Databasen eller mappen med filer er ikke tom. En sikkerhetskopi legges bare tilbake på en tom plass."
    ),
    "backup.other_version": N_(
        "Kopien er laget med versjon %(version)s. Installer den, legg tilbake, og oppgrader så."
    ),
    "backup.other_field_key": N_("MEDGANG_FIELD_KEY er en annen enn da kopien ble laget. Sett den samme."),
}
