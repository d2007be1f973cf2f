from django.urls import include, path

urlpatterns = [
    path("", include("fazhi.people.urls")),
    path("law/", include("fazhi.law.urls")),
    path("", include("fazhi.registers.urls")),
    path("disclosure/", include("fazhi.disclosure.urls")),
]
