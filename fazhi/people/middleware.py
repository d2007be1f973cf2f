"""Sets `request.actor` from the session's chosen post, and keeps the session alive while somebody works."""

from collections.abc import Callable
from datetime import datetime
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings
from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.request import QueryDict
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from fazhi.people.actors import Actor, actor_for_post
from fazhi.people.models import Post
from fazhi.statements import Fixed

POST_KEY = "fazhi_post"
SEEN_KEY = "fazhi_seen"
# A session is written at most once a minute, so that reading pages does not become writing rows.
_SEEN_EVERY = 60


# Places that stay open to who must first set a new password, or choose a post.
_FRESH_START = "/account/password/"
_OPEN = (_FRESH_START, "/logout/", "/static/")
_FOR_PROGRAMS = "/api/"
_DOORS = (settings.LOGIN_URL, _FRESH_START, "/account/post/")


class ActorMiddleware:
    """`request.actor` is the Actor of the chosen post, or None for the public and for those who have yet to choose.

    The post must be held today and account, person and organ be in use. Account and post come in one query.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        now = timezone.now()
        request.actor = _actor(request, now)  # type: ignore[attr-defined]
        if SESSION_KEY in request.session:
            _stay_awake(request, now)
        if _owes_new_password(request):
            if not request.path.startswith(_FOR_PROGRAMS):
                return _out_of_the_panel(request, redirect(_FRESH_START))
            # Who shows a token is judged by it and not by the session.
            if "Authorization" not in request.headers:
                return _told_in_json()
            request.actor = None  # type: ignore[attr-defined]
        return _out_of_the_panel(request, self.get_response(request))


_SEAT: Fixed[Post] = Fixed(
    lambda *, post_id, account_id, day: (
        Post.objects.seated()
        .select_related("person__account", "organ__region", "unit")
        .filter(pk=post_id, person__account=account_id, person__account__is_active=True)
        .filter(person__is_active=True, organ__is_active=True)
        .on(day)
    )
)


def _actor(request: HttpRequest, now: datetime) -> Actor | None:
    post_id, account_id = request.session.get(POST_KEY), request.session.get(SESSION_KEY)
    if not post_id or not account_id:
        return None
    post = _SEAT.first(post_id=UUID(post_id), account_id=UUID(account_id), day=timezone.localdate(now))
    if post is None:
        return None
    account = post.person.account
    # The same check as Django's own: a changed password ends every session but the one that changed it.
    if not constant_time_compare(request.session.get(HASH_SESSION_KEY, ""), account.get_session_auth_hash()):
        return None
    request._cached_user = account  # type: ignore[attr-defined]
    return actor_for_post(post)


def _owes_new_password(request: HttpRequest) -> bool:
    account = getattr(request, "_cached_user", None)
    return bool(account and account.must_change_password and not request.path.startswith(_OPEN))


def _told_in_json() -> JsonResponse:
    """The same for who calls the interface from a page: a program cannot follow to where a password is set."""
    said = {"code": "password_due", "sentence": "请先登录网页设置新密码，再调用接口。", "basis": ""}
    response = JsonResponse(said, status=403, json_dumps_params={"ensure_ascii": False})
    response["Cache-Control"] = "private, no-store"
    return response


def _stay_awake(request: HttpRequest, now: datetime) -> None:
    stamp = int(now.timestamp())
    if stamp - request.session.get(SEEN_KEY, 0) >= _SEEN_EVERY:
        request.session[SEEN_KEY] = stamp


def _out_of_the_panel(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """A panel that was sent to the login page, or to another door, takes the whole window there instead."""
    if request.headers.get("HX-Request") != "true" or response.status_code not in {301, 302}:
        return response
    door = response["Location"].partition("?")[0]
    if door not in _DOORS:
        return response
    query = QueryDict(mutable=True)
    # The window's own page, not the panel's address, is where the person wants to be again.
    query["next"] = urlsplit(
        request.headers.get("HX-Current-URL") or request.headers.get("Referer", "/")
    ).path
    answer = HttpResponse(status=401)
    answer["HX-Redirect"] = f"{door}?{query.urlencode()}"
    return answer
