"""`fazhi law cite`."""

import json
from pathlib import Path

import pytest

from fazhi.config import command

pytestmark = pytest.mark.usefixtures("db", "shelf")

TEXT = "依照《虚构测试法》第二条之一和第九条。\n"


def test_lines_of_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    place = tmp_path / "稿.txt"
    place.write_bytes(TEXT.encode("gb18030"))
    assert command.main(["law", "cite", str(place), "--json"]) == 0
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [(one["article"], one["status"]) for one in lines] == [("2-1", "ok"), ("9", "no_such_article")]


def test_a_day_and_an_own_law(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    place = tmp_path / "稿.txt"
    place.write_text("依照本法第三条", encoding="utf-8")
    asked = ["law", "cite", str(place), "--json", "--on", "2020-01-01", "--of", "虚构测试法"]
    assert command.main(asked) == 0
    one = json.loads(capsys.readouterr().out)
    assert (one["edition"], one["status"], one["current"]["article"]) == ("2019-03-01", "amended_since", "4")


def test_in_words(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    place = tmp_path / "稿.txt"
    place.write_text(TEXT + "《虚构测试法》第四条规定：“测试单位应当在十日以内答复”", encoding="utf-8")
    assert command.main(["law", "cite", str(place)]) == 0
    said = capsys.readouterr().out
    assert "该法没有此条" in said
    assert "共3处引用：引用无误2处，该法没有此条1处。引文与条文不一致1处。" in said


def test_what_cannot_be_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    place = tmp_path / "稿.docx"
    place.write_bytes(b"PK\x03\x04\x00")
    assert command.main(["law", "cite", str(place)]) == 1
    assert "不是文本文件" in capsys.readouterr().err
