"""The first page, the guide, and the sheet of page components."""

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render

from fazhi.people.actors import Actor
from fazhi.people.vocabulary import PostKind
from fazhi.shell.doors import signed_in
from fazhi.shell.office import desk


def home(request: HttpRequest) -> HttpResponseBase:
    """The desk for those who work here, the portal for the public."""
    if getattr(request, "actor", None) is not None:
        return desk.home(request)
    if request.user.is_authenticated:
        return redirect("/account/post/")
    return redirect("/portal/")


@signed_in
def guide(request: HttpRequest, actor: Actor) -> HttpResponse:
    """How to do one's work here, by role."""
    return render(request, "shell/help.html", {"post": actor.post})


@signed_in
def component_sheet(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Every page component in its states, for those who keep the platform."""
    if actor.post != PostKind.ADMIN:
        raise Http404
    return render(request, "ui/components.html")
