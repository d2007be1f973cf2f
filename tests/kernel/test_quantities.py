"""Quantities in Chinese text: what counts, what does not, and that nothing costs more than its length."""

import itertools
import re
import time
from decimal import Decimal
from types import ModuleType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fazhi.kernel import quantities as scanning
from fazhi.kernel import quantity_measures, quantity_spoken, quantity_words
from fazhi.kernel.quantities import folded, plain, quantities

Read = list[tuple[str, str, str]]


def read(text: str) -> Read:
    return [(text[q.start : q.end], q.written, q.unit) for q in quantities(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("受理案件120件", [("120件", "120", "件")]),
        ("受理案件１２０件，办结率９８．５％", [("１２０件", "120", "件"), ("９８．５％", "98.5", "%")]),
        ("抽查1,208户", [("1,208户", "1208", "户")]),
        ("排查纠纷23 520 件", [("23 520 件", "23520", "件")]),
        ("涉案1O5件、1l3人", [("1O5件", "105", "件"), ("1l3人", "113", "人")]),
        ("信息9.5万条", [("9.5万条", "95000", "条")]),
        ("金额20.05亿元", [("20.05亿元", "2005000000", "元")]),
        ("投资1亿2000万元", [("1亿2000万元", "120000000", "元")]),
        ("参加5万3千人", [("5万3千人", "53000", "人")]),
        ("总产值2.68万亿元", [("2.68万亿元", "2680000000000", "元")]),
        ("装机1900万千瓦", [("1900万千瓦", "19000000", "千瓦")]),
        ("检查污染源320余家(次)", [("320余家(次)", "320", "家次")]),
        ("抽检7715批次，培训13个批次", [("7715批次", "7715", "批次"), ("13个批次", "13", "批次")]),
        ("提高0.3个百分点", [("0.3个百分点", "0.3", "百分点")]),
        ("办结率百分之九十八点五", [("百分之九十八点五", "98.5", "%")]),
        ("事项精简两成，近九成办结", [("两成", "20", "%"), ("近九成", "90", "%")]),
        ("共有两千三百名", [("两千三百名", "2300", "名")]),
        (
            "处理二十余件、数百件、上千次",
            [("二十余件", "20", "件"), ("数百件", "100", "件"), ("上千次", "1000", "次")],
        ),
        ("聘请百名监督员", [("百名", "100", "名")]),
        ("标的额超百亿", [("超百亿", "10000000000", "元")]),
        ("举办三期培训，共计九项", [("三期", "3", "期"), ("九项", "9", "项")]),
        ("3至5个工作日", [("3", "3", "工作日"), ("5个工作日", "5", "工作日")]),
        ("用量的60%—70%", [("60%", "60", "%"), ("70%", "70", "%")]),
        ("分别提高3.2和2.8个百分点", [("3.2", "3.2", "百分点"), ("2.8个百分点", "2.8", "百分点")]),
        ("2019年80份，3月12人", [("80份", "80", "份"), ("12人", "12", "人")]),
        ("列入失信名单36名", [("36名", "36", "名")]),
        ("推动20余部门", [("20余部门", "20", "部门")]),
        ("浓度32.5微克/立方米", [("32.5微克/立方米", "32.5", "微克/立方米")]),
        ("生产总值增长4.7%，同比-3.2%", [("增长4.7%", "4.7", "%"), ("3.2%", "-3.2", "%")]),
        ("事项78条，行政许可78，行政处罚0条", [("78条", "78", "条"), ("78", "78", ""), ("0条", "0", "条")]),
        (
            "由15日缩短为7日，三十日内答复",
            [("15日", "15", "日"), ("7日", "7", "日"), ("三十日内", "30", "日")],
        ),
    ],
)
def test_what_counts(text: str, expected: Read) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "2019年，2023年12月31日，2023年1月至9月，5月26日，上半年，二〇二一年三月",
        "3月19至20日，2023.12.31，2023-12-31，2023/5/6，2024年1-10月",
        "2015年以来，2017-2019年，2021—2025年，“十四五”，十九届六中全会，二十大",
        "包府发〔2021〕48号，国发[2019]3号，国务院令第722号，凤凰东路58号",
        "《条例》第三、四条，第12条，第3次，第三轮，第一、第三产业，前三季度，前10名，位列第2位",
        "“1+9”平台，6+8工程，3+X，1+6+N，“12345”热线，拨打12348，电话0472-5155555，邮编：225300",
        "“三项制度”，“最多跑一次”，“双随机、一公开”，“24小时警局”，“12·4”宪法日，3·15，7×24小时",
        "《2023年普法责任清单》，http://www.a.gov.cn/2023/t20230203_120.html，邮箱a120@b.cn",
        "A4纸，5G，2.0版，5A级，结构为6.5∶43.2∶50.3，14:30，9时30分",
        "一体推进，统一领导，千方百计，千家万户，万人成讼率，百姓，成百上千，每万人",
        "1.健全制度\n2.完善机制\n3、加强领导",
    ],
)
def test_what_counts_nothing(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "approx", "qualifier"),
    [
        ("120件", False, ""),
        ("120余件", True, ""),
        ("10万多份", True, ""),
        ("近16万人", True, ""),
        ("约1.2万人次", True, ""),
        ("超过900期", True, ">"),
        ("突破1万吨", True, ">"),
        ("30%以上", True, ">="),
        ("不少于60学时", False, ">="),
        ("3个工作日以内", False, "<="),
        ("压缩至12个工作日", False, "<="),
        ("15件左右", True, ""),
    ],
)
def test_how_exactly(text: str, approx: bool, qualifier: str) -> None:
    (one,) = quantities(text)
    assert (one.approx, one.qualifier) == (approx, qualifier)


