from typing import Any

import pytest
from django.utils.safestring import SafeString

from tests.ui.conftest import Render

CLOCK = {"label": "作出处罚决定", "text": "余 12 日", "due": "11月30日", "percent": 87, "url": "/m/1/#clock"}


@pytest.mark.parametrize(
    ("state", "css", "at"),
    [
        ("running", "", "87%"),
        ("near", "is-near", "87%"),
        ("over", "is-over", "100%"),
        ("paused", "is-paused", "87%"),
        ("met", "is-met", "100%"),
        ("lapsed", "is-ended", "100%"),
        ("ended", "is-ended", "100%"),
    ],
)
def test_a_clock_shows_its_state(render: Render, state: str, css: str, at: str) -> None:
    page = render("{% load fz %}{% clock chip %}", chip={**CLOCK, "state": state})
    (chip,) = page.all("a", class_="fz-clock")
    assert chip["class"].split()[1:] == css.split()
    assert chip["href"] == "/m/1/#clock"
    assert page.all("i")[0]["style"] == f"--at:{at}"
    assert "余 12 日" in page.text
    assert "11月30日" in page.text


@pytest.mark.parametrize(("percent", "at"), [(-5, "0%"), (240, "100%"), (None, "0%"), (33.6, "34%")])
def test_the_bar_of_a_clock_stays_within_its_frame(render: Render, percent: float | None, at: str) -> None:
    page = render("{% load fz %}{% clock chip %}", chip={**CLOCK, "state": "running", "percent": percent})
    assert page.all("i")[0]["style"] == f"--at:{at}"


def test_a_clock_without_an_address_is_no_link(render: Render) -> None:
    page = render("{% load fz %}{% clock chip %}", chip={"text": "余 3 日"})
    assert not page.all("a")
    assert page.all("span", class_="fz-clock")


@pytest.mark.parametrize(
    ("state", "word"), [("met", "符合"), ("unmet", "未符合"), ("wait", "待办"), ("na", "不适用")]
)
@pytest.mark.parametrize("template", ["ui/_verdicts.html", "ui/_conditions.html"])
def test_a_condition_says_its_state_in_words(render: Render, template: str, state: str, word: str) -> None:
    rows = [{"state": state, "title": "两名以上执法人员", "note": "张某某、赵某某", "basis": ""}]
    page = render(template, rows=rows)
    assert page.text.startswith(word)
    assert "张某某、赵某某" in page.text


def test_the_stage_bar_marks_the_present_step(render: Render) -> None:
    stages = [
        {"title": "立案", "state": "done", "when": "8月6日"},
        {"title": "法制审核", "state": "now", "when": ""},
        {"title": "结案", "state": "ahead", "when": ""},
    ]
    page = render("ui/_stages.html", stages=stages, exits=[{"label": "撤销立案", "url": "/x/"}])
    assert [li["class"] for li in page.all("li")] == ["done", "now", "ahead"]
    assert page.all("li", aria_current="step") == page.all("li", class_="now")
    assert "第2步 法制审核" in page.text
    assert page.all("a", href="/x/")


def test_a_gap_in_evidence_is_said_and_seen(render: Render) -> None:
    pieces = [
        {"title": "询问笔录", "kind": "pdf", "url": "/f/1/", "gap": "第3页缺签名", "meta": "6页"},
        {"title": "录像", "kind": "video", "url": "/f/2/"},
    ]
    page = render("ui/_evidence.html", pieces=pieces)
    assert len(page.all("figure", class_="gap")) == 1
    assert "第3页缺签名" in page.text
    assert [a["data-preview"] for a in page.all("a")] == ["pdf", "video"]


def test_the_first_column_leads_to_the_row(render: Render) -> None:
    columns = [
        {"key": "number", "label": "案号"},
        {"key": "party", "label": "当事人"},
        {"key": "fine", "label": "罚款", "align": "r"},
    ]
    rows = [
        {
            "id": "7",
            "url": "/m/7/",
            "cells": {"number": "7号", "party": ("甲公司", "无证经营"), "fine": None},
            "clock": CLOCK,
            "selectable": True,
        },
        {
            "id": "8",
            "url": "/m/8/",
            "cells": {"number": "8号", "party": "乙公司", "fine": "1.00"},
            "selectable": False,
        },
    ]
    page = render(
        "ui/_table.html", columns=columns, rows=rows, bulk=[{"label": "催办", "url": "/b/"}], caption="案件"
    )
    assert [a["href"] for a in page.all("a", class_="key")] == ["/m/7/", "/m/8/"]
    assert [box["value"] for box in page.all("input", name="ids")] == ["7"]
    assert "无证经营" in page.text
    assert "—" in page.text


