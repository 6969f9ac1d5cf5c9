"""A fresh proof of who one is, before what matters: the sign-in itself counts for ten minutes."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from allauth.account.internal.flows.reauthentication import did_recently_reauthenticate
from django.conf import settings
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse

from medgang.web.accounts.middleware import way_back
from medgang.web.accounts.models import Person

View = Callable[..., HttpResponseBase]


def recently_confirmed(view: View) -> View:
    """Sends somebody whose proof is old to give it anew, and back again.

    A form that was sent meanwhile is not kept and run by itself afterwards: the person comes back to the page it was
    sent from and presses again, so that what happens is what they see. The demo's made-up people have nothing to
    prove it with and pass.
    """

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        person = request.user
        demo = isinstance(person, Person) and person.made_up and settings.MEDGANG_DEMO_SIGN_IN
        if demo or did_recently_reauthenticate(request):
            return view(request, *args, **kwargs)
        return HttpResponseRedirect(f"{reverse('accounts:confirm')}?{urlencode({'next': way_back(request)})}")

    return guarded