def test_the_place_of_the_digits_is_known_beside_that_of_the_whole() -> None:
    (one,) = quantities("共超过260多期")
    assert (one.start, one.end, one.at) == (1, 8, 3)


def test_names_of_people_are_one_kind() -> None:
    assert [q.kind for q in quantities("3名律师、4位专家、5人")] == ["人", "人", "人"]


@pytest.mark.parametrize(
    ("value", "text"), [("100.00", "100"), ("83.40", "83.4"), ("1E+3", "1000"), ("0.0", "0")]
)
def test_plain_decimals(value: str, text: str) -> None:
    assert plain(Decimal(value)) == text


HOSTILE = "0123456789,. 　万亿千百十余多几个件%第年月日号年〔〕（）《》“”、，。；-—+至到增长超近约数上一二三两零成分之其中共\n"


@given(st.text(HOSTILE, max_size=120))
@settings(max_examples=150, deadline=None)
def test_any_text_gives_places_in_order_that_do_not_overlap(text: str) -> None:
    found = quantities(text)
    for one in found:
        assert 0 <= one.start <= one.at < one.to <= one.end <= len(text)
        assert one.value.is_finite()
    for before, after in itertools.pairwise(found):
        assert before.to <= after.at
    assert len(folded(text)) == len(text)


@pytest.mark.parametrize(
    "piece",
    [
        "9",
        "9,999",
        "1.1",
        "一",
        "十百千万亿",
        "《",
        "“",
        "第1、",
        "2019-",
        "1+",
        "百分之",
        "（",
        "9 ",
        "约",
        "共3件、",
        "a@",
    ],
)
def test_hostile_lengths_cost_in_proportion(piece: str) -> None:
    text = piece * (40_000 // len(piece))
    began = time.process_time()
    quantities(text)
    # Something that grew with the square of the length would take minutes here.
    assert time.process_time() - began < 4


def _patterns(module: ModuleType) -> list[re.Pattern[str]]:
    return [value for value in vars(module).values() if isinstance(value, re.Pattern)]


@pytest.mark.parametrize(
    "module", [scanning, quantity_measures, quantity_spoken, quantity_words], ids=lambda m: m.__name__
)
def test_no_pattern_repeats_a_repetition_without_bound(module: ModuleType) -> None:
    for pattern in _patterns(module):
        assert not re.search(r"[+*]\)[+*]", pattern.pattern), pattern.pattern
