"""One session: before it the roster, after it what it gave."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from urllib.parse import urlencode
from uuid import UUID, uuid5

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render, resolve_url
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from medgang.content.sentences import say
from medgang.core.errors import InvalidValue, MedgangError
from medgang.core.timeline import EventKind, Timeline
from medgang.core.timeline.details_measures import Observed
from medgang.core.timeline.details_sessions import Attendance, Reason
from medgang.web.accounts import access_log
from medgang.web.accounts.access import actor_of, now_of
from medgang.web.accounts.actors import Purpose
from medgang.web.gym import describe, forms, plans, policies, presenters, selectors, services, trained, words
from medgang.web.gym.describe import lang
from medgang.web.gym.models import Session
from medgang.web.gym.views.plan import unit_of
from medgang.web.patients import views as patient_views
from medgang.web.patients.care import labels
from medgang.web.patients.describe import describe as describe_event


def found_session(request: HttpRequest, uid: UUID) -> Session:
    """The unit's session; 404 when there is none."""
    try:
        return selectors.session(unit_of(request).id, uid, timezone.localdate(now_of(request)))
    except selectors.NoSuchSession as error:
        raise Http404 from error


def _log(request: HttpRequest, what: str, roster: selectors.Roster) -> None:
    shown = [str(seat.patient.uid) for seat in roster.seats] + [str(one.uid) for one in roster.waiting]
    access_log.log_read(
        by=actor_of(request),
        now=now_of(request),
        what=f"gym:{what}",
        purpose=Purpose.CARE,
        details={"shown": sorted(shown)},
    )


@require_safe
def session(request: HttpRequest, unit: UUID, session: UUID) -> HttpResponse:
    """The card, the roster, the clock's door, and what it gave."""
    here, now = unit_of(request), now_of(request)
    today = timezone.localdate(now)
    found = found_session(request, session)
    roster = selectors.roster(found, now)
    _log(request, "session", roster)
    plan = plans.plan_of(found)
    people = len(roster.seats) + len(roster.waiting)
    group = selectors.group(here.id)
    return render(
        request,
        "gym/session.html",
        {
            "unit": here,
            "session": found,
            "card": presenters.card(found, now, here.id),
            "text": plans.files()[found.plan].text.in_(lang()),
            "timetable": presenters.timetable(plan),
            "rows": presenters.rows(roster, today),
            "waiting": roster.waiting,
            "people": people,
            "shortage": presenters.shortage(found, people),
            "first_aid": presenters.first_aid(found, group, today),
            "asks": services.asks(found),
            "checks": words.CHECKS,
            "can_open": policies.can_open(found, now),
            "gave": presenters.gave(roster) if found.opened else None,
            "finish": forms.FinishForm(
                initial={"staff_along": ", ".join(found.staff_along), "guests": found.guests or None}
            ),
            "cancel_reasons": [(key.value, word) for key, word in words.CANCELLED.items()],
            "bouts": range(len(plan.work_blocks) + 1),
            "reasons": [(key.value, word) for key, word in labels.REASONS.items()],
            "to_here": urlencode({"til": request.path}),
        },
    )


def _refused(request: HttpRequest, error: MedgangError) -> None:
    messages.warning(request, say(error, lang()))


@require_POST
def cancel(request: HttpRequest, unit: UUID, session: UUID) -> HttpResponseBase:
    """One press with a reason; without one, the cancelling is taken back."""
    found, by, now = found_session(request, session), actor_of(request), now_of(request)
    asked = request.POST.get("reason", "")
    try:
        if asked:
            services.cancel(session=found, reason=words.Cancelled(asked), by=by, now=now)
            messages.success(request, _("Avlyst. Økta står fortsatt blant de planlagte, med grunnen."))
        else:
            services.restore(session=found, by=by, now=now)
    except ValueError as error:
        raise Http404 from error
    except MedgangError as error:
        _refused(request, error)
    return redirect("gym:session", unit=unit, session=session)


@require_POST
def open_roster(request: HttpRequest, unit: UUID, session: UUID) -> HttpResponseBase:
    """Everybody expected gets a place."""
    try:
        services.open_roster(
            session=found_session(request, session), by=actor_of(request), now=now_of(request)
        )
    except MedgangError as error:
        _refused(request, error)
    return redirect(resolve_url("gym:session", unit=unit, session=session) + "#liste")


# --- the roster's one endpoint ------------------------------------------------------------------------------------


def _posted(request: HttpRequest) -> Mapping[str, Any]:
    if request.content_type == "application/json":
        try:
            found = json.loads(request.body)
        except ValueError as error:
            raise InvalidValue("gym.unreadable") from error
        if not isinstance(found, dict):
            raise InvalidValue("gym.unreadable")
        return found
    return request.POST.dict()


