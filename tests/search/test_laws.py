"""The law library's index: it follows the library, and finds by number, title and words on a day."""

from datetime import date
from pathlib import Path

import pytest

from fazhi.law.models import Article, Edition, Law, LibraryImport
from fazhi.law.services.import_folder import import_folder
from fazhi.law.vocabulary import EditionStatus, Level
from fazhi.search import laws, ranking
from fazhi.search.index import Window
from fazhi.search.laws import is_fresh, law_index, rebuild, refresh
from fazhi.search.lexical import Row
from fazhi.search.ranking import Answer, like, rank
from fazhi.search.standing import status
from tests.law.conftest import AT, FIRST, OLD_RULES, SECOND, TODAY

LOCAL = """# 虚构市测试条例

2022年1月1日 虚构市人民代表大会常务委员会通过

<!-- INFO END -->

第一条 测试应当一律公开。

第二条 本条例自2022年3月1日起施行。
"""


@pytest.fixture
def home(db: None, tmp_path: Path) -> Path:
    """A home with a small library and its index."""
    folder = tmp_path / "texts"
    folder.mkdir()
    for name, text in (
        ("虚构测试法(2019-03-01)", FIRST),
        ("虚构测试法(2024-05-06)", SECOND),
        ("虚构旧办法(2001-01-02)", OLD_RULES),
        ("虚构市测试条例(2022-01-01)", LOCAL),
    ):
        (folder / f"{name}.md").write_text(text, encoding="utf-8")
    import_folder(folder, at=AT)
    Law.objects.filter(key="虚构测试法").update(level=Level.LAW)
    Law.objects.filter(key="虚构市测试条例").update(level=Level.LOCAL_REGULATION, region="虚构市")
    rebuild(law_index(tmp_path))
    return tmp_path


def _places(answer: Answer) -> list[tuple[str, str]]:
    return [(found.row.short, found.row.article) for found in answer.found]


def test_words_find_the_text_of_the_day(home: Path) -> None:
    now = rank(home, "测试应当公开", TODAY)
    assert _places(now)[0] == ("虚构测试法", "2")
    assert now.found[0].row.text == "测试应当一律公开。"
    assert not now.is_semantic
    then = rank(home, "测试应当公开", date(2020, 1, 1))
    assert then.found[0].row.text.startswith("测试应当公开。")
    assert rank(home, "测试应当公开", date(1999, 1, 1)).found == []


@pytest.mark.parametrize(
    "typed",
    [
        "虚构测试法第二条之一",
        "虚构测试法 2条之1",
        "《虚构测试法》第二条之一",
        "虚构测试法#2-1",
        "中华人民共和国虚构测试法第2条之1",
    ],
)
def test_an_article_by_its_number_comes_first(home: Path, typed: str) -> None:
    answer = rank(home, typed, TODAY)
    assert _places(answer)[0] == ("虚构测试法", "2-1")
    assert answer.found[0].score is None


def test_an_article_of_a_text_no_longer_in_force_is_shown_with_its_standing(home: Path) -> None:
    answer = rank(home, "虚构旧办法第一条", TODAY)
    assert _places(answer)[0] == ("虚构旧办法", "1")
    assert status(answer.found[0].row, TODAY) == "repealed"


def test_a_law_by_its_title(home: Path) -> None:
    assert [row.short for row in rank(home, "虚构测试法", TODAY).laws] == ["虚构测试法"]
    assert rank(home, "公开测试", TODAY).laws == []


def test_windows(home: Path) -> None:
    assert {edition for edition, _ in _places(rank(home, "旧的", TODAY, window=Window.ENDED))} >= {
        "虚构旧办法"
    }
    assert ("虚构旧办法", "1") not in _places(rank(home, "旧的", TODAY))
    assert ("虚构旧办法", "1") in _places(rank(home, "旧的", TODAY, window=None))


def test_national_law_comes_before_local_unless_the_place_is_named(home: Path) -> None:
    assert _places(rank(home, "测试应当一律公开", TODAY))[0] == ("虚构测试法", "2")
    named = rank(home, "虚构测试应当一律公开", TODAY)
    assert {place for place, _ in _places(named)[:2]} == {"虚构测试法", "虚构市测试条例"}
    only = rank(home, "测试应当一律公开", TODAY, filters={"level": ("local_regulation",)})
    assert _places(only)[0] == ("虚构市测试条例", "1")


def test_more_like_this(home: Path) -> None:
    given = rank(home, "虚构测试法第2条", TODAY).found[0].row
    near = like(home, given.key, TODAY)
    assert (near[0].row.short, near[0].row.article) == ("虚构市测试条例", "1")
    assert all((one.row.short, one.row.article) != ("虚构测试法", "2") for one in near)
    assert like(home, 10**9, TODAY) == []


def test_the_index_follows_the_library(home: Path, tmp_path: Path) -> None:
    index = law_index(home)
    assert is_fresh(index)
    assert refresh(index) == 0
    third = tmp_path / "third"
    third.mkdir()
    (third / "虚构新法(2026-01-01).md").write_text(
        "# 虚构新法\n\n2026年1月1日 通过\n\n<!-- INFO END -->\n\n第一条 蓝莓必须登记。\n\n第二条 本法自2026年2月1日起施行。\n",
        encoding="utf-8",
    )
    import_folder(third, at=AT)
    assert not is_fresh(index)
    assert refresh(index) == 2
    assert is_fresh(index)
    assert _places(rank(home, "蓝莓登记", TODAY))[0] == ("虚构新法", "1")
    state = index.state()
    assert state is not None
    assert state.entries == Article.objects.count()


def test_a_law_that_left_the_library_leaves_the_index(home: Path) -> None:
    Law.objects.filter(key="虚构旧办法").delete()
    last = LibraryImport.objects.order_by("-id")[0]
    LibraryImport.objects.create(
        stamp="01900000-0000-7000-8000-000000000001", source="x", digest="y", done_at=last.done_at
    )
    index = law_index(home)
    refresh(index)
    assert index.state().entries == Article.objects.count()  # type: ignore[union-attr]
    assert ("虚构旧办法", "1") not in _places(rank(home, "旧的", TODAY, window=None))


def test_standing_is_the_librarys_own(home: Path) -> None:
    from fazhi.law import library

    facts = {edition.id: edition for law in library.current().laws.values() for edition in law.editions}
    rows = list(ranking.Lexical.load(home).every_row())
    assert {row.edition for row in rows} == set(Edition.objects.values_list("id", flat=True))
    for day in (date(2000, 1, 1), date(2019, 7, 1), date(2024, 8, 31), date(2024, 9, 1), TODAY):
        for row in rows:
            assert status(row, day) == facts[row.edition].status(day).value


def test_levels_and_standings_are_the_librarys_words() -> None:
    assert set(laws.LEVELS[1:]) == set(Level.values)
    assert set(ranking.BEHIND) <= set(Level.values)
    row = Row(1, "", "", "1", "", "", "", "", "", "", 1, 1, 20200101, 20210101, 99991231, 99991231)
    assert status(row, date(2020, 6, 1)) == EditionStatus.IN_FORCE.value
