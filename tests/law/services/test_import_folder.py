"""Taking in folders: once, again, changed, in parts, and from where laws really lie."""

import time
from pathlib import Path

import pytest

from fazhi.law import cite
from fazhi.law.errors import UnreadableSource
from fazhi.law.models import Article, Edition, Law, LibraryImport, Witness
from fazhi.law.services.import_folder import import_folder
from fazhi.law.services.source import Report
from tests.law.conftest import AT, FIRST, TODAY

SHARED = Path(__file__).resolve().parents[4] / "shared" / "data" / "laws"
REAL = sorted(SHARED.glob("行政法规/*.md"))[::40] if SHARED.is_dir() else []
if not REAL:
    print(f"没有 {SHARED}：不用真实法规文本检验装入，只用自拟的。")


def test_two_texts_of_one_law_are_one_law(texts: Report) -> None:
    assert (texts.laws, texts.editions, texts.articles, texts.rejected) == (2, 3, 10, [])
    assert Edition.objects.filter(law__key="虚构测试法").count() == 2


def test_a_second_time_changes_nothing(texts: Report, folder: Path) -> None:
    again = import_folder(folder, at=AT)
    assert (again.laws, again.editions, again.unchanged) == (0, 0, 3)
    assert LibraryImport.objects.count() == 1


def test_a_changed_file_takes_the_place_of_its_text(texts: Report, folder: Path) -> None:
    (folder / "虚构测试法(2019-03-01).md").write_text(FIRST.replace("为了测试", "为了改字"), encoding="utf-8")
    again = import_folder(folder, at=AT)
    assert (again.replaced, again.unchanged) == (1, 2)
    assert Article.objects.filter(edition__law__key="虚构测试法").count() == 8
    found = cite.resolve("虚构测试法#1", on=TODAY.replace(year=2020))
    assert found is not None
    assert found.text == "为了改字，制定本法。"


def test_two_copies_are_one_and_the_second_is_reported(texts: Report, folder: Path) -> None:
    (folder / "又一份").mkdir()
    (folder / "又一份" / "虚构测试法(2019-03-01).md").write_text(FIRST + "\n\n", encoding="utf-8")
    report = import_folder(folder, at=AT)
    assert (report.editions, report.held) == (0, 1)
    report = import_folder(folder, at=AT)
    assert (report.editions, report.held, report.unchanged) == (0, 0, 4)


@pytest.mark.django_db
def test_a_code_in_several_files_is_one_text(tmp_path: Path) -> None:
    head = (
        "# 中华人民共和国虚构法典\n\n# {}\n\n2020年5月28日 通过\n\n2021年1月1日 施行\n\n<!-- INFO END -->\n\n"
    )
    (tmp_path / "乙编.md").write_text(
        head.format("第二编 乙") + "第三条 丙。\n\n第四条 丁。\n", encoding="utf-8"
    )
    (tmp_path / "甲编.md").write_text(
        head.format("第一编 甲") + "## 第一章 总\n\n第一条 甲。\n\n第二条 乙。\n", encoding="utf-8"
    )
    report = import_folder(tmp_path, at=AT)
    assert (report.editions, report.rejected) == (1, [])
    rows = Article.objects.order_by("position").values_list("number", "chapter")
    assert list(rows) == [
        ("1", "第一编 甲\n第一章 总"),
        ("2", "第一编 甲\n第一章 总"),
        ("3", "第二编 乙"),
        ("4", "第二编 乙"),
    ]
    assert import_folder(tmp_path, at=AT).unchanged == 2


@pytest.mark.django_db
def test_one_file(folder: Path) -> None:
    report = import_folder(folder / "虚构旧办法(2001-01-02).md", at=AT)
    assert (report.laws, Law.objects.get().key) == (1, "虚构旧办法")


@pytest.mark.django_db
def test_nothing_to_read(tmp_path: Path) -> None:
    with pytest.raises(UnreadableSource):
        import_folder(tmp_path, at=AT)
    with pytest.raises(UnreadableSource):
        import_folder(tmp_path / "没有", at=AT)


@pytest.mark.django_db
def test_speed(tmp_path: Path) -> None:
    """At least 2,000 articles a second."""
    lines = "\n\n".join(
        f"第{cite.point_label(cite.Ref('', str(n)))[1:]} 第{n}个虚构的条文。" for n in range(1, 1001)
    )
    for n in range(4):
        text = f"# 虚构长法之{n}\n\n2020年1月1日 通过\n\n<!-- INFO END -->\n\n{lines}\n"
        (tmp_path / f"{n}.md").write_text(text, encoding="utf-8")
    started = time.process_time()
    report = import_folder(tmp_path, at=AT)
    assert report.articles == 4000
    assert report.articles / (time.process_time() - started) > 2000


@pytest.mark.django_db
@pytest.mark.parametrize("path", REAL, ids=lambda p: p.stem)
def test_real_regulations(path: Path) -> None:
    report = import_folder(path, at=AT)
    assert report.rejected == []
    edition = Edition.objects.get()
    assert str(edition.adopted_on) in path.name
    numbers = list(edition.articles.filter(kind="article").values_list("number", flat=True))
    whole = [int(n) for n in numbers if "-" not in n]
    assert whole == list(range(1, len(whole) + 1)) or "来源缺" in edition.doubt
    assert edition.articles.exists()
    assert not edition.articles.filter(text="").exists()


def test_a_library_from_before_places_were_noted_is_read_anew(texts: Report, folder: Path) -> None:
    before = set(Edition.objects.values_list("pk", flat=True))
    Witness.objects.all().delete()
    Edition.objects.update(extent="")
    again = import_folder(folder, at=AT)
    assert (again.editions, again.replaced, again.rejected) == (0, 3, [])
    assert Article.objects.count() == 10
    assert set(Edition.objects.values_list("pk", flat=True)) == before
    assert not Edition.objects.filter(extent="").exists()
