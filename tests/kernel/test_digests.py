"""Digests against published vectors, canonical JSON, and trees that cannot be forged."""

import hashlib
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import StrEnum
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fazhi.kernel.counting import ZONE
from fazhi.kernel.digests import (
    Hasher,
    algorithm_of,
    canonical_json,
    digest,
    matches,
    merkle_path,
    merkle_root,
    verify_path,
)

# GB/T 32905-2016 附录A, examples 1 and 2.
ABC = "sm3:66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"
ABCD16 = "sm3:debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732"


def test_sm3_by_the_standard_vectors():
    assert digest(b"abc") == ABC
    assert digest(b"abcd" * 16) == ABCD16


def test_sha256():
    assert digest(b"abc", "sha256") == "sha256:" + hashlib.sha256(b"abc").hexdigest()


@pytest.mark.parametrize("algorithm", ["sm3", "sha256"])
def test_streaming_gives_the_same_and_may_go_on(algorithm):
    hasher = Hasher(algorithm)
    hasher.update(b"ab")
    assert hasher.value() == digest(b"ab", algorithm)
    hasher.update(b"c")
    assert hasher.value() == digest(b"abc", algorithm)


def test_a_digest_tells_how_it_is_checked():
    assert algorithm_of(ABC) == "sm3"
    assert matches(b"abc", ABC)
    assert not matches(b"abd", ABC)


@pytest.mark.parametrize("wrong", ["", "abc", "md5:" + "0" * 32, "sm3:" + "0" * 63, "sm3:" + "G" * 64])
def test_what_is_no_digest_is_refused(wrong):
    with pytest.raises(ValueError):
        algorithm_of(wrong)


def test_unknown_algorithm():
    with pytest.raises(ValueError):
        digest(b"", "md5")


class Word(StrEnum):
    FINE = "fine"


def test_canonical_json():
    moment = datetime(2026, 6, 1, 8, 0, tzinfo=ZONE)
    value = {
        "b": [Decimal("1E+3"), Decimal("0.10"), None, True],
        "a": {"日": date(2026, 6, 1), "时": moment, "号": UUID(int=1), "词": Word.FINE},
    }
    assert canonical_json(value).decode() == (
        '{"a":{"号":"00000000-0000-0000-0000-000000000001","日":"2026-06-01",'
        '"时":"2026-06-01T00:00:00+00:00","词":"fine"},"b":["1000","0.10",null,true]}'
    )


def test_the_zone_of_a_moment_does_not_matter():
    here = datetime(2026, 6, 1, 8, 0, tzinfo=ZONE)
    assert canonical_json([here]) == canonical_json([here.astimezone(UTC)])


@pytest.mark.parametrize(
    "value",
    [1.5, {"a": [1, 0.1]}, {1: "a"}, {"a"}, b"x", object(), datetime(2026, 1, 1), Decimal("NaN"), "\ud800"],
)
def test_what_has_no_canonical_form_is_refused(value):
    with pytest.raises(TypeError):
        canonical_json(value)


def test_a_refusal_names_the_place():
    with pytest.raises(TypeError, match=r"\$\.fine\[1\]"):
        canonical_json({"fine": ["1", 2.0]})


@settings(max_examples=60, deadline=None)
@given(
    st.dictionaries(
        st.text(st.characters(codec="utf-8")), st.integers() | st.text(st.characters(codec="utf-8"))
    )
)
def test_the_order_of_keys_does_not_matter(value):
    assert canonical_json(dict(reversed(value.items()))) == canonical_json(value)


LEAVES = [f"leaf {n}" for n in range(9)]


@pytest.mark.parametrize("size", range(1, 10))
def test_every_leaf_is_proved_at_its_place_only(size):
    leaves = LEAVES[:size]
    root = merkle_root(leaves)
    for index, leaf in enumerate(leaves):
        path = merkle_path(leaves, index)
        assert verify_path(leaf, index, size, path, root)
        assert not verify_path(leaf + "!", index, size, path, root)
        assert not verify_path(leaf, index, size, path, merkle_root([*leaves, "more"]))
        assert not verify_path(leaf, index, size, [*path, root], root)
        assert not any(verify_path(leaf, other, size, path, root) for other in range(size) if other != index)
        if path:
            assert not verify_path(leaf, index, size, path[:-1], root)


def test_doubling_the_odd_leaf_changes_the_root():
    assert merkle_root(["a", "b", "c"]) != merkle_root(["a", "b", "c", "c"])


def test_a_leaf_is_not_a_node():
    left, right = (merkle_root([leaf]).partition(":")[2] for leaf in ("a", "b"))
    assert merkle_root(["a", "b"]) not in {digest(bytes.fromhex(left + right)), merkle_root([left + right])}
    assert merkle_root(["a"]) == digest(b"\x00a")
    assert merkle_root(["a", "b"]) == digest(b"\x01" + bytes.fromhex(left + right))


def test_order_counts_and_emptiness_has_a_root():
    assert merkle_root(["a", "b"]) != merkle_root(["b", "a"])
    assert merkle_root([]) == digest(b"")


def test_no_such_leaf():
    with pytest.raises(IndexError):
        merkle_path(["a"], 1)
    assert not verify_path("a", 1, 1, (), merkle_root(["a"]))
