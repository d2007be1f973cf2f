"""Adopting a year: once, again, in another process, wrongly."""

import threading
from datetime import date, timedelta

import pytest
from django.db import connection

from fazhi import calendars
from fazhi.calendars import services
from fazhi.calendars.models import CalendarDay, CalendarEdition, CalendarYear
from fazhi.calendars.services import adopt
from fazhi.calendars.years import Kind, SpecialDay, edition_of, with_statutory
from fazhi.kernel.errors import Incomplete
from fazhi.kernel.periods import Unit, due
from tests.calendars.conftest import AT

NOTICE = "国办发明电〔2026〕0号（示例）"
DAYS_2027 = [
    *(SpecialDay(date(2027, 10, n), Kind.REST, "国庆节") for n in range(1, 8)),
    SpecialDay(date(2027, 10, 9), Kind.WORKING, "国庆节"),
    SpecialDay(date(2027, 9, 26), Kind.WORKING, "国庆节"),
]

pytestmark = pytest.mark.django_db


def test_without_rows_the_package_stands():
    calendar = calendars.current()
    assert calendar.is_rest(date(2026, 10, 1))
    assert calendar.is_provisional(date(2027, 10, 1))


def test_an_adopted_year_counts_at_once_and_is_final():
    before = due(date(2027, 9, 30), 3, Unit.WORKING_DAY, calendars.current())
    assert before.provisional
    assert adopt(2027, DAYS_2027, NOTICE, AT)
    after = due(date(2027, 9, 30), 3, Unit.WORKING_DAY, calendars.current())
    assert not after.provisional
    assert before.due == date(2027, 10, 8)
    assert after.due == date(2027, 10, 11)  # 8 Friday, 9 worked Saturday, 11 Monday
    assert after.edition != before.edition


def test_statutory_holidays_left_out_of_the_list_are_rest_days_all_the_same():
    adopt(2027, DAYS_2027, NOTICE, AT)
    assert calendars.current().why(date(2027, 1, 1)) == "元旦"
    assert calendars.current().is_working(
        date(2027, 5, 3)
    )  # nothing is made up that the notice does not give


def test_the_edition_and_the_source_are_kept():
    adopt(2027, DAYS_2027, NOTICE, AT)
    row = CalendarYear.objects.get(year=2027)
    assert (row.source, row.published, row.adopted_at) == (NOTICE, True, AT)
    assert row.edition == edition_of(2027, with_statutory(2027, DAYS_2027))
    assert row.days.filter(kind=Kind.WORKING).count() == 2


def test_twice_is_once(django_assert_num_queries):
    adopt(2027, DAYS_2027, NOTICE, AT)
    calls = []
    services.on_change.append(lambda year, at: calls.append(year))
    try:
        assert not adopt(2027, DAYS_2027[::-1], NOTICE, AT + timedelta(days=1))
    finally:
        services.on_change.pop()
    assert calls == []
    assert CalendarEdition.objects.count() == 1
    assert CalendarYear.objects.get(year=2027).adopted_at == AT


def test_a_new_edition_replaces_the_old_which_is_kept_on_record():
    adopt(2027, DAYS_2027, NOTICE, AT)
    adopt(2027, DAYS_2027[:-2], "更正", AT + timedelta(days=1))
    assert calendars.current().is_rest(date(2027, 10, 9))
    assert not CalendarDay.objects.filter(date=date(2027, 10, 9)).exists()
    assert list(CalendarEdition.objects.values_list("source", flat=True)) == [NOTICE, "更正"]
    assert '"2027-10-09","working"' in CalendarEdition.objects.first().days


def test_a_new_source_alone_moves_no_clock():
    adopt(2027, DAYS_2027, NOTICE, AT)
    calls = []
    services.on_change.append(lambda year, at: calls.append(year))
    try:
        assert adopt(2027, DAYS_2027, "正式文号", AT)
    finally:
        services.on_change.pop()
    assert calls == []
    assert calendars.current().year(2027).source == "正式文号"


