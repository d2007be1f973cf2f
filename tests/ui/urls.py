"""Addresses of this platform, and the law library's, to which citations lead."""

from django.urls import include, path

urlpatterns = [path("law/", include("fazhi.law.urls"))]
