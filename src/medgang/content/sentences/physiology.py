"""Sentences about heart rate, zones, tests, oxygen uptake, strength and dose."""

from medgang.content.catalogue import N_

SENTENCES = {
    "physiology.hr_max_out_of_range": N_(
        "Makspuls på %(bpm)s kan ikke stemme: den må være fra %(low)s til %(high)s slag i minuttet."
    ),
    "physiology.hr_max_error_out_of_range": N_("Feilen i makspulsen, %(error)s slag, kan ikke stemme."),
    "physiology.prediction_without_error": N_("En beregnet makspuls må ha en feil (%(source)s)."),
    "physiology.not_a_formula": N_("%(source)s er ingen aldersformel."),
    "physiology.hr_max_error": N_(
        "Makspulsen er et anslag: en av tre ligger mer enn %(error)s slag unna (%(pct)s %%). En målt "
        "makspuls er bedre."
    ),
    "physiology.hr_max_error_unknown": N_(
        "Makspulsen er målt. Hvor mye to målinger av samme person spriker, er ikke lest noe sted, så ± "
        "kan ikke sies."
    ),
    "physiology.hr_max_at_least": N_(
        "Makspulsen er minst så høy: den er den høyeste som er sett og bekreftet, uten en test. ± kan "
        "ikke sies."
    ),
    "physiology.no_hr_max": N_(
        "Makspulsen er ikke kjent. Styr etter prateprøven først og opplevd anstrengelse så."
    ),
    "physiology.beta_blocker": N_(
        "Betablokker: pulsmål regnet ut fra alder gjelder ikke. Bruk prateprøven, eller en makspuls målt"
        " mens medisinen brukes."
    ),
    "physiology.effort_overshoots": N_(
        "Opplevd anstrengelse alene gir lett for høyt tempo: i en liten studie lå 9 av 11 pasienter "
        "høyere enn ment."
    ),
    "physiology.measured_on_drug": N_(
        "Makspulsen er målt med betablokker og gjelder bare så lenge dosen er den samme."
    ),
    "physiology.drug_stopped": N_(
        "Makspulsen er målt med betablokker. Brukes den ikke lenger, er den ekte makspulsen trolig høyere."
    ),
    "physiology.heart_rate_unsure": N_(
        "Pulsen er usikker: pasienten bruker et legemiddel som kan endre den. Se også på prateprøven."
    ),
    "physiology.not_confirmed": N_("En høyere makspuls må bekreftes av en person før den brukes."),
    "physiology.not_higher": N_("%(bpm)s er ikke høyere enn makspulsen som står, %(current)s."),
    "physiology.zone_half_open": N_("Sonen %(zone)s mangler én av grensene sine."),
    "physiology.zone_bounds": N_("Grensene i sonen %(zone)s kan ikke stemme."),
    "physiology.scale_without_zones": N_("Skalaen %(scale)s har ingen soner med puls."),
    "physiology.scale_repeats": N_("En sone står to ganger i skalaen %(scale)s."),
    "physiology.scale_gap": N_("Skalaen %(scale)s har hull eller overlapp mellom %(lower)s og %(upper)s."),
    "physiology.pct_out_of_range": N_("%(pct)s prosent av makspuls kan ikke stemme."),
    "physiology.borg_out_of_range": N_("Anstrengelse %(borg)s finnes ikke: skalaen går fra 6 til 20."),
    "physiology.cr10_out_of_range": N_(
        "Anstrengelsen for hele økta, %(value)s, må være fra 0 til 10 i halve."
    ),
    "physiology.assumes_steady": N_("Pulsen er jevn på slutten av hvert trinn."),
    "physiology.assumes_no_handrail": N_(
        "Pasienten holder ikke i rekkverket. Det kan gjøre arbeidet opptil 30 %% lettere."
    ),
    "physiology.assumes_no_heart_drug": N_("Ingen legemidler endrer pulsen."),
    "physiology.assumes_linear": N_("Pulsen stiger i rett linje med belastningen helt til makspuls."),
    "physiology.assumes_to_the_limit": N_("Pasienten gikk til grensen sin."),
    "physiology.assumes_full_minute": N_("Belastningen er fra det siste minuttet som ble fullført."),
    "physiology.assumes_answers_true": N_("Svarene om trening stemmer."),
    "physiology.assumes_average_person": N_(
        "Tallet er det en gjennomsnittsperson med samme mål ville hatt, ikke et mål på denne personen."
    ),
    "physiology.ebbeling_bias": N_(
        "Testen leste 3,5 for lavt når pulsen var 50 %% av maks og 3,5 for høyt ved 70 %%. Bruk samme "
        "fart neste gang."
    ),
    "physiology.ebbeling_pulse_fades": N_(
        "I denne alderen teller pulsen lite: ti slag lavere gir bare %(per_ten)s mer. Sammenlign pulsen "
        "ved samme fart med forrige gang."
    ),
    "physiology.hr_max_share": N_("Usikkerheten i makspulsen alene er ± %(ml)s mL/kg/min av svaret."),
    "physiology.ended_low": N_("Testen sluttet under 75 %% av makspuls. Da blir linja lang og svaret løst."),
    "physiology.handrail_used": N_("Regnet for en som holdt i rekkverket."),
    "physiology.sex_of_equation": N_(
        "Kilden sier ikke hvilket kjønn ligningen gjelder. Den er trolig mennenes."
    ),
    "physiology.two_points": N_(
        "Svaret hviler på to punkter. Gjentatte tester av samme person har spriket 34 %%."
    ),
    "physiology.astrand_spread": N_("Spredningen mot målt oksygenopptak er om lag 18 %%."),
    "physiology.no_vo2_on_beta_blocker": N_(
        "Betablokker: oksygenopptaket kan ikke regnes ut av pulsen. Sammenlign puls, anstrengelse og "
        "belastning med forrige gang."
    ),
    "physiology.equation_not_read_for_women": N_(
        "Ligningen for kvinner er ikke lest i noen kilde. Velg en annen test."
    ),
    "physiology.estimate_unbelievable": N_(
        "Svaret ble %(vo2)s mL/kg/min, og det kan ikke stemme. Se over tallene."
    ),
    "physiology.too_few_stages": N_(
        "Det trengs minst to trinn der pulsen er innenfor testens område. Her er det %(usable)s av %(given)s."
    ),
    "physiology.stages_too_alike": N_(
        "Pulsen på trinnene ligger for nær hverandre: det må skille minst ti slag."
    ),
    "physiology.pulse_does_not_rise": N_("Pulsen stiger ikke med belastningen. Se over tallene."),
    "physiology.loads_do_not_rise": N_("Det andre trinnet må være tyngre enn det første."),
    "physiology.not_steady": N_(
        "Pulsen er ikke jevn: %(first)s og %(second)s skiller mer enn fem slag. Kjør ett minutt til."
    ),
    "physiology.pulse_outside_test": N_(
        "Puls %(hr)s er utenfor testen: den skal være fra %(low)s til %(high)s (%(low_pct)s–%(high_pct)s"
        " %% av beregnet makspuls). Endre farten og prøv igjen."
    ),
    "physiology.no_stages_in_method": N_("Metoden %(method)s bygger ikke på en test i trinn."),
    "physiology.stage_length": N_("Trinnet %(stage)s har en lengde eller et antall som ikke kan stemme."),
    "physiology.read_outside_stage": N_("Noe skal leses utenfor trinnet %(stage)s."),
    "physiology.choices_unordered": N_("Valgene i trinnet %(stage)s må stå fra høyeste puls og ned."),
    "physiology.test_without_speed": N_("Testen %(test)s mangler fart eller hvilken fart som kan velges."),
    "physiology.maximal_is_high": N_("Testen %(test)s er maksimal og må da ha høy intensitet."),
    "physiology.stage_repeats": N_("Et trinn står to ganger i testen %(test)s."),
    "physiology.missing_speed": N_("Farten mangler."),
    "physiology.missing_incline": N_("Stigningen mangler."),
    "physiology.missing_watts": N_("Belastningen i watt mangler."),
    "physiology.missing_weight": N_("Vekta til pasienten mangler."),
    "physiology.missing_heart_rate": N_("Pulsen er ikke lest."),
    "physiology.missing_hr_max": N_("Makspulsen mangler: oppgi makspuls eller alder."),
    "physiology.missing_oxygen_uptake": N_("Oksygenopptaket er ikke lest."),
    "physiology.missing_distance": N_("Lengden i meter mangler."),
    "physiology.missing_count": N_("Antallet mangler."),
    "physiology.missing_time": N_("Tida i sekunder mangler."),
    "physiology.missing_trial": N_("Det er ingen forsøk å velge av."),
    "physiology.range_age_years": N_(
        "Alder %(value)s er utenfor det dette gjelder: fra %(low)s til %(high)s år."
    ),
    "physiology.range_weight_kg": N_(
        "Vekt %(value)s kg er utenfor det dette gjelder: fra %(low)s til %(high)s kg."
    ),
    "physiology.range_height_cm": N_(
        "Høyde %(value)s cm er utenfor det dette gjelder: fra %(low)s til %(high)s cm."
    ),
    "physiology.range_waist_cm": N_(
        "Midjemål %(value)s cm er utenfor det dette gjelder: fra %(low)s til %(high)s cm."
    ),
    "physiology.range_bmi": N_(
        "Kroppsmasseindeks %(value)s er utenfor det dette gjelder: fra %(low)s til %(high)s."
    ),
    "physiology.range_body_fat_pct": N_(
        "Fettprosent %(value)s kan ikke stemme: den må være fra %(low)s til %(high)s."
    ),
    "physiology.range_systolic_mmhg": N_(
        "Overtrykk %(value)s kan ikke stemme: det må være fra %(low)s til %(high)s."
    ),
    "physiology.range_diastolic_mmhg": N_(
        "Undertrykk %(value)s kan ikke stemme: det må være fra %(low)s til %(high)s."
    ),
    "physiology.range_cholesterol_mmol_l": N_(
        "Kolesterol %(value)s kan ikke stemme: det må være fra %(low)s til %(high)s mmol/L."
    ),
    "physiology.range_fasting_glucose_mmol_l": N_(
        "Fastende blodsukker %(value)s kan ikke stemme: det må være fra %(low)s til %(high)s mmol/L."
    ),
    "physiology.range_resting_hr_bpm": N_(
        "Hvilepuls %(value)s er utenfor det dette gjelder: fra %(low)s til %(high)s."
    ),
    "physiology.range_hr_bpm": N_("Puls %(value)s er utenfor det dette gjelder: fra %(low)s til %(high)s."),
    "physiology.range_hr_max_bpm": N_(
        "Makspuls %(value)s er utenfor det dette gjelder: fra %(low)s til %(high)s."
    ),
    "physiology.range_speed_kmh": N_(
        "Fart %(value)s km/t er utenfor det dette gjelder: fra %(low)s til %(high)s km/t."
    ),
    "physiology.range_incline_pct": N_(
        "Stigning %(value)s %% er utenfor det dette gjelder: fra %(low)s til %(high)s %%."
    ),
    "physiology.range_watts": N_(
        "Belastning %(value)s watt er utenfor det dette gjelder: fra %(low)s til %(high)s watt."
    ),
    "physiology.range_vo2": N_(
        "Oksygenopptak %(value)s kan ikke stemme: det må være fra %(low)s til %(high)s mL/kg/min."
    ),
    "physiology.range_vo2_error": N_(
        "Feilen %(value)s kan ikke stemme: den må være fra %(low)s til %(high)s mL/kg/min."
    ),
    "physiology.range_minutes": N_(
        "%(value)s minutter kan ikke stemme: det må være fra %(low)s til %(high)s."
    ),
    "physiology.range_moderate": N_(
        "%(value)s moderate minutter i uka kan ikke stemme: det må være fra %(low)s til %(high)s."
    ),
    "physiology.range_vigorous": N_(
        "%(value)s minutter med høy intensitet i uka kan ikke stemme: det må være fra %(low)s til %(high)s."
    ),
    "physiology.range_unknown": N_(
        "%(value)s minutter uten puls i uka kan ikke stemme: det må være fra %(low)s til %(high)s."
    ),
    "physiology.range_strength_days": N_(
        "%(value)s styrkedager i uka kan ikke stemme: det må være fra %(low)s til %(high)s."
    ),
    "physiology.range_activity_index": N_(
        "Aktivitetsindeksen %(value)s kan ikke stemme: den går fra %(low)s til %(high)s."
    ),
    "physiology.range_load_kg": N_(
        "Vekta %(value)s kg kan ikke stemme: den må være fra %(low)s til %(high)s kg."
    ),
    "physiology.range_one_rep_max_kg": N_(
        "1RM på %(value)s kg kan ikke stemme: den må være fra %(low)s til %(high)s kg."
    ),
    "physiology.range_low_share": N_(
        "Andelen %(value)s kan ikke stemme: den må være fra %(low)s til %(high)s."
    ),
    "physiology.range_high_share": N_(
        "Den øvre andelen %(value)s kan ikke stemme: den må være fra %(low)s til %(high)s."
    ),
    "physiology.range_pct": N_("%(value)s prosent kan ikke stemme: det må være fra %(low)s til %(high)s."),
    "physiology.range_before": N_("Resultatet fra første gang, %(value)s, må være fra %(low)s til %(high)s."),
    "physiology.range_after": N_("Resultatet fra andre gang, %(value)s, må være fra %(low)s til %(high)s."),
    "physiology.range_in_m": N_("%(value)s meter kan ikke stemme: det må være fra %(low)s til %(high)s."),
    "physiology.range_in_stands": N_(
        "%(value)s ganger kan ikke stemme: det må være fra %(low)s til %(high)s."
    ),
    "physiology.range_in_s": N_("%(value)s sekunder kan ikke stemme: det må være fra %(low)s til %(high)s."),
    "physiology.pressures_swapped": N_("Undertrykket må være lavere enn overtrykket."),
    "physiology.repetitions_out_of_range": N_(
        "%(repetitions)s løft er utenfor det formlene gjelder: fra 1 til 10."
    ),
    "physiology.not_four_or_five": N_(
        "%(repetitions)s løft er ikke 4–5RM: finn vekta som kan løftes fire eller fem ganger, og ikke én til."
    ),
    "physiology.reference_row": N_("En rad i referansetabellen kan ikke stemme (%(sex)s, %(age)s)."),
    "physiology.reference_gap": N_("Referansetabellen %(table)s har hull (%(sex)s)."),
    "physiology.retest_threshold": N_("Grensa for endring i %(test)s kan ikke stemme."),
    "physiology.samples_uneven": N_("Øktas tid, puls og gyldighet har ulik lengde."),
    "physiology.samples_negative": N_("En prøve i økta varer mindre enn null sekunder."),
    "physiology.samples_not_numbers": N_("En puls som er merket gyldig, er ikke et tall."),
    "physiology.advice": N_("Rådet %(advice)s kan ikke stemme."),
    "physiology.change_better": N_("Bedre enn sist, mer enn måleusikkerheten."),
    "physiology.change_worse": N_("Svakere enn sist, mer enn måleusikkerheten."),
    "physiology.change_within_error": N_("Forskjellen er innenfor måleusikkerheten: ingen endring kan sies."),
    "physiology.change_cannot_tell": N_(
        "Kan ikke si: ingen har publisert, eller vi har ikke lest, hvor mye denne testen spriker fra "
        "gang til gang."
    ),
    "physiology.fitness_age_jumps": N_(
        "Kondisjonsalder hopper: én mL/kg/min er %(years)s år her, og testen bommer gjerne med flere."
    ),
    "physiology.fitness_age_at_limit": N_("Kondisjonsalder sies bare fra 20 til 80 år."),
    "physiology.percentile_is_normal": N_(
        "Persentilen regner med normalfordeling rundt tabellens gjennomsnitt."
    ),
    "physiology.fitness_age_needs_test": N_(
        "Kondisjonsalder vises ikke uten en test: puls og anstrengelse ved en belastning hører med."
    ),
    "physiology.no_norm": N_("Ingen norm er lest for denne alderen og dette kjønnet."),
    "physiology.walk_extrapolated": N_(
        "Formelen for forventet lengde er laget for 40–80 år; her er den strukket."
    ),
}
