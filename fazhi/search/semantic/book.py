"""Vectors by the digest of their article: one book ships with the program, another grows under FAZHI_HOME.

A record is the digest (8 bytes), the scale (half precision) and the numbers as small wholes (a byte for each two).
Records are only ever added at the end; one that a killed process left half written is cut off by the next.
"""

import fcntl
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from fazhi.search.semantic.passage import DIGEST_BYTES

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

_SCALE_BYTES = 2
_HEAD = DIGEST_BYTES + _SCALE_BYTES
# Sixteen steps: of a normal spread this range loses least.
_STEPS = 7.5
_RANGE = 2.5


def pack(vectors: "Floats") -> "NDArray[np.uint8]":
    """Rows of numbers as scale and four-bit wholes."""
    import numpy as np

    scale = np.maximum(np.sqrt((vectors**2).mean(1, keepdims=True)) * (_RANGE / _STEPS), 1e-8).astype("<f2")
    whole = np.clip(np.rint(vectors / scale.astype(np.float32) + _STEPS), 0, 15).astype(np.uint8)
    codes = whole[:, 0::2] | (whole[:, 1::2] << 4)
    return np.concatenate([scale.view(np.uint8), codes], axis=1)


def unpack(records: "NDArray[np.uint8]") -> "Floats":
    """The numbers of packed rows, near what they were."""
    import numpy as np

    scale = np.ascontiguousarray(records[:, :_SCALE_BYTES]).view("<f2").astype(np.float32)
    codes = records[:, _SCALE_BYTES:]
    numbers = np.empty((len(codes), codes.shape[1] * 2), np.float32)
    numbers[:, 0::2] = codes & 15
    numbers[:, 1::2] = codes >> 4
    numbers -= _STEPS
    numbers *= scale
    return numbers


class Book:
    """A file of records of `width` numbers each; a file that is not there is an empty book."""

    def __init__(self, path: Path, width: int) -> None:
        import numpy as np

        self._path, self._size = path, _HEAD + width // 2
        raw = np.fromfile(path, np.uint8) if path.is_file() else np.empty(0, np.uint8)
        self._records = raw[: len(raw) // self._size * self._size].reshape(-1, self._size)
        marks = self._records[:, :DIGEST_BYTES].tobytes()
        self._places = {
            marks[at : at + DIGEST_BYTES]: at // DIGEST_BYTES for at in range(0, len(marks), DIGEST_BYTES)
        }

    def __len__(self) -> int:
        return len(self._places)

    def __contains__(self, digest: bytes) -> bool:
        return digest in self._places

    def vectors(self, digests: Sequence[bytes]) -> "Floats":
        """The numbers of these digests, all of which must be in the book."""
        return unpack(self._records[[self._places[one] for one in digests], DIGEST_BYTES:])

    def add(self, digests: Sequence[bytes], vectors: "Floats") -> None:
        """Add records at the end of the file, whole or not at all; they are seen when the book is opened anew."""
        import numpy as np

        marks = np.frombuffer(b"".join(digests), np.uint8).reshape(-1, DIGEST_BYTES)
        records = np.concatenate([marks, pack(vectors)], axis=1)
        self._path.parent.mkdir(parents=True, exist_ok=True)
        with self._path.open("ab") as out:
            fcntl.flock(out, fcntl.LOCK_EX)
            out.truncate(out.seek(0, 2) // self._size * self._size)
            out.write(records.tobytes())