def test_amending_keeps_the_rest_of_the_year():
    """As in January 2020, when a later notice lengthened the Spring Festival."""
    adopt(2026, [SpecialDay(date(2026, 10, 8), Kind.REST, "国庆节")], "延长假期", AT, amend=True)
    calendar = calendars.current()
    assert calendar.is_rest(date(2026, 10, 8))
    assert calendar.is_rest(date(2026, 10, 5))
    assert calendar.is_working(date(2026, 10, 10))


def test_whoever_keeps_counted_days_is_told_within_the_transaction():
    told = []

    def recompute(year, at):
        told.append((year, at, connection.in_atomic_block, calendars.current().is_working(date(2027, 10, 9))))

    services.on_change.append(recompute)
    try:
        adopt(2027, DAYS_2027, NOTICE, AT)
    finally:
        services.on_change.remove(recompute)
    assert told == [(2027, AT, True, True)]


def test_when_recomputing_fails_nothing_is_adopted():
    def fail(year, at):
        raise RuntimeError("clock")

    services.on_change.append(fail)
    try:
        with pytest.raises(RuntimeError):
            adopt(2027, DAYS_2027, NOTICE, AT)
    finally:
        services.on_change.remove(fail)
    assert not CalendarYear.objects.exists()
    assert calendars.current().is_provisional(date(2027, 10, 1))


@pytest.mark.parametrize(
    ("day", "says"),
    [
        (SpecialDay(date(2028, 1, 3), Kind.REST, "元旦"), "不在2027年"),
        (SpecialDay(date(2027, 10, 1), Kind.REST, "国庆节"), "写了两次"),
        (SpecialDay(date(2027, 5, 1), Kind.WORKING, "劳动节"), "法定节日不能列为上班日"),
        (SpecialDay(date(2027, 10, 12), Kind.WORKING, "国庆节"), "本来就是工作日"),
    ],
)
def test_days_that_cannot_be(day, says):
    with pytest.raises(Incomplete) as refused:
        adopt(2027, [*DAYS_2027, day], NOTICE, AT)
    assert says in refused.value.sentence
    assert not CalendarYear.objects.exists()


def test_a_source_is_needed():
    with pytest.raises(Incomplete):
        adopt(2027, DAYS_2027, " ", AT)


def test_a_draft_stays_provisional():
    adopt(2027, DAYS_2027, "征求意见稿", AT, published=False)
    assert calendars.current().is_provisional(date(2027, 10, 1))


def test_one_query_per_call_and_none_per_day(django_assert_num_queries):
    adopt(2027, DAYS_2027, NOTICE, AT)
    calendars.current()
    with django_assert_num_queries(1):
        due(date(2026, 1, 5), 400, Unit.WORKING_DAY, calendars.current())


@pytest.mark.django_db(transaction=True)
def test_an_adoption_elsewhere_is_seen_here():
    """A row changed by somebody else, not through this process's services, counts with the next call."""
    assert calendars.current().is_provisional(date(2027, 10, 1))

    def elsewhere():
        adopt(2027, DAYS_2027, NOTICE, AT)
        connection.close()

    worker = threading.Thread(target=elsewhere)
    worker.start()
    worker.join()
    assert calendars.current().is_working(date(2027, 10, 9))
    CalendarYear.objects.all().delete()
    assert calendars.current().is_provisional(date(2027, 10, 1))


@pytest.mark.django_db(transaction=True)
def test_before_the_first_migration_the_package_stands():
    with connection.schema_editor() as editor:
        for model in (CalendarDay, CalendarYear):
            editor.delete_model(model)
    try:
        assert calendars.current().is_rest(date(2026, 10, 1))
    finally:
        with connection.schema_editor() as editor:
            for model in (CalendarYear, CalendarDay):
                editor.create_model(model)
