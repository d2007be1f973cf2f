"""What every office page's frame shows: who acts, where one can go, how many messages are unread."""

from typing import Any

from django.http import HttpRequest

from fazhi.ledger.models import Checkpoint
from fazhi.measures.scope import may_read
from fazhi.notices import selectors as notices
from fazhi.people.actors import Actor
from fazhi.people.scope import sees_region
from fazhi.shell.office import starting


def frame(request: HttpRequest) -> dict[str, Any]:
    """The frame of a page; next to nothing for the public."""
    actor: Actor | None = getattr(request, "actor", None)
    if actor is None:
        return {"actor": None}
    latest = Checkpoint.objects.order_by("-n").first()
    return {
        "actor": actor,
        "nav": _nav(actor, request),
        "nav_more": _more(actor, request),
        "unread": notices.unread_count(actor),
        "checkpoint": {"n": latest.n, "at": latest.made_at, "url": "/verify/"} if latest else None,
    }


def _nav(actor: Actor, request: HttpRequest) -> list[dict[str, Any]]:
    rows = []
    if sees_region(actor):
        rows.append(("区域监督", "监督", "/region/"))
    rows += [("我的工作台", "工作台", "/desk/"), ("全部事项", "事项", "/matters/")]
    if starting.openable(actor):
        rows.append(("办理新事项", "新办", "/open/"))
    rows.append(("消息", "消息", "/notices/"))
    return _marked(rows, request)


def _more(actor: Actor, request: HttpRequest) -> list[dict[str, Any]]:
    rows = [("指标", "", "/measures/")] if may_read(actor) else []
    rows += [
        ("人员与证件", "", "/people/"),
        ("清单台账", "", "/registers/"),
        ("法规库", "", "/law/"),
        ("公示门户", "", "/portal/"),
    ]
    return _marked(rows, request)


def _marked(rows: list[tuple[str, str, str]], request: HttpRequest) -> list[dict[str, Any]]:
    return [
        {"label": label, "short": short, "url": url, "current": request.path.startswith(url)}
        for label, short, url in rows
    ]
