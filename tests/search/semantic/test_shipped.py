"""What ships is what the manifest says, and how it is made can be repeated."""

from pathlib import Path

import numpy as np
import pytest

from fazhi.search.semantic import model
from fazhi.search.semantic.book import Book
from fazhi.search.semantic.features import NAMES
from fazhi.search.semantic.trees import Trees
from scripts import semantic_projection, semantic_trees
from scripts.build_vectors import save


def test_digests() -> None:
    files = model.manifest()["files"]
    assert set(files) == {model.PROJECTION, model.TREES, model.VECTORS}
    assert {name: model.sha256_of(model.DATA / name) for name in files} == files


def test_the_parts_fit_together() -> None:
    told, projected, trees = model.manifest(), model.projection(), model.trees()
    assert projected.width == told["width"]
    assert len(Book(model.DATA / model.VECTORS, projected.width)) == told["vectors"]
    assert trees.feature.max() < len(NAMES)
    assert sum((model.DATA / name).stat().st_size for name in told["files"]) < 6_000_000


@pytest.fixture(scope="module")
def toy() -> tuple[np.ndarray, np.ndarray]:
    """Questions and articles that differ by a turn which is to be learned."""
    draw = np.random.default_rng(5)
    articles = draw.normal(size=(300, 32)).astype(np.float32)
    articles /= np.linalg.norm(articles, axis=1, keepdims=True)
    turn = np.eye(32) + draw.normal(size=(32, 32)) * 0.3
    questions = (articles @ turn + draw.normal(size=articles.shape) * 0.05).astype(np.float32)
    return questions / np.linalg.norm(questions, axis=1, keepdims=True), articles


def _firsts(questions: np.ndarray, articles: np.ndarray) -> int:
    return int(((questions @ articles.T).argmax(1) == np.arange(len(articles))).sum())


def test_the_projection_learns_and_is_repeatable(toy: tuple[np.ndarray, np.ndarray]) -> None:
    questions, articles = toy
    right = [[at] for at in range(300)]
    wrong = [np.array([(at + step) % 300 for step in range(1, 9)]) for at in range(300)]
    one, again = (semantic_projection.learn(questions, articles, right, wrong, 3) for _ in range(2))
    np.testing.assert_array_equal(one[0], again[0])
    np.testing.assert_array_equal(one[1], again[1])
    turned = model.unit(questions @ one[0]), model.unit(articles @ one[1])
    assert _firsts(*turned) > _firsts(questions, articles)


def test_trees_as_arrays_say_what_lightgbm_says() -> None:
    draw = np.random.default_rng(2)
    asked = []
    for _ in range(60):
        rows = draw.normal(size=(40, 5)).astype(np.float32)
        asked.append(semantic_trees.Asked(rows, rows[:, 1] + rows[:, 2] > 1.5, 6))
    booster = semantic_trees.train(asked, 1)
    grown = semantic_trees.arrays(booster)
    ours = Trees(**(grown | {"depth": int(grown["depth"])})).score(asked[0].rows)
    np.testing.assert_allclose(ours, booster.predict(asked[0].rows), atol=1e-5)
    assert booster.model_to_string() == semantic_trees.train(asked, 1).model_to_string()


def test_the_same_arrays_are_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one.npz", "two.npz"):
        save(tmp_path / name, {"b": np.arange(3), "a": np.ones((2, 2), np.float16)})
    assert (tmp_path / "one.npz").read_bytes() == (tmp_path / "two.npz").read_bytes()
    with np.load(tmp_path / "one.npz") as held:
        assert held["a"].shape == (2, 2)
