"""Sentences about what is open and closed on a day, and what belongs on the session card."""

from medgang.content.catalogue import N_

SENTENCES = {
    "safety.red_flag": N_(
        "Varseltegn %(on)s: %(flag)s. All aktivitet venter til en kliniker har sett personen."
    ),
    "safety.assessment_missing": N_("Vurderingen mangler: %(kind)s."),
    "safety.assessment_against": N_("Vurdert %(on)s (%(kind)s): ikke nå."),
    "safety.assessment_incomplete": N_("Vurderingen er påbegynt, men ikke ferdig: %(kind)s, %(on)s."),
    "safety.physician_waits": N_("Legen har bestemt at dette nivået venter: %(level)s."),
    "safety.not_decided": N_("Legen har ikke tatt stilling til dette nivået: %(level)s."),
    "safety.no_clearance": N_("Legevurderingen mangler."),
    "safety.not_carried_over": N_("Legevurderingen er fra et tidligere opphold og gjelder ikke nå."),
    "safety.expired": N_("Legevurderingen gikk ut %(on)s."),
    "safety.suspended": N_("Legevurderingen er satt på vent fra %(on)s: %(reason)s."),
    "safety.assess_again": N_("Personen må vurderes av lege på nytt: %(reason)s."),
    "safety.withdrawal_or_taper": N_(
        "Avrusning eller nedtrapping pågår. Dette nivået venter på legen: %(level)s."
    ),
    "safety.taper_ongoing": N_("Avrusning eller nedtrapping pågår."),
    "safety.to_be_confirmed": N_("Beslutningen fra %(name)s skal bekreftes."),
    "safety.expires_soon": N_("Legevurderingen går ut %(on)s, om %(days)s dager."),
    "safety.heart_rate_unsure": N_(
        "Pulsen er usikker på grunn av legemidler. Bruk anstrengelse og snakketest."
    ),
    "safety.medicines_never_checked": N_("Legemidlene er ikke sjekket."),
    "safety.medicines_check_old": N_("Legemidlene ble sist sjekket %(on)s, for %(days)s dager siden."),
    "safety.light": N_("lett"),
    "safety.moderate": N_("moderat"),
    "safety.high": N_("høy"),
    "safety.medical": N_("medisinsk"),
    "safety.psychological": N_("psykologisk"),
    "safety.chest_pain": N_("brystsmerter"),
    "safety.fainting": N_("besvimelse"),
    "safety.fever": N_("feber"),
    "safety.seizure": N_("krampeanfall"),
    "safety.delirium": N_("delir"),
    "safety.intoxicated": N_("ruspåvirket"),
    "safety.blood_pressure": N_("blodtrykk over grensen"),
    "safety.other": N_("annet"),
    "safety.relapse": N_("tilbakefall"),
    "safety.new_heart_medicine": N_("nytt legemiddel som virker på hjertet"),
    "safety.readmission": N_("ny innleggelse"),
    "safety.adverse_event": N_("uønsket hendelse"),
    "safety.physician": N_("legen har bestemt det"),
}
