"""Word, plain text and PDF: what official pages offer, and what is broken."""

import io
import time
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from docx import Document

from fazhi.law import cite
from fazhi.law.services.import_folder import import_folder
from fazhi.law.services.read_document import read_document
from fazhi.law.services.source import Rejected, SourceEdition
from tests.law.conftest import AT, TODAY

LINES = [
    "虚构市养犬管理条例",
    "（2020年3月5日虚构市第十届人民代表大会常务委员会第三次会议通过　根据2023年6月1日虚构市第十一届人民代表大会常务委员会第二次会议《关于修改〈虚构市养犬管理条例〉的决定》修正）",
    "目　　录",
    "第一章　总　　则",
    "第二章　附　　则",
    "第一章　总　　则",
    "第一条　为了规范养犬行为，制定本条例。",
    "第二条　养犬人不得有下列行为：",
    "（一）遗弃犬只；",
    "（二）虐待犬只。",
    "违反第一条规定的，依法处理。",
    "第二章　附　　则",
    "第三条　本条例自2020年7月1日起施行。",
]


def _taken(raw: bytes, name: str) -> SourceEdition:
    made = read_document(Path(name), raw, name)
    assert isinstance(made, SourceEdition), made
    return made


def _why(raw: bytes, name: str) -> str:
    made = read_document(Path(name), raw, name)
    assert isinstance(made, Rejected)
    return made.why


def _docx(lines: list[str]) -> bytes:
    document = Document()
    for line in lines:
        document.add_paragraph(line)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _is_the_law(made: SourceEdition) -> None:
    assert made.title == "虚构市养犬管理条例"
    assert made.adopted_on == date(2023, 6, 1)
    assert (made.claims.is_amended, made.claims.clause.day) == (True, date(2020, 7, 1))
    assert [(a.number, a.chapter) for a in made.articles] == [
        ("1", "第一章 总则"),
        ("2", "第一章 总则"),
        ("3", "第二章 附则"),
    ]
    assert (
        made.articles[1].text
        == "养犬人不得有下列行为：\n（一）遗弃犬只；\n（二）虐待犬只。\n违反第一条规定的，依法处理。"
    )


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16"])
@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["lf", "crlf"])
def test_plain_text_in_every_encoding(encoding: str, end: str) -> None:
    _is_the_law(_taken(end.join(LINES).encode(encoding), "养犬.txt"))


def test_word() -> None:
    _is_the_law(_taken(_docx(LINES), "养犬.docx"))


def test_word_with_a_table() -> None:
    document = Document(io.BytesIO(_docx([*LINES, "附表"])))
    table = document.add_table(rows=1, cols=2)
    table.cell(0, 0).text, table.cell(0, 1).text = "犬种", "体高"
    out = io.BytesIO()
    document.save(out)
    made = _taken(out.getvalue(), "养犬.docx")
    assert made.articles[-1].number == "annex"
    assert made.articles[-1].text.endswith("犬种 | 体高")


def test_without_spaces_after_the_number() -> None:
    tight = [line.replace("条　", "条") for line in LINES]
    made = _taken("\n".join(tight).encode(), "养犬.txt")
    assert [a.number for a in made.articles] == ["1", "2", "3"]


def _zip(inside: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        made.writestr(inside, "<x")
    return out.getvalue()


@pytest.mark.parametrize(
    ("raw", "name", "why"),
    [
        (b"PK\x03\x04 broken", "a.docx", "不是完好的 Word 文件"),
        (b"", "a.docx", "不是完好的 Word 文件"),
        (_zip("word/document.xml"), "a.docx", "不是完好的 Word 文件"),
        (_zip("[Content_Types].xml"), "a.docx", "不是完好的 Word 文件"),
        (_docx(LINES)[:900], "a.docx", "不是完好的 Word 文件"),
        (_docx([]), "a.docx", "没有文字"),
        (b"%PDF-1.7 broken", "a.pdf", "不是完好的 PDF 文件"),
        (b"", "a.txt", "没有文字"),
        (b"\xff\x00\x81\xff\x00", "a.txt", "文字编码"),
        ("第一条 没有名称。".encode(), "a.txt", "名称"),
        ("某地通知\n正文没有日期。".encode(), "a.txt", "没有日期"),
        (b"x", "a.doc", "不认识的文件类型"),
    ],
    ids=["zip", "empty", "no-parts", "no-relations", "cut", "no-text", "pdf", "empty-text", "no-text-file", "no-title", "no-day", "kind"],
)  # fmt: skip
def test_refused_in_a_sentence(raw: bytes, name: str, why: str) -> None:
    assert why in _why(raw, name)


def test_pdf(tmp_path: Path) -> None:
    _is_the_law(_taken(_pdf(LINES), "养犬.pdf"))


def test_a_scanned_pdf() -> None:
    import pypdfium2

    document = pypdfium2.PdfDocument.new()
    document.new_page(200, 200)
    out = io.BytesIO()
    document.save(out)
    assert "扫描" in _why(out.getvalue(), "a.pdf")


def _pdf(lines: list[str]) -> bytes:
    import typst

    escaped = "\n\n".join(line.replace("〈", "〈").replace("*", "\\*") for line in lines)
    return bytes(
        typst.compile(
            f'#set page(width: 210mm)\n#set text(font: "Noto Sans SC", lang: "zh")\n{escaped}'.encode()
        )
    )


def test_text_without_an_end_is_read_in_time() -> None:
    raw = ("虚构长文规定(2020-01-01)\n" + "第" * 200_000 + "（" * 200_000 + "第一条" * 100_000).encode()
    started = time.process_time()
    read_document(Path("虚构长文规定(2020-01-01).txt"), raw, "长文")
    assert time.process_time() - started < 10


@pytest.mark.django_db
def test_a_single_file_is_in_the_library(write: Callable[[str, str], Path]) -> None:
    path = write("虚构市养犬管理条例.txt", "\n".join(LINES))
    report = import_folder(path, at=AT)
    assert (report.laws, report.articles) == (1, 3)
    found = cite.resolve("虚构市养犬管理条例#2(2)", on=TODAY)
    assert found is not None
    assert found.text == "（二）虐待犬只。"


def test_a_small_file_that_unpacks_to_a_huge_one_is_refused() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("word/document.xml", b" " * (65 * 2**20))
    assert "过大" in _why(out.getvalue(), "a.docx")
