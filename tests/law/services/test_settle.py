"""What follows from all texts together: days, ends, doubts; each defect known of the seed in an invented likeness."""

import sqlite3
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from fazhi.law import cite, selectors
from fazhi.law.models import Article, Doubt, Edition, LibraryImport
from fazhi.law.services.import_folder import import_folder
from fazhi.law.services.import_seed import import_seed
from fazhi.law.services.settle import settle
from fazhi.law.vocabulary import DoubtKind, EditionStatus
from tests.law.conftest import AT, TODAY

pytestmark = pytest.mark.django_db

LAWS = [
    (
        "gone",
        "中华人民共和国虚构承包法",
        "2018-12-29",
        "2003-03-01",
        "已废止",
        ["第一条 甲。", "第二条 本法自2003年3月1日起施行。"],
    ),
    ("old", "中华人民共和国虚构标志法", "2019-04-23", "1983-03-01", "历史版本", ["第一条 旧文。"]),
    (
        "new",
        "中华人民共和国虚构标志法",
        "2026-06-26",
        "2027-01-01",
        "现行有效",
        ["第一条 新文。", "第二条 本法自2027年1月1日起施行。"],
    ),
    (
        "gap",
        "中华人民共和国虚构法典",
        "2026-03-12",
        "2026-08-15",
        "现行有效",
        [
            "第一条 甲。",
            '第三条 丙称"丁"。',
            "第四条 本法自2026年8月15日起施行。《中华人民共和国虚构旧法》同时废止。",
        ],
    ),
    (
        "ended",
        "中华人民共和国虚构旧法",
        "2010-01-01",
        "2010-05-01",
        "现行有效",
        ["第一条 甲。", "第二条 本法自2010年5月1日起施行。"],
    ),
]


@pytest.fixture
def seed_file(tmp_path: Path) -> Path:
    path = tmp_path / "laws.db"
    with sqlite3.connect(path) as made:
        made.execute(
            "CREATE TABLE laws (law_id, law_name, doc_type, level, issuing_body, publish_date, effective_date, version_date, status, law_department)"
        )
        made.execute(
            "CREATE TABLE articles (id INTEGER PRIMARY KEY, law_id, law_name, chapter, section, article_no, article_text)"
        )
        for key, name, day, effective, status, articles in LAWS:
            made.execute(
                "INSERT INTO laws VALUES (?, ?, '法律', '法律', '虚构大会', ?, ?, ?, ?, '')",
                (key, name, day, effective, day, status),
            )
            for article in articles:
                number, _, text = article.partition(" ")
                made.execute(
                    "INSERT INTO articles (law_id, law_name, chapter, section, article_no, article_text) VALUES (?, ?, '', '', ?, ?)",
                    (key, name, number, text),
                )
    made.close()
    return path


def _kinds(law: str, day: str) -> set[str]:
    return set(
        Doubt.objects.filter(edition__law__key=law, edition__adopted_on=day).values_list("kind", flat=True)
    )


def test_every_known_defect_is_found_by_rule(seed_file: Path) -> None:
    import_seed(seed_file, at=AT)
    assert _kinds("虚构承包法", "2018-12-29") == {
        DoubtKind.REPEALED_BY_NOBODY,
        DoubtKind.EFFECTIVE_BEFORE_ADOPTED,
    }
    assert DoubtKind.STILL_APPLIES in _kinds("虚构标志法", "2019-04-23")
    assert _kinds("虚构标志法", "2026-06-26") == {DoubtKind.NOT_YET}
    assert _kinds("虚构法典", "2026-03-12") == {DoubtKind.MISSING_ARTICLES, DoubtKind.QUOTES_MENDED}
    assert _kinds("虚构旧法", "2010-01-01") == {DoubtKind.REPEAL_CONTRADICTED}


