"""The few names by which django-allauth looks up its own pages. The addresses are those of `urls.py`.

They stand after ours, so that a request always resolves to our name; these exist to be looked up by.
"""

from __future__ import annotations

from django.urls import path

from medgang.web.accounts.views import profile, secrets, sign_in

urlpatterns = [
    path("logg-inn/", sign_in.sign_in, name="account_login"),
    path("logg-inn/kode/", sign_in.code, name="mfa_authenticate"),
    path("logg-inn/stengt/", sign_in.inactive, name="account_inactive"),
    path("logg-ut/", sign_in.sign_out, name="account_logout"),
    path("bekreft/", sign_in.confirm, name="account_reauthenticate"),
    path("bekreft/kode/", sign_in.confirm_code, name="mfa_reauthenticate"),
    path("meg/", profile.profile, name="mfa_index"),
    path("meg/passord/", secrets.password, name="account_change_password"),
    path("meg/kodeapp/", secrets.code_app, name="mfa_activate_totp"),
    path("meg/kodeapp/ny/", secrets.new_code_app, name="mfa_deactivate_totp"),
    path("meg/reservekoder/", secrets.recovery_codes, name="mfa_view_recovery_codes"),
]
