"""The procedure pages: what there is, what it says and rests on, and what the unit follows from when."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from medgang.content.sentences import say
from medgang.core.errors import MedgangError
from medgang.core.people import Role
from medgang.web.accounts.access import actor_of, now_of
from medgang.web.procedures import forms, presenters, selectors, services, words
from medgang.web.procedures.models import ProcedureVersion


def _version(uid: UUID) -> ProcedureVersion:
    found = selectors.version(uid)
    if found is None:
        raise Http404
    return found


@require_safe
def listing(request: HttpRequest, unit: UUID) -> HttpResponse:
    """Every version there is, and which the unit follows."""
    actor = actor_of(request)
    assert actor.unit is not None  # noqa: S101 - the door of the route
    return render(
        request,
        "procedures/list.html",
        {
            "unit": actor.unit,
            "listed": presenters.listed(selectors.versions(), selectors.decided(actor.unit.id)),
            "may_decide": Role.SECTION_LEADER in actor.roles,
        },
    )


@require_safe
def read(request: HttpRequest, unit: UUID, version: UUID) -> HttpResponse:
    """One version, to be read: sections, clauses with their grounds, steps."""
    actor = actor_of(request)
    assert actor.unit is not None  # noqa: S101 - the door of the route
    stored = _version(version)
    procedure = selectors.as_followed(stored, actor.unit.id)
    return render(
        request,
        "procedures/read.html",
        {
            "unit": actor.unit,
            "stored": stored,
            "title": procedure.title.in_(words.lang()),
            "question": procedure.question.in_(words.lang()),
            "sections": presenters.sections(procedure),
            "limits": procedure.limits,
        },
    )


@require_safe
def why(request: HttpRequest, unit: UUID, version: UUID, step: str) -> HttpResponse:
    """Why a step is there: its clauses, what they rest on, and what is missing."""
    actor = actor_of(request)
    assert actor.unit is not None  # noqa: S101 - the door of the route
    stored = _version(version)
    procedure = selectors.as_followed(stored, actor.unit.id)
    found = procedure.step(step)
    if found is None:
        raise Http404
    lang = words.lang()
    return render(
        request,
        "procedures/why.html",
        {
            "unit": actor.unit,
            "stored": stored,
            "title": found.title.in_(lang),
            "how": found.how.in_(lang),
            "procedure_title": procedure.title.in_(lang),
            "clauses": [presenters.clause_line(procedure.clause(one), procedure) for one in found.clauses],
            "missing": words.ground_names(procedure.grounds_of(step).missing),
            "links": [(link.title.in_(lang), link.url) for link in found.links],
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: HttpRequest, unit: UUID, version: UUID) -> HttpResponseBase:
    """The section leader decides from which day the unit follows a version."""
    actor, now = actor_of(request), now_of(request)
    stored = _version(version)
    today = timezone.localdate(now)
    form = forms.BeginForm(request.POST if request.method == "POST" else None, today=today)
    if form.is_bound and form.is_valid():
        try:
            services.put_in_force(
                version=stored, begins=form.cleaned_data["begins"], by=actor, now=now, today=today
            )
        except MedgangError as error:
            form.add_error("begins", say(error, words.lang()))
        else:
            messages.success(request, _("Bestemt. Oppgavene følger prosedyren fra den dagen."))
            return redirect("procedures:list", unit=unit)
    procedure = selectors.procedure_of(stored)
    return render(
        request,
        "procedures/begin.html",
        {"unit": actor.unit, "form": form, "title": procedure.title.in_(words.lang()), "stored": stored},
    )
