"""The text of a Word document: paragraphs with their automatic numbers, table rows, what is inserted, not what is struck out."""

import re
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from fazhi.archive.reading.extracted import CELL, DITTO, BlockKind, Extracted, joined
from fazhi.archive.reading.numbering import Numbering
from fazhi.kernel.errors import BrokenFile

MOST_XML = 160 * 1024 * 1024
"""What the body of a document may unfold to, in bytes."""
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_USUAL = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_GONE = {f"{W}del", f"{W}moveFrom", _FALLBACK, f"{W}pPr", f"{W}rPr"}
_BOX = f"{W}txbxContent"
_SIGNS = {f"{W}br": "\n", f"{W}cr": "\n", f"{W}tab": " ", f"{W}noBreakHyphen": "-", f"{W}ptab": " "}


def read(path: Path, name: str) -> Extracted:
    """The text of a docx. Raises BrokenFile for one whose body cannot be read."""
    try:
        with zipfile.ZipFile(path) as box:
            names = set(box.namelist())
            main = "word/document.xml" if "word/document.xml" in names else _main(names, name)
            body = _tree(box, main, name).find(f"{W}body")
            numbering = (
                Numbering(_tree(box, "word/numbering.xml", name)) if "word/numbering.xml" in names else None
            )
            if numbering and "word/styles.xml" in names:
                numbering.learn_styles(_tree(box, "word/styles.xml", name))
    except (  # NotImplementedError: packed by a method that zip readers do not know
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        NotImplementedError,
        etree.XMLSyntaxError,
    ) as error:
        raise BrokenFile(f"Word 文件“{name}”已损坏，无法打开，请用原软件重新保存。") from error
    if body is None:
        raise BrokenFile(f"Word 文件“{name}”缺少正文，无法打开，请用原软件重新保存。")
    read_out = joined(name, "docx", _blocks(body, numbering))
    if not read_out.text.strip():
        raise BrokenFile(f"Word 文件“{name}”里没有文字，可能是贴入的图片。请先作文字识别，或者改用电子原件。")
    return read_out


def _main(names: set[str], name: str) -> str:
    found = sorted(n for n in names if re.fullmatch(r"word/document\d*\.xml", n))
    if not found:
        raise BrokenFile(f"Word 文件“{name}”缺少正文，无法打开，请用原软件重新保存。")
    return found[0]


def _tree(box: zipfile.ZipFile, part: str, name: str) -> etree._Element:
    if box.getinfo(part).file_size > MOST_XML:
        raise BrokenFile(f"Word 文件“{name}”的文字异常庞大，请拆分后再读。")
    content = box.read(part).replace(_STRICT, _USUAL)
    # Entities stay unresolved and nothing is fetched: a document can name neither files nor addresses to be read.
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True, remove_comments=True)
    return etree.fromstring(content, parser)


def _blocks(parent: etree._Element, numbering: Numbering | None) -> Iterator[tuple[BlockKind, str]]:
    for child in parent:
        if child.tag == f"{W}p":
            yield from _paragraph(child, numbering)
        elif child.tag == f"{W}tbl":
            yield from _table(child, numbering)
        elif child.tag in {f"{W}sdt", f"{W}sdtContent", f"{W}ins", f"{W}customXml", f"{W}smartTag"}:
            yield from _blocks(child, numbering)


def _paragraph(p: etree._Element, numbering: Numbering | None) -> Iterator[tuple[BlockKind, str]]:
    boxes: list[etree._Element] = []
    text = "".join(_runs(p, boxes))
    label = numbering.label(p) if numbering and text.strip() else ""
    for line in (label + text).split("\n"):
        yield BlockKind.PARAGRAPH, line
    for box in boxes:
        yield from _blocks(box, numbering)


def _runs(element: etree._Element, boxes: list[etree._Element]) -> Iterator[str]:
    """The words below an element, in order; what stands in a text box is put aside. No recursion: depth is not ours."""
    stack = [iter(element)]
    while stack:
        child = next(stack[-1], None)
        if child is None:
            stack.pop()
        elif child.tag == f"{W}t":
            # A tab would look like the border of a cell.
            yield (child.text or "").replace("\t", " ")
        elif child.tag in _SIGNS:
            yield _SIGNS[child.tag]
        elif child.tag == _BOX:
            boxes.append(child)
        elif child.tag not in _GONE:
            stack.append(iter(child))


def _table(table: etree._Element, numbering: Numbering | None) -> Iterator[tuple[BlockKind, str]]:
    for row in _under(table, f"{W}tr"):
        cells = list(_under(row, f"{W}tc"))
        if len(cells) == 1:
            # A table of one cell is a frame around ordinary text.
            yield from _blocks(cells[0], numbering)
        else:
            texts = [_cell(cell, numbering) for cell in cells]
            if any(texts):
                yield BlockKind.ROW, CELL.join(texts)


def _under(parent: etree._Element, tag: str) -> Iterator[etree._Element]:
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag in {f"{W}sdt", f"{W}sdtContent", f"{W}ins", f"{W}customXml"}:
            yield from _under(child, tag)


def _cell(cell: etree._Element, numbering: Numbering | None) -> str:
    merged = cell.find(f"{W}tcPr/{W}vMerge")
    if merged is not None and merged.get(f"{W}val", "continue") == "continue":
        return DITTO
    lines = [text.replace(CELL, " ").strip() for _, text in _blocks(cell, numbering)]
    return " ".join(line for line in lines if line)
