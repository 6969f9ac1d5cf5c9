"""The addresses of sign-in, one's own page, a unit's people, and the administrator's pages."""

from __future__ import annotations

from django.urls import path

from medgang.web.accounts.views import health, home, people, places, profile, secrets, sign_in, unit

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
    path("meg/", profile.profile, name="profile"),
    path("meg/passord/", secrets.password, name="password"),
    path("meg/kodeapp/", secrets.code_app, name="code_app"),
    path("meg/kodeapp/ny/", secrets.new_code_app, name="new_code_app"),
    path("meg/reservekoder/", secrets.recovery_codes, name="recovery_codes"),
    path("meg/logg-ut-andre/", profile.end_other_sessions, name="end_other_sessions"),
    path("enhet/<uuid:unit>/folk/", unit.unit_people, name="unit_people"),
    path("enhet/<uuid:unit>/folk/vikar/", unit.temp_find, name="temp_find"),
    path("enhet/<uuid:unit>/folk/vikar/slipp-inn/", unit.temp_give, name="temp_give"),
    path("enhet/<uuid:unit>/folk/ny/", unit.unit_membership_give, name="unit_membership_give"),
    path("enhet/<uuid:unit>/folk/sok/", unit.person_search, name="person_search"),
    path(
        "enhet/<uuid:unit>/folk/<uuid:membership>/avslutt/",
        unit.unit_membership_end,
        name="unit_membership_end",
    ),
    path("administrasjon/organisasjon/", places.organisation, name="organisation"),
    path("administrasjon/organisasjon/ny/", places.place_new, name="place_new"),
    path("administrasjon/organisasjon/<uuid:place>/", places.place_edit, name="place_edit"),
    path("administrasjon/personer/", people.people, name="people"),
    path("administrasjon/personer/ny/", people.person_new, name="person_new"),
    path("administrasjon/personer/<uuid:person>/", people.person, name="person"),
    path("administrasjon/personer/<uuid:person>/tilgang/", people.membership_give, name="membership_give"),
    path("administrasjon/tilgang/<uuid:membership>/avslutt/", people.membership_end, name="membership_end"),
    path("administrasjon/personer/<uuid:person>/steng/", people.person_close, name="person_close"),
    path("administrasjon/personer/<uuid:person>/apne/", people.person_open, name="person_open"),
    path("administrasjon/personer/<uuid:person>/nullstill/", people.person_reset, name="person_reset"),
    path(
        "administrasjon/personer/<uuid:person>/logg-ut/",
        people.person_end_sessions,
        name="person_end_sessions",
    ),
]
