"""The addresses of the patients app. The patient is in the address, never in the session."""

from django.urls import path

from medgang.web.patients import rights, views
from medgang.web.patients.care import views as care_views
from medgang.web.patients.oversight import views as oversight

app_name = "patients"

_PATIENT = "enhet/<uuid:unit>/pasienter/<uuid:patient>/"

urlpatterns = [
    path("enhet/<uuid:unit>/pasienter/", views.unit_list, name="list"),
    path("enhet/<uuid:unit>/pasienter/finn/", views.find, name="find"),
    path("enhet/<uuid:unit>/pasienter/ny/", views.new, name="new"),
    path("enhet/<uuid:unit>/pasienter/nodsituasjon/", oversight.open_in_emergency, name="emergency"),
    path("enhet/<uuid:unit>/etterkontroll/", oversight.reviews, name="reviews"),
    path("enhet/<uuid:unit>/loggkontroll/", oversight.log_control, name="log_control"),
    path(_PATIENT, views.page, name="page"),
    path(f"{_PATIENT}grunnlag/", views.open_past, name="open_past"),
    path(f"{_PATIENT}tidslinje/", views.timeline, name="timeline"),
    path(f"{_PATIENT}bakgrunn/", views.background, name="background"),
    path(f"{_PATIENT}plan/", care_views.plan, name="plan"),
    path(f"{_PATIENT}malinger/", care_views.measures, name="measures"),
    path(f"{_PATIENT}opphold/", views.stay, name="stay"),
    path(f"{_PATIENT}opphold/<slug:verb>/", views.step, name="step"),
    path(f"{_PATIENT}merke/", views.flag, name="flag"),
    path(f"{_PATIENT}gjor/<slug:form>/", care_views.do, name="do"),
    path(f"{_PATIENT}innlegg-igjen/", views.readmit, name="readmit"),
    path(f"{_PATIENT}tidslinje/<uuid:event>/rett/", views.correct, name="correct"),
    path(f"{_PATIENT}tidslinje/<uuid:event>/feil/", views.withdraw, name="withdraw"),
    path(f"{_PATIENT}sammendrag/", views.summary, name="summary"),
    path(f"{_PATIENT}innsyn/", views.access_log, name="access_log"),
    path(f"{_PATIENT}innsyn/alt/", rights.export_all, name="export_all"),
]
