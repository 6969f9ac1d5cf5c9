"""The accounts app."""

from django.apps import AppConfig

from medgang.content.catalogue import N_
from medgang.core.people import Role
from medgang.core.people.roles import CLINICAL_ROLES


class AccountsConfig(AppConfig):
    """People, units, roles, sign-in, access and the access log."""

    name = "medgang.web.accounts"
    label = "accounts"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Tell the frame who is looking, and put our pages in the menu."""
        from django.db.models.signals import post_migrate

        from medgang.web.accounts import append_only, checks
        from medgang.web.accounts.whereabouts import whereabouts
        from medgang.web.design.navigation import NavItem, register, register_whereabouts

        assert checks  # noqa: S101 - imported to be registered
        post_migrate.connect(append_only.after_migrate, sender=self)
        register_whereabouts(whereabouts)
        register(NavItem("accounts:unit_people", N_("Folk"), CLINICAL_ROLES, order=800))
        administrators = frozenset({Role.ADMINISTRATOR})
        register(NavItem("accounts:people", N_("Personer"), administrators, order=900, in_unit=False))
        register(
            NavItem("accounts:organisation", N_("Organisasjon"), administrators, order=910, in_unit=False)
        )
