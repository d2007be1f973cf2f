"""`fazhi law search` and `fazhi search`, as they are typed."""

import json
import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from fazhi.config.command import main
from fazhi.search.commands.search import answer_quickly
from fazhi.search.laws import law_index
from tests.law.conftest import TODAY
from tests.search.test_laws import home  # noqa: F401  (a fixture)


@pytest.fixture
def here(home: Path, settings: object) -> Path:  # noqa: F811
    """A home that the commands work in."""
    settings.FAZHI_HOME = home  # type: ignore[attr-defined]
    return home


def _run(*words: str) -> int:
    """Run a verb as Django has been set up for the tests."""
    from fazhi.config.command import _parser

    args = _parser(words[0]).parse_args(words)
    return int(args.run(args) or 0)


def test_a_question_and_its_answer(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert _run("law", "search", "测试应当", "公开", "--on", TODAY.isoformat()) == 0
    assert capsys.readouterr().out.startswith("1. 《虚构测试法》第二条　测试应当一律公开。")
    assert _run("law", "search", "绝对没有的字句甲乙丙") == 1
    assert "没有找到" in capsys.readouterr().err


def test_json(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert _run("law", "search", "虚构测试法第二条之一", "--json", "--facets", "--limit", "1") == 0
    told = json.loads(capsys.readouterr().out)
    assert told["hits"][0]["law"] == "中华人民共和国虚构测试法"
    assert told["hits"][0]["article"] == "2-1"
    assert told["hits"][0]["status"] == "in_force"
    assert set(told["facets"]) == {"level", "organ", "region", "year"}


def test_batch(here: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    asked = tmp_path / "asked.jsonl"
    asked.write_text('{"id": "a", "query": "测试公开"}\n\n{"id": 2, "query": ""}\n', encoding="utf-8")
    assert _run("law", "search", "--batch", str(asked), "--limit", "3") == 0
    first, second = (json.loads(line) for line in capsys.readouterr().out.splitlines())
    assert first["id"] == "a"
    assert first["hits"][0].keys() == {"law", "article", "score"}
    assert second == {"id": 2, "hits": []}


def test_like(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert _run("law", "search", "--like", "虚构测试法#2") == 0
    assert "《虚构市测试条例》第一条" in capsys.readouterr().out.splitlines()[0]


@pytest.mark.parametrize(
    ("given", "told"),
    [([], "请写出要找什么"), (["--like", "测试"], "--like"), (["--batch", "nothing.jsonl"], "不能读取")],
    ids=["nothing", "like", "batch"],
)
def test_what_cannot_be_done_is_said(here: Path, given: list[str], told: str) -> None:
    from fazhi.search.errors import UnreadableQuestion

    with pytest.raises(UnreadableQuestion, match=told):
        _run("law", "search", *given)


def test_a_line_that_is_no_question_is_named(here: Path, tmp_path: Path) -> None:
    from fazhi.search.errors import UnreadableQuestion

    asked = tmp_path / "asked.jsonl"
    asked.write_text('{"id": 1, "query": "x"}\n{"id": 2}\n', encoding="utf-8")
    with pytest.raises(UnreadableQuestion, match="第2行"):
        _run("law", "search", "--batch", str(asked))


def test_the_index_is_brought_in_step_before_an_answer(
    here: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    new = tmp_path / "虚构新法(2026-01-01).md"
    new.write_text(
        "# 虚构新法\n\n2026年1月1日 通过\n\n<!-- INFO END -->\n\n第一条 蓝莓必须登记。\n", encoding="utf-8"
    )
    assert _run("law", "import", str(new)) == 0
    assert _run("search", "status") == 0
    assert "与法规库一致" in capsys.readouterr().out
    assert _run("law", "search", "蓝莓登记") == 0
    assert "《虚构新法》第一条" in capsys.readouterr().out


def test_rebuild_refresh_status(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert _run("search", "rebuild") == 0
    assert _run("search", "refresh") == 0
    assert "没有变化" in capsys.readouterr().out
    (law_index(here).folder / "current").unlink()
    assert _run("search", "status") == 1


def test_quickly_only_when_the_index_is_of_the_librarys_last_import(
    home: Path,  # noqa: F811
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    import sqlite3

    index = law_index(home)
    state = index.state()
    assert state is not None
    base = tmp_path / "fazhi.sqlite3"
    with sqlite3.connect(base) as held:
        held.execute("CREATE TABLE law_libraryimport (id integer, stamp text)")
        held.execute("INSERT INTO law_libraryimport VALUES (1, ?)", [state.stamp.replace("-", "")])
    database = {"ENGINE": "django.db.backends.sqlite3", "NAME": base}
    assert answer_quickly(["测试公开"], home, database, TODAY) == 0
    assert "《虚构测试法》第二条" in capsys.readouterr().out
    assert answer_quickly([], home, database, TODAY) == 1
    assert "请写出要找什么" in capsys.readouterr().err
    with sqlite3.connect(base) as held:
        held.execute("INSERT INTO law_libraryimport VALUES (2, ?)", ["0" * 32])
    assert answer_quickly(["测试公开"], home, database, TODAY) is None
    assert answer_quickly(["测试公开"], home, {"ENGINE": "x.postgresql", "NAME": "x"}, TODAY) is None
    assert answer_quickly(["测试公开"], tmp_path / "empty", database, date(2026, 1, 1)) is None


def test_the_quick_way_loads_no_django() -> None:
    code = (
        "import sys; import fazhi.search.commands.search;"
        " sys.exit(any(name.partition('.')[0] in ('django', 'numpy', 'onnxruntime') for name in sys.modules))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=Path(__file__).parents[2], env=dict(os.environ), check=False
    )
    assert done.returncode == 0


def test_misuse() -> None:
    with pytest.raises(SystemExit):
        main(["law", "search", "x", "--limit", "0"])
