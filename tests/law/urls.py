"""The law library alone, where it stands in service."""

from django.urls import include, path

urlpatterns = [path("law/", include("fazhi.law.urls"))]
