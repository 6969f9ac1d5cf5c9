"""The addresses of the evidence app."""

from django.urls import path

from medgang.web.evidence import views, views_records, views_results, views_screening

app_name = "evidence"

_ONE = "kunnskap/<uuid:review>/"

urlpatterns = [
    path("kunnskap/", views.listing, name="list"),
    path("kunnskap/ny/", views.new, name="new"),
    path("kunnskap/gjengitt/<slug:worked>/", views.worked, name="worked"),
    path(_ONE, views.overview, name="review"),
    path(f"{_ONE}protokoll/", views.protocol, name="protocol"),
    path(f"{_ONE}kriterier/", views.criteria, name="criteria"),
    path(f"{_ONE}deltakere/", views.members, name="members"),
    path(f"{_ONE}deltakere/finn/", views.colleagues, name="colleagues"),
    path(f"{_ONE}deltakere/<uuid:participant>/avslutt/", views.end_member, name="end_member"),
    path(f"{_ONE}import/", views_records.import_files, name="import"),
    path(f"{_ONE}import/<uuid:file>/", views_records.file, name="file"),
    path(f"{_ONE}dubletter/", views_records.duplicates, name="duplicates"),
    path(f"{_ONE}dubletter/finn/", views_records.find_duplicates, name="find_duplicates"),
    path(f"{_ONE}dubletter/<uuid:pair>/", views_records.judge_pair, name="judge_pair"),
    path(f"{_ONE}siling/", views_screening.screen, name="screen"),
    path(f"{_ONE}fulltekst/", views_screening.full_text, name="full_text"),
    path(f"{_ONE}uenighet/", views_screening.conflicts, name="conflicts"),
    path(f"{_ONE}framdrift/", views_screening.progress, name="progress"),
    path(f"{_ONE}framdrift/stopp/", views_screening.stop, name="stop"),
    path(f"{_ONE}flyt/", views_results.flow, name="flow"),
    path(f"{_ONE}eksport/<slug:export>/", views_results.export, name="export"),
    path(f"{_ONE}sammenstilling/", views_results.pooling, name="pooling"),
    path(f"{_ONE}sammenstilling/<uuid:table>/", views_results.pooled, name="pooled"),
    path(f"{_ONE}vurdering/", views_results.appraisals, name="appraisals"),
    path(f"{_ONE}vurdering/<uuid:record>/<slug:checklist>/", views_results.appraise, name="appraise"),
]
