"""The outermost boxes of an ISO media file (MP4, QuickTime, M4A, HEIC)."""

import struct
from pathlib import Path


def outermost(path: Path) -> set[bytes] | None:
    """The kinds of the boxes, or None when they do not fill the file exactly to its end: it was cut short."""
    size = path.stat().st_size
    at = 0
    kinds: set[bytes] = set()
    with path.open("rb") as source:
        while at + 8 <= size:
            source.seek(at)
            length, kind = struct.unpack(">I4s", source.read(8))
            if length == 1:
                wide = source.read(8)
                length = struct.unpack(">Q", wide)[0] if len(wide) == 8 else 0
            elif length == 0:
                length = size - at
            if length < 8:
                return None
            at += length
            kinds.add(kind)
    return kinds if at == size else None
