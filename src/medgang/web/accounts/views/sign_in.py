"""Signing in and out, and proving once more who one is."""

from __future__ import annotations

from typing import Any

from allauth.account.views import AccountInactiveView, LoginView, LogoutView, ReauthenticateView
from allauth.mfa.base.views import AuthenticateView
from allauth.mfa.base.views import ReauthenticateView as ReauthenticateByCodeView
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import resolve_url
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache

from medgang.web.accounts import demo
from medgang.web.accounts.access import now_of
from medgang.web.accounts.adapters import AccountAdapter
from medgang.web.accounts.forms import CodeForm, ConfirmCodeForm, ConfirmForm, SignInForm
from medgang.web.accounts.sessions import Ended

WHY_ENDED = {
    Ended.IDLE: gettext_lazy(
        "Du ble logget ut fordi siden hadde stått stille i %(minutes)s minutter. Det du hadde skrevet, er ikke borte: "
        "logg inn, så er du tilbake der du var."
    ),
    Ended.LONG: gettext_lazy(
        "Du ble logget ut fordi det var lenge siden du logget inn. Det du hadde skrevet, er ikke borte: "
        "logg inn, så er du tilbake der du var."
    ),
    Ended.REVOKED: gettext_lazy("Du er logget ut. Logg inn på nytt for å fortsette."),
}


class SignIn(LoginView):  # type: ignore[misc]
    """Name and password; in the demo also every made-up person in one press."""

    form_class = SignInForm
    template_name = "accounts/sign_in.html"

    def get_form_class(self) -> type[SignInForm]:
        """Ours."""
        return SignInForm

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Why one was signed out, if one was, and the demo's people."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        said = self.request.GET.get("ended", "")
        if said in set(Ended):
            context["ended"] = str(WHY_ENDED[Ended(said)]) % {"minutes": settings.MEDGANG_IDLE_MINUTES}
        if settings.MEDGANG_DEMO_SIGN_IN:
            context["demo_people"] = demo.people(now_of(self.request))
        return context


sign_in = SignIn.as_view()


class Code(AuthenticateView):  # type: ignore[misc]
    """The second step: the code."""

    form_class = CodeForm
    template_name = "accounts/code.html"

    def get_form_class(self) -> type[CodeForm]:
        """Ours."""
        return CodeForm


code = Code.as_view()


class Confirm(ReauthenticateView):  # type: ignore[misc]
    """The password once more."""

    form_class = ConfirmForm
    template_name = "accounts/confirm.html"

    def get_form_class(self) -> type[ConfirmForm]:
        """Ours."""
        return ConfirmForm

    def _check_reauthentication_method_available(self, request: HttpRequest) -> None:
        return None  # everybody has a password


confirm = Confirm.as_view()


class ConfirmCode(ReauthenticateByCodeView):  # type: ignore[misc]
    """The code once more."""

    form_class = ConfirmCodeForm
    template_name = "accounts/confirm.html"

    def get_form_class(self) -> type[ConfirmCodeForm]:
        """Ours."""
        return ConfirmCodeForm


confirm_code = ConfirmCode.as_view()
sign_out = LogoutView.as_view()
inactive = AccountInactiveView.as_view(template_name="accounts/inactive.html")


@never_cache
def demo_sign_in(request: HttpRequest) -> HttpResponse:
    """One press: in as one of the demo's made-up people. Does not exist outside the demo."""
    person = demo.person(request.POST.get("person", "")) if settings.MEDGANG_DEMO_SIGN_IN else None
    if person is None:
        raise Http404
    AccountAdapter(request).login(request, person)
    target = request.POST.get("next", "")
    if not AccountAdapter(request).is_safe_url(target):
        target = resolve_url("accounts:home")
    return HttpResponseRedirect(target)
