"""Sentences about patients and their stays."""

from medgang.content.catalogue import N_

SENTENCES = {
    "patients.form_for_others": N_("Rollen din fyller ikke ut dette skjemaet. Spør den oppgaven er til."),
    "patients.physician_decides": N_("Bare en lege kan bestemme eller bekrefte dette."),
    "patients.nothing_to_confirm": N_("Det er ingen avgjørelse å bekrefte."),
    "patients.in_future": N_("Tidspunktet er ikke kommet ennå. Skriv når det skjedde."),
    "patients.already_corrected": N_(
        "Dette er allerede rettet. Last siden på nytt for å se hva som gjelder."
    ),
    "patients.admission_stands": N_("En innleggelse kan flyttes i tid, men ikke fjernes her."),
    "patients.key_used": N_("Skjemaet er allerede brukt til noe annet. Last siden på nytt og prøv igjen."),
    "patients.nothing_to_correct": N_("Fant ikke det som skulle rettes."),
    "patients.no_unit": N_("Velg enheten du er på, og prøv igjen."),
    "patients.known_id": N_("En pasient med dette fødselsnummeret finnes allerede her."),
    "patients.name_missing": N_("Skriv navnet."),
    "patients.receiver_missing": N_("Skriv hvor pasienten skal."),
    "patients.reason_missing": N_("Skriv hvorfor."),
    "patients.dead": N_("Pasienten er registrert død."),
    "patients.already_in_care": N_("Pasienten er allerede innlagt."),
    "patients.other_entity": N_(
        "Enheten hører til et annet foretak. Bruk «Til et annet foretak»: da følger et sammendrag, ikke journalen."
    ),
    "patients.same_unit": N_("Pasienten er allerede på denne enheten."),
    "patients.would_overlap": N_(
        "Da ville pasienten hatt to opphold samtidig. Rett det andre oppholdet først."
    ),
    "patients.reason_too_short": N_("Skriv hvorfor det haster, med noen ord."),
    "patients.nobody_found": N_(
        "Fant ingen pasient hos foretaket med dette. Sjekk nummeret, eller navnet og datoen."
    ),
    "patients.too_many_tries": N_(
        "Du har prøvd mange ganger uten treff. Vent en time, eller ring enheten pasienten er på."
    ),
    "patients.no_such_opening": N_("Fant ikke åpningen."),
    "patients.own_opening": N_("Din egen åpning ser en annen på."),
    "patients.no_such_ground": N_("Velg et grunnlag fra listen."),
    "patients.ground_needed": N_(
        "Enheten behandler ikke denne pasienten nå. Oppgi hvorfor du trenger opplysningene."
    ),
}
