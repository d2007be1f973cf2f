"""`fazhi law`: answers, exit codes, reports."""

import argparse
from pathlib import Path

import pytest

from fazhi.law.commands import law
from fazhi.law.services.source import Report


def _run(*words: str) -> int:
    parser = argparse.ArgumentParser()
    law.build(parser.add_subparsers(dest="verb", required=True))
    args = parser.parse_args(words)
    return int(args.run(args))


def test_show(texts: Report, capsys: pytest.CaptureFixture[str]) -> None:
    assert _run("show", "虚构测试法#2.2(1)", "--on", "2020-01-01") == 0
    out = capsys.readouterr().out
    assert "《虚构测试法》第二条第二款第（一）项　现行有效" in out
    assert "（一）涉及秘密的；" in out
    assert _run("show", "没有的法#1") == 1
    assert "没有收入这部法规" in capsys.readouterr().err


def test_check(texts: Report, capsys: pytest.CaptureFixture[str]) -> None:
    assert _run("check", "虚构测试法#1", "《虚构测试法》第二条之一") == 0
    assert _run("check", "虚构测试法#1", "虚构测试法#99") == 1
    assert "《虚构测试法》第九十九条：该日有效的文本中没有此条" in capsys.readouterr().out


@pytest.mark.django_db
def test_import_reports_what_it_turned_away(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "坏的.md").write_text("没有题注", encoding="utf-8")
    assert _run("import", str(folder)) == 0
    out = capsys.readouterr().out
    assert "新增法规2部，文本3个，条文10条" in out
    assert "坏的.md：没有“<!-- INFO END -->”" in out
