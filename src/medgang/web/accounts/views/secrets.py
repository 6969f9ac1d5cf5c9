"""One's own password, code app and spare codes."""

from __future__ import annotations

from typing import Any

from allauth.account.views import PasswordChangeView
from allauth.mfa.recovery_codes.internal.flows import generate_recovery_codes
from allauth.mfa.recovery_codes.views import ViewRecoveryCodesView
from allauth.mfa.totp.views import ActivateTOTPView, DeactivateTOTPView
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse_lazy
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache

from medgang.web.accounts import ready, sign_in_log
from medgang.web.accounts.access import actor_of
from medgang.web.accounts.forms import CodeAppForm, PasswordForm
from medgang.web.accounts.models import Person
from medgang.web.accounts.step_up import recently_confirmed


def _person(request: HttpRequest) -> Person:
    person = request.user
    assert isinstance(person, Person)  # noqa: S101 - behind the door SIGNED_IN
    return person


class Password(PasswordChangeView):  # type: ignore[misc]
    """Change the password; every other session of the person ends at once."""

    form_class = PasswordForm
    template_name = "accounts/password.html"
    success_url = reverse_lazy("accounts:home")

    def get_form_class(self) -> type[PasswordForm]:
        """Ours."""
        return PasswordForm

    def get_default_success_url(self) -> str:
        """Home, which leads on to whatever is still missing."""
        return str(self.success_url)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Whether this is the first time."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return {**context, "first_time": _person(self.request).temporary_until is not None}


password = Password.as_view()


class CodeApp(ActivateTOTPView):  # type: ignore[misc]
    """Set up the code app."""

    form_class = CodeAppForm
    template_name = "accounts/code_app.html"

    def get_form_class(self) -> type[CodeAppForm]:
        """Ours."""
        return CodeAppForm

    def get_success_url(self) -> str:
        """To the spare codes, which must be kept before they are needed."""
        return str(reverse_lazy("accounts:recovery_codes"))

    def form_valid(self, form: CodeAppForm) -> HttpResponse:
        """Set up, and noted."""
        response: HttpResponse = super().form_valid(form)
        sign_in_log.changed(self.request, _person(self.request), "code_app", timezone.now())
        return response

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The secret in groups of four, for who types it."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        secret = context["form"].secret
        groups = " ".join(secret[start : start + 4] for start in range(0, len(secret), 4))
        return {**context, "secret_in_groups": groups, "first_time": True}


code_app = never_cache(CodeApp.as_view())


class NewCodeApp(DeactivateTOTPView):  # type: ignore[misc]
    """A new telephone: forget the old app, and go straight on to set up the new one."""

    template_name = "accounts/new_code_app.html"
    success_url = reverse_lazy("accounts:code_app")

    def form_valid(self, form: Any) -> HttpResponse:
        """Nothing else opens until the new one is in place."""
        response: HttpResponse = super().form_valid(form)
        self.request.session.pop(ready.READY, None)
        sign_in_log.changed(self.request, _person(self.request), "code_app", timezone.now())
        return response


new_code_app = NewCodeApp.as_view()


@method_decorator(never_cache, name="dispatch")
@method_decorator(recently_confirmed, name="dispatch")
class SpareCodes(ViewRecoveryCodesView):  # type: ignore[misc]
    """The spare codes: shown to whoever has just proved who they are; a press makes new ones."""

    template_name = "accounts/recovery_codes.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Only where there is a code app."""
        if not ready.has_code_app(_person(request)):
            return HttpResponseRedirect(reverse_lazy("accounts:code_app"))
        found: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return found

    def post(self, request: HttpRequest) -> HttpResponse:
        """New codes; the old ones are worth nothing from now on."""
        assert actor_of(request)  # noqa: S101 - behind the door SIGNED_IN
        generate_recovery_codes(request)
        sign_in_log.changed(request, _person(request), "spare_codes", timezone.now())
        return HttpResponseRedirect(request.path)


recovery_codes = SpareCodes.as_view()
