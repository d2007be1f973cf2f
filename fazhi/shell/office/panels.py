"""Panels of a matter's page: what happened, papers, evidence, people."""

import json
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from fazhi import calendars
from fazhi.archive.models import Enclosure
from fazhi.ledger import selectors as ledger
from fazhi.ledger.models import Event
from fazhi.papers import selectors as paper_rows
from fazhi.people.actors import Actor
from fazhi.people.models import Person
from fazhi.procedures import editions, selectors
from fazhi.procedures.engine.loaded import Loaded
from fazhi.procedures.models import Matter
from fazhi.shell.doors import signed_in
from fazhi.shell.office.clocks import day_text, open_sum

_CLOCK_WORDS = {
    "clock_over": "期限已过，记为超期",
    "clock_lapsed": "期限届满，权利消灭",
    "clock_met": "等待期届满",
    "clock_recomputed": "放假安排变化，期限重新计算",
    "parent_left": "上级事项离开该阶段，本事项终止",
}


def timeline(matter: Matter, limit: int | None = None) -> list[dict[str, Any]]:
    """What happened, newest first; each with its number in the ledger and the papers it made."""
    events = ledger.chain(matter.pk).order_by("-seq")
    rows = list(events[:limit] if limit else events)
    papers: dict[int, list[dict[str, str]]] = {}
    for paper in paper_rows.for_matter(matter.pk):
        papers.setdefault(paper.event_seq, []).append(
            {"title": paper.title, "url": paper_url(matter, paper.pk, "pdf")}
        )
    clocks = {key: clock.title for key, clock in editions.of(matter.edition_id).clocks.items()}
    return [_told(event, n == 0, papers.get(event.seq, []), clocks) for n, event in enumerate(rows)]


def _told(
    event: Event, newest: bool, papers: list[dict[str, str]], clocks: Mapping[str, str]
) -> dict[str, Any]:
    data = json.loads(event.data)
    title = data.get("title") or _CLOCK_WORDS.get(event.action, event.action)
    if event.action in _CLOCK_WORDS and data.get("clocks"):
        title = f"{clocks.get(data['clocks'][0]['key'], '')}：{title}"
    local = timezone.localtime(event.occurred_at)
    return {
        "day": local.date(),
        "time": local,
        "title": f"{event.actor_name}：{title}" if event.actor_id else title,
        "detail": _detail(data, event),
        "seq": event.seq,
        "papers": papers,
        "is_now": newest,
    }


def _detail(data: dict[str, Any], event: Event) -> str:
    form = data.get("form", {})
    parts = [
        str(form[key])[:120]
        for key in ("opinion", "reason", "text", "summary")
        if isinstance(form.get(key), str)
    ]
    parts += [
        f"未进入{row['stage_title']}：{row['why']}" for row in data.get("passed", []) if "stage_title" in row
    ]
    late = (event.recorded_at - event.occurred_at).days
    if late >= 1:
        parts.append(f"{timezone.localtime(event.recorded_at):%m月%d日}补录")
    return "；".join(parts[:3])


def papers(matter: Matter) -> list[dict[str, str]]:
    """Papers made in the matter, newest first."""
    today = timezone.localdate()
    found = []
    for paper in paper_rows.for_matter(matter.pk):
        parts = [paper.number, day_text(timezone.localdate(paper.made_at), today)]
        if paper.served_on:
            parts.append(f"{day_text(paper.served_on, today)}送达")
        found.append(
            {
                "title": paper.title,
                "meta": " · ".join(part for part in parts if part),
                "docx_url": paper_url(matter, paper.pk, "docx"),
                "pdf_url": paper_url(matter, paper.pk, "pdf"),
            }
        )
    return found[::-1]


def papers_above(matter: Matter) -> list[dict[str, str]]:
    """Papers of the matter above: who reviews or hears a case has its file before him."""
    return papers(matter.parent) if matter.parent else []


