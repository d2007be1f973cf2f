"""Short titles that texts define, and those that practice makes by rule."""

import pytest

from fazhi.law.services.naming import by_rule, definitions


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "根据《中华人民共和国道路交通安全法》（以下简称《道交法》），制定本条例。",
            [("中华人民共和国道路交通安全法", "道交法")],
        ),
        ("依照《甲管理条例》（以下简称管理条例）办理。", []),  # says only what kind of text it is
        ("依照《甲管理条例》（以下简称本条例）办理。", []),
        (
            "依照《甲法》（以下简称“新甲法”）和《乙条例》（以下称乙新条例）。",
            [("甲法", "新甲法"), ("乙条例", "乙新条例")],
        ),
        ("行政机关（以下简称机关）依照《甲法》办理。", []),
        ("《甲法》（以下简称甲法）", []),  # the title itself
    ],
)
def test_definitions(text: str, found: list[tuple[str, str]]) -> None:
    assert list(definitions(text)) == found


@pytest.mark.parametrize(
    ("key", "name"),
    [
        ("行政诉讼法", "行诉法"),
        ("海事诉讼特别程序法", "海诉法"),
        ("全国人民代表大会常务委员会议事规则", "全国人大常委会议事规则"),
        ("最高人民法院关于适用〈中华人民共和国行政诉讼法〉的解释", "行诉法解释"),
        ("最高人民法院关于适用〈中华人民共和国行政诉讼法〉的解释", "行诉解释"),
        ("最高人民法院关于适用〈中华人民共和国行政诉讼法〉的解释", "行政诉讼法司法解释"),
        (
            "最高人民法院关于适用〈中华人民共和国公司法〉若干问题的规定（三）",
            "关于适用〈中华人民共和国公司法〉若干问题的规定（三）",
        ),
        ("最高人民法院关于适用〈中华人民共和国民法典〉有关担保制度的解释", "民法典担保制度解释"),
        ("最高人民法院关于适用〈中华人民共和国民法典〉有关担保制度的解释", "担保制度解释"),
        ("最高人民法院关于适用〈中华人民共和国保险法〉若干问题的解释（二）", "保险法解释（二）"),
        (
            "最高人民法院关于审理建设工程施工合同纠纷案件适用法律问题的解释（一）",
            "建设工程施工合同纠纷解释（一）",
        ),
        ("最高人民法院关于行政诉讼证据若干问题的规定", "行政诉讼证据规定"),
        ("人民检察院民事诉讼监督规则（试行）", "人民检察院民事诉讼监督规则"),
    ],
)
def test_by_rule(key: str, name: str) -> None:
    assert name in [made for made, _ in by_rule(key)]


def test_an_ordinary_title_makes_no_names() -> None:
    assert list(by_rule("行政处罚法")) == []
    assert list(by_rule("城市绿化条例")) == []
