"""Words in quotation marks are found as they stand."""

from datetime import date
from pathlib import Path

import pytest

from fazhi.search.phrases import phrases
from fazhi.search.ranking import rank
from tests.search.test_laws import home  # noqa: F401  (a fixture)

ON = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("“较大数额罚款”怎么听证", ("较大数额罚款",)),
        ('"听证" 和 "笔录"', ("听证", "笔录")),
        ("「听证笔录」", ("听证笔录",)),
        ("没有引号", ()),
        ("“一”", ()),
        ("“没有收尾", ()),
        ("“同一个”“同一个”", ("同一个",)),
        ("“" * 5000, ()),
    ],
    ids=["curly", "straight", "corner", "none", "short", "open", "twice", "many"],
)
def test_phrases_of_a_question(typed: str, said: tuple[str, ...]) -> None:
    assert phrases(typed) == said


@pytest.mark.django_db
def test_only_articles_that_hold_the_phrase(home: Path) -> None:  # noqa: F811
    loose = rank(home, "测试应当公开", ON)
    found = rank(home, "测试“一律公开”", ON)
    assert found.phrases == ("一律公开",)
    assert found.found
    assert all("一律公开" in one.row.text for one in found.found)
    assert len(found.found) <= len(loose.found)
    assert not rank(home, "“公开一律”", ON).found
