"""Addresses of search; the lead path is `law/search/`, before the law library's own, which would take it for a title."""

from django.urls import path

from fazhi.search import views

app_name = "search"
urlpatterns = [path("", views.articles, name="articles")]
