"""The administrator's pages about people."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from medgang.content.sentences import say
from medgang.core.errors import InvalidValue
from medgang.core.people import Role
from medgang.web.accounts import ready, selectors, services
from medgang.web.accounts.access import actor_of, now_of
from medgang.web.accounts.forms import FindForm, MembershipForm, PersonForm
from medgang.web.accounts.models import Membership, Person
from medgang.web.accounts.step_up import recently_confirmed
from medgang.web.accounts.views.places import place_choices
from medgang.web.accounts.words import ROLES, role_name


def person_or_404(uid: UUID) -> Person:
    """The one door to a person."""
    found = selectors.person(uid)
    if found is None:
        raise Http404
    return found


def sentence(error: InvalidValue) -> str:
    """What was wrong, in the reader's language."""
    return say(error, get_language() or "nb")


def begins(day: date) -> datetime:
    """The first instant of a day here."""
    return timezone.make_aware(datetime.combine(day, time.min))


def membership_period(starts: date, ends: date | None, now: datetime) -> tuple[datetime, datetime | None]:
    """From a day (from now, when it is today) to the end of a day."""
    first = now if starts == timezone.localdate(now) else begins(starts)
    return first, begins(ends + timedelta(days=1)) if ends else None


def membership_rows(memberships: list[Membership], now: datetime) -> list[dict[str, object]]:
    """What the table of memberships shows."""
    return [
        {
            "membership": one,
            "role": role_name(one.role),
            "place": one.unit.name,
            "open": one.ends is None or one.ends > now,
        }
        for one in memberships
    ]


def people(request: HttpRequest) -> HttpResponse:
    """Find a person; the name goes in the form, never in the address."""
    form = FindForm(request.POST or None)
    found = None
    if request.method == "POST" and form.is_valid():
        found = selectors.find_people(form.cleaned_data["text"])
    return render(request, "accounts/people.html", {"form": form, "found": found})


@never_cache
def person_new(request: HttpRequest) -> HttpResponse:
    """A new person, and the password to hand over, shown this once."""
    form = PersonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made, password = services.create_person(
                by=actor_of(request), now=now_of(request), **form.cleaned_data
            )
        except InvalidValue as error:
            form.add_error(
                "full_name" if error.code == "accounts.name_missing" else "username", sentence(error)
            )
        else:
            return render(
                request,
                "accounts/password_once.html",
                {"person": made, "password": password, "until": made.temporary_until},
            )
    return render(request, "accounts/person_new.html", {"form": form})


def person(request: HttpRequest, person: UUID) -> HttpResponse:
    """One person: where they are what, and whether they can sign in."""
    someone = person_or_404(person)
    now = now_of(request)
    context = {
        "person": someone,
        "rows": membership_rows(list(selectors.memberships_of(someone.pk)), now),
        "has_code_app": ready.has_code_app(someone),
        "is_self": someone.pk == actor_of(request).person_id,
    }
    return render(request, "accounts/person.html", context)


@recently_confirmed
def membership_give(request: HttpRequest, person: UUID) -> HttpResponse:
    """A role somewhere, for a time."""
    someone = person_or_404(person)
    now = now_of(request)
    form = MembershipForm(
        request.POST or None,
        units=place_choices(),
        roles=[(role.value, ROLES[role]) for role in Role],
        initial={"starts": timezone.localdate(now)},
    )
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        unit = selectors.place(UUID(said["unit"]))
        if unit is None:
            raise Http404
        starts, ends = membership_period(said["starts"], said["ends"], now)
        try:
            services.give_membership(
                person=someone,
                unit=unit,
                role=Role(said["role"]),
                starts=starts,
                ends=ends,
                leads_shifts=said["leads_shifts"],
                by=actor_of(request),
                now=now,
            )
        except InvalidValue as error:
            form.add_error(None, sentence(error))
        else:
            messages.success(request, _("Tilgangen er gitt."))
            return redirect("accounts:person", person=someone.uid)
    return render(request, "accounts/membership_give.html", {"form": form, "person": someone})


def membership_end(request: HttpRequest, membership: UUID) -> HttpResponse:
    """A membership ends now."""
    held = selectors.membership(membership)
    if held is None:
        raise Http404
    try:
        services.end_membership(membership=held, by=actor_of(request), now=now_of(request))
    except InvalidValue as error:
        messages.error(request, sentence(error))
    else:
        messages.success(request, _("Tilgangen er avsluttet."))
    return redirect("accounts:person", person=held.person.uid)


def person_close(request: HttpRequest, person: UUID) -> HttpResponse:
    """The account is closed, and every session ends at once."""
    someone = person_or_404(person)
    try:
        services.close_person(person=someone, by=actor_of(request), now=now_of(request))
    except InvalidValue as error:
        messages.error(request, sentence(error))
    else:
        messages.success(request, _("Kontoen er stengt, og personen er logget ut overalt."))
    return redirect("accounts:person", person=someone.uid)


def person_open(request: HttpRequest, person: UUID) -> HttpResponse:
    """The account opens again."""
    someone = person_or_404(person)
    services.reopen_person(person=someone, by=actor_of(request), now=now_of(request))
    messages.success(request, _("Kontoen er åpen igjen."))
    return redirect("accounts:person", person=someone.uid)


def person_end_sessions(request: HttpRequest, person: UUID) -> HttpResponse:
    """Signed out everywhere."""
    someone = person_or_404(person)
    services.end_sessions(person=someone, by=actor_of(request), now=now_of(request))
    messages.success(request, _("Personen er logget ut overalt."))
    return redirect("accounts:person", person=someone.uid)


@never_cache
@recently_confirmed
def person_reset(request: HttpRequest, person: UUID) -> HttpResponse:
    """A new password to hand over; the code app is forgotten, and must be set up anew with it."""
    someone = person_or_404(person)
    try:
        password = services.reset_sign_in(person=someone, by=actor_of(request), now=now_of(request))
    except InvalidValue as error:
        messages.error(request, sentence(error))
        return redirect("accounts:person", person=someone.uid)
    context = {"person": someone, "password": password, "until": someone.temporary_until}
    return render(request, "accounts/password_once.html", context)
