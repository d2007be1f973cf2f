"""Growth of this year checked with the report of last year."""

import pytest

from fazhi.domains.programme.public import compare, read_report, with_last_year

LAST = "甲市2022年法治政府建设报告\n全年受理行政复议案件800件，办理行政应诉案件120件，出庭应诉率95%。"


@pytest.mark.parametrize(
    ("text", "verdicts"),
    [
        ("2023年受理行政复议案件1024件，同比增长28%。", [("28", "28", True)]),
        ("2023年受理行政复议案件1024件，同比增长38%。", [("38", "28", False)]),
        ("共受理行政复议案件760件，比上年减少40件。", [("40", "40", True)]),
        ("受理行政复议案件760件，同比下降5%。", [("5", "5", True)]),
        ("受理行政赔偿案件760件，同比下降50%。", []),
        ("受理行政复议案件1000余件，同比增长28%。", []),
        ("受理行政复议案件1024件，标的额同比增长38%。", []),
    ],
)
def test_growth_against_last_year(text: str, verdicts: list[tuple[str, str, bool]]) -> None:
    found = compare(read_report(text), text, read_report(LAST))
    assert [(r.stated, r.computed, r.holds) for r in found] == verdicts


def test_what_does_not_fit_is_a_fault_of_this_report() -> None:
    text = "2023年受理行政复议案件1024件，同比增长38%。"
    report = with_last_year(read_report(text), text, read_report(LAST))
    assert [f.text for f in report.faults] == ["增长38%"]
