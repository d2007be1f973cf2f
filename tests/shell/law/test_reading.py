"""Citations are found in files with the line on which they stand."""

from collections.abc import Callable
from pathlib import Path

import pytest

from fazhi.shell.law import reading
from fazhi.shell.law.reading import Kind


@pytest.fixture
def file(tmp_path: Path) -> Callable[[str, str], Path]:
    def put(name: str, text: str) -> Path:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path

    return put


def told(mentions: object) -> list[tuple[str, int, str, bool]]:
    return [(str(m.ref), m.line, ".".join(m.at), m.is_basis) for m in mentions]  # type: ignore[attr-defined]


def test_python_tells_bases_from_words(file: Callable[[str, str], Path]) -> None:
    path = file(
        "guard.py",
        '"""Room.\n\nBasis: 《甲法》第一条\n"""\n\ndef may(f):\n    """Whether.\n\n    Basis: 《甲法》第二条、第三条第一款\n'
        '    """\n    return "依照《乙法》第四条，不得《丙法》办理"\n',
    )
    assert told(reading.of_python(path)) == [
        ("甲法#1", 3, "", True),
        ("甲法#2", 9, "may", True),
        ("甲法#3.1", 9, "may", True),
        ("乙法#4", 11, "may", False),
    ]


def test_terms_are_told_by_their_section(file: Callable[[str, str], Path]) -> None:
    path = file(
        "terms.toml",
        '# 说明\n[[a.b]]\nlength = 1\nbasis = "《甲法》第一条"\n\n[[a.b]]\nlength = 2\nbasis = "《甲法》第二条"\n',
    )
    assert told(reading.of_terms(path)) == [("甲法#1", 2, "a.b", True), ("甲法#2", 6, "a.b", True)]


def test_yaml_gives_bare_articles_their_law(file: Callable[[str, str], Path]) -> None:
    path = file(
        "some.yaml",
        'law: 甲法\nactions:\n  go:\n    title: 走\n    basis: "#5 乙法#6.1"\n    help: 依《丙法》第七条告知\n'
        "rows:\n  - {basis: [《丁法》第八条, 《丁法》第九条]}\n",
    )
    assert told(reading.of_yaml(path, Kind.PROCEDURE)) == [
        ("甲法#5", 5, "actions.go", True),
        ("乙法#6.1", 5, "actions.go", True),
        ("丙法#7", 6, "actions.go.help", False),
        ("丁法#8", 8, "rows", True),
        ("丁法#9", 8, "rows", True),
    ]


def test_pages_name_articles_in_both_forms(file: Callable[[str, str], Path]) -> None:
    path = file(
        "page.html", '<a href="#top" style="color: #123">\n{% cite "甲法#60" %}\n依照《乙法》第四条\n'
    )
    assert told(reading.of_page(path)) == [("甲法#60", 2, "", False), ("乙法#4", 3, "", False)]


def test_the_house_itself_is_read() -> None:
    kinds = {kind: list(reading.mentions(kind)) for kind in Kind if kind is not Kind.OVERLAY}
    assert all(kinds[kind] for kind in (Kind.PROCEDURE, Kind.TERM, Kind.RULE, Kind.PAPER, Kind.CODE))
    clock = [m for m in kinds[Kind.PROCEDURE] if m.at == ("clocks", "decide") and "penalty.yaml" in m.file]
    assert [str(m.ref) for m in clock] == ["行政处罚法#60"]
    line = clock[0].path.read_text(encoding="utf-8").split("\n")[clock[0].line - 1]
    assert line.strip() == 'basis: "#60"'
