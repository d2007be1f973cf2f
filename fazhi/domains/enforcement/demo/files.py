"""Files of the sample cases: small pictures that show nothing, and a plain-text receipt."""

import io
import struct
import zlib
from random import Random

from fazhi.procedures.engine import Upload

WIDTH, HEIGHT, CELL = 320, 240, 40


def photo(rng: Random, field: str, name: str) -> Upload:
    """A picture of grey and blue squares, as a PNG."""
    shades = [
        [
            (180 + rng.randrange(60), 190 + rng.randrange(50), 205 + rng.randrange(50))
            for _ in range(WIDTH // CELL)
        ]
        for _ in range(HEIGHT // CELL)
    ]
    rows = b"".join(
        b"\0" + b"".join(bytes(shades[y // CELL][x // CELL]) for x in range(WIDTH)) for y in range(HEIGHT)
    )
    head = struct.pack(">IIBBBBB", WIDTH, HEIGHT, 8, 2, 0, 0, 0)
    data = (
        b"\x89PNG\r\n\x1a\n"
        + _chunk(b"IHDR", head)
        + _chunk(b"IDAT", zlib.compress(rows))
        + _chunk(b"IEND", b"")
    )
    return Upload(field, name, io.BytesIO(data))


def receipt(field: str, name: str, text: str) -> Upload:
    """A receipt as plain text."""
    return Upload(field, name, io.BytesIO(f"示例单据（虚构）\n{text}\n".encode()))


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
