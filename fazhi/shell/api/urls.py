"""Addresses under `api/v1/`. Whatever is asked here, the answer is JSON; only the list of endpoints is a page."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import URLPattern, path, re_path, reverse
from django.views.decorators.csrf import csrf_exempt

from fazhi.shell.api.refusals import NotServed, WrongContentType, WrongMethod, answer
from fazhi.shell.api.service import api

View = Callable[..., HttpResponseBase]


def in_json(view: View) -> View:
    """The view with answers that the library would give as plain text given as JSON, and nothing of it cached."""

    @wraps(view)
    def answering(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        charset = (request.content_params or {}).get("charset", "utf-8")
        if charset.lower() not in {"utf-8", "utf8"}:
            # Any other would be used to read the address, too.
            response: HttpResponseBase = answer(WrongContentType("请以 UTF-8 编码发送。"))
        else:
            response = _asked(view, request, *args, **kwargs)
        if response.status_code == 405:
            methods = set(response["Allow"].split(", "))
            allowed = ", ".join(sorted(methods | ({"HEAD"} if "GET" in methods else set())))
            response = answer(WrongMethod(f"这个地址只接受 {allowed}。"))
            response["Allow"] = allowed
        response["Cache-Control"] = "private, no-store"
        return response

    return answering


def _asked(view: View, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
    """The answer of the view; to HEAD that of GET, whose body the server leaves out."""
    if request.method != "HEAD":
        return view(request, *args, **kwargs)
    request.method = "GET"
    try:
        return view(request, *args, **kwargs)
    finally:
        request.method = "HEAD"


@csrf_exempt
def unknown(request: HttpRequest) -> HttpResponse:
    """Nothing is served here."""
    return answer(NotServed("没有这个接口地址。"))


def root(request: HttpRequest) -> HttpResponse:
    """The list of endpoints, as a page."""
    if request.method not in {"GET", "HEAD"}:
        return unknown(request)
    groups: dict[str, list[dict[str, str]]] = {}
    for address, methods in api.get_openapi_schema()["paths"].items():
        for method, told in methods.items():
            row = {"method": method.upper(), "path": address, "text": told["summary"]}
            groups.setdefault(told["tags"][0], []).append(row)
    context = {
        "groups": [{"title": title, "rows": rows} for title, rows in groups.items()],
        "schema_url": reverse("api-v1:openapi-json"),
    }
    return render(request, "shell/api_root.html", context)


def _served() -> list[URLPattern]:
    patterns = []
    for known in api.urls[0]:
        assert isinstance(known, URLPattern)
        patterns.append(URLPattern(known.pattern, in_json(known.callback), known.default_args, known.name))
    return patterns


urlpatterns = [
    path("", csrf_exempt(root), name="api-root-page"),
    path("", (_served(), "ninja", "api-v1")),
    re_path(r"", in_json(unknown)),
]
