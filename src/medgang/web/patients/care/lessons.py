"""Lessons: offered, attended, and which version of the material. What the material says carries its grounds."""

from __future__ import annotations

from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from medgang.core.timeline import EventKind
from medgang.core.timeline.details_plan import LessonHeld
from medgang.web.design.forms import RadioField
from medgang.web.patients import library
from medgang.web.patients.care.parts import note, this_stay
from medgang.web.patients.care.registry import Context, care_form
from medgang.web.patients.forms import WhenForm

VERSION: Final = "1"
"""The version of the shipped material below; a new wording gets a new one."""

LESSONS: Final = {
    "what-movement-does": _("Hva gjør bevegelse med kropp og hode?"),
    "craving": _("Russug og bevegelse"),
    "begin-safely": _("Begynne trygt"),
    "sleep": _("Søvn, hvile og restitusjon"),
    "food": _("Mat og trening"),
    "go-on": _("Fortsette etter oppholdet"),
}


class LessonForm(WhenForm):
    """Offered, and whether the person came."""

    lesson = RadioField(label=_("Hvilken?"), choices=list(LESSONS.items()))
    attended = RadioField(
        label=_("Hvordan gikk det?"), choices=[("yes", _("var med")), ("no", _("fikk tilbud, var ikke med"))]
    )


def _beside(context: Context) -> dict[str, Any]:
    held = this_stay(context, EventKind.LESSON_HELD, LessonHeld)
    return {
        "claims": library.claims(),
        "links": library.links_of("lesson"),
        "held": [
            (event.occurred, LESSONS.get(each.lesson, each.lesson), each.attended) for event, each in held
        ],
        "version": VERSION,
    }


@care_form(
    "lesson",
    title=_("Undervisning"),
    help=_("Tilby, ikke krev. Hver påstand har en kilde, og vi sier også det vi ikke vet."),
    done=_("Lagret."),
    make=lambda context, data: LessonForm(data, now=context.now),
    template="patients/lesson.html",
    more=_beside,
)
def hold_lesson(context: Context, form: Any) -> object:
    """A lesson that was offered."""
    data = form.cleaned_data
    detail = LessonHeld(lesson=data["lesson"], version=VERSION, attended=data["attended"] == "yes")
    return note(context, form, EventKind.LESSON_HELD, detail)
