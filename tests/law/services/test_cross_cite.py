"""What laws cite of one another is read once, goes on where it was cut off, and is read anew after an import."""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

import pytest

from fazhi.law.models import CrossCitation, CrossReading, Edition
from fazhi.law.services.cross_cite import cross_cite
from fazhi.law.services.import_folder import import_folder
from fazhi.law.services.source import Report
from tests.law.conftest import AT

pytestmark = pytest.mark.django_db


def kept() -> set[tuple[str, str, str]]:
    rows = CrossCitation.objects.values_list("article__edition__law__key", "law_name", "number")
    return {(str(a), b, c) for a, b, c in rows}


def test_texts_in_force_are_read_and_only_once(texts: Report) -> None:
    made = cross_cite(at=AT)
    # The first edition of the law is superseded, the old rules are repealed.
    assert made.editions == 1
    assert ("虚构测试法", "虚构测试法", "2") in kept(), "第三条 speaks of 第二条"
    again = cross_cite(at=AT)
    assert (again.editions, again.citations) == (0, 0)


def test_a_run_that_was_cut_off_goes_on(
    texts: Report, folder: Path, write: Callable[[str, str], Path]
) -> None:
    write(
        "more/甲办法.md",
        "# 甲办法\n\n2020年1月1日 甲部公布\n\n<!-- INFO END -->\n\n第一条 依照《虚构测试法》第二条之一办理。\n",
    )
    import_folder(folder.parent / "more", at=AT)

    class Cut(Exception):
        pass

    def first_only(found: Sequence[Any]) -> Iterable[Any]:
        yield found[0]
        raise Cut

    with pytest.raises(Cut):
        cross_cite(at=AT, progress=first_only)
    assert CrossReading.objects.count() == 1
    assert cross_cite(at=AT).editions == 1
    assert ("甲办法", "虚构测试法", "2-1") in kept()


def test_an_edition_imported_anew_is_read_anew(texts: Report) -> None:
    cross_cite(at=AT)
    Edition.objects.filter(law__key="虚构测试法", adopted_on="2024-05-06").delete()
    assert not kept()
    assert not CrossReading.objects.exists()