def test_paging_has_no_numbers(render: Render) -> None:
    page = render("ui/_pager.html", pager={"prev": "", "next": "/m/?after=9"}, total_text="本页50件")
    assert [a["href"] for a in page.all("a")] == ["/m/?after=9"]
    assert "disabled" in page.all("button")[0]
    assert not render("ui/_pager.html", pager={"prev": "", "next": ""}, total_text="2件").all("button")


def test_a_filter_stays_in_its_field_and_as_a_chip(render: Render) -> None:
    filters = [
        {
            "name": "stage",
            "label": "阶段",
            "type": "choice",
            "value": "review",
            "choices": [("", "全部"), ("review", "审核")],
        }
    ]
    page = render("ui/_filters.html", filters=filters)
    assert page.all("form", method="get")
    assert [o["value"] for o in page.all("option") if "selected" in o] == ["review"]
    chips = render("ui/_chips.html", chips=[{"label": "阶段：审核", "remove_url": "?"}], clear_url="?all=1")
    assert [a["href"] for a in chips.all("a")] == ["?", "?all=1"]


def test_the_error_summary_leads_to_each_field(render: Render) -> None:
    faults = [
        {"field": "fine", "sentence": "罚款不能低于126,000.00元", "basis": ""},
        {"field": "", "sentence": "缺讨论记录", "basis": ""},
    ]
    page = render("ui/_faults.html", faults=faults, what="决定尚未作出")
    assert "有2处需要改正，决定尚未作出" in page.text
    assert [a["href"] for a in page.all("a")] == ["#f-fine"]
    assert page.all("div", role="alert", tabindex="-1")
    assert not render("ui/_faults.html", faults=[]).text


def test_a_figure_with_nothing_to_count_is_a_dash(render: Render) -> None:
    page = render(
        "ui/_figure.html",
        f={"label": "复议纠错率", "value": None, "previous": "本月没有审结", "definition": "撤销等 ÷ 审结"},
    )
    assert "—" in page.text
    assert page.all("abbr", title="撤销等 ÷ 审结")


def test_a_door_counts_or_tells(render: Render) -> None:
    counted = render("ui/_door.html", d={"name": "东河区", "url": "/r/", "over": 6, "near": 0, "open": 171})
    assert counted.all("dd", class_="is-red")
    assert counted.all("dd", class_="zero")
    told = render("ui/_door.html", d={"name": "固阳县", "url": "/r/", "meta": "31个执法单位"})
    assert not told.all("dl")
    assert "31个执法单位" in told.text


def test_hidden_spots_are_chips_and_the_rest_is_escaped(render: Render) -> None:
    page = render("{% load fz %}{{ text|masked }}", text="何█，<b>样例街道████〔企业名称隐去〕，〔2026〕97号")
    assert page.html.split("fz-masked")[1].startswith('">已隐去<')
    assert page.html.count("fz-masked") == 3
    assert "<b>" not in page.html
    assert "〔2026〕97号" in page.html


def test_a_citation_is_linked_and_a_strange_text_is_harmless(render: Render) -> None:
    page = render("{% load fz %}{{ text|basis }}", text="《行政处罚法》第六十条<script>")
    (link,) = page.all("a", class_="fz-art")
    assert link["data-card"]
    assert "<script" not in page.html
    assert render("{% load fz %}{{ text|basis }}", text="").html == ""
    assert render("{% load fz %}{{ text|basis }}", text=SafeString("<i>已成</i>")).html == "<i>已成</i>"


def test_an_answer_says_whether_it_was_done(render: Render) -> None:
    done: dict[str, Any] = {"done": True, "title": "已提请法制审核", "text": "审核期限到11月25日。"}
    assert render("ui/_answer.html", **done).all("div", class_="is-done", role="status")
    assert render("ui/_answer.html", **{**done, "done": False}).all("div", role="alert")
