"""Paragraphs, items and sub-items of an article."""

import pytest

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
