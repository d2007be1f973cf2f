"""Figures: the same definitions and the same scope as on the pages; public ones for everybody."""

from collections.abc import Sequence
from typing import Annotated, Literal

from django.http import HttpRequest
from django.utils import timezone
from ninja import Path, Query, Router, Schema
from pydantic import Field

from fazhi.kernel.errors import OutOfScope
from fazhi.measures import figures, scope
from fazhi.measures.counting import counted
from fazhi.measures.declaring import Measure, measures
from fazhi.measures.figures import Place, Value
from fazhi.measures.periods import Length, Period
from fazhi.procedures import selectors
from fazhi.shell.api import schemas
from fazhi.shell.api.door import asking, visitor
from fazhi.shell.api.schemas import answers, open_answers
from fazhi.shell.api.values import Cursor, Limit, Word

router = Router(tags=["指标"])
_NAMES = tuple(schemas.ValueOut.model_fields)


class PlaceAndPeriod(Schema):
    """Whose figures of which days."""

    region: Annotated[Word, Field(description="区划代码，含其以下；默认为您能查看的全部")] = ""
    organ: Annotated[Word, Field(description="机关编号")] = ""
    period: Annotated[Word, Field(description="2026、2026-Q3、2026-09、2026-09-30 或者 起..止；默认本年")] = (
        ""
    )


class PublicWish(Schema):
    """Which public figures."""

    region: Annotated[Word, Field(description="区划代码，含其以下；默认全部")] = ""
    period: Annotated[Word, Field(description="2026、2026-Q3、2026-09、2026-09-30 或者 起..止；默认本年")] = (
        ""
    )


class RecordWish(PlaceAndPeriod):
    """Which of the matters that are counted."""

    part: Annotated[Literal["all", "met", "unmet"], Field(description="比率中达到的、未达到的，或者全部")] = (
        "all"
    )
    cursor: Cursor | None = None
    limit: Limit = 50


@router.get("/measures", response=answers(schemas.MeasureList), operation_id="list_measures", summary="指标")
def list_measures(request: HttpRequest) -> schemas.MeasureList:
    """每一个指标的名称、含义、单位、依据。"""
    scope.place_for(asking(request))
    return schemas.MeasureList(items=[_told(one) for one in measures().values()])


@router.get(
    "/measures/{measure_key}",
    response=answers(schemas.ValueOut),
    operation_id="value_of_measure",
    summary="指标数值",
)
def value_of_measure(
    request: HttpRequest, measure_key: Path[Word], wanted: Annotated[PlaceAndPeriod, Query()]
) -> schemas.ValueOut:
    """某区域或者机关在某期间的数值；没有可计算的事项时 value 为空。"""
    one, place, period = _asked(request, measure_key, wanted)
    return _values(figures.at(one, place, [period]))[0]


@router.get(
    "/measures/{measure_key}/records",
    response=answers(schemas.RecordPage),
    operation_id="records_of_measure",
    summary="指标计入的事项",
)
def records_of_measure(
    request: HttpRequest, measure_key: Path[Word], wanted: Annotated[RecordWish, Query()]
) -> schemas.RecordPage:
    """数值所计的每一件，限于您能查看的。"""
    one, place, period = _asked(request, measure_key, wanted)
    behind = counted(one, place.within, period.first if one.is_kept else None, period.last, wanted.part)
    rows = selectors.visible(asking(request)).filter(pk__in=behind.values("pk"))
    whole, seen = behind.count(), rows.count()
    if wanted.cursor:
        rows = rows.filter(pk__lt=wanted.cursor)
    found = list(rows.order_by("-id")[: wanted.limit + 1])
    page = found[: wanted.limit]
    return schemas.RecordPage(
        items=[
            schemas.RecordOut(
                id=m.pk, number=m.number, title=m.title, procedure=m.procedure,
                opened_on=m.opened_on, closed_on=m.closed_on,
            )
            for m in page
        ],
        counted=whole,
        hidden=whole - seen,
        next=page[-1].pk if len(found) > wanted.limit else None,
    )  # fmt: skip


@router.get(
    "/public-measures",
    auth=visitor,
    response=open_answers(schemas.ValueList),
    operation_id="public_measures",
    summary="公开的指标",
)
def public_measures(request: HttpRequest, wanted: Annotated[PublicWish, Query()]) -> schemas.ValueList:
    """向社会公开的指标在某区域、某期间的数值，不需要令牌。"""
    public = [one for one in measures().values() if one.is_public]
    table = figures.table_of(public, figures.place_of(wanted.region or None, None), [_period(wanted.period)])
    return schemas.ValueList(items=_values([row[0] for row in table.values()]))


def _asked(request: HttpRequest, key: str, wanted: PlaceAndPeriod) -> tuple[Measure, Place, Period]:
    place = scope.place_for(asking(request), wanted.region, wanted.organ)
    one = measures().get(key)
    if one is None:
        raise OutOfScope("没有这个指标。")
    return one, place, _period(wanted.period)


def _period(text: str) -> Period:
    return Period.parse(text) if text else Period.holding(timezone.localdate(), Length.YEAR)


def _told(one: Measure) -> schemas.MeasureOut:
    told = one.told()
    return schemas.MeasureOut(**{name: told[name] for name in schemas.MeasureOut.model_fields})


def _values(values: Sequence[Value]) -> list[schemas.ValueOut]:
    return [schemas.ValueOut(**{k: v for k, v in found.told().items() if k in _NAMES}) for found in values]
