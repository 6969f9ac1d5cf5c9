"""Forms about people, places and secrets."""

from __future__ import annotations

from typing import Any

from allauth.account.forms import ChangePasswordForm, LoginForm, ReauthenticateForm
from allauth.mfa.base.forms import AuthenticateForm as AllauthAuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as AllauthReauthenticateCodeForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from django import forms
from django.core.validators import EmailValidator
from django.utils.translation import gettext_lazy as _

from medgang.core.people import Level, Role, Setting
from medgang.web.accounts import one_time, words
from medgang.web.accounts.permissions import TEMP_ROLES
from medgang.web.design.forms import (
    CheckboxField,
    DateField,
    DesignForm,
    NumberField,
    RadioField,
    SearchChoiceField,
    SelectField,
    TextField,
)


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


LANGUAGES = [("", _("Som nettleseren")), ("nb", "Bokmål"), ("nn", "Nynorsk"), ("en", "English")]
THEMES = [("", _("Som enheten")), ("light", _("Lyst")), ("dark", _("Mørkt"))]


class FindForm(DesignForm):
    """Find a person by name."""

    text = TextField(label=_("Navn eller brukernavn"), max_length=100)


class TempForm(FindForm):
    """A temp, and what they come as."""

    role = SelectField(
        label=_("Kommer som"),
        choices=[(role.value, words.ROLES[role]) for role in Role if role in TEMP_ROLES],
    )


class OwnDetailsForm(DesignForm):
    """What a person decides about their own account."""

    all_optional = True

    language = RadioField(label=_("Språk"), choices=LANGUAGES, required=False)
    theme = RadioField(label=_("Utseende"), choices=THEMES, required=False)
    email = TextField(
        label=_("E-post"),
        required=False,
        max_length=254,
        help_text=_("Bare til beskjeder fra Medgang. De sier aldri noe om helse."),
        validators=[EmailValidator(_("Skriv en e-postadresse, for eksempel kari@sykehuset.no."))],
    )


class PlaceForm(DesignForm):
    """A new node of the organisation."""

    name = TextField(label=_("Navn"), max_length=120)
    level = RadioField(label=_("Nivå"), choices=[(level.value, words.LEVELS[level]) for level in Level])
    parent = SelectField(label=_("Ligger under"), required=False, empty_label=_("Øverst, under ingen"))
    setting = SelectField(
        label=_("Behandlingsform"),
        required=False,
        choices=[(setting.value, words.SETTINGS[setting]) for setting in Setting],
        empty_label=_("Ikke en enhet"),
        help_text=_("Bare en enhet har det."),
    )
    beds = NumberField(label=_("Plasser"), required=False, min_value=0, max_value=999)

    def __init__(self, *args: Any, places: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["parent"].choices = [("", _("Øverst, under ingen")), *places]  # type: ignore[attr-defined]


class PlaceEditForm(DesignForm):
    """What can change about a place."""

    name = TextField(label=_("Navn"), max_length=120)
    beds = NumberField(label=_("Plasser"), required=False, min_value=0, max_value=999)
    closed = CheckboxField(
        label=_("Stengt"),
        required=False,
        help_text=_("Ingen kan åpne sidene til et stengt sted. Det som er skrevet, står."),
    )


class PersonForm(DesignForm):
    """A new person."""

    full_name = TextField(label=_("Navn"), max_length=160)
    username = TextField(
        label=_("Brukernavn"),
        max_length=60,
        help_text=_("Små bokstaver fra a til z, tall, punktum, bindestrek og understrek."),
    )
    email = TextField(
        label=_("E-post"),
        required=False,
        max_length=254,
        validators=[EmailValidator(_("Skriv en e-postadresse, for eksempel kari@sykehuset.no."))],
    )


class MembershipForm(DesignForm):
    """A role in a unit for a time."""

    unit = SelectField(label=_("Sted"))
    role = SelectField(label=_("Rolle"))
    starts = DateField(label=_("Fra og med"))
    ends = DateField(label=_("Til og med"), required=False, help_text=_("Tomt: inntil videre."))
    leads_shifts = CheckboxField(
        label=_("Vaktansvarlig"), required=False, help_text=_("Kan slippe inn en vikar for ei vakt.")
    )

    def __init__(
        self, *args: Any, units: list[tuple[str, str]], roles: list[tuple[str, Any]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        if units:
            self.fields["unit"].choices = [("", _("Velg")), *units]  # type: ignore[attr-defined]
        else:
            del self.fields["unit"]
        self.fields["role"].choices = [("", _("Velg")), *roles]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """The end lies after the start."""
        cleaned: dict[str, Any] = super().clean() or {}
        starts, ends = cleaned.get("starts"), cleaned.get("ends")
        if starts and ends and ends < starts:
            self.add_error("ends", _("Slutten må være etter starten."))
        return cleaned


class PersonMembershipForm(MembershipForm):
    """The same, where the person must be found first: a section leader's form."""

    person = SearchChoiceField(label=_("Person"))
    field_order = ("person",)
