"""Invented laws for the exact cases, and the real seed for names that exist nowhere."""

from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction

from fazhi.law.citing import Citation, find_citations
from fazhi.law.services.import_folder import import_folder
from fazhi.law.services.import_seed import import_seed

AT = datetime.fromisoformat("2026-11-22T10:00:00+08:00")
TODAY = date(2026, 11, 22)

TEST_LAW_2019 = """# 中华人民共和国虚构测试法

2019年3月1日 虚构大会第一次会议通过

<!-- INFO END -->

第一条 为了测试，制定本法。

第二条 测试应当公开。

有下列情形之一的，可以不公开：

（一）涉及秘密的；

（二）涉及下列个人信息的：

1.姓名；

2.住址；

（三）其他情形。

前款所称秘密，依照有关规定确定。

第三条 测试单位应当在十日以内书面答复申请人并说明理由。

第四条 测试单位逾期不答复的，申请人可以向上一级机关投诉。

第五条 本法自2019年7月1日起施行。
"""
TEST_LAW_2024 = """# 中华人民共和国虚构测试法

2019年3月1日 虚构大会第一次会议通过

2024年5月6日 虚构大会第二次会议修订

<!-- INFO END -->

第一条 为了测试，制定本法。

第二条 测试应当一律公开。

第二条之一 本条是后来增加的。

第三条 第二条所称测试，包括试验和检验。

第四条 测试单位应当在七日以内书面答复申请人并说明理由。

第五条 测试单位逾期不答复的，申请人可以向上一级机关投诉。

第六条 本法自2024年9月1日起施行。《虚构旧办法》、《中华人民共和国虚构古法》同时废止。
"""
OLD_RULES = """# 虚构旧办法

2001年1月2日 虚构部令第1号公布

<!-- INFO END -->

第一条 旧的。

第二条 本办法自2001年3月1日起施行。
"""
RULES = """# 虚构管理条例

2020年1月2日 中华人民共和国国务院令第9901号公布

<!-- INFO END -->

第一条 根据《中华人民共和国虚构测试法》和《虚构地方条例》，制定本条例。

第二条 违反本条例的，处一千元罚款。

前款规定的罚款，由主管部门作出。

第三条 本条例自2020年3月1日起施行。
"""
INTERPRETATION = """# 最高人民法院关于适用《中华人民共和国虚构测试法》的解释

2020年5月1日 最高人民法院审判委员会第1次会议通过

<!-- INFO END -->

第一条 虚构测试法第二条所称公开，是指让人知道。

第二条 本解释自2020年6月1日起施行。
"""


def rolled_back(blocker: Any, fill: Callable[[], object]) -> Iterator[None]:
    """Fill the data base for a whole module and take it back after."""
    with blocker.unblock():
        outer = transaction.atomic()
        outer.__enter__()
        fill()
    yield
    with blocker.unblock():
        transaction.set_rollback(True)
        outer.__exit__(None, None, None)


@pytest.fixture(scope="module")
def shelf(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[None]:
    """The invented laws in the library, for a module."""
    home = tmp_path_factory.mktemp("texts")
    for name, text in (
        ("虚构测试法(2019-03-01)", TEST_LAW_2019),
        ("虚构测试法(2024-05-06)", TEST_LAW_2024),
        ("虚构旧办法(2001-01-02)", OLD_RULES),
        ("虚构管理条例(2020-01-02)", RULES),
        ("最高人民法院关于适用虚构测试法的解释(2020-05-01)", INTERPRETATION),
    ):
        (home / f"{name}.md").write_text(text, encoding="utf-8")
    yield from rolled_back(django_db_blocker, lambda: import_folder(home, at=AT))


@pytest.fixture(scope="module")
def seeded(django_db_setup: None, django_db_blocker: Any, seed: Path) -> Iterator[None]:
    """The real seed in the library, for a module."""
    yield from rolled_back(django_db_blocker, lambda: import_seed(seed, at=AT))


@pytest.fixture
def cited(db: None, shelf: None) -> Callable[..., list[Citation]]:
    """Find citations, today being the day of the tests unless said otherwise."""

    def find(text: str, on: date | None = TODAY, own: str | None = None) -> list[Citation]:
        return find_citations(text, on=on, own_law=own, today=TODAY)

    return find


def code(one: Citation) -> str:
    """A citation in short: 虚构测试法#2.2(1), with its standing when that is not `ok`."""
    made = f"{one.law.removeprefix('中华人民共和国')}#{one.article}"
    made += f".{one.paragraph}" if one.paragraph else ""
    made += "".join(f"({part})" for part in (one.item, one.sub) if part)
    return made if one.status == "ok" else f"{made} {one.status.value}"
