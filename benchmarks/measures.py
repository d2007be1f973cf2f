"""Figures with very many matters: counting them whole, reading them kept, and asking the same of the records."""

import statistics
import time
from collections.abc import Callable
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from django.db import connection
from django.utils import timezone

from benchmarks import lists
from benchmarks.printing import share, table
from fazhi.measures import figures, recounting, showing
from fazhi.measures.declaring import Measure, measures
from fazhi.measures.models import Rollup
from fazhi.measures.periods import Length, Period
from fazhi.people import demo
from fazhi.people.models import Organ
from fazhi.procedures.models import Matter

READINGS = 7
DAYS = 730
DAYS_WITH = 0.1
"""On how many days an organ has something of a measure."""


def measure(count: int, at: datetime) -> None:
    """Fill, count, read and print."""
    if not Organ.objects.exists():
        demo.seed(at)
    if not Matter.objects.exists():
        lists.fill(count, timezone.localdate())
    today = timezone.localdate()
    general = [one for one in recounting.kept_measures() if not one.procedures]
    began = time.perf_counter()
    rows = recounting.rebuild(recounting.stale(), at)
    rebuilt = time.perf_counter() - began
    began = time.perf_counter()
    wrong = len(list(recounting.differences()))
    print(
        f"\n{Matter.objects.count():,}件事项：全部指标核算用时{rebuilt:.1f}秒，得汇总{rows:,}行；"
        f"复核用时{time.perf_counter() - began:.1f}秒，不一致{wrong}处"
    )
    live = _timed(lambda: figures.table_of(general, figures.place_of(None, None), [_year(today)]), general)
    _invent([one for one in recounting.kept_measures() if one.procedures], today)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    print(f"汇总共{Rollup.objects.count():,}行，{len(measures())}个指标")
    table("己 指标（毫秒）", ("", "p50", "p95", "语句"), [*_readings(today), *live])


def _readings(today: date) -> list[tuple[str, float, float, int]]:
    city = figures.place_of("150200", None)
    kept = [one for one in measures().values() if one.is_kept]
    one = next(one for one in kept if one.key == "procedures.ended_in_time")
    year = _year(today)
    asked: dict[str, Callable[[], Any]] = {
        "一个指标，全市一年": lambda: figures.at(one, city, [year]),
        "一个指标，全市各机关一年": lambda: figures.by_organ(one, city.within, year),
        "一个指标，全市连续十二个月": lambda: figures.at(
            one, city, Period.holding(today, Length.MONTH).back(12)
        ),
        f"{len(kept)}个指标，全市本年、上年、去年同期": lambda: figures.table_of(
            kept, city, showing.compared(year, today)
        ),
    }
    return [_row(name, ask) for name, ask in asked.items()]


def _timed(ask: Callable[[], Any], wanted: list[Measure]) -> list[tuple[str, float, float, int]]:
    """The same asked of the records, as if nothing were kept."""
    from fazhi.measures.models import Counting

    known = list(Counting.objects.all())
    Counting.objects.all().delete()
    row = _row(f"{len(wanted)}个指标，全部区域一年，不用汇总、逐件计算", ask)
    Counting.objects.bulk_create(known)
    return [row]


def _row(name: str, ask: Callable[[], Any]) -> tuple[str, float, float, int]:
    taken: list[float] = []
    asked = 0

    def listen(run: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        nonlocal asked
        asked += 1
        return run(sql, params, many, context)

    for _ in range(READINGS):
        asked = 0
        with connection.execute_wrapper(listen):
            began = time.perf_counter()
            ask()
            taken.append(time.perf_counter() - began)
    return name, statistics.median(taken) * 1e3, share(taken, 0.95) * 1e3, asked


def _invent(wanted: list[Measure], today: date) -> None:
    """Roll-ups of two years, where the filled matters have no rows of their domains."""
    dice = Random(2)
    organs = list(Organ.objects.values_list("pk", "region__path"))
    for one in wanted:
        rows = [
            Rollup(
                measure=one.key, organ_id=organ, region_path=path, day=today - timedelta(days=back),
                numerator=dice.randint(1, 9), denominator=9 if one.is_ratio else 0,
            )
            for organ, path in organs
            for back in range(DAYS)
            if dice.random() < DAYS_WITH
        ]  # fmt: skip
        Rollup.objects.bulk_create(rows, batch_size=5000)


def _year(today: date) -> Period:
    return Period.holding(today, Length.YEAR)
