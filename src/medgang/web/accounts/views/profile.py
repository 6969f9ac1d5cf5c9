"""One's own page: language, look, e-mail; password and code app; which roles one has; signing out elsewhere."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _

from medgang.web.accounts import selectors, services, sessions
from medgang.web.accounts.access import actor_of, now_of
from medgang.web.accounts.forms import OwnDetailsForm
from medgang.web.accounts.models import Person
from medgang.web.accounts.step_up import recently_confirmed
from medgang.web.accounts.words import role_name


def profile(request: HttpRequest) -> HttpResponse:
    """Show, and change what is one's own to change."""
    person = request.user
    assert isinstance(person, Person)  # noqa: S101 - behind the door SIGNED_IN
    now = now_of(request)
    initial = {"language": person.language, "theme": person.theme, "email": person.email}
    form = OwnDetailsForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        services.change_own_details(person=person, by=actor_of(request), now=now, **form.cleaned_data)
        with translation.override(person.language or translation.get_language()):
            messages.success(request, _("Lagret."))
        return HttpResponseRedirect(request.path)
    held = [
        {
            "role": role_name(one.role),
            "place": one.unit.name,
            "ends": one.ends,
            "leads_shifts": one.leads_shifts,
        }
        for one in selectors.memberships_now(person.pk, now).order_by("unit__sort_key")
    ]
    return render(request, "accounts/profile.html", {"form": form, "person": person, "held": held})


@recently_confirmed
def end_other_sessions(request: HttpRequest) -> HttpResponse:
    """Sign out everywhere but here."""
    person = request.user
    assert isinstance(person, Person)  # noqa: S101 - behind the door SIGNED_IN
    now = now_of(request)
    services.end_sessions(person=person, by=actor_of(request), now=now)
    # A session that begins now is not older than the end of all the others.
    sessions.begin(request.session, now)
    messages.success(request, _("Du er logget ut alle andre steder."))
    return redirect("accounts:profile")
