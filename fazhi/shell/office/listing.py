"""Lists of matters: filters that live in the address, keyset paging, saved views, export of exactly what is shown."""

import io
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

import xlsxwriter
from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.views.decorators.http import require_POST

from fazhi import calendars
from fazhi.kernel.periods import WorkCalendar
from fazhi.people import scope
from fazhi.people.actors import Actor
from fazhi.people.models import Organ, Region
from fazhi.procedures import registry, selectors
from fazhi.procedures.models import Matter
from fazhi.shell.doors import signed_in
from fazhi.shell.models import SavedView
from fazhi.shell.office import starting
from fazhi.shell.office.clocks import brief
from fazhi.shell.office.wording import holder
from fazhi.shell.services.save_view import save_view as keep

PAGE = 30
MOST_EXPORTED = 20_000
STATES = (("", "在办"), ("over", "已超期"), ("near", "临期"), ("closed", "已办结"), ("all", "全部"))
SORTS: dict[str, tuple[str, ...]] = {"": ("-id",), "due": ("due_on", "id")}
COLUMNS = (
    {"key": "number", "label": "案号"},
    {"key": "title", "label": "当事人与案由", "main": True},
    {"key": "stage", "label": "阶段"},
    {"key": "holder", "label": "现由谁办", "lesser": True, "wrap": True, "width": 130},
    {"key": "organ", "label": "机关", "lesser": True, "hide": True},
    {"key": "opened", "label": "开始", "hide": True},
    {"key": "clock", "label": "时限"},
)
OPTIONAL = ("stage", "holder", "organ", "opened")


@dataclass(frozen=True)
class Wish:
    """What the reader asked of the list, as read from the address. Values that cannot be are left out.

    `main` leaves sub-matters out; `own` takes the region's own organs without those below it.
    """

    q: str = ""
    procedure: str = ""
    state: str = ""
    region: str = ""
    organ: str = ""
    since: date | None = None
    until: date | None = None
    closed_since: date | None = None
    main: str = ""
    own: str = ""
    sort: str = ""
    columns: tuple[str, ...] = OPTIONAL

    def query(self, **changes: Any) -> str:
        """The address of this list with some wishes changed."""
        now = replace(self, **changes)
        pairs = [
            ("q", now.q),
            ("procedure", now.procedure),
            ("state", now.state),
            ("region", now.region),
            ("organ", now.organ),
            ("since", now.since or ""),
            ("until", now.until or ""),
            ("closed_since", now.closed_since or ""),
            ("main", now.main),
            ("own", now.own),
            ("sort", now.sort),
        ]
        if now.columns != OPTIONAL:
            pairs += [("col", key) for key in now.columns] or [("col", "none")]
        return urlencode([(key, value) for key, value in pairs if value])


def wish(request: HttpRequest) -> Wish:
    """Read the address."""
    got = request.GET
    columns = tuple(key for key in OPTIONAL if key in got.getlist("col")) if "col" in got else OPTIONAL
    return Wish(
        q=got.get("q", "").replace("\x00", "").strip()[:100],
        procedure=got.get("procedure", "") if got.get("procedure", "") in registry.definitions() else "",
        state=got.get("state", "") if got.get("state", "") in dict(STATES) else "",
        region=got.get("region", "") if got.get("region", "").isdecimal() else "",
        organ=got.get("organ", "") if _uuid(got.get("organ", "")) else "",
        since=_day(got.get("since", "")),
        until=_day(got.get("until", "")),
        closed_since=_day(got.get("closed_since", "")),
        main="1" if got.get("main") == "1" else "",
        own="1" if got.get("own") == "1" else "",
        sort=got.get("sort", "") if got.get("sort", "") in SORTS else "",
        columns=columns,
    )


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _day(text: str) -> date | None:
    try:
        return parse_date(text)
    except ValueError:
        return None


def wanted(actor: Actor, asked: Wish, today: date) -> QuerySet[Matter]:
    """The matters that the list shows: the actor's, narrowed as asked."""
    rows = selectors.visible(actor).prefetch_related("organ", "owner_person")
    if asked.procedure:
        rows = rows.filter(procedure=asked.procedure)
    match asked.state:
        case "":
            rows = rows.filter(is_open=True)
        case "over":
            rows = rows.filter(is_open=True, due_on__lt=today)
        case "near":
            rows = rows.filter(is_open=True, due_on__gte=today, near_on__lte=today)
        case "closed":
            rows = rows.filter(is_open=False)
    if asked.region:
        path = Region.objects.filter(code=asked.region).values_list("path", flat=True).first()
        rows = rows.filter(region_path=path or "") if asked.own else rows.filter(scope.within(path or ""))
    if asked.organ:
        rows = rows.filter(organ_id=asked.organ)
    if asked.since:
        rows = rows.filter(opened_on__gte=asked.since)
    if asked.until:
        rows = rows.filter(opened_on__lte=asked.until)
    if asked.closed_since:
        rows = rows.filter(closed_on__gte=asked.closed_since)
    if asked.main:
        rows = rows.filter(parent__isnull=True)
    if asked.sort == "due":
        rows = rows.filter(due_on__isnull=False)
    if asked.q:
        rows = rows.filter(
            Q(title__icontains=asked.q) | Q(number__icontains=asked.q) | Q(cause__icontains=asked.q)
        )
    return rows


