"""Plugged sources: an index follows its rows, changing only what differs, and is told of by the commands."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from fazhi.kernel.ids import new_id
from fazhi.search import sources
from fazhi.search.index import Collection, Entry, Field, Question
from fazhi.search.sources import Source, index_of, number_of

pytestmark = pytest.mark.once
NOTES = Collection("notes", "便条", fields=(Field("text"),))


@dataclass
class Drawer:
    """Notes by id, and which of them were asked for."""

    notes: dict[UUID, str] = field(default_factory=dict)
    asked: list[list[UUID] | None] = field(default_factory=list)
    manifests: int = 0

    def source(self) -> Source:
        return Source(
            NOTES, entries=self.entries, manifest=self.manifest, stamp=lambda: str(sorted(self.notes.items()))
        )

    def manifest(self) -> dict[UUID, str]:
        self.manifests += 1
        return dict(self.notes)

    def entries(self, ids: Sequence[UUID] | None) -> Iterator[Entry]:
        self.asked.append(None if ids is None else list(ids))
        for pk in self.notes if ids is None else ids:
            number = number_of(pk)
            yield Entry(number, {"text": self.notes[pk]}, group=number, shown={"id": str(pk)})


@pytest.fixture
def drawer(monkeypatch: pytest.MonkeyPatch) -> Drawer:
    """Ten notes, and no other source."""
    monkeypatch.setattr(sources, "_sources", {})
    drawer = Drawer({new_id(): f"第{n}张便条，写着借款" for n in range(10)})
    sources.plug(drawer.source())
    return drawer


def ids(home: Path, text: str) -> list[UUID]:
    return [UUID(hit.shown["id"]) for hit in sources.near(home, "notes", Question(text, limit=50))]


def test_only_what_differs_is_made_anew(drawer: Drawer, tmp_path: Path) -> None:
    assert sources.refresh_all(tmp_path) == {"便条": 10}
    changed, removed, *_ = drawer.notes
    drawer.notes[changed] = "房屋租赁"
    del drawer.notes[removed]
    drawer.notes[added := new_id()] = "蓝莓登记"
    assert sources.refresh_all(tmp_path) == {"便条": 3}
    assert drawer.asked[0] is None
    assert set(drawer.asked[1] or ()) == {changed, added}
    assert ids(tmp_path, "蓝莓") == [added]
    assert ids(tmp_path, "租赁") == [changed]
    assert set(ids(tmp_path, "借款")) == set(drawer.notes) - {changed, added}


def test_the_same_stamp_asks_for_nothing_else(drawer: Drawer, tmp_path: Path) -> None:
    sources.refresh_all(tmp_path)
    assert sources.refresh_all(tmp_path) == {"便条": 0}
    assert (drawer.manifests, drawer.asked) == (1, [None])


def test_what_only_leaves_leaves_the_index(drawer: Drawer, tmp_path: Path) -> None:
    sources.refresh_all(tmp_path)
    gone, *_ = drawer.notes
    del drawer.notes[gone]
    assert sources.refresh_all(tmp_path) == {"便条": 1}
    assert drawer.asked == [None]
    assert gone not in ids(tmp_path, "借款")


def test_a_row_that_came_after_the_manifest_waits_for_the_next_call(drawer: Drawer, tmp_path: Path) -> None:
    late = new_id()
    known = dict(drawer.notes)
    drawer.notes[late] = "借款"
    source = drawer.source()
    early = Source(NOTES, entries=source.entries, manifest=lambda: known, stamp=lambda: "early")
    index = index_of(tmp_path, "notes")
    assert sources.rebuild(early, index) == 10
    assert sources.refresh(source, index) == 1
    assert late in ids(tmp_path, "借款")


def test_without_an_index_nothing_is_near(drawer: Drawer, tmp_path: Path) -> None:
    assert ids(tmp_path, "借款") == []
    with pytest.raises(KeyError):
        index_of(tmp_path, "unknown")


def test_numbers_of_ids_are_positive_and_of_63_bits() -> None:
    numbers = {number_of(new_id()) for _ in range(2000)}
    assert len(numbers) == 2000
    assert all(0 < number < 2**63 for number in numbers)


@pytest.mark.parametrize(
    ("text", "holds"),
    [("过期食品一批", True), ("食品", False), ("", False), ("销售过期的食品", True)],
    ids=["most", "little", "nothing", "apart"],
)
def test_half_of_the_pairs(text: str, holds: bool) -> None:
    assert sources.holds_half(text, "过期食品") is holds
    assert not sources.holds_half(text, "")


def test_a_long_number_stands_there_whole() -> None:
    assert sources.holds_half("电话13800138000", "13800138000")
    assert not sources.holds_half("电话13800138001", "13800138000")


@pytest.mark.django_db
def test_the_commands_go_over_every_source(
    drawer: Drawer, tmp_path: Path, settings: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    from fazhi.config.command import _parser

    def run(verb: str) -> tuple[int, str]:
        args = _parser("search").parse_args(["search", verb])
        return int(args.run(args) or 0), capsys.readouterr().out

    settings.FAZHI_HOME = tmp_path
    assert run("status") == (1, "法规库：尚未建立索引。\n便条：尚未建立索引。\n")
    assert "便条：更新10条。" in run("refresh")[1]
    assert "便条：没有变化。" in run("refresh")[1]
    drawer.notes[new_id()] = "新的"
    assert "便条：10条" in (told := run("status")[1])
    assert "数据库已有变化" in told
    assert "便条：重建11条" in run("rebuild")[1]
    code, told = run("status")
    assert code == 0
    assert "便条：11条" in told
    assert told.count("一致") == 2
