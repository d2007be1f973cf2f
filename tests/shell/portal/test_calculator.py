"""Any term of any procedure, counted day by day, at an address that stays."""

import re

import pytest
from django.test import Client

from fazhi.shell.law import terms
from tests.shell.portal.test_pages import page

pytestmark = pytest.mark.django_db
DECIDE = "term=enforcement.penalty:decide&day=2026-09-28"


@pytest.mark.parametrize(
    ("query", "said"),
    [
        (DECIDE, "最后一日：2026年12月27日"),
        (f"{DECIDE}&from=2026-10-09&to=2026-10-20", "最后一日：2027年1月8日"),
        (f"{DECIDE}&extend=30", "最后一日：2027年1月26日"),
        (f"{DECIDE}&from=2026-10-09&to=", "最后一日：现在还不能确定"),
        ("term=enforcement.hearing:notice&day=2026-12-28", "最迟须在：2026年12月16日"),
        ("term=enforcement.transfer:send&day=2026-09-28&time=09:30", "最后一日：2026年9月29日09时30分"),
        ("term=&day=2026-09-28&time=09:30&length=48&unit=hour", "2026年9月30日09时30分"),
        ("term=sample.errand:finish&day=2026-09-01", "最后一日：2026年9月11日"),
    ],
)
def test_terms_of_procedures_are_counted(visitor: Client, db: None, query: str, said: str) -> None:
    assert said in page(visitor, f"/calc/?{query}")


def test_each_day_is_told_with_its_holiday(visitor: Client, db: None) -> None:
    text = page(visitor, "/calc/?term=&day=2026-09-28&length=7&unit=working_day")
    assert "（星期二）第1个工作日" in text
    days = re.findall(r"<li(?: class=\"muted\")?>(\d{4}年\d+月\d+日（星期.）[^<]*)</li>", text)
    assert len(days) == 15
    assert any("国庆" in day and "不计" in day for day in days)


def test_a_term_names_its_article_and_where_its_length_comes_from(visitor: Client, db: None) -> None:
    text = page(visitor, f"/calc/?{DECIDE}")
    assert "依据：<a" in text
    assert "《行政处罚法》第六十条" in text
    assert "“批准立案”之日" in text
    assert "国务院办公厅放假安排" in text
    assert "/calc/?term=enforcement.penalty:decide&amp;day=2026-09-28" in text, "the address is printed"


@pytest.mark.parametrize(
    ("query", "field", "said"),
    [
        ("term=&day=2026-02-30&length=5", "day", "没有“2026-02-30”这一天"),
        ("term=&day=二月三日&length=5", "day", "没有“二月三日”这一天"),
        ("term=&day=1900-01-01&length=5", "day", "只能计算2004年"),
        ("term=&day=2026-01-01&length=x", "length", "请填写期限，1至3650日"),
        ("term=&day=2026-01-01&length=5&unit=week", "length", "请选择期限的单位"),
        ("term=&day=2026-01-01&length=5&unit=hour", "time", "请填写起算的时刻"),
        (f"{DECIDE}&from=2026-10-20&to=2026-10-09", "to1", "结束日早于开始日"),
        (f"{DECIDE}&from=2026-09-01&to=2026-09-02", "from1", "从起算日以后开始"),
        (f"{DECIDE}&from=2026-13-01&to=", "from1", "没有“2026-13-01”这一天"),
        (f"{DECIDE}&extend=-1", "extend", "延长的长度请填写"),
        ("term=enforcement.penalty:none&day=2026-01-01", "term", "没有这个期限"),
        ("term=no.such:decide&day=2026-01-01", "term", "没有这个程序"),
        ("term=enforcement.penalty:decide&day=2010-01-01", "day", "那时的法律规定不同"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(
    visitor: Client, db: None, query: str, field: str, said: str
) -> None:
    text = page(visitor, f"/calc/?{query}", 422)
    assert "算不出来" in text
    assert said in text
    assert f'href="#c-{field}"' in text
    assert f'id="c-{field}"' in text, "the summary leads to the field"
    assert text.count(said) >= 2, "said in the summary and at the field"


@pytest.mark.parametrize("query", ["day=%00", "term=%00&day=2026-01-01", "term=a:b:c&day=2026-01-01", "from=x&to=y&day=2026-01-01&length=1",
                                   "day=" + "9" * 5000, "length=" + "9" * 5000 + "&day=2026-01-01"])  # fmt: skip
def test_nonsense_is_refused_and_nothing_breaks(visitor: Client, db: None, query: str) -> None:
    page(visitor, f"/calc/?{query}", 422)


def test_every_term_in_any_definition_is_listed_and_can_be_counted(visitor: Client, db: None) -> None:
    from datetime import date

    held = [term for term in terms.terms(date.today()) if term.length]
    assert len(held) >= 20
    text = page(visitor, "/calc/")
    for term in held:
        assert f'value="{term.procedure}:{term.clock}"' in text
        assert term.from_day
        assert term.basis or term.length_basis
        time = "&time=09:00" if term.unit == "hour" else ""
        counted = page(visitor, f"/calc/?term={term.procedure}:{term.clock}&day={date.today()}{time}")
        assert term.title in counted
