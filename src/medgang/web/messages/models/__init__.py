"""One model per file."""

from medgang.web.messages.models.outbox import OutboxMessage
from medgang.web.messages.models.stop import Stop

__all__ = ["OutboxMessage", "Stop"]
