"""How many days somebody has: any term of any procedure, or a length of one's own, counted day by day."""

from itertools import groupby
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from fazhi.kernel.terms import Unit
from fazhi.shell.law import terms as statutory
from fazhi.shell.portal.counting import CHOICES, LONGEST, MOST_PAUSES, Impossible, sum_of
from fazhi.shell.portal.frame import public, show

__all__ = ["CHOICES", "calculator"]
_FIELDS = ("term", "day", "time", "length", "unit", "extend")
FREE = "自己填写期限"


@public(60)
@require_safe
def calculator(request: HttpRequest) -> HttpResponse:
    """The form, the sum once it is filled in, and every term with its article. The address says it all and stays."""
    today = timezone.localdate()
    asked = {key: request.GET.get(key, "").replace("\x00", "\ufffd").strip()[:80] for key in _FIELDS}
    starts = [value.strip()[:20] for value in request.GET.getlist("from")[:MOST_PAUSES]]
    ends = [value.strip()[:20] for value in request.GET.getlist("to")[:MOST_PAUSES]]
    held = [term for term in statutory.terms(today) if term.length]
    chosen = next((term for term in held if f"{term.procedure}:{term.clock}" == asked["term"]), None)
    choice = next((c for c in CHOICES if c.key == asked["term"]), None)
    context: dict[str, Any] = {
        "groups": _groups(held),
        "term": asked["term"],
        "is_free": choice is None and chosen is None and (bool(asked["length"]) or "term" in request.GET),
        "day": asked["day"] or today.isoformat(),
        "day_label": choice.from_day if choice else chosen.from_day if chosen else "起算事由发生的日期",
        "time": asked["time"],
        "asks_time": asked["unit"] == Unit.HOUR or (chosen is not None and chosen.unit is Unit.HOUR),
        "length": asked["length"],
        "unit": asked["unit"] or Unit.DAY.value,
        "units": [(u.value, u.label) for u in LONGEST],
        "extend": asked["extend"],
        "today": today,
        "listed": _listed(held, today.isoformat()),
        "faults": {},
    }
    if asked["day"]:
        try:
            context["s"] = sum_of(asked, starts, ends, today)
            context["address"] = request.build_absolute_uri()
        except Impossible as error:
            context["faults"] = error.faults
    context["pauses"] = _pause_rows(starts, ends, context["faults"])
    context["has_pauses"] = any(starts) or any(ends) or bool(asked["extend"])
    return show(request, "shell/portal_calc.html", context, status=422 if context["faults"] else 200)


def _groups(held: list[statutory.StatutoryTerm]) -> list[dict[str, Any]]:
    """What may be chosen: what people ask for first, then every term by its procedure."""
    groups = [{"title": "我的权利和义务", "options": [(c.key, c.title) for c in CHOICES]}]
    for title, rows in groupby(held, key=lambda term: term.procedure_title):
        options = [(f"{t.procedure}:{t.clock}", f"{t.title}（{t.told}）") for t in rows]
        groups.append({"title": title, "options": options})
    return groups


def _pause_rows(starts: list[str], ends: list[str], faults: dict[str, str]) -> list[dict[str, str]]:
    rows = []
    for n in range(MOST_PAUSES):
        first = starts[n] if n < len(starts) else ""
        last = ends[n] if n < len(ends) else ""
        said = faults.get(f"from{n + 1}") or faults.get(f"to{n + 1}", "")
        rows.append({"n": str(n + 1), "from": first, "to": last, "error": said})
    return rows


def _listed(held: list[statutory.StatutoryTerm], today: str) -> list[dict[str, Any]]:
    """Every term by procedure, with its article and the address that counts it from today."""
    return [
        {
            "title": title,
            "rows": [
                {
                    "title": term.title,
                    "told": f"提前{term.told}" if term.is_backward else term.told,
                    "from_day": term.from_day,
                    "basis": term.basis or term.length_basis,
                    "url": f"?term={term.procedure}:{term.clock}&day={today}",
                }
                for term in rows
            ],
        }
        for title, rows in groupby(held, key=lambda term: term.procedure_title)
    ]
