"""What a session left in the timeline, as a person reads it."""

from __future__ import annotations

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from medgang.core.timeline import Detail, EventKind
from medgang.core.timeline.details_sessions import Attendance, Bout, Trained
from medgang.web.design import dates
from medgang.web.gym import plans, words
from medgang.web.patients.care import labels, menu
from medgang.web.patients.describe import UnitNames, describes


def lang() -> str:
    """The reader's language."""
    return get_language() or "nb"


def number(value: float, decimals: int = 1) -> str:
    """A number as people write it, without a needless decimal."""
    whole = float(value).is_integer()
    return dates.number(value, lang(), 0 if whole else decimals)


def attendance_text(detail: Trained) -> str:
    """What somebody did, in a few words."""
    text = str(words.ATTENDANCE[detail.attendance])
    if detail.attendance is Attendance.STOPPED and detail.after_bout is not None:
        text = _("stoppet etter drag %(n)s") % {"n": detail.after_bout}
    if detail.reason is not None:
        text = f"{text}: {labels.REASONS[detail.reason]}"
    return text


def minutes_text(detail: Trained) -> str:
    """The minutes that count."""
    if not detail.minutes:
        return ""
    return _("%(minutes)s min, av dem %(moderate)s moderat og %(vigorous)s høy") % {
        "minutes": number(detail.minutes),
        "moderate": number(detail.moderate_minutes or 0),
        "vigorous": number(detail.vigorous_minutes or 0),
    }


def bout_text(bout: Bout) -> str:
    """One bout: the load, the pulse in minute three, the effort."""
    parts = [_("drag %(n)s") % {"n": bout.number}]
    if bout.speed_kmh is not None:
        parts.append(_("%(speed)s km/t") % {"speed": number(bout.speed_kmh)})
    if bout.incline_percent is not None:
        parts.append(_("%(incline)s %% stigning") % {"incline": number(bout.incline_percent)})
    if bout.load_watt is not None:
        parts.append(_("%(load)s W") % {"load": number(bout.load_watt)})
    if bout.minute3_bpm is not None:
        parts.append(_("puls %(bpm)s i minutt 3") % {"bpm": bout.minute3_bpm})
    if bout.effort is not None:
        parts.append(_("anstrengelse %(effort)s (6–20)") % {"effort": bout.effort})
    return ", ".join(parts)


def activity_name(detail: Trained) -> str:
    """What was done: a session's plan, or an activity of the catalogue."""
    if not detail.activity:
        return ""
    plan = plans.files().get(detail.activity)
    return plan.name.in_(lang()) if plan else menu.activity_name(detail.activity)


@describes(EventKind.TRAINED)
def _trained(detail: Detail, _units: UnitNames) -> list[str]:
    assert isinstance(detail, Trained)  # noqa: S101 - the kind says so
    name = activity_name(detail)
    first = f"{name}: {attendance_text(detail)}" if name else attendance_text(detail)
    return [first, minutes_text(detail), *(bout_text(bout) for bout in detail.bouts), detail.note]
