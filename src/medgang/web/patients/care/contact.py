"""Contact after the stay: reached, tried, or closed with a reason."""

from __future__ import annotations

from typing import Any, Final
from uuid import uuid5

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from medgang.core.states import StayState
from medgang.core.timeline import EventKind
from medgang.core.timeline.details_after import (
    CloseReason,
    ContactClosed,
    Contacted,
    ContactPoint,
    ContactTried,
    ContactWay,
    ContinuationPlanned,
    Purpose,
    SupportArranged,
)
from medgang.web.accounts.selectors import person
from medgang.web.design.forms import CheckboxField, LongTextField, RadioField
from medgang.web.patients import services as patients
from medgang.web.patients.care import labels, menu, words
from medgang.web.patients.care.leaving import consents
from medgang.web.patients.care.parts import latest, note, this_stay
from medgang.web.patients.care.registry import Context, care_form
from medgang.web.patients.forms import WhenForm

TRIES: Final = 3
YES_NO: Final = [("yes", _("ja")), ("no", _("nei"))]
ANSWER: Final = {"yes": True, "no": False}


def point_of(step: str) -> str:
    """The agreed time a step is about: `contact-month-3` → `month_3`."""
    named = step.removeprefix("contact-").replace("-", "_")
    return named if named in {point.value for point in ContactPoint} else ""


class ContactForm(WhenForm):
    """One page for what became of it. What is left open is «ikke spurt»."""

    all_optional = True

    what = RadioField(
        label=_("Hvordan gikk det?"),
        choices=[
            ("reached", _("fikk kontakt")),
            ("tried", _("prøvde, fikk ikke kontakt")),
            ("close", _("avslutter, prøver ikke mer")),
        ],
    )
    point = RadioField(label=_("Hvilken kontakt?"), choices=words.choices(labels.POINTS))
    way = RadioField(label=_("Hvordan?"), required=False, choices=words.choices(labels.WAYS))
    still_active = RadioField(label=_("Er personen fortsatt i aktivitet?"), required=False, choices=YES_NO)
    relapse = RadioField(
        label=_("Har personen ruset seg?"),
        required=False,
        choices=YES_NO,
        why=_(
            "Spør bare hvis personen vil svare. Et tilbakefall er ikke et nederlag, det er når støtte trengs."
        ),
    )
    relapse_agreed = CheckboxField(label=_("Personen vil at svaret noteres"), required=False)
    wishes = LongTextField(label=_("Hva ønsker personen nå?"), required=False, max_length=500, rows=2)
    reason = RadioField(
        label=_("Hvorfor avsluttes det?"), required=False, choices=words.choices(labels.CLOSING)
    )
    note = LongTextField(label=_("Merknad"), required=False, max_length=500, rows=2)

    def __init__(self, *args: Any, context: Context, **kwargs: Any) -> None:
        super().__init__(*args, now=context.now, initial={"point": point_of(context.step)}, **kwargs)
        self.context = context

    def tries(self, point: ContactPoint) -> int:
        """How often this contact has been tried in vain."""
        found = this_stay(self.context, EventKind.CONTACT_TRIED, ContactTried)
        return sum(detail.point is point for _event, detail in found)

    def clean(self) -> dict[str, Any]:
        """How it was made, why it is closed, and three tries where that is the reason."""
        cleaned = super().clean()
        what, reason = cleaned.get("what"), cleaned.get("reason")
        if what in ("reached", "tried") and not cleaned.get("way"):
            self.add_error("way", ValidationError(_t("Velg hvordan.")))
        if what == "close" and not reason:
            self.add_error("reason", ValidationError(_t("Velg hvorfor det avsluttes.")))
        if what == "close" and reason == CloseReason.THREE_TRIES.value and cleaned.get("point"):
            tried = self.tries(ContactPoint(cleaned["point"]))
            if tried < TRIES:
                self.add_error(
                    "reason",
                    ValidationError(
                        _t("Det er ført %(tried)s forsøk. Prøv til sammen %(tries)s ganger først.")
                        % {"tried": tried, "tries": TRIES}
                    ),
                )
        if cleaned.get("relapse") and not cleaned.get("relapse_agreed"):
            self.add_error(
                "relapse_agreed",
                ValidationError(
                    _t("Svaret lagres bare når personen vil det. Kryss av, eller ta svaret bort.")
                ),
            )
        return cleaned


def _agreed(context: Context) -> dict[str, Any]:
    plan = latest(context, EventKind.CONTINUATION_PLANNED, ContinuationPlanned)
    owner = person(plan.owner) if plan is not None and plan.owner else None
    support = {
        detail.kind: detail
        for _event, detail in this_stay(context, EventKind.SUPPORT_ARRANGED, SupportArranged)
    }
    tried = this_stay(context, EventKind.CONTACT_TRIED, ContactTried)
    return {
        "plan": plan,
        "plan_activity": menu.activity_name(plan.activity) if plan and plan.activity else "",
        "owner": owner.full_name if owner else "",
        "agreed_points": [labels.POINTS[point] for point in plan.points] if plan else [],
        "support": [
            (labels.SUPPORT[each.kind], labels.SUPPORT_STATES[each.state]) for each in support.values()
        ],
        "tried": [
            (event.occurred, labels.WAYS[detail.way], labels.POINTS[detail.point]) for event, detail in tried
        ],
        "may_ring": Purpose.CONTACT_AFTER in consents(context),
    }


@care_form(
    "contact",
    title=_("Kontakt etter oppholdet"),
    help=_("Hvordan går det? Ingen krav. Alt kan stå tomt."),
    done=_("Lagret."),
    make=lambda context, data: ContactForm(data, context=context),
    template="patients/contact.html",
    more=_agreed,
)
def contact(context: Context, form: Any) -> object:
    """What became of one agreed contact. «Vil ikke kontaktes» stops every message at once."""
    data = form.cleaned_data
    point = ContactPoint(data["point"])
    if data["what"] == "reached":
        return note(
            context,
            form,
            EventKind.CONTACTED,
            Contacted(
                point=point,
                way=ContactWay(data["way"]),
                still_active=ANSWER.get(data["still_active"]),
                relapse=ANSWER.get(data["relapse"]),
                wishes=data["wishes"],
                note=data["note"],
            ),
        )
    if data["what"] == "tried":
        tried = ContactTried(point=point, way=ContactWay(data["way"]), note=data["note"])
        return note(context, form, EventKind.CONTACT_TRIED, tried)
    reason = CloseReason(data["reason"])
    if reason is CloseReason.ASKED_NOT_TO:
        return _leave_alone(context, form, reason, point)
    return note(context, form, EventKind.CONTACT_CLOSED, ContactClosed(reason, point, data["note"]))


def _leave_alone(context: Context, form: Any, reason: CloseReason, point: ContactPoint) -> object:
    """Whoever wants no contact wants none at any of the times: every message stops, and follow-up is over."""
    with transaction.atomic():
        if context.stay is not None and context.stay.state == StayState.AFTER.value:
            patients.close_follow_up(
                stay=context.stay,
                reason=reason,
                occurred=form.occurred(),
                by=context.actor,
                now=context.now,
                uid=form.uid,
            )
        else:
            closed = ContactClosed(reason, point, form.cleaned_data["note"])
            note(context, form, EventKind.CONTACT_CLOSED, closed)
        return patients.refuse_contact(
            patient=context.patient,
            occurred=form.occurred(),
            by=context.actor,
            now=context.now,
            uid=uuid5(form.uid, "refused"),
        )
