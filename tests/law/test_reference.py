"""Citations in both written forms."""

import pytest

from fazhi.law.errors import UnreadableCitation
from fazhi.law.reference import Ref, as_ref, find, label, parse, parse_label, refs_in


@pytest.mark.parametrize(
    ("code", "ref", "printed"),
    [
        ("行政处罚法#60", Ref("行政处罚法", "60"), "《行政处罚法》第六十条"),
        ("中华人民共和国行政处罚法#60", Ref("行政处罚法", "60"), "《行政处罚法》第六十条"),
        ("行政处罚法#58.1(2)", Ref("行政处罚法", "58", 1, 2), "《行政处罚法》第五十八条第一款第（二）项"),
        ("行政处罚法#58.1（2）", Ref("行政处罚法", "58", 1, 2), "《行政处罚法》第五十八条第一款第（二）项"),
        ("刑法#120-1", Ref("刑法", "120-1"), "《刑法》第一百二十条之一"),
        ("食品安全法#34(3)", Ref("食品安全法", "34", 0, 3), "《食品安全法》第三十四条第（三）项"),
        ("虚构法#2.1(2)(1)", Ref("虚构法", "2", 1, 2, 1), "《虚构法》第二条第一款第（二）项第一目"),
        ("行政处罚法", Ref("行政处罚法", "0"), "《行政处罚法》"),
        ("资源税法#annex", Ref("资源税法", "annex"), "《资源税法》附件"),
        ("基本法#annex-3", Ref("基本法", "annex-3"), "《基本法》附件三"),
    ],
)
def test_code_form(code: str, ref: Ref, printed: str) -> None:
    assert parse(code) == ref
    assert label(code) == printed


def test_code_form_goes_back_and_forth() -> None:
    for code in ("行政处罚法#60", "行政处罚法#58.1(2)", "刑法#120-1", "虚构法#2.1(2)(1)"):
        assert str(parse(code)) == code


def test_bare_number_cites_the_law_given() -> None:
    assert parse("#60", law="行政处罚法") == Ref("行政处罚法", "60")


@pytest.mark.parametrize(
    "wrong", ["", "#60", "行政处罚法#", "行政处罚法#六十", "行政处罚法#60.", "《行政处罚法"]
)
def test_unreadable(wrong: str) -> None:
    with pytest.raises(UnreadableCitation):
        as_ref(wrong)


def test_a_line_without_a_citation_has_no_label() -> None:
    with pytest.raises(UnreadableCitation):
        parse_label("没有引用的话")


@pytest.mark.parametrize(
    ("printed", "codes"),
    [
        ("《行政处罚法》第六十条第二款", ["行政处罚法#60.2"]),
        ("《行政许可法》第四十二条第一款、第八十二条", ["行政许可法#42.1", "行政许可法#82"]),
        ("《刑法》第一百二十条之一第一款", ["刑法#120-1.1"]),
        ("《食品安全法》第三十四条第三项", ["食品安全法#34(3)"]),
        ("《行政处罚法》第五十八条第一款第（二）项", ["行政处罚法#58.1(2)"]),
        ("《行政处罚法》第五十八条第一款第(二)项、第（三）项", ["行政处罚法#58.1(2)", "行政处罚法#58.1(3)"]),
        ("《甲法》第三条和第五条，《乙法》第十条", ["甲法#3", "甲法#5", "乙法#10"]),
        ("《中华人民共和国行政复议法》（2023年修订）第二十条", ["行政复议法（2023年修订）#20"]),
        ("依照《某市实施〈虚构法〉办法》第二条", ["某市实施〈虚构法〉办法#2"]),
        ("依照《某市实施《虚构法》办法》第二条", ["某市实施〈虚构法〉办法#2"]),
        ("《行政强制法》", ["行政强制法#0"]),
        ("没有引用的话", []),
    ],
)
def test_printed_form(printed: str, codes: list[str]) -> None:
    assert [str(ref) for ref in refs_in(printed)] == codes


def test_find_gives_the_place_in_the_text() -> None:
    text = "依照《甲法》第三条、第五条第一款的规定"
    assert [text[found.start : found.end] for found in find(text)] == ["《甲法》第三条", "第五条第一款"]


def test_parse_label_goes_back_and_forth() -> None:
    for printed in (
        "《行政处罚法》第六十条第二款",
        "《刑法》第一百二十条之一",
        "《虚构法》第二条第一款第（二）项第一目",
    ):
        assert label(parse_label(printed)) == printed
