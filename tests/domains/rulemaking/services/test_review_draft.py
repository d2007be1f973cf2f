"""A draft reviewed with its citations."""

import time
from datetime import date, datetime
from pathlib import Path

import pytest

from fazhi.domains.rulemaking.public import Level, review_text
from fazhi.law.services.import_folder import import_folder

TODAY = date(2026, 11, 22)
AT = datetime.fromisoformat("2026-11-22T10:00:00+08:00")
LAW = """# 中华人民共和国虚构停车法

2019年3月1日 第十三届全国人民代表大会常务委员会第九次会议通过

<!-- INFO END -->

第一条 为了规范停车，制定本法。

第二条 车辆应当停放在泊位内。

第三条 本法自2019年7月1日起施行。
"""


@pytest.fixture
def library(db: None, tmp_path: Path) -> None:
    (tmp_path / "虚构停车法(2019-03-01).md").write_text(LAW, encoding="utf-8")
    import_folder(tmp_path, at=AT)


@pytest.mark.usefixtures("library")
def test_an_article_that_does_not_exist() -> None:
    text = "第三条 依照《中华人民共和国虚构停车法》第九条办理。"
    found = review_text(text, on=TODAY)
    assert [one.rule for one in found] == ["citation.no-such-article"]
    assert "第九条" in found[0].text


@pytest.mark.usefixtures("library")
def test_an_article_that_exists_is_no_finding() -> None:
    assert review_text("第三条 依照《中华人民共和国虚构停车法》第二条办理。", on=TODAY) == []


@pytest.mark.django_db
def test_without_a_library_citations_are_left_alone() -> None:
    assert review_text("第三条 依照《中华人民共和国虚构停车法》第九条办理。", on=TODAY) == []


@pytest.mark.django_db
def test_findings_come_in_the_order_of_the_text() -> None:
    text = "第三条 外地企业不得参加投标。\n第四条 违反本办法的，处五百元罚款。"
    found = review_text(text, on=TODAY)
    assert [one.start for one in found] == sorted(one.start for one in found)
    assert all(text[one.start : one.end] == one.text for one in found)
    assert set(found[0].as_json()) >= {
        "rule",
        "clause",
        "start",
        "end",
        "text",
        "basis",
        "severity",
        "advice",
    }


@pytest.mark.django_db
@pytest.mark.parametrize(
    "unit",
    [
        "外地企业应当罚款",
        "（",
        "“《（〔",
        "甲",
        "第一条 外地企业不得投标，处罚款。\n",
        "一、外地\n",
        "不得禁止",
    ],
)
def test_hostile_texts_take_time_that_grows_with_them(unit: str) -> None:
    def taken(size: int) -> float:
        text = unit * (size // len(unit))
        start = time.process_time()
        review_text(text, on=TODAY, level=Level.DOCUMENT)
        return time.process_time() - start

    small = max(taken(5_000), 0.2)
    assert taken(20_000) < small * 12
