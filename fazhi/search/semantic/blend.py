"""Words and meaning together: candidates of both, the two hundred best by a plain sum, and these ranked by trees."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from fazhi.search.embedded import DEPTH, EmbeddedIndex, Find
from fazhi.search.fusing import HEAD
from fazhi.search.index import Question, Window
from fazhi.search.semantic.features import fused, standing, table
from fazhi.search.semantic.meaning import Meaning
from fazhi.search.semantic.model import trees
from fazhi.search.semantic.trees import Trees

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

NEAR = 200
RANKED = 200
HOPEFUL = 300
_LEAST_SPREAD = 1e-6
# Where the best hundred by words are nearly alike, who holds none of them would stand endlessly below; far is far.
LOWEST = 3.0
# What the plain sum still counts beside the trees: it knows of levels and named laws, and holds where the trees have
# seen nothing like it.
PLAIN = 0.1

Gains = Callable[[EmbeddedIndex, Question, Sequence[Find]], list[float]]


@dataclass(frozen=True, slots=True)
class Gathered:
    """The candidates of a question, best first by the plain sum, and what the trees look at of them."""

    finds: list[Find]
    rows: "Floats"


def gather(index: EmbeddedIndex, meaning: Meaning, question: Question, gains: Gains) -> Gathered:
    """Candidates by words, by pairs and by meaning; `gains` says what each is worth besides.

    Raises IndexMissing, UnknownFilter.
    """
    import numpy as np

    day = question.day if question.window is Window.VALID else None
    near = meaning.near(question.text, NEAR, day)
    halves = index.halves(question, among=near)
    keys = list(dict.fromkeys(key for half in (halves.words, halves.grams) for key, _ in half))
    words, grams = (_column(half, keys) for half in (halves.words, halves.grams))
    lexical = words + grams
    meanings = standing(meaning.cosines(question.text, keys))
    # What cannot come among the ranked ones by any gain need not be asked for it.
    hopeful = np.argsort(-fused(lexical, meanings)[0], kind="stable")[:HOPEFUL]
    gain = np.zeros(len(keys), np.float32)
    gain[hopeful] = gains(
        index, question, [Find(keys[at], 0.0, halves.addresses[keys[at]]) for at in hopeful]
    )
    base = fused(lexical + gain, meanings)[0]
    order = hopeful[np.argsort(-base[hopeful], kind="stable")][:RANKED]
    chosen = [keys[at] for at in order]
    given = meaning.candidates(question.text, chosen, words[order], grams[order], gain[order])
    best = [Find(key, float(base[at]), halves.addresses[key]) for key, at in zip(chosen, order, strict=True)]
    return Gathered(best, table(question.text, given))


def blended(index: EmbeddedIndex, meaning: Meaning, question: Question, gains: Gains) -> list[Find]:
    """The two hundred best, best first. Raises IndexMissing, UnknownFilter."""
    import numpy as np

    gathered = gather(index, meaning, question, gains)
    if not gathered.finds:
        return []
    scores = ranked(trees(), gathered.rows)
    order = np.argsort(-scores, kind="stable")
    return [Find(gathered.finds[at].key, float(scores[at]), gathered.finds[at].address) for at in order]


def ranked(grown: Trees, rows: "Floats") -> "Floats":
    """What candidates with these rows are worth in the end."""
    import numpy as np

    return grown.score(rows) + np.float32(PLAIN) * rows[:, 0]


def _column(half: list[tuple[int, float]], keys: Sequence[int]) -> "Floats":
    """A half's scores as distances from the middle of its head; who is not in it stands where it was cut off."""
    import numpy as np

    if not half:
        return np.zeros(len(keys), np.float32)
    head = np.array([score for _, score in half[:HEAD]], np.float32)
    scores, floor = dict(half), half[min(DEPTH, len(half)) - 1][1]
    column = np.array([scores.get(key, floor) for key in keys], np.float32)
    return np.maximum((column - head.mean()) / max(float(head.std()), _LEAST_SPREAD), -LOWEST)
