"""Sentences about the structure of a FHIR PlanDefinition."""

from medgang.content.catalogue import N_

SENTENCES = {
    "plan_definition.not_a_plan_definition": N_("%(path)s: dette er ikke en PlanDefinition."),
    "plan_definition.not_an_object": N_("%(path)s skal være et objekt."),
    "plan_definition.not_a_list": N_("%(path)s skal være en liste."),
    "plan_definition.empty": N_("%(path)s er tom. FHIR kjenner ikke tomme lister og objekter."),
    "plan_definition.unknown_element": N_("%(path)s finnes ikke i FHIR R4, eller brukes ikke av oss."),
    "plan_definition.required": N_("%(path)s mangler."),
    "plan_definition.one_choice": N_("%(path)s kan bare stå i én form."),
    "plan_definition.bad_value": N_("%(path)s har en verdi i feil form."),
    "plan_definition.unknown_code": N_("%(path)s har en kode som ikke finnes."),
    "plan_definition.id_twice": N_("%(path)s står to ganger."),
}
