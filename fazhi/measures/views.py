"""Pages of figures: all of them, one, and the very records behind one."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from fazhi.kernel.errors import BadDefinition, Incomplete, OutOfScope
from fazhi.measures import scope, showing
from fazhi.measures.counting import counted
from fazhi.measures.declaring import measure, measures
from fazhi.measures.figures import Place, at
from fazhi.measures.periods import Length, Period
from fazhi.measures.tables import FORMS, Cell, Table, document, workbook
from fazhi.people.actors import Actor
from fazhi.people.gate import needs_actor
from fazhi.procedures import selectors
from fazhi.procedures.models import Matter

View = Callable[..., HttpResponse]
PAGE = 30
MOST_EXPORTED = 20_000
PARTS = (("all", "全部"), ("met", "达到"), ("unmet", "未达到"))
_COLUMNS = ["案号", "当事人与案由", "机关", "阶段", "开始", "终结"]


def _reading(view: View) -> View:
    """For who acts by a post; what is beyond his scope, or is not there, is not found."""

    @wraps(view)
    def gated(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        actor = request.actor  # type: ignore[attr-defined]
        assert isinstance(actor, Actor)
        try:
            place = scope.place_for(actor, _word(request, "region"), _word(request, "organ"))
            return view(request, actor, place, *args, **kwargs)
        except (OutOfScope, BadDefinition, Incomplete) as error:
            raise Http404(error.sentence) from error

    return needs_actor(require_safe(gated))


@_reading
def overview(request: HttpRequest, actor: Actor, place: Place) -> HttpResponse:
    """Every measure, with last period and last year beside it."""
    today, period = timezone.localdate(), _period(request)
    tables = showing.overview(measures().values(), place, period, today)
    if handed := _handed_out(request, tables):
        return handed
    context = _frame(request, actor, place, period) | {
        "figures": showing.headlines(measures().values(), place, period, today),
        "tables": tables,
        "note": showing.note(place, showing.compared(period, today)),
    }
    return render(request, "measures/measures.html", context)


@_reading
def one(request: HttpRequest, actor: Actor, place: Place, key: str) -> HttpResponse:
    """One measure over time and by place, with its definition and a chart."""
    found, today, period = measure(key), timezone.localdate(), _period(request)
    over_time, values = showing.over_time(found, place, period, today)
    tables = [over_time]
    if not place.organ:
        tables.append(showing.by_place(found, place, period, today))
    if handed := _handed_out(request, tables):
        return handed
    now = values[-1]
    context = _frame(request, actor, place, period) | {
        "measure": found,
        "value": now,
        "tables": tables,
        "chart": showing.chart(found, values),
    }
    return render(request, "measures/measure.html", context)


@_reading
def records(request: HttpRequest, actor: Actor, place: Place, key: str) -> HttpResponse:
    """Exactly the matters that a figure counts, as far as the reader may see them."""
    found, period = measure(key), _period(request)
    part = _word(request, "part")
    part = part if found.met is not None and part in dict(PARTS) else "all"
    first = period.first if found.is_kept else None
    rows = selectors.visible(actor).filter(
        pk__in=counted(found, place.within, first, period.last, part).values("pk")
    )
    rows = rows.select_related("organ").order_by("-id")
    title = f"{found.title}：{period.title}计入的事项"
    if _word(request, "format") in FORMS:
        return _hand_out(request, _listed(title, rows[:MOST_EXPORTED], place))
    after = _word(request, "after")
    page = list(_after(rows, after)[: PAGE + 1])
    value = at(found, place, [period])[0]
    seen = rows.count()
    whole = counted(found, place.within, first, period.last, part).count()
    context = _frame(request, actor, place, period) | {
        "measure": found,
        "value": value,
        "part": part,
        "parts": PARTS if found.met is not None else (),
        "table": _listed(title, page[:PAGE], place),
        "seen": seen,
        "hidden_count": whole - seen,
        "next": str(page[PAGE - 1].pk) if len(page) > PAGE else "",
    }
    return render(request, "measures/records.html", context)


def _after(rows: QuerySet[Matter], key: str) -> QuerySet[Matter]:
    try:
        return rows.filter(pk__lt=UUID(key)) if key else rows
    except ValueError:
        return rows


def _listed(title: str, rows: Any, place: Place) -> Table:
    told = [
        [
            Cell(m.number or "未编号", f"/matters/{m.pk}/"),
            Cell(f"{m.title} {m.cause}".strip()),
            Cell(m.organ.short_name or m.organ.name),
            Cell(m.stage_title),
            Cell(m.opened_on.isoformat()),
            Cell(m.closed_on.isoformat() if m.closed_on else "—"),
        ]
        for m in rows
    ]
    return Table(title, _COLUMNS, told, place.name, figures=False, key="records")


def _period(request: HttpRequest) -> Period:
    today = timezone.localdate()
    asked = _word(request, "period")
    return Period.parse(asked) if asked else Period.holding(today, Length.YEAR)


def _word(request: HttpRequest, name: str) -> str:
    return request.GET.get(name, "").replace("\x00", "").strip()[:60]


def _frame(request: HttpRequest, actor: Actor, place: Place, period: Period) -> dict[str, Any]:
    """What the bar above every page of figures needs."""
    today = timezone.localdate()
    choices = [
        *Period.holding(today, Length.YEAR).back(3)[::-1],
        *Period.holding(today, Length.QUARTER).back(5)[::-1],
        *Period.holding(today, Length.MONTH).back(13)[::-1],
    ]
    if period not in choices:
        choices.insert(0, period)
    query = request.GET.copy()
    for gone in ("format", "table", "after"):
        query.pop(gone, None)
    return {
        "place": place,
        "period": period,
        "periods": [(p.key, p.title) for p in choices],
        "regions": [(r.code, r.name) for r in scope.regions_of(actor)],
        "query": query.urlencode(),
        "data_at": timezone.now(),
    }


def _handed_out(request: HttpRequest, tables: list[Table]) -> HttpResponse | None:
    """The table that was asked for as a file, if one was."""
    if _word(request, "format") not in FORMS:
        return None
    wanted = _word(request, "table")
    table = next((t for t in tables if t.key == wanted), None)
    if table is None:
        raise Http404("没有这个表。")
    return _hand_out(request, table)


def _hand_out(request: HttpRequest, table: Table) -> HttpResponse:
    form = _word(request, "format")
    content = workbook(table) if form == "xlsx" else document(table, timezone.now())
    response = HttpResponse(content, content_type=FORMS[form])
    response["Content-Disposition"] = f'attachment; filename="measures.{form}"'
    return response
