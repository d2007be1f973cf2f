"""Learn the projection: two square matrices, near the identity, that draw a question towards the articles that answer it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from fazhi.search.semantic.model import unit

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

WIDTH = 256
PASSES, AT_ONCE, NEGATIVES = 7, 128, 3
RATE, DECAY, TEMPERATURE = 5e-4, 0.02, 0.05
_FORGET, _FORGET_SQUARE, _LEAST = 0.9, 0.999, 1e-8
_FAR = -1e9


def learn(
    questions: "Floats",
    articles: "Floats",
    answers: Sequence[Sequence[int]],
    wrong: "Sequence[NDArray[np.int64]]",
    seed: int,
) -> "tuple[Floats, Floats]":
    """The matrices of the questions' and of the articles' side.

    `answers` are rows of `articles` for each question, `wrong` rows that look right and are not. Each question shall
    find its answer among those of 127 others and the wrong ones of all (InfoNCE; Adam with weight decay).
    """
    import numpy as np

    draw = np.random.default_rng(seed)
    width = questions.shape[1]
    sides = [np.zeros((width, width), np.float32) for _ in range(2)]
    moved = [np.zeros_like(one) for one in sides]
    squared = [np.zeros_like(one) for one in sides]
    pairs = [(row, answer) for row, right in enumerate(answers) for answer in right]
    step = 0
    for _ in range(PASSES):
        draw.shuffle(pairs)
        for start in range(0, max(len(pairs) - AT_ONCE // 2, 1), AT_ONCE):
            batch = pairs[start : start + AT_ONCE]
            asked = np.array([row for row, _ in batch])
            drawn = [draw.choice(wrong[row], NEGATIVES, replace=False) for row in asked]
            shown = np.concatenate([np.array([answer for _, answer in batch]), *drawn])
            right = [set(answers[row]) for row in asked]
            slopes = _slopes(questions[asked], articles[shown], shown, right, sides)
            step += 1
            for side, slope in enumerate(slopes):
                moved[side] = _FORGET * moved[side] + (1 - _FORGET) * slope
                squared[side] = _FORGET_SQUARE * squared[side] + (1 - _FORGET_SQUARE) * slope**2
                mean = moved[side] / (1 - _FORGET**step)
                root = np.sqrt(squared[side] / (1 - _FORGET_SQUARE**step)) + _LEAST
                sides[side] -= np.float32(RATE) * (mean / root + np.float32(DECAY) * sides[side])
    one = np.eye(width, dtype=np.float32)
    return sides[0] + one, sides[1] + one


def _slopes(
    questions: "Floats",
    articles: "Floats",
    shown: "NDArray[np.int64]",
    right: list[set[int]],
    sides: "list[Floats]",
) -> "tuple[Floats, Floats]":
    import numpy as np

    asked, told = questions + questions @ sides[0], articles + articles @ sides[1]
    long_asked = np.linalg.norm(asked, axis=1, keepdims=True)
    long_told = np.linalg.norm(told, axis=1, keepdims=True)
    asked, told = asked / long_asked, told / long_told
    scores = asked @ told.T / np.float32(TEMPERATURE)
    size = len(questions)
    for row in range(size):
        # Another answer of the same question is no wrong one.
        scores[row, [at for at, article in enumerate(shown) if article in right[row] and at != row]] = _FAR
    scores = np.exp(scores - scores.max(1, keepdims=True))
    share = scores / scores.sum(1, keepdims=True)
    share[np.arange(size), np.arange(size)] -= 1
    share /= np.float32(size * TEMPERATURE)
    to_asked, to_told = share @ told, share.T @ asked
    to_asked = (to_asked - asked * (to_asked * asked).sum(1, keepdims=True)) / long_asked
    to_told = (to_told - told * (to_told * told).sum(1, keepdims=True)) / long_told
    return questions.T @ to_asked, articles.T @ to_told


def shorten(articles: "Floats", matrix: "Floats") -> "tuple[Floats, Floats, Floats]":
    """Axes, centre and spread by which projected articles are written in 256 numbers."""
    import numpy as np

    turned = unit(articles @ matrix)
    centre = turned.mean(0)
    apart = turned - centre
    strength, axes = np.linalg.eigh(apart.T @ apart)
    axes = axes[:, np.argsort(-strength)[:WIDTH]]
    # The sign of an axis is nobody's choice; make it one.
    axes *= np.sign(axes[np.abs(axes).argmax(0), np.arange(axes.shape[1])])
    return axes.astype(np.float32), centre, (apart @ axes).std(0).astype(np.float32)
