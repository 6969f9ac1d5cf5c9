"""Sentences about people, places and memberships."""

from medgang.content.catalogue import N_

SENTENCES = {
    "accounts.administrator_only": N_("Bare en administrator kan gjøre dette."),
    "accounts.not_your_unit": N_("Du kan bare gi og avslutte tilgang i enheten du leder."),
    "accounts.role_not_yours_to_give": N_("Denne rollen kan bare en administrator gi."),
    "accounts.shift_leader_only": N_(
        "Bare seksjonslederen eller den som er vaktansvarlig, kan slippe inn en vikar."
    ),
    "accounts.role_not_for_a_shift": N_("En vikar kan bare få en rolle i behandlingen, og bare for vakta."),
    "accounts.wrong_parent": N_("Stedet kan ikke ligge der i organisasjonen. Velg et annet sted over det."),
    "accounts.setting_belongs_to_units": N_(
        "En enhet må ha en behandlingsform, og bare en enhet kan ha det."
    ),
    "accounts.name_missing": N_("Skriv et navn."),
    "accounts.username_shape": N_(
        "Brukernavnet kan ha små bokstaver fra a til z, tall, punktum, bindestrek og understrek, og minst to tegn."
    ),
    "accounts.username_taken": N_("Brukernavnet er i bruk. Velg et annet."),
    "accounts.not_yourself": N_("Dette kan du ikke gjøre med deg selv. Be en annen som har lov."),
    "accounts.ends_before_it_starts": N_("Slutten må være etter starten."),
    "accounts.place_is_closed": N_("Enheten er stengt. Åpne den først, eller velg en annen."),
    "accounts.person_is_closed": N_("Kontoen er stengt. Åpne den først."),
}
