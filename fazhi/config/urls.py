"""Every address, by the room that answers it."""

from django.urls import include, path

urlpatterns = [
    path("", include("fazhi.people.urls")),
    path("", include("fazhi.notices.urls")),
    path("law/search/", include("fazhi.search.urls")),
    path("law/", include("fazhi.law.urls")),
    path("", include("fazhi.registers.urls")),
    path("measures/", include("fazhi.measures.urls")),
    path("disclosure/", include("fazhi.disclosure.urls")),
    path("", include("fazhi.shell.portal.urls")),
    path("api/v1/", include("fazhi.shell.api.urls")),
    path("", include("fazhi.shell.urls")),
]
