"""Sentences about events that cannot stand."""

from medgang.content.catalogue import N_

SENTENCES = {
    "timeline.unknown_kind": N_("Hendelsestypen %(kind)s er ukjent."),
    "timeline.bad_detail": N_("Hendelsen %(kind)s kan ikke leses: feltet «%(field)s» passer ikke."),
    "timeline.naive_time": N_("Hendelsen %(kind)s mangler tidssone."),
    "timeline.replaces_itself": N_("En hendelse kan ikke rette seg selv."),
    "timeline.withdraws_nothing": N_("En sletting må vise til hendelsen den gjelder."),
    "timeline.years_of_use": N_("Antall år må være mellom 0 og 90."),
}
