"""Addresses of pages that span domains."""

from django.urls import path

from fazhi.shell.office import acting, desk, files, listing, matter, panels, region, searching
from fazhi.shell.plain import component_sheet, guide, home

app_name = "shell"

_OF_MATTER = "matters/<uuid:matter_id>/"

urlpatterns = [
    path("", home, name="home"),
    path("desk/", desk.desk, name="desk"),
    path("open/", acting.openings, name="openings"),
    path("open/<str:procedure>/", acting.begin, name="begin"),
    path("matters/", listing.matters, name="matters"),
    path("matters/views/save/", listing.save_view, name="save_view"),
    path(_OF_MATTER, matter.page, name="matter"),
    path(f"{_OF_MATTER}act/<str:key>/", acting.act, name="act"),
    path(f"{_OF_MATTER}timeline/", panels.timeline_panel, name="timeline"),
    path(f"{_OF_MATTER}sum/", panels.sum_panel, name="sum"),
    path(f"{_OF_MATTER}papers/<uuid:paper_id>.<str:form>", files.paper, name="paper"),
    path(f"{_OF_MATTER}files/<uuid:enclosure_id>", files.enclosure, name="file"),
    path(f"{_OF_MATTER}dossier.zip", files.dossier, name="dossier"),
    path(f"{_OF_MATTER}verify/", files.verify, name="verify"),
    path("region/", region.region, name="region"),
    path("region/<str:code>/", region.region, name="region_below"),
    path("search/", searching.search, name="search"),
    path("help/", guide, name="help"),
    path("components/", component_sheet, name="components"),
]
