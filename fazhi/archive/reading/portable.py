"""The text layer of a PDF, its lines joined to paragraphs again."""

import re
import unicodedata
from collections import Counter
from pathlib import Path

from fazhi.archive.reading.extracted import BlockKind, Extracted, joined
from fazhi.kernel.errors import BrokenFile

_LEAST_PER_PAGE = 8
"""Characters a page, on average, below which a PDF is taken for a scan (stamps and page numbers have a few)."""
_FULL = 0.85
"""Share of the usual width from which a line is full, so that its sentence may run on in the next."""
_PAGE_NUMBER = re.compile(
    r"[\s\-–—－·.]*\d{1,4}[\s\-–—－·.]*(?:/\s*\d{1,4})?|第\s*\d+\s*页(?:\s*[,，/]?\s*共\s*\d+\s*页)?"
)
_STARTS = re.compile(
    r"\s*(?:[一二三四五六七八九十]{1,3}[、.．]|[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,3}[.．、](?!\d)|第[一二三四五六七八九十百]{1,4}[章节条]|附件)"
)
_ENDS = tuple("。！？!?：:")


def read(path: Path, name: str) -> Extracted:
    """The text of all pages. Raises BrokenFile for scans, passwords and broken files."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(path)
        try:
            pages = [_lines(document[number]) for number in range(len(document))]
        finally:
            document.close()
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise BrokenFile(f"PDF 文件“{name}”设有密码，请取消密码后再读。") from error
        raise BrokenFile(f"PDF 文件“{name}”已损坏，无法打开，请重新导出。") from error
    characters = "".join("".join(lines) for lines in pages)
    visible = sum(not c.isspace() for c in characters)
    if not pages or visible < _LEAST_PER_PAGE * len(pages):
        raise BrokenFile(
            f"PDF 文件“{name}”没有文字层，是扫描件或者图片。请先作文字识别（OCR），或者改用文档的电子原件。"
        )
    strange = sum(unicodedata.category(c) in {"Co", "Cn", "Cs"} or c == "\ufffd" for c in characters)
    if strange * 10 > visible * 3:
        raise BrokenFile(f"PDF 文件“{name}”的文字没有可用的编码，取出的是乱码。请改用 docx 或者重新导出。")
    return joined(
        name, "pdf", ((BlockKind.PARAGRAPH, text) for text in _paragraphs(_bare(pages))), len(pages)
    )


def _lines(page: "pypdfium2.PdfPage") -> list[str]:  # type: ignore[name-defined]  # noqa: F821
    layer = page.get_textpage()
    try:
        text = layer.get_text_range()
    finally:
        layer.close()
        page.close()
    # U+FFFE is pdfium's word for a hyphen at the end of a line.
    return [line.strip("\r\x00 \u3000") for line in text.replace("\ufffe", "").split("\n")]


def _bare(pages: list[list[str]]) -> list[str]:
    """All lines in order, without page numbers and without heads and feet that stand on most pages."""
    pages = [[line for line in page if line] for page in pages]
    edges: Counter[str] = Counter()
    for page in pages:
        edges.update({re.sub(r"\d+", "#", line) for line in (page[:1] + page[-1:])})
    often = {line for line, count in edges.items() if count >= 3 and count * 2 > len(pages)}
    kept: list[str] = []
    for page in pages:
        last = len(page) - 1
        kept += [
            line
            for n, line in enumerate(page)
            if n not in (0, last) or not (_PAGE_NUMBER.fullmatch(line) or re.sub(r"\d+", "#", line) in often)
        ]
    return kept


def _width(line: str) -> int:
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in line)


def _paragraphs(lines: list[str]) -> list[str]:
    widths = sorted(_width(line) for line in lines)
    full = widths[int(len(widths) * 0.9) - 1 if len(widths) > 1 else 0] * _FULL
    done: list[str] = []
    parts: list[str] = []
    runs_on = False
    for line in lines:
        if runs_on and not _STARTS.match(line):
            # Words of two letters keep a blank between them; a number cut in two does not.
            blank = (
                parts[-1][-1:].isascii()
                and parts[-1][-1:].isalpha()
                and line[:1].isascii()
                and line[:1].isalpha()
            )
            parts.append((" " if blank else "") + line)
        else:
            if parts:
                done.append("".join(parts))
            parts = [line]
        runs_on = _width(line) >= full and not line.endswith(_ENDS)
    if parts:
        done.append("".join(parts))
    return done
