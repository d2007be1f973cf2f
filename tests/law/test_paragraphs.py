"""Paragraphs, items and sub-items of an article."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fazhi.law.paragraphs import narrow, paragraphs

TEXT = "测试应当公开。\n有下列情形之一的，可以不公开：\n（一）涉及秘密的；\n（二）涉及个人信息的：\n1.姓名；\n2.住址；\n(三)其他。\n前款所称秘密另定。"


def test_paragraphs_and_their_items() -> None:
    made = paragraphs(TEXT)
    assert [p.lead for p in made] == [
        "测试应当公开。",
        "有下列情形之一的，可以不公开：",
        "前款所称秘密另定。",
    ]
    assert [i.number for i in made[1].items] == [1, 2, 3]
    assert made[1].items[1].subs == {1: "1.姓名；", 2: "2.住址；"}


@pytest.mark.parametrize(
    ("place", "text"),
    [
        ((0, 0, 0), TEXT),
        ((1, 0, 0), "测试应当公开。"),
        ((3, 0, 0), "前款所称秘密另定。"),
        ((2, 1, 0), "（一）涉及秘密的；"),
        ((0, 3, 0), "(三)其他。"),
        ((2, 2, 0), "（二）涉及个人信息的：\n1.姓名；\n2.住址；"),
        ((2, 2, 1), "1.姓名；"),
    ],
)
def test_narrow(place: tuple[int, int, int], text: str) -> None:
    part = narrow(TEXT, *place)
    assert part is not None
    assert part.text == text


def test_an_item_brings_the_words_it_hangs_on() -> None:
    part = narrow(TEXT, 2, 1)
    assert part is not None
    assert part.lead == "有下列情形之一的，可以不公开："


@pytest.mark.parametrize("place", [(4, 0, 0), (1, 1, 0), (2, 4, 0), (2, 1, 1), (2, 2, 3), (1, 0, 1)])
def test_no_such_part(place: tuple[int, int, int]) -> None:
    assert narrow(TEXT, *place) is None


def test_a_figure_with_a_decimal_point_is_no_sub_item() -> None:
    assert len(paragraphs("税率如下：\n（一）一般：\n1.5元以下。")) == 2


@pytest.mark.parametrize(
    "text",
    [
        "有下列情形之一的：\n一、不申报的；\n二、假报的；\n三、其他的。",
        "应当避让：\n(1)甲船；\n(2)乙船；\n(3)丙船。",
        "条件如下：\n１．甲；\n２．乙；\n３．丙。",
    ],
    ids=["listed", "bracketed", "arabic"],
)
def test_items_of_older_texts(text: str) -> None:
    (only,) = paragraphs(text)
    assert [item.number for item in only.items] == [1, 2, 3]
    part = narrow(text, item=2)
    assert part is not None
    assert part.lead == only.lead


def test_lines_between_items_belong_to_the_item_before() -> None:
    text = "下列案件：\n（一）数额大的。\n北京四千万元以上；\n河北二千万元以上。\n（二）案情复杂的。\n前款数额可以调整。"
    made = paragraphs(text)
    assert [p.lead for p in made] == ["下列案件：", "前款数额可以调整。"]
    assert made[0].items[0].whole == "（一）数额大的。\n北京四千万元以上；\n河北二千万元以上。"


def test_two_lists_in_one_article() -> None:
    made = paragraphs("甲：\n（一）一；\n（二）二。\n乙：\n（一）三；\n（二）四。")
    assert [[item.number for item in p.items] for p in made] == [[1, 2], [1, 2]]


def test_sub_items_of_every_form() -> None:
    (only,) = paragraphs("甲：\n（一）乙：\n1.子；\n2.丑。\n（二）丙：\n①子；\n②丑。")
    assert [list(item.subs) for item in only.items] == [[1, 2], [1, 2]]


def test_a_line_that_only_begins_like_a_number_is_a_paragraph() -> None:
    assert len(paragraphs("二、三级保护物种的药用部分实行限量出口。\n品种由主管部门确定。")) == 2
    assert len(paragraphs("甲。\n第一款罪，告诉的才处理。")) == 2


@given(
    st.lists(
        st.sampled_from(["甲。", "（一）乙；", "（二）丙；", "1.丁；", "（1）戊；", "①己；", "一、庚；", ""]),
        max_size=12,
    )
)
def test_no_line_is_lost(lines: list[str]) -> None:
    given_lines = [line for line in lines if line]
    kept = [line for p in paragraphs("\n".join(lines)) for line in p.whole.split("\n") if line]
    seen = set(kept)
    assert all(line in seen for line in given_lines)
