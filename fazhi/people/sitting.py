"""A person's session: taking the seat, changing the post, leaving it, and waiting for the code."""

from datetime import datetime, timedelta
from uuid import UUID

from django.contrib.auth import login, logout
from django.http import HttpRequest

from fazhi.people.middleware import POST_KEY, SEEN_KEY
from fazhi.people.models import Account, Post

_WAITING_KEY, _WAITING_SINCE_KEY = "fazhi_second", "fazhi_second_since"
_WAIT = timedelta(minutes=5)


def take_seat(request: HttpRequest, account: Account, post: Post | None, at: datetime) -> None:
    """Begin a new session for the account under a new key, at the post if there is one to begin with."""
    login(request, account)
    request.session.pop(_WAITING_KEY, None)
    request.session.pop(_WAITING_SINCE_KEY, None)
    request.session.pop(POST_KEY, None)
    request.session[SEEN_KEY] = int(at.timestamp())
    if post is not None:
        take_post(request, post)


def take_post(request: HttpRequest, post: Post) -> None:
    """From the next request on the session acts by this post."""
    request.session[POST_KEY] = str(post.pk)


def leave(request: HttpRequest) -> None:
    """End the session and forget all it held."""
    logout(request)


def wait_for_code(request: HttpRequest, account: Account, at: datetime) -> None:
    """Remember for five minutes that the password was right; nobody is in yet."""
    request.session.cycle_key()
    request.session[_WAITING_KEY] = str(account.pk)
    request.session[_WAITING_SINCE_KEY] = int(at.timestamp())


def waiting_account(request: HttpRequest, at: datetime) -> Account | None:
    """The account whose code is awaited, or None when there is none or it has waited too long."""
    waiting = request.session.get(_WAITING_KEY)
    since = request.session.get(_WAITING_SINCE_KEY, 0)
    if not waiting or at.timestamp() - since > _WAIT.total_seconds():
        return None
    return Account.objects.select_related("person").filter(pk=UUID(waiting), is_active=True).first()
