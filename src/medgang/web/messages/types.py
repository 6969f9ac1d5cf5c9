"""Who a message goes to, how, and which of the fixed texts."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final
from uuid import UUID

from medgang.core.errors import InvalidValue


class Channel(StrEnum):
    """How a message travels."""

    EMAIL = "email"
    SMS = "sms"
    PAPER = "paper"  # printed and handed over or posted by somebody in the unit


class TextKey(StrEnum):
    """The fixed texts, one file each under content/messages. None of them says anything about health."""

    ONE_TIME_CODE = "one_time_code"  # code
    PERSONAL_LINK = "personal_link"  # link
    APPOINTMENT_REMINDER = "appointment_reminder"  # when
    APPOINTMENT_CHANGED = "appointment_changed"  # when
    APPOINTMENT_CANCELLED = "appointment_cancelled"  # when
    HOW_IS_IT_GOING = "how_is_it_going"  # link
    SOMETHING_TO_READ = "something_to_read"
    INVITATION = "invitation"  # link


class State(StrEnum):
    """Where a message is."""

    WAITING = "waiting"
    SENT = "sent"
    TO_PRINT = "to_print"  # paper, until somebody has printed it
    FAILED = "failed"  # given up
    STOPPED = "stopped"  # death, or «do not contact», before it went out


class StopReason(StrEnum):
    """Why nothing more is sent."""

    DEAD = "dead"
    DO_NOT_CONTACT = "do_not_contact"


_EMAIL: Final = re.compile(r"[^@\s,;<>\"]+@[^@\s,;<>\"]+\.[^@\s,;<>\"]+")
_PHONE: Final = re.compile(r"\+\d{8,15}")
_LINES: Final = re.compile(r".*\S.*", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Recipient:
    """Somebody a message goes to.

    `uid` is the person's (or patient's, or contact's) own, which the stop list holds; `patient` is the patient whose
    access log notes it, where the message comes of a patient's care. Telephone numbers are in the international form
    (+4799999999).
    """

    uid: UUID
    channel: Channel
    address: str
    language: str = "nb"
    patient: UUID | None = None

    def __post_init__(self) -> None:
        shape = {Channel.EMAIL: _EMAIL, Channel.SMS: _PHONE, Channel.PAPER: _LINES}[self.channel]
        if not shape.fullmatch(self.address):
            # The address itself stays out of the error: it says who somebody is.
            raise InvalidValue("messages.address", channel=self.channel.value)
        if self.language not in {"nb", "nn", "en"}:
            raise InvalidValue("messages.language")
