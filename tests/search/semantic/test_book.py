"""Books of vectors: four bits are enough, and a half-written record does no harm."""

from pathlib import Path

import numpy as np
import pytest

from fazhi.search.semantic.book import Book, pack, unpack
from fazhi.search.semantic.passage import digest, said

WIDTH = 64


@pytest.fixture
def vectors() -> np.ndarray:
    return np.random.default_rng(1).normal(size=(40, WIDTH)).astype(np.float32)


def _marks(count: int) -> list[bytes]:
    return [digest("法", str(at)) for at in range(count)]


def test_four_bits_keep_the_direction(vectors: np.ndarray) -> None:
    near = unpack(pack(vectors))
    cosine = (near * vectors).sum(1) / np.linalg.norm(near, axis=1) / np.linalg.norm(vectors, axis=1)
    assert cosine.min() > 0.98


def test_added_records_are_found(tmp_path: Path, vectors: np.ndarray) -> None:
    path = tmp_path / "book.bin"
    marks = _marks(40)
    Book(path, WIDTH).add(marks[:15], vectors[:15])
    Book(path, WIDTH).add(marks[15:], vectors[15:])
    book = Book(path, WIDTH)
    assert len(book) == 40
    assert marks[20] in book
    assert digest("法", "没有") not in book
    np.testing.assert_array_equal(book.vectors([marks[20], marks[3]]), unpack(pack(vectors[[20, 3]])))


def test_half_a_record_is_cut_off(tmp_path: Path, vectors: np.ndarray) -> None:
    path = tmp_path / "book.bin"
    marks = _marks(40)
    Book(path, WIDTH).add(marks[:3], vectors[:3])
    path.write_bytes(path.read_bytes()[:-7])
    assert len(Book(path, WIDTH)) == 2
    Book(path, WIDTH).add(marks[3:5], vectors[3:5])
    book = Book(path, WIDTH)
    assert len(book) == 4
    np.testing.assert_array_equal(book.vectors([marks[4]]), unpack(pack(vectors[[4]])))


def test_the_digest_is_of_words() -> None:
    whole = digest("中华人民共和国某某法", "第一项：“甲”；\n乙。")
    assert whole == digest("某某法", '第一项: "甲"; 乙')
    assert whole != digest("某某法", "第一项：“甲”；\n丙。")
    assert whole != digest("别的法", "第一项：“甲”；\n乙。")


def test_what_is_encoded() -> None:
    assert (
        said("中华人民共和国公司法", "第二章 股东\n第一节 出资", "条" * 300)
        == "公司法 股东 出资：" + "条" * 220
    )
