"""The ways out. Paper has none: it waits for somebody to print it."""

from __future__ import annotations

from medgang.web.messages.adapters.email import EmailAdapter
from medgang.web.messages.adapters.sms import SmsAdapter
from medgang.web.messages.letter import Adapter
from medgang.web.messages.types import Channel

ADAPTERS: dict[Channel, Adapter] = {Channel.EMAIL: EmailAdapter(), Channel.SMS: SmsAdapter()}
"""By channel; `fakes.captured` puts others here for a while."""


def adapter_for(channel: Channel) -> Adapter:
    """The way out for a channel."""
    return ADAPTERS[channel]
