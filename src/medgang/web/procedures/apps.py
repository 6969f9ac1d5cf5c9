"""The procedures app."""

from django.apps import AppConfig

from medgang.content.catalogue import N_


class ProceduresConfig(AppConfig):
    """Versions, overlays, in force."""

    name = "medgang.web.procedures"
    label = "procedures"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Put the procedures in the menu."""
        from medgang.core.people.roles import CLINICAL_ROLES
        from medgang.web.design.navigation import NavItem, register

        register(NavItem("procedures:list", N_("Prosedyrer"), CLINICAL_ROLES, order=60))