def paged(rows: QuerySet[Matter], sort: str, after: str, before: str) -> tuple[list[Matter], str, str]:
    """One page by key, and the cursors of the pages before and after it (empty where there is none).

    A cursor is `DAY~ID`, the day being that of the sort.
    """
    backwards = bool(before)
    cursor = before or after
    day, _, key = cursor.partition("~")
    place = _uuid(key)
    if sort == "due":
        order: tuple[str, ...] = ("due_on", "id") if not backwards else ("-due_on", "-id")
        at = _day(day)
        if place and at:
            past = (
                Q(due_on__gt=at) | Q(due_on=at, id__gt=place)
                if not backwards
                else Q(due_on__lt=at) | Q(due_on=at, id__lt=place)
            )
            rows = rows.filter(past)
    else:
        order = ("-id",) if not backwards else ("id",)
        if place:
            rows = rows.filter(id__lt=place) if not backwards else rows.filter(id__gt=place)
    found = list(rows.order_by(*order)[: PAGE + 1])
    more = len(found) > PAGE
    found = found[:PAGE]
    if backwards:
        found.reverse()
    has_next, has_prev = (True, more) if backwards else (more, bool(place))
    first, last = (_cursor(found[0]), _cursor(found[-1])) if found else ("", "")
    return found, first if has_prev else "", last if has_next else ""


def _cursor(matter: Matter) -> str:
    return f"{matter.due_on or ''}~{matter.pk}"


