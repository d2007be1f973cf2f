"""A region on one page: how many are open, near and over, by region or by organ, each opening down to its matters."""

from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from fazhi import calendars
from fazhi.kernel.errors import OutOfScope
from fazhi.kernel.periods import WorkCalendar
from fazhi.people import scope
from fazhi.people.actors import Actor
from fazhi.people.models import Organ, Region
from fazhi.people.vocabulary import PostKind
from fazhi.procedures import selectors
from fazhi.procedures.models import ClockRow, Matter
from fazhi.procedures.models.clock import ClockState
from fazhi.shell.doors import signed_in
from fazhi.shell.office.clocks import brief
from fazhi.shell.office.wording import holder_sentence

Counted = dict[str, int]
_NONE: Counted = {"open": 0, "near": 0, "over": 0}


@signed_in
def region(request: HttpRequest, actor: Actor, code: str = "") -> HttpResponse:
    """The supervisor's or leader's view of his region, or of one below it."""
    if not scope.sees_region(actor):
        raise OutOfScope("区域视图供行政执法监督人员和政府负责人使用。")
    here = _region(actor, code)
    today, calendar = timezone.localdate(), calendars.current()
    below = list(Region.objects.filter(parent=here).order_by("code"))
    organs = list(Organ.objects.filter(scope.within(here.path, "region__path")).select_related("region"))
    by_organ = selectors.counts(here.path, today)
    own = [o for o in organs if o.region_id == here.pk]
    doors = (
        [_door(f"{here.short or here.name}本级" if own else here.name, here, own, by_organ, own_level=True)]
        if own and below
        else []
    )
    doors += [
        _door(r.short or r.name, r, [o for o in organs if o.region.path.startswith(r.path)], by_organ)
        for r in below
    ]
    doors = [d for d in doors if d["organs"] or not below or d["open"]]
    total = _sum(by_organ.values())
    worst = _worst(actor, here, today)
    context = {
        "title": f"{here.name}概况" if actor.post == PostKind.LEADER else f"{here.name}行政执法监督",
        "subtitle": f"在办{total['open']}件，其中超期{total['over']}件、临期{total['near']}件。",
        "figures": _figures(total, actor, here, today),
        "doors": doors,
        "doors_title": "本级与各旗县区" if below and here.level <= 2 else "各地",
        "ranking": _ranking(organs, by_organ, worst),
        "rank_of": "机关",
        "ranking_note": "超期率 = 超期件数 ÷ 在办件数，高的在前；并列的同名次",
        "waiting": [_waiting(m, today, calendar) for m in worst[:8]],
        "data_at": timezone.now(),
    }
    template = "shell/leader.html" if actor.post == PostKind.LEADER else "shell/region.html"
    return render(request, template, context)


def _region(actor: Actor, code: str) -> Region:
    regions = Region.objects.filter(scope.within(actor.region_path, "path"))
    found = regions.filter(code=code).first() if code else regions.filter(path=actor.region_path).first()
    if found is None:
        raise OutOfScope("没有这个区域，或者不在您的查看范围内。")
    return found


def _sum(rows: Any) -> Counted:
    total = dict(_NONE)
    for row in rows:
        for key in total:
            total[key] += row[key]
    return total


def _door(
    name: str,
    region: Region,
    organs: list[Organ],
    by_organ: dict[object, Counted],
    *,
    own_level: bool = False,
) -> dict[str, Any]:
    url = f"/matters/?region={region.code}&own=1" if own_level else f"/region/{region.code}/"
    counted = _sum(by_organ.get(organ.pk, _NONE) for organ in organs)
    return {"name": name, "url": url, "organs": len(organs), **counted}


def _figures(total: Counted, actor: Actor, here: Region, today: date) -> list[dict[str, Any]]:
    month = today.replace(day=1)
    rows = Matter.objects.filter(scope.within(here.path), parent__isnull=True)
    opened = rows.filter(opened_on__range=(month, today)).count()
    ended = rows.filter(closed_on__range=(month, today))
    was_late = ClockRow.objects.filter(matter_id=OuterRef("pk"), state=ClockState.MET_LATE)
    closed, late = ended.count(), ended.filter(Exists(was_late)).count()
    url = f"/matters/?region={here.code}"
    rate = f"{(closed - late) / closed:.1%}" if closed else None
    return [
        {
            "label": "在办",
            "value": total["open"],
            "unit": "件",
            "url": url,
            "definition": "尚未终结的事项，含子事项",
        },
        {
            "label": "超期",
            "value": total["over"],
            "unit": "件",
            "url": f"{url}&state=over",
            "tone": "red" if total["over"] else "",
            "definition": "届满日早于今日仍未办结的在办事项",
        },
        {
            "label": "临期",
            "value": total["near"],
            "unit": "件",
            "url": f"{url}&state=near",
            "tone": "amber" if total["near"] else "",
            "definition": "进入期限最后一段、尚未届满的在办事项",
        },
        {
            "label": "本月新收",
            "value": opened,
            "unit": "件",
            "url": f"{url}&state=all&since={month}&main=1",
            "definition": "本月1日以来登记的事项，不含子事项",
        },
        {
            "label": "本月办结",
            "value": closed,
            "unit": "件",
            "url": f"{url}&state=closed&closed_since={month}&main=1",
            "definition": "本月1日以来终结的事项，不含子事项",
        },
        {
            "label": "按时办结率",
            "value": rate or "没有办结",
            "url": f"{url}&state=closed&closed_since={month}&main=1",
            "definition": "本月办结事项中没有任何期限超期的件数 ÷ 本月办结件数；没有办结的不计算",
        },
    ]


def _worst(actor: Actor, here: Region, today: date) -> list[Matter]:
    """Matters longest past their day, first of them the longest."""
    rows = selectors.visible(actor).filter(scope.within(here.path), is_open=True, due_on__lt=today)
    return list(rows.prefetch_related("organ", "owner_person").order_by("due_on", "id")[:200])


def _ranking(
    organs: list[Organ], by_organ: dict[object, Counted], worst: list[Matter]
) -> list[dict[str, Any]]:
    longest: dict[object, Matter] = {}
    for matter in worst:
        longest.setdefault(matter.organ_id, matter)
    rows = []
    for organ in organs:
        counted = by_organ.get(organ.pk, _NONE)
        if counted["open"]:
            rows.append((counted["over"] / counted["open"], organ, counted))
    rows.sort(key=lambda row: (-row[0], -row[2]["over"], row[1].name))
    found: list[dict[str, Any]] = []
    for n, (rate, organ, counted) in enumerate(rows[:40], 1):
        tied = found and found[-1]["raw"] == rate
        late = longest.get(organ.pk)
        found.append(
            {
                "rank": found[-1]["rank"] if tied else n,
                "raw": rate,
                "name": organ.short_name or organ.name,
                "url": f"/matters/?organ={organ.pk}",
                "rate": f"{rate:.2%}",
                **counted,
                "worst": {
                    "title": f"{late.title}{late.cause}",
                    "url": f"/matters/{late.pk}/",
                    "text": f"{late.due_on}届满",
                }
                if late
                else None,
            }
        )
    return found


def _waiting(matter: Matter, today: date, calendar: WorkCalendar) -> dict[str, Any]:
    return {
        "title": {"party": matter.title, "cause": matter.cause} if matter.cause else matter.title,
        "url": f"/matters/{matter.pk}/",
        "what": holder_sentence(matter),
        "why": f"{matter.organ.name} · {matter.number or matter.stage_title}",
        "clock": brief(matter, today, calendar),
    }
