"""What we send to people: an outbox, fixed texts without a health word, and adapters for e-mail, SMS and paper.

from medgang.web.messages.services import send, stop_all
from medgang.web.messages.types import Channel, Recipient, TextKey
"""
