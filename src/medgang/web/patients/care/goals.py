"""Goals small and large, how it went with them, and the small victories beside the numbers."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from medgang.core.timeline import Detail, EventKind, Timeline
from medgang.core.timeline.details_after import Consent, Purpose
from medgang.core.timeline.details_plan import (
    Coherence,
    GoalReviewed,
    GoalSet,
    GoalSize,
    GoalState,
    VictoryNoted,
)
from medgang.web.design.forms import (
    CheckboxesField,
    CheckboxField,
    DateField,
    LongTextField,
    RadioField,
    ScaleField,
)
from medgang.web.patients.care import labels, words
from medgang.web.patients.care.leaving import CONSENT_TEXT, consents
from medgang.web.patients.care.parts import note, note_all, scale
from medgang.web.patients.care.registry import Context, care_form
from medgang.web.patients.forms import WhenForm


def _coherence() -> CheckboxesField:
    return CheckboxesField(
        label=_("Hva handler det om?"),
        required=False,
        choices=words.choices(labels.COHERENCE),
        why=_("Å forstå, å få det til og at det betyr noe: sammen gir det fotfeste."),
    )


def open_goals(timeline: Timeline) -> list[GoalSet]:
    """The goals that are neither reached nor let go, oldest first."""
    closed = {
        detail.goal
        for _event, detail in timeline.details(EventKind.GOAL_REVIEWED, GoalReviewed)
        if detail.state in (GoalState.REACHED, GoalState.LET_GO)
    }
    goals = {goal.goal: goal for _event, goal in timeline.details(EventKind.GOAL_SET, GoalSet)}
    return [goal for uid, goal in goals.items() if uid not in closed]


class GoalForm(WhenForm):
    """One goal in the patient's words."""

    text = LongTextField(
        label=_("Målet, med pasientens egne ord"),
        max_length=300,
        rows=2,
        help_text=_("For eksempel «gå ned til vannet og opp igjen uten å stoppe»."),
    )
    size = RadioField(label=_("Lite eller stort?"), choices=words.choices(labels.GOAL_SIZES))
    coherence = _coherence()
    by_when = DateField(label=_("Innen"), required=False, help_text=_("Pasientens egen frist."))


@care_form(
    "goal",
    title=_("Nytt mål"),
    help=_("Ett lite mål som kan nås denne uka, er nok."),
    done=_("Målet er lagret."),
    make=lambda context, data: GoalForm(data, now=context.now, initial={"size": GoalSize.SMALL.value}),
)
def set_goal(context: Context, form: Any) -> object:
    """A new goal."""
    data = form.cleaned_data
    detail = GoalSet(
        goal=uuid4(),
        text=data["text"],
        size=GoalSize(data["size"]),
        coherence=tuple(Coherence(part) for part in data["coherence"]),
        by_when=data["by_when"],
    )
    return note(context, form, EventKind.GOAL_SET, detail)


class GoalReviewForm(WhenForm):
    """How it went with a goal."""

    goal = RadioField(label=_("Hvilket mål?"), choices=[])
    state = RadioField(label=_("Hvordan gikk det?"), choices=words.choices(labels.GOAL_STATES))
    feeling = ScaleField(label=_("Hvordan kjennes det?"), low_words=_("tungt"), high_words=_("svært godt"))
    note = LongTextField(label=_("Med pasientens egne ord"), required=False, max_length=500, rows=2)

    def __init__(self, *args: Any, context: Context, **kwargs: Any) -> None:
        super().__init__(*args, now=context.now, **kwargs)
        goals = open_goals(context.timeline)
        self.fields["goal"].choices = [(str(goal.goal), goal.text) for goal in goals]  # type: ignore[attr-defined]
        if not goals:
            self.fields["goal"].help_text = _t("Det er ingen åpne mål. Sett et mål først.")
        elif len(goals) == 1:
            self.initial["goal"] = str(goals[0].goal)


@care_form(
    "goal-review",
    title=_("Se på et mål"),
    help=_("Nådd, på vei, endret eller lagt bort. Ingen av dem er et nederlag."),
    done=_("Lagret."),
    make=lambda context, data: GoalReviewForm(data, context=context),
)
def review_goal(context: Context, form: Any) -> object:
    """How it went."""
    data = form.cleaned_data
    detail = GoalReviewed(
        goal=UUID(data["goal"]),
        state=GoalState(data["state"]),
        feeling=scale(data["feeling"]),
        note=data["note"],
    )
    return note(context, form, EventKind.GOAL_REVIEWED, detail)


class VictoryForm(WhenForm):
    """A small victory."""

    text = LongTextField(
        label=_("Hva fikk du til?"),
        max_length=300,
        rows=2,
        help_text=_("For eksempel «tok på sokkene uten å sette meg», «løp opp trappa»."),
    )
    quote = CheckboxField(label=_("Dette er pasientens egne ord"), required=False)
    may_be_shown = CheckboxField(
        label=_("Pasienten samtykker til at ordene vises til andre, uten navn"), required=False
    )
    coherence = _coherence()

    def clean(self) -> dict[str, Any]:
        """Only what the patient said can be shown as said by a patient."""
        cleaned = super().clean()
        if cleaned.get("may_be_shown") and not cleaned.get("quote"):
            self.add_error("quote", ValidationError(_t("Bare pasientens egne ord kan vises til andre.")))
        return cleaned


@care_form(
    "victory",
    title=_("En seier"),
    help=_("Det som ikke står i tallene."),
    done=_("Lagret."),
    make=lambda context, data: VictoryForm(data, now=context.now),
)
def note_victory(context: Context, form: Any) -> object:
    """The victory, and with it the consent to show it where that was given."""
    data = form.cleaned_data
    happened: list[tuple[EventKind, Detail]] = [
        (
            EventKind.VICTORY_NOTED,
            VictoryNoted(
                text=data["text"],
                quote=data["quote"],
                may_be_shown=data["may_be_shown"],
                coherence=tuple(Coherence(part) for part in data["coherence"]),
            ),
        )
    ]
    if data["may_be_shown"] and Purpose.STORY not in consents(context):
        happened.append(
            (
                EventKind.CONSENT_GIVEN,
                Consent(purpose=Purpose.STORY, text_version=CONSENT_TEXT, way="spoken"),
            )
        )
    return note_all(context, form, happened)