def evidence_above(matter: Matter) -> list[dict[str, Any]]:
    """Files of the matter above."""
    return evidence(matter.parent) if matter.parent else []


def paper_url(matter: Matter, paper_id: UUID, form: str) -> str:
    """The address of a paper as a file."""
    return f"/matters/{matter.pk}/papers/{paper_id}.{form}"


def evidence(matter: Matter) -> list[dict[str, Any]]:
    """Files of the dossier, newest first."""
    rows = Enclosure.objects.filter(matter_id=matter.pk).select_related("blob").order_by("-id")[:60]
    return [
        {
            "title": row.title or row.name,
            "meta": f"{row.added_by_name} · {timezone.localtime(row.added_at):%m月%d日}",
            "kind": kind_of(row.blob.media_type),
            "thumb_url": file_url(matter, row.pk) if row.blob.media_type.startswith("image/") else "",
            "url": file_url(matter, row.pk),
            "gap": "",
        }
        for row in rows
    ]


def kind_of(media_type: str) -> str:
    """What sort of picture stands for a file."""
    major, _, minor = media_type.partition("/")
    if major in {"image", "video", "audio"}:
        return major
    if minor == "pdf":
        return "pdf"
    return "table" if "sheet" in minor or minor in {"csv", "vnd.ms-excel"} else "document"


def file_url(matter: Matter, enclosure_id: UUID) -> str:
    """The address of a file of the dossier."""
    return f"/matters/{matter.pk}/files/{enclosure_id}"


def people(loaded: Loaded) -> list[dict[str, Any]]:
    """Who holds which role, with the credential that counts on the day."""
    ids = {row.person_id for row in loaded.assignments}
    names = dict(Person.objects.filter(pk__in=ids).values_list("pk", "name"))
    found = []
    for row in loaded.assignments:
        role = loaded.definition.roles.get(row.role)
        lines = [
            f"证号{c.number}" + (f"，有效至{c.valid_to}" if c.valid_to else "")
            for c in loaded.credentials.get(row.person_id, [])
            if role and (not role.needs or c.kind == role.needs)
        ]
        found.append(
            {
                "role": role.title if role else row.role,
                "name": names.get(row.person_id, ""),
                "lines": lines[:2],
            }
        )
    return found


@signed_in
def timeline_panel(request: HttpRequest, actor: Actor, matter_id: UUID) -> HttpResponse:
    """Everything that happened, as a panel or a page of its own."""
    matter = selectors.visible_to(actor, matter_id)
    context = {
        "m": {"url": f"/matters/{matter.pk}/", "title_party": matter.title, "title_cause": matter.cause},
        "timeline": timeline(matter),
        "ledger_line": {"count": matter.seq, "ok": None, "verify_url": f"/matters/{matter.pk}/verify/"},
        "today": timezone.localdate(),
        "panel": "shell/_timeline.html",
        "title": "办理经过",
    }
    return _panel_or_page(request, context)


@signed_in
def sum_panel(request: HttpRequest, actor: Actor, matter_id: UUID) -> HttpResponse:
    """The open sum of one clock, or of all."""
    matter = selectors.visible_to(actor, matter_id)
    today = timezone.localdate()
    calendar = calendars.current()
    clocks = matter.clocks.order_by("starts_on", "id")
    if key := request.GET.get("clock"):
        clocks = clocks.filter(key=key)
    context = {
        "m": {"url": f"/matters/{matter.pk}/", "title_party": matter.title, "title_cause": matter.cause},
        "sums": [open_sum(clock, today, calendar) for clock in clocks],
        "today": today,
        "panel": "shell/_clock_sum.html",
        "title": "时限的算法",
    }
    return _panel_or_page(request, context)


def _panel_or_page(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    alone = request.headers.get("HX-Request") == "true" or request.headers.get("X-Requested-With") == "panel"
    response = render(request, context["panel"] if alone else "shell/panel_page.html", context)
    response["Vary"] = "HX-Request"
    return response
