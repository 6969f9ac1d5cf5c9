"""The ward app."""

from django.apps import AppConfig

from medgang.content.catalogue import N_


class WardConfig(AppConfig):
    """Today."""

    name = "medgang.web.ward"
    label = "ward"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Put Today first in the menu, and what is due on the patients' pages."""
        from medgang.core.people.roles import CLINICAL_ROLES
        from medgang.web.design.navigation import NavItem, register
        from medgang.web.patients import composition
        from medgang.web.ward.tasks import patient_extras

        composition.register(patient_extras)
        register(NavItem("ward:today", N_("I dag"), CLINICAL_ROLES, order=10))
        register(NavItem("ward:adverse", N_("Hendelser"), CLINICAL_ROLES, order=70))
