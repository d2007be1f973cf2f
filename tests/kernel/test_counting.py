"""Corresponding days of months, and pauses."""

from datetime import date

import pytest

from fazhi.kernel.counting import Pause, add_months, pause_on


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2026, 12, 15), 1, date(2027, 1, 15)),
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2026, 3, 31), -1, date(2026, 2, 28)),
        (date(2026, 1, 10), -1, date(2025, 12, 10)),
        (date(2026, 8, 31), 12, date(2027, 8, 31)),
        (date(2026, 5, 5), 0, date(2026, 5, 5)),
    ],
)
def test_add_months(day, months, expected):
    assert add_months(day, months) == expected


def test_add_months_past_the_last_year():
    with pytest.raises(OverflowError):
        add_months(date(9999, 1, 1), 12)


def test_pauses_hold_both_their_ends():
    pause = Pause(date(2026, 6, 10), date(2026, 6, 12))
    held = [pause.holds(date(2026, 6, n)) for n in range(9, 14)]
    assert held == [False, True, True, True, False]
    assert pause_on(date(2026, 6, 9), (pause,)) is None
