"""One model per file."""

from medgang.web.portal.models.diary import DiaryEntry
from medgang.web.portal.models.key import OneTimeCode, PortalDevice, PortalSession
from medgang.web.portal.models.link import LinkKind, PersonalLink
from medgang.web.portal.models.meeting import Meeting, Outcome

__all__ = [
    "DiaryEntry",
    "LinkKind",
    "Meeting",
    "OneTimeCode",
    "Outcome",
    "PersonalLink",
    "PortalDevice",
    "PortalSession",
]
