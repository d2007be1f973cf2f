"""Addresses of the interface, as the platform includes them, and of the law's pages, which its answers name."""

from django.urls import include, path

urlpatterns = [
    path("api/v1/", include("fazhi.shell.api.urls")),
    path("law/", include("fazhi.law.urls")),
]
