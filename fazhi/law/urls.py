"""Addresses of the law library; the lead path is `law/`."""

from django.urls import path

from fazhi.law import views
from fazhi.law.cited_by import cited_by_page

app_name = "law"
urlpatterns = [
    path("", views.law_list, name="list"),
    path("card/", views.card, name="card"),
    path("cited/", views.cited, name="cited"),
    path("<int:law_id>/", views.law_detail, name="law"),
    path("<int:law_id>/<slug:number>/citing/", cited_by_page, name="cited_by"),
    path("<int:law_id>/<slug:number>/", views.article_detail, name="article"),
]
