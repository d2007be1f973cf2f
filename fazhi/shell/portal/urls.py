"""Addresses of the public pages. The root itself is the shell's: it leads visitors to `portal/`."""

from django.urls import path, re_path

from fazhi.shell.portal import calculator, home, item, listing, open_data, verifying

app_name = "portal"
_ITEM = r"^p/(?P<public_id>[a-z2-7]{13})"

urlpatterns = [
    path("portal/", home.home, name="home"),
    path("p/", listing.listing, name="list"),
    re_path(rf"{_ITEM}/$", item.item, name="item"),
    re_path(rf"{_ITEM}\.json$", item.item_json, name="item_json"),
    re_path(rf"{_ITEM}/correction/$", item.correction, name="correction"),
    path("p/<path:anything>", item.unknown, name="unknown"),
    path("verify/", verifying.verify, name="verify"),
    path("checkpoints/", verifying.checkpoints, name="checkpoints"),
    path("checkpoints/<int:n>.json", verifying.checkpoint_json, name="checkpoint"),
    path("open-data/", open_data.open_data, name="open_data"),
    path("open-data/<str:name>", open_data.whole, name="open_data_file"),
    path("calc/", calculator.calculator, name="calculator"),
]
