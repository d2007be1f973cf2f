from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from fazhi.ui import wording

TODAY = date(2026, 11, 18)


@pytest.mark.parametrize(
    ("value", "beside", "text"),
    [
        (date(2026, 11, 30), TODAY, "11月30日"),
        (date(2027, 1, 4), TODAY, "2027年1月4日"),
        (date(2026, 11, 30), "full", "2026年11月30日"),
        (date(2027, 1, 4), "short", "1月4日"),
        (datetime(2026, 11, 30, 16, 30, tzinfo=UTC), TODAY, "12月1日"),
        (None, TODAY, ""),
        ("待定", TODAY, "待定"),
    ],
)
def test_a_day_names_its_year_when_it_is_not_the_readers(value: object, beside: object, text: str) -> None:
    assert wording.day_text(value, beside) == text


def test_a_moment_is_shanghai_time() -> None:
    at = datetime(2026, 11, 17, 16, 5, tzinfo=UTC)
    assert wording.time_text(at) == "0:05"
    assert wording.moment_text(at) == "2026年11月18日 0:05"
    assert wording.weekday_text(at) == "星期三"
    assert wording.iso_text(at, "datetime") == "2026-11-18T00:05"
    assert wording.iso_text(at) == "2026-11-18"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Decimal("138600"), "138,600.00元"),
        ("5000.5", "5,000.50元"),
        (0, "0.00元"),
        (None, "—"),
        ("", "—"),
        ("面议", "面议"),
    ],
)
def test_money_has_two_decimals_and_a_unit(value: object, text: str) -> None:
    assert wording.yuan_text(value) == text
