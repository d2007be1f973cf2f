"""Digests of records and files: canonical JSON, SM3 and SHA-256, Merkle trees.

A digest is written `sm3:<hex>` or `sha256:<hex>`, so that a record tells by itself how it can be checked. SM3
(GB/T 32905-2016) is the default; it comes from `cryptography`, because the one in hashlib depends on the system.

The tree is that of RFC 6962: leaves and nodes are hashed with different first bytes, so that a node can never be
passed off as a leaf, and an odd leaf is carried up alone, so that no two different lists share a root.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import Enum
from typing import Any, Protocol
from uuid import UUID

from cryptography.hazmat.primitives.hashes import SM3, Hash

DEFAULT = "sm3"
LENGTHS = {"sm3": 64, "sha256": 64}
LEAF, NODE = b"\x00", b"\x01"


class Hasher:
    """A digest that is fed piece by piece."""

    def __init__(self, algorithm: str = DEFAULT) -> None:
        self.algorithm = algorithm
        self._state = _state(algorithm)

    def update(self, data: bytes) -> None:
        """Take in more bytes."""
        self._state.update(data)

    def value(self) -> str:
        """The digest of all that was taken in so far; more may be fed afterwards."""
        copy = self._state.copy()
        raw = copy.finalize() if isinstance(copy, Hash) else copy.digest()
        return f"{self.algorithm}:{raw.hex()}"


class _Sha256(Protocol):
    def update(self, data: bytes, /) -> None: ...
    def copy(self) -> "_Sha256": ...
    def digest(self) -> bytes: ...


def _state(algorithm: str) -> Hash | _Sha256:
    if algorithm == "sm3":
        return Hash(SM3())
    if algorithm == "sha256":
        return hashlib.sha256()
    raise ValueError(f"unknown digest algorithm {algorithm!r}; known are {', '.join(LENGTHS)}")


def digest(data: bytes, algorithm: str = DEFAULT) -> str:
    """The digest of the bytes as `<algorithm>:<hex>`. Raises ValueError for an unknown algorithm."""
    hasher = Hasher(algorithm)
    hasher.update(data)
    return hasher.value()


def algorithm_of(value: str) -> str:
    """The algorithm a digest string names. Raises ValueError when the string is not a digest."""
    algorithm, _, hexes = value.partition(":")
    if LENGTHS.get(algorithm) != len(hexes) or hexes.strip("0123456789abcdef"):
        raise ValueError(f"not a digest: {value!r}")
    return algorithm


def matches(data: bytes, value: str) -> bool:
    """Whether the bytes have this digest, by the algorithm that it names."""
    return digest(data, algorithm_of(value)) == value


def canonical_json(value: Any) -> bytes:
    """The one way to write a value as JSON, so that equal values have equal digests.

    Keys sorted, no spaces, UTF-8. Decimals become plain digits in a string, days and moments ISO strings (moments in
    UTC, because a database gives them back in whatever zone it likes), UUIDs and enumeration members their value.

    Raises TypeError, naming the place, for floats (use Decimal), naive moments, sets and anything else unknown.
    """
    text = json.dumps(
        _plain(value, "$"), ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
    )
    try:
        return text.encode()
    except UnicodeEncodeError as error:
        raise TypeError(
            f"a string holds half a character, which UTF-8 cannot write: {error.reason}"
        ) from error


def _plain(value: Any, where: str) -> Any:
    if isinstance(value, Enum):
        return _plain(value.value, where)
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, str):
        return str(value)
    if isinstance(value, Decimal):
        if not value.is_finite():
            raise TypeError(f"{where}: {value} is no number that can be recorded")
        return format(value, "f")
    if isinstance(value, datetime):
        if value.tzinfo is None:
            raise TypeError(f"{where}: a moment without a time zone cannot be recorded")
        return value.astimezone(UTC).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, Mapping):
        return {_key(k, where): _plain(v, f"{where}.{k}") for k, v in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(v, f"{where}[{n}]") for n, v in enumerate(value)]
    if isinstance(value, float):
        raise TypeError(f"{where}: floats are not exact and cannot be recorded; use Decimal")
    raise TypeError(f"{where}: a {type(value).__name__} has no canonical form")


def _key(key: Any, where: str) -> str:
    if not isinstance(key, str):
        raise TypeError(f"{where}: keys must be strings, this one is a {type(key).__name__}")
    return str(key.value) if isinstance(key, Enum) else key


def _leaf(leaf: str, algorithm: str) -> bytes:
    return _raw(LEAF + leaf.encode(), algorithm)


def _node(left: bytes, right: bytes, algorithm: str) -> bytes:
    return _raw(NODE + left + right, algorithm)


def _raw(data: bytes, algorithm: str) -> bytes:
    return bytes.fromhex(digest(data, algorithm).partition(":")[2])


def _levels(leaves: Sequence[str], algorithm: str) -> list[list[bytes]]:
    """All rows of the tree from the leaves up; a last node without a neighbour moves up unchanged."""
    row = [_leaf(leaf, algorithm) for leaf in leaves]
    rows = [row]
    while len(row) > 1:
        paired = [_node(row[n], row[n + 1], algorithm) for n in range(0, len(row) - 1, 2)]
        row = paired + row[len(paired) * 2 :]
        rows.append(row)
    return rows


def merkle_root(leaves: Sequence[str], algorithm: str = DEFAULT) -> str:
    """The root over the leaves in their order; of no leaves, the digest of nothing."""
    if not leaves:
        return digest(b"", algorithm)
    return f"{algorithm}:{_levels(leaves, algorithm)[-1][0].hex()}"


def merkle_path(leaves: Sequence[str], index: int, algorithm: str = DEFAULT) -> tuple[str, ...]:
    """The neighbours that prove leaf `index` (from 0), lowest first. Raises IndexError when there is no such leaf."""
    if not 0 <= index < len(leaves):
        raise IndexError(f"no leaf {index} among {len(leaves)}")
    path = []
    for row in _levels(leaves, algorithm)[:-1]:
        if index ^ 1 < len(row):
            path.append(f"{algorithm}:{row[index ^ 1].hex()}")
        index //= 2
    return tuple(path)


def verify_path(leaf: str, index: int, size: int, path: Sequence[str], root: str) -> bool:
    """Whether `path` proves that `leaf` stands at `index` among `size` leaves under `root`."""
    if not 0 <= index < size:
        return False
    algorithm = algorithm_of(root)
    steps = list(path)
    value = _leaf(leaf, algorithm)
    while size > 1:
        if index ^ 1 < size:
            if not steps:
                return False
            step = steps.pop(0)
            if algorithm_of(step) != algorithm:
                return False
            other = bytes.fromhex(step.partition(":")[2])
            value = _node(other, value, algorithm) if index % 2 else _node(value, other, algorithm)
        index, size = index // 2, (size + 1) // 2
    return not steps and f"{algorithm}:{value.hex()}" == root
