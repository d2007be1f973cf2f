from django.urls import include, path

urlpatterns = [path("", include("fazhi.shell.portal.urls")), path("law/", include("fazhi.law.urls"))]
