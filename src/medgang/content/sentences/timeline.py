"""Sentences about events that cannot stand."""

from medgang.content.catalogue import N_

SENTENCES = {
    "timeline.unknown_kind": N_("Hendelsestypen %(kind)s er ukjent."),
    "timeline.bad_detail": N_("Hendelsen %(kind)s kan ikke leses: feltet «%(field)s» passer ikke."),
    "timeline.naive_time": N_("Hendelsen %(kind)s mangler tidssone."),
    "timeline.replaces_itself": N_("En hendelse kan ikke rette seg selv."),
    "timeline.withdraws_nothing": N_("En sletting må vise til hendelsen den gjelder."),
    "timeline.out_of_range": N_("Feltet «%(field)s» må være mellom %(low)s og %(high)s."),
    "timeline.empty": N_("Feltet «%(field)s» kan ikke være tomt."),
    "timeline.wrong_order": N_("Feltet «%(field)s» er tidligere enn det kan være."),
    "timeline.bad_clock": N_("Feltet «%(field)s» må være et klokkeslett, som 09:30."),
    "timeline.decision_per_level": N_("Legen avgjør minst ett nivå, og hvert nivå bare én gang."),
    "timeline.shown_without_quote": N_("Bare pasientens egne ord kan vises for andre."),
    "timeline.answered_twice": N_("Et spørsmål i %(instrument)s er besvart to ganger."),
    "timeline.missing_with_answers": N_("%(instrument)s kan ikke både ha svar og mangle."),
    "timeline.stopped_only": N_("Bare den som stoppet underveis, har et siste drag."),
    "timeline.absent_with_dose": N_("Den som ikke var med, kan ikke ha drag eller serier."),
    "timeline.bad_sha256": N_("Filens kjennemerke (sha256) har feil lengde."),
    "timeline.years_of_use": N_("Antall år må være mellom 0 og 90."),
}
