"""An event as a person reads it: a title and a few short lines.

Each app describes the events it writes, by `describes(kind)`; an event nobody has described yet shows its title.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from medgang.core.timeline import Detail, Event, EventKind
from medgang.core.timeline.details_after import ContactClosed
from medgang.core.timeline.details_background import BackgroundNoted, FlagChanged
from medgang.core.timeline.details_stay import (
    Admitted,
    Leave,
    MovedToOtherEntity,
    PhaseChanged,
    Transferred,
    UnplannedEnd,
    WithdrawnAsWrong,
)
from medgang.web.accounts.models import OrgUnit
from medgang.web.design import dates
from medgang.web.patients import words

UnitNames = Mapping[UUID, str]
Describer = Callable[[Detail, UnitNames], list[str]]
_DESCRIBERS: Final[dict[EventKind, Describer]] = {}


def describes(*kinds: EventKind) -> Callable[[Describer], Describer]:
    """Declare a function that describes events of these kinds."""

    def declare(describer: Describer) -> Describer:
        for kind in kinds:
            _DESCRIBERS[kind] = describer
        return describer

    return declare


@dataclass(frozen=True, slots=True)
class Description:
    """What is read: the title, and lines below it (may be none)."""

    title: str
    lines: tuple[str, ...]


def describe(event: Event, units: UnitNames) -> Description:
    """The event in the reader's language."""
    describer = _DESCRIBERS.get(event.kind)
    lines = describer(event.detail, units) if describer else []
    return Description(str(words.KINDS[event.kind]), tuple(line for line in lines if line))


def unit_names() -> dict[UUID, str]:
    """Every unit's name, for describing where things happened. One query, few rows."""
    return dict(OrgUnit.objects.values_list("uid", "name"))


@describes(
    EventKind.ADMITTED,
    EventKind.TRANSFERRED,
    EventKind.PHASE_CHANGED,
    EventKind.LEAVE_STARTED,
    EventKind.LEAVE_ENDED,
    EventKind.UNPLANNED_END,
    EventKind.MOVED_TO_OTHER_ENTITY,
    EventKind.CONTACT_CLOSED,
    EventKind.FLAG_SET,
    EventKind.FLAG_CLEARED,
    EventKind.WITHDRAWN_AS_WRONG,
)
def _stay(detail: Detail, units: UnitNames) -> list[str]:  # noqa: PLR0911 - one return per kind
    match detail:
        case Admitted(unit=unit, phase=phase, readmission_of=before):
            line = _("%(unit)s, til %(phase)s") % {"unit": units.get(unit, ""), "phase": words.PHASES[phase]}
            return [line, _("Innlagt på nytt. Legevurderingen må gjøres igjen.") if before else ""]
        case Transferred(from_unit=source, to_unit=target):
            return [
                _("fra %(old)s til %(new)s") % {"old": units.get(source, ""), "new": units.get(target, "")}
            ]
        case PhaseChanged(from_phase=source_phase, to_phase=target_phase, expected_end=planned):
            moved = {"old": words.PHASES[source_phase], "new": words.PHASES[target_phase]}
            ends = dates.day(planned, get_language() or "nb", with_year=True) if planned else ""
            return [
                _("fra %(old)s til %(new)s") % moved if source_phase is not target_phase else "",
                _("planlagt utskriving %(day)s") % {"day": ends} if ends else "",
            ]
        case Leave(expected_back=back) if back is not None:
            return [_("ventes tilbake %(day)s") % {"day": dates.day(back, get_language() or "nb")}]
        case UnplannedEnd(reason=reason):
            return [str(words.END_REASONS[reason])]
        case MovedToOtherEntity(receiver=receiver):
            return [receiver]
        case ContactClosed(reason=close_reason):
            return [str(words.CLOSE_REASONS[close_reason])]
        case FlagChanged(flag=flag, note=note):
            return [str(words.FLAGS[flag]), note]
        case WithdrawnAsWrong(reason=why):
            return [why]
        case _:
            return []


@describes(EventKind.BACKGROUND_NOTED)
def _background(detail: Detail, _units: UnitNames) -> list[str]:
    if not isinstance(detail, BackgroundNoted):
        return []
    return [line for line in background_lines(detail).values() if line]


def background_lines(background: BackgroundNoted) -> dict[str, str]:
    """The background in four lines: substances, comorbidity, medicines, and when medicines were last checked."""
    substances = []
    for use in background.substances:
        parts = [f"{use.substance.value} {words.SUBSTANCES[use.substance]}"]
        if use.pattern:
            parts.append(str(words.PATTERNS[use.pattern]))
        if use.years is not None:
            parts.append(ngettext("%(years)s år", "%(years)s år", use.years) % {"years": use.years})
        substances.append(", ".join(parts))
    checked = background.medicines_checked
    return {
        "substances": "; ".join(substances),
        "comorbidity": ", ".join(str(words.COMORBIDITY[flag]) for flag in background.comorbidity),
        "medicines": ", ".join(str(words.MEDICINES[flag]) for flag in background.medicines),
        "checked": (
            _("medisiner sist sjekket %(day)s")
            % {"day": dates.day(checked, get_language() or "nb", with_year=True)}
            if checked
            else ""
        ),
    }
