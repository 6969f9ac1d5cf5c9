"""Sentences about effects, pooling, extraction and themes."""

from medgang.content.catalogue import N_

SENTENCES = {
    # What cannot be used
    "synthesis.not_a_number": N_("«%(field)s» er ikke et tall."),
    "synthesis.out_of_range": N_(
        "«%(field)s» er %(value)s; så stort eller lite kan det neppe være. Se på enheten."
    ),
    "synthesis.weights_too_uneven": N_(
        "En studie er over tusen milliarder ganger mer presis enn en annen. Se etter en skrivefeil i tallene."
    ),
    "synthesis.sd_not_positive": N_(
        "Standardavviket «%(field)s» er %(value)s; det må være større enn null. "
        "Se etter standardfeil eller konfidensintervall i artikkelen."
    ),
    "synthesis.group_too_small": N_("«%(field)s» er %(value)s; det er for få personer til å regne på."),
    "synthesis.empty_group": N_("«%(field)s» er null: gruppen er tom."),
    "synthesis.events_outside_group": N_("«%(field)s» er %(value)s av %(n)s; det må være mellom 0 og alle."),
    "synthesis.correlation_outside": N_("Korrelasjonen %(value)s må ligge mellom −1 og 1."),
    "synthesis.variance_not_positive": N_("Variansen er %(value)s; den må være større enn null."),
    "synthesis.empty_field": N_("Feltet «%(field)s» er tomt."),
    "synthesis.bad_time": N_("Tidspunktet %(value)s uker kan ikke stemme."),
    "synthesis.wrong_data": N_("Tallene (%(data)s) passer ikke til effektmålet %(measure)s."),
    "synthesis.no_pairing": N_(
        "Et overkrysningsforsøk trenger standardavviket til forskjellene eller korrelasjonen innen person."
    ),
    "synthesis.sds_contradict": N_(
        "De tre standardavvikene motsier hverandre: korrelasjonen ville blitt %(value)s."
    ),
    "synthesis.bad_interval": N_(
        "Intervallet, t-verdien eller p-verdien kan ikke brukes til å finne standardavviket."
    ),
    "synthesis.not_on_scale": N_("%(value)s har ingen plass på skalaen det regnes på."),
    "synthesis.interval_uneven": N_(
        "Anslaget %(estimate)s ligger langt fra midten av intervallet %(low)s til %(high)s. Se etter en trykkfeil."
    ),
    "synthesis.more_than_started": N_("%(n)s er analysert, men bare %(started)s begynte."),
    # What cannot be pooled
    "synthesis.no_studies": N_("Det er ingen studier å slå sammen."),
    "synthesis.too_few_studies": N_("%(k)s studier er for få til dette."),
    "synthesis.no_events": N_("Ingen av studiene har hendelser som kan sammenlignes."),
    "synthesis.method_needs_counts": N_(
        "Metoden %(method)s trenger antall hendelser (ai, n1i, ci, n2i); effektmålet %(measure)s gir ikke det."
    ),
    "synthesis.peto_is_or": N_("Petos metode gir oddsratio, ikke %(measure)s."),
    "synthesis.did_not_converge": N_("Beregningen fant ingen løsning. Prøv metoden dl eller pm."),
    "synthesis.collinear": N_("Forklaringsvariablene sier det samme og kan ikke skilles fra hverandre."),
    "synthesis.no_regression": N_("Metoden %(method)s kan ikke brukes med forklaringsvariabler."),
    "synthesis.no_diagnostics": N_("Metoden %(method)s har ikke denne kontrollen; velg for eksempel reml."),
    "synthesis.too_few_for_regression": N_(
        "%(k)s studier med opplysningen er for få til %(terms)s forklaringsledd."
    ),
    "synthesis.too_few_to_leave_out": N_("%(k)s studier er for få til å ta ut én om gangen."),
    "synthesis.change_and_final": N_(
        "Endringsverdier og sluttverdier kan ikke stå i samme standardiserte forskjell. Del dem i to analyser."
    ),
    "synthesis.study_twice": N_(
        "Studien %(study)s har flere resultater her. Velg ett, eller bruk en modell med nivåer (--cluster)."
    ),
    "synthesis.needs_counts": N_("Denne testen trenger antall hendelser i begge grupper."),
    "synthesis.needs_group_sizes": N_("Denne testen trenger antall personer i begge grupper."),
    "synthesis.control_differs": N_("Studien %(trial)s har ikke samme sammenligningsgruppe i alle armene."),
    "synthesis.not_a_covariance": N_(
        "Samvariasjonen mellom resultatene kan ikke stemme; se på korrelasjonen."
    ),
    "synthesis.too_few_clusters": N_(
        "%(clusters)s studier er for få til en modell med nivåer; den trenger minst tre."
    ),
    "synthesis.no_nesting": N_("Ingen studie har mer enn ett resultat; da trengs ingen modell med nivåer."),
    "synthesis.no_directions": N_("Ingen av studiene peker i noen retning."),
    # What a reader must know
    "synthesis.one_study": N_("Én studie: den vises, men det er ikke noe å slå sammen."),
    "synthesis.two_studies": N_(
        "To studier: de vises hver for seg uten samlet tall, for variasjonen mellom to studier kan ikke anslås."
    ),
    "synthesis.hksj_narrower": N_(
        "Hartung–Knapp-intervallet er smalere enn Walds. Begge vises, og det brede leder."
    ),
    "synthesis.prediction_few": N_(
        "Prediksjonsintervallet bygger på færre enn fem studier og er svært usikkert."
    ),
    "synthesis.zero_cell_corrected": N_("En halv er lagt til i hver celle i studier med en tom celle."),
    "synthesis.zero_rule_corrected": N_(
        "Regel for null hendelser: en halv legges til i alle fire celler, bare i studier med en tom celle."
    ),
    "synthesis.zero_rule_mh": N_(
        "Regel for null hendelser: Mantel–Haenszel rettes ikke. Studier uten hendelser (eller med bare hendelser) i "
        "begge grupper sier ingenting om et forhold og er holdt utenfor."
    ),
    "synthesis.zero_rule_peto": N_(
        "Regel for null hendelser: Petos metode retter ingen celler. Studier uten hendelser i begge grupper er "
        "holdt utenfor."
    ),
    "synthesis.double_zero_left_out": N_("Studier uten hendelser i begge grupper er holdt utenfor."),
    "synthesis.tables_use_z": N_("Denne metoden har bare Walds intervall."),
    "synthesis.crossover_as_parallel": N_(
        "Et overkrysningsforsøk er regnet som to ulike grupper; intervallet er for bredt."
    ),
    "synthesis.crossover_first_period": N_(
        "Bare første periode av et overkrysningsforsøk er brukt; det kan gi skjevhet."
    ),
    "synthesis.r_imputed": N_("Korrelasjonen innen person er anslått, ikke oppgitt; se følsomhetsanalysen."),
    "synthesis.several_outcomes": N_("Studiene måler ikke det samme utfallet."),
    "synthesis.several_times": N_("Studiene har målt til ulik tid."),
    "synthesis.change_and_final_md": N_("Endringsverdier og sluttverdier står i samme analyse."),
    "synthesis.one_set_only": N_(
        "Bare ett analyseutvalg er rapportert; vi vet ikke hva det andre ville vist."
    ),
    "synthesis.sets_differ": N_(
        "Svaret er ikke det samme for alle som ble trukket ut og for dem som fullførte. Les begge."
    ),
    "synthesis.hksj_perfect": N_(
        "Studiene ligger på linjen: Hartung–Knapp ville ikke etterlatt noen usikkerhet, og Walds feil er brukt."
    ),
    "synthesis.regression_few": N_(
        "Færre enn ti studier per forklaringsledd: sammenhengen er et spørsmål, ikke et svar."
    ),
    "synthesis.subgroups_small": N_(
        "En undergruppe har for få studier til et samlet tall og er ikke med i testen."
    ),
    "synthesis.subgroups_too_small": N_(
        "Færre enn to undergrupper har et samlet tall; forskjellen kan ikke testes."
    ),
    "synthesis.funnel_too_few": N_(
        "Færre enn ti studier kan vurderes: en test for skjev trakt kan ikke skille skjevhet fra tilfeldighet."
    ),
    "synthesis.funnel_none_for_rd": N_("Det finnes ingen anbefalt trakttest for risikodifferanser."),
    "synthesis.errors_taken_independent": N_(
        "Resultater fra samme studie er regnet som uavhengige målinger. Oppgi korrelasjonen om de samme personene "
        "er målt flere ganger."
    ),
    "synthesis.robust_no_verdict": N_(
        "Færre enn fire frihetsgrader: det robuste intervallet kan ikke gi noen dom."
    ),
    "synthesis.direction_no_size": N_("Retningen sier ikke hvor stor effekten er."),
    "synthesis.direction_all_equal": N_("Små og store studier teller likt."),
    "synthesis.trim_and_fill_line": N_(
        "Følsomhetslinje, ikke et anslag: den forutsetter at skjevheten bare skyldes studier som mangler."
    ),
    # Extraction
    "synthesis.bad_dose": N_("«%(field)s» er %(value)s; det kan ikke stemme."),
    "synthesis.column_twice": N_("Malen %(template)s har en kolonne to ganger."),
    "synthesis.allocation_not_described": N_("Fordelingen til gruppene er ikke beskrevet."),
    "synthesis.one_arm_randomised": N_("Studien er kalt randomisert, men har bare én gruppe."),
    "synthesis.no_comparison_without_training": N_(
        "Alle gruppene trener; ingen sammenlignes med behandling uten trening."
    ),
    "synthesis.usual_care_not_described": N_("Det er ikke beskrevet hva vanlig behandling var."),
    "synthesis.country_not_stated": N_("Landet er ikke oppgitt."),
    "synthesis.expectation_not_described": N_(
        "Det er ikke beskrevet hva deltakerne ble fortalt at de kunne vente seg."
    ),
    "synthesis.contradiction": N_("%(study)s: «%(subject)s» er lest ulikt: %(readings)s"),
    "synthesis.cell_unfilled": N_("%(study)s mangler «%(column)s»."),
    "synthesis.unknown_template": N_("Det finnes ingen mal som heter %(template)s."),
    "synthesis.unknown_relation": N_(
        "Linje %(line)s: «%(text)s» er ikke higher, lower eller none. Raden er utelatt."
    ),
    "synthesis.unknown_rights": N_("Linje %(line)s: rettigheten «%(text)s» er ukjent. Raden er utelatt."),
    "synthesis.unknown_column": N_("Linje %(line)s: malen har ingen kolonne «%(text)s». Raden er utelatt."),
    "synthesis.bad_study_name": N_(
        "Linje %(line)s: «%(text)s» kan ikke brukes som navn på en studie. Raden er utelatt."
    ),
    "synthesis.not_an_analysis": N_("Filen er ingen analyse av sitater og temaer: %(reason)s"),
    "synthesis.no_analysis_named": N_("Oppgi en fil, eller --start med et av temasettene %(sets)s."),
    # Themes and findings
    "synthesis.bad_key": N_("«%(value)s» kan ikke brukes som %(field)s."),
    "synthesis.quote_without_page": N_("Sitatet %(quote)s mangler sidetall."),
    "synthesis.finding_is_no_sentence": N_(
        "Funnet %(finding)s må være en hel setning som noen kan være uenig i."
    ),
    "synthesis.key_twice": N_("To av slaget «%(kind)s» har samme navn."),
    "synthesis.refers_to_nothing": N_("%(key)s finnes ikke blant «%(kind)s»."),
    "synthesis.missing_columns": N_("Filen mangler kolonnene %(columns)s."),
    "synthesis.quote_uncoded": N_("Sitatet har ingen kode ennå."),
    "synthesis.code_without_theme": N_("Koden hører ikke til noe tema ennå."),
    "synthesis.theme_without_quote": N_("Temaet hviler ikke på noe sitat."),
    "synthesis.finding_without_quote": N_("Funnet hviler ikke på noe sitat."),
    # The file
    "synthesis.no_file": N_("Filen %(file)s finnes ikke."),
    "synthesis.cannot_write": N_("Tegningen kan ikke lagres som %(file)s."),
    "synthesis.empty_file": N_("Filen er tom."),
    "synthesis.file_too_large": N_("Filen er for stor for en tabell med studier (over %(megabytes)s MB)."),
    "synthesis.file_unreadable": N_("Filen kan ikke leses som tekst."),
    "synthesis.cell_not_a_number": N_(
        "Linje %(line)s: «%(text)s» i kolonnen %(column)s er ikke et tall. Raden er utelatt."
    ),
    "synthesis.cell_missing": N_("Linje %(line)s: kolonnen %(column)s er tom. Raden er utelatt."),
    "synthesis.cell_not_whole": N_("Linje %(line)s: %(column)s må være et helt antall. Raden er utelatt."),
    "synthesis.row_left_out": N_("Linje %(line)s er utelatt: %(reason)s"),
    "synthesis.no_such_column": N_("Filen har ingen kolonne som heter %(column)s."),
    "synthesis.unknown_set": N_(
        "Linje %(line)s: analyseutvalget «%(text)s» er ukjent; bruk itt, completers, per-protocol eller not-stated."
    ),
    # Words on pictures and in the terminal
    "synthesis.measure_smd": N_("Standardisert gjennomsnittsforskjell (Hedges g)"),
    "synthesis.measure_md": N_("Gjennomsnittsforskjell"),
    "synthesis.measure_or": N_("Oddsratio"),
    "synthesis.measure_rr": N_("Relativ risiko"),
    "synthesis.measure_rd": N_("Risikodifferanse"),
    "synthesis.measure_cor": N_("Korrelasjon"),
    "synthesis.measure_prop": N_("Andel"),
    "synthesis.measure_given": N_("Effekt"),
    "synthesis.method_common": N_("Felles effekt (invers varians)"),
    "synthesis.method_reml": N_("Tilfeldige effekter (REML)"),
    "synthesis.method_dl": N_("Tilfeldige effekter (DerSimonian–Laird)"),
    "synthesis.method_pm": N_("Tilfeldige effekter (Paule–Mandel)"),
    "synthesis.method_sj": N_("Tilfeldige effekter (Sidik–Jonkman)"),
    "synthesis.method_ml": N_("Tilfeldige effekter (ML)"),
    "synthesis.method_eb": N_("Tilfeldige effekter (empirisk Bayes)"),
    "synthesis.method_hs": N_("Tilfeldige effekter (Hunter–Schmidt)"),
    "synthesis.method_mh": N_("Mantel–Haenszel"),
    "synthesis.method_peto": N_("Peto"),
    "synthesis.test_z": N_("Wald"),
    "synthesis.test_hksj": N_("Hartung–Knapp"),
    "synthesis.test_hksj-adhoc": N_("Hartung–Knapp, aldri smalere"),
    "synthesis.set_itt": N_("Alle som ble trukket ut (intention-to-treat)"),
    "synthesis.set_completers": N_("De som fullførte"),
    "synthesis.set_per-protocol": N_("De som fulgte planen"),
    "synthesis.set_not-stated": N_("Analyseutvalg ikke oppgitt"),
    "synthesis.forest_interval": N_("%(estimate)s (%(low)s til %(high)s)"),
    "synthesis.forest_study": N_("Studie"),
    "synthesis.forest_group": N_("Gruppe"),
    "synthesis.forest_effect": N_("Effekt (95 %% KI)"),
    "synthesis.forest_weight": N_("Vekt (%%)"),
    "synthesis.forest_other": N_("Også: %(test)s"),
    "synthesis.forest_prediction": N_("Prediksjonsintervall (%(method)s)"),
    "synthesis.forest_no_headline": N_("Ikke noe samlet tall (studier: %(k)s)"),
    "synthesis.forest_title_none": N_("%(measure)s: for få studier til et samlet tall (%(k)s)"),
    "synthesis.forest_title_level": N_("%(measure)s: %(answer)s i %(k)s studier"),
    "synthesis.forest_title_crosses": N_(
        "%(measure)s: %(answer)s i %(k)s studier; intervallet rommer ingen forskjell"
    ),
    "synthesis.forest_title_clear": N_("%(measure)s: %(answer)s i %(k)s studier"),
    "synthesis.forest_description": N_(
        "Skogplott med %(k)s studier. Hver linje er et 95 %% konfidensintervall, firkanten er større når studien "
        "veier mer, diamanten er det samlede svaret. %(finding)s. %(spread)s"
    ),
    "synthesis.forest_spread": N_(
        "I² %(i2)s %% (%(low)s til %(high)s), τ² %(tau2)s (%(tau2_low)s til %(tau2_high)s), Q %(q)s, fg. %(df)s"
    ),
    "synthesis.forest_spread_i2": N_("I² %(i2)s %% (%(low)s til %(high)s), Q %(q)s, fg. %(df)s"),
    "synthesis.forest_spread_q": N_("I² %(i2)s %%, Q %(q)s, fg. %(df)s"),
    "synthesis.favours_lower": N_("lavere"),
    "synthesis.favours_higher": N_("høyere"),
    "synthesis.favours_benefit": N_("til fordel for tiltaket"),
    "synthesis.favours_comparison": N_("til fordel for sammenligningen"),
    "synthesis.funnel_se": N_("Standardfeil"),
    "synthesis.funnel_title": N_("%(inside)s av %(k)s studier ligger innenfor trakten"),
    "synthesis.funnel_description": N_(
        "Traktplott: %(measure)s vannrett, standardfeil loddrett med de største studiene øverst, %(k)s studier. "
        "Hule sirkler (%(added)s) er lagt til av trim-and-fill og er ingen studiers resultat."
    ),
    "synthesis.line_without": N_("Uten %(label)s: %(answer)s"),
    "synthesis.line_up_to": N_("Til og med %(label)s: %(answer)s"),
    "synthesis.line_imputed": N_("Med %(label)s: %(answer)s"),
    "synthesis.line_stands_out": N_(
        "%(label)s skiller seg ut (residual %(rstudent)s, Cooks avstand %(cook)s): les studien en gang til."
    ),
    "synthesis.line_nobody_stands_out": N_("Ingen studie skiller seg ut."),
    "synthesis.line_funnel": N_("Trakttest (%(test)s, %(k)s studier): stigning %(slope)s, p %(p)s"),
    "synthesis.line_trim": N_("Trim-and-fill: %(answer)s (tenkte studier: %(added)s)"),
    "synthesis.line_term": N_("%(name)s: %(answer)s på skalaen det regnes på"),
    "synthesis.line_explained": N_("Forklart av variasjonen mellom studiene: %(r2)s %%"),
    "synthesis.line_between": N_("Forskjell mellom gruppene: Q %(q)s, fg. %(df)s, p %(p)s"),
    "synthesis.line_levels": N_(
        "Modell med tre nivåer: %(answer)s (CR2, fg. %(df)s); τ² mellom studier %(between)s, innen studier %(within)s"
    ),
    "synthesis.line_direction": N_("%(benefit)s av %(n)s peker mot nytte (%(low)s til %(high)s %%)"),
    "synthesis.direction_title": N_(
        "%(benefit)s resultater peker mot nytte og %(harm)s mot skade i %(k)s studier"
    ),
    "synthesis.direction_description": N_(
        "Pil opp er nytte, pil ned er skade, strek er ingen klar retning. Pilens størrelse viser hvor mange som "
        "var med, ikke hvor stor effekten var."
    ),
    "synthesis.direction_legend": N_(
        "Liten pil: under 50 personer. Stor pil: 300 eller flere. Pilen viser ikke effektens størrelse."
    ),
    "synthesis.direction_benefit": N_("nytte"),
    "synthesis.direction_harm": N_("skade"),
    "synthesis.direction_none": N_("ingen klar retning"),
    "synthesis.direction_not_reported": N_("ikke rapportert"),
}
