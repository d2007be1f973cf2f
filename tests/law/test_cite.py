"""Which text a citation means on which day."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from fazhi.law import cite, library
from fazhi.law.models import Edition
from fazhi.law.services.import_folder import import_folder
from fazhi.law.services.source import Report
from fazhi.law.vocabulary import EditionStatus, Existence
from tests.law.conftest import AT, TODAY


@pytest.mark.parametrize(
    ("day", "text"),
    [
        (date(2019, 6, 30), None),
        (date(2019, 7, 1), "为了测试，制定本法。"),
        (date(2024, 8, 31), "为了测试，制定本法。"),
        (date(2024, 9, 1), "为了更好地测试，制定本法。"),
        (TODAY, "为了更好地测试，制定本法。"),
    ],
)
def test_the_edition_in_force_on_the_day(texts: Report, day: date, text: str | None) -> None:
    found = cite.resolve("虚构测试法#1", on=day)
    assert (found.text if found else None) == text


def test_the_text_cited(texts: Report) -> None:
    found = cite.resolve("虚构测试法#2.2(2)(1)", on=date(2020, 1, 1))
    assert found is not None
    assert found.text == "1.姓名；"
    assert found.lead == "有下列情形之一的，可以不公开：\n（二）涉及下列个人信息的："
    assert found.label == "第二条第二款第（二）项第一目"
    assert found.printed == "《虚构测试法》第二条第二款第（二）项第一目"
    assert (found.title, found.short_title) == ("中华人民共和国虚构测试法", "虚构测试法")
    assert (found.adopted_on, found.effective_on) == (date(2019, 3, 1), date(2019, 7, 1))
    assert found.status is EditionStatus.IN_FORCE
    assert found.chapter == "第一章 总则"


def test_an_article_put_in_later(texts: Report) -> None:
    assert cite.resolve("虚构测试法#2-1", on=date(2020, 1, 1)) is None
    found = cite.resolve("《虚构测试法》第二条之一", on=TODAY)
    assert found is not None
    assert found.text == "本条是后来增加的。"


def test_repealed_by_another_law(texts: Report) -> None:
    assert cite.resolve("虚构旧办法#1", on=date(2024, 8, 31)) is not None
    assert cite.resolve("虚构旧办法#1", on=date(2024, 9, 1)) is None
    shown = cite.nearest("虚构旧办法#1", on=TODAY)
    assert shown is not None
    assert shown.status is EditionStatus.REPEALED


@pytest.mark.parametrize(
    ("ref", "day", "answer"),
    [
        ("虚构测试法#1", TODAY, Existence.EXISTS),
        ("虚构测试法", TODAY, Existence.EXISTS),
        ("虚构测试法#99", TODAY, Existence.ABSENT),
        ("虚构测试法#1.2", TODAY, Existence.ABSENT),
        ("虚构测试法#1", date(2018, 1, 1), Existence.NO_EDITION),
        ("虚构旧办法#1", TODAY, Existence.NO_EDITION),
        ("没有的法#1", TODAY, Existence.NO_LAW),
    ],
)
def test_existence(texts: Report, ref: str, day: date, answer: Existence) -> None:
    assert cite.exists(ref, on=day) is answer
    assert bool(cite.exists(ref, on=day)) is (answer is Existence.EXISTS)


@pytest.mark.django_db
def test_an_empty_library_does_not_say_no() -> None:
    assert cite.exists("虚构测试法#1", on=TODAY) is Existence.UNKNOWN
    assert cite.resolve("虚构测试法#1", on=TODAY) is None


def test_many_in_two_queries_and_then_in_one(texts: Report) -> None:
    library.current()
    refs = [f"虚构测试法#{n}" for n in (1, 2, 3, 4)] + ["虚构旧办法#1", "没有的法#1"]
    with CaptureQueriesContext(
        connection,
    ) as first:
        found = cite.resolve_many(refs, on=date(2024, 9, 1) - timedelta(days=1))
    with CaptureQueriesContext(connection) as second:
        cite.resolve_many(refs, on=date(2024, 9, 1) - timedelta(days=1))
    assert [bool(text) for text in found.values()] == [True, True, True, False, True, False]
    assert (len(first), len(second)) == (2, 1)


def test_an_import_is_seen_at_once(texts: Report, folder: Path) -> None:
    assert cite.exists("虚构新法#1", on=TODAY) is Existence.NO_LAW
    text = "# 虚构新法\n\n2026年1月1日 通过\n\n<!-- INFO END -->\n\n第一条 新。\n\n第二条 本法自2026年2月1日起施行。\n"
    (folder / "虚构新法(2026-01-01).md").write_text(text, encoding="utf-8")
    import_folder(folder, at=AT)
    assert cite.exists("虚构新法#1", on=TODAY) is Existence.EXISTS


def test_doubtful_standing_is_not_called_in_force(texts: Report) -> None:
    Edition.objects.filter(law__key="虚构测试法").update(is_standing_doubtful=True)
    library._held.clear()
    found = cite.resolve("虚构测试法#1", on=TODAY)
    assert found is not None
    assert found.status is EditionStatus.DOUBTFUL
