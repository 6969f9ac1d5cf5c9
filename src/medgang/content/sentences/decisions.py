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
}
