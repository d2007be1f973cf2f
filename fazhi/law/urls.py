"""Addresses of the law library; the lead path is `law/`.

A law is addressed by its short title, which is the same in every library: /law/行政处罚法/60/. `?edition=2021-01-22` is
the edition adopted that day, `?on=2024-05-01` the one in force on a day; without either it is today's.
"""

from django.urls import path

from fazhi.law import edition_views, views
from fazhi.law.cited_by import cited_by_page

app_name = "law"
urlpatterns = [
    path("", views.law_list, name="list"),
    path("card/", views.card, name="card"),
    path("cited/", views.cited, name="cited"),
    path("doubts/", edition_views.doubts, name="doubts"),
    path("<str:name>/<slug:number>/citing/", cited_by_page, name="cited_by"),
    path("<str:name>/compare/", edition_views.compare, name="compare"),
    path("<str:name>/<slug:number>/governing/", edition_views.governing_page, name="governing"),
    path("<str:name>/<slug:number>/", views.article_detail, name="article"),
    path("<str:name>/", views.law_detail, name="law"),
]
