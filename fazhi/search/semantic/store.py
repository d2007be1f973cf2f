"""Vectors of a collection's entries as they are searched: columns in files that are mapped, one folder a generation.

    laws/meaning          JSON: which folder is read, and the stamp of the index it was made for
    laws/meaning-…/       a generation: one file a column

Row i of every column is of the same entry, rows stand by key; an entry without a vector has the place -1. A generation
is made beside the old one and put in its place in one step, like the index itself.
"""

import json
import shutil
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

from fazhi.search.files import replace_file
from fazhi.search.semantic.passage import Passage

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]
    Rows = NDArray[np.int64]

COARSE = 128
_COARSE_TIMES = 4
_MOST_TEXT = 1200
_BYTE = 127
_NUMBERS = ("keys", "laws", "chapters", "starts", "ends", "places", "text_ends", "title_ends")
_VECTORS = ("owners", "coarse", "fine", "scales")
_TEXTS = ("texts", "titles")


@dataclass(frozen=True, slots=True)
class Store:
    """A generation as this process has it mapped."""

    keys: "Rows"
    laws: "Rows"
    chapters: "Rows"
    starts: "Rows"
    ends: "Rows"
    places: "Rows"
    text_ends: "Rows"
    title_ends: "Rows"
    owners: "Rows"
    coarse: "Floats"
    fine: "NDArray[np.int8]"
    scales: "Floats"
    texts: "NDArray[np.uint8]"
    titles: "NDArray[np.uint8]"

    def rows(self, keys: Sequence[int]) -> "Rows":
        """Rows of these keys; -1 for those that are not held."""
        import numpy as np

        wanted = np.asarray(keys, np.int64)
        if not len(self.keys):
            return np.full(len(wanted), -1)
        at = np.minimum(np.searchsorted(self.keys, wanted), len(self.keys) - 1)
        return np.where(self.keys[at] == wanted, at, -1)

    def nearest(self, question: "Floats", count: int, day: int | None) -> "Rows":
        """Rows of the `count` entries nearest in meaning, best first; with a day only what is found on it."""
        import numpy as np

        if not len(self.owners):
            return np.empty(0, np.int64)
        rough = self.coarse @ question[:COARSE]
        if day is not None:
            rough[(self.starts[self.owners] > day) | (self.ends[self.owners] <= day)] = -np.inf
        wide = min(count * _COARSE_TIMES, len(rough))
        best = np.argpartition(-rough, wide - 1)[:wide]
        rows = self.owners[best[rough[best] > -np.inf]]
        return rows[np.argsort(-self.cosines(question, rows), kind="stable")[:count]]

    def cosines(self, question: "Floats", rows: "Rows") -> "Floats":
        """Products with the rows' numbers; NaN where no vector is held."""
        import numpy as np

        places = np.where(rows < 0, -1, self.places[rows])
        found = np.full(len(rows), np.nan, np.float32)
        held = places >= 0
        at = places[held]
        found[held] = (self.fine[at].astype(np.float32) @ question) * self.scales[at]
        return found

    def told(self, rows: "Rows") -> tuple[list[str], list[str]]:
        """Titles and beginnings of the texts of these rows; empty for those that are not held."""
        return _cut(self.titles, self.title_ends, rows), _cut(self.texts, self.text_ends, rows)


def _cut(blob: "NDArray[np.uint8]", ends: "Rows", rows: "Rows") -> list[str]:
    import numpy as np

    starts = np.where(rows > 0, ends[rows - 1], 0).tolist()
    stops = np.where(rows < 0, starts, ends[rows]).tolist()
    signs = memoryview(blob.data)
    return [str(signs[start:stop], "utf-8") for start, stop in zip(starts, stops, strict=True)]


class Place:
    """Where a collection's generations lie: the folder that its index has."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._current = folder / "meaning"
        self._held: tuple[tuple[int, int], Store] | None = None

    def stamp(self) -> str | None:
        """What the generation in use was made for; None when there is none."""
        told = self._told()
        return told["stamp"] if told else None

    def open(self) -> Store | None:
        """The generation in use, opened anew when another process has put one in its place; None when there is none."""
        import numpy as np

        try:
            seen = self._current.stat()
        except FileNotFoundError:
            return None
        mark = (seen.st_ino, seen.st_mtime_ns)
        if self._held is None or self._held[0] != mark:
            told = self._told()
            if told is None:
                return None
            folder = self._folder / told["folder"]
            columns = {
                name: np.load(folder / f"{name}.npy", mmap_mode="r")
                for name in (*_NUMBERS, *_VECTORS, *_TEXTS)
            }
            self._held = mark, Store(**columns)
        return self._held[1]

    def write(self, passages: Iterable[Passage], vectors: "dict[int, Floats]", width: int, stamp: str) -> int:
        """Make a generation of these entries and their vectors by key, and put it in place. How many have a vector."""
        import numpy as np

        ordered = sorted(passages, key=lambda one: one.key)
        owned = [row for row, one in enumerate(ordered) if one.key in vectors]
        numbers = np.array([vectors[ordered[row].key] for row in owned], np.float32).reshape(-1, width)
        scales = np.maximum(np.abs(numbers).max(1, initial=0), 1e-8) / _BYTE
        places = np.full(len(ordered), -1)
        places[owned] = np.arange(len(owned))
        texts = [one.text[:_MOST_TEXT].encode() for one in ordered]
        titles = [one.title.encode() for one in ordered]
        columns = {
            **{
                f"{name}s": np.array([getattr(one, name) for one in ordered], np.int64)
                for name in ("key", "law", "chapter")
            },
            "starts": np.array([one.starts for one in ordered], np.int64),
            "ends": np.array([one.ends for one in ordered], np.int64),
            "places": places,
            "text_ends": np.cumsum([len(text) for text in texts], dtype=np.int64),
            "title_ends": np.cumsum([len(title) for title in titles], dtype=np.int64),
            "owners": np.array(owned, np.int64),
            "coarse": np.ascontiguousarray(numbers[:, :COARSE]),
            "fine": np.rint(numbers / scales[:, None]).astype(np.int8),
            "scales": scales.astype(np.float32),
            "texts": np.frombuffer(b"".join(texts), np.uint8),
            "titles": np.frombuffer(b"".join(titles), np.uint8),
        }
        name = f"meaning-{uuid4().hex}"
        folder = self._folder / name
        folder.mkdir(parents=True)
        for column, values in columns.items():
            np.save(folder / f"{column}.npy", values)
        replace_file(self._current, json.dumps({"folder": name, "stamp": stamp}))
        for old in self._folder.glob("meaning-*"):
            if old.name != name:
                shutil.rmtree(old)
        return len(owned)

    def _told(self) -> dict[str, str] | None:
        try:
            told: dict[str, str] = json.loads(self._current.read_text(encoding="utf-8"))
        except FileNotFoundError:
            return None
        return told
