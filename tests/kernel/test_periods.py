"""Terms by exact dates, and by what must hold of every term whatever its dates."""

import tomllib
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fazhi.calendars.calendar import StatutoryCalendar
from fazhi.kernel.counting import ZONE
from fazhi.kernel.errors import CalendarMissing, Incomplete
from fazhi.kernel.periods import Pause, Unit, before, due, explain_before, remaining

CASES = tomllib.loads((Path(__file__).parent / "cases.toml").read_text(encoding="utf-8"))
CALENDAR = StatutoryCalendar()
BY_DAYS = [Unit.DAY, Unit.WORKING_DAY, Unit.MONTH, Unit.YEAR]


def pauses_of(case: dict[str, Any]) -> list[Pause]:
    return [Pause(p["start"], p["end"]) for p in case.get("pauses", [])]


@pytest.mark.parametrize("case", CASES["due"], ids=lambda case: case["name"])
def test_last_day(case):
    period = due(
        case["start"],
        case["length"],
        Unit(case["unit"]),
        CALENDAR,
        pauses_of(case),
        roll=case.get("roll", True),
        extra=case.get("extra", 0),
    )
    assert period.due == case["due"], "\n".join(period.explain())
    assert not period.provisional
    assert period.days[-1].date == case["due"]


@pytest.mark.parametrize("case", CASES["before"], ids=lambda case: case["name"])
def test_latest_day_before_an_event(case):
    assert before(case["event"], case["length"], Unit(case["unit"]), CALENDAR) == case["latest"]


def test_every_case_names_its_source():
    assert all(case["source"] for cases in CASES.values() for case in cases)


def test_the_sum_says_of_each_day_why():
    pause = Pause(date(2026, 10, 9), date(2026, 10, 9), "听证", "《行政许可法》第四十五条")
    text = due(date(2026, 9, 28), 5, Unit.WORKING_DAY, CALENDAR, [pause]).explain()
    assert "2026-09-28 周一 起始日，不计入（《民法典》第二百零一条第一款）" in text
    assert "2026-10-01 周四 不计：国庆节休息" in text
    assert "2026-10-09 周五 扣除：听证（《行政许可法》第四十五条）" in text
    assert "2026-10-10 周六 第4个工作日（调休上班，计入）" in text
    assert "2026-10-11 周日 不计：周日" in text
    assert text[-2] == "期限届满日：2026-10-12（周一）"
    assert text[-1] == f"依据日历：{CALENDAR.edition}"


def test_the_sum_says_how_the_last_day_moved():
    days = due(date(2026, 9, 20), 15, Unit.DAY, CALENDAR).days
    counted = [line for line in days if line.counted]
    assert [line.n for line in counted] == list(range(1, 16))
    moved = days[15:]
    assert [line.why for line in moved] == ["国庆节休息，顺延", "国庆节休息，顺延", "顺延至此日"]


def test_months_say_which_day_corresponds():
    text = due(date(2024, 1, 31), 1, Unit.MONTH, CALENDAR).explain()
    assert text[1] == "到期月没有对应日，以月末日2024-02-29为最后一日，共29日（《民法典》第二百零二条）"


def test_extension_shows_in_the_sum():
    period = due(date(2026, 3, 2), 90, Unit.DAY, CALENDAR, extra=30)
    assert period.length == 120
    assert period.explain()[0] == "期限：120日（其中延长30日）"


def test_open_pause_leaves_the_last_day_open():
    period = due(date(2026, 6, 1), 30, Unit.DAY, CALENDAR, [Pause(date(2026, 6, 10), None, "检验")])
    assert period.due is None
    assert period.is_suspended
    assert period.days[-1].date == date(2026, 6, 10)
    assert "期限届满日：暂不能确定，恢复计算后另行推算" in period.explain()
    assert remaining(date(2026, 6, 20), period, Unit.DAY, CALENDAR) == 22


def test_open_pause_after_the_end_changes_nothing():
    assert due(date(2026, 6, 1), 3, Unit.DAY, CALENDAR, [Pause(date(2026, 6, 10), None)]).due == date(
        2026, 6, 4
    )


def test_an_open_pause_wins_over_a_finished_one_on_the_same_day():
    pauses = [Pause(date(2026, 6, 10), date(2026, 6, 12)), Pause(date(2026, 6, 10), None)]
    assert due(date(2026, 6, 1), 30, Unit.DAY, CALENDAR, pauses).due is None


def test_length_nought_ends_on_the_start_day():
    assert due(date(2026, 6, 1), 0, Unit.DAY, CALENDAR).due == date(2026, 6, 1)
    assert due(date(2026, 10, 1), 0, Unit.WORKING_DAY, CALENDAR).due == date(2026, 10, 8)


