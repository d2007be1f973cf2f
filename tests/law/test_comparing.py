"""Two editions article by article."""

import time

import pytest

from fazhi.law.comparing import Pair, Row, compare, compare_editions
from fazhi.law.library import current
from fazhi.law.services.source import Report
from fazhi.law.vocabulary import Change

OLD = [
    "为了保护河道，制定本条例。",
    "在河道管理范围内禁止倾倒垃圾、渣土和其他废弃物，禁止搭建房屋和种植高秆作物。",
    "违反本条例第二条规定的，由水行政主管部门责令改正，处一千元以上五千元以下罚款。",
    "河道管理范围由县级以上人民政府划定并公布，设立界桩，任何人不得移动或者损毁。",
    "县级人民政府每年组织一次河道清淤，费用列入财政预算。",
]
NEW = [
    "为了保护河道，制定本条例。",
    "河长负责组织领导责任河道的管理和保护工作，协调解决重大问题。",
    "在河道管理范围内禁止倾倒垃圾、渣土和其他废弃物，禁止搭建房屋和种植高秆作物。",
    "河道管理范围由县级以上人民政府划定并公布，设立界桩，任何人不得移动或者损毁。",
    "违反本条例第三条规定的，由水行政主管部门责令改正，处五千元以上二万元以下罚款。",
]


def _rows(texts: list[str]) -> list[Row]:
    return [Row(str(n), f"第{n}条", "", text) for n, text in enumerate(texts, start=1)]


def _told(pairs: list[Pair]) -> list[tuple[str, str, str, bool]]:
    return [
        (p.change.value, p.old.number if p.old else "", p.new.number if p.new else "", p.is_changed)
        for p in pairs
    ]


def test_renumbered_articles_are_found_by_their_words() -> None:
    assert _told(compare(_rows(OLD), _rows(NEW))) == [
        ("same", "1", "1", False),
        ("added", "", "2", True),
        ("renumbered", "2", "3", False),
        ("same", "4", "4", False),
        ("renumbered", "3", "5", True),
        ("removed", "5", "", True),
    ]


def test_an_edition_with_itself() -> None:
    assert {p.change for p in compare(_rows(OLD), _rows(OLD))} == {Change.SAME}


def test_nothing_with_something() -> None:
    assert {p.change for p in compare([], _rows(OLD))} == {Change.ADDED}
    assert {p.change for p in compare(_rows(OLD), [])} == {Change.REMOVED}
    assert compare([], []) == []


def test_every_article_stands_once() -> None:
    pairs = compare(_rows(OLD * 3), _rows(NEW * 2))
    assert sorted(int(p.old.number) for p in pairs if p.old) == list(range(1, 16))
    assert sorted(int(p.new.number) for p in pairs if p.new) == list(range(1, 11))


def test_a_code_of_twelve_hundred_articles_is_quick() -> None:
    words = ["登记", "抵押", "继承", "合同", "占有", "侵权", "婚姻", "收养", "保证", "租赁", "买卖"]
    old = [
        f"关于{words[n % 11]}和{words[n * 7 % 11]}的第{n}种情形，由{words[n * 3 % 11]}机关按照第{n * 13 % 997}号办法办理，期限{n % 90}日。"
        for n in range(1200)
    ]
    new = [text.replace("办理", "处理") for n, text in enumerate(old) if n % 20]
    started = time.process_time()
    pairs = compare(_rows(old), _rows(new))
    assert time.process_time() - started < 12
    right = sum(
        1
        for p in pairs
        if p.old and p.new and old.index(p.old.text) == old.index(p.new.text.replace("处理", "办理"))
    )
    assert right > 0.95 * len(new)


@pytest.mark.django_db
def test_editions_of_the_library(texts: Report) -> None:
    law = current().law("虚构测试法")
    assert law is not None
    pairs = compare_editions(law.editions[0].id, law.editions[1].id)
    assert _told(pairs)[:3] == [
        ("changed", "1", "1", True),
        ("changed", "2", "2", True),
        ("added", "", "2-1", True),
    ]
