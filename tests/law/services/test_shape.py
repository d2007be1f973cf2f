"""Mending a source's text."""

import pytest

from fazhi.law.services.shape import (
    chinese_quotes,
    gaps,
    heading,
    merge_repeats,
    overlong,
    part_annexes,
    tidy,
)
from fazhi.law.services.source import SourceArticle
from fazhi.law.vocabulary import ArticleKind


def _article(number: str, text: str = "文", label: str = "") -> SourceArticle:
    return SourceArticle(ArticleKind.ARTICLE, number, label or f"第{number}条", "", text)


@pytest.mark.parametrize(
    ("ascii_marks", "chinese", "paired"),
    [
        ('称"甲"者', "称“甲”者", True),
        ('改为："一段。\n"又一段。"', "改为：“一段。\n“又一段。”", True),
        ('"甲"、"乙"', "“甲”、“乙”", True),
        ('只有一个"', '只有一个"', False),
        ("没有", "没有", True),
    ],
)
def test_chinese_quotes(ascii_marks: str, chinese: str, paired: bool) -> None:
    assert chinese_quotes(ascii_marks) == (chinese, paired)


def test_tidy_leaves_tables_alone() -> None:
    assert tidy("自 2026年 起，依照 《某法》 办理\n税 目 | 税 率\n\n!12{width=1}") == (
        "自 2026年起，依照《某法》办理\n税 目 | 税 率\n（图，来源未收）"
    )
    assert heading("第一章　总　则") == "第一章 总则"


def test_annexes_become_rows_of_their_own() -> None:
    last = _article("17", "本法自2020年9月1日起施行。\n附：\n税目税率表\n甲 | 1")
    made = part_annexes([_article("16"), last])
    assert [(a.number, a.label, a.text) for a in made[1:]] == [
        ("17", "第17条", "本法自2020年9月1日起施行。"),
        ("annex", "附件", "附：\n税目税率表\n甲 | 1"),
    ]
    two = part_annexes([_article("1", "施行。\n附件一\n甲\n附件二：\n乙")])
    assert [(a.number, a.label) for a in two[1:]] == [
        ("annex-1", "附件一"),
        ("annex-2", "附件二"),
    ]


def test_a_sentence_that_speaks_of_an_annex_is_no_annex() -> None:
    assert len(part_annexes([_article("1", "施行。\n列于附件一的决定废止。\n附件所列的除外。")])) == 1


def test_repeated_numbers_belong_to_what_is_quoted() -> None:
    made, said = merge_repeats([_article("1"), _article("2"), _article("1", "引文")])
    assert [a.number for a in made] == ["1", "2"]
    assert made[1].text == "文\n第1条 引文"
    assert said.startswith("第1条重复出现")


def test_gaps_are_named() -> None:
    assert gaps([_article("1"), _article("3"), _article("3-1")]) == "来源缺第二条。"
    assert gaps([_article("1"), _article("2")]) == ""


def _articles(*texts: str) -> list[SourceArticle]:
    return [
        SourceArticle(ArticleKind.ARTICLE, str(n), f"第{n}条", "", t) for n, t in enumerate(texts, start=1)
    ]


def test_a_table_after_the_commencement_is_an_annex() -> None:
    made = part_annexes(
        _articles(
            "甲。", "本法自公布之日起施行。\n虚构税税率表一（综合所得适用）\n1 | 3%\n虚构税税率表二\n1 | 5%"
        )
    )
    assert [(a.number, a.text.count("\n")) for a in made] == [
        ("1", 0),
        ("2", 0),
        ("annex-1", 1),
        ("annex-2", 1),
    ]


def test_a_last_article_far_too_long_is_told() -> None:
    short = ["甲。"] * 5
    assert overlong(_articles(*short, "乙" * 700)).startswith("末条有700字")
    assert overlong(_articles(*short, "乙" * 500)) == ""
    assert overlong(_articles("甲" * 300, "甲" * 300, "甲" * 300, "乙" * 700)) == ""
