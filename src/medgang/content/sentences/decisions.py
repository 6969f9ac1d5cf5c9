"""Sentences about what rests on what, and about the way from judgement to approved procedure."""

from medgang.content.catalogue import N_

SENTENCES = {
    # What rests on what
    "decisions.bad_id": N_(
        "«%(id)s» kan ikke brukes som navn: bokstaver, tall, punktum, skråstrek og bindestrek."
    ),
    "decisions.bad_version": N_("Versjonen av %(id)s må være et helt tall fra 1 og opp."),
    "decisions.bad_ref": N_("«%(text)s» er ikke skrevet som slag:navn@versjon."),
    "decisions.wrong_way": N_("%(rests)s kan ikke hvile på %(on)s: grunnlaget går den andre veien."),
    "decisions.edge_without_person": N_("Det står ikke hvem som mener at %(rests)s hviler på %(on)s."),
    "decisions.naive_time": N_("Tidspunktet for %(rests)s mangler tidssone."),
    "decisions.ring": N_("%(on)s hviler allerede på %(rests)s; da kan ikke det motsatte også gjelde."),
    "decisions.changes_since": N_("Siden: %(n)s endringer."),
    # Evidence to decision, and AGREE II
    "decisions.bad_scale": N_("Skalaen for %(criterion)s må ha minst to ulike svar."),
    "decisions.not_an_answer": N_("«%(answer)s» er ikke et svar på %(criterion)s."),
    "decisions.beside_the_scale": N_(
        "«%(answer)s» er ikke et punkt på skalaen for %(criterion)s og kan ikke sammenliknes."
    ),
    "decisions.bad_framework": N_("Rammeverket %(framework)s har ingen kriterier, eller ett to ganger."),
    "decisions.unknown_criterion": N_("Rammeverket %(framework)s har ikke kriteriet %(criterion)s."),
    "decisions.voted_twice": N_("Noen har stemt to ganger på %(criterion)s."),
    "decisions.bad_resource": N_(
        "Ressurslinjen for %(unit)s (%(kind)s) må ha enten timer eller kroner med prisår."
    ),
    "decisions.resource_without_source": N_("Ressurslinjen for %(unit)s (%(kind)s) mangler kilde."),
    "decisions.table_without": N_("Tabellen %(table)s mangler %(what)s."),
    "decisions.judged_twice": N_("Et kriterium er vurdert to ganger i %(table)s."),
    "decisions.not_judged": N_("%(criterion)s er ikke vurdert."),
    "decisions.no_rationale": N_("%(criterion)s mangler begrunnelse."),
    "decisions.no_grounds": N_("Det står ikke hva vurderingen av %(criterion)s hviler på."),
    "decisions.nobody_judged": N_("Det står ikke hvem som vurderte %(criterion)s, og når."),
    "decisions.dissent_without_reason": N_("Noen stemte annerledes på %(criterion)s uten å si hvorfor."),
    "decisions.adopted_confirmed_by_unknown": N_("Ingen har bekreftet hvor tabellen kommer fra."),
    "decisions.adopted_voters_unknown": N_("Det er ukjent hvem som stemte."),
    "decisions.adopted_dated_unknown": N_("Det er ukjent når tabellen ble laget."),
    "decisions.adopted_evidence_unknown": N_("Det er ukjent hvilken kunnskap tabellen hviler på."),
    "decisions.bad_verbs": N_("Verblisten er tom eller har et ord som ikke er skrevet med små bokstaver."),
    "decisions.settled_without_reason": N_("Avgjørelsen mangler hvem eller hvorfor."),
    "decisions.recommendation_without_text": N_("Anbefalingen %(id)s har ingen tekst."),
    "decisions.exception_without_reason": N_("Unntaket for anbefalingen %(id)s mangler begrunnelse."),
    "decisions.mark_not_sure": N_(
        "Avkryssingen i %(id)s er lest som «%(mark)s», men kopien viser ikke sikkert hvilken rute "
        "det er. En person må avgjøre det."
    ),
    "decisions.no_verb": N_("Anbefalingen %(id)s har ikke noe verb som sier hvor sterk den er."),
    "decisions.mark_and_verb": N_(
        "Anbefalingen %(id)s er krysset av som %(marked)s, men ordene er %(said)s. En person må avgjøre det."
    ),
    "decisions.discordant": N_(
        "Anbefalingen %(id)s er sterk, men tilliten til kunnskapen er %(certainty)s. Skriv hvilket "
        "unntak som gjelder."
    ),
    "decisions.exception_other_way": N_(
        "Unntaket for sikker skade gjelder bare når %(id)s fraråder tiltaket."
    ),
    "decisions.strength_drift": N_("Anbefalingen er %(recommended)s, men prosedyren sier det som %(said)s."),
    "decisions.claim_without_project": N_("Det står ikke hvilket prosjekt som tar %(id)s."),
    "decisions.already_claimed": N_("%(id)s er allerede tatt av %(project)s."),
    "decisions.force_weak": N_("svak"),
    "decisions.force_strong": N_("sterk"),
    "decisions.force_must": N_("skal"),
    "decisions.certainty_low": N_("lav"),
    "decisions.certainty_very-low": N_("svært lav"),
    "decisions.certainty_not-judged": N_("ikke vurdert"),
    "decisions.mark_strong-alternative": N_("anbefaler alternativet"),
    "decisions.mark_weak-alternative": N_("foreslår alternativet"),
    "decisions.mark_either": N_("foreslår enten–eller"),
    "decisions.mark_weak-intervention": N_("foreslår tiltaket"),
    "decisions.mark_strong-intervention": N_("anbefaler tiltaket"),
    "decisions.unknown_table": N_("Tabellen «%(name)s» finnes ikke. Disse finnes: %(names)s"),
    "decisions.bad_score": N_("Punkt %(item)s: %(score)s er ikke mellom 1 og 7."),
    "decisions.other_agree": N_("Utgaven %(version)s av AGREE har andre numre; bare AGREE II regnes ut her."),
    "decisions.appraiser_without_name": N_("En vurderer mangler navn."),
    "decisions.unknown_item": N_("AGREE II har ikke punkt %(item)s."),
    "decisions.too_few_appraisers": N_("Det er %(n)s vurderer; det må være minst %(fewest)s."),
    "decisions.appraised_twice": N_("Samme vurderer står to ganger."),
    "decisions.left_out_but_scored": N_("Punkt %(item)s er utelatt på forhånd, men noen har gitt det skår."),
    "decisions.appraiser_barred": N_(
        "%(name)s har laget prosedyren eller grunnlaget og kan ikke vurdere den."
    ),
    "decisions.appraiser_flagged": N_(
        "%(name)s heter det samme som en som har laget prosedyren eller grunnlaget. Se om det er "
        "samme person."
    ),
    "decisions.few_appraisers": N_("Det er %(n)s vurderere; %(better)s er bedre."),
    "decisions.met_without_place": N_("Det står ikke hvor punkt %(item)s er oppfylt."),
    "decisions.gap_without_words": N_("Det står ikke hva som mangler på punkt %(item)s."),
    "decisions.item_twice": N_("Et punkt står to ganger i sjekklisten for %(procedure)s."),
    "decisions.unreadable": N_("Filen %(file)s kan ikke leses."),
    "decisions.no_appraisers": N_("Filen %(file)s har ingen rader, eller mangler kolonnen appraiser."),
    "decisions.not_a_score": N_("Linje %(line)s: «%(text)s» er ikke en skår."),
    "decisions.not_a_use": N_("Linje %(line)s: «%(text)s» er ikke yes, with-changes eller no."),
    # The group, the hearing, document control, claims, changed grounds
    "decisions.meeting_without_agenda": N_("Møtet %(on)s mangler saksliste."),
    "decisions.seat_empty": N_("Ingen i gruppen har rollen %(role)s."),
    "decisions.nothing_declared": N_("%(name)s har ikke oppgitt om det finnes interessekonflikter."),
    "decisions.input_without_clause": N_("Innspillet %(id)s skal gjelde ett punkt, eller være generelt."),
    "decisions.input_without_text": N_("Innspillet %(id)s har ingen tekst."),
    "decisions.answer_without_reason": N_("Svaret på innspillet %(id)s mangler hvem eller hvorfor."),
    "decisions.deadline_before_start": N_("Fristen %(deadline)s er før høringen begynner."),
    "decisions.input_twice": N_("Et innspill eller et svar står to ganger."),
    "decisions.not_invited": N_("%(name)s er ikke invitert til høringen."),
    "decisions.answer_to_nothing": N_("Det finnes ikke noe innspill %(id)s å svare på."),
    "decisions.control_without": N_("Dokumentstyringen mangler %(what)s."),
    "decisions.control_dates": N_(
        "Datoene henger ikke sammen: godkjent, så gyldig, så revisjon (%(revise_by)s)."
    ),
    "decisions.replaces_later": N_("Versjon %(version)s kan bare erstatte en tidligere versjon."),
    "decisions.claim_without": N_("Påstanden %(id)s mangler %(what)s."),
    "decisions.interval_disorder": N_("Anslaget ligger ikke inne i intervallet sitt."),
    "decisions.response_without_reason": N_("Svaret fra eieren mangler hvem eller hvorfor."),
    "decisions.amend_without_deadline": N_("En endring må ha en frist fram i tid."),
    "decisions.indicator_without": N_(
        "Indikatoren for %(criterion)s mangler teller, nevner eller planlagt antall."
    ),
    "decisions.indicator_not_fixed_first": N_(
        "Indikatoren for %(criterion)s må være bestemt før tallene begynner, og ses på etterpå."
    ),
    "decisions.looked_already": N_("Tallene ble sett på %(on)s. De ses bare på én gang."),
    "decisions.too_early": N_("Tallene kan først ses på %(on)s."),
    "decisions.not_a_share": N_("Tallene for %(criterion)s er ikke en andel."),
}
