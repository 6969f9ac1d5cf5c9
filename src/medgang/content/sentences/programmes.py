"""Sentences about session plans, programmes, activities and the ladder."""

from medgang.content.catalogue import N_

SENTENCES = {
    "programmes.block_length": N_(
        "En del av økta varer %(seconds)s sekunder; det må være fra 1 til %(longest)s."
    ),
    "programmes.block_target": N_("Pulsmålet i en del av økta (%(kind)s) kan ikke stemme."),
    "programmes.plan_empty": N_("Økta %(plan)s har ingen deler."),
    "programmes.bad_pattern": N_("«%(pattern)s» er ikke drag × arbeid/pause i sekunder, slik som 4x240/180."),
    "programmes.strength_share": N_("Andelen av 1RM kan ikke stemme."),
    "programmes.span": N_("Fra %(low)s til %(high)s er ikke et område."),
    "programmes.per_week": N_("Økta %(plan)s må være fra 1 til 14 ganger i uka."),
    "programmes.phase_empty": N_("Fasen %(phase)s har ingen uker eller ingen økter."),
    "programmes.lasting_has_phases": N_(
        "Programmet %(programme)s har ingen lengde og må da ha en uke, ikke faser."
    ),
    "programmes.dated_without_phases": N_("Programmet %(programme)s har en lengde og må da ha faser."),
    "programmes.weeks_do_not_add_up": N_(
        "Programmet %(programme)s sier %(weeks)s uker, men fasene blir %(added)s."
    ),
    "programmes.sessions_do_not_add_up": N_(
        "Programmet %(programme)s sier %(sessions)s økter, men fasene gir fra %(low)s til %(high)s."
    ),
    "programmes.unknown_plan": N_("Programmet %(programme)s viser til økta %(plan)s, som ikke finnes."),
    "programmes.done_negative": N_("Antall gjennomførte økter kan ikke være %(done)s."),
    "programmes.activity_nowhere": N_("Aktiviteten %(activity)s mangler et sted."),
    "programmes.activity_eases_up": N_(
        "Det aktiviteten %(activity)s kan gjøres om til, er ikke lettere enn den selv."
    ),
    "programmes.ladder_empty": N_("Trappa %(ladder)s trenger minst to trinn med noe å velge."),
    "programmes.ladder_starts_hard": N_("Det første trinnet i %(ladder)s må bare ha lett aktivitet."),
    "programmes.ladder_goes_down": N_("Trinnet %(rung)s i %(ladder)s er lettere enn det under."),
    "programmes.ladder_leaps": N_("Trinnet %(rung)s i %(ladder)s hopper over et nivå."),
    "programmes.ladder_forces_hard": N_(
        "Trinnet %(rung)s i %(ladder)s har bare hard aktivitet. Det passer ikke for alle: legg til noe annet."
    ),
    "programmes.unknown_rung": N_("Trinnet %(rung)s finnes ikke i %(ladder)s."),
    "programmes.one_step_at_a_time": N_("Opp går det ett trinn om gangen; %(to)s er lenger opp enn det."),
    "programmes.waits_for_clearance": N_("Trinnet %(to)s venter på klarering."),
    "programmes.say_why_high": N_("Skriv i få ord hvorfor hard trening er riktig for denne pasienten nå."),
    "programmes.load_out_of_range": N_("Farten eller stigningen kan ikke stemme."),
    "programmes.step_out_of_range": N_("Et steg på mer enn 2 km/t eller 5 %% om gangen er for stort."),
    "programmes.direction_raise": N_("Første drag lå under målet: øk belastningen litt."),
    "programmes.direction_keep": N_("Første drag lå i målet: behold belastningen."),
    "programmes.direction_lower": N_("Første drag lå over målet: senk belastningen litt."),
    "programmes.direction_cannot_tell": N_("Kan ikke si: pulsen i minutt tre er ikke kjent."),
    "programmes.direction_no_rule": N_("Hvor mye er det en kliniker som bestemmer."),
}
