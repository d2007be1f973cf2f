"""Who asks: another system by its token, or a person by the session of the pages; and how often."""

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from ninja.security import HttpBearer
from ninja.utils import check_csrf

from fazhi.people.actors import Actor
from fazhi.people.addresses import client_ip
from fazhi.people.selectors import actor_for_token, token_digest
from fazhi.shell.api.counting import WINDOW, is_one_too_many
from fazhi.shell.api.refusals import Forged, TooMany, Unauthenticated

MOST_OF_A_TOKEN = 200
"""Characters; ours have far fewer, and nothing longer is looked up."""
_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


class Token(HttpBearer):
    """Lets in who shows a valid token, or has entered by the pages; a session must bear the page's mark to change.

    A request that shows a token is judged by it alone: a bad one is not made good by a session.
    """

    def __call__(self, request: HttpRequest) -> Actor:
        given = request.headers.get("Authorization")
        if given is not None:
            scheme, _, raw = given.partition(" ")
            return self.authenticate(request, raw.strip() if scheme.lower() == "bearer" else "")
        actor: Actor | None = getattr(request, "actor", None)
        if actor is None:
            _count_visitor(request)
            raise Unauthenticated("请在请求头 Authorization 中给出接口令牌：Bearer 令牌。")
        _count(f"post:{actor.post_id}", _most())
        if request.method not in _SAFE and check_csrf(request) is not None:
            raise Forged("以网页会话调用接口办理事项的，须在请求头 X-CSRFToken 中带上页面的校验值。")
        return actor

    def authenticate(self, request: HttpRequest, token: str) -> Actor:
        """The actor of a token. Raises Unauthenticated, TooMany."""
        if token and len(token) <= MOST_OF_A_TOKEN and token.isascii():
            _count(token_digest(token), _most())
            actor = actor_for_token(token, timezone.now())
            if actor is not None:
                return actor
        _count_visitor(request)
        raise Unauthenticated("接口令牌无效、已经过期或者已经停用，请向本机关系统管理员核实。")


def visitor(request: HttpRequest) -> bool:
    """Lets everybody in, so many times a minute from one address."""
    _count_visitor(request)
    return True


def asking(request: HttpRequest) -> Actor:
    """Who asks, once the door has let him in."""
    actor = getattr(request, "auth", None)
    assert isinstance(actor, Actor), "this endpoint is behind the door"
    return actor


def _most() -> int:
    return int(getattr(settings, "API_PER_MINUTE", 600))


def _count_visitor(request: HttpRequest) -> None:
    _count(f"address:{client_ip(request)}", int(getattr(settings, "API_VISITOR_PER_MINUTE", 120)))


def _count(who: str, most: int) -> None:
    """Count one question of this minute. Raises TooMany over `most`."""
    now = int(timezone.now().timestamp())
    if is_one_too_many(who, most, now):
        wait = WINDOW - now % WINDOW
        raise TooMany(f"每分钟最多调用{most}次，请{wait}秒后再试。", wait)
