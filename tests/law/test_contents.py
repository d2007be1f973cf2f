"""Divisions of an edition as its page shows them."""

from fazhi.law.contents import divisions
from fazhi.law.models import Article


def _articles(*chapters: str) -> list[Article]:
    return [
        Article(position=n, number=str(n), label=f"第{n}条", kind="article", chapter=chapter, text="文。")
        for n, chapter in enumerate(chapters, start=1)
    ]


def test_an_outer_heading_stands_before_the_first_of_its_divisions() -> None:
    made = divisions(
        _articles("第一章 甲", "第二章 乙\n第一节 丙", "第二章 乙\n第二节 丁", "第三章 戊"), None
    )
    assert [d.fresh for d in made] == [
        ("第一章 甲",),
        ("第二章 乙", "第一节 丙"),
        ("第二节 丁",),
        ("第三章 戊",),
    ]
    assert [d.title for d in made] == ["第一章 甲", "第一节 丙", "第二节 丁", "第三章 戊"]


def test_only_the_division_shown_has_lines() -> None:
    made = divisions(_articles("第一章 甲", "第一章 甲", "第二章 乙"), 2)
    assert [len(d.lines) for d in made] == [0, 1]
    assert (made[0].first, made[0].last) == ("第1条", "第2条")


def test_a_text_without_headings_is_one_division() -> None:
    made = divisions(_articles("", ""), None)
    assert [(d.title, len(d.lines)) for d in made] == [("第1条", 2)]
