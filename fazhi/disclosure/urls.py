"""Office addresses of publications, under `disclosure/`."""

from django.urls import path

from fazhi.disclosure import views

app_name = "disclosure"

urlpatterns = [
    path("late/", views.late, name="late"),
    path("<uuid:matter_id>/", views.draft, name="draft"),
]
