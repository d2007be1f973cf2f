"""Matters found through the index: best first, never more than the actor sees, the same as ever without an index."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from fazhi.people.actors import SYSTEM, Actor
from fazhi.procedures import searching
from fazhi.procedures.engine import open_matter, perform
from fazhi.procedures.models import Matter
from fazhi.procedures.searching import MATTERS, found, scopes_of
from fazhi.procedures.selectors import visible
from fazhi.search import sources
from fazhi.search.index import Question
from tests.procedures.conftest import Office, at

pytestmark = pytest.mark.django_db
FILTER = {"state": ("open", "closed")}


@pytest.fixture(autouse=True)
def home(tmp_path: Path, settings: Any) -> Path:
    settings.FAZHI_HOME = tmp_path
    return tmp_path


def opened(office: Office, subject: str) -> Matter:
    matter = open_matter("sample.errand", office.officer, {"subject": subject}, at=at("2026-03-02")).matter
    Matter.objects.filter(pk=matter.pk).update(title=subject)
    return matter


def refreshed(home: Path) -> int:
    return sources.refresh_all(home)[MATTERS.title]


def everybody(office: Office) -> list[Actor]:
    seen = [
        office.officer, office.colleague, office.head, office.legal, office.clerk_of_other_unit, office.stranger,
        office.supervisor,
    ]  # fmt: skip
    return [
        *seen,
        SYSTEM,
        replace(office.officer, post="admin"),
        replace(office.officer, post_id=None, post=""),
    ]


def test_without_an_index_the_newest_that_hold_the_words(office: Office) -> None:
    first, second = opened(office, "销售过期食品"), opened(office, "又一批过期食品")
    assert found(office.officer, "过期食品") == [second, first]
    assert found(office.officer, "食品过期") == []


def test_with_an_index_the_best_first_and_near_ones_too(office: Office, home: Path) -> None:
    best = opened(office, "过期食品")
    long = opened(office, "在某地某店某处销售某种标签不全并且已经过期食品一批的行为")
    apart = opened(office, "销售过期的食品")
    opened(office, "占道经营")
    assert refreshed(home) == 4
    assert found(office.officer, "过期食品") == [best, long, apart]
    assert found(office.officer, "过期食品", most=1) == [best]
    assert found(office.officer, "绝对没有的字句") == []


def test_nobody_finds_what_he_does_not_see(office: Office, home: Path) -> None:
    opened(office, "销售过期食品")
    refreshed(home)
    for actor in (office.stranger, office.clerk_of_other_unit, replace(office.officer, post="admin")):
        assert found(actor, "过期食品") == []
        assert found(actor, "过期的食品") == []
    assert len(found(office.head, "过期的食品")) == 1


def test_an_index_with_the_wrong_marks_widens_nothing(
    office: Office, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened(office, "销售过期食品")
    monkeypatch.setattr(searching, "_scopes", lambda row: ("nobody",))
    refreshed(home)
    index = sources.index_of(home, MATTERS.key)
    assert len(index.search(Question("过期食品", scopes=scopes_of(office.stranger)))) == 1
    assert found(office.stranger, "过期食品") == []


def test_the_marks_say_what_visible_says(office: Office, home: Path) -> None:
    first = opened(office, "第一件")
    opened(office, "第二件")
    runner = {"runner": str(office.officer.person_id), "second": str(office.clerk_of_other_unit.person_id)}
    perform(first.pk, "accept", office.head, runner, at=at("2026-03-03"))
    refreshed(home)
    index = sources.index_of(home, MATTERS.key)
    seen = []
    for actor in everybody(office):
        hits = index.search(Question("", filters=FILTER, scopes=scopes_of(actor), limit=100))
        marked = {hit.shown["id"] for hit in hits}
        assert marked == {str(pk) for pk in visible(actor).values_list("pk", flat=True)}, actor
        seen.append(len(marked))
    assert {0, 1, 2} <= set(seen)


def test_a_stale_index_finds_by_the_rows_as_they_are(office: Office, home: Path) -> None:
    row = opened(office, "销售过期食品")
    refreshed(home)
    Matter.objects.filter(pk=row.pk).update(title="占道经营")
    assert found(office.officer, "过期食品") == []
    new = opened(office, "过期食品")
    assert found(office.officer, "过期食品") == [new]


def test_only_matters_with_new_events_are_made_anew(office: Office, home: Path) -> None:
    rows = [opened(office, f"第{n}件") for n in range(4)]
    assert refreshed(home) == 4
    assert refreshed(home) == 0
    runner = {"runner": str(office.officer.person_id), "second": str(office.colleague.person_id)}
    perform(rows[0].pk, "accept", office.head, runner, at=at("2026-03-03"))
    assert refreshed(home) == 1


@pytest.mark.parametrize("text", ["%", "_", "'; --", "《》", "a" * 3000, "\u200b"], ids=range(6))
def test_odd_words_do_no_harm(office: Office, home: Path, text: str) -> None:
    opened(office, "销售过期食品")
    refreshed(home)
    assert found(office.officer, text) == []
