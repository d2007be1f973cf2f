"""Periods: read, named, compared."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fazhi.kernel.errors import Incomplete
from fazhi.measures.periods import Length, Period

DAYS = st.dates(date(1990, 1, 1), date(2100, 12, 31))


@pytest.mark.parametrize(
    ("text", "first", "last", "title"),
    [
        ("2026", "2026-01-01", "2026-12-31", "2026年"),
        ("2026-Q3", "2026-07-01", "2026-09-30", "2026年第三季度"),
        ("2026q1", "2026-01-01", "2026-03-31", "2026年第一季度"),
        ("2028-02", "2028-02-01", "2028-02-29", "2028年2月"),
        ("2026-05-09", "2026-05-09", "2026-05-09", "2026年5月9日"),
        ("2026-01-01..2026-09-30", "2026-01-01", "2026-09-30", "2026年1月1日至2026年9月30日"),
        ("9999", "9999-01-01", "9999-12-31", "9999年"),
    ],
)
def test_what_is_written(text: str, first: str, last: str, title: str) -> None:
    found = Period.parse(text)
    assert (found.first.isoformat(), found.last.isoformat(), found.title) == (first, last, title)


@pytest.mark.parametrize(
    "text", ["", "本年", "2026-13", "0000", "2026-Q5", "2026-02-30", "2026-09-30..2026-01-01", "2" * 400]
)
def test_what_is_no_period_is_refused(text: str) -> None:
    with pytest.raises(Incomplete):
        Period.parse(text)


@given(day=DAYS, length=st.sampled_from(Length))
def test_a_period_reads_itself_back_and_follows_the_one_before(day: date, length: Length) -> None:
    period = Period.holding(day, length)
    assert period.first <= day <= period.last
    again = Period.parse(period.key)
    assert (again.first, again.last) == (period.first, period.last)
    assert (period.first - period.before().last).days == 1


def test_a_running_period_is_compared_with_as_much_of_the_others() -> None:
    year, today = Period.parse("2026"), date(2026, 2, 28)
    now = year.so_far(today)
    assert (now.first, now.last) == (date(2026, 1, 1), today)
    before = year.before().alike(now, year)
    assert (before.first, before.last) == (date(2025, 1, 1), date(2025, 2, 28))
    assert year.so_far(date(2027, 1, 1)) == year
