"""Which laws a clause ends, and which it only touches."""

import pytest

from fazhi.law.services.repeals import repealed_titles


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("本法自2021年1月1日起施行。《甲法》、《乙法》同时废止。", ["甲法", "乙法"]),
        ("本法自2021年1月1日起施行。《甲法》第三条同时废止。", []),
        ("1997年5月9日国务院公布的《旧条例》和《旧办法》同时废止。", ["旧条例", "旧办法"]),
        ("《最高人民法院关于适用《甲法》的解释》同时废止。", ["最高人民法院关于适用〈甲法〉的解释"]),
        ("下列法规同时废止：\n（一）《甲》；\n（二）《乙》。", ["甲", "乙"]),
        ("《甲》予以废止。依照《乙》处理。", ["甲"]),
        ("依照《甲》的规定，同时废止《乙》中与本法不一致的规定。", []),
        ("本法施行前依照《甲》办理的，继续有效。", []),
        ("国务院发布的《甲通知》自本条例施行之日起废止。", ["甲通知"]),
    ],
)
def test_titles(text: str, titles: list[str]) -> None:
    assert list(repealed_titles(text)) == titles
