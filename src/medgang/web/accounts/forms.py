"""Forms about people, places and secrets."""

from __future__ import annotations

from typing import Any

from allauth.account.forms import ChangePasswordForm, LoginForm, ReauthenticateForm
from allauth.mfa.base.forms import AuthenticateForm as AllauthAuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as AllauthReauthenticateCodeForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from django import forms
from django.utils.translation import gettext_lazy as _

from medgang.web.accounts import one_time


def _text(form: forms.Form, name: str, label: Any, help_text: Any = "", **attributes: str) -> None:
    """Our words on one of allauth's fields, and no text inside the box: it vanishes when one types."""
    field = form.fields[name]
    field.label = label
    field.help_text = help_text
    field.widget.attrs.pop("placeholder", None)
    field.widget.attrs.update(attributes)


class SignInForm(LoginForm):  # type: ignore[misc]
    """Name and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _text(self, "login", _("Brukernavn"), autocapitalize="none", spellcheck="false")
        _text(self, "password", _("Passord"))


class PasswordForm(ChangePasswordForm):  # type: ignore[misc]
    """A new password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _text(self, "oldpassword", _("Passordet du har nå"))
        _text(
            self,
            "password1",
            _("Nytt passord"),
            _("Minst 15 tegn. Fire–fem ord som ikke hører sammen, er lett å huske og vanskelig å gjette."),
        )
        _text(self, "password2", _("Nytt passord en gang til"))


class ConfirmForm(ReauthenticateForm):  # type: ignore[misc]
    """The password once more, before something that matters."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _text(self, "password", _("Passord"))


class _OneTimeMixin:
    """A code from the app opens once: a code seen over a shoulder is worth nothing afterwards."""

    def clean_code(self) -> str:
        code: str = super().clean_code()  # type: ignore[misc]
        one_time.use(self.authenticator, code)  # type: ignore[attr-defined]
        return code


class CodeForm(_OneTimeMixin, AllauthAuthenticateForm):  # type: ignore[misc]
    """The code from the app, or a spare code."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _text(
            self,
            "code",
            _("Kode"),
            _("Seks sifre fra appen, eller en av reservekodene dine."),
            inputmode="numeric",
        )


class ConfirmCodeForm(_OneTimeMixin, AllauthReauthenticateCodeForm):  # type: ignore[misc]
    """The code once more, before something that matters."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _text(self, "code", _("Kode"), _("Seks sifre fra appen, eller en av reservekodene dine."))


class CodeAppForm(ActivateTOTPForm):  # type: ignore[misc]
    """The first code, which shows that the app has been set up."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _text(self, "code", _("Koden appen viser nå"), _("Seks sifre."), inputmode="numeric")
