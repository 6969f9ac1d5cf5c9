"""Sentences about questionnaires and single items."""

from medgang.content.catalogue import N_

SENTENCES = {
    "instruments.bad_item": N_("Spørsmålet «%(item)s» har svar som ikke henger sammen."),
    "instruments.bad_scale": N_("Skalaen «%(scale)s» henger ikke sammen."),
    "instruments.twice": N_("Et spørsmål står to ganger i %(instrument)s."),
    "instruments.unknown_item": N_("Spørsmålet «%(item)s» finnes ikke i %(instrument)s."),
    "instruments.unknown_scale": N_("Skalaen «%(scale)s» finnes ikke i %(instrument)s."),
    "instruments.unknown": N_("Skjemaet «%(instrument)s» finnes ikke."),
    "instruments.name_only": N_("%(instrument)s kan bare føres med navn, dato og samlet skåre."),
    "instruments.not_compared": N_(
        "Teksten til %(instrument)s (%(language)s) er ikke sammenlignet med kilden av en person."
    ),
    "instruments.may_not_ship": N_(
        "Teksten til %(instrument)s kan ikke følge med. Klinikken legger inn sin egen."
    ),
    "instruments.not_allowed": N_("%(value)s er ikke et mulig svar på «%(item)s» i %(instrument)s."),
    "instruments.other_version": N_("Svarene gjelder en annen versjon av %(instrument)s: %(version)s."),
    "instruments.bad_choice": N_("Valget må være mellom et beløp nå og et større senere."),
    "instruments.ipaq_too_many_minutes": N_("Mer enn 16 timer aktivitet om dagen kan ikke regnes ut."),
    "instruments.receiver_today": N_("En navngitt person må snakke med pasienten i dag."),
    "instruments.not_answered": N_("ikke besvart"),
    "instruments.too_few": N_("For få svar til en skåre: %(answered)s av %(needed)s."),
    "instruments.low": N_("lav"),
    "instruments.moderate": N_("moderat"),
    "instruments.high": N_("høy"),
    "instruments.no_text": N_("Klinikken må legge inn sin egen tekst før skjemaet kan vises."),
    "instruments.slot": N_("teksten legges inn av klinikken"),
    "instruments.own": N_("våre egne ord"),
    "instruments.official": N_("offisiell tekst"),
    "instruments.licence_ship": N_("teksten kan følge med"),
    "instruments.licence_ship_noncommercial": N_("teksten kan følge med når ingen betaler for produktet"),
    "instruments.licence_bring": N_("klinikken legger inn teksten under egen lisens"),
    "instruments.licence_name": N_("bare navn, dato og samlet skåre"),
    "instruments.licence_own": N_("våre egne ord, ikke en validert skala"),
}
