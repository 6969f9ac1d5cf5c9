"""The design app's addresses."""

from __future__ import annotations

from django.urls import path

from medgang.web.design.views import catalogue, drafts, preferences

app_name = "design"

urlpatterns = [
    path("design/", catalogue.show, name="catalogue"),
    path("design/sok/", catalogue.search, name="catalogue_search"),
    path("sprak/", preferences.language, name="language"),
    path("farger/", preferences.colour_scheme, name="colour_scheme"),
    path("utkast/lagre/", drafts.save, name="draft_save"),
    path("utkast/slett/", drafts.delete, name="draft_delete"),
]
