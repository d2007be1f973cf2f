"""What is searched besides the law library: collections that upper rooms plug in, each kept in step with its rows.

    plug(Source(MATTERS, entries=entries, manifest=manifest, stamp=stamp))

A find is where to look, never what to show: whoever asks reads the rows anew, under the conditions that say who may
see them, so that an index behind its rows shows nothing that they do not.
"""

import hashlib
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from uuid import UUID

from fazhi.search.embedded import EmbeddedIndex
from fazhi.search.errors import IndexMissing
from fazhi.search.index import Collection, Entry, Hit, Index, Question
from fazhi.search.words import MOST_CHARACTERS, fold, grams, shape_of

_NUMBER = re.compile(r"[0-9a-z]{6,}")


@dataclass(frozen=True, slots=True)
class Source:
    """A collection and the rows that it is made of.

    `stamp` names the state of the rows and is cheap: as long as it is the same, nothing else is asked. `manifest` gives
    each row's id with what changes when its entry must be made anew. `entries` makes the entries of these rows, of all
    rows when None; each has `number_of` its row's id as `key` and `group`.
    """

    collection: Collection
    entries: Callable[[Sequence[UUID] | None], Iterable[Entry]]
    manifest: Callable[[], Mapping[UUID, str]]
    stamp: Callable[[], str]

    @property
    def key(self) -> str:
        """The collection's key."""
        return self.collection.key

    @property
    def title(self) -> str:
        """The collection's name, as commands tell it."""
        return self.collection.title


_sources: dict[str, Source] = {}


def plug(source: Source) -> None:
    """Add a source, or put it in the place of the one of the same key."""
    _sources[source.key] = source


def plugged() -> tuple[Source, ...]:
    """All sources, in the order in which they were plugged in."""
    return tuple(_sources.values())


def number_of(row_id: UUID) -> int:
    """A row's id as the positive number of 63 bits that an index knows it by."""
    return (int.from_bytes(hashlib.sha256(row_id.bytes).digest()[:8]) >> 1) or 1


def index_of(home: Path, key: str) -> EmbeddedIndex:
    """The index of a plugged source below FAZHI_HOME, open once a process. Raises KeyError for an unknown key."""
    return _index(Path(home) / "search", _sources[key].collection)


@lru_cache(maxsize=16)
def _index(folder: Path, collection: Collection) -> EmbeddedIndex:
    return EmbeddedIndex(folder, collection)


def shapes() -> tuple[str, ...]:
    """What the indexes of all sources depend on besides their rows."""
    return tuple(f"{source.key} {shape_of(source.collection)}" for source in plugged())


def is_fresh(source: Source, index: Index) -> bool:
    """Whether the index is of the rows as they are."""
    state = index.state()
    return state is not None and state.stamp == source.stamp()


def refresh(source: Source, index: Index) -> int:
    """Bring the index in step with its rows. How many entries went in or out.

    1. The same stamp: nothing is done.
    2. No index, or more than half of it is new: it is made anew.
    3. Else only what differs goes out and in, as one change.

    The stamp is taken first, so that a row changed meanwhile is found by the next call. Raises IndexBusy.
    """
    stamp, state = source.stamp(), index.state()
    if state is not None and state.stamp == stamp:
        return 0
    wanted = _named(source)
    if state is None:
        return _anew(source, index, stamp, wanted)
    held = index.manifest()
    gone = [row for row in held if wanted.get(row) != held[row]]
    fresh = [row for row in wanted if held.get(row) != wanted[row]]
    if len(fresh) * 2 > len(wanted):
        return _anew(source, index, stamp, wanted)
    made = source.entries([UUID(row) for row in fresh]) if fresh else ()
    index.change([number_of(UUID(row)) for row in gone], made, stamp=stamp, manifest=wanted)
    return len(set(gone) | set(fresh))


def rebuild(source: Source, index: Index) -> int:
    """Make the index anew from its rows; the old one answers meanwhile. Raises IndexBusy."""
    stamp = source.stamp()
    return _anew(source, index, stamp, _named(source))


def refresh_all(home: Path) -> dict[str, int]:
    """Bring every plugged source's index in step; how many entries changed, by the source's title. Raises IndexBusy."""
    return {source.title: refresh(source, index_of(home, source.key)) for source in plugged()}


def keep(now: datetime) -> None:
    """Bring every plugged source's index in step, as a duty of the worker; web processes only read them."""
    from django.conf import settings

    refresh_all(Path(settings.FAZHI_HOME))


def near(home: Path, key: str, question: Question) -> list[Hit]:
    """The best finds in a source, or none while it has no index. Raises UnknownFilter."""
    try:
        return index_of(home, key).search(question)
    except IndexMissing:
        return []


def holds_half(text: str, question: str) -> bool:
    """Whether a text holds at least half of the question's pairs of characters, and so is worth showing.

    A long number, such as a code or a telephone, stands in it whole or the text is about another.
    """
    asked, held = fold(question[:MOST_CHARACTERS]), fold(text)
    if any(number not in held for number in _NUMBER.findall(asked)):
        return False
    pairs = set(grams(asked))
    return bool(pairs) and 2 * len(pairs & set(grams(held))) >= len(pairs)


def _named(source: Source) -> dict[str, str]:
    return {row.hex: digest for row, digest in source.manifest().items()}


def _anew(source: Source, index: Index, stamp: str, wanted: Mapping[str, str]) -> int:
    # A row that came after the manifest was read waits for the next call, or it could leave unnoticed.
    known = {number_of(UUID(row)) for row in wanted}
    made = (entry for entry in source.entries(None) if entry.group in known)
    return index.rebuild(made, stamp=stamp, manifest=wanted)
