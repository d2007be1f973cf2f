"""Published and computed years, against each other and against the law."""

from datetime import date, timedelta

import pytest

from fazhi.calendars import years
from fazhi.calendars.calendar import StatutoryCalendar
from fazhi.calendars.years import Kind, SpecialDay, computed, edition_of, published, statutory
from fazhi.kernel.errors import CalendarMissing

ALL_DAYS = {
    y: [date(y, 1, 1) + timedelta(days=n) for n in range(365 + (y % 4 == 0))] for y in range(2004, 2040)
}


def working(calendar, year):
    return sum(calendar.is_working(day) for day in ALL_DAYS[year])


@pytest.mark.parametrize("year", [2025, 2026])
def test_the_rule_gives_as_many_working_days_as_the_notice(year):
    """The notices only shift days; how many are worked in a year is fixed by the rule."""
    by_rule = StatutoryCalendar([computed(year)])
    by_notice = StatutoryCalendar([published(year)])
    assert working(by_rule, year) == working(by_notice, year) == 248


@pytest.mark.parametrize("year", range(2025, 2027))
def test_every_statutory_holiday_is_a_rest_day_of_the_notice(year):
    calendar = StatutoryCalendar()
    assert all(calendar.is_rest(day) for day, _ in statutory(year))


@pytest.mark.parametrize("year", range(2027, 2040))
def test_computed_years_lose_thirteen_weekdays(year):
    """Thirteen holidays, each made up when it falls on a weekend or on another holiday."""
    weekdays = sum(day.weekday() < 5 for day in ALL_DAYS[year])
    assert weekdays - working(StatutoryCalendar(), year) == 13


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2027, 2, 5), "春节"),  # 除夕
        (date(2027, 2, 6), "春节"),
        (date(2027, 4, 5), "清明节"),
        (date(2027, 6, 9), "端午节"),
        (date(2027, 9, 15), "中秋节"),
        (date(2028, 10, 3), "中秋节"),
        (date(2033, 9, 8), "中秋节"),
    ],
)
def test_movable_days(day, name):
    assert (day, name) in statutory(day.year)


def test_weekend_holidays_are_made_up():
    calendar = StatutoryCalendar()
    # 2027: 初一 and 初二 are Saturday and Sunday, 初三 Monday: Tuesday and Wednesday are given instead.
    assert [calendar.is_rest(date(2027, 2, d)) for d in range(5, 12)] == [True] * 6 + [False]
    assert calendar.why(date(2027, 2, 10)) == "春节"


def test_two_holidays_on_one_day_are_made_up():
    # 2031: 中秋节 is 1 October.
    assert [name for day, name in statutory(2031) if day == date(2031, 10, 1)] == ["中秋节", "国庆节"]
    assert StatutoryCalendar().is_rest(date(2031, 10, 6))


def test_what_makes_a_day_special():
    calendar = StatutoryCalendar()
    assert calendar.why(date(2026, 10, 1)) == "国庆节"
    assert calendar.why(date(2026, 10, 10)) == "调休上班"
    assert calendar.why(date(2026, 10, 11)) == "周日"
    assert calendar.why(date(2026, 10, 12)) == ""
    assert calendar.why(date(2015, 9, 3)) == "抗战胜利70周年纪念日"
    assert calendar.is_working(date(2026, 10, 10))
    assert calendar.is_rest(date(2026, 10, 11))


def test_provisional_is_what_nobody_published():
    calendar = StatutoryCalendar()
    assert not calendar.is_provisional(date(2026, 12, 31))
    assert calendar.is_provisional(date(2027, 1, 1))


@pytest.mark.parametrize("day", [date(2003, 12, 31), date(2100, 1, 1)])
def test_years_of_which_nothing_is_known(day):
    with pytest.raises(CalendarMissing):
        StatutoryCalendar().is_working(day)


def test_the_edition_names_the_adopted_years():
    bare = StatutoryCalendar().edition
    adopted = StatutoryCalendar([computed(2027)]).edition
    assert bare.startswith("国务院办公厅放假安排2004—2026")
    assert adopted.startswith(bare)
    assert "2027年采用版" in adopted


def test_the_digest_of_a_year_does_not_depend_on_order():
    days = [SpecialDay(date(2027, 1, 1), Kind.REST, "元旦"), SpecialDay(date(2027, 1, 2), Kind.REST, "元旦")]
    assert edition_of(2027, days) == edition_of(2027, days[::-1])
    assert edition_of(2027, days) != edition_of(2027, days[:1])
    assert edition_of(2027, days) != edition_of(2028, days)


def test_the_table_of_festivals_agrees_with_the_published_years():
    """春节, 清明节, 端午节 and 中秋节 are rest days in every published year since they are holidays (2008)."""
    calendar = StatutoryCalendar()
    festivals = years._festivals()
    for year in range(2008, 2027):
        for name in ("春节", "清明节", "端午节", "中秋节"):
            assert calendar.is_rest(festivals[year][name]), (year, name)
