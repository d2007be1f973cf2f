"""Which text governed: both shown, nothing chosen."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from fazhi.law.governing import governing
from fazhi.law.services.import_folder import import_folder
from fazhi.law.services.source import Report
from tests.law.conftest import AT

pytestmark = pytest.mark.django_db


def test_one_edition_on_both_days(texts: Report) -> None:
    found = governing("虚构测试法#2", date(2020, 1, 1), date(2021, 1, 1))
    assert found.is_one_text
    assert found.act.edition == found.decided.edition
    assert "相同" in found.sentence


def test_two_editions(texts: Report) -> None:
    found = governing("虚构测试法#2", date(2024, 8, 31), date(2024, 9, 1))
    assert not found.is_one_text
    assert found.act.article is not None
    assert found.decided.article is not None
    assert found.act.article.text.startswith("测试应当公开。")
    assert found.decided.article.text == "测试应当一律公开。"
    told = found.as_json()
    assert told["choice"] is None
    assert (told["act"]["edition"], told["decided"]["edition"]) == ("2019-03-01", "2024-05-06")
    assert "".join(s["decided"] for s in told["stretches"]) == "测试应当一律公开。"


def test_a_day_without_a_text(texts: Report) -> None:
    found = governing("虚构测试法#2", date(2018, 1, 1), date(2024, 9, 1))
    assert found.act.article is None
    assert "2018年1月1日" in found.act.why
    repealed = governing("虚构旧办法#1", date(2020, 1, 1), date(2025, 1, 1))
    assert "已经废止" in repealed.decided.why
    assert governing("没有的法#1", date(2020, 1, 1), date(2021, 1, 1)).act.why.startswith("法规库没有收入")


def test_an_article_that_moved(write: Callable[[str, str], Path]) -> None:
    head = "# 虚构河道条例\n\n{} 虚构省人民政府公布\n\n<!-- INFO END -->\n\n"
    rule = "在河道管理范围内倾倒垃圾的，由水行政主管部门责令改正，处{}元以下罚款。"
    write(
        "laws/虚构河道条例(2010-01-01).md",
        head.format("2010年1月1日")
        + f"第一条 目的。\n\n第二条 {rule.format('一千')}\n\n第三条 本条例自2010年2月1日起施行。\n",
    )
    write(
        "laws/虚构河道条例(2020-01-01).md",
        head.format("2020年1月1日")
        + f"第一条 目的。\n\n第二条 河长负责组织领导责任河道的保护。\n\n第三条 {rule.format('五千')}\n\n第四条 本条例自2020年2月1日起施行。\n",
    )
    path = write("laws/无.txt", "")
    import_folder(path.parent, at=AT)
    by_act = governing("虚构河道条例#2", date(2019, 1, 1), date(2020, 3, 1))
    assert by_act.decided.article is not None
    assert by_act.decided.article.number == "3"
    by_decision = governing("虚构河道条例#3", date(2019, 1, 1), date(2020, 3, 1), numbered_by="decided")
    assert by_decision.act.article is not None
    assert by_decision.act.article.number == "2"
    assert [(s.old, s.new) for s in by_decision.stretches if not s.is_same] == [("一", "五")]
    gone = governing("虚构河道条例#2", date(2019, 1, 1), date(2020, 3, 1), numbered_by="decided")
    assert gone.act.article is None
    assert "没有与之对应" in gone.act.why
