"""The app's name in Django."""

from __future__ import annotations

from django.apps import AppConfig


class DesignConfig(AppConfig):
    """The innermost web app: every other one leans on it and it leans on none."""

    name = "medgang.web.design"
    label = "design"
    default_auto_field = "django.db.models.BigAutoField"
