"""`fazhi clocks due` as it is typed."""

import json
import re

import pytest

pytestmark = pytest.mark.django_db


def due(*args):
    return "clocks", "due", *args


def test_the_last_day_alone_on_the_first_line(command):
    code, out, err = command(*due("--start", "2026-09-28", "--length", 7, "--unit", "working_day"))
    assert (code, out, err) == (0, "2026-10-13\n", "")


def test_pauses_and_extensions(command):
    args = ["--start", "2026-06-01", "--length", 30, "--unit", "day"]
    assert command(*due(*args, "--pause", "2026-06-10..2026-06-24"))[1] == "2026-07-16\n"
    twice = ["--pause", "2026-06-10..2026-06-20", "--pause", "2026-06-15..2026-06-24"]
    assert command(*due(*args, *twice))[1] == "2026-07-16\n"
    assert command(*due(*args, "--extend", 10))[1] == "2026-07-13\n"


def test_rolling_or_not(command):
    args = ["--start", "2026-09-20", "--length", 15, "--unit", "day"]
    assert command(*due(*args))[1] == "2026-10-08\n"
    assert command(*due(*args, "--no-roll"))[1] == "2026-10-05\n"


@pytest.mark.parametrize(
    ("unit", "start", "length", "last"),
    [
        ("month", "2024-01-31", 1, "2024-02-29"),
        ("year", "2024-02-29", 1, "2025-02-28"),
        ("hour", "2026-09-30T10:30", 24, "2026-10-01T10:30+08:00"),
    ],
)
def test_units(command, unit, start, length, last):
    assert command(*due("--start", start, "--length", length, "--unit", unit))[1] == f"{last}\n"


def test_explain(command):
    pause = ["--pause", "2026-10-09..2026-10-12:听证"]
    _, out, _ = command(
        *due("--start", "2026-09-28", "--length", 7, "--unit", "working_day", *pause, "--explain")
    )
    lines = out.splitlines()
    assert lines[0] == "2026-10-16"
    assert "2026-10-01 周四 不计：国庆节休息" in lines
    assert "2026-10-10 周六 扣除：听证" in lines
    assert lines[-1].startswith("依据日历：国务院办公厅放假安排")


def test_a_provisional_answer_says_so(command):
    args = due("--start", "2026-12-28", "--length", 7, "--unit", "working_day")
    code, out, err = command(*args)
    assert code == 0
    assert re.fullmatch(r"2027-01-\d\d\n", out)
    assert "按未公布年度推算" in err
    assert "按未公布年度推算" in command(*args, "--explain")[1]


def test_json(command):
    args = due("--start", "2026-09-28", "--length", 2, "--unit", "working_day", "--json")
    answer = json.loads(command(*args)[1])
    assert answer["due"] == "2026-09-30"
    assert answer["provisional"] is False
    assert "days" not in answer
    days = json.loads(command(*args, "--explain")[1])["days"]
    assert days[0] == {"date": "2026-09-29", "counted": True, "n": 1, "why": "第1个工作日"}


def test_an_unfinished_pause(command):
    code, out, err = command(
        *due("--start", "2026-06-01", "--length", 30, "--unit", "day", "--pause", "2026-06-10..")
    )
    assert (code, out) == (1, "")
    assert "尚未恢复" in err


@pytest.mark.parametrize(
    ("args", "says"),
    [
        ([], "--start"),
        (["--start", "2026-02-30", "--length", 5, "--unit", "day"], "--start “2026-02-30”不是日期"),
        (["--start", "2026-06-01", "--length", "x", "--unit", "day"], "--length “x”"),
        (["--start", "2026-06-01", "--length", "-3", "--unit", "day"], "--length “-3”"),
        (["--start", "2026-06-01", "--length", 99999, "--unit", "day"], "期限过长"),
        (["--start", "2026-06-01", "--length", 5, "--unit", "week"], "--unit “week”"),
        (["--start", "2026-06-01", "--length", 5, "--unit", "day", "--extend", "y"], "--extend “y”"),
        (["--start", "2026-06-01", "--length", 5, "--unit", "day", "--pause", "2026-06-03"], "--pause"),
        (["--start", "2026-06-01", "--length", 5, "--unit", "day", "--pause", "2026-06-31.."], "--pause"),
        (
            ["--start", "2026-06-01", "--length", 5, "--unit", "day", "--pause", "2026-06-09..2026-06-08"],
            "早于开始日",
        ),
        (["--start", "2026-06-01", "--length", 24, "--unit", "hour"], "须写明起算的时刻"),
        (["--start", "9999-12-20", "--length", 30, "--unit", "day"], "期限超出日历"),
    ],
)
def test_misuse_says_in_chinese_what_is_wrong(command, args, says):
    code, out, err = command(*due(*args))
    assert (code, out) == (2, "")
    assert says in err


def test_a_year_nobody_knows(command):
    code, out, err = command(*due("--start", "2003-06-01", "--length", 5, "--unit", "working_day"))
    assert (code, out) == (1, "")
    assert "2003年" in err
