"""The outbox app."""

from django.apps import AppConfig


class MessagesConfig(AppConfig):
    """What we send to people: an outbox and its adapters. The label avoids Django's own app of that name."""

    name = "medgang.web.messages"
    label = "messages_out"
    default_auto_field = "django.db.models.BigAutoField"
