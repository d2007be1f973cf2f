"""My desk: what I owe, by when, red first; what waits on others; what came in."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone

from fazhi import calendars
from fazhi.kernel.periods import WorkCalendar
from fazhi.notices import selectors as notices
from fazhi.people.actors import Actor
from fazhi.people.scope import sees_region
from fazhi.people.vocabulary import PostKind
from fazhi.procedures import selectors
from fazhi.procedures.models import Matter
from fazhi.shell.doors import signed_in
from fazhi.shell.office import starting
from fazhi.shell.office.clocks import brief, day_text
from fazhi.shell.office.wording import why_mine

MOST = 60


@signed_in
def home(request: HttpRequest, actor: Actor) -> HttpResponseBase:
    """The first page after entering: a watcher's region, everybody else's desk."""
    if sees_region(actor):
        return redirect("shell:region")
    if actor.post == PostKind.ADMIN:
        return redirect("/people/")
    return desk(request)


@signed_in
def desk(request: HttpRequest, actor: Actor) -> HttpResponse:
    """What the actor owes today."""
    now = timezone.now()
    today = timezone.localdate(now)
    owed = list(selectors.owed(actor)[: MOST + 1])
    waiting = list(selectors.awaited(actor)[:8])
    calendar = calendars.current()
    groups = _groups(owed[:MOST], actor, today, calendar)
    context = {
        "today": today,
        "sentence": {
            "owed": f"{MOST}件以上的" if len(owed) > MOST else len(owed),
            "over": len(groups[0]["rows"]),
            "near": len(groups[1]["rows"]),
        }
        if owed
        else {"owed": 0},
        "groups": groups,
        "waiting": [_waited(matter, today) for matter in waiting],
        "inbox": [
            {
                "title": n.title,
                "body": n.body,
                "when": day_text(timezone.localdate(n.created_at), today),
                "url": n.link,
            }
            for n in notices.inbox(actor)[:6]
        ],
        "can_open": starting.offers(actor, now),
        "data_at": now,
    }
    return render(request, "shell/desk.html", context)


def _groups(owed: list[Matter], actor: Actor, today: date, calendar: WorkCalendar) -> list[dict[str, Any]]:
    over = [m for m in owed if m.due_on and m.due_on < today]
    near = [m for m in owed if m.due_on and m.due_on >= today and m.near_on and m.near_on <= today]
    taken = {m.pk for m in [*over, *near]}
    later = sorted((m for m in owed if m.pk not in taken), key=lambda m: m.due_on or date.max)
    titled = (("over", "已超期", over), ("near", "临期", near), ("later", "其后", later))
    return [
        {"key": key, "title": title, "rows": [_owed(m, actor, today, calendar) for m in rows]}
        for key, title, rows in titled
    ]


def _owed(matter: Matter, actor: Actor, today: date, calendar: WorkCalendar) -> dict[str, Any]:
    url = f"/matters/{matter.pk}/"
    return {
        "title": {"party": matter.title, "cause": matter.cause} if matter.cause else matter.title,
        "url": url,
        "act_label": matter.next_title or "去办理",
        "act_url": f"{url}act/{matter.next_action}/" if matter.next_action else url,
        "why": why_mine(matter, actor),
        "what": f"{matter.stage_title}：",
        "clock": brief(matter, today, calendar),
    }


def _waited(matter: Matter, today: date) -> dict[str, Any]:
    if matter.is_waiting:
        what = f"等{matter.waits_for}"
    else:
        who = matter.owner_person.name if matter.owner_person else "有权人员"
        what = f"等{who}{matter.next_title or '办理'}"
    return {
        "title": f"{matter.title}{matter.cause}",
        "url": f"/matters/{matter.pk}/",
        "what": what,
        "when": f"{day_text(timezone.localdate(matter.stage_since), today)}起"
        + (f" · {day_text(matter.due_on, today)}届满" if matter.due_on else ""),
    }
