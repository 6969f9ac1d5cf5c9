"""The calendar feed (RFC 5545): time, place and activity, no person."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from django.urls import reverse

from medgang.web.gym import plans
from medgang.web.gym.models import Session, UnitGym

LINE = 74
"""Octets in a line before it is folded."""


def path_of(settings: UnitGym) -> str:
    """The feed's secret address."""
    return reverse("gym:calendar", kwargs={"token": settings.calendar_token})


def _text(value: str) -> str:
    escaped = value.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return escaped.replace("\r", "").replace("\n", "\\n")


def _folded(line: str) -> str:
    parts, now = [], ""
    for letter in line:
        if len((now + letter).encode()) > LINE:
            parts.append(now)
            now = " "
        now += letter
    return "\r\n".join([*parts, now])


def _instant(value: datetime) -> str:
    return value.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def feed(sessions: Iterable[Session], now: datetime, lang: str) -> str:
    """The sessions as a calendar. The title of a one-off is its plan's: what people write may name somebody."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Medgang//NO", "CALSCALE:GREGORIAN"]
    for one in sessions:
        ends = one.starts + timedelta(seconds=plans.planned(one.plan).total_seconds)
        lines += [
            "BEGIN:VEVENT",
            f"UID:{one.uid}@medgang",
            f"DTSTAMP:{_instant(now)}",
            f"DTSTART:{_instant(one.starts)}",
            f"DTEND:{_instant(ends)}",
            f"SUMMARY:{_text(plans.name(one.plan, lang))}",
            f"LOCATION:{_text(one.place)}",
            f"STATUS:{'CANCELLED' if one.cancelled else 'CONFIRMED'}",
            "END:VEVENT",
        ]
    lines.append("END:VCALENDAR")
    return "\r\n".join(map(_folded, lines)) + "\r\n"
