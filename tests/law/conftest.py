"""Invented laws and, where it can be had, the real seed."""

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import pytest
from django.utils import timezone

from fazhi.law.errors import SeedMissing
from fazhi.law.services.fetch_seed import fetch_seed
from fazhi.law.services.import_folder import import_folder
from fazhi.law.services.source import Report

AT = datetime.fromisoformat("2026-11-22T10:00:00+08:00")
TODAY = date(2026, 11, 22)
CACHE = Path(__file__).resolve().parents[2] / "build" / "law-seed"

FIRST = """# 中华人民共和国虚构测试法

2019年3月1日 虚构大会第一次会议通过

<!-- INFO END -->

## 第一章 总　则

第一条 为了测试，制定本法。

第二条 测试应当公开。

有下列情形之一的，可以不公开：

（一）涉及秘密的；

（二）涉及下列个人信息的：

1.姓名；

2.住址；

（三）其他情形。

前款所称秘密，依照有关规定确定。

## 第二章 附　则

第三条 本法自2019年7月1日起施行。
"""
SECOND = """# 中华人民共和国虚构测试法

2019年3月1日 虚构大会第一次会议通过

2024年5月6日 虚构大会第二次会议修订

<!-- INFO END -->

第一条 为了更好地测试，制定本法。

第二条 测试应当一律公开。

第二条之一 本条是后来增加的。

第三条 第二条所称测试，包括试验。

第四条 本法自2024年9月1日起施行。《虚构旧办法》同时废止。
"""
OLD_RULES = """# 虚构旧办法

2001年1月2日 虚构部令第1号公布

<!-- INFO END -->

第一条 旧的。

第二条 本办法自2001年3月1日起施行。
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with two editions of an invented law and the rules that its second edition repeals."""
    home = tmp_path / "texts"
    home.mkdir()
    (home / "虚构测试法(2019-03-01).md").write_text(FIRST, encoding="utf-8")
    (home / "虚构测试法(2024-05-06).md").write_text(SECOND, encoding="utf-8")
    (home / "虚构旧办法(2001-01-02).md").write_text(OLD_RULES, encoding="utf-8")
    return home


@pytest.fixture
def texts(db: None, folder: Path) -> Report:
    """The invented laws in the library."""
    return import_folder(folder, at=AT)


@pytest.fixture(scope="session")
def seed() -> Path:
    """The real seed, fetched once and kept; without it the tests that need it fail, for nothing else shows the same."""
    try:
        return fetch_seed(CACHE)[0]
    except SeedMissing as missing:
        pytest.fail(f"这些测试需要法规库种子：{missing.sentence}")


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str, str], Path]:
    """Write a text under a file name and give its path."""

    def put(name: str, text: str) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    return put


@pytest.fixture(autouse=True)
def _zone() -> None:
    timezone.activate("Asia/Shanghai")
