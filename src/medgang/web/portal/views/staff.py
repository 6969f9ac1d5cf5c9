"""The unit's pages: make, renew and end links, hand over codes, write in from a paper diary."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from medgang.content.sentences import say
from medgang.core.errors import MedgangError
from medgang.web.accounts.access import actor_of, now_of
from medgang.web.patients.models import Patient
from medgang.web.patients.views import asks_ground, door, frame_of
from medgang.web.portal import selectors, services, words
from medgang.web.portal.forms import LinkForm, PaperDiaryForm
from medgang.web.portal.models import LinkKind, Outcome, PersonalLink
from medgang.web.portal.services import Handover
from medgang.web.portal.sharing import Item, shared_with


def _lines(patient: Patient, timeline: Any) -> list[dict[str, Any]]:
    found = selectors.links_of(patient)
    written = selectors.meetings_of(found)
    return [
        {
            "link": link,
            "open": not selectors.is_closed(link),
            "kind": words.KINDS[LinkKind(link.kind)],
            "items": [words.ITEMS[item] for item in Item if item in shared_with(timeline, link.holder)],
            "meetings": [
                (each.day, words.OUTCOMES[Outcome(each.outcome)], each.moved_to)
                for each in written
                if each.link_id == link.pk
            ],
        }
        for link in found
    ]


def _own_link(patient: Patient, uid: UUID) -> PersonalLink:
    found = selectors.open_link(patient, uid)
    if found is None:
        raise Http404
    return found


def _handover(request: HttpRequest, frame: dict[str, Any], made: Handover) -> HttpResponse:
    """Shown once: what is to be handed over on paper."""
    return render(request, "portal/handover.html", {**frame, "made": made})


@require_safe
@asks_ground
def links(request: HttpRequest, unit: UUID, patient: UUID) -> HttpResponse:
    """Who has access by a link, and what they see."""
    frame = frame_of(request, door(request, patient, "links"))
    return render(
        request, "portal/links.html", {**frame, "lines": _lines(frame["patient"], frame["timeline"])}
    )


@require_http_methods(["GET", "HEAD", "POST"])
@asks_ground
def new(request: HttpRequest, unit: UUID, patient: UUID) -> HttpResponseBase:
    """A link, and its first code, shown once."""
    opened = door(request, patient, "links")
    frame = frame_of(request, opened)
    form = LinkForm(
        request.POST if request.method == "POST" else None,
        initial={
            "kind": LinkKind.PATIENT.value,
            "channel": "paper",
            "language": opened.language or get_language() or "nb",
        },
    )
    if form.is_bound and form.is_valid():
        try:
            made = services.make_link(
                patient=opened, wanted=form.wanted(), by=actor_of(request), now=now_of(request)
            )
        except MedgangError as error:
            form.add_error(None, say(error, get_language() or "nb"))
        else:
            return _handover(request, frame_of(request, opened), made)
    return render(request, "portal/link_new.html", {**frame, "form": form})


@require_POST
@asks_ground
def renew(request: HttpRequest, unit: UUID, patient: UUID, link: UUID) -> HttpResponseBase:
    """The telephone is lost: a new link, and the old one opens nothing."""
    opened = door(request, patient, "links")
    made = services.renew_link(link=_own_link(opened, link), by=actor_of(request), now=now_of(request))
    return _handover(request, frame_of(request, opened), made)


@require_POST
@asks_ground
def code(request: HttpRequest, unit: UUID, patient: UUID, link: UUID) -> HttpResponseBase:
    """A code for a new device."""
    opened = door(request, patient, "links")
    made = services.hand_code(link=_own_link(opened, link), by=actor_of(request), now=now_of(request))
    return _handover(request, frame_of(request, opened), made)


@require_POST
@asks_ground
def end(request: HttpRequest, unit: UUID, patient: UUID, link: UUID) -> HttpResponseBase:
    """The link opens nothing any more."""
    opened = door(request, patient, "links")
    services.end_link(link=_own_link(opened, link), by=actor_of(request), now=now_of(request))
    messages.success(request, _("Avsluttet. Lenken virker ikke lenger."))
    return redirect("portal:links", unit=unit, patient=patient)


@require_http_methods(["GET", "HEAD", "POST"])
@asks_ground
def diary_paper(request: HttpRequest, unit: UUID, patient: UUID) -> HttpResponseBase:
    """A page of the patient's paper diary, written in because the patient asked."""
    opened = door(request, patient, "links")
    now = now_of(request)
    form = PaperDiaryForm(
        request.POST if request.method == "POST" else None, initial={"day": timezone.localdate(now)}
    )
    if form.is_bound and form.is_valid():
        services.enter_paper(
            patient=opened,
            uid=form.cleaned_data["key"],
            day=form.cleaned_data["day"],
            page=form.page(),
            by=actor_of(request),
            now=now,
        )
        messages.success(request, _("Ført inn fra papir."))
        return redirect("patients:timeline", unit=unit, patient=patient)
    return render(request, "portal/diary_paper.html", {**frame_of(request, opened), "form": form})
