"""`fazhi draft` from outside."""

import json
from pathlib import Path

import pytest
from docx import Document

from fazhi.config.command import main

DRAFT = "第一条 外地企业不得参加本县政府采购项目投标。\n第三条 本办法自发布之日起施行。"


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    place = tmp_path / "草案.txt"
    place.write_text(DRAFT, encoding="utf-8")
    return place


@pytest.mark.django_db
def test_review_as_json(draft: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["draft", "review", str(draft), "--json"]) == 0
    findings = json.loads(capsys.readouterr().out)["findings"]
    assert {"competition.exclude-outside-bidders", "numbering.skipped"} <= {one["rule"] for one in findings}
    for one in findings:
        assert DRAFT[one["start"] : one["end"]] == one["text"]


@pytest.mark.django_db
def test_review_for_people(draft: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["draft", "review", str(draft)]) == 0
    said = capsys.readouterr().out
    assert "公平竞争审查条例#9(3)" in said
    assert "由审核人判断" in said


@pytest.mark.django_db
def test_gbk_and_word_are_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "甲.txt").write_bytes(DRAFT.encode("gb18030"))
    document = Document()
    for line in DRAFT.split("\n"):
        document.add_paragraph(line)
    document.save(str(tmp_path / "乙.docx"))
    for name in ("甲.txt", "乙.docx"):
        assert main(["draft", "review", str(tmp_path / name), "--json"]) == 0
        assert "exclude-outside-bidders" in capsys.readouterr().out


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "content"), [("坏.docx", b"PK\x03\x04broken"), ("空.txt", b""), ("坏.pdf", b"%PDF-1.7\nbroken")]
)
def test_bad_files_are_one_sentence(
    name: str, content: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    place = tmp_path / name
    place.write_bytes(content)
    assert main(["draft", "review", str(place)]) == 1
    said = capsys.readouterr().err.strip()
    assert name in said
    assert said.endswith("。")
    assert "\n" not in said


@pytest.mark.django_db
def test_a_missing_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["draft", "structure", str(tmp_path / "无.txt")]) == 1
    assert "没有找到" in capsys.readouterr().err


def test_structure(draft: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["draft", "structure", str(draft), "--json"]) == 0
    nodes = json.loads(capsys.readouterr().out)["nodes"]
    assert [node["kind"] for node in nodes] == ["article", "paragraph", "article", "paragraph"]
    assert main(["draft", "structure", str(draft)]) == 0
    assert "第三条" in capsys.readouterr().out


def test_renumber(draft: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["draft", "renumber", str(draft)]) == 0
    assert "第二条 本办法" in capsys.readouterr().out


def test_compare(draft: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    later = tmp_path / "新.txt"
    later.write_text(DRAFT.replace("不得", "可以"), encoding="utf-8")
    assert main(["draft", "compare", str(draft), str(later), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["counts"]["changed"] == 1
    assert main(["draft", "compare", str(draft), str(later)]) == 0
    assert "[-不得-]" in capsys.readouterr().out
    out = tmp_path / "比对.docx"
    assert main(["draft", "compare", str(draft), str(later), "--docx", str(out)]) == 0
    assert Document(str(out)).paragraphs
    assert (
        main(["draft", "compare", str(draft), str(later), "--docx", str(tmp_path / "无" / "比对.docx")]) == 1
    )
    assert "不能写入" in capsys.readouterr().err
