"""How a citation stands on a day."""

from collections.abc import Callable
from datetime import date

import pytest

from fazhi.law.citing import Citation
from tests.law.citing.conftest import code

Find = Callable[..., list[Citation]]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("《虚构测试法》第九条", "虚构测试法#9 no_such_article"),
        ("《虚构测试法》第三条第二款", "虚构测试法#3.2 no_such_item"),
        ("《虚构测试法》第三条第一项", "虚构测试法#3(1) no_such_item"),
        ("《虚构旧办法》第一条", "虚构旧办法#1 repealed"),
        ("《虚构旧办法》第八条", "虚构旧办法#8 no_such_article"),
        ("《虚构古法》第八条", "虚构古法#8 repealed"),
        ("《虚构地方条例》第八条", "虚构地方条例#8 not_in_library"),
        ("《从未有过的法》第八条", "从未有过的法#8 not_in_library"),
        ("《虚构测试法》（2019年）第三条", "虚构测试法#3 amended_since"),
        ("2019年的《虚构测试法》第三条", "虚构测试法#3 amended_since"),
        ("2024年修订的《虚构测试法》第四条", "虚构测试法#4"),
        ("《虚构测试法》（2024修订）第一条", "虚构测试法#1"),
        ("《虚构测试法（2019年）》第一条", "虚构测试法#1"),
        ("《虚构测试法》（2021年修正）第三条", "虚构测试法#3 not_in_library"),
        ("《虚构测试法》（2019年）第二条第二款第（二）项第1目", "虚构测试法#2.2(2)(1) amended_since"),
        ("《虚构测试法》（2019年）第二条第二款第（二）项第三目", "虚构测试法#2.2(2)(3) no_such_item"),
        ("《虚构测试法》（2019年）", "虚构测试法# amended_since"),
    ],
)
def test_standing(cited: Find, text: str, told: str) -> None:
    assert [code(one) for one in cited(text)] == [told]


@pytest.mark.parametrize(
    ("text", "on", "told"),
    [
        ("《虚构测试法》第三条", date(2020, 1, 1), "虚构测试法#3 amended_since"),
        ("《虚构测试法》第一条", date(2020, 1, 1), "虚构测试法#1"),
        ("《虚构测试法》第三条", date(2024, 9, 1), "虚构测试法#3"),
        ("《虚构测试法》第二条之一", date(2024, 8, 31), "虚构测试法#2-1 no_such_article"),
        ("《虚构旧办法》第一条", date(2020, 1, 1), "虚构旧办法#1 amended_since"),
        ("《虚构古法》第一条", date(2020, 1, 1), "虚构古法#1 not_in_library"),
        ("《虚构测试法》第三条", date(2018, 1, 1), "虚构测试法#3 not_in_library"),
    ],
)
def test_standing_on_a_day(cited: Find, text: str, on: date, told: str) -> None:
    assert [code(one) for one in cited(text, on=on)] == [told]


def test_what_is_in_force_now_is_matched_by_its_words(cited: Find) -> None:
    (one,) = cited("《虚构测试法》第三条", on=date(2020, 1, 1))
    assert one.edition == date(2019, 3, 1)
    assert one.current is not None
    assert one.current.as_json() == {
        "law": "中华人民共和国虚构测试法",
        "edition": "2024-05-06",
        "article": "4",
        "text": "测试单位应当在七日以内书面答复申请人并说明理由。",
    }


def test_the_repealing_law_is_named(cited: Find) -> None:
    for text in ("《虚构古法》第一条", "《虚构旧办法》第一条"):
        (one,) = cited(text)
        assert one.current is not None
        assert (one.current.law, one.current.article) == ("中华人民共和国虚构测试法", "")


def test_as_json(cited: Find) -> None:
    (one,) = cited("《虚构管理条例》第二条第二款")
    assert one.as_json() == {
        "start": 0,
        "end": 14,
        "text": "《虚构管理条例》第二条第二款",
        "law": "虚构管理条例",
        "edition": "2020-01-02",
        "article": "2",
        "paragraph": "2",
        "item": None,
        "status": "ok",
        "current": {
            "law": "虚构管理条例",
            "edition": "2020-01-02",
            "article": "2",
            "text": "违反本条例的，处一千元罚款。\n前款规定的罚款，由主管部门作出。",
        },
    }
    assert one.ref == "虚构管理条例#2.2"


def test_without_a_day_the_library_is_taken_as_it_was_last_filled(cited: Find) -> None:
    assert [code(one) for one in cited("《虚构测试法》第四条", on=None)] == ["虚构测试法#4"]
