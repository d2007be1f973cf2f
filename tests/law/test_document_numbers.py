"""Document numbers in any writing are one number."""

import pytest

from fazhi.law.document_numbers import normal_number, numbers_in


@pytest.mark.parametrize(
    ("written", "normal"),
    [
        ("国办发〔2018〕118号", "国办发〔2018〕118号"),
        ("国办发（2018）118号", "国办发〔2018〕118号"),
        ("国办发[2018]118号", "国办发〔2018〕118号"),
        ("国办发【2018】 118 号", "国办发〔2018〕118号"),
        ("国办发(2018)第0118号", "国办发〔2018〕118号"),
        ("法释〔2018〕１号", "法释〔2018〕1号"),
        ("中华人民共和国国务院令第493号", "国务院令第493号"),
        ("国务院令 第四百九十三号", "国务院令第493号"),
        ("主席令第七十号", "主席令第70号"),
        ("不是文号", "不是文号"),
    ],
)
def test_one_writing(written: str, normal: str) -> None:
    assert normal_number(written) == normal
    assert normal_number(normal) == normal


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("2007年4月9日 中华人民共和国国务院令第493号公布", ["国务院令第493号"]),
        ("2018年2月6日 法释〔2018〕1号公布", ["法释〔2018〕1号"]),
        (
            "1997年8月1日 杭州市第十一届人民代表大会常务委员会公告第56号公布",
            ["杭州市第十一届人民代表大会常务委员会公告第56号"],
        ),
        ("2019年3月1日 虚构大会第一次会议通过", []),
    ],
)
def test_numbers_of_a_head_line(line: str, found: list[str]) -> None:
    assert numbers_in(line) == found
