"""The one view that shows and saves every clinical form."""

from __future__ import annotations

import re
from typing import Any, Final
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render, resolve_url
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_safe

from medgang.content.sentences import say
from medgang.core.errors import MedgangError
from medgang.web.accounts.access import actor_of, now_of
from medgang.web.patients.care import pages
from medgang.web.patients.care.registry import FORMS, Context, Next, can_use, check_can_use
from medgang.web.patients.views import asks_ground, door, frame_of

FOR_ANY_STEP: Final = frozenset({"see-record", "waive"})
"""The forms by which any step is done or left out."""
CODE: Final = re.compile(r"[\w.+-]{1,80}", re.ASCII)


def _code(given: str) -> str:
    """A code of the procedure or of an instrument as the address or a hidden field gives it; else nothing."""
    return given if CODE.fullmatch(given) else ""


@require_http_methods(["GET", "HEAD", "POST"])
@asks_ground
def do(request: HttpRequest, unit: UUID, patient: UUID, form: str) -> HttpResponseBase:
    """Show the form, save it, and go back to where the press came from."""
    found = FORMS.get(form)
    if found is None:
        raise Http404
    actor, now = actor_of(request), now_of(request)
    check_can_use(found, actor)
    opened = door(request, patient, form)
    frame = frame_of(request, opened)
    asked = request.POST if request.method == "POST" else request.GET
    step = _code(asked.get("steg", ""))
    if form not in FOR_ANY_STEP and (step, form) not in {(task.step, task.form) for task in frame["tasks"]}:
        # A step names the form that completes it; here another form's step means nothing.
        step = ""
    context = Context(
        patient=opened,
        stay=frame["stay"],
        timeline=frame["timeline"],
        actor=actor,
        now=now,
        today=timezone.localdate(now),
        step=step,
        procedure=_code(asked.get("prosedyre", "")),
        version=_code(asked.get("versjon", "")),
        instrument=_code(asked.get("skjema", "")),
    )
    back = asked.get("til", "")
    if not (back.startswith("/") and url_has_allowed_host_and_scheme(back, allowed_hosts=None)):
        back = resolve_url("patients:page", unit=unit, patient=patient)
    made = found.make(context, request.POST if request.method == "POST" else None)
    if made.is_bound and made.is_valid():
        try:
            saved = found.save(context, made)
        except MedgangError as error:
            made.add_error(None, say(error, get_language() or "nb"))
        else:
            messages.success(request, str(found.done))
            if isinstance(saved, Next) and can_use(FORMS[saved.form], actor):
                return redirect("patients:do", unit=unit, patient=patient, form=saved.form)
            return redirect(back)
    more: dict[str, Any] = found.more(context) if found.more else {}
    return render(
        request,
        found.template,
        {
            **frame,
            "form": made,
            "title": str(found.title),
            "help": str(found.help),
            "back": back,
            "context": context,
            **more,
        },
    )


@require_safe
@asks_ground
def plan(request: HttpRequest, unit: UUID, patient: UUID) -> HttpResponse:
    """The plan on one page: on a phone, on a screen, on one sheet of paper."""
    frame = frame_of(request, door(request, patient, "plan"))
    return render(
        request, "patients/plan.html", {**frame, **pages.plan_page(frame["timeline"], actor_of(request))}
    )


@require_safe
@asks_ground
def measures(request: HttpRequest, unit: UUID, patient: UUID) -> HttpResponse:
    """Every instrument this patient has been asked, with scores over time; what is missing stands as missing."""
    frame = frame_of(request, door(request, patient, "measures"))
    return render(request, "patients/measures.html", {**frame, "groups": pages.groups(frame["timeline"])})
