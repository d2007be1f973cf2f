"""The open sum of a clock, and the calculator."""

from datetime import date

import pytest

from fazhi.procedures.engine import perform
from fazhi.procedures.models import ClockRow
from tests.shell.api.conftest import Caller, Stage, days_ago

pytestmark = pytest.mark.django_db


def due(**query):
    return Caller().get("/clocks/due", query)


def test_a_clock_is_told_day_by_day(stage: Stage) -> None:
    told = stage["officer"].get(f"/matters/{stage.running.pk}/clocks/finish").json()
    row = ClockRow.objects.get(matter=stage.running, key="finish")
    assert told["due_on"] == row.due_on.isoformat()
    assert told["days"][-1]["date"] == told["due_on"]
    assert [entry["what"] for entry in told["entries"]] == ["started"]
    assert any("期限届满日" in line for line in told["explain"])


def test_a_paused_clock_shows_since_when(stage: Stage) -> None:
    perform(stage.running.pk, "tell", stage.office.officer, at=days_ago(1))
    told = stage["officer"].get(f"/matters/{stage.running.pk}/clocks/finish").json()
    assert (told["state"], told["due_on"]) == ("paused", None)
    assert any("尚未恢复" in line for line in told["explain"])
    assert [entry["what"] for entry in told["entries"]] == ["started", "paused"]
    assert stage["officer"].get(f"/matters/{stage.running.pk}/clocks/none").status_code == 404


COUNTED = [
    ({"start": "2026-09-28", "length": 7, "unit": "working_day"}, "2026-10-13"),
    ({"start": "2026-01-31", "length": 1, "unit": "month", "roll": "false"}, "2026-02-28"),
    ({"start": "2024-02-29", "length": 1, "unit": "year", "roll": "false"}, "2025-02-28"),
    ({"start": "2026-11-16T10:00:00+08:00", "length": 24, "unit": "hour"}, "2026-11-17T10:00+08:00"),
    ({"start": "2026-11-16", "length": 5, "unit": "day", "pause": "2026-11-18..2026-11-20"}, "2026-11-24"),
]
IMPOSSIBLE = [
    {}, {"start": "2026-02-30", "length": 1, "unit": "day"}, {"start": "2026-11-16", "length": -1, "unit": "day"},
    {"start": "2026-11-16", "length": 10**30, "unit": "day"}, {"start": "2026-11-16", "length": 1, "unit": "week"},
    {"start": "2026-11-16", "length": 5, "unit": "hour"}, {"start": "2199-12-31", "length": 400_000, "unit": "day"},
    {"start": "2026-11-16", "length": 5, "unit": "day", "pause": "soon"}, {"start": "\x00", "length": 5, "unit": "day"},
    {"start": "2026-11-16", "length": 5, "unit": "day", "pause": "2026-11-20..2026-11-18"},
]  # fmt: skip


def test_the_calculator_counts() -> None:
    for query, last in COUNTED:
        answer = due(**query)
        assert answer.status_code == 200, answer.content.decode()
        assert answer.json()["due"] == last


def test_the_calculator_shows_its_sum_when_asked() -> None:
    told = due(start="2026-09-28", length=7, unit="working_day", explain="true").json()
    assert told["days"][0]["date"] == "2026-09-29"
    assert [row["n"] for row in told["days"] if row["counted"]] == list(range(1, 8))
    assert any("国庆" in row["why"] for row in told["days"])
    assert due(start="2026-09-28", length=7, unit="day").json()["days"] == []


def test_an_open_pause_leaves_the_end_open() -> None:
    told = due(start="2026-11-16", length=5, unit="day", pause="2026-11-18..").json()
    assert (told["due"], told["suspended"]) == (None, True)


def test_what_cannot_be_counted_is_told() -> None:
    for query in IMPOSSIBLE:
        answer = due(**query)
        assert answer.status_code == 422
        assert answer.json()["faults"]


def test_the_longest_terms_are_counted_without_listing_them() -> None:
    told = due(start="2026-01-01", length=40, unit="year", explain="true").json()
    assert date.fromisoformat(told["due"]).year >= 2066
    assert told["days"] == []
