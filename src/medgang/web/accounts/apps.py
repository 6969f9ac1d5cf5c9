"""The accounts app."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """People, units, roles, sign-in, access and the access log."""

    name = "medgang.web.accounts"
    label = "accounts"
    default_auto_field = "django.db.models.BigAutoField"
