from datetime import date, timedelta
from typing import Any
from xml.etree import ElementTree

import pytest

from fazhi.ui.drawings import day_strip, pictogram

START = date(2026, 11, 11)
TODAY = date(2026, 11, 18)


def term(length: int, start: date = START) -> list[dict[str, Any]]:
    """Working days after `start`, which does not count itself, as the kernel tells them."""
    lines: list[dict[str, Any]] = []
    n, day = 0, start
    while n < length:
        day += timedelta(days=1)
        counted = day.weekday() < 5
        n += counted
        why = f"第{n}个工作日" if counted else "不计：周末"
        lines.append({"date": day, "counted": counted, "n": n if counted else None, "why": why})
    return lines


def kinds(svg: ElementTree.Element) -> list[str]:
    return [box.get("class", "") for box in svg.iter("rect")]


def drawings(
    lines: list[dict[str, Any]], today: date | None = TODAY, start: date | None = START
) -> list[ElementTree.Element]:
    return list(
        ElementTree.fromstring(f"<div>{day_strip(lines, today, '法制审核', start)}</div>").iter("svg")
    )


def test_every_day_is_a_cell_of_its_kind_on_both_drawings() -> None:
    desk, phone = drawings(term(7))
    assert kinds(desk) == kinds(phone)
    # 11 to 20 November: the start, two days, a weekend, three days until today, one left, the last day
    assert kinds(desk) == [
        "start",
        "count",
        "count",
        "skip",
        "skip",
        "count",
        "count",
        "count",
        "left",
        "due",
    ]


def test_today_is_outlined_once() -> None:
    for drawing in drawings(term(7)):
        assert [p.get("class") for p in drawing.iter("path")].count("today") == 1


def test_a_cell_says_its_number_or_why_it_does_not_count() -> None:
    desk, phone = drawings(term(7))
    titles = [t.text for t in desk.iter("title")]
    assert titles[0] == "11月11日 起算当日，不计入"
    assert titles[1] == "11月12日 第1个工作日"
    assert titles[3] == "11月14日 不计：周末"
    assert titles[-1] == "11月20日 第7个工作日，届满"
    assert not list(phone.iter("title"))


def test_the_drawing_is_told_to_those_who_hear_it() -> None:
    desk, _ = drawings(term(7))
    assert (
        desk.get("aria-label")
        == "法制审核逐日图：2026年11月11日起，11月14日至11月15日不计入，2026年11月20日届满"
    )


def test_a_reason_cannot_break_out_of_the_drawing() -> None:
    lines = term(3)
    lines[0]["why"] = '"><script>alert(1)</script>'
    assert "<script" not in day_strip(lines, TODAY, "<b>", START)


def test_a_year_end_opens_a_new_row() -> None:
    desk, _ = drawings(term(15, date(2026, 12, 21)), date(2026, 12, 22), date(2026, 12, 21))
    assert [t.text for t in desk.iter("text")][-2:] == ["12月", "1月"]
    assert "2027年1月8日 第14个工作日，尚余" in [t.text for t in desk.iter("title")]


@pytest.mark.parametrize("lines", [[], term(7)[:1], term(900)], ids=["hours", "one day", "three years"])
def test_what_cannot_be_drawn_is_left_out(lines: list[dict[str, Any]]) -> None:
    assert day_strip(lines, TODAY) == ""


def test_a_term_that_is_over_marks_its_last_day_only() -> None:
    desk, _ = drawings(term(2), date(2026, 12, 1))
    assert kinds(desk) == ["start", "count", "due"]
    assert not [p for p in desk.iter("path") if p.get("class") == "today"]


def test_evidence_has_a_picture_of_its_kind() -> None:
    pictures = {kind: pictogram(kind) for kind in ("image", "video", "audio", "table", "document")}
    assert len(set(pictures.values())) == 5
    assert pictogram("unheard of") == pictures["document"]
    assert pictogram("document", gap=True) != pictures["document"]
    assert pictogram("video", gap=True) == pictures["video"]
