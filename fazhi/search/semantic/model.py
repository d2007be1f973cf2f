"""What ships with the program: the projection between questions and articles, the trees, and the articles' vectors.

`manifest.json` names each file with its SHA-256, and says what the files were made from and with which seed. They are
made by scripts/build_vectors.py.
"""

import hashlib
import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fazhi.search.semantic.errors import UnreadableVectors
from fazhi.search.semantic.trees import Trees

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

DATA = Path(__file__).parent / "data"
_PARTS = ("question", "article", "axes", "centre", "spread")
PROJECTION, TREES, VECTORS, MANIFEST = "projection.npz", "trees.npz", "vectors.bin", "manifest.json"


@dataclass(frozen=True, slots=True)
class Projection:
    """Turns encoded questions and articles so that a question lies near the articles that answer it.

    An article's numbers are its distance from the mean of all articles (`centre`) along `axes`, which stand by how much
    they tell apart, each in units of its `spread`, so that a few bits hold all of them equally well. The product with a
    question's numbers, plus the question's offset, is the cosine.
    """

    question: "Floats"
    article: "Floats"
    axes: "Floats"
    centre: "Floats"
    spread: "Floats"
    mark: str
    """Names this projection; vectors made with another one do not fit."""

    @property
    def width(self) -> int:
        """How many numbers an article has."""
        return self.axes.shape[1]

    def of_articles(self, encoded: "Floats") -> "Floats":
        """Encoded passages as the numbers that are kept."""
        import numpy as np

        apart = unit(encoded @ self.article) - self.centre
        return np.asarray((apart @ self.axes) / self.spread, np.float32)

    def of_question(self, encoded: "Floats") -> "tuple[Floats, float]":
        """An encoded question as numbers to multiply with, and its offset."""
        turned = unit(encoded @ self.question)
        return (turned @ self.axes) * self.spread, float(turned @ self.centre)


def unit(rows: "Floats") -> "Floats":
    """Rows of length one."""
    import numpy as np

    lengths = np.linalg.norm(rows, axis=-1, keepdims=True)
    scaled: Floats = np.divide(rows, lengths, dtype=np.float32)
    return scaled


@lru_cache(maxsize=1)
def projection() -> Projection:
    """The shipped projection. Raises UnreadableVectors."""
    import numpy as np

    path = DATA / PROJECTION
    try:
        with np.load(path) as held:
            parts = {name: held[name].astype(np.float32) for name in _PARTS}
    except (OSError, KeyError, ValueError) as error:
        raise UnreadableVectors(f"语义检索的投影文件不能读取：{error}。") from error
    return Projection(**parts, mark=sha256_of(path)[:12])


@lru_cache(maxsize=1)
def trees() -> Trees:
    """The shipped trees. Raises UnreadableVectors."""
    import numpy as np

    try:
        with np.load(DATA / TREES) as held:
            columns: dict[str, Any] = {name: held[name] for name in held.files}
    except (OSError, KeyError, ValueError) as error:
        raise UnreadableVectors(f"语义检索的排序树文件不能读取：{error}。") from error
    return Trees(**{**columns, "depth": int(columns["depth"])})


def manifest() -> dict[str, Any]:
    """What the files are and how they were made."""
    told: dict[str, Any] = json.loads((DATA / MANIFEST).read_text(encoding="utf-8"))
    return told


def sha256_of(path: Path) -> str:
    """SHA-256 of a file in hexadecimal."""
    with path.open("rb") as source:
        return hashlib.file_digest(source, "sha256").hexdigest()
