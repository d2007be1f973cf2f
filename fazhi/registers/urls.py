"""Addresses of registers: `registers/` for the office, `lists/` for everybody."""

from django.urls import path

from fazhi.registers import views

app_name = "registers"

urlpatterns = [
    path("registers/", views.registers, name="registers"),
    path("registers/<uuid:register_id>/", views.register, name="register"),
    path("registers/<uuid:register_id>/export/", views.export, name="export"),
    path("registers/<uuid:register_id>/template/", views.template, name="template"),
    path("registers/<uuid:register_id>/import/", views.bring_in, name="import"),
    path("registers/entries/<uuid:entry_id>/", views.entry, name="entry"),
    path("lists/", views.public_lists, name="lists"),
    path("lists/<uuid:register_id>/", views.public_list, name="list"),
    path("lists/entries/<uuid:entry_id>/", views.public_entry, name="public_entry"),
]
