"""The addresses of sign-in, one's own page, a unit's people, and the administrator's pages."""

from __future__ import annotations

from django.urls import path

from medgang.web.accounts.views import health, home, sign_in

app_name = "accounts"

urlpatterns = [
    path("", home.home, name="home"),
    path("health", health.show, name="health"),
    path("logg-inn/", sign_in.sign_in, name="sign_in"),
    path("logg-inn/kode/", sign_in.code, name="code"),
    path("logg-inn/demo/", sign_in.demo_sign_in, name="demo_sign_in"),
    path("logg-ut/", sign_in.sign_out, name="sign_out"),
    path("bekreft/", sign_in.confirm, name="confirm"),
    path("bekreft/kode/", sign_in.confirm_code, name="confirm_code"),
]
