"""Who may pass a page's door, and how a refusal looks."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.http import urlencode

from fazhi.kernel.errors import FazhiError, MovedOn, NotYourPart, OutOfScope, Refusals, TooLate, WrongStage
from fazhi.people.actors import Actor
from fazhi.shell.office.wording import printed

P = ParamSpec("P")
Page = Callable[Concatenate[HttpRequest, Actor, P], HttpResponseBase]

_TITLES: dict[type[FazhiError], str] = {
    OutOfScope: "没有这一事项",
    NotYourPart: "这一步不由您办理",
    WrongStage: "现在不是办这一步的时候",
    TooLate: "已经过了期限",
    Refusals: "还不能办理",
    MovedOn: "事项已有变化",
}


def signed_in(page: Page[P]) -> Callable[Concatenate[HttpRequest, P], HttpResponseBase]:
    """The page for those who have entered and chosen a post; others are asked to enter. The page gets the actor."""

    @wraps(page)
    def guarded(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        actor: Actor | None = getattr(request, "actor", None)
        if actor is None:
            where = "/account/post/" if request.user.is_authenticated else settings.LOGIN_URL
            return redirect(f"{where}?{urlencode({'next': request.get_full_path()})}")
        try:
            response = page(request, actor, *args, **kwargs)
        except FazhiError as error:
            return refusal(request, error)
        response["Cache-Control"] = "private, no-store"
        return response

    return guarded


def refusal(request: HttpRequest, error: FazhiError) -> HttpResponse:
    """A refusal as a page: what is the matter, why, what to do, with the status of its kind."""
    rows: list[dict[str, Any]] = []
    if isinstance(error, Refusals):
        rows = [
            {"state": "unmet", "title": v.reason, "note": v.cure, "basis": printed(v.basis)}
            for v in error.verdicts
        ]
    context = {
        "title": _TITLES.get(type(error), "这一步没有办成"),
        "sentence": error.sentence,
        "basis": printed(error.basis),
        "rows": rows,
        "since": getattr(error, "since", ()),
    }
    return render(request, "shell/error.html", context, status=error.status)
