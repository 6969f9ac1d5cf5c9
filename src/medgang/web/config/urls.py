"""Every address of the site. Each has its row in the permission table (`routes.py`), or it is not there."""

from __future__ import annotations

from django.urls import include, path

urlpatterns = [
    path("", include("medgang.web.design.urls")),
    path("", include("medgang.web.accounts.urls")),
    path("", include("medgang.web.accounts.library_urls")),
    path("", include("medgang.web.patients.urls")),
    path("", include("medgang.web.procedures.urls")),
    path("", include("medgang.web.portal.urls")),
    path("", include("medgang.web.evidence.urls")),
    path("", include("medgang.web.gym.urls")),
    path("", include("medgang.web.ward.urls")),
]

handler400 = "medgang.web.design.errors.handler400"
handler403 = "medgang.web.design.errors.handler403"
handler404 = "medgang.web.design.errors.handler404"
handler429 = "medgang.web.design.errors.too_many_requests"
handler500 = "medgang.web.design.errors.handler500"
