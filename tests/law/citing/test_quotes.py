"""Quotations against the law."""

from collections.abc import Callable

import pytest

from fazhi.law.citing import Citation
from fazhi.law.citing.quotes import compare, pairs

Find = Callable[..., list[Citation]]


@pytest.mark.parametrize(
    "text",
    [
        "《虚构测试法》第四条规定：“测试单位应当在七日以内书面答复申请人并说明理由。”",
        "《虚构测试法》第四条规定：「测试单位应当在七日以内书面答复申请人并说明理由」",
        '《虚构测试法》第四条规定："测试单位应当在七日以内，书面答复申请人并说明理由。"',
        "《虚构测试法》第四条：“测试单位……书面答复申请人并说明理由。”",
        "《虚构测试法》第四条明确规定“应当在七日以内书面答复申请人”",
        "《虚构测试法》第四条规定：“第四条　测试单位应当在七日以内书面答复申请人并说明理由。”",
    ],
)
def test_a_faithful_quotation(cited: Find, text: str) -> None:
    (one,) = cited(text)
    assert one.quote is not None
    assert one.quote.is_same
    assert one.quote.differences == ()


def test_what_differs_is_shown(cited: Find) -> None:
    text = "《虚构测试法》第四条规定：“测试单位应当在十日以内书面答复申请人并说明理由。”"
    (one,) = cited(text)
    assert one.as_json()["quote"] == {
        "same": False,
        "differences": [{"quoted": "十", "law": "七"}],
        "start": text.index("测试单位"),
        "end": text.index("”"),
    }


def test_of_several_articles_the_one_that_is_quoted(cited: Find) -> None:
    first, second = cited(
        "《虚构测试法》第四条、第五条规定：“测试单位应当在七日以内书面答复申请人并说明理由。”"
    )
    assert first.quote is not None
    assert first.quote.is_same
    assert second.quote is None


@pytest.mark.parametrize(
    "text",
    [
        "《虚构测试法》第四条规定的“测试单位的答复”",
        "《虚构测试法》第四条规定：测试单位应当答复",
        "《虚构测试法》第四条：“短”",
    ],
)
def test_no_quotation(cited: Find, text: str) -> None:
    (one,) = cited(text)
    assert one.quote is None


@pytest.mark.parametrize(
    ("quoted", "law", "differences"),
    [
        ("可以处罚当事人", "不得处罚当事人", [("可以", "不得")]),
        ("应当在三十日内作出书面决定", "应当在三十日内作出决定", [("书面", "")]),
        ("行政机关应当公开信息", "行政机关应当主动公开信息", [("", "主动")]),
        ("完全不相干", "没有共同之处", [("完全不相干", "没有共同之处")]),
    ],
)
def test_differences(quoted: str, law: str, differences: list[tuple[str, str]]) -> None:
    same, found = compare(quoted, law)
    assert not same
    assert [(one.quoted, one.law) for one in found] == differences


def test_marks_are_paired_in_one_pass() -> None:
    assert pairs("“甲“乙”丙”“丁") == {2: 5, 0: 7}
