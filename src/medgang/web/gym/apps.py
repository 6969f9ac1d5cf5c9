"""The gym app."""

from django.apps import AppConfig

from medgang.content.catalogue import N_


class GymConfig(AppConfig):
    """Sessions."""

    name = "medgang.web.gym"
    label = "gym"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Put the sessions in the menu, and a person's training among the patient's tabs."""
        from medgang.core.people.roles import CLINICAL_ROLES
        from medgang.web.design.navigation import NavItem, register
        from medgang.web.gym import describe  # noqa: F401 - declares how its events are read
        from medgang.web.patients import composition

        composition.add_page("gym:training", N_("Trening"))
        register(NavItem("gym:week", N_("Økter"), CLINICAL_ROLES, order=30))
