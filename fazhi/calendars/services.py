"""Adopting a year's holiday notice."""

from collections.abc import Callable, Sequence
from datetime import date, datetime

from django.db import transaction

from fazhi.calendars.calendar import WEEKDAYS
from fazhi.calendars.models import CalendarDay, CalendarEdition, CalendarYear
from fazhi.calendars.selectors import current
from fazhi.calendars.years import RULE_SINCE, Kind, SpecialDay, edition_of, statutory, with_statutory
from fazhi.kernel.digests import canonical_json
from fazhi.kernel.errors import Fault, Incomplete

on_change: list[Callable[[int, datetime], object]] = []
"""Called with year and moment after an adoption that changed anything, within its transaction: whoever keeps days
that were counted by the calendar registers here (in `ready()`) and counts them again."""


@transaction.atomic
def adopt(
    year: int,
    days: Sequence[SpecialDay],
    source: str,
    at: datetime,
    *,
    published: bool = True,
    amend: bool = False,
) -> bool:
    """Put a year's special days in force, in place of what stood before; tell whether anything changed.

    `days` is the whole list of the notice; statutory holidays that it leaves out are rest days all the same. With
    `amend` it is added to the list in force instead, as when a later notice lengthens one holiday. Adopting the same
    days again from the same source does nothing.

    Basis: 《全国年节及纪念日放假办法》第二条、第七条

    Raises Incomplete with every fault: a day of another year, named twice, worked although it is a statutory holiday,
    or worked in exchange although it is a weekday.
    """
    if faults := [Fault(str(d.date), sentence) for d, sentence in check_days(year, days)]:
        raise Incomplete(faults)
    if not source.strip():
        raise Incomplete([Fault("source", "请写明放假安排的来源（文号或名称）。")])
    base = list(current().year(year).days.values()) if amend else []
    wanted = with_statutory(year, list({d.date: d for d in [*base, *days]}.values()))
    edition = edition_of(year, wanted)
    row, created = CalendarYear.objects.get_or_create(
        year=year, defaults={"edition": "", "source": source, "published": published, "adopted_at": at}
    )
    same_days = not created and row.edition == edition and row.published == published
    if same_days and row.source == source:
        return False
    CalendarYear.objects.filter(pk=row.pk).update(
        edition=edition, source=source, published=published, adopted_at=at
    )
    CalendarEdition.objects.create(
        year=year,
        edition=edition,
        published=published,
        source=source,
        adopted_at=at,
        days=canonical_json([[d.date, d.kind, d.name] for d in wanted]).decode(),
    )
    if same_days:
        return True
    CalendarDay.objects.filter(year=row).delete()
    CalendarDay.objects.bulk_create(
        CalendarDay(year=row, date=d.date, kind=d.kind, name=d.name) for d in wanted
    )
    for tell in on_change:
        tell(year, at)
    return True


def check_days(year: int, days: Sequence[SpecialDay]) -> list[tuple[SpecialDay, str]]:
    """What cannot be in a year's list: each day at fault with a sentence.

    Basis: 《全国年节及纪念日放假办法》第二条
    """
    seen: set[date] = set()
    by_law = dict(statutory(year)) if RULE_SINCE <= year <= 2099 else {}
    found = []
    for day in days:
        text = day.date.isoformat()
        if day.date.year != year:
            found.append((day, f"{text}不在{year}年。"))
        elif day.date in seen:
            found.append((day, f"{text}写了两次。"))
        elif day.kind is Kind.WORKING and day.date in by_law:
            found.append((day, f"{text}是{by_law[day.date]}，法定节日不能列为上班日。"))
        elif day.kind is Kind.WORKING and day.date.weekday() < 5:
            found.append((day, f"{text}是{WEEKDAYS[day.date.weekday()]}，本来就是工作日，不能列为调休上班。"))
        seen.add(day.date)
    return found
