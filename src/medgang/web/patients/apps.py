"""The patients app."""

from django.apps import AppConfig


class PatientsConfig(AppConfig):
    """Patients, stays, events, and the door."""

    name = "medgang.web.patients"
    label = "patients"
    default_auto_field = "django.db.models.BigAutoField"
