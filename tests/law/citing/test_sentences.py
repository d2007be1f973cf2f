"""Sentences of public law texts labelled by hand, against the seed."""

import tomllib
from datetime import date
from pathlib import Path

import pytest

from fazhi.law.citing import find_citations
from tests.law.citing.conftest import code

pytestmark = pytest.mark.usefixtures("db", "seeded")

SENTENCES = tomllib.loads(
    (Path(__file__).parents[3] / "benchmarks" / "citation_sentences.toml").read_text(encoding="utf-8")
)["sentence"]
DAY = date(2026, 11, 22)


@pytest.mark.parametrize(("text", "cites"), SENTENCES, ids=range(len(SENTENCES)))
def test_sentence(text: str, cites: list[str]) -> None:
    assert [code(one) for one in find_citations(text, on=DAY, today=DAY)] == cites


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "依照民诉法第一百二十二条、刑诉法第十五条、行诉法第四十五条",
            ["民事诉讼法#122", "刑事诉讼法#15", "行政诉讼法#45"],
        ),
        ("违反消法第八条", ["消费者权益保护法#8"]),
        ("《消法》第八条", ["消费者权益保护法#8"]),
        ("《虚构彩票法》第三条", ["虚构彩票法#3 no_such_law"]),
        ("《深圳市彩票法》第三条", ["深圳市彩票法#3 not_in_library"]),
        ("《德国民法典》第八百二十三条", ["德国民法典#823 not_in_library"]),
        ("《注册会计师法》（2014年修正）第二十条", ["注册会计师法#20 amended_since"]),
    ],
)
def test_custom_and_falsehood(text: str, told: list[str]) -> None:
    assert [code(one) for one in find_citations(text, on=DAY, today=DAY)] == told
