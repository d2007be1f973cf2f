"""PNG, JPEG, WebP and HEIC."""

import mmap
import struct
from pathlib import Path

from fazhi.archive.sniffing import boxes
from fazhi.kernel.errors import BrokenFile

_PNG = b"\x89PNG\r\n\x1a\n"
_HEIC_BRANDS = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"}


def read(path: Path, head: bytes, name: str) -> str | None:
    """The key of the picture's kind, or None. Raises BrokenFile for a picture that is cut short."""
    size = path.stat().st_size
    if head.startswith(_PNG):
        return _whole("png", head[12:16] == b"IHDR" and _png_ends(path, size), name)
    if head.startswith(b"\xff\xd8\xff"):
        return _whole("jpg", _jpeg_ends(path), name)
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return _whole("webp", struct.unpack("<I", head[4:8])[0] + 8 <= size, name)
    if head[4:8] == b"ftyp" and head[8:12] in _HEIC_BRANDS:
        return _whole("heic", b"meta" in (boxes.outermost(path) or ()), name)
    return None


def _whole(key: str, is_whole: bool, name: str) -> str:
    if not is_whole:
        raise BrokenFile(f"图片“{name}”不完整或者已损坏，请重新拍摄、扫描或者导出后上传。")
    return key


def _png_ends(path: Path, size: int) -> bool:
    """Whether the chunks lead without a gap to IEND."""
    with path.open("rb") as source:
        at = len(_PNG)
        while at + 12 <= size:
            source.seek(at)
            length, kind = struct.unpack(">I4s", source.read(8))
            at += 12 + length
            if kind == b"IEND":
                return at <= size
    return False


def _jpeg_ends(path: Path) -> bool:
    """Whether the segments lead to the picture's data and an end mark follows it.

    Phones append a film or a depth map after the end, so the mark need not be the last bytes; a preview inside a
    header segment has an end mark too, so the search starts behind the headers.
    """
    with path.open("rb") as source, mmap.mmap(source.fileno(), 0, access=mmap.ACCESS_READ) as data:
        at = 2
        while at + 4 <= len(data) and data[at] == 0xFF:
            marker = data[at + 1]
            if marker == 0xFF:
                at += 1
                continue
            if marker == 0xDA:
                return data.find(b"\xff\xd9", at) != -1
            at += 2 + struct.unpack(">H", data[at + 2 : at + 4])[0]
    return False
