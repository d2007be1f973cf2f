"""The three small changes of an index, each of which a back end does as one."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping

from fazhi.search.index import Entry


class Changing(ABC):
    """What the back ends share: entries put, taken out and exchanged by groups all come down to one change."""

    def put(self, entries: Iterable[Entry], *, stamp: str | None = None) -> int:
        """Add entries or replace those of the same key. Raises IndexMissing, IndexBusy."""
        return self._change((), (), entries, stamp, None)

    def remove(self, keys: Iterable[int], *, stamp: str | None = None) -> None:
        """Take entries out. Raises IndexMissing, IndexBusy."""
        self._change(keys, (), (), stamp, None)

    def change(
        self, groups: Iterable[int], entries: Iterable[Entry], *, stamp: str, manifest: Mapping[str, str]
    ) -> int:
        """Take whole groups out and put entries in, as one change. Raises IndexMissing, IndexBusy."""
        return self._change((), groups, entries, stamp, manifest)

    @abstractmethod
    def _change(
        self,
        keys: Iterable[int],
        groups: Iterable[int],
        entries: Iterable[Entry],
        stamp: str | None,
        manifest: Mapping[str, str] | None,
    ) -> int:
        """Take keys and groups out and put entries in: all of it or none. How many were put in."""
