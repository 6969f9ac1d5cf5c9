"""The verbs of the portal. Each is one transaction."""

from medgang.web.portal.services.diary import delete_entry, enter_paper, share_entry, take_back, write_entry
from medgang.web.portal.services.entering import enter, leave, mark_seen, send_code
from medgang.web.portal.services.links import Handover, Wanted, end_link, hand_code, make_link, renew_link
from medgang.web.portal.services.sharing import note_meeting, set_consent, share_items, stop_helper

__all__ = [
    "Handover",
    "Wanted",
    "delete_entry",
    "end_link",
    "enter",
    "enter_paper",
    "hand_code",
    "leave",
    "make_link",
    "mark_seen",
    "note_meeting",
    "renew_link",
    "send_code",
    "set_consent",
    "share_entry",
    "share_items",
    "stop_helper",
    "take_back",
    "write_entry",
]
