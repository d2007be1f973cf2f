"""What the ranker looks at: for each candidate of a question a row of numbers.

None of them tells which law or article it is; what counts is how well words and meaning fit, how the neighbours do,
and how the candidate stands among the others. Everything is relative to the question's own candidates.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from math import log
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]
    Wholes = NDArray[np.int64]

NAMES = (
    "base", "base_rank", "below_best", "lexical", "lexical_rank", "words", "grams", "meaning", "meaning_rank",
    "cosine", "chapter_share", "law_share", "before", "after", "best_of_chapter", "coverage", "coverage_of_title",
    "longest_common", "pairs_in_question", "characters", "chapter_hits", "law_hits", "spread",
)  # fmt: skip
MEANING_WEIGHT = 2.5
TOGETHER = 0.4  # how far scores by words and by meaning go together (correlation among candidates)
_LONGEST_COMMON = 16
_MOST_ASKED = 100
_MOST_PAIRS = 100
_APART = 1 << 33  # more than there are keys, or chapters' numbers


@dataclass(frozen=True, slots=True)
class Candidates:
    """The candidates of one question, as columns of equal length.

    `words` and `grams` are scores of the lexical halves in units of their spread among the best hundred, `gains` what else counts in the same
    units; `cosine` is
    nearness of meaning, NaN where no vector is held. `laws`, `chapters` and `keys` say who is whose neighbour.
    """

    words: "Floats"
    grams: "Floats"
    gains: "Floats"
    cosine: "Floats"
    laws: "Wholes"
    chapters: "Wholes"
    keys: "Wholes"
    titles: Sequence[str]
    texts: Sequence[str]


def standing(cosine: "Floats", best: int = 100) -> "Floats":
    """Cosines in units of their spread among the best hundred of the known ones; NaN stays."""
    import numpy as np

    known = cosine[~np.isnan(cosine)]
    if known.size < 2:
        return np.full_like(cosine, np.nan)
    top = np.sort(known)[-best:]
    return (cosine - top.mean()) / (top.std() + np.float32(1e-6))


def fused(lexical: "Floats", meaning: "Floats", weight: float = MEANING_WEIGHT) -> "tuple[Floats, Floats]":
    """The sum that ranks without trees, and the meanings with the unknown ones filled in.

    What has no vector is taken to mean what its words promise: the meaning at its place among the lexical scores, drawn
    to the middle as far as words and meaning go their own ways.
    """
    import numpy as np

    unknown = np.isnan(meaning)
    if unknown.all():
        return lexical.copy(), np.zeros_like(meaning)
    if unknown.any():
        known = np.sort(meaning[~unknown])
        place = np.searchsorted(np.sort(lexical[~unknown]), lexical[unknown])
        meaning = meaning.copy()
        promised = known[np.minimum(place, known.size - 1)]
        meaning[unknown] = known.mean() + np.float32(TOGETHER) * (promised - known.mean())
    return lexical + np.float32(weight) * meaning, meaning


def table(question: str, given: Candidates) -> "Floats":
    """The rows of numbers, one for each candidate, columns as in NAMES."""
    import numpy as np

    lexical = given.words + given.grams
    base, meaning = fused(lexical + given.gains, standing(given.cosine))
    size = len(base)
    mass = np.exp(np.minimum((base - base.max()) / 2, 0))
    mass /= mass.sum()
    chapter = _groups(given.laws * _APART + given.chapters)
    law = _groups(given.laws)
    before, after = _beside(given.laws, given.keys, base)
    pairs = _pairs(question)[:_MOST_PAIRS]
    held = [[pair for pair in pairs if pair in text] for text in given.texts]
    rarity = _rarity(held)
    total = sum(rarity.values()) or 1.0
    cosine = given.cosine
    if np.isnan(cosine).any():
        cosine = np.nan_to_num(cosine, nan=float(np.nanmean(cosine)) if not np.isnan(cosine).all() else 0.0)
    best = np.full(int(chapter.max()) + 1, -np.inf, np.float32)
    np.maximum.at(best, chapter, base)
    covered = [sum([rarity[pair] for pair in here]) / total for here in held]
    # The candidates of a chapter share their title.
    worth = {
        title: sum([rarity[pair] for pair in rarity if pair in title]) / total for title in set(given.titles)
    }
    named = [worth[title] for title in given.titles]
    asked = question[:_MOST_ASKED]
    common = [_common(asked, text) for text in given.texts]
    columns = (
        base, _rank(base), base - base.max(), lexical, _rank(lexical), given.words, given.grams, meaning, _rank(meaning),
        cosine, np.bincount(chapter, mass)[chapter], np.bincount(law, mass)[law], before, after, best[chapter] - base,
        covered, named, common, np.full(size, len(pairs)), np.log1p([len(text) for text in given.texts]),
        np.bincount(chapter)[chapter] / size, np.bincount(law)[law] / size, np.full(size, base.std()),
    )  # fmt: skip
    return np.column_stack([np.asarray(column, np.float32) for column in columns])


def _groups(ids: "Wholes") -> "Wholes":
    import numpy as np

    return np.unique(ids, return_inverse=True)[1].reshape(-1)


def _rank(scores: "Floats") -> "Floats":
    """Logarithm of the place, best first."""
    import numpy as np

    places = np.empty(len(scores), np.float32)
    places[np.argsort(-scores, kind="stable")] = np.arange(len(scores))
    return np.log1p(places)


def _beside(laws: "Wholes", keys: "Wholes", base: "Floats") -> "tuple[Floats, Floats]":
    """The sums of the articles before and after; the least of all where they are no candidates."""
    import numpy as np

    place = laws * _APART + keys
    order = np.argsort(place)
    held, scores = place[order], base[order]
    out = []
    for step in (-1, 1):
        at = np.minimum(np.searchsorted(held, place + step), len(held) - 1)
        out.append(np.where(held[at] == place + step, scores[at], base.min()))
    return out[0], out[1]


def _pairs(question: str) -> list[str]:
    kept = "".join(sign if sign.isalnum() else " " for sign in question)
    return sorted({run[at : at + 2] for run in kept.split() for at in range(len(run) - 1)})


def _rarity(held: list[list[str]]) -> dict[str, float]:
    """How telling each pair is among these candidates: what all of them hold tells little."""
    often = Counter(chain.from_iterable(held))
    return {pair: log(1 + len(held) / (count + 0.5)) for pair, count in sorted(often.items())}


def _common(question: str, text: str) -> int:
    """Length of the longest run of characters that both have, at most 16."""
    longest, end = 0, len(question)
    for start in range(end):
        if start + longest >= end or longest == _LONGEST_COMMON:
            break
        while question[start : start + longest + 1] in text:
            longest += 1
            if longest == _LONGEST_COMMON or start + longest == end:
                break
    return longest
