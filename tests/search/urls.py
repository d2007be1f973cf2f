"""The search page and the law library, where they stand in service."""

from django.urls import include, path

urlpatterns = [
    path("law/search/", include("fazhi.search.urls")),
    path("law/", include("fazhi.law.urls")),
]
