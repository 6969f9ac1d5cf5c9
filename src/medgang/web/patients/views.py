"""The patient pages. Each gets its patient through the one door, and changes things through one service."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, time, timedelta
from functools import wraps
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render, resolve_url
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from medgang.content.sentences import say
from medgang.core.errors import MedgangError
from medgang.core.procedures import permitted
from medgang.core.timeline.details_background import Flag
from medgang.core.timeline.details_stay import Phase
from medgang.web.accounts import access_log as log
from medgang.web.accounts.access import actor_of, now_of, route_of
from medgang.web.accounts.actors import Actor, Purpose
from medgang.web.patients import composition, forms, histories, presenters, selectors, services, steps
from medgang.web.patients.describe import unit_names
from medgang.web.patients.models import Patient, Stay

View = Callable[..., HttpResponseBase]


def door(request: HttpRequest, patient: UUID, *sections: str) -> Patient:
    """The patient this page is about, through the door; 404 when there is none for this person."""
    actor, route = actor_of(request), route_of(request)
    if actor.unit is None or route.purpose is None:
        raise Http404
    try:
        return selectors.get_patient(
            actor,
            actor.unit.uid,
            patient,
            route.purpose,
            now=now_of(request),
            what=route.name,
            sections=sections,
        )
    except selectors.NoSuchPatient as error:
        raise Http404 from error


def asks_ground(view: View) -> View:
    """A past patient is opened by saying why: send the person there first, and back afterwards."""

    @wraps(view)
    def asked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            return view(request, *args, **kwargs)
        except selectors.GroundNeeded as needed:
            place = resolve_url("patients:open_past", unit=kwargs["unit"], patient=needed.patient)
            back = request.get_full_path() if request.method == "GET" else ""
            return redirect(f"{place}?{urlencode({'til': back})}" if back else place)

    return asked


def frame_of(request: HttpRequest, patient: Patient) -> dict[str, Any]:
    """What every page of one patient shows around its own content."""
    now = now_of(request)
    rows = list(selectors.event_rows(patient))
    timeline = histories.timeline_of_rows(patient.uid, rows)
    stay = selectors.latest_stay(patient)
    actor = actor_of(request)
    assert actor.unit is not None  # noqa: S101 - the door of the route
    today = timezone.localdate(now)
    added = composition.extras(actor.unit.uid, actor.unit.id, patient, timeline, today)
    permission = permitted(timeline, today, added.limits)
    return {
        "patient": patient,
        "unit": actor.unit,
        "stay": stay,
        "rows": rows,
        "timeline": timeline,
        "tasks": added.tasks,
        "more_pages": composition.pages(),
        "permission": permission,
        "line": presenters.patient_line(patient, stay, timeline, permission, today),
    }


@require_safe
def unit_list(request: HttpRequest, unit: UUID) -> HttpResponse:
    """Who has a place in the unit now, and whom the unit still owes follow-up."""
    actor, now = actor_of(request), now_of(request)
    assert actor.unit is not None  # noqa: S101 - the door of the route
    here = selectors.current_patients(actor.unit.id)
    followed = selectors.followed_up(actor.unit.id)
    log.log_read(
        by=actor,
        now=now,
        what="patients:list",
        purpose=Purpose.CARE,
        details={"shown": [str(line.patient.uid) for line in (*here, *followed)]},
    )
    today = timezone.localdate(now)
    return render(
        request,
        "patients/list.html",
        {
            "unit": actor.unit,
            "here": presenters.listed(here, today),
            "followed": presenters.listed(followed, today),
            "find": forms.FindForm(),
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
def find(request: HttpRequest, unit: UUID) -> HttpResponse:
    """Look for a patient by name. The name is posted, so that it stands in no address and no log."""
    actor, now = actor_of(request), now_of(request)
    assert actor.unit is not None  # noqa: S101 - the door of the route
    form = forms.FindForm(request.POST if request.method == "POST" else None)
    found: list[selectors.ListedPatient] = []
    more = False
    if form.is_bound and form.is_valid():
        found, more = selectors.find_by_name(actor.unit.id, form.cleaned_data["text"])
        log.log_read(
            by=actor,
            now=now,
            what="patients:find",
            purpose=Purpose.CARE,
            details={"shown": [str(line.patient.uid) for line in found]},
        )
    context = {
        "unit": actor.unit,
        "form": form,
        "found": presenters.listed(found, timezone.localdate(now)),
        "more": more,
        "searched": form.is_bound and form.is_valid(),
        "limit": selectors.SEARCH_LIMIT,
    }
    return render(request, "patients/find.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, unit: UUID) -> HttpResponseBase:
    """A patient arrives: known from before by identity number, or new."""
    actor, now = actor_of(request), now_of(request)
    assert actor.unit is not None  # noqa: S101 - the door of the route
    form = forms.NewPatientForm(request.POST if request.method == "POST" else None, now=now)
    if form.is_bound and form.is_valid():
        data = form.cleaned_data
        try:
            patient = services.find_known(trust_id=actor.unit.trust_id, national_id=data["national_id"])
            if patient is None:
                patient = services.register(
                    full_name=data["full_name"],
                    born=data["born"],
                    sex=data["sex"],
                    national_id=data["national_id"],
                    by=actor,
                    now=now,
                    uid=form.uid,
                )
            services.admit(
                patient=patient,
                phase=Phase(data["phase"]),
                occurred=form.occurred(),
                by=actor,
                now=now,
                uid=form.uid,
            )
        except MedgangError as error:
            form.add_error(None, say(error, get_language() or "nb"))
        else:
            messages.success(request, _("Innlagt."))
            return redirect("patients:page", unit=unit, patient=patient.uid)
    return render(request, "patients/new.html", {"unit": actor.unit, "form": form})


@require_safe
@asks_ground
def page(request: HttpRequest, unit: UUID, patient: UUID) -> HttpResponse:
    """The patient: who, where in treatment, what to take care with, and the latest."""
    opened = door(request, patient, "background", "stay", "latest events")
    frame = frame_of(request, opened)
    days = presenters.story(frame["rows"], unit_names(), known_at=None, corrections=False)
    return render(
        request,
        "patients/page.html",
        {
            **frame,
            "background": presenters.background_rows(frame["timeline"]),
            "days": days[:5],
            "earlier": max(0, len(days) - 5),
            "verbs": steps.open_to(frame["stay"], actor_of(request)),
            "levels": presenters.level_lines(frame["permission"]),
            "clearance": presenters.clearance_line(frame["permission"]),
            "care": presenters.care_links(actor_of(request)),
        },
    )


PER_PAGE = 20
"""Days of history on one page."""


@require_safe
@asks_ground
def timeline(request: HttpRequest, unit: UUID, patient: UUID) -> HttpResponse:
    """Everything that has happened; with `kjent`, what was known at the end of that day."""
    opened = door(request, patient, "timeline")
    asked = request.GET.get("kjent", "")
    day = parse_date(asked) if asked else None
    known_at = timezone.make_aware(datetime.combine(day + timedelta(days=1), time.min)) if day else None
    corrections = request.GET.get("rettelser") == "1"
    frame = frame_of(request, opened)
    days = presenters.story(frame["rows"], unit_names(), known_at=known_at, corrections=corrections)
    listed = Paginator(days, PER_PAGE).get_page(request.GET.get("side"))
    return render(
        request,
        "patients/timeline.html",
        {
            **frame,
            "days": listed,
            "known_day": day,
            "not_a_day": bool(asked) and day is None,
            "corrections": corrections,
            "total": sum(len(found.rows) for found in days),
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
@asks_ground
def background(request: HttpRequest, unit: UUID, patient: UUID) -> HttpResponseBase:
    """Substances, comorbidity, medicines that change training."""
    opened = door(request, patient, "background")
    actor, now = actor_of(request), now_of(request)
    frame = frame_of(request, opened)
    noted = presenters.latest_background(frame["timeline"])
    form = forms.BackgroundForm(
        request.POST if request.method == "POST" else None, now=now, before=noted[1] if noted else None
    )

    def save() -> object:
        return services.note_background(
            patient=opened,
            background=form.background(timezone.localdate(now)),
            occurred=form.occurred(),
            by=actor,
            now=now,
            uid=form.uid,
        )

    return _form_page(
        request, frame, form, save, _("Bakgrunn"), _("Bakgrunnen er lagret."), "patients/background.html"
    )


def _form_page(
    request: HttpRequest,
    frame: dict[str, Any],
    form: Any,
    save: Callable[[], object],
    title: str,
    done: str,
    template: str = "patients/form.html",
    **more: Any,
) -> HttpResponseBase:
    """Show a form; when it is right, save and go back to the patient; when it is wrong, keep what was typed."""
    if form.is_bound and form.is_valid():
        try:
            save()
        except MedgangError as error:
            form.add_error(None, say(error, get_language() or "nb"))
        else:
            messages.success(request, done)
            return redirect("patients:page", unit=frame["unit"].uid, patient=frame["patient"].uid)
    return render(request, template, {**frame, "form": form, "title": title, **more})


@require_safe
@asks_ground
def stay(request: HttpRequest, unit: UUID, patient: UUID) -> HttpResponse:
    """What can happen with the stay now."""
    opened = door(request, patient, "stay")
    frame = frame_of(request, opened)
    return render(
        request, "patients/stay.html", {**frame, "verbs": steps.open_to(frame["stay"], actor_of(request))}
    )


@require_http_methods(["GET", "HEAD", "POST"])
@asks_ground
def step(request: HttpRequest, unit: UUID, patient: UUID, verb: str) -> HttpResponseBase:
    """One step of the stay: another phase, leave, transfer, an end."""
    opened = door(request, patient, "stay")
    actor, now = actor_of(request), now_of(request)
    frame = frame_of(request, opened)
    current = frame["stay"]
    found = steps.BY_SLUG.get(verb)
    if found is None or not isinstance(current, Stay):
        raise Http404
    possible = {each.slug for each in steps.open_to(current, actor)}
    if request.method != "POST" and verb not in possible:
        messages.info(request, _("Det steget er ikke mulig nå."))
        return redirect("patients:stay", unit=unit, patient=patient)
    form = found.form(current, actor, now, request.POST if request.method == "POST" else None)

    def save() -> object:
        return found.save(current, form, actor, now)

    return _form_page(
        request,
        frame,
        form,
        save,
        str(found.label),
        str(found.done),
        help=str(found.help),
        danger=found.danger,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@asks_ground
def flag(request: HttpRequest, unit: UUID, patient: UUID) -> HttpResponseBase:
    """ "Withdrawal or taper ongoing": a dated mark apart from the phase."""
    opened = door(request, patient, "flags")
    actor, now = actor_of(request), now_of(request)
    form = forms.FlagForm(request.POST if request.method == "POST" else None, now=now)

    def save() -> object:
        return services.set_flag(
            patient=opened,
            flag=Flag.WITHDRAWAL_OR_TAPER,
            on=form.cleaned_data["on"] == "yes",
            note=form.cleaned_data["note"],
            occurred=form.occurred(),
            by=actor,
            now=now,
            uid=form.uid,
        )

    return _form_page(
        request,
        frame_of(request, opened),
        form,
        save,
        _("Abstinens eller nedtrapping"),
        _("Merket er lagret."),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@asks_ground
def readmit(request: HttpRequest, unit: UUID, patient: UUID) -> HttpResponseBase:
    """A past patient of the unit is admitted again."""
    opened = door(request, patient, "stay")
    actor, now = actor_of(request), now_of(request)
    form = forms.ReadmitForm(request.POST if request.method == "POST" else None, now=now)

    def save() -> object:
        return services.admit(
            patient=opened,
            phase=Phase(form.cleaned_data["phase"]),
            occurred=form.occurred(),
            by=actor,
            now=now,
            uid=form.uid,
        )

    return _form_page(
        request, frame_of(request, opened), form, save, _("Legg inn på nytt"), _("Innlagt på nytt.")
    )


def _own_line(frame: dict[str, Any], event: UUID) -> presenters.StoryLine:
    for row in frame["rows"]:
        if row.uid == event:
            return presenters.story_line(row, presenters.replacements(frame["rows"]), unit_names())
    raise Http404


@require_http_methods(["GET", "HEAD", "POST"])
@asks_ground
def correct(request: HttpRequest, unit: UUID, patient: UUID, event: UUID) -> HttpResponseBase:
    """Correct when something happened: a new row that points at the old one."""
    opened = door(request, patient, "timeline")
    actor, now = actor_of(request), now_of(request)
    frame = frame_of(request, opened)
    line = _own_line(frame, event)
    local = timezone.localtime(line.occurred)
    form = forms.CorrectForm(
        request.POST if request.method == "POST" else None,
        now=now,
        initial={"day": local.date(), "at": local.strftime("%H:%M")},
    )

    def save() -> object:
        return services.correct(
            patient=opened,
            event=event,
            occurred=form.occurred(),
            detail=None,
            by=actor,
            now=now,
            uid=form.uid,
        )

    return _form_page(
        request,
        frame,
        form,
        save,
        _("Rett tidspunktet"),
        _("Rettet. Det som sto før, finnes fortsatt i historikken."),
        correcting=line,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@asks_ground
def withdraw(request: HttpRequest, unit: UUID, patient: UUID, event: UUID) -> HttpResponseBase:
    """Say that an event never happened."""
    opened = door(request, patient, "timeline")
    actor, now = actor_of(request), now_of(request)
    frame = frame_of(request, opened)
    line = _own_line(frame, event)
    form = forms.WithdrawForm(request.POST if request.method == "POST" else None)

    def save() -> object:
        return services.withdraw(
            patient=opened,
            event=event,
            reason=form.cleaned_data["reason"],
            by=actor,
            now=now,
            uid=form.cleaned_data["key"],
        )

    return _form_page(
        request, frame, form, save, _("Feilført"), _("Merket som feilført."), correcting=line, danger=True
    )


@require_http_methods(["GET", "HEAD", "POST"])
def open_past(request: HttpRequest, unit: UUID, patient: UUID) -> HttpResponseBase:
    """State why a patient whom the unit no longer treats is opened."""
    actor, now = actor_of(request), now_of(request)
    if not selectors.has_been_here(actor, patient):
        _refuse(actor, now, patient)
        raise Http404
    form = forms.OpenPastForm(request.POST if request.method == "POST" else None)
    back = request.POST.get("til") or request.GET.get("til", "")
    if not url_has_allowed_host_and_scheme(back, allowed_hosts=None) or not back.startswith("/"):
        back = ""
    if form.is_bound and form.is_valid():
        services.open_past(
            patient_uid=patient,
            purpose=form.ground(),
            reason=form.cleaned_data["reason"],
            by=actor,
            now=now,
        )
        return redirect(back or resolve_url("patients:page", unit=unit, patient=patient))
    return render(
        request,
        "patients/open_past.html",
        {"unit": actor.unit, "form": form, "back": back},
    )


def _refuse(actor: Actor, now: datetime, patient: UUID) -> None:
    log.log_refusal(
        by=actor,
        now=now,
        what="patients:open_past",
        patient=patient,
        reason="not this unit's patient",
        details={},
    )


@require_safe
@asks_ground
def access_log(request: HttpRequest, unit: UUID, patient: UUID) -> HttpResponse:
    """Who has opened this patient's record, when, why and what: to be shown to the patient."""
    opened = door(request, patient, "access log")
    frame = frame_of(request, opened)
    entries = Paginator(log.of_patient(opened.uid), 50).get_page(request.GET.get("side"))
    return render(
        request,
        "patients/access_log.html",
        {**frame, "entries": entries, "lines": [presenters.access_line(entry) for entry in entries]},
    )


@require_safe
@asks_ground
def summary(request: HttpRequest, unit: UUID, patient: UUID) -> HttpResponse:
    """One page to print: what another legal entity gets instead of the record."""
    opened = door(request, patient, "summary")
    frame = frame_of(request, opened)
    return render(
        request,
        "patients/summary.html",
        {**frame, "facts": presenters.summary(frame["timeline"], unit_names()), "now": now_of(request)},
    )