def _enter(found: Session, posted: Mapping[str, Any], request: HttpRequest) -> int | None:
    """Do what an entry says. Gives the number of the seat it was about, None when it was about all."""
    by, now = actor_of(request), now_of(request)
    try:
        what, key = str(posted.get("what")), UUID(str(posted.get("key")))
        number = int(posted.get("number") or 0)
        if what == "asked":
            services.all_asked(session=found, by=by, now=now)
            return None
        if what == "rest":
            services.mark_rest(session=found, by=by, now=now)
            return None
        if what == "ready":
            readiness = words.Readiness(str(posted.get("readiness")))
            services.ready(session=found, number=number, readiness=readiness, key=key, by=by, now=now)
        elif what == "late":
            bout = int(posted.get("from_bout") or 1)
            services.late(session=found, number=number, from_bout=bout, key=key, by=by, now=now)
        elif what == "nickname":
            nickname = str(posted.get("nickname") or "")
            services.name_for_wall(session=found, number=number, nickname=nickname, key=key, by=by, now=now)
        elif what == "mark":
            services.mark(session=found, number=number, mark=_mark(posted), key=key, by=by, now=now)
        else:
            raise InvalidValue("gym.unreadable")
    except (ValueError, TypeError) as error:
        raise InvalidValue("gym.unreadable") from error
    return number


def _mark(posted: Mapping[str, Any]) -> services.Mark:
    attendance = Attendance(str(posted.get("attendance")))
    after, reason = posted.get("after_bout"), posted.get("reason")
    return services.Mark(
        attendance=attendance,
        after_bout=int(after) if attendance is Attendance.STOPPED and after not in (None, "") else None,
        reason=Reason(str(reason)) if reason else None,
    )


@require_POST
def entry(request: HttpRequest, unit: UUID, session: UUID) -> HttpResponseBase:
    """One entry with its key: as JSON, as a press that wants its row back, or as a plain form."""
    as_json = request.content_type == "application/json"
    pressed = bool(request.headers.get("HX-Request")) and not as_json
    found = found_session(request, session)
    try:
        posted = _posted(request)
        number = _enter(found, posted, request)
    except selectors.NoSuchSession as error:
        raise Http404 from error
    except MedgangError as error:
        if as_json:
            return JsonResponse({"stored": False, "why": say(error, lang())}, status=422)
        _refused(request, error)
        return redirect("gym:session", unit=unit, session=session)
    if as_json:
        return JsonResponse({"stored": True, "key": posted.get("key"), "number": number})
    if pressed and number is not None:
        return _row(request, found_session(request, session), number)
    back = resolve_url("gym:session", unit=unit, session=session)
    return redirect(f"{back}#plass-{number}" if number else f"{back}#liste")


def _row(request: HttpRequest, found: Session, number: int) -> HttpResponse:
    now = now_of(request)
    roster = selectors.roster(found, now, only=number)
    _log(request, "entry", roster)
    row = presenters.rows(roster, timezone.localdate(now))[0]
    return render(
        request,
        "gym/row.html",
        {
            "unit": unit_of(request),
            "session": found,
            "row": row,
            "bouts": range(len(plans.plan_of(found).work_blocks) + 1),
            "reasons": [(key.value, word) for key, word in labels.REASONS.items()],
            "asks": services.asks(found),
            "to_here": urlencode({"til": reverse("gym:session", args=[unit_of(request).uid, found.uid])}),
        },
    )


@require_POST
def finish(request: HttpRequest, unit: UUID, session: UUID) -> HttpResponseBase:
    """The session is over."""
    form = forms.FinishForm(request.POST)
    if not form.is_valid():
        messages.warning(request, _("Gjester skal være et helt tall."))
    else:
        try:
            services.finish(
                session=found_session(request, session),
                staff_along=form.names(),
                guests=int(form.cleaned_data["guests"] or 0),
                by=actor_of(request),
                now=now_of(request),
            )
            messages.success(request, _("Økta er ferdig."))
        except MedgangError as error:
            _refused(request, error)
    return redirect("gym:session", unit=unit, session=session)


# --- one person in one session --------------------------------------------------------------------------------------


def _initial(detail: Any) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for bout in detail.bouts if detail else ():
        for name, value in (
            ("speed", bout.speed_kmh),
            ("incline", bout.incline_percent),
            ("load", bout.load_watt),
        ):
            if value is not None:
                found[f"{name}_{bout.number}"] = describe.number(value)
        for name, value in (("pulse", bout.minute3_bpm), ("effort", bout.effort)):
            if value is not None:
                found[f"{name}_{bout.number}"] = value
    return found


