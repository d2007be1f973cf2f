"""One search box: matters by number, party and cause; articles by name and number."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from fazhi import calendars
from fazhi.law import selectors as law
from fazhi.people.actors import Actor
from fazhi.procedures import editions, searching
from fazhi.shell.doors import signed_in
from fazhi.shell.office.clocks import brief
from fazhi.shell.office.wording import holder_sentence


@signed_in
def search(request: HttpRequest, actor: Actor) -> HttpResponse:
    """What the actor may see that matches the words."""
    today, calendar = timezone.localdate(), calendars.current()
    query = request.GET.get("q", "").replace("\x00", "").strip()[:100]
    groups: list[dict[str, Any]] = []
    if query:
        groups.append(
            {
                "title": "事项",
                "more_url": f"/matters/?state=all&q={query}",
                "rows": [
                    {
                        "title": f"{m.title}{m.cause}",
                        "url": f"/matters/{m.pk}/",
                        "text": holder_sentence(m) or f"已终结：{m.stage_title}",
                        "meta": f"{m.number or '未编号'} · {editions.of(m.edition_id).title} · {m.organ.name}",
                        "clock": brief(m, today, calendar) if m.is_open else None,
                    }
                    for m in searching.found(actor, query)
                ],
            }
        )
        groups.append({"title": "法规条文", "rows": _articles(query, today)})
    found = any(group["rows"] for group in groups)
    return render(request, "shell/search.html", {"query": query, "groups": groups, "found": found})


def _articles(query: str, today: date) -> list[dict[str, Any]]:
    found = law.search(query, today, limit=10)
    laws = [{"title": f"《{row.title}》", "url": reverse("law:law", args=[row.pk])} for row in found.laws[:5]]
    return laws + [
        {
            "title": f"《{hit.short_title}》{hit.label}",
            "url": reverse("law:article", args=[hit.law_id, hit.number]),
            "text": hit.snippet,
        }
        for hit in found.articles
    ]
