"""Give a collection's entries their vectors: from the shipped book, from this machine's, or encoded now.

1. Entries whose words are in either book take the vector from there; that is most of the seed, in seconds.
2. The rest is encoded, newest first, as long as there is time; each portion is added to this machine's book, so that
   nothing is encoded twice and a killed process goes on where it was.
3. The store is written anew. What is still without a vector ranks by its words.
"""

import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from fazhi.search.semantic.book import Book
from fazhi.search.semantic.encoder import PASSAGE
from fazhi.search.semantic.meaning import cache_folder, encoder, missing
from fazhi.search.semantic.model import DATA, VECTORS, Projection, projection
from fazhi.search.semantic.passage import Passage, digest, said
from fazhi.search.semantic.store import Place

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

PORTION = 256


@dataclass(frozen=True, slots=True)
class Made:
    """What a run did: entries, how many have a vector, how many of these were encoded now, and how many lack one."""

    entries: int
    held: int
    encoded: int

    @property
    def waiting(self) -> int:
        """Entries still without a vector."""
        return self.entries - self.held


def make(
    home: Path,
    collection: str,
    passages: Iterable[Passage],
    *,
    stamp: str,
    seconds: float | None = None,
    say: Callable[[int, int], None] | None = None,
) -> Made | None:
    """Give the entries vectors and write the store; None when the extra is missing.

    `seconds` bounds the encoding (None: until all are done, 0: none); `say` is told how many of how many are encoded.
    """
    if missing():
        return None
    ordered = sorted(passages, key=lambda one: one.key)
    digests = [digest(one.name, one.text) for one in ordered]
    turned = projection()
    shipped = Book(DATA / VECTORS, turned.width)
    own_path = cache_folder(home) / f"vectors-{turned.mark}.bin"
    own = Book(own_path, turned.width)
    wanted = {
        mark: one
        for mark, one in zip(digests, ordered, strict=True)
        if mark not in shipped and mark not in own
    }
    encoded = _encode(home, wanted, turned, own, seconds, say)
    own = Book(own_path, turned.width) if encoded else own
    vectors: dict[int, Floats] = {}
    for book in (own, shipped):
        here = [(one.key, mark) for one, mark in zip(ordered, digests, strict=True) if mark in book]
        vectors.update(zip((key for key, _ in here), book.vectors([mark for _, mark in here]), strict=True))
    held = Place(home / "search" / collection).write(ordered, vectors, turned.width, stamp)
    return Made(len(ordered), held, encoded)


def _encode(
    home: Path,
    wanted: dict[bytes, Passage],
    turned: Projection,
    own: Book,
    seconds: float | None,
    say: Callable[[int, int], None] | None,
) -> int:
    """Encode what is wanted, newest first, into this machine's book; how many there was time for."""
    if not wanted or seconds == 0:
        return 0
    made, started = 0, time.monotonic()
    newest = sorted(wanted, key=lambda mark: -wanted[mark].starts)
    for start in range(0, len(newest), PORTION):
        if seconds is not None and time.monotonic() - started > seconds:
            break
        marks = newest[start : start + PORTION]
        own.add(marks, turned.of_articles(encode_passages(home, [wanted[mark] for mark in marks])))
        made += len(marks)
        if say is not None:
            say(made, len(newest))
    return made


def encode_passages(home: Path, passages: Sequence[Passage]) -> "Floats":
    """Passages encoded, before any projection; about 20 a second."""
    texts = [said(one.name, one.heading, one.text) for one in passages]
    return encoder(cache_folder(home)).encode(texts, PASSAGE)
