"""Markdown texts: what is taken and what is turned away."""

from datetime import date
from pathlib import Path

import pytest

from fazhi.law.services.read_markdown import read_markdown
from fazhi.law.services.source import Rejected, SourceEdition
from fazhi.law.vocabulary import ArticleKind, Level
from tests.law.conftest import FIRST, SECOND

HEAD = "# 虚构规定\n\n2020年1月1日 虚构部公布\n\n<!-- INFO END -->\n\n"


def _read(text: str, name: str = "虚构规定(2020-01-01).md") -> SourceEdition | Rejected:
    return read_markdown(Path(name), text.encode(), name)


def _taken(text: str, name: str = "虚构规定(2020-01-01).md") -> SourceEdition:
    made = _read(text, name)
    assert isinstance(made, SourceEdition)
    return made


def test_a_law() -> None:
    made = _taken(FIRST, "行政法/虚构测试法(2019-03-01).md")
    assert (made.title, made.level) == ("中华人民共和国虚构测试法", Level.LAW)
    assert (made.adopted_on, made.claims.clause.day) == (date(2019, 3, 1), date(2019, 7, 1))
    assert (made.claims.is_amended, made.claims.faults) == (False, [])
    assert [(a.number, a.label, a.chapter) for a in made.articles] == [
        ("1", "第一条", "第一章 总则"),
        ("2", "第二条", "第一章 总则"),
        ("3", "第三条", "第二章 附则"),
    ]
    assert made.articles[1].text.split("\n")[-1] == "前款所称秘密，依照有关规定确定。"


def test_inserted_articles_and_lines_that_only_speak_of_articles() -> None:
    made = _taken(SECOND)
    assert [a.number for a in made.articles] == ["1", "2", "2-1", "3", "4"]
    assert made.history.count("\n") == 1


def test_parts_chapters_and_sections() -> None:
    body = "## 第一编 总则\n\n### 第一章 甲\n\n#### 第一节 乙\n\n第一条 一。\n\n### 第二章 丙\n\n第二条 二。\n\n## 第二编 丁\n\n第三条 三。\n"
    made = _taken(HEAD + body)
    assert [a.chapter for a in made.articles] == [
        "第一编 总则\n第一章 甲\n第一节 乙",
        "第一编 总则\n第二章 丙",
        "第二编 丁",
    ]


def test_numbered_points_when_there_are_no_articles() -> None:
    made = _taken(HEAD + "为了测试，规定如下：\n\n一、甲。\n\n（一）子。\n\n二、乙。\n")
    assert [(a.kind, a.number) for a in made.articles] == [
        (ArticleKind.PREAMBLE, "preamble"),
        (ArticleKind.ITEM, "1"),
        (ArticleKind.ITEM, "2"),
    ]
    assert made.articles[1].text == "甲。\n（一）子。"


def test_an_undivided_text_is_one_row() -> None:
    made = _taken(HEAD + "同意你部意见。\n\n请照办。\n")
    assert [(a.kind, a.number, a.text) for a in made.articles] == [
        (ArticleKind.WHOLE, "0", "同意你部意见。\n请照办。")
    ]


def test_the_head_names_the_day_it_starts() -> None:
    head = HEAD.replace("<!--", "2020年3月1日 施行\n\n<!--")
    assert _taken(head + "第一条 甲。\n").claims.stated == date(2020, 3, 1)


def test_an_amended_text_does_not_keep_its_first_day() -> None:
    head = HEAD.replace("<!--", "2022年5月1日 《关于修改〈虚构规定〉的决定》修正\n\n<!--")
    made = _taken(head + "第一条 甲。\n\n第二条 本规定自2020年3月1日起施行。\n", "虚构规定(2022-05-01).md")
    assert (made.adopted_on, made.claims.is_amended) == (date(2022, 5, 1), True)
    assert made.claims.clause.day == date(2020, 3, 1)


def test_without_a_day_in_its_name_the_last_day_of_the_head_counts() -> None:
    assert _taken(FIRST, "虚构测试法.md").adopted_on == date(2019, 3, 1)


@pytest.mark.parametrize(
    ("text", "name", "why"),
    [
        ("# 甲\n\n第一条 乙。\n", "甲(2020-01-01).md", "INFO END"),
        ("甲\n\n<!-- INFO END -->\n\n第一条 乙。\n", "甲(2020-01-01).md", "名称"),
        ("# 甲\n\n<!-- INFO END -->\n\n第一条 乙。\n", "甲.md", "日期"),
        ("# 甲\n\n<!-- INFO END -->\n\n第一条 乙。\n", "甲(2020-02-30).md", "日期"),
        (HEAD, "甲(2020-01-01).md", "没有正文"),
        (HEAD + "案情。\n", "案例/甲(2020-01-01).md", "案例"),
    ],
)
def test_turned_away_with_the_reason(text: str, name: str, why: str) -> None:
    made = _read(text, name)
    assert isinstance(made, Rejected)
    assert why in made.why


def test_bytes_that_are_no_text_are_turned_away() -> None:
    made = read_markdown(Path("甲.md"), "中文".encode("gbk"), "甲.md")
    assert isinstance(made, Rejected)
    assert "UTF-8" in made.why
