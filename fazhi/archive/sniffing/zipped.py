"""Word, Excel, PowerPoint of today, and OFD: all are ZIP inside, so what lies in the ZIP decides."""

import re
import zipfile
import zlib
from pathlib import Path

from fazhi.kernel.errors import BrokenFile

MOST_ENTRIES = 20_000
MOST_BYTES = 1024 * 1024 * 1024
"""What a document may unfold to, in bytes."""
MOST_RATIO = 150
RATIO_FROM = 20 * 1024 * 1024
"""Small documents may pack as tightly as they like; above this the ratio counts."""

_MAIN = {
    "wordprocessingml.document.main+xml": "docx",
    "spreadsheetml.sheet.main+xml": "xlsx",
    "presentationml.presentation.main+xml": "pptx",
}


def read(path: Path, head: bytes, name: str) -> str | None:
    """The key of the document's kind, or None if it is no ZIP at all. Raises BrokenFile for any other ZIP."""
    if not head.startswith(b"PK\x03\x04"):
        return None
    try:
        with zipfile.ZipFile(path) as box:
            return _named(box, path.stat().st_size, name)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise BrokenFile(f"文件“{name}”不完整或者已损坏，无法打开，请用原软件重新保存后上传。") from error


def _named(box: zipfile.ZipFile, packed: int, name: str) -> str:
    entries = box.infolist()
    unfolded = sum(entry.file_size for entry in entries)
    if (
        len(entries) > MOST_ENTRIES
        or unfolded > MOST_BYTES
        or (unfolded > RATIO_FROM and unfolded > MOST_RATIO * packed)
    ):
        raise BrokenFile(f"文件“{name}”解开后异常庞大，疑为恶意文件，不能上传。请核对来源。")
    names = {entry.filename for entry in entries}
    if any(entry.flag_bits & 1 for entry in entries):
        raise BrokenFile(f"文件“{name}”设有密码，请取消密码后上传。")
    if any(n.lower().endswith("vbaproject.bin") for n in names):
        raise BrokenFile(f"文件“{name}”含有宏程序，不能上传。请另存为不含宏的文档（docx、xlsx、pptx）。")
    if "OFD.xml" in names:
        _unbroken(box, "OFD.xml")
        return "ofd"
    if "[Content_Types].xml" not in names:
        raise BrokenFile(f"文件“{name}”是压缩包，请解压后逐件上传。")
    types = _unbroken(box, "[Content_Types].xml").decode("utf-8", "replace")
    if re.search(r"macroEnabled", types):
        raise BrokenFile(f"文件“{name}”是启用宏的文档，不能上传。请另存为不含宏的文档（docx、xlsx、pptx）。")
    for mark, key in _MAIN.items():
        if mark in types:
            _unbroken(box, _main_part(names, key, name))
            return key
    raise BrokenFile(
        f"文件“{name}”不是可识别的 Word、Excel 或者 PowerPoint 文档，请另存为 docx、xlsx 或者 pptx。"
    )


def _main_part(names: set[str], key: str, name: str) -> str:
    for part in {"docx": ("word/document",), "xlsx": ("xl/workbook",), "pptx": ("ppt/presentation",)}[key]:
        found = sorted(n for n in names if n.startswith(part) and n.endswith(".xml"))
        if found:
            return found[0]
    raise BrokenFile(f"文件“{name}”缺少正文，无法打开，请用原软件重新保存后上传。")


def _unbroken(box: zipfile.ZipFile, part: str) -> bytes:
    """The first megabyte of the part; all of it is read, so that its check sum is compared."""
    with box.open(part) as source:
        first = source.read(1024 * 1024)
        while source.read(1024 * 1024):
            pass
    return first
