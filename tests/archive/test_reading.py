"""Text out of documents: what stands in them, and in words what cannot be read."""

import io
import zipfile
from pathlib import Path
from typing import Any

import docx
import pylopdf_fonts_zh_cn
import pypdfium2
import pytest
import typst

from fazhi.archive.reading import CELL, DITTO, BlockKind, read_text
from fazhi.kernel.errors import BrokenFile
from tests.archive import samples


def word(fill: Any) -> bytes:
    document = docx.Document()
    fill(document)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def printed(body: str) -> bytes:
    """A PDF with a text layer."""
    fonts = typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[str(Path(pylopdf_fonts_zh_cn.__file__).parent)],
    )
    drawn = typst.compile(body.encode(), font_paths=fonts, format="pdf")
    assert isinstance(drawn, bytes)
    return drawn


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16"])
def test_plain_text_in_every_usual_encoding(encoding: str) -> None:
    text = "法治政府建设报告\n全年受理案件１２０件，办结率98％。\n"
    read = read_text(text.encode(encoding), "报告.txt")
    assert (read.text, read.kind) == (text, "txt")
    assert [read.text[b.start : b.end] for b in read.blocks] == text.splitlines()


def test_plain_text_keeps_its_line_breaks() -> None:
    read = read_text("甲\r\n乙\r\n".encode(), "a.txt")
    assert read.text == "甲\r\n乙\r\n"
    assert [read.text[b.start : b.end] for b in read.blocks] == ["甲", "乙"]


def test_a_path_is_read_like_bytes(tmp_path: Path) -> None:
    (tmp_path / "计划.txt").write_text("计划", encoding="utf-8")
    assert read_text(tmp_path / "计划.txt").text == "计划"


def test_word_keeps_tables_row_by_row() -> None:
    def fill(document: Any) -> None:
        document.add_paragraph("任务表")
        table = document.add_table(3, 2)
        for n, row in enumerate([("任务", "单位"), ("清理文件", "区司法局\n区发改委"), ("", "区商务局")]):
            for cell, text in zip(table.rows[n].cells, row, strict=True):
                cell.text = text
        table.cell(1, 0).merge(table.cell(2, 0))
        document.add_paragraph("完")

    read = read_text(word(fill), "任务.docx")
    assert read.text.split("\n") == [
        "任务表",
        f"任务{CELL}单位",
        f"清理文件{CELL}区司法局 区发改委",
        f"{DITTO}{CELL}区商务局",
        "完",
    ]
    assert list(read.rows())[1] == ("清理文件", "区司法局 区发改委")
    assert [b.kind for b in read.blocks] == [BlockKind.PARAGRAPH, *[BlockKind.ROW] * 3, BlockKind.PARAGRAPH]


def test_a_table_of_one_cell_is_a_frame() -> None:
    def fill(document: Any) -> None:
        cell = document.add_table(1, 1).cell(0, 0)
        cell.text = "第一段"
        cell.add_paragraph("第二段")

    assert read_text(word(fill), "a.docx").text == "第一段\n第二段"


def test_word_counts_its_own_lists() -> None:
    def fill(document: Any) -> None:
        for text in ("健全制度", "完善机制"):
            document.add_paragraph(text, style="List Number")

    assert read_text(word(fill), "a.docx").text == "1.健全制度\n2.完善机制"


BODY = (
    '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
    "<w:p><w:r><w:t>受理</w:t></w:r><w:del><w:r><w:delText>99</w:delText></w:r></w:del>"
    "<w:ins><w:r><w:t>120</w:t></w:r></w:ins><w:r><w:t>件</w:t><w:br/><w:t>完</w:t></w:r></w:p>"
    "</w:body></w:document>"
)


def raw_word(body: str) -> bytes:
    kind = "openxmlformats-officedocument.wordprocessingml.document.main+xml"
    types = f'<Types><Override PartName="/word/document.xml" ContentType="application/vnd.{kind}"/></Types>'
    return samples.zipped(**{"[Content_Types].xml": types.encode(), "word/document.xml": body.encode()})


def test_what_is_struck_out_is_not_read() -> None:
    assert read_text(raw_word(BODY), "a.docx").text == "受理120件\n完"


def test_entities_are_not_followed(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("机密", encoding="utf-8")
    body = f'<!DOCTYPE w [<!ENTITY x SYSTEM "{secret.as_uri()}">]>' + BODY.replace("受理", "受理&x;")
    assert "机密" not in read_text(raw_word(body), "a.docx").text


def test_pdf_lines_become_paragraphs_again() -> None:
    sentence = (
        "全年共受理行政复议案件一百二十件，审结一百一十八件，审结率为百分之九十八点三，其中维持一百件。"
    )
    body = f'#set page(width: 12cm, height: 16cm, footer: context align(center)[— #counter(page).display() —])\n#set text(font: "FandolSong", size: 11pt)\n法治政府建设报告\n\n{sentence}\n\n一、主要做法\n\n{sentence}#pagebreak()\n完'
    read = read_text(printed(body), "报告.pdf")
    assert read.pages == 2
    assert read.text.split("\n") == ["法治政府建设报告", sentence, "一、主要做法", sentence, "完"]


def test_a_scan_without_text_is_refused() -> None:
    scan = pypdfium2.PdfDocument.new()
    scan.new_page(595, 842)
    out = io.BytesIO()
    scan.save(out)
    with pytest.raises(BrokenFile, match="没有文字层"):
        read_text(out.getvalue(), "扫描.pdf")


@pytest.mark.parametrize(
    ("content", "name", "said"),
    [
        (b"", "a.txt", "是空的"),
        (b" \n \n", "a.txt", "是空的"),
        (samples.png(), "a.png", "图片"),
        (samples.excel(), "a.xlsx", "只读文字文档"),
        (b"%PDF-1.7\nnothing", "a.pdf", "不完整"),
        (samples.pdf(), "a.pdf", "已损坏|没有文字层"),
        (samples.word()[:400], "a.docx", "损坏"),
        (raw_word("<w:document"), "a.docx", "已损坏"),
        (raw_word(BODY.replace("w:body", "w:other")), "a.docx", "缺少正文"),
        (b"{\\rtf1 x}", "a.rtf", "RTF"),
        ("<html><body>120件</body></html>".encode(), "a.html", "网页"),
        (bytes(range(256)) * 8, "a.bin", "不是文字文档"),
        (b"\xff\xfe\x00", "a.txt", "UTF-16"),
    ],
)
def test_what_cannot_be_read_is_said_in_a_sentence(content: bytes, name: str, said: str) -> None:
    with pytest.raises(BrokenFile, match=said) as refused:
        read_text(content, name)
    assert refused.value.sentence.endswith("。")


def test_missing_files_and_folders(tmp_path: Path) -> None:
    with pytest.raises(BrokenFile, match="没有找到文件"):
        read_text(tmp_path / "无.txt")
    with pytest.raises(BrokenFile, match="文件夹"):
        read_text(tmp_path)


def test_a_large_file_of_pictures_is_read_for_its_words() -> None:
    out = io.BytesIO(word(lambda document: document.add_paragraph("全年受理120件。")))
    with zipfile.ZipFile(out, "a", zipfile.ZIP_STORED) as box:
        box.writestr("word/media/photo.jpg", b"\xff\xd8" + b"\x00" * (40 * 1024 * 1024))
    assert read_text(out.getvalue(), "大.docx").text == "全年受理120件。"
