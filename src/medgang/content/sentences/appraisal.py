"""Sentences about critical appraisal and certainty."""

from medgang.content.catalogue import N_

SENTENCES = {
    "appraisal.reason_missing": N_("Vurderingen mangler begrunnelse."),
    "appraisal.no_ni": N_("Spørsmål %(item)s kan ikke besvares med NI (ingen informasjon)."),
    "appraisal.deviations_not_named": N_(
        "Når effekten av å følge opplegget vurderes, må det først stå hvilke avvik som vurderes."
    ),
    "appraisal.domain_not_in_variant": N_("Domene %(domain)s hører ikke til denne utgaven av skjemaet."),
    "appraisal.confounders_not_named": N_("Forvekslingsfaktorene må stå før studien vurderes."),
    "appraisal.bad_form": N_("Skjemaet %(form)s har ingen spørsmål, eller ett to ganger."),
    "appraisal.unknown_item": N_("Skjemaet %(form)s har ikke spørsmålet %(item)s."),
    "appraisal.wrong_answer": N_("«%(answer)s» er ikke et svar på spørsmål %(item)s."),
    "appraisal.not_the_same": N_("De to vurderingene gjelder ikke samme studie med samme skjema."),
    "appraisal.same_appraiser": N_("De to vurderingene er gjort av samme person."),
    "appraisal.bad_step": N_("%(factor)s kan ikke flytte %(levels)s trinn (høyst %(most)s)."),
    "appraisal.factor_twice": N_("Samme forhold er vurdert to ganger."),
    "appraisal.thresholds_same_side": N_(
        "Grensene for viktig nytte og viktig skade må ligge på hver sin side av ingen effekt."
    ),
    "appraisal.raised_and_lowered": N_("Tilliten er både senket og hevet; det skal det mye til for."),
    "appraisal.randomised_raised": N_("Tilliten er hevet for randomiserte studier; det er uvanlig."),
    "appraisal.interval_disorder": N_("Anslaget ligger ikke inne i intervallet."),
    "appraisal.bad_risk": N_("Risikoen %(value)s må ligge mellom 0 og 1."),
    "appraisal.baseline_without_source": N_("Risikoen uten tiltaket mangler kilde."),
    "appraisal.scale_without_source": N_("Standardavviket til skalaen mangler kilde."),
    "appraisal.no_absolute_effect": N_("Effektmålet %(measure)s kan ikke regnes om til personer av 1000."),
    "appraisal.components_missing": N_("Disse delene er ikke vurdert: %(components)s."),
    "appraisal.nobody_judged": N_("Det står ikke hvem som har vurdert."),
    "appraisal.high_with_serious": N_("Høy tillit med en alvorlig bekymring: er det ment slik?"),
    "appraisal.lowered_without_concern": N_("Tilliten er senket uten noen bekymring: er det ment slik?"),
    "appraisal.without_reason": N_("Alt er besvart med ja, uten begrunnelse."),
    # The command
    "appraisal.file_unreadable": N_("Filen %(file)s kan ikke leses (linje %(line)s): %(reason)s"),
    "appraisal.unknown_form": N_("Det finnes ikke noe skjema som heter %(form)s."),
    "appraisal.missing_columns": N_("Filen mangler kolonnene %(columns)s."),
    "appraisal.empty_file": N_("Filen er tom."),
    "appraisal.unknown_judgement": N_(
        "Linje %(line)s: «%(text)s» er ikke en kjent vurdering. Raden er utelatt."
    ),
    "appraisal.unknown_answer": N_(
        "Linje %(line)s: «%(text)s» er ikke et svar på %(column)s. Raden er utelatt."
    ),
    "appraisal.row_left_out": N_("Linje %(line)s er utelatt: %(reason)s"),
    "appraisal.cell_not_a_number": N_(
        "Linje %(line)s: «%(text)s» i kolonnen %(column)s er ikke et tall. Raden er utelatt."
    ),
    "appraisal.unfinished": N_("Neste spørsmål i %(domain)s: %(item)s"),
    "appraisal.person_judges": N_("%(domain)s vurderes av personer; ingen regel foreslår svaret."),
    # Judgements and domains
    "appraisal.judgement_low": N_("Lav risiko"),
    "appraisal.judgement_low_except_confounding": N_("Lav, bortsett fra mulig forveksling"),
    "appraisal.judgement_some_concerns": N_("Noe bekymring"),
    "appraisal.judgement_moderate": N_("Moderat risiko"),
    "appraisal.judgement_high": N_("Høy risiko"),
    "appraisal.judgement_serious": N_("Alvorlig risiko"),
    "appraisal.judgement_critical": N_("Kritisk risiko"),
    "appraisal.judgement_no_information": N_("Ingen informasjon"),
    "appraisal.judgement_not_applicable": N_("Ikke aktuelt"),
    "appraisal.domain_D1": N_("Randomiseringen"),
    "appraisal.domain_S": N_("Periode- og overføringseffekter"),
    "appraisal.domain_D2": N_("Avvik fra tiltaket"),
    "appraisal.domain_D3": N_("Manglende utfallsdata"),
    "appraisal.domain_D4": N_("Måling av utfallet"),
    "appraisal.domain_D5": N_("Valg av rapportert resultat"),
    "appraisal.domain_overall": N_("Samlet"),
    "appraisal.level_high": N_("Høy tillit"),
    "appraisal.level_moderate": N_("Moderat tillit"),
    "appraisal.level_low": N_("Lav tillit"),
    "appraisal.level_very-low": N_("Svært lav tillit"),
    "appraisal.traffic_title": N_("%(high)s av %(n)s resultater har høy risiko for skjevhet samlet"),
    "appraisal.traffic_description": N_(
        "Én rad per resultat (%(n)s) og én kolonne per domene (%(domains)s), til sist det samlede. "
        "Pluss i sirkel er lav risiko, strek i rute noe bekymring, kryss i firkant høy risiko."
    ),
    "appraisal.summary_title": N_("Risiko for skjevhet i %(n)s resultater, domene for domene"),
    "appraisal.summary_description": N_(
        "Én søyle per domene (%(domains)s). Tallet i feltet er antall resultater av %(n)s; ingen er vektet."
    ),
    "appraisal.summary_domain": N_("Domene"),
    "appraisal.fewer": N_("%(n)s færre av 1000"),
    "appraisal.more": N_("%(n)s flere av 1000"),
    "appraisal.no_difference": N_("ingen forskjell av 1000"),
    "appraisal.nnt": N_("NNT %(n)s"),
    "appraisal.nnt_interval": N_("NNT %(n)s (%(low)s til %(high)s)"),
    "appraisal.nnt_no_interval": N_(
        "NNT %(n)s, uten intervall fordi konfidensintervallet rommer ingen forskjell"
    ),
    "appraisal.baseline_control-groups": N_("kontrollgruppene i studiene"),
    "appraisal.baseline_cohort": N_("en kohort"),
    "appraisal.baseline_register": N_("et register"),
    "appraisal.baseline_own-unit": N_("egen enhet"),
}
