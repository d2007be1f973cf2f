"""Read a law from a Word file, a plain text or a PDF, as they are downloaded from official pages.

The title stands first, then often a bracket or lines with the days of adoption and amendment, a table of contents, and
the text. Chinese text that is not UTF-8 is read as GB18030, which contains GBK and GB2312.
Basis: GB 18030-2022
"""

import io
import re
import zipfile
from pathlib import Path

from fazhi.law.dates import DAY
from fazhi.law.services.assemble import Head, assemble
from fazhi.law.services.read_lines import articles_of, digest_of
from fazhi.law.services.shape import tidy
from fazhi.law.services.source import Rejected, SourceEdition
from fazhi.law.titles import full_title, without_edition_note

SOURCE = "folder"
SUFFIXES = (".docx", ".txt", ".pdf")
_ARTICLE = re.compile(r"^第\s?[一二三四五六七八九十百千零〇]+\s?条")
_DIVISION = re.compile(
    r"^第\s?[一二三四五六七八九十百零〇]+\s?(?:分编|编|章|节)|^序\s*言$|^[一二三四五六七八九十]+、"
)
_CONTENTS = re.compile(r"^目\s*[录次]$")
_DATED = re.compile(rf"^[（(]?(?:根据)?{DAY}|^[（(][^（）]*{DAY}")
_DAY_AHEAD = re.compile(rf"(?={DAY})")
_PAGE = re.compile(r"^[-—–\s]*(?:第\s*)?\d{1,4}(?:\s*页)?(?:\s*[/／共]\s*\d{1,4}\s*页?)?[-—–\s]*$")
_OPENS = re.compile(
    r"^(?:第\s?[一二三四五六七八九十百千零〇]+\s?[编章节条]|[（(][一二三四五六七八九十]+[）)]|[一二三四五六七八九十]+、|\d{1,2}[.．、]|附\s*[件表录则：:])"
)
# A small file can unpack to one that fills the memory.
_MOST_UNPACKED = 64 * 2**20
_TITLE_LINES = 3
_HEAD_LINES = 40


def read_document(path: Path, raw: bytes, where: str) -> SourceEdition | Rejected:
    """The law in the file, or why it is none. `where` names the file in reports."""
    digest = digest_of(raw)
    read = {".docx": _docx, ".txt": _txt, ".pdf": _pdf}.get(path.suffix.lower())
    if read is None:
        return Rejected(where, f"不认识的文件类型“{path.suffix}”，可以装入 .md、.docx、.txt、.pdf", digest)
    lines = read(raw)
    if isinstance(lines, str):
        return Rejected(where, lines, digest)
    lines = [line for line in (line.strip() for line in lines) if line]
    if not lines:
        return Rejected(where, "文件里没有文字", digest)
    head, body = _head(lines)
    if not head.title:
        return Rejected(where, "找不到名称：第一行应当是法规的名称", digest)
    rows, faults = articles_of(body, is_marked=False)
    return assemble(path, head, rows, faults, source=SOURCE, where=where, digest=digest)


def _head(lines: list[str]) -> tuple[Head, list[str]]:
    """Title, history and body. A title may run over lines; what follows it up to the text is history or contents."""
    title: list[str] = []
    history: list[str] = []
    at = 0
    while (
        at < len(lines)
        and len(title) < _TITLE_LINES
        and not _is_body(lines[at])
        and not _DATED.match(lines[at])
    ):
        if title and (
            len(lines[at]) > 40 or lines[at].endswith(("。", "：", "，", "；")) or _CONTENTS.match(lines[at])
        ):
            break
        title.append(tidy(lines[at]))
        at += 1
        if "".join(title).endswith(
            ("法", "条例", "规定", "办法", "细则", "规则", "解释", "决定", "）", "法典")
        ):
            break
    in_bracket = False
    while at < len(lines) and at < _HEAD_LINES and not _is_body(lines[at]) and not _CONTENTS.match(lines[at]):
        line = lines[at]
        if not (_DATED.match(line) or in_bracket):
            break
        in_bracket = (in_bracket or line.startswith(("（", "("))) and not line.endswith(("）", ")"))
        history.append(tidy(line))
        at += 1
    joined = "".join(history).strip("（）()")
    dated = [piece.strip("　 ，；。") for piece in _DAY_AHEAD.split(joined) if piece.strip("　 ，；。根据")]
    return Head(full_title(without_edition_note(full_title("".join(title)))), dated), _past_contents(
        lines[at:]
    )


def _is_body(line: str) -> bool:
    return bool(_ARTICLE.match(line) or _DIVISION.match(line))


def _past_contents(lines: list[str]) -> list[str]:
    """The text without its table of contents: headings up to where the first of them comes a second time."""
    if not lines or not _CONTENTS.match(lines[0]):
        return lines
    first = "".join(lines[1].split()) if len(lines) > 1 else ""
    for at in range(2, len(lines)):
        if "".join(lines[at].split()) == first:
            return lines[at:]
    return lines[1:]


def _txt(raw: bytes) -> list[str] | str:
    for encoding in (
        ("utf-8-sig", "gb18030") if not raw.startswith((b"\xff\xfe", b"\xfe\xff")) else ("utf-16",)
    ):
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" in text:
            return "不是文本文件"
        return re.split(r"\r\n|\r|\n", text)
    return "文字编码既不是UTF-8，也不是GB18030"


def _docx(raw: bytes) -> list[str] | str:
    from docx import Document
    from docx.opc.exceptions import PackageNotFoundError
    from docx.table import Table
    from lxml.etree import XMLSyntaxError

    broken = "不是完好的 Word 文件（.docx），可能没有传完，或者只是改了扩展名"
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as parts:
            if sum(part.file_size for part in parts.infolist()) > _MOST_UNPACKED:
                return "解开后过大，不像一部法规"
        document = Document(io.BytesIO(raw))
    except (PackageNotFoundError, zipfile.BadZipFile, KeyError, ValueError, XMLSyntaxError, OSError):
        return broken
    lines: list[str] = []
    for block in document.iter_inner_content():
        if isinstance(block, Table):
            lines += [" | ".join(cell.text.strip() for cell in row.cells) for row in block.rows]
        else:
            lines += block.text.split("\n")
    return lines


def _pdf(raw: bytes) -> list[str] | str:
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(raw)
    except pypdfium2.PdfiumError:
        return "不是完好的 PDF 文件，或者设有打开口令"
    try:
        pages = [page.get_textpage().get_text_range() for page in document]
    finally:
        document.close()
    lines = [line for page in pages for line in re.split(r"\r\n|\r|\n", page)]
    if not "".join(lines).strip():
        return "PDF 里没有文字，是扫描的图片；请先做文字识别，或者换用文本"
    return _whole_lines([line for line in lines if not _PAGE.match(line)])


def _whole_lines(lines: list[str]) -> list[str]:
    """Lines that the page broke put together again: a line goes on unless it ends a sentence or the next opens anew."""
    width = max((len(line.rstrip()) for line in lines), default=0)
    made: list[str] = []
    is_open = False
    for line in lines:
        bare = line.strip()
        if not bare:
            continue
        if is_open and not _OPENS.match(bare):
            made[-1] += bare
        else:
            made.append(bare)
        is_open = len(line.rstrip()) >= width * 0.75 and not bare.endswith(("。", "；", "："))
    return made
