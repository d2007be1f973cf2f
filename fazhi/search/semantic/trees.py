"""Trees that score rows of numbers: many small ones whose values add up, kept as arrays and walked all at once.

They are grown by a maintainer's script with LightGBM; using them needs numpy alone.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]
    Wholes = NDArray[np.int16]


@dataclass(frozen=True, slots=True)
class Trees:
    """Nodes of all trees in one row. A node asks whether `feature` is at most `bound` and goes `left`, else `right`.

    A leaf leads to itself and has a `value`; `roots` says where each tree begins, `depth` how many steps reach any
    leaf.
    """

    roots: "Wholes"
    feature: "Wholes"
    bound: "Floats"
    left: "Wholes"
    right: "Wholes"
    value: "Floats"
    depth: int

    def score(self, rows: "Floats") -> "Floats":
        """The sum of the leaves that each row ends in."""
        import numpy as np

        size = rows.shape[1]
        flat = np.ascontiguousarray(rows).reshape(-1)
        first = (np.arange(len(rows)) * size)[:, None]
        at = np.repeat(self.roots[None, :].astype(np.intp), len(rows), axis=0)
        for _ in range(self.depth):
            is_left = flat.take(first + self.feature.take(at)) <= self.bound.take(at)
            at = np.where(is_left, self.left.take(at), self.right.take(at))
        return self.value.take(at).sum(1)