def test_a_moment_late_in_the_day_starts_on_that_day_here():
    late = datetime.fromisoformat("2026-06-01T23:30:00+08:00")
    assert due(late, 3, Unit.DAY, CALENDAR).due == date(2026, 6, 4)
    in_utc = datetime.fromisoformat("2026-06-01T18:00:00+00:00")  # already 2 June in Shanghai
    assert due(in_utc, 3, Unit.DAY, CALENDAR).due == date(2026, 6, 5)


class TestHours:
    start = datetime(2026, 9, 30, 10, 30, tzinfo=ZONE)

    def test_run_through_holidays(self):
        assert due(self.start, 24, Unit.HOUR, CALENDAR).due == datetime(2026, 10, 1, 10, 30, tzinfo=ZONE)

    def test_paused_days_do_not_run(self):
        period = due(self.start, 24, Unit.HOUR, CALENDAR, [Pause(date(2026, 10, 1), date(2026, 10, 2))])
        assert period.due == datetime(2026, 10, 3, 10, 30, tzinfo=ZONE)
        assert [str(line) for line in period.days] == [
            "2026-09-30 周三 计13小时30分，累计13小时30分",
            "2026-10-01 周四 扣除：不计入期限",
            "2026-10-02 周五 扣除：不计入期限",
            "2026-10-03 周六 计10小时30分，累计24小时",
        ]

    def test_open_pause(self):
        assert due(self.start, 24, Unit.HOUR, CALENDAR, [Pause(date(2026, 10, 1), None)]).due is None

    def test_before(self):
        assert before(self.start, 24, Unit.HOUR, CALENDAR) == datetime(2026, 9, 29, 10, 30, tzinfo=ZONE)

    def test_remaining(self):
        period = due(self.start, 24, Unit.HOUR, CALENDAR)
        assert remaining(self.start + timedelta(minutes=30), period, Unit.HOUR, CALENDAR) == 23

    def test_need_a_moment(self):
        with pytest.raises(Incomplete) as refused:
            due(date(2026, 9, 30), 24, Unit.HOUR, CALENDAR)
        assert refused.value.faults[0].field == "start"
        with pytest.raises(Incomplete):
            before(date(2026, 9, 30), 24, Unit.HOUR, CALENDAR)


class TestProvisional:
    def test_a_working_day_in_an_unpublished_year(self):
        period = due(date(2026, 12, 28), 7, Unit.WORKING_DAY, CALENDAR)
        assert period.provisional
        assert period.explain()[-1] == "说明：按未公布年度推算，年度放假安排公布后重新计算"

    def test_calendar_days_lean_on_the_calendar_only_where_the_last_day_may_move(self):
        assert due(date(2026, 12, 28), 30, Unit.DAY, CALENDAR).provisional
        assert not due(date(2026, 12, 28), 30, Unit.DAY, CALENDAR, roll=False).provisional

    def test_a_pause_over_the_unpublished_year_still_needs_it(self):
        period = due(
            date(2026, 12, 28), 3, Unit.WORKING_DAY, CALENDAR, [Pause(date(2026, 12, 29), date(2027, 1, 10))]
        )
        assert period.provisional

    def test_years_nobody_knows_are_refused(self):
        with pytest.raises(CalendarMissing):
            due(date(2099, 12, 30), 5, Unit.WORKING_DAY, CALENDAR)
        with pytest.raises(CalendarMissing):
            due(date(2003, 6, 1), 5, Unit.WORKING_DAY, CALENDAR)


@pytest.mark.parametrize(
    ("length", "extra", "pauses"),
    [
        (-1, 0, []),
        (5, -1, []),
        (10**6, 0, []),
        (5, 0, [Pause(date(2026, 6, 10), date(2026, 6, 9))]),
    ],
)
def test_what_cannot_be_counted_is_refused(length, extra, pauses):
    with pytest.raises(Incomplete):
        due(date(2026, 6, 1), length, Unit.DAY, CALENDAR, pauses, extra=extra)


def test_a_calendar_without_working_days_does_not_hang():
    class NeverWorking:
        edition = "never"

        def is_working(self, day):
            return False

        def is_rest(self, day):
            return True

        def why(self, day):
            return "休息"

        def is_provisional(self, day):
            return False

    with pytest.raises(Incomplete):
        due(date(2026, 6, 1), 1, Unit.WORKING_DAY, NeverWorking())
    with pytest.raises(Incomplete):
        due(date(2026, 6, 1), 1, Unit.DAY, NeverWorking())
    with pytest.raises(Incomplete):
        before(date(2026, 6, 1), 1, Unit.WORKING_DAY, NeverWorking())