def test_standings_follow_from_the_days(seed_file: Path) -> None:
    import_seed(seed_file, at=AT)
    now = cite.resolve("虚构标志法#1", on=TODAY)
    later = cite.resolve("虚构标志法#1", on=date(2027, 1, 1))
    assert (now and now.text, later and later.text) == ("旧文。", "新文。")
    gone = cite.resolve("虚构承包法#1", on=TODAY)
    assert gone is not None
    assert gone.status is EditionStatus.DOUBTFUL
    ended = Edition.objects.get(law__key="虚构旧法")
    assert (ended.repealed_on, ended.repealed_by) == (date(2026, 8, 15), "《虚构法典》第四条")
    assert cite.resolve("虚构旧法#1", on=date(2026, 8, 14))
    assert cite.resolve("虚构旧法#1", on=date(2026, 8, 15)) is None


def test_again_gives_the_same(seed_file: Path) -> None:
    import_seed(seed_file, at=AT)
    before = (
        list(Edition.objects.order_by("id").values()),
        list(Doubt.objects.order_by("edition", "kind").values_list("kind", "sentence")),
    )
    settle(on=AT.date())
    assert before == (
        list(Edition.objects.order_by("id").values()),
        list(Doubt.objects.order_by("edition", "kind").values_list("kind", "sentence")),
    )


def test_a_second_source_fills_a_gap_and_its_differences_are_told(
    seed_file: Path, write: Callable[[str, str], Path]
) -> None:
    import_seed(seed_file, at=AT)
    text = "# 中华人民共和国虚构法典\n\n2026年3月12日 通过\n\n<!-- INFO END -->\n\n第一条 甲。\n\n第二条 乙。\n\n第三条 丙称“丁”。\n\n第四条 本法自2026年8月15日起施行。《中华人民共和国虚构旧法》同时废止。\n"
    path = write("laws/虚构法典(2026-03-12).md", text)
    other = "# 中华人民共和国虚构标志法\n\n2026年6月26日 修订\n\n<!-- INFO END -->\n\n第一条 另一种新文。\n\n第二条 本法自2027年1月1日起施行。\n"
    write("laws/虚构标志法(2026-06-26).md", other)
    report = import_folder(path.parent, at=AT)
    assert (report.editions, report.held) == (0, 2)
    assert list(
        Article.objects.filter(edition__law__key="虚构法典")
        .order_by("position")
        .values_list("number", flat=True)
    ) == ["1", "2", "3", "4"]
    (told,) = selectors.doubts(kind=DoubtKind.TEXTS_DIFFER).filter(edition__law__key="虚构标志法")
    assert "条号1" in told.sentence
    found = cite.resolve("虚构标志法#1", on=date(2027, 1, 1))
    assert found is not None
    assert found.text == "新文。"


def test_a_text_without_a_day_is_taken_in_as_doubtful(write: Callable[[str, str], Path]) -> None:
    path = write(
        "laws/虚构养犬条例.md",
        "# 虚构养犬条例\n\n<!-- INFO END -->\n\n第一条 甲。\n\n第二条 本条例自2011年5月15日起施行。\n",
    )
    report = import_folder(path.parent, at=AT)
    assert (report.editions, report.doubtful) == (1, 1)
    found = cite.resolve("虚构养犬条例#1", on=TODAY)
    assert found is not None
    assert found.status is EditionStatus.DOUBTFUL
    dated = write(
        "laws/虚构养犬条例(2011-02-23).md",
        "# 虚构养犬条例\n\n2011年2月23日 通过\n\n<!-- INFO END -->\n\n第一条 甲。\n\n第二条 本条例自2011年5月15日起施行。\n",
    )
    assert import_folder(dated, at=AT).held == 1
    assert Edition.objects.count() == 1


def test_an_import_cut_off_goes_on_where_it_stopped(folder: Path) -> None:
    class Killed(Exception):
        """The process ends here."""

    def until(count: int) -> Callable[[list[Path]], object]:
        def files(paths: list[Path]) -> object:
            for nth, path in enumerate(paths):
                if nth == count:
                    raise Killed
                yield path

        return files

    with pytest.raises(Killed):
        import_folder(folder, at=AT, progress=until(2), batch=1)
    assert Edition.objects.count() == 2
    assert not LibraryImport.objects.exists()
    report = import_folder(folder, at=AT)
    assert (report.editions, report.unchanged) == (1, 2)
    assert Edition.objects.filter(repealed_on__isnull=False).count() == 1
    assert LibraryImport.objects.count() == 1
