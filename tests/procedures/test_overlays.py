"""Overlays only tighten; each way of loosening is refused with the article."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from fazhi.kernel.errors import BadDefinition
from fazhi.procedures import editions, overlays, registry
from fazhi.procedures.definition import parse

DAY = date(2026, 3, 2)
LOOSER = {
    "longer duty": ({"clocks": {"finish": {"length": 11}}}, "由10日延长为11日"),
    "shorter window": ({"clocks": {"object": {"length": 4}}}, "缩短"),
    "another start": ({"clocks": {"finish": {"starts": ["tell"]}}}, "起算"),
    "another pause": (
        {"clocks": {"object": {"pauses": [{"from": "extend", "to": "finish", "basis": "none"}]}}},
        "扣除",
    ),
    "more people": ({"actions": {"tell": {"by": ["runner", "second"]}}}, "增加了可以办理的人"),
    "another way": ({"actions": {"tell": {"to": "closing"}}}, "起止阶段"),
    "another post": ({"roles": {"head": {"posts": ["organ_head", "officer"]}}}, "放宽了谁可以担任"),
    "no credential": ({"roles": {"runner": {"needs": "legal_profession"}}}, "放宽了谁可以担任"),
    "another condition": ({"stages": {"check": {"when": "has_been_told"}}}, "改变了进入"),
}


@pytest.mark.parametrize("name", LOOSER)
def test_loosening_is_refused_with_its_reason(name: str) -> None:
    changes, said = LOOSER[name]
    base = registry.definitions()["sample.errand"]
    merged = parse(overlays.merge(base.raw, changes))
    found = list(overlays.loosened(base, merged, registry.domain_of("sample.errand").terms, DAY))
    assert any(said in sentence for _, sentence in found), found


TIGHTER: list[dict[str, Any]] = [
    {"clocks": {"finish": {"length": 7}}},
    {"clocks": {"object": {"length": 8}}},
    {"actions": {"tell": {"guards": ["has_been_told"]}}},
    {"stages": {"check": {"when": ""}}},
    {"roles": {"head": {"posts": ["organ_head"]}}},
]


@pytest.mark.parametrize("changes", TIGHTER)
def test_tightening_is_taken(changes: dict[str, Any]) -> None:
    base = registry.definitions()["sample.errand"]
    merged = parse(overlays.merge(base.raw, changes))
    assert list(overlays.loosened(base, merged, registry.domain_of("sample.errand").terms, DAY)) == []


@pytest.fixture
def folder() -> Path:
    folder = Path(settings.FAZHI_HOME) / "overlays"
    folder.mkdir(exist_ok=True)
    yield folder
    for path in folder.glob("*.yaml"):
        path.unlink()


def write(folder: Path, length: int) -> None:
    (folder / "local.yaml").write_text(
        f"overlay: sample.errand\napplies: {{organ: 测局}}\nbasis: 《测试办法》第一条\n"
        f"changes:\n  clocks:\n    finish: {{length: {length}}}\n",
        encoding="utf-8",
    )


def test_it_holds_where_it_says_and_makes_an_edition_of_its_own(folder: Path) -> None:
    write(folder, 6)
    here = editions.current("sample.errand", "测局", "001001", DAY)
    elsewhere = editions.current("sample.errand", "旁局", "001001", DAY)
    assert (here.clocks["finish"].length, elsewhere.clocks["finish"].length) == (6, 0)
    assert here.digest != elsewhere.digest


def test_a_loosening_file_is_refused_by_name_and_line(folder: Path) -> None:
    write(folder, 30)
    found = overlays.faults(None, DAY)
    assert [(f.path.name, f.line) for f in found] == [("local.yaml", 6)]
    assert "《" in found[0].sentence or "测试法#3" in found[0].sentence
    with pytest.raises(BadDefinition):
        editions.current("sample.errand", "测局", "001001", DAY)