@pytest.mark.parametrize(
    ("today", "last", "unit", "left"),
    [
        (date(2026, 9, 28), date(2026, 10, 13), Unit.WORKING_DAY, 7),
        (date(2026, 10, 13), date(2026, 10, 13), Unit.WORKING_DAY, 0),
        (date(2026, 10, 14), date(2026, 10, 13), Unit.WORKING_DAY, -1),
        (date(2026, 10, 8), date(2026, 9, 30), Unit.WORKING_DAY, -1),
        (date(2026, 9, 28), date(2026, 10, 13), Unit.DAY, 15),
        (date(2026, 10, 20), date(2026, 10, 13), Unit.DAY, -7),
        (date(2026, 10, 1), date(2026, 12, 1), Unit.MONTH, 61),
    ],
)
def test_remaining(today, last, unit, left):
    assert remaining(today, last, unit, CALENDAR) == left


def test_remaining_leaves_out_paused_days():
    pause = Pause(date(2026, 10, 9), date(2026, 10, 12))
    period = due(date(2026, 9, 28), 7, Unit.WORKING_DAY, CALENDAR, [pause])
    assert remaining(date(2026, 9, 28), period, Unit.WORKING_DAY, CALENDAR) == 7
    assert remaining(date(2026, 10, 12), period, Unit.WORKING_DAY, CALENDAR) == 4


def test_the_sum_before_an_event():
    text = explain_before(date(2026, 10, 15), 7, Unit.WORKING_DAY, CALENDAR)
    assert text[0] == "2026-09-29 周二 最迟须在此日完成，此日不计入"
    assert "2026-10-10 周六 倒数第4个工作日（调休上班，计入）" in text
    assert text[-2] == "2026-10-15 周四 事项之日，不计入"


starts = st.dates(date(2004, 2, 1), date(2026, 6, 30))
lengths = st.integers(0, 40)
units = st.sampled_from(BY_DAYS)


@st.composite
def some_pauses(draw):
    base = draw(starts)
    found = []
    for _ in range(draw(st.integers(0, 3))):
        begin = base + timedelta(days=draw(st.integers(-5, 60)))
        found.append(Pause(begin, begin + timedelta(days=draw(st.integers(0, 15)))))
    return base, found


@settings(max_examples=80, deadline=None)
@given(some_pauses(), lengths, st.sampled_from([Unit.DAY, Unit.WORKING_DAY, Unit.MONTH]), st.booleans())
def test_pauses_never_shorten(drawn, length, unit, roll):
    start, pauses = drawn
    length = min(length, 6) if unit is Unit.MONTH else length
    bare = due(start, length, unit, CALENDAR, roll=roll).due
    held = due(start, length, unit, CALENDAR, pauses, roll=roll).due
    assert held >= bare
    assert due(start, length, unit, CALENDAR, pauses[:1], roll=roll).due <= held


@settings(max_examples=80, deadline=None)
@given(some_pauses(), lengths, st.integers(0, 10))
def test_longer_is_never_sooner_and_later_starts_never_end_sooner(drawn, length, more):
    start, pauses = drawn
    for unit in (Unit.DAY, Unit.WORKING_DAY):
        one = due(start, length, unit, CALENDAR, pauses).due
        assert due(start, length + more, unit, CALENDAR, pauses).due >= one
        assert due(start, length, unit, CALENDAR, pauses, extra=more).due >= one
        # A term of no length ends on its start day, paused or not; from one unit on, later starts end no sooner.
        if length:
            assert due(start + timedelta(days=more), length, unit, CALENDAR, pauses).due >= one


@settings(max_examples=80, deadline=None)
@given(some_pauses(), lengths)
def test_working_days_end_on_a_working_day_that_is_not_paused(drawn, length):
    start, pauses = drawn
    period = due(start, length, Unit.WORKING_DAY, CALENDAR, pauses)
    assert CALENDAR.is_working(period.due)
    counted = [line for line in period.days if line.counted]
    assert len(counted) == length
    assert all(CALENDAR.is_working(line.date) for line in counted)
    assert not any(pause.holds(line.date) for pause in pauses for line in counted)


@settings(max_examples=60, deadline=None)
@given(starts, st.integers(0, 30), units)
def test_every_day_on_the_way_is_told_once_and_the_last_is_due(start, length, unit):
    length = min(length, 3) if unit in {Unit.MONTH, Unit.YEAR} else length
    period = due(start, length, unit, CALENDAR)
    days = [line.date for line in period.days]
    assert days == [start + timedelta(days=n + 1) for n in range((period.due - start).days)]
    assert CALENDAR.is_working(period.due)


@settings(max_examples=80, deadline=None)
@given(st.dates(date(2004, 6, 1), date(2026, 12, 31)), st.integers(0, 30), units)
def test_before_is_the_last_day_whose_term_ends_before_the_event(event, length, unit):
    length = min(length, 2) if unit in {Unit.MONTH, Unit.YEAR} else length
    latest = before(event, length, unit, CALENDAR)
    if unit is Unit.WORKING_DAY and length == 0:
        assert latest == event - timedelta(days=1)
        return
    assert due(latest, length, unit, CALENDAR, roll=False).due < event
    next_day = latest + timedelta(days=1)
    assert next_day >= event or due(next_day, length, unit, CALENDAR, roll=False).due >= event
