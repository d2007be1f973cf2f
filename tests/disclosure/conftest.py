"""A board that publishes rulings, plugged in for these tests only, and the office of the engine's tests."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from fazhi.disclosure import kinds
from fazhi.disclosure.models import Publication
from fazhi.kernel.terms import TermBook
from fazhi.procedures import registry
from fazhi.procedures.engine import open_matter, perform
from fazhi.procedures.models import Matter
from tests.disclosure.board import content, effects, rules
from tests.procedures.conftest import Office, at, office

__all__ = ["office"]


@pytest.fixture(autouse=True)
def board() -> Iterator[None]:
    registry.plug(
        registry.Domain(
            name="board",
            folder=Path(__file__).parent / "board",
            terms=TermBook(),
            rules=rules,
            effects=effects,
            facts={},
        )
    )
    kinds.register("test_ruling", title="试验决定", build=content.build)
    yield
    registry._domains.pop("board")
    registry.reset()
    kinds._kinds.pop("test_ruling")
    content.drafts.clear()


@pytest.fixture
def ruled(office: Office) -> Callable[..., Publication]:
    """Decide a ruling on a day, and give its publication, in drafting."""

    def rule(decided_on: str = "2026-11-06", **changes: object) -> Publication:
        parent = open_matter("board.ruling", office.officer, {"subject": "样例"}, at=at(decided_on)).matter
        if changes:
            content.lay_down(parent.pk, **changes)
        perform(parent.pk, "decide", office.head, {"told_on": decided_on}, at=at(decided_on))
        return Publication.objects.get(matter=Matter.objects.get(parent=parent))

    return rule


@pytest.fixture
def published(office: Office, ruled: Callable[..., Publication]) -> Callable[..., Publication]:
    """Take a ruling up to its publication."""

    def show(on: str = "2026-11-10", decided_on: str = "2026-11-06", **changes: object) -> Publication:
        row = ruled(decided_on, **changes)
        perform(row.pk, "submit", office.officer, {}, at=at(on))
        row.refresh_from_db()
        perform(row.pk, "publish", office.legal, {"draft_digest": row.draft_digest}, at=at(on, 11))
        row.refresh_from_db()
        return row

    return show
