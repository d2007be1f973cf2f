"""Scores of different kinds made comparable: how far each find stands above the middle of its own list's head."""

from collections.abc import Mapping, Sequence
from math import sqrt

HEAD = 100
_LEAST_SPREAD = 1e-6


def z_scores(ranked: Sequence[tuple[int, float]]) -> tuple[dict[int, float], float]:
    """Scores of a list, best first, as distances from the mean of its first hundred; and the score of who is not in it.

    Whoever is missing stands where the list ends.
    """
    if not ranked:
        return {}, 0.0
    head = [score for _, score in ranked[:HEAD]]
    mean = sum(head) / len(head)
    spread = max(sqrt(sum((score - mean) ** 2 for score in head) / len(head)), _LEAST_SPREAD)
    return {key: (score - mean) / spread for key, score in ranked}, (ranked[-1][1] - mean) / spread


def fuse(parts: Sequence[tuple[Sequence[tuple[int, float]], float]]) -> dict[int, float]:
    """Several lists, each best first and with a weight, as one score for every key that is in any of them."""
    scored = [(*z_scores(ranked), weight) for ranked, weight in parts if ranked]
    total = dict.fromkeys((key for scores, _, _ in scored for key in scores), 0.0)
    for scores, floor, weight in scored:
        for key in total:
            total[key] += weight * scores.get(key, floor)
    return total


def best(scores: Mapping[int, float], limit: int) -> list[tuple[int, float]]:
    """The highest scores, equal ones by key, so that the same question gives the same answer."""
    return sorted(scores.items(), key=lambda pair: (-pair[1], pair[0]))[:limit]
