"""Grow the trees that rank candidates, from questions whose answers are known. Needs lightgbm, which users do not."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from fazhi.search.semantic.blend import ranked
from fazhi.search.semantic.trees import Trees

if TYPE_CHECKING:
    import lightgbm
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

SETTINGS: dict[str, Any] = {
    "objective": "lambdarank", "num_leaves": 7, "learning_rate": 0.05, "min_data_in_leaf": 40, "feature_fraction": 0.5,
    "lambdarank_truncation_level": 20, "num_threads": 1, "verbose": -1, "deterministic": True, "force_row_wise": True,
}  # fmt: skip
TREES = 150


@dataclass(frozen=True, slots=True)
class Asked:
    """A question's candidates as rows of numbers, which of them are right of how many there are, and its weight."""

    rows: "Floats"
    right: "NDArray[np.bool_]"
    answers: int
    weight: float = 1.0


def grow(asked: Sequence[Asked], seed: int) -> dict[str, "NDArray[Any]"]:
    """The trees as the arrays that fazhi.search.semantic.trees walks."""
    return arrays(train(asked, seed))


def train(asked: Sequence[Asked], seed: int) -> "lightgbm.Booster":
    """The trees as LightGBM has them; questions without a right candidate teach nothing."""
    import lightgbm
    import numpy as np

    used = [one for one in asked if one.right.any()]
    given = lightgbm.Dataset(
        np.concatenate([one.rows for one in used]),
        np.concatenate([one.right for one in used]).astype(int),
        group=[len(one.rows) for one in used],
        weight=np.concatenate([np.full(len(one.rows), one.weight) for one in used]),
    )
    return lightgbm.train({**SETTINGS, "seed": seed}, given, TREES)


def arrays(booster: "lightgbm.Booster") -> dict[str, "NDArray[Any]"]:
    """The nodes of all trees in one row, see fazhi.search.semantic.trees."""
    import numpy as np

    model = booster.dump_model()
    columns: dict[str, list[float]] = {name: [] for name in ("feature", "bound", "left", "right", "value")}
    roots: list[int] = []
    depth = max(_lay(tree["tree_structure"], columns, roots) for tree in model["tree_info"])
    kinds = {
        "feature": np.int16,
        "bound": np.float32,
        "left": np.int16,
        "right": np.int16,
        "value": np.float32,
    }
    made: dict[str, NDArray[Any]] = {name: np.array(columns[name], kind) for name, kind in kinds.items()}
    # A bound between two numbers may be rounded onto the upper one, which would then go the other way.
    made["bound"] = np.where(
        made["bound"].astype(np.float64) > np.array(columns["bound"]),
        np.nextafter(made["bound"], np.float32(-np.inf)),
        made["bound"],
    )
    return {**made, "roots": np.array(roots, np.int16), "depth": np.array(depth)}


def scores(grown: dict[str, "NDArray[Any]"], asked: "Sequence[Asked]") -> "list[Floats]":
    """What is made of each question's candidates with grown trees."""
    trees = Trees(**{**grown, "depth": int(grown["depth"])})
    return [ranked(trees, one.rows) for one in asked]


def measure(asked: "Sequence[Asked]", said: "Sequence[Floats]") -> str:
    """Recall among the first 5, 10 and 20, and the mean reciprocal rank."""
    import numpy as np

    recall, reciprocal = np.zeros(3), 0.0
    for one, score in zip(asked, said, strict=True):
        places = np.flatnonzero(one.right[np.argsort(-score, kind="stable")])
        recall += [(places < most).sum() / one.answers for most in (5, 10, 20)]
        reciprocal += 1 / (places[0] + 1) if len(places) else 0
    five, ten, twenty = recall / len(asked)
    return f"R@5 {five:.3f}  R@10 {ten:.3f}  R@20 {twenty:.3f}  MRR {reciprocal / len(asked):.3f}"


def _lay(tree: dict[str, Any], columns: dict[str, list[float]], roots: list[int]) -> int:
    """Add a tree's nodes to the columns; how many steps lead to its deepest leaf."""
    roots.append(len(columns["value"]))
    return _node(tree, columns)[1]


def _node(node: dict[str, Any], columns: dict[str, list[float]]) -> tuple[int, int]:
    place = len(columns["value"])
    is_leaf = "leaf_value" in node
    told = (
        (0, 0.0, place, place, node["leaf_value"])
        if is_leaf
        else (node["split_feature"], node["threshold"], 0, 0, 0)
    )
    for name, value in zip(columns, told, strict=True):
        columns[name].append(value)
    if is_leaf:
        return place, 0
    left, left_depth = _node(node["left_child"], columns)
    right, right_depth = _node(node["right_child"], columns)
    columns["left"][place], columns["right"][place] = left, right
    return place, 1 + max(left_depth, right_depth)
