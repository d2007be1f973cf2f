"""What an amendment touches, down to the file and line."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from fazhi.law import library
from fazhi.law.errors import NoSuchEdition
from fazhi.law.library import LawFacts
from fazhi.law.services.cross_cite import cross_cite
from fazhi.law.vocabulary import Change
from fazhi.procedures import registry
from fazhi.shell.commands import law as command
from fazhi.shell.law.impact import Impact, Touch, Touched, impact, step
from tests.shell.law.conftest import AT, TODAY

ERRAND = Path(__file__).parents[2] / "sample" / "procedures" / "errand.yaml"


@pytest.fixture
def found(law: LawFacts) -> Impact:
    return impact(law, *step(law, "2019-03-01"), on=TODAY)


def of_article(found: Impact, number: str, kind: str) -> list[Touched]:
    return [t for t in found.touched if t.kind == kind and t.place.ref.number == number]


def test_the_editions_are_named_by_their_days(law: LawFacts) -> None:
    old, new = step(law, "2019-03-01")
    assert (old.adopted_on.year, new.adopted_on.year) == (2019, 2026)
    # The newest edition named alone is the amendment that is asked about.
    assert step(law, "2026-09-01") == (old, new)
    assert step(law, "2019-03-01", "2026-09-01") == (old, new)
    with pytest.raises(NoSuchEdition, match="2026-09-01"):
        step(law, "2020-01-01")
    other = library.current().law("测试办法")
    assert other is not None
    with pytest.raises(NoSuchEdition):
        step(other, "2020-03-01")


def test_each_change_is_told(found: Impact) -> None:
    told = {(one.pair.old.number if one.pair.old else "", one.pair.change) for one in found.amended}
    assert {
        ("3", Change.CHANGED),
        ("4", Change.RENUMBERED),
        ("5", Change.RENUMBERED),
        ("6", Change.RENUMBERED),
        ("7", Change.RENUMBERED),
        ("8", Change.REMOVED),
        ("9", Change.REMOVED),
        ("", Change.ADDED),
    } <= told
    assert not {number for number, _ in told} & {"1", "2"}


def test_a_definition_is_named_with_file_line_and_both_texts(found: Impact) -> None:
    clock = next(t for t in of_article(found, "3", "procedure") if t.place.name.endswith("期限“办结”"))
    lines = ERRAND.read_text(encoding="utf-8").split("\n")
    assert clock.place.file == "tests/sample/procedures/errand.yaml"
    assert 'basis: "#3"' in lines[clock.place.line - 1]
    assert (clock.touch, "二十日" in clock.old_text, "十五日" in clock.new_text) == (
        Touch.CHANGED,
        True,
        True,
    )


def test_what_moved_says_where_it_is_now(found: Impact) -> None:
    moved = of_article(found, "6", "procedure")
    assert moved
    assert {(t.touch, t.now_at) for t in moved} == {(Touch.MOVED, "7")}
    gone = of_article(found, "8", "procedure")
    assert {t.touch for t in gone} == {Touch.CHANGED}, "another rule now bears that number"


def test_what_was_dropped_is_gone(found: Impact) -> None:
    stages = of_article(found, "9", "procedure")
    assert stages
    assert {(t.touch, t.now_at, t.new_text) for t in stages} == {(Touch.GONE, "", "")}
    assert of_article(found, "9", "term"), "the book of terms rests on it too"


def test_an_overlay_of_this_installation_is_found(law: LawFacts) -> None:
    folder = Path(settings.FAZHI_HOME) / "overlays"
    folder.mkdir(exist_ok=True)
    file = folder / "impact.yaml"
    file.write_text(
        "overlay: sample.errand\napplies: {organ: 测局}\nbasis: 《测试法》第五条\nchanges:\n"
        '  clocks: {finish: {length: 15, basis: "#3"}}\n',
        encoding="utf-8",
    )
    try:
        found = impact(law, *step(law, "2019-03-01"), on=TODAY)
    finally:
        file.unlink()
        registry.reset()
    told = {(t.place.ref.number, t.place.file, t.place.line) for t in found.touched if t.kind == "overlay"}
    assert told == {("5", file.as_posix(), 3), ("3", file.as_posix(), 5)}


def test_other_laws_that_cite_it_are_found_once_they_were_read(law: LawFacts, found: Impact) -> None:
    assert not [t for t in found.touched if t.kind == "law"]
    cross_cite(at=AT)
    after = impact(law, *step(law, "2019-03-01"), on=TODAY)
    cited = [t for t in after.touched if t.kind == "law"]
    assert [(t.place.name, str(t.place.ref), t.touch) for t in cited] == [
        ("《测试办法》第二条", "测试法#6.1", Touch.MOVED)
    ]
    assert [t.place.name for t in after.whole if t.kind == "law"] == ["《测试办法》第一条"]


def test_the_command_tells_it_in_words_and_as_json(law: LawFacts, capsys: pytest.CaptureFixture[str]) -> None:
    def run(**more: Any) -> str:
        from argparse import Namespace

        asked = {"law": "测试法", "start": "2019-03-01", "end": "", "all": False, "json": False} | more
        assert command._impact(Namespace(**asked)) == 0
        return capsys.readouterr().out

    words = run()
    assert "自2027-01-01起施行" in words
    assert "第三条　修改" in words
    assert "errand.yaml:" in words
    assert "所引之处已不存在" in words
    told = json.loads(run(json=True))
    assert (told["old"], told["new"], told["counts"]["removed"]) == ("2019-03-01", "2026-09-01", 2)
    assert any(place["touch"] == "moved" for one in told["articles"] for place in one["places"])
    assert len(run(all=True)) > len(words)
