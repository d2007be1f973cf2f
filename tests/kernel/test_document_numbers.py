"""Document and index numbers as people type them and as the standard writes them."""

import pytest

from fazhi.kernel.document_numbers import (
    DocumentNumber,
    IndexNumber,
    format_index,
    format_number,
    normalise,
    parse,
    parse_index,
)
from fazhi.kernel.verdicts import Refused


@pytest.mark.parametrize(
    "text",
    [
        "包东政办发〔2021〕48号", "包东政办发(2021)48号", "包东政办发[2021]48号", "包东政办发【2021】48号",
        "包东政办发（2021）48号", " 包东政办发 （２０２１） ４８ 号 ",
    ],
)  # fmt: skip
def test_any_bracket(text):
    number = parse(text)
    assert number == DocumentNumber("包东政办发", 2021, 48)
    assert str(number) == normalise(text) == "包东政办发〔2021〕48号"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "不是发文字号"),
        ("包东政办发2021-48", "不是发文字号"),
        ("abc〔2021〕48号", "不是发文字号"),
        ("包东政办发〔21〕48号", "四位"),
        ("包东政办发〔2021〕第48号", "第"),
        ("包东政办发〔2021〕048号", "虚位"),
        ("包东政办发〔2021〕0号", "虚位"),
    ],
)
def test_wrong_numbers_say_why(text, says):
    verdict = parse(text)
    assert isinstance(verdict, Refused)
    assert says in verdict.reason
    assert "9704" in verdict.basis


def test_format():
    assert format_number("包昆市监罚", 2026, 12) == "包昆市监罚〔2026〕12号"
    with pytest.raises(ValueError):
        format_number("包昆市监罚", 2026, 0)
    with pytest.raises(ValueError):
        format_number("x", 2026, 1)


def test_index_numbers():
    number = parse_index("11150202011538375C/2021-00005")
    assert number == IndexNumber("11150202011538375C", 2021, 5)
    assert str(number) == format_index("11150202011538375C", 2021, 5) == "11150202011538375C/2021-00005"


def test_old_index_numbers_are_known_as_such():
    assert parse_index("000014349/2018-00079") == IndexNumber("000014349", 2018, 79, legacy=True)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("11150202011538375C/2021-5", "不是索引号"),
        ("11150202011538375D/2021-00005", "第18位"),
        ("x", "不是索引号"),
    ],
)
def test_wrong_index_numbers(text, says):
    verdict = parse_index(text)
    assert isinstance(verdict, Refused)
    assert says in verdict.reason
    with pytest.raises(ValueError):
        format_index("11150202011538375C", 2021, 100000)