def _settings_only(initial: dict[str, Any]) -> dict[str, Any]:
    """Last time's load stands ready; pulse and effort are read anew."""
    return {name: value for name, value in initial.items() if not name.startswith(("pulse", "effort"))}


def observed_lines(timeline: Timeline, session: UUID) -> list[str]:
    """How it went in this session, in the words that were written."""
    lines: list[str] = []
    for event, detail in timeline.details(EventKind.OBSERVED, Observed):
        if detail.session == session:
            lines += describe_event(event, {}).lines or (
                text for text in (detail.managed, detail.limits, detail.with_others) if text
            )
    return lines


@require_http_methods(["GET", "HEAD", "POST"])
def seat(request: HttpRequest, unit: UUID, session: UUID, number: int) -> HttpResponseBase:
    """Figures per bout, how it went, and the note to copy."""
    now, by = now_of(request), actor_of(request)
    found = found_session(request, session)
    roster = selectors.roster(found, now, only=number)
    try:
        place = roster.seat(number)
    except selectors.NoSuchSession as error:
        raise Http404 from error
    access_log.log_read(by=by, now=now, what="gym:seat", purpose=Purpose.CARE, patient=place.patient.uid)
    timeline = roster.timelines[place.patient_id]
    done = roster.taken.get(place.patient_id)
    plan = plans.plan_of(found)
    earlier = selectors.earlier_bouts(timeline, found)
    own = _initial(done.detail) if done else {}
    form = forms.PersonForm(
        request.POST if request.method == "POST" else None,
        bouts=presenters.bouts_in(plan),
        initial={
            **(own or _settings_only(_initial(earlier))),
            "talk_test": (done.detail.talk_test or "") if done else "",
            "effort": done.detail.effort if done else None,
        },
    )
    if form.is_bound and form.is_valid():
        try:
            _store(found, number, form, by, now)
        except MedgangError as error:
            form.add_error(None, say(error, lang()))
        else:
            messages.success(request, _("Lagret."))
            return redirect("gym:seat", unit=unit, session=session, number=number)
    hr_max = presenters.hr_max_of(timeline)
    return render(
        request,
        "gym/seat.html",
        {
            "unit": unit_of(request),
            "session": found,
            "card": presenters.card(found, now, found.unit_id),
            "place": place,
            "form": form,
            "done": describe.attendance_text(done.detail) if done else "",
            "against": [
                (bout.number, describe.bout_text(bout), presenters.against_target(bout, plan, hr_max))
                for bout in (done.detail.bouts if done else ())
            ],
            "hr_max": hr_max,
            "earlier": bool(earlier) and not own,
            "note": presenters.note(found, done, observed_lines(timeline, found.uid)),
        },
    )


def _store(found: Session, number: int, form: forms.PersonForm, by: Any, now: datetime) -> None:
    bouts, effort, talk = form.bouts(), form.whole_effort(), form.talk()
    if bouts or effort is not None or talk is not None:
        services.enter_bouts(
            session=found,
            number=number,
            bouts=bouts,
            effort=effort,
            talk_test=talk,
            key=form.uid,
            by=by,
            now=now,
        )
    observed = form.observed()
    if observed is not None:
        services.observe(
            session=found, number=number, observed=observed, key=uuid5(form.uid, "observed"), by=by, now=now
        )


@require_safe
def cards(request: HttpRequest, unit: UUID, session: UUID) -> HttpResponse:
    """One card per person, to fill in with a pen."""
    now = now_of(request)
    found = found_session(request, session)
    roster = selectors.roster(found, now)
    _log(request, "cards", roster)
    plan = plans.plan_of(found)
    lines = []
    for place in roster.seats:
        earlier = selectors.earlier_bouts(roster.timelines[place.patient_id], found)
        before = [describe.bout_text(bout) for bout in earlier.bouts] if earlier else []
        lines.append({"number": place.number, "name": place.patient.full_name, "before": before})
    return render(
        request,
        "gym/cards.html",
        {
            "unit": unit_of(request),
            "card": presenters.card(found, now, found.unit_id),
            "session": found,
            "timetable": presenters.timetable(plan),
            "bouts": range(1, presenters.bouts_in(plan) + 1),
            "people": lines,
        },
    )


@require_safe
@patient_views.asks_ground
def training(request: HttpRequest, unit: UUID, patient: UUID) -> HttpResponse:
    """What the sessions gave one person, and a text for three months."""
    opened = patient_views.door(request, patient, "training")
    frame = patient_views.frame_of(request, opened)
    today = timezone.localdate(now_of(request))
    return render(
        request,
        "gym/training.html",
        {**frame, **trained.training(frame["timeline"], today)},
    )
