"""Articles counted anew, and references that follow."""

import pytest

from fazhi.kernel.structure import renumber


def test_inserted_articles_become_whole_and_references_follow() -> None:
    text = (
        "第一条 甲。\n第二条 按照本办法第三条办理。\n第二条之一 适用本办法第二条、第三条第二款。\n第三条 乙。\n丙。\n"
        "第四条 违反《行政处罚法》第三条、第二条之一的，从其规定。"
    )
    made = renumber(text)
    assert made.text == (
        "第一条 甲。\n第二条 按照本办法第四条办理。\n第三条 适用本办法第二条、第四条第二款。\n第四条 乙。\n丙。\n"
        "第五条 违反《行政处罚法》第三条、第二条之一的，从其规定。"
    )
    assert made.numbers == ({"1": "1", "2": "2", "2-1": "3", "3": "4", "4": "5"},)
    assert made.dangling == ()


def test_gaps_close_and_dangling_references_are_told() -> None:
    text = "第一条 甲。\n第三条 按照本办法第九条办理。"
    made = renumber(text)
    assert made.text == "第一条 甲。\n第二条 按照本办法第九条办理。"
    assert made.dangling == (text.index("第九条"),)


def test_arabic_labels_stay_arabic() -> None:
    assert renumber("第1条 甲。\n第3条 乙。").text == "第1条 甲。\n第2条 乙。"


@pytest.mark.parametrize("text", ["", "没有条文。", "一、甲\n（一）乙"])
def test_a_text_without_articles_stays(text: str) -> None:
    assert renumber(text).text == text


def test_what_is_in_order_stays_as_it_is() -> None:
    text = "第一条 甲。\n第二条 按照本办法第一条办理。"
    assert renumber(text).text == text
