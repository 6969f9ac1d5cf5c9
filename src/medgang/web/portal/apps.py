"""The portal app."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    """Personal links, the patient's own pages, and what helpers see."""

    name = "medgang.web.portal"
    label = "portal"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Put the links among the pages of a patient, and name the pages in the access log."""
        from medgang.content.catalogue import N_
        from medgang.web.patients import composition, presenters
        from medgang.web.portal.words import PAGES

        composition.add_page("portal:links", N_("Egne sider"))
        presenters.name_pages(PAGES)
