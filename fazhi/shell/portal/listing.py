"""The search page: what is published, by region, organ, day, field and words; the filters stay in the address."""

from datetime import date
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.views.decorators.http import require_safe

from fazhi.disclosure import kinds, searching, selectors
from fazhi.disclosure.selectors import Wanted
from fazhi.people.models import Organ
from fazhi.people.scope import within
from fazhi.shell.portal.frame import Place, place, public, show
from fazhi.shell.portal.rows import published

_KEPT = ("region", "level", "organ", "since", "until", "domain", "kind", "q")


@public(60)
@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """One page of what fits."""
    today = timezone.localdate()
    asked = {key: request.GET.get(key, "").strip()[:80] for key in _KEPT}
    where = place()
    wanted = _wanted(asked)
    page = selectors.public_items(
        wanted, day=today, after=request.GET.get("after", ""), before=request.GET.get("before", "")
    )
    organs = _organs(where, asked["region"])
    kept = {key: value for key, value in asked.items() if value}
    region = next((r for r in where.all if r.code == asked["region"]), None)
    context = {
        "query": asked["q"],
        "filters": _filters(where, organs, asked, wanted),
        "hidden": [("level", "own")] if wanted.own_level else [],
        "chips": _chips(kept, organs, region.name if region else asked["region"]),
        "clear_url": "/p/",
        "rows": published(page.rows),
        "best": [] if page.before else published(searching.best(wanted, day=today)),
        "today": today,
        "region_name": (region.name + ("本级" if wanted.own_level else "")) if region else "",
        "pager": {
            "next": f"/p/?{urlencode({**kept, 'after': page.after})}" if page.after else "",
            "prev": f"/p/?{urlencode({**kept, 'before': page.before})}" if page.before else "",
        },
    }
    return show(request, "shell/portal_search.html", context, where=where)


def _wanted(asked: dict[str, str]) -> Wanted:
    return Wanted(
        region=asked["region"],
        own_level=asked["level"] == "own",
        organ_id=_uuid(asked["organ"]),
        since=_day(asked["since"]),
        until=_day(asked["until"]),
        domain=asked["domain"],
        kind=asked["kind"],
        text=asked["q"].replace("\x00", ""),
    )


def _uuid(value: str) -> UUID | None:
    try:
        return UUID(value)
    except ValueError:
        return None


def _day(value: str) -> date | None:
    try:
        return parse_date(value)
    except ValueError:
        return None


def _organs(where: Place, code: str) -> list[Organ]:
    """Organs of the region that is chosen, of the whole place when none is: at most a hundred."""
    region = next((r for r in where.all if r.code == code), where.root)
    if region is None:
        return []
    rows = Organ.objects.filter(within(region.path, "region__path"), is_active=True)
    return list(rows.exclude(doc_word="").only("name", "short_name").order_by("region__path", "name")[:300])


def _filters(
    where: Place, organs: list[Organ], asked: dict[str, str], wanted: Wanted
) -> list[dict[str, Any]]:
    regions = [("", "全部"), *((r.code, r.name) for r in where.all)]
    domains = [("", "全部"), *_domains()]
    return [
        {"name": "q", "label": "名称、文号或者事由", "value": asked["q"]},
        {"name": "region", "label": "区域", "choices": regions, "value": asked["region"]},
        {
            "name": "organ",
            "label": "机关",
            "choices": [("", "全部"), *((str(o.pk), o.short_name or o.name) for o in organs)],
            "value": asked["organ"],
        },
        {"name": "domain", "label": "领域", "choices": domains, "value": asked["domain"]},
        {"name": "since", "label": "公示日期自", "type": "date", "value": wanted.since},
        {"name": "until", "label": "公示日期至", "type": "date", "value": wanted.until},
    ]


def _domains() -> list[tuple[str, str]]:
    return list(kinds.domains().items())


def _chips(kept: dict[str, str], organs: list[Organ], region: str) -> list[dict[str, str]]:
    names = {str(o.pk): o.short_name or o.name for o in organs}
    labels = {
        "region": lambda v: f"区域：{region}",
        "level": lambda v: "只看本级",
        "organ": lambda v: f"机关：{names.get(v, '所选机关')}",
        "since": lambda v: f"{v}起",
        "until": lambda v: f"至{v}",
        "domain": lambda v: f"领域：{kinds.domains().get(v, v)}",
        "kind": kinds.title_of,
        "q": lambda v: f"“{v}”",
    }
    return [
        {
            "label": labels[key](value),
            "remove_url": "/p/?" + urlencode({k: v for k, v in kept.items() if k != key}),
        }
        for key, value in kept.items()
    ]
