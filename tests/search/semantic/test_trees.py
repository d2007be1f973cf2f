"""Trees walked as arrays, and what they look at."""

import numpy as np
import pytest

from fazhi.search.semantic.features import NAMES, Candidates, fused, standing, table
from fazhi.search.semantic.trees import Trees


def test_two_trees_add_up() -> None:
    """The first asks for column 0 and then 1, the second is a single leaf."""
    trees = Trees(
        roots=np.array([0, 5], np.int16),
        feature=np.array([0, 0, 1, 0, 0, 0], np.int16),
        bound=np.array([0.5, 0, 2.0, 0, 0, 0], np.float32),
        left=np.array([1, 1, 3, 3, 4, 5], np.int16),
        right=np.array([2, 1, 4, 3, 4, 5], np.int16),
        value=np.array([0, 10, 0, 20, 30, 1], np.float32),
        depth=2,
    )
    rows = np.array([[0.5, 9], [0.6, 2.0], [0.6, 2.1]], np.float32)
    np.testing.assert_array_equal(trees.score(rows), [11, 21, 31])


def test_unknown_meaning_is_what_the_words_promise() -> None:
    lexical = np.array([3.0, 2.0, 1.0, 2.5], np.float32)
    meaning = np.array([1.0, 0.0, -1.0, np.nan], np.float32)
    total, filled = fused(lexical, meaning, 2.0)
    assert filled[3] == pytest.approx(0.4)
    np.testing.assert_allclose(total, [5, 2, -1, 3.3], rtol=1e-6)


def test_without_any_vector_words_decide() -> None:
    lexical = np.array([3.0, 2.0], np.float32)
    total, _ = fused(lexical, np.full(2, np.nan, np.float32))
    np.testing.assert_array_equal(total, lexical)
    assert np.isnan(standing(np.full(2, np.nan, np.float32))).all()


def _candidates(**changed: object) -> Candidates:
    columns: dict[str, object] = {
        "words": np.array([2, 1, 0], np.float32),
        "grams": np.array([1, 1, 0], np.float32),
        "gains": np.zeros(3, np.float32),
        "cosine": np.array([0.9, 0.8, 0.7], np.float32),
        "laws": np.array([7, 7, 8]),
        "chapters": np.array([1, 2, 1]),
        "keys": np.array([11, 12, 13]),
        "titles": ["民法典 借款合同", "民法典 租赁合同", "公司法"],
        "texts": ["借款人应当返还借款", "承租人应当支付租金", "股东应当出资"],
    }
    return Candidates(**(columns | changed))


def test_the_rows_say_what_they_are_called() -> None:
    rows = table("借款不返还", _candidates())
    assert rows.shape == (3, len(NAMES))
    assert np.isfinite(rows).all()
    named = {name: rows[:, at] for at, name in enumerate(NAMES)}
    np.testing.assert_allclose(named["longest_common"], [2, 0, 0])
    assert named["coverage"][0] > named["coverage"][1] == 0
    assert named["law_share"][0] == named["law_share"][1] > named["law_share"][2]
    assert named["after"][0] == named["base"][1]
    assert named["after"][1] == named["base"].min(), "the next key is of another law"


def test_no_row_tells_which_article_it_is() -> None:
    """Other keys and laws in the same arrangement give the same rows."""
    moved = _candidates(
        keys=np.array([501, 502, 900]), laws=np.array([3, 3, 40]), chapters=np.array([9, 4, 9])
    )
    np.testing.assert_array_equal(table("借款不返还", _candidates()), table("借款不返还", moved))


@pytest.mark.parametrize(
    ("question", "text", "longest"),
    [
        ("欠款", "借款", 1),
        ("返还借款", "借款人返还借款的", 4),
        ("借", "", 0),
        ("条" * 40, "条" * 90, 16),
        ("甲乙丙", "丙甲乙", 2),
    ],
    ids=["one", "all", "no-text", "most", "beginning"],
)
def test_longest_run_in_common(question: str, text: str, longest: int) -> None:
    rows = table(question, _candidates(texts=[text, "", ""]))
    assert rows[0, NAMES.index("longest_common")] == longest
