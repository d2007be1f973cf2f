"""A file wants to stay under 300 lines and may not pass 500; a drawer without a name is a word that is missing."""

from pathlib import Path

from tests.house.sources import ROOT, files, named

MOST_LINES = 500
# A definition of a procedure is one statement of what the law says happens; it is read whole and cannot be split.
MOST_LINES_OF_A_DEFINITION = 900
DRAWERS = {"utils", "util", "helpers", "helper", "common", "misc", "tools", "lib"}
OURS = (".py", ".html", ".js", ".css", ".yaml", ".toml", ".sh")


def most_lines(path: Path) -> int:
    is_definition = path.suffix == ".yaml" and path.parent.name == "procedures"
    return MOST_LINES_OF_A_DEFINITION if is_definition else MOST_LINES


def test_no_file_passes_500_lines() -> None:
    long = {
        named(path): count
        for path in files(*OURS, under=ROOT)
        if (count := path.read_text(encoding="utf-8").count("\n")) > most_lines(path)
    }
    assert not long, f"Too long, split by meaning: {long}"


def test_there_are_no_drawers() -> None:
    drawers = [
        named(p)
        for p in files(".py", ".js", ".html", under=ROOT)
        if {p.stem.strip("_"), p.parent.name} & DRAWERS
    ]
    assert not drawers, f"Find the word for what these hold, and name the file by it: {drawers}"
