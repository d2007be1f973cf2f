"""Numerals both ways, sums in words, article numbers."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fazhi.kernel.numerals import article_label, article_number, from_chinese, to_chinese, yuan_in_words


@pytest.mark.parametrize(
    ("n", "text"),
    [
        (0, "零"), (5, "五"), (10, "十"), (12, "十二"), (20, "二十"), (58, "五十八"), (100, "一百"), (105, "一百零五"),
        (110, "一百一十"), (112, "一百一十二"), (1005, "一千零五"), (1050, "一千零五十"), (1260, "一千二百六十"),
        (10000, "一万"), (10030, "一万零三十"), (10300, "一万零三百"), (12000, "一万二千"), (100000, "十万"),
        (100050000, "一亿零五万"), (123456789, "一亿二千三百四十五万六千七百八十九"), (-3, "负三"),
    ],
)  # fmt: skip
def test_both_ways(n, text):
    assert to_chinese(n) == text
    assert from_chinese(text) == n


@pytest.mark.parametrize(
    ("text", "n"),
    [
        ("百零五", 105),
        ("壹万贰仟", 12000),
        ("二〇二六", 2026),
        ("58", 58),
        ("两百", 200),
        ("一〇五", 105),
        ("千", 1000),
    ],
)
def test_other_ways_of_writing(text, n):
    assert from_chinese(text) == n


@pytest.mark.parametrize(
    "text", ["", "负", "五五十", "十百", "一百二百", "零十", "万", "甲", "第五条", "1.5", "一万亿万亿"]
)
def test_what_is_no_numeral(text):
    with pytest.raises(ValueError):
        from_chinese(text)


@settings(max_examples=200)
@given(st.integers(0, 10**16 - 1))
def test_every_number_comes_back(n):
    assert from_chinese(to_chinese(n)) == n


def test_too_large():
    with pytest.raises(ValueError):
        to_chinese(10**16)


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        ("12000", "壹万贰仟元整"),
        ("1409.50", "壹仟肆佰零玖元伍角整"),
        ("6007.14", "陆仟零柒元壹角肆分"),
        ("325.04", "叁佰贰拾伍元零肆分"),
        ("16409.02", "壹万陆仟肆佰零玖元零贰分"),
        ("10", "壹拾元整"),
        ("0", "零元整"),
        ("0.05", "伍分"),
        ("0.50", "伍角整"),
        ("0.53", "伍角叁分"),
        ("100000", "壹拾万元整"),
        ("200000005", "贰亿零伍元整"),
        ("-20", "负贰拾元整"),
        ("1E+3", "壹仟元整"),
    ],
)
def test_sums_in_words(amount, words):
    assert yuan_in_words(Decimal(amount)) == words


@pytest.mark.parametrize("amount", ["0.001", "NaN", "Infinity", "1E+17"])
def test_sums_that_cannot_be_written(amount):
    with pytest.raises(ValueError):
        yuan_in_words(Decimal(amount))


@pytest.mark.parametrize(
    ("number", "label"),
    [
        ("1", "第一条"),
        ("10", "第十条"),
        ("60", "第六十条"),
        ("120-1", "第一百二十条之一"),
        ("1260", "第一千二百六十条"),
    ],
)
def test_articles(number, label):
    assert article_label(number) == label
    assert article_number(label) == number


def test_articles_as_people_type_them():
    assert article_number("第60条") == "60"
    assert article_number("一百二十条之一") == "120-1"
    assert article_number("第二百八十七条之二") == "287-2"


@pytest.mark.parametrize("number", ["", "0", "01", "1-", "-1", "1.2", "a"])
def test_wrong_article_numbers(number):
    with pytest.raises(ValueError):
        article_label(number)


@pytest.mark.parametrize("label", ["", "第条", "第零条", "第甲条", "第一章", "第一条之"])
def test_wrong_article_labels(label):
    with pytest.raises(ValueError):
        article_number(label)
