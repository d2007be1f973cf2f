"""The first page of the portal."""

from datetime import date
from typing import Any

from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from fazhi.disclosure import kinds, selectors
from fazhi.disclosure.selectors import Wanted
from fazhi.shell.portal.calculator import CHOICES
from fazhi.shell.portal.frame import Place, place, public, show
from fazhi.shell.portal.rows import published

LATEST = 8
_TRIES = (
    ("处罚决定", "/p/?kind=penalty_decision"),
    ("裁量权基准", "/lists/"),
    ("法规条文", "/law/"),
    ("核验公示", "/verify/"),
)
_TASKS = (
    ("查一项处罚决定", "/p/", "按企业名称、文号、区域、机关查"),
    ("核验公示内容", "/verify/", "与账本逐步核对，看有没有被改动"),
    ("算我还有多少天", "/calc/", "任何程序的法定期限，逐日列明"),
    ("查法律法规", "/law/", "用平常的话查条文，看某一天有效的规定"),
    ("取开放数据", "/open-data/", "法规全文下载和数据接口"),
    ("认为公示有误", "/p/", "打开该条公示，页末“申请更正”"),
)


@public(60)
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Search first, then the regions as doors, what is new, and what people come to do."""
    today = timezone.localdate()
    where = place()
    kind = request.GET.get("kind", "")
    page = selectors.public_items(Wanted(kind=kind), day=today, size=LATEST)
    context: dict[str, Any] = {
        "tries": [{"label": label, "url": url} for label, url in _TRIES],
        "doors": _doors(where, today),
        "own_level": {"label": "市本级", "url": f"/p/?region={where.root.code}&level=own"}
        if where.root
        else None,
        "kinds": _kinds(kind),
        "latest": published(page.rows),
        "today": today,
        "more_url": f"/p/?kind={kind}" if kind else "/p/",
        "tasks": [{"title": title, "url": url, "text": text} for title, url, text in _TASKS],
        "calculator": {"choices": [(c.key, c.title) for c in CHOICES], "action": "/calc/", "day": today},
    }
    return show(request, "shell/portal_home.html", context, where=where)


def _kinds(current: str) -> list[dict[str, Any]]:
    every = [("", "全部"), *((k.key, k.plural) for k in kinds.every())]
    return [
        {"label": label, "url": f"/portal/?kind={key}" if key else "/portal/", "current": key == current}
        for key, label in every
    ]


def _doors(where: Place, today: date) -> list[dict[str, Any]]:
    """The counties, each with how much was published in it this month: one query."""
    since = today.replace(day=1)
    counted = (
        selectors.shown_on(today)
        .filter(published_on__gte=since)
        .values("region_path")
        .annotate(items=Count("pk"))
        .order_by()
    )
    totals: dict[str, int] = {}
    for row in counted:
        if region := where.at(row["region_path"]):
            totals[region.code] = totals.get(region.code, 0) + row["items"]
    return [
        {
            "name": region.name,
            "url": f"/p/?region={region.code}",
            "meta": f"本月公示{totals[region.code]}条" if region.code in totals else "本月没有新公示",
        }
        for region in where.below
    ]
