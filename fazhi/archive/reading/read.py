"""Read a file by what is in it."""

import tempfile
from pathlib import Path

from fazhi.archive.reading import plain, portable, word
from fazhi.archive.reading.extracted import Extracted, from_lines
from fazhi.archive.sniffing import compound, pictures, texts, zipped
from fazhi.archive.sniffing import portable as portable_mark
from fazhi.kernel.errors import BrokenFile

LARGEST = 100 * 1024 * 1024
"""The greatest file that is read, in bytes."""
_HEAD = 4096


def read_text(source: Path | str | bytes, name: str = "") -> Extracted:
    """The text of a document: plain text (UTF-8, UTF-16, GB18030), Word (docx) or PDF with a text layer.

    The content decides, not the ending of `name`. Table rows are lines with a tab between cells. The text of a plain
    file is given as it stands, so that offsets into it are offsets into the file's characters.

    Raises BrokenFile, with what to do, for scans without text, old Word, passwords, pictures and broken files.
    """
    if isinstance(source, bytes):
        with tempfile.NamedTemporaryFile(suffix=".part") as kept:
            kept.write(source)
            kept.flush()
            return _read(Path(kept.name), name or "文件")
    path = Path(source)
    return _read(path, name or path.name)


def _read(path: Path, name: str) -> Extracted:
    try:
        size = path.stat().st_size
        if path.is_dir():
            raise BrokenFile(f"“{name}”是文件夹，请指定一个文件。")
        with path.open("rb") as source:
            head = source.read(_HEAD)
    except FileNotFoundError as error:
        raise BrokenFile(f"没有找到文件“{name}”。") from error
    except PermissionError as error:
        raise BrokenFile(f"文件“{name}”没有读取权限。") from error
    if not size:
        raise BrokenFile(f"文件“{name}”是空的，没有内容。")
    if size > LARGEST:
        raise BrokenFile(f"文件“{name}”超过{LARGEST // 1024 // 1024}MB，请拆分后再读。")
    return _by_content(path, head, name)


def _by_content(path: Path, head: bytes, name: str) -> Extracted:
    if portable_mark.read(path, head, name):
        return portable.read(path, name)
    if kind := zipped.read(path, head, name):
        if kind != "docx":
            raise BrokenFile(
                f"文件“{name}”是 {kind} 文件，这里只读文字文档。请另存为 docx、PDF 或者文本文件。"
            )
        return word.read(path, name)
    if kind := compound.read(path, head, name):
        raise BrokenFile(f"文件“{name}”是旧版 Office 文档（{kind}），请另存为 docx 后再读。")
    if pictures.read(path, head, name):
        raise BrokenFile(f"文件“{name}”是图片，没有文字可读。请先作文字识别，或者找到文档的电子原件。")
    if (decoded := plain.utf16(path, head)) is None:
        if texts.read(path, head, name) is None:
            raise BrokenFile(f"文件“{name}”不是文字文档，无法读取。可以读取：docx、PDF、文本文件。")
        decoded = plain.decoded(path)
    if not decoded.strip():
        raise BrokenFile(f"文件“{name}”是空的，没有内容。")
    return from_lines(name, "txt", decoded)
