"""Addresses of figures, under `measures/`."""

from django.urls import path

from fazhi.measures import views

app_name = "measures"

urlpatterns = [
    path("", views.overview, name="measures"),
    path("<str:key>/", views.one, name="measure"),
    path("<str:key>/records/", views.records, name="records"),
]