@signed_in
def matters(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The list of matters in the actor's scope."""
    today = timezone.localdate()
    asked = wish(request)
    rows = wanted(actor, asked, today)
    if "export" in request.GET:
        return _export(rows, asked)
    found, prev, following = paged(
        rows, asked.sort, request.GET.get("after", ""), request.GET.get("before", "")
    )
    base, calendar = asked.query(), calendars.current()
    titles = {d.key: d.title for d in registry.definitions().values()}
    context = {
        "title": titles.get(asked.procedure, "全部事项"),
        "views": _views(actor, asked),
        "save_view_url": f"/matters/views/save/?{base}",
        "filters": _filters(actor, asked, titles),
        "hidden": _hidden(asked),
        "chips": _chips(asked, titles),
        "clear_url": "/matters/",
        "columns": _columns(asked),
        "all_columns": [
            {"key": c["key"], "label": c["label"], "shown": c["key"] in asked.columns}
            for c in COLUMNS
            if c["key"] in OPTIONAL
        ],
        "rows": [_row(matter, today, calendar) for matter in found],
        "pager": {
            "prev": f"/matters/?{base}&before={prev}" if prev else "",
            "next": f"/matters/?{base}&after={following}" if following else "",
        },
        "export_url": f"/matters/?{base}&export=xlsx",
        "total_text": f"本页{len(found)}件",
        "can_open": starting.offers(actor, timezone.now()),
    }
    return render(request, "shell/matters.html", context)


def _columns(asked: Wish) -> list[dict[str, Any]]:
    shown = [dict(c) for c in COLUMNS if c["key"] not in OPTIONAL or c["key"] in asked.columns]
    for column in shown:
        if column["key"] == "clock":
            column["sort_url"] = f"/matters/?{asked.query(sort='' if asked.sort == 'due' else 'due')}"
            column["sorted"] = "ascending" if asked.sort == "due" else ""
    return shown


def _row(matter: Matter, today: date, calendar: WorkCalendar) -> dict[str, Any]:
    return {
        "id": matter.pk,
        "url": f"/matters/{matter.pk}/",
        "cells": _cells(matter) | {"title": (matter.title, matter.cause)},
        "clock": brief(matter, today, calendar) if matter.is_open else None,
        "selectable": False,
    }


def _cells(matter: Matter) -> dict[str, Any]:
    return {
        "number": matter.number or "未编号",
        "stage": matter.stage_title,
        "holder": holder(matter),
        "organ": matter.organ.short_name or matter.organ.name,
        "opened": matter.opened_on.isoformat(),
    }


def _filters(actor: Actor, asked: Wish, titles: dict[str, str]) -> list[dict[str, Any]]:
    filters: list[dict[str, Any]] = [
        {"name": "q", "label": "当事人、案号、案由", "type": "text", "value": asked.q},
        {
            "name": "procedure",
            "label": "种类",
            "value": asked.procedure,
            "choices": [("", "全部"), *titles.items()],
        },
        {"name": "state", "label": "状态", "value": asked.state, "choices": STATES},
    ]
    if scope.sees_region(actor):
        regions = Region.objects.filter(scope.within(actor.region_path, "path"), level__lte=3).order_by(
            "path"
        )
        filters.append(
            {
                "name": "region",
                "label": "区域",
                "value": asked.region,
                "choices": [("", "全部"), *((r.code, r.name) for r in regions)],
            }
        )
    filters.append({"name": "since", "label": "开始日不早于", "type": "date", "value": asked.since})
    return filters


def _hidden(asked: Wish) -> list[tuple[str, Any]]:
    """Wishes that the bar of filters has no field for; they stay when it is used."""
    names = ("organ", "until", "closed_since", "main", "own", "sort")
    kept = [(name, getattr(asked, name)) for name in names if getattr(asked, name)]
    return kept + ([("col", key) for key in asked.columns or ("none",)] if asked.columns != OPTIONAL else [])


def _chips(asked: Wish, titles: dict[str, str]) -> list[dict[str, str]]:
    chips = []
    if asked.q:
        chips.append({"label": f"含“{asked.q}”", "remove_url": f"/matters/?{asked.query(q='')}"})
    if asked.procedure:
        chips.append(
            {"label": titles[asked.procedure], "remove_url": f"/matters/?{asked.query(procedure='')}"}
        )
    if asked.state:
        chips.append({"label": dict(STATES)[asked.state], "remove_url": f"/matters/?{asked.query(state='')}"})
    if asked.region:
        name = Region.objects.filter(code=asked.region).values_list("name", flat=True).first()
        chips.append({"label": name or asked.region, "remove_url": f"/matters/?{asked.query(region='')}"})
    if asked.organ:
        name = Organ.objects.filter(pk=asked.organ).values_list("name", flat=True).first()
        chips.append({"label": name or "机关", "remove_url": f"/matters/?{asked.query(organ='')}"})
    if asked.since:
        chips.append({"label": f"{asked.since}起", "remove_url": f"/matters/?{asked.query(since=None)}"})
    if asked.until:
        chips.append({"label": f"{asked.until}止", "remove_url": f"/matters/?{asked.query(until=None)}"})
    if asked.closed_since:
        chips.append(
            {
                "label": f"{asked.closed_since}起办结",
                "remove_url": f"/matters/?{asked.query(closed_since=None)}",
            }
        )
    if asked.main:
        chips.append({"label": "不含子事项", "remove_url": f"/matters/?{asked.query(main='')}"})
    if asked.own:
        chips.append({"label": "只看本级", "remove_url": f"/matters/?{asked.query(own='')}"})
    return chips


def _views(actor: Actor, asked: Wish) -> list[dict[str, Any]]:
    base = [
        (label, replace(asked, state=state, q="", since=None, until=None, sort="")) for state, label in STATES
    ]
    views = [{"label": label, "url": f"/matters/?{w.query()}", "current": w == asked} for label, w in base]
    if actor.person_id:
        saved = SavedView.objects.filter(person_id=actor.person_id).order_by("name")[:12]
        views += [
            {"label": v.name, "url": f"/matters/?{v.query}", "current": v.query == asked.query()}
            for v in saved
        ]
    return views


@require_POST
@signed_in
def save_view(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Keep the present filters under a name of the actor's own."""
    asked = wish(request)
    name = request.POST.get("name", "").replace("\x00", "").strip()[:20]
    if not name:
        messages.error(request, "请给视图起个名称。")
    elif actor.person_id is not None:
        keep(person_id=actor.person_id, name=name, query=asked.query())
        messages.success(request, f"已保存视图“{name}”。")
    return redirect(f"/matters/?{asked.query()}")


def _export(rows: QuerySet[Matter], asked: Wish) -> HttpResponse:
    """The list as a workbook: exactly the columns and rows shown, all pages."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(
        out, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    sheet = book.add_worksheet("事项")
    columns = [c for c in COLUMNS if c["key"] not in OPTIONAL or c["key"] in asked.columns]
    sheet.write_row(0, 0, [str(c["label"]) for c in columns])
    order = SORTS[asked.sort]
    for n, matter in enumerate(rows.order_by(*order)[:MOST_EXPORTED].iterator(chunk_size=1000), 1):
        cells: dict[str, Any] = _cells(matter) | {"title": f"{matter.title} {matter.cause}".strip()}
        cells["clock"] = matter.due_on.isoformat() if matter.due_on else ""
        sheet.write_row(n, 0, [str(cells[str(c["key"])]) for c in columns])
    book.close()
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    response = HttpResponse(out.getvalue(), content_type=kind)
    response["Content-Disposition"] = "attachment; filename*=UTF-8''%E4%BA%8B%E9%A1%B9.xlsx"
    return response
