"""Sentences about literature: searches, imports, duplicates, screening and flow."""

from medgang.content.catalogue import N_

SENTENCES = {
    "literature.unknown_format": N_(
        "%(file)s: formatet er ukjent. Eksporter som RIS, NBIB, BibTeX, EndNote XML, CSV eller CSL JSON."
    ),
    "literature.empty_file": N_("%(file)s er tom."),
    "literature.unknown_output": N_("%(file)s: skriv til en fil som slutter på .ris, .csv eller .json."),
    "literature.not_in_record": N_(
        "%(file)s, linje %(line)s: står utenfor en post og er ikke lest: %(text)s"
    ),
    "literature.unknown_tag": N_(
        "%(file)s, linje %(line)s: ukjent felt, tatt vare på som det står: %(text)s"
    ),
    "literature.bad_date": N_("%(file)s, linje %(line)s: datoen kan ikke leses: %(text)s"),
    "literature.bad_characters": N_("%(file)s, linje %(line)s: noen tegn er ødelagt i filen: %(text)s"),
    "literature.empty_record": N_("%(file)s, linje %(line)s: posten er tom. %(text)s"),
    "literature.unclosed_record": N_("%(file)s, linje %(line)s: posten mangler slutt, men er lest."),
    "literature.broken_record": N_(
        "%(file)s, linje %(line)s: posten er brutt av her; det som sto foran, er lest: %(text)s"
    ),
    "literature.broken_file": N_("%(file)s, linje %(line)s: filen er ødelagt her; postene foran er lest."),
    "literature.row_length": N_(
        "%(file)s, linje %(line)s: raden har flere celler enn tabellen har kolonner: %(text)s"
    ),
    "literature.same_id": N_(
        "%(file)s, linje %(line)s: id-en %(text)s står flere ganger; posten kalles etter fil og nummer."
    ),
    "literature.nothing_to_order": N_("Det er ingen tekst å ordne etter."),
    "literature.labels_missing": N_("Antallet vurderinger er ikke det samme som antallet poster."),
    "literature.no_such_row": N_("Det finnes ingen rad %(row)s med vurdering (den første raden er 0)."),
    "literature.no_relevant": N_("Ingen poster er merket som relevante; da er det ikke noe å måle."),
    "literature.bad_priors": N_("«%(text)s» er ikke radnumre med komma imellom."),
    "literature.bad_label": N_("Rad %(row)s: «%(text)s» er verken ja eller nei (bruk 1 og 0)."),
    "literature.no_column": N_("Kolonnen %(column)s finnes ikke. Filen har: %(columns)s"),
    "literature.rows_without_label": N_("%(n)s rader uten vurdering er ikke med."),
    "literature.bad_stopping_plan": N_(
        "Mål og alfa må ligge mellom 0 og 1, og utvalget må være minst én post."
    ),
    "literature.bad_stopping_counts": N_(
        "Tallene går ikke opp: det er trukket eller funnet flere enn det var."
    ),
    "literature.nothing_judged_by_both": N_("Ingen poster er vurdert av begge."),
    "literature.question_incomplete": N_("Spørsmålet mangler hvem det gjelder eller hva det handler om."),
    "literature.bad_criteria": N_(
        "Kriteriene i utgave %(version)s er tomme, eller et av dem står to ganger."
    ),
    "literature.no_maybe": N_("Posten %(record)s kan ikke stå som «kanskje» i fulltekst."),
    "literature.bad_number_of_screeners": N_("Hver post siles av én eller to, ikke av %(needed)s."),
    "literature.checked_by_oneself": N_("Søket må kontrolleres av en annen enn den som laget det."),
    "literature.checked_before_made": N_("Søket kan ikke være kontrollert før det ble laget."),
    "literature.bad_channel_level": N_("Nivået til en publiseringskanal er 0, 1 eller 2, ikke %(level)s."),
    "literature.search_in_future": N_("Siste søk kan ikke ligge fram i tid."),
    "literature.no_retraction_column": N_(
        "%(file)s har verken en kolonne med DOI eller med PMID for tilbaketrukne arbeider."
    ),
    "literature.existing_not_searched": N_("Det er ikke søkt etter en tilsvarende prosedyre eller oversikt."),
    "literature.no_lead": N_("Ingen leder oversikten."),
    "literature.no_screener": N_("Ingen skal sile."),
    "literature.conflicts_not_said": N_(
        "Noen har ikke oppgitt interessekonflikter (skriv også når det ikke er noen)."
    ),
    "literature.no_reason": N_("Posten %(record)s er ekskludert i fulltekst uten grunn."),
    "literature.record_twice": N_("Posten %(record)s står to ganger."),
    "literature.negative_count": N_("%(label)s: et antall kan ikke være negativt."),
    "literature.unknown_state": N_("Rad %(row)s: tilstanden eller veien «%(text)s» er ukjent."),
    "literature.no_such_review": N_("Det finnes ingen oversikt eller fil som heter %(name)s."),
    "literature.bad_review_file": N_("%(file)s kan ikke leses som en oversikt: se på %(place)s."),
    "literature.empty_search": N_("Filen inneholder ikke noe søk."),
    "literature.bad_search_file": N_("%(file)s kan ikke leses som søk: se på %(place)s."),
    "literature.search_too_deep": N_(
        "En linje skifter mellom AND, OR og NOT for mange ganger til å kunne leses."
    ),
    "literature.nothing_known": N_("Det er ingen kjente arbeider å prøve søket mot."),
    "literature.search_too_large": N_("%(file)s er for stor til å være et søk."),
    "literature.flow_difference": N_(
        "Tallene går ikke opp: %(shown)s gir %(expected)s, men det står %(printed)s."
    ),
    "literature.flow_total": N_("Summen stemmer ikke: %(shown)s gir %(expected)s, men det står %(printed)s."),
    "literature.lint_unbalanced_brackets": N_(
        "Parentesene går ikke opp: %(opened)s åpnes og %(closed)s lukkes (se tegn %(at)s)."
    ),
    "literature.lint_unclosed_quote": N_("Et anførselstegn lukkes ikke (tegn %(at)s)."),
    "literature.lint_no_operand": N_("«%(text)s» mangler noe på den ene siden (tegn %(at)s)."),
    "literature.lint_mixed_operators": N_(
        "OR er blandet med AND eller NOT uten parentes (tegn %(at)s): databasene leser det ulikt."
    ),
    "literature.lint_unknown_field": N_("Feltkoden «%(text)s» er ukjent (tegn %(at)s)."),
    "literature.lint_unknown_line": N_("Viser til linje %(label)s, som ikke finnes."),
    "literature.lint_later_line": N_("Viser til linje %(label)s, som kommer senere eller er linjen selv."),
    "literature.lint_unused_line": N_("Linjen brukes ikke videre."),
    "literature.lint_empty_line": N_("Linjen er tom."),
    "literature.lint_described_not_searched": N_(
        "Teksten sier at «%(term)s» er søkt med, men ingen linje inneholder det."
    ),
    "literature.lint_and_exceeds_part": N_(
        "%(hits)s treff er umulig: AND kan ikke gi mer enn den minste delen, %(high)s."
    ),
    "literature.lint_or_below_part": N_(
        "%(hits)s treff er umulig: OR kan ikke gi mindre enn den største delen, %(low)s."
    ),
    "literature.lint_or_exceeds_sum": N_(
        "%(hits)s treff er umulig: OR kan ikke gi mer enn summen %(sum)s = %(high)s."
    ),
    "literature.lint_not_out_of_range": N_(
        "%(hits)s treff er umulig: %(sum)s gir minst %(low)s og høyst %(high)s."
    ),
    "literature.lint_narrower_has_more": N_(
        "%(hits)s treff er umulig: linjen er smalere enn linje %(label)s, som har %(other)s."
    ),
    "literature.lint_limit_has_more": N_(
        "%(hits)s treff er umulig: en avgrensing kan ikke gi mer enn linjen den avgrenser, %(high)s."
    ),
    "literature.lint_implausible_hits": N_(
        "%(hits)s treff er usannsynlig lite for ett vanlig ord (midten av linjene er %(middle)s)."
    ),
    "literature.lint_or_adds_nothing": N_(
        "OR legger nesten ikke til noe: %(hits)s mot %(largest)s i den største delen."
    ),
    "literature.lint_sum_of_line_hits": N_(
        "%(hits)s er summen av linjetreff. Linjene overlapper: det er ikke et antall poster."
    ),
    "literature.lint_printed_sum_differs": N_(
        "Oppgitt sum er %(printed)s, men linjene gir %(sum)s (%(column)s)."
    ),
    "literature.lint_read_above_rule": N_(
        "Linjen med %(hits)s treff ble lest, over regelen på rundt %(rule)s."
    ),
    "literature.lint_note_reverses": N_("Merknaden snur linjene: %(note)s"),
    "literature.lint_mangled_limit": N_("En avgrensing på år er ødelagt."),
    "literature.lint_date_differs": N_("Søkedatoen er %(date)s ett sted og %(other)s et annet."),
    "literature.lint_annex_differs": N_(
        "Teksten viser til vedlegg %(cited)s; søket står i vedlegg %(annex)s."
    ),
    "literature.lint_years_differ": N_(
        "Årstall er avgrenset i noen databaser (%(limited)s) og ikke likt i andre (%(free)s)."
    ),
    "literature.severity_error": N_("feil"),
    "literature.severity_warning": N_("se på"),
    "literature.severity_note": N_("merk"),
    "literature.render_heading": N_("Emneordet «%(text)s» må finnes igjen i den andre databasens emneord."),
    "literature.render_subheading": N_("Underordet i «%(text)s» finnes ikke i den andre databasen."),
    "literature.render_proximity": N_("Nærhet kan ikke sies likt: %(text)s"),
    "literature.render_wildcard": N_("Tegnet for én bokstav i «%(text)s» betyr noe annet her."),
    "literature.render_truncation": N_("Trunkering inne i en frase virker kanskje ikke: «%(text)s»"),
    "literature.render_field": N_("Feltet «%(text)s» finnes ikke likt; det er søkt videre."),
    "literature.render_limit": N_("Avgrensingen «%(text)s» må settes i databasen."),
    "literature.render_lines_joined": N_("Linjene er satt sammen til ett søk."),
    "literature.render_unreadable": N_("En del av søket kunne ikke leses."),
    "literature.rule_ranked_test": N_("Statistisk test på rangert rekkefølge (mål 95 %%, alfa 5 %%)"),
    "literature.rule_consecutive_50": N_("50 irrelevante på rad"),
    "literature.rule_consecutive_100": N_("100 irrelevante på rad"),
    "literature.standing_guarantee": N_("garanti"),
    "literature.standing_heuristic": N_("heuristikk"),
    "literature.standing_void": N_("gjelder ikke lenger: nye poster er importert"),
    "literature.flow_not_reported": N_("ikke oppgitt"),
    "literature.flow_derived": N_("n = %(n)s (utledet)"),
    "literature.flow_databases": N_("Identifisert i databaser og registre"),
    "literature.flow_other": N_("Identifisert på andre måter"),
    "literature.flow_previous": N_("Tidligere studier"),
    "literature.flow_previous_studies": N_("Studier i forrige utgave"),
    "literature.flow_previous_reports": N_("Rapporter i forrige utgave"),
    "literature.flow_identified": N_("Poster identifisert"),
    "literature.flow_removed_before": N_("Fjernet før siling"),
    "literature.flow_duplicates": N_("Dubletter"),
    "literature.flow_automation": N_("Ikke lest (automatisk)"),
    "literature.flow_removed_other": N_("Andre grunner"),
    "literature.flow_screened": N_("Poster silt"),
    "literature.flow_excluded": N_("Poster ekskludert"),
    "literature.flow_sought": N_("Rapporter ettersøkt"),
    "literature.flow_not_retrieved": N_("Rapporter ikke fått tak i"),
    "literature.flow_assessed": N_("Rapporter vurdert i fulltekst"),
    "literature.flow_excluded_reports": N_("Rapporter ekskludert"),
    "literature.flow_studies": N_("Nye studier inkludert"),
    "literature.flow_reports": N_("Rapporter fra nye studier"),
    "literature.flow_total_studies": N_("Studier i alt"),
    "literature.flow_total_reports": N_("Rapporter i alt"),
    "literature.flow_title": N_("Fra poster (%(identified)s) til inkluderte studier (%(included)s)"),
    "literature.flow_description": N_(
        "Flytskjema etter PRISMA 2020 med %(boxes)s tall. Alle tallene står i tabellen."
    ),
    "literature.flow_box": N_("Rute"),
    "literature.flow_number": N_("Antall"),
    "literature.reason_doi_same": N_("DOI: lik"),
    "literature.reason_doi_close": N_("DOI: nesten lik"),
    "literature.reason_doi_differs": N_("DOI: ulik"),
    "literature.reason_pmid_same": N_("PMID: lik"),
    "literature.reason_pmid_close": N_("PMID: nesten lik"),
    "literature.reason_pmid_differs": N_("PMID: ulik"),
    "literature.reason_authors_same": N_("forfattere: lik"),
    "literature.reason_authors_close": N_("forfattere: nesten lik"),
    "literature.reason_authors_differs": N_("forfattere: ulik"),
    "literature.reason_year_same": N_("år: lik"),
    "literature.reason_year_close": N_("år: nesten lik"),
    "literature.reason_year_differs": N_("år: ulik"),
    "literature.reason_volume_same": N_("volum: lik"),
    "literature.reason_volume_close": N_("volum: nesten lik"),
    "literature.reason_volume_differs": N_("volum: ulik"),
    "literature.reason_pages_same": N_("sider: lik"),
    "literature.reason_pages_close": N_("sider: nesten lik"),
    "literature.reason_pages_differs": N_("sider: ulik"),
    "literature.reason_journal_same": N_("tidsskrift: lik"),
    "literature.reason_journal_close": N_("tidsskrift: nesten lik"),
    "literature.reason_journal_differs": N_("tidsskrift: ulik"),
    "literature.reason_abstract_same": N_("sammendrag: lik"),
    "literature.reason_abstract_close": N_("sammendrag: nesten lik"),
    "literature.reason_abstract_differs": N_("sammendrag: ulik"),
    "literature.reason_title_exact": N_("tittel: lik"),
    "literature.reason_title_near": N_("tittel: nesten lik"),
    "literature.reason_title_part": N_("tittel: del av den andre"),
    "literature.reason_title_loose": N_("tittel: ligner"),
    "literature.reason_title_other": N_("tittel: ulik"),
    "literature.reason_numbers_differ": N_("tall i tittelen er ulike"),
    "literature.reason_genre_differs": N_("ulik teksttype (protokoll, rettelse, kommentar, preprint)"),
}
