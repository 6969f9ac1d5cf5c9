"""Opening in an emergency, the list of such openings, and the control of the log."""

from __future__ import annotations

from datetime import timedelta
from typing import Final
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from medgang.content.sentences import say
from medgang.core.errors import InvalidValue
from medgang.web.accounts import access_log as log
from medgang.web.accounts.access import actor_of, now_of
from medgang.web.accounts.actors import Purpose
from medgang.web.accounts.words import role_name
from medgang.web.patients.oversight import control, emergency
from medgang.web.patients.oversight.forms import EmergencyForm

PERIODS: Final = (7, 30, 90)
"""Days back that can be looked at."""


@require_http_methods(["GET", "HEAD", "POST"])
def open_in_emergency(request: HttpRequest, unit: UUID) -> HttpResponseBase:
    """Why, then who; the patient's page opens at once."""
    actor, now = actor_of(request), now_of(request)
    form = EmergencyForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        said = form.cleaned_data
        try:
            patient = emergency.open_in_emergency(
                national_id=said["national_id"],
                full_name=said["full_name"],
                born=said["born"],
                reason=said["reason"],
                by=actor,
                now=now,
            )
        except InvalidValue as error:
            form.add_error(None, say(error, get_language() or "nb"))
        else:
            return redirect("patients:page", unit=unit, patient=patient.uid)
    return render(request, "patients/emergency.html", {"unit": actor.unit, "form": form})


@require_http_methods(["GET", "HEAD", "POST"])
def reviews(request: HttpRequest, unit: UUID) -> HttpResponseBase:
    """Openings in an emergency: those that wait first, and a press for each."""
    actor, now = actor_of(request), now_of(request)
    assert actor.unit is not None  # noqa: S101 - the door of the route
    if request.method == "POST":
        try:
            grant = UUID(request.POST.get("grant", ""))
        except ValueError as error:
            raise Http404 from error
        try:
            emergency.review(
                grant=grant,
                in_order=request.POST.get("verdict") == "in_order",
                note=request.POST.get("note", ""),
                by=actor,
                now=now,
            )
        except InvalidValue as error:
            if error.code == "patients.no_such_opening":
                raise Http404 from error
            messages.error(request, say(error, get_language() or "nb"))
        else:
            messages.success(request, _("Etterkontrollen er ført."))
        return redirect("patients:reviews", unit=unit)
    page = Paginator(emergency.openings(actor.unit.id), 25).get_page(request.GET.get("side"))
    log.log_read(
        by=actor,
        now=now,
        what="patients:reviews",
        purpose=Purpose.INTERNAL_CONTROL,
        details={"shown": [str(grant.patient.uid) for grant in page]},
    )
    rows = [
        {
            "grant": grant,
            "review": getattr(grant, "review", None),
            "own": grant.person_id == actor.person_id,
        }
        for grant in page
    ]
    return render(request, "patients/reviews.html", {"unit": actor.unit, "rows": rows, "page": page})


@require_safe
def log_control(request: HttpRequest, unit: UUID) -> HttpResponse:
    """Where to ask: who opened many, who opened their own name, who opened a colleague."""
    actor, now = actor_of(request), now_of(request)
    assert actor.unit is not None  # noqa: S101 - the door of the route
    asked = request.GET.get("dager", "")
    days = int(asked) if asked.isdecimal() and int(asked) in PERIODS else PERIODS[1]
    found = control.look(control.under(actor.unit.id), now - timedelta(days=days))
    log.log_read(
        by=actor,
        now=now,
        what="patients:log_control",
        purpose=Purpose.INTERNAL_CONTROL,
        details={"days": days, "shown": sorted({str(one.patient_uid) for one in found.same_name})},
    )
    kinds = {
        "self": _("samme navn som en selv"),
        "family": _("samme etternavn som en selv"),
        "colleague": _("samme navn som en kollega"),
    }
    context = {
        "unit": actor.unit,
        "days": days,
        "periods": PERIODS,
        "typical": found.typical,
        "openers": [(one, role_name(one.role)) for one in found.openers],
        "same_name": [(one, kinds[one.kind]) for one in found.same_name],
    }
    return render(request, "patients/log_control.html", context)
