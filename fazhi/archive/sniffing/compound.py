"""Word and Excel before 2007: compound files, told apart by the streams in their directory."""

import struct
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from fazhi.kernel.errors import BrokenFile

_MARK = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_END = 0xFFFFFFFA
"""Sector numbers from here on mean "no sector"."""
_STREAMS = {"WordDocument": "doc", "Workbook": "xls", "Book": "xls"}
_MACROS = {"_VBA_PROJECT", "VBA", "Macros", "_VBA_PROJECT_CUR"}


def read(path: Path, head: bytes, name: str) -> str | None:
    """`doc` or `xls`, or None if it is no compound file. Raises BrokenFile for any other, and for macros."""
    if not head.startswith(_MARK):
        return None
    try:
        with path.open("rb") as source:
            names = set(_directory(source, head))
    except (struct.error, ValueError) as error:
        raise BrokenFile(f"文件“{name}”不完整或者已损坏，无法打开，请用原软件重新保存后上传。") from error
    if "EncryptedPackage" in names:
        raise BrokenFile(f"文件“{name}”设有密码，请取消密码后上传。")
    if names & _MACROS:
        raise BrokenFile(f"文件“{name}”含有宏程序，不能上传。请另存为 docx 或者 xlsx。")
    for stream, key in _STREAMS.items():
        if stream in names:
            return key
    if "PowerPoint Document" in names:
        raise BrokenFile(f"文件“{name}”是旧版演示文稿，请另存为 pptx 或者 PDF 后上传。")
    raise BrokenFile(f"文件“{name}”不是 Word 或者 Excel 文档（可能是安装包或者邮件），不能上传。")


def _directory(source: IO[bytes], head: bytes) -> Iterator[str]:
    """The names of the streams and storages. Raises ValueError when a sector is missing."""
    size = 1 << struct.unpack("<H", head[30:32])[0]
    if size not in {512, 4096}:
        raise ValueError("sector size")
    table = _table(source, head, size)
    sector: int = struct.unpack("<I", head[48:52])[0]
    seen: set[int] = set()
    while sector < _END:
        if sector in seen or sector >= len(table):
            raise ValueError("directory chain")
        seen.add(sector)
        block = _sector(source, sector, size)
        for at in range(0, size, 128):
            length, kind = struct.unpack("<HB", block[at + 64 : at + 67])
            if kind and 2 <= length <= 64:
                yield block[at : at + length - 2].decode("utf-16-le", "replace")
        sector = table[sector]


def _table(source: IO[bytes], head: bytes, size: int) -> list[int]:
    """Which sector follows which. Beyond 109 parts of it the list goes on in sectors of its own."""
    parts = [n for n in struct.unpack("<109I", head[76:512]) if n < _END]
    more, count = struct.unpack("<II", head[68:76])
    for _ in range(count):
        if more >= _END:
            break
        numbers = struct.unpack(f"<{size // 4}I", _sector(source, more, size))
        parts += [n for n in numbers[:-1] if n < _END]
        more = numbers[-1]
    table: list[int] = []
    for part in parts:
        table += struct.unpack(f"<{size // 4}I", _sector(source, part, size))
    return table


def _sector(source: IO[bytes], number: int, size: int) -> bytes:
    source.seek((number + 1) * size)
    block = source.read(size)
    if len(block) != size:
        raise ValueError("sector missing")
    return block
