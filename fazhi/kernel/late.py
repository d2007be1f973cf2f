"""Values that are fetched when somebody first looks: most acts ask only a few of a matter's facts."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any, TypeVar, overload

K = TypeVar("K")
V = TypeVar("V")
T = TypeVar("T")


class LateMapping(Mapping[K, V]):
    """A mapping whose content is fetched once, at the first look."""

    def __init__(self, fetch: Callable[[], Mapping[K, V]]) -> None:
        self._fetch = fetch

    @cached_property
    def _content(self) -> Mapping[K, V]:
        return self._fetch()

    def __getitem__(self, key: K) -> V:
        return self._content[key]

    def __iter__(self) -> Iterator[K]:
        return iter(self._content)

    def __len__(self) -> int:
        return len(self._content)


class LateSequence(Sequence[T]):
    """A sequence whose content is fetched once, at the first look."""

    def __init__(self, fetch: Callable[[], Sequence[T]]) -> None:
        self._fetch = fetch

    @cached_property
    def _content(self) -> Sequence[T]:
        return self._fetch()

    @overload
    def __getitem__(self, at: int) -> T: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[T]: ...
    def __getitem__(self, at: Any) -> Any:
        return self._content[at]

    def __len__(self) -> int:
        return len(self._content)
