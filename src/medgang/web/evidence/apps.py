"""The evidence app."""

from django.apps import AppConfig

from medgang.content.catalogue import N_


class EvidenceConfig(AppConfig):
    """Reviews."""

    name = "medgang.web.evidence"
    label = "evidence"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Put the reviews in the menu."""
        from medgang.web.design.navigation import NavItem, register
        from medgang.web.evidence.permissions import READERS

        register(NavItem("evidence:list", N_("Kunnskap"), READERS, in_unit=False, order=50))
