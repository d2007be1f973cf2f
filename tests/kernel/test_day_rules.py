"""Which days are working days, law by law."""

import pytest

from fazhi.kernel.day_rules import rule_for, unit_for
from fazhi.kernel.terms import Unit


@pytest.mark.parametrize(
    ("law", "working", "calendar"),
    [
        ("行政处罚法", [2, 3, 5, 7], [1, 10, 15, 30, 90]),
        ("行政复议法", [3, 5, 7, 10], [2, 15, 30, 60]),
        ("行政许可法", [5, 10, 20, 30, 45], []),
        ("行政强制法", [1, 3, 5, 7, 10], [11, 15, 30]),
        ("行政诉讼法", [], [3, 5, 7, 10, 15]),
        ("信访工作条例", [], [15, 30, 60]),
    ],
)
def test_by_law(law, working, calendar):
    assert {unit_for(law, days) for days in working} <= {Unit.WORKING_DAY}
    assert {unit_for(law, days) for days in calendar} <= {Unit.DAY}


@pytest.mark.parametrize(
    "title", ["《行政处罚法》", "中华人民共和国行政处罚法", "《中华人民共和国行政处罚法》"]
)
def test_titles_in_any_dress(title):
    rule = rule_for(title, 5)
    assert rule.unit is Unit.WORKING_DAY
    assert rule.basis == "《行政处罚法》第八十五条"


def test_a_partys_days_under_the_licensing_law_are_days():
    assert unit_for("行政许可法", 5, agency=False) is Unit.DAY


def test_a_law_that_says_nothing_follows_the_civil_code():
    assert rule_for("行政诉讼法", 15).basis == "《民法典》第二百条、第二百零一条"


def test_nonsense():
    with pytest.raises(ValueError):
        unit_for("行政处罚法", -1)
