"""The addresses of the ward app."""

from django.urls import path

from medgang.web.ward import views

app_name = "ward"
urlpatterns = [
    path("enhet/<uuid:unit>/i-dag/", views.today, name="today"),
    path("enhet/<uuid:unit>/uonskede-hendelser/", views.adverse, name="adverse"),
    path("enhet/<uuid:unit>/i-dag/tilbud/<slug:step>/", views.offer, name="offer"),
]
