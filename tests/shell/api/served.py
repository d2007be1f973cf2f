"""Addresses of the interface alone, as the platform includes them."""

from django.urls import include, path

urlpatterns = [path("api/v1/", include("fazhi.shell.api.urls"))]
