"""A unit's people: who is what here, a temp's one shift, and what the section leader gives."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from medgang.core.errors import InvalidValue
from medgang.core.people import Role, is_staff_role
from medgang.core.people.roles import OUTSIDE_ROLES
from medgang.web.accounts import permissions, selectors, services, shifts
from medgang.web.accounts.access import actor_of, now_of
from medgang.web.accounts.actors import Actor
from medgang.web.accounts.forms import PersonMembershipForm, TempForm
from medgang.web.accounts.models import OrgUnit
from medgang.web.accounts.views.people import membership_period, person_or_404, sentence
from medgang.web.accounts.words import ROLES, role_name
from medgang.web.design.forms import Option

GIVEN_BY_LEADERS = [role for role in Role if role is not Role.ADMINISTRATOR and role not in OUTSIDE_ROLES]


def _unit(uid: UUID) -> OrgUnit:
    found = selectors.place(uid)
    assert found is not None  # noqa: S101 - the door has been passed
    return found


def _leads_shift(request: HttpRequest, actor: Actor, unit: OrgUnit) -> bool:
    if actor.person_id is None:
        return False
    marked = selectors.leads_shifts(actor.person_id, unit.pk, now_of(request))
    return permissions.can_give_shift(actor, unit_id=unit.pk, role=Role.NURSE, leads_shifts=marked)


def unit_people(request: HttpRequest, unit: UUID) -> HttpResponse:
    """Who is something here now or soon; those who have had shifts here before, one press each."""
    actor, now, here = actor_of(request), now_of(request), _unit(unit)
    leads = Role.SECTION_LEADER in actor.roles
    leads_shift = _leads_shift(request, actor, here)
    rows = [
        {
            "membership": one,
            "role": role_name(one.role),
            "later": one.starts > now,
            "may_end": leads
            and permissions.can_end_membership(actor, unit_id=here.pk, role=Role(one.role))
            and one.person_id != actor.person_id,
        }
        for one in selectors.members_now(here.pk, now)
        # Who comes from outside is between them and the patient they support: a former patient least of all stands
        # in a list for the whole ward.
        if is_staff_role(Role(one.role))
    ]
    temps = []
    if leads_shift:
        temps = [
            {"person": one.person, "role": one.role, "role_name": role_name(one.role)}
            for one in selectors.earlier_temps(here.pk, permissions.TEMP_ROLES, now)
        ]
    context = {
        "here": here,
        "rows": rows,
        "temps": temps,
        "leads": leads,
        "leads_shift": leads_shift,
        "shift_ends": shifts.end_of_shift(now),
    }
    return render(request, "accounts/unit_people.html", context)


def temp_find(request: HttpRequest, unit: UUID) -> HttpResponse:
    """A temp who has not been here before: found by name, let in by one press."""
    actor, now, here = actor_of(request), now_of(request), _unit(unit)
    if not _leads_shift(request, actor, here):
        raise PermissionDenied(
            _("Bare seksjonslederen eller den som er vaktansvarlig, kan slippe inn en vikar.")
        )
    form = TempForm(request.POST or None)
    found = None
    if request.method == "POST" and form.is_valid():
        found = selectors.find_colleagues(form.cleaned_data["text"], now, not_in=here.pk)
    context = {
        "here": here,
        "form": form,
        "found": found,
        "role": form.cleaned_data["role"] if found is not None else "",
        "role_name": role_name(form.cleaned_data["role"]) if found is not None else "",
        "shift_ends": shifts.end_of_shift(now),
    }
    return render(request, "accounts/temp_find.html", context)


def temp_give(request: HttpRequest, unit: UUID) -> HttpResponse:
    """The press: this person, this role, until the shift ends."""
    here = _unit(unit)
    try:
        someone = person_or_404(UUID(request.POST.get("person", "")))
        role = Role(request.POST.get("role", ""))
    except ValueError as error:
        raise Http404 from error
    try:
        given = services.give_shift(
            person=someone, unit=here, role=role, by=actor_of(request), now=now_of(request)
        )
    except InvalidValue as error:
        messages.error(request, sentence(error))
    else:
        ends = timezone.localtime(given.ends) if given.ends else None
        said = _("%(name)s er inne som %(role)s til kl. %(time)s.") % {
            "name": someone.full_name,
            "role": role_name(role),
            "time": f"{ends:%H.%M}" if ends else "",
        }
        messages.success(request, said)
    return redirect("accounts:unit_people", unit=here.uid)


def unit_membership_give(request: HttpRequest, unit: UUID) -> HttpResponse:
    """The section leader gives a role here."""
    actor, now, here = actor_of(request), now_of(request), _unit(unit)
    form = PersonMembershipForm(
        request.POST or None,
        units=[],
        roles=[(role.value, ROLES[role]) for role in GIVEN_BY_LEADERS],
        initial={"starts": timezone.localdate(now)},
    )
    form.fields["person"].connect(  # type: ignore[attr-defined]
        search=lambda text: search_people(text, now),
        resolve=resolve_person,
        url=reverse("accounts:person_search", kwargs={"unit": here.uid}),
    )
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        starts, ends = membership_period(said["starts"], said["ends"], now)
        try:
            services.give_membership(
                person=person_or_404(UUID(said["person"].value)),
                unit=here,
                role=Role(said["role"]),
                starts=starts,
                ends=ends,
                leads_shifts=said["leads_shifts"],
                by=actor,
                now=now,
            )
        except InvalidValue as error:
            form.add_error(None, sentence(error))
        else:
            messages.success(request, _("Tilgangen er gitt."))
            return redirect("accounts:unit_people", unit=here.uid)
    return render(request, "accounts/unit_membership_give.html", {"form": form, "here": here})


def search_people(text: str, now: datetime) -> list[Option]:
    """Colleagues who can sign in, by name."""
    return [
        Option(value=str(one.uid), label=one.full_name, hint=one.username)
        for one in selectors.find_colleagues(text, now, limit=10)
    ]


def resolve_person(value: str) -> Option | None:
    """The person of a value the form sent."""
    try:
        found = selectors.person(UUID(value))
    except ValueError:
        return None
    return Option(value=value, label=found.full_name, hint=found.username) if found else None


def person_search(request: HttpRequest, unit: UUID) -> JsonResponse:
    """What the field asks while one types."""
    found = search_people(request.POST.get("text", "")[:100], now_of(request))
    return JsonResponse(
        {"results": [{"value": one.value, "label": one.label, "hint": one.hint} for one in found]}
    )


def unit_membership_end(request: HttpRequest, unit: UUID, membership: UUID) -> HttpResponse:
    """The section leader ends a role here."""
    here = _unit(unit)
    held = selectors.membership(membership)
    if held is None or held.unit_id != here.pk:
        raise Http404
    services.end_membership(membership=held, by=actor_of(request), now=now_of(request))
    messages.success(request, _("Tilgangen er avsluttet."))
    return redirect("accounts:unit_people", unit=here.uid)
