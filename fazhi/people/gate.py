"""Doors before views: somebody must act, and by a fitting post."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

View = Callable[..., HttpResponse]


def needs_account(view: View) -> View:
    """Let in who has logged in, with or without a post; send others to the login page and back again."""

    @wraps(view)
    def gated(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.actor is None and not request.user.is_authenticated:  # type: ignore[attr-defined]
            return redirect_to_login(request.get_full_path())
        return view(request, *args, **kwargs)

    return gated


def needs_actor(view: View) -> View:
    """Let in who acts by a post; send others to log in or to choose one."""

    @wraps(view)
    def gated(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.actor is None:  # type: ignore[attr-defined]
            if request.user.is_authenticated:
                return redirect_to_login(request.get_full_path(), reverse("people:post"))
            return redirect_to_login(request.get_full_path())
        return view(request, *args, **kwargs)

    return gated


def needs_post(*kinds: str) -> Callable[[View], View]:
    """Let in who acts by one of these kinds of post; others are told so."""

    def gate(view: View) -> View:
        @wraps(view)
        def gated(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if request.actor.post not in kinds:  # type: ignore[attr-defined]
                return render(request, "people/refused.html", status=403)
            return view(request, *args, **kwargs)

        return needs_actor(gated)

    return gate
