"""One index interface for laws, documents, disclosures and cases, whatever holds the postings.

    LAWS = Collection("laws", "法规", fields=(Field("text"), Field("name", words=0.2, grams=0.3)), facets=("level",))
    index.put([Entry(7, texts={"text": "…", "name": "…"}, facets={"level": ("law",)})])
    index.search(Question("借钱不还怎么办", filters={"level": ("law",)}))

An index is made anew beside the old one and then put in its place (`rebuild`), follows single changes (`put`,
`remove`), and after a killed process holds what it held before the call or after it, never a part.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Protocol

NEVER = 99991231
"""The end of what has no end, as a number of year, month and day."""


class Window(StrEnum):
    """What the day of a question has to do with an entry's days."""

    VALID = "valid"
    ENDED = "ended"
    FUTURE = "future"


@dataclass(frozen=True, slots=True)
class Field:
    """A text that is searched; the weights say how much a hit in it counts as words and as pairs of characters."""

    name: str
    words: float = 1.0
    grams: float = 1.0


@dataclass(frozen=True, slots=True)
class Collection:
    """What one kind of thing looks like in the index: its texts, its facets and its numbers.

    `facets` are texts counted and filtered by, `marks` texts only filtered by (a name, a number), `numbers` whole
    numbers kept with each entry for the ranking to read.
    """

    key: str
    title: str
    fields: tuple[Field, ...]
    facets: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing in the index. `key` is positive, `group` what it is a part of (an article's edition), 0 for nothing.

    `starts` (inclusive) and `ends` (exclusive) bound the days on which it is found, as 20260131. `scopes` are the
    marks of those who may find it, such as `public` or `region:/15/1502/`; none means everybody. `shown` is given back
    with a hit as it is.
    """

    key: int
    texts: Mapping[str, str]
    facets: Mapping[str, Sequence[str]] = field(default_factory=dict)
    marks: Mapping[str, Sequence[str]] = field(default_factory=dict)
    numbers: Mapping[str, int] = field(default_factory=dict)
    group: int = 0
    starts: int = 0
    ends: int = NEVER
    scopes: tuple[str, ...] = ()
    shown: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked: words, and what the finds must be. Values of one facet or mark are alternatives, facets all hold.

    Without words every entry that meets the filters is a find, in the order of keys.

    `day` (as 20260131) keeps what is valid on it, or what has ended or is to come by then as `window` says. `scopes` are the marks the asker has; None asks for everything, for
    asking on the platform's own behalf.
    """

    text: str
    filters: Mapping[str, Sequence[str]] = field(default_factory=dict)
    day: int | None = None
    window: Window = Window.VALID
    scopes: tuple[str, ...] | None = None
    limit: int = 10


@dataclass(frozen=True, slots=True)
class Hit:
    """A find; a higher score is better, and scores of two questions cannot be compared."""

    key: int
    score: float
    shown: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Counts:
    """How many entries match, and of these how many there are of each value of each facet, commonest first."""

    total: int
    facets: Mapping[str, tuple[tuple[str, int], ...]]


@dataclass(frozen=True, slots=True)
class State:
    """What an index is: `stamp` names the state of the source it was made from, `entries` how many it holds."""

    stamp: str
    entries: int
    size: int
    """Bytes it takes; 0 where the store does not tell."""


class Index(Protocol):
    """What every back end does. All of them pass the same tests."""

    collection: Collection

    def put(self, entries: Iterable[Entry], *, stamp: str | None = None) -> int:
        """Add entries, or replace those of the same key; all of them or none. How many there were.

        Raises IndexMissing, IndexBusy.
        """

    def remove(self, keys: Iterable[int], *, stamp: str | None = None) -> None:
        """Take entries out; unknown keys are passed over. Raises IndexMissing, IndexBusy."""

    def change(
        self, groups: Iterable[int], entries: Iterable[Entry], *, stamp: str, manifest: Mapping[str, str]
    ) -> int:
        """Take whole groups out and put entries in, as one change. Raises IndexMissing, IndexBusy."""

    def rebuild(
        self, entries: Iterable[Entry], *, stamp: str, manifest: Mapping[str, str] | None = None
    ) -> int:
        """Make the index anew beside the old one, which answers meanwhile, and put it in its place.

        Raises IndexBusy.
        """

    def manifest(self) -> Mapping[str, str]:
        """What the last `rebuild` or `change` said it holds, such as each group with its digest. Raises IndexMissing."""

    def search(self, question: Question) -> list[Hit]:
        """The best finds, best first.

        Raises IndexMissing, UnknownFilter.
        """

    def counts(self, question: Question) -> Counts:
        """Entries that hold at least half of the question's words, counted by facet.

        Raises IndexMissing, UnknownFilter.
        """

    def fetch(self, keys: Sequence[int]) -> dict[int, Mapping[str, Any]]:
        """What is shown of these entries, by key; unknown keys are left out.

        Raises IndexMissing.
        """

    def state(self) -> State | None:
        """What the index is, or None when there is none."""
