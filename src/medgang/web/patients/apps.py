"""The patients app."""

from django.apps import AppConfig

from medgang.content.catalogue import N_


class PatientsConfig(AppConfig):
    """Patients, stays, events, and the door."""

    name = "medgang.web.patients"
    label = "patients"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Put the patients in the menu."""
        from medgang.web.patients import descriptions
        from medgang.web.patients.care import load_forms

        load_forms()
        descriptions.load()
        from medgang.core.people import Role
        from medgang.core.people.roles import CLINICAL_ROLES
        from medgang.web.design.navigation import NavItem, register
        from medgang.web.patients import presenters

        register(NavItem("patients:list", N_("Pasienter"), CLINICAL_ROLES, order=20))
        presenters.name_pages(
            {
                "patients:emergency": N_("åpning i en nødssituasjon"),
                "patients:reviews": N_("etterkontrollen"),
                "patients:log_control": N_("loggkontrollen"),
                "patients:export_all": N_("alt som er ført"),
            }
        )
        leaders = frozenset({Role.SECTION_LEADER})
        register(NavItem("patients:reviews", N_("Etterkontroll"), leaders, order=810))
        register(
            NavItem("patients:log_control", N_("Loggkontroll"), frozenset({Role.ADMINISTRATOR}), order=820)
        )
