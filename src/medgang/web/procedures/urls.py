"""The addresses of the procedures app."""

from django.urls import path

from medgang.web.procedures import views

app_name = "procedures"

urlpatterns = [
    path("enhet/<uuid:unit>/prosedyrer/", views.listing, name="list"),
    path("enhet/<uuid:unit>/prosedyrer/<uuid:version>/", views.read, name="read"),
    path("enhet/<uuid:unit>/prosedyrer/<uuid:version>/ta-i-bruk/", views.begin, name="begin"),
    path("enhet/<uuid:unit>/prosedyrer/<uuid:version>/hvorfor/<slug:step>/", views.why, name="why"),
]
