"""Best matches beside the public list: what is shown today and nothing else, whatever the index still holds."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from fazhi.disclosure.models import Publication
from fazhi.disclosure.searching import DISCLOSURES, best
from fazhi.disclosure.selectors import Wanted, public_items
from fazhi.procedures.engine import perform
from fazhi.search import sources
from fazhi.search.index import Question
from tests.disclosure.test_publication import RAW
from tests.procedures.conftest import Office, at

pytestmark = pytest.mark.django_db
Published = Callable[..., Publication]
DAY = date(2026, 11, 20)
WORDS = "餐饮样例公司"


@pytest.fixture(autouse=True)
def home(tmp_path: Path, settings: Any) -> Path:
    settings.FAZHI_HOME = tmp_path
    return tmp_path


def refreshed(home: Path) -> int:
    return sources.refresh_all(home)[DISCLOSURES.title]


def test_near_words_find_what_the_list_does_not(published: Published, home: Path) -> None:
    row = published()
    wanted = Wanted(text=WORDS)
    assert best(wanted, day=DAY) == []
    assert refreshed(home) == 1
    assert public_items(wanted, day=DAY).rows == []
    assert best(wanted, day=DAY) == [row]
    assert best(Wanted(text="绝对没有的字句"), day=DAY) == []
    assert best(Wanted(), day=DAY) == []


def test_an_item_taken_down_is_not_found_by_a_stale_index(
    published: Published, office: Office, home: Path
) -> None:
    row = published()
    refreshed(home)
    change = {"change_ground": "annulled", "changed_on": "2026-11-20", "note": "复议决定书"}
    perform(row.pk, "report_change", office.legal, change, at=at("2026-11-20", 12))
    reason = {"removal_reason": "行政复议撤销了原决定。"}
    perform(row.pk, "take_down", office.officer, reason, at=at("2026-11-20", 13))
    index = sources.index_of(home, DISCLOSURES.key)
    assert len(index.search(Question(WORDS))) == 1
    assert best(Wanted(text=WORDS), day=DAY) == []
    assert refreshed(home) == 1
    assert index.search(Question(WORDS)) == []


def test_an_item_is_not_found_after_its_last_day(published: Published, home: Path) -> None:
    row = published()
    refreshed(home)
    assert row.until is not None
    assert best(Wanted(text=WORDS), day=row.until) == [row]
    assert best(Wanted(text=WORDS), day=row.until.replace(day=row.until.day + 1)) == []


@pytest.mark.parametrize(
    ("wanted", "count"),
    [
        (Wanted(text=WORDS, region="150200"), 1),
        (Wanted(text=WORDS, region="150200", own_level=True), 0),
        (Wanted(text=WORDS, region="nowhere"), 0),
        (Wanted(text=WORDS, kind="test_ruling"), 1),
        (Wanted(text=WORDS, kind="other"), 0),
        (Wanted(text=WORDS, until=date(2026, 11, 9)), 0),
    ],
    ids=["region", "own-level", "unknown-region", "kind", "other-kind", "earlier"],
)
def test_the_visitors_filters_hold(published: Published, home: Path, wanted: Wanted, count: int) -> None:
    published()
    refreshed(home)
    assert len(best(wanted, day=DAY)) == count


def test_a_draft_is_not_in_the_index_and_nothing_hidden_is(
    ruled: Published, published: Published, home: Path
) -> None:
    shown = published()
    ruled()
    assert refreshed(home) == 1
    index = sources.index_of(home, DISCLOSURES.key)
    assert [hit.shown["id"] for hit in index.search(Question(WORDS, limit=50))] == [str(shown.pk)]
    for raw in RAW[:5]:
        assert best(Wanted(text=raw), day=DAY) == []


def test_only_new_items_are_made(published: Published, home: Path) -> None:
    published()
    published()
    assert refreshed(home) == 2
    assert refreshed(home) == 0
    published()
    assert refreshed(home) == 1
