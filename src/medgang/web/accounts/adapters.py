"""What we change in django-allauth: no sign-up, no mail, our own sentences, and sealed code secrets."""

from __future__ import annotations

from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY
from allauth.mfa.adapter import DefaultMFAAdapter
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import resolve_url
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _

from medgang.web.accounts import crypto, sessions, sign_in_log
from medgang.web.accounts.models import Person

NOT_THAT = _("Navnet, passordet eller koden stemmer ikke. Prøv igjen.")
TOO_MANY = _("Det ble for mange forsøk. Vent fem minutter og prøv igjen.")


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Sign-in for people an administrator has made."""

    error_messages: ClassVar[dict[str, Promise | str]] = {
        **DefaultAccountAdapter.error_messages,
        # One sentence whether the name is unknown, the password wrong or the account closed.
        "username_password_mismatch": NOT_THAT,
        "invalid_login": NOT_THAT,
        "account_inactive": NOT_THAT,
        "too_many_login_attempts": TOO_MANY,
        "enter_current_password": _("Passordet du har nå, stemmer ikke."),
        "incorrect_password": _("Passordet stemmer ikke. Prøv igjen."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody makes their own account."""
        return False

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Nothing is sent: what we send goes through the outbox, with a neutral sender."""

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """Our pages say what happened themselves."""

    def authenticate(self, request: HttpRequest, **credentials: Any) -> AbstractBaseUser | None:
        """A closed account answers as an unknown one does, and so does a temporary password that has run out."""
        person = super().authenticate(request, **credentials)
        if isinstance(person, Person) and self._may_sign_in(person):
            return person
        if person is not None:
            self.authentication_failed(request, **credentials)
        return None

    @staticmethod
    def _may_sign_in(person: Person) -> bool:
        ran_out = person.temporary_until is not None and person.temporary_until < timezone.now()
        return person.is_active and not ran_out

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """Leave a trace; the name is kept only when it is somebody's, since people type passwords there too."""
        sign_in_log.failed(request, str(credentials.get("username", "")))

    def login(self, request: HttpRequest, user: AbstractBaseUser) -> None:
        """Start the session's clocks; signing in counts as having just proved who one is."""
        super().login(request, user)
        assert isinstance(user, Person)  # noqa: S101 - AUTH_USER_MODEL
        now = timezone.now()
        sessions.begin(request.session, now)
        records = request.session.get(AUTHENTICATION_METHODS_SESSION_KEY, [])
        request.session[AUTHENTICATION_METHODS_SESSION_KEY] = [
            {**record, "reauthenticated": True} for record in records
        ]
        sign_in_log.signed_in(request, user, now)

    def logout(self, request: HttpRequest) -> None:
        """The middleware then clears the browser's cache."""
        if isinstance(request.user, Person):
            sign_in_log.signed_out(request, request.user, timezone.now())
        super().logout(request)
        request.signed_out = True  # type: ignore[attr-defined]

    def set_password(self, user: AbstractBaseUser, password: str) -> None:
        """A password of one's own is not temporary."""
        assert isinstance(user, Person)  # noqa: S101 - AUTH_USER_MODEL
        user.set_password(password)
        user.temporary_until = None
        user.save(update_fields=["password", "temporary_until"])
        sign_in_log.changed(self.request, user, "password", timezone.now())

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """Home, which leads on to what is still missing."""
        return resolve_url("accounts:profile")

    def is_safe_url(self, url: str) -> bool:
        """Only this host, whatever else may be allowed to call us."""
        return url_has_allowed_host_and_scheme(
            url, {self.request.get_host()} if self.request else set(), require_https=False
        )

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Always, unless one proved who one is a few minutes ago."""
        return True

    def respond_user_inactive(self, request: HttpRequest, user: AbstractBaseUser) -> HttpResponse:
        """Never reached, since a closed account is refused earlier; allauth wants an answer."""
        response: HttpResponse = super().respond_user_inactive(request, user)
        return response


class MFAAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Code secrets are sealed with the field key, so that the database alone does not sign anybody in."""

    error_messages: ClassVar[dict[str, Promise | str]] = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _("Koden stemmer ikke. Vent til appen viser en ny, og prøv igjen."),
        "too_many_login_attempts": TOO_MANY,
        "rate_limited": TOO_MANY,
    }

    def encrypt(self, text: str) -> str:
        """Sealed."""
        return crypto.encrypt(text)

    def decrypt(self, encrypted_text: str) -> str:
        """Opened."""
        return crypto.decrypt(encrypted_text)

    def get_totp_label(self, user: AbstractBaseUser) -> str:
        """What the app shows beside the code."""
        return user.get_username()
