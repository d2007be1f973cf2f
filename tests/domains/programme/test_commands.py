"""`fazhi plan read` and `fazhi report read`."""

import json
from pathlib import Path

import pytest

from fazhi.config.command import main

PLAN = (
    "西山县2024年法治政府建设要点\n1.规范执法。年内评查案卷100卷。（牵头单位：县司法局；责任单住：各乡镇）\n"
)
REPORT = "西山县2024年法治政府建设报告\n承办建议11件，其中主办9件、协办3件。\n"


def test_a_plan_is_shown_and_given_as_data(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "计划.txt").write_text(PLAN, encoding="gb18030")
    assert main(["plan", "read", str(tmp_path / "计划.txt")]) == 0
    shown = capsys.readouterr().out
    assert "1. 规范执法" in shown
    assert "牵头：县司法局；责任：各乡镇；时限：年内" in shown
    assert "“责任单住”疑为错字" in shown
    assert main(["plan", "read", str(tmp_path / "计划.txt"), "--json"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert list(data) == ["title", "doc_no", "index_no", "issuer", "written_on", "tasks", "faults"]
    assert list(data["tasks"][0]) == [
        "no",
        "section",
        "title",
        "text",
        "lead",
        "responsible",
        "deadline",
        "target",
        "start",
        "end",
    ]


def test_a_report_is_shown_and_given_as_data(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "报告.txt").write_text(REPORT, encoding="utf-8")
    assert main(["report", "read", str(tmp_path / "报告.txt"), "--text", str(tmp_path / "文字.txt")]) == 0
    assert "9＋3＝12，与所列11不符，相差1" in capsys.readouterr().out
    assert (tmp_path / "文字.txt").read_text(encoding="utf-8") == REPORT
    assert main(["report", "read", str(tmp_path / "报告.txt"), "--json"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert list(data) == ["title", "organ", "year", "figures", "relations", "faults"]
    (relation,) = (r for r in data["relations"] if r["kind"] == "sum")
    assert (relation["figures"], relation["stated"], relation["computed"], relation["holds"]) == (
        [0, 1, 2],
        "11",
        "12",
        False,
    )


@pytest.mark.parametrize("noun", ["plan", "report"])
def test_what_cannot_be_read_is_said(noun: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([noun, "read", str(tmp_path / "无.docx")]) == 1
    assert capsys.readouterr().err == "没有找到文件“无.docx”。\n"
