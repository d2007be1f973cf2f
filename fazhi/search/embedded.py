"""The embedded index: files under FAZHI_HOME/search, one folder a collection, read where they lie (memory-mapped).

    laws/current          JSON: which generation is read, the stamp and the shape it was made with
    laws/g-…/             a generation: one tantivy index
    laws/writing          lock of the one process that may write

`current` is replaced in one step after a generation is complete, so that a process killed at any moment leaves the
old state or the new one. What a killed rebuild left behind is cleared by the next.
"""

import json
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import uuid4

import tantivy
from tantivy import Occur, Order, Query

from fazhi.search.changing import Changing
from fazhi.search.errors import IndexMissing
from fazhi.search.files import lock, replace_file
from fazhi.search.fusing import best, fuse
from fazhi.search.index import Collection, Counts, Entry, Field, Hit, Question, State
from fazhi.search.postings import conditions, document, schema
from fazhi.search.words import MOST_CHARACTERS, fold, grams, shape_of, words

DEPTH = 300
MOST_WORDS = 40
MOST_GRAMS = 80
_REBUILD_HEAP = 200_000_000
_CHANGE_HEAP = 30_000_000
_FACET_VALUES = 60
_PAGE = 5000


@dataclass(frozen=True, slots=True)
class _Open:
    """A generation as this process has it open; `mark` tells whether `current` has been replaced since."""

    mark: tuple[int, int]
    stamp: str
    index: tantivy.Index
    searcher: tantivy.Searcher


@dataclass(frozen=True, slots=True)
class Find:
    """A candidate: its key, score and place in the opened generation."""

    key: int
    score: float
    address: tantivy.DocAddress
    searcher: tantivy.Searcher | None = field(default=None, compare=False, repr=False)
    """What the address is one of, where the find may be read after another process has changed the index."""


@dataclass(frozen=True, slots=True)
class Halves:
    """Finds by words and by pairs of characters, each best first: keys with scores, and where each find stands."""

    words: list[tuple[int, float]]
    grams: list[tuple[int, float]]
    addresses: dict[int, tantivy.DocAddress]
    searcher: tantivy.Searcher | None = field(default=None, compare=False, repr=False)


class EmbeddedIndex(Changing):
    """A collection's index below `folder` (see `fazhi.search.index.Index`)."""

    def __init__(self, folder: Path, collection: Collection) -> None:
        self.collection = collection
        self.folder = folder / collection.key
        self._current = self.folder / "current"
        self._lock = self.folder / "writing"
        self._schema = schema(collection)
        self._shape = shape_of(collection)
        self._held: _Open | None = None

    # Reading

    def search(self, question: Question) -> list[Hit]:
        """The best finds, best first. Raises IndexMissing, UnknownFilter."""
        found = self.candidates(question, depth=question.limit)
        return [Hit(one.key, one.score, self.shown(one)) for one in found]

    def candidates(
        self,
        question: Question,
        *,
        depth: int = DEPTH,
        also: Sequence[tuple[str, float]] = (),
        only: str = "",
    ) -> list[Find]:
        """The best `depth` finds by words and by pairs of characters together.

        `also` are more words, with weights; `only` names the one field to look in. Raises IndexMissing, UnknownFilter.
        """
        if not question.text.strip():
            return self._all(question, depth)
        halves = self.halves(question, also=also, only=only)
        fused = fuse([(halves.words, 1.0), (halves.grams, 1.0)])
        return [Find(key, score, halves.addresses[key], halves.searcher) for key, score in best(fused, depth)]

    def halves(
        self,
        question: Question,
        *,
        also: Sequence[tuple[str, float]] = (),
        among: Sequence[int] = (),
        only: str = "",
    ) -> Halves:
        """The best finds of each half by itself; those of `among` that may be found are scored too, however low.

        Raises IndexMissing, UnknownFilter.
        """
        opened = self._opened()
        kept = conditions(self._schema, self.collection, question)
        text = fold(question.text[:MOST_CHARACTERS])
        weighted = [(word, 1.0) for word in dict.fromkeys(words(text))] + list(also)
        pairs = [(pair, 1.0) for pair in dict.fromkeys(grams(text))]
        addresses: dict[int, tantivy.DocAddress] = {}
        fields = [one for one in self.collection.fields if not only or one.name == only]
        weighted = self._rarest(opened, "w", weighted, MOST_WORDS)
        pairs = self._rarest(opened, "g", pairs, MOST_GRAMS)
        found = [
            self._ranked(opened, "w", weighted, fields, kept, addresses, among),
            self._ranked(opened, "g", pairs, fields, kept, addresses, among),
        ]
        return Halves(found[0], found[1], addresses, opened.searcher)

    def counts(self, question: Question) -> Counts:
        """Entries that hold at least half of the question's words, by facet. Raises IndexMissing, UnknownFilter."""
        opened = self._opened()
        kept = conditions(self._schema, self.collection, question)
        asked = list(dict.fromkeys(words(fold(question.text[:MOST_CHARACTERS]))))[:MOST_WORDS]
        if not asked:
            return Counts(0, dict.fromkeys(self.collection.facets, ()))
        held = [
            Query.disjunction_max_query([self._term("w", name, word) for name in self._names("w")])
            for word in asked
        ]
        least = len(asked) if len(asked) <= 2 else (len(asked) + 1) // 2
        matching = Query.boolean_query(
            [(Occur.Must, Query.boolean_query([(Occur.Should, one) for one in held], least)), *kept]
        )
        wanted = {
            name: {"terms": {"field": f"f_{name}", "size": _FACET_VALUES}} for name in self.collection.facets
        }
        # No facet can be called so: it is no Python name.
        wanted["#"] = {"value_count": {"field": "key"}}
        found = opened.searcher.aggregate(matching, wanted)
        facets = {
            name: tuple((str(one["key"]), int(one["doc_count"])) for one in found[name]["buckets"])
            for name in self.collection.facets
        }
        return Counts(int(found["#"]["value"]), facets)

    def fetch(self, keys: Sequence[int]) -> dict[int, Mapping[str, Any]]:
        """What is shown of these entries, by key. Raises IndexMissing."""
        return {one.key: self.shown(one) for one in self.find(keys)}

    def find(self, keys: Sequence[int]) -> list[Find]:
        """The entries of these keys, with score 0. Raises IndexMissing."""
        if not keys:
            return []
        opened = self._opened()
        these = Query.term_set_query(self._schema, "key", list(keys))
        hits = opened.searcher.search(these, len(keys), count=False).hits
        addresses = [address for _, address in hits]
        found = opened.searcher.fast_field_values("key", addresses)
        return [Find(int(key or 0), 0.0, address) for key, address in zip(found, addresses, strict=True)]

    def frequency(self, word: str, half: str = "g") -> int:
        """How many entries hold a word (`w`) or a pair of characters (`g`) in the first field. Raises IndexMissing."""
        return self._opened().searcher.doc_freq(f"{half}_{self._names(half)[0]}", word)

    def every(self) -> Iterator[Find]:
        """All entries, with score 0. Raises IndexMissing."""
        opened = self._opened()
        for start in range(0, opened.searcher.num_docs, _PAGE):
            hits = opened.searcher.search(Query.all_query(), _PAGE, count=False, offset=start).hits
            addresses = [address for _, address in hits]
            keys = opened.searcher.fast_field_values("key", addresses)
            for key, address in zip(keys, addresses, strict=True):
                yield Find(int(key or 0), 0.0, address)

    def shown(self, find: Find) -> Mapping[str, Any]:
        """What was given as `shown` with an entry."""
        kept = (find.searcher or self._opened().searcher).doc(find.address).get_first("shown")
        shown: Mapping[str, Any] = json.loads(bytes(kept or b"{}"))
        return shown

    def numbers(self, name: str, finds: Sequence[Find]) -> list[int]:
        """One of the collection's numbers for each find; 0 where an entry has none."""
        values = self._opened().searcher.fast_field_values(f"n_{name}", [one.address for one in finds])
        return [int(value or 0) for value in values]

    def state(self) -> State | None:
        """What the index is, or None when there is none that can be read."""
        try:
            opened = self._opened()
        except IndexMissing:
            return None
        size = sum(path.stat().st_size for path in self.folder.rglob("*") if path.is_file())
        return State(opened.stamp, opened.searcher.num_docs, size)

    # Writing

    def rebuild(
        self, entries: Iterable[Entry], *, stamp: str, manifest: Mapping[str, str] | None = None
    ) -> int:
        """Make a new generation beside the one in use and put it in its place. Raises IndexBusy."""
        self.folder.mkdir(parents=True, exist_ok=True)
        with lock(self._lock, self.collection.title):
            self._clear()
            name = f"g-{uuid4().hex}"
            place = self.folder / name
            place.mkdir()
            index = tantivy.Index(self._schema, str(place), reuse=False)
            writer = index.writer(_REBUILD_HEAP, 1)
            count = 0
            for entry in entries:
                writer.add_document(document(self.collection, entry))
                count += 1
            writer.commit()
            writer.wait_merging_threads()
            self._switch(name, stamp, manifest or {})
            self._clear()
        return count

    def manifest(self) -> Mapping[str, str]:
        """What the last `rebuild` or `change` said it holds. Raises IndexMissing."""
        self._opened()
        held: dict[str, str] = json.loads(
            (self.folder / self._told()["manifest"]).read_text(encoding="utf-8")
        )
        return held

    def _change(
        self,
        keys: Iterable[int],
        groups: Iterable[int],
        entries: Iterable[Entry],
        stamp: str | None,
        manifest: Mapping[str, str] | None,
    ) -> int:
        self._opened()
        with lock(self._lock, self.collection.title):
            opened = self._opened()
            writer = opened.index.writer(_CHANGE_HEAP, 1)
            count = 0
            # Deleting by term takes a whole number for a signed one and finds nothing in an unsigned field.
            for name, values in (("key", list(keys)), ("group", list(groups))):
                if values:
                    writer.delete_documents_by_query(Query.term_set_query(self._schema, name, values))
            for entry in entries:
                writer.delete_documents_by_query(Query.term_query(self._schema, "key", entry.key))
                writer.add_document(document(self.collection, entry))
                count += 1
            writer.commit()
            writer.wait_merging_threads()
            self._switch(self._told()["generation"], opened.stamp if stamp is None else stamp, manifest)
        return count

    def _switch(self, generation: str, stamp: str, manifest: Mapping[str, str] | None) -> None:
        told = self._told()
        if manifest is None:
            kept = told["manifest"]
        else:
            kept = f"m-{uuid4().hex}.json"
            replace_file(self.folder / kept, json.dumps(dict(manifest)))
        told = {"generation": generation, "stamp": stamp, "shape": self._shape, "manifest": kept}
        replace_file(self._current, json.dumps(told))

    def _clear(self) -> None:
        """Remove generations that are not in use. Who has one open still reads it to the end."""
        told = self._told()
        for place in self.folder.glob("g-*"):
            if place.name != told.get("generation"):
                shutil.rmtree(place)
        for file in self.folder.glob("m-*"):
            if file.name != told.get("manifest"):
                file.unlink()

    def _told(self) -> dict[str, str]:
        try:
            told: dict[str, str] = json.loads(self._current.read_text(encoding="utf-8"))
        except FileNotFoundError:
            return {}
        return told

    # Inside

    def _opened(self) -> _Open:
        """The generation in use; opened anew when another process has changed it."""
        try:
            seen = self._current.stat()
        except FileNotFoundError:
            raise IndexMissing(self.collection.title) from None
        mark = (seen.st_ino, seen.st_mtime_ns)
        held = self._held
        if held is not None and held.mark == mark:
            return held
        told = self._told()
        place = self.folder / told.get("generation", "")
        if told.get("shape") != self._shape or not tantivy.Index.exists(str(place)):
            raise IndexMissing(self.collection.title)
        index = tantivy.Index.open(str(place))
        index.config_reader("manual")
        index.reload()
        self._held = _Open(mark, told["stamp"], index, index.searcher())
        return self._held

    def _all(self, question: Question, depth: int) -> list[Find]:
        """What meets the filters, in the order of keys; nothing when there are none."""
        kept = conditions(self._schema, self.collection, question)
        if not question.filters:
            return []
        wanted = Query.boolean_query(kept)
        searcher = self._opened().searcher
        found = searcher.search(wanted, depth, count=False, order_by_field="key", order=Order.Asc)
        return [Find(int(key), 0.0, address, searcher) for key, address in found.hits]

    def _names(self, half: str) -> list[str]:
        return [one.name for one in self.collection.fields if (one.words if half == "w" else one.grams) > 0]

    def _term(self, half: str, name: str, term: str) -> Query:
        return Query.term_query(self._schema, f"{half}_{name}", term, "freq")

    def _rarest(
        self, opened: _Open, half: str, terms: list[tuple[str, float]], most: int
    ) -> list[tuple[str, float]]:
        """The terms, or of very many those that tell most: the rarest that are held at all."""
        if len(terms) <= most:
            return terms
        field = f"{half}_{self._names(half)[0]}"
        often = [(opened.searcher.doc_freq(field, term), place) for place, (term, _) in enumerate(terms)]
        return [terms[place] for count, place in sorted(often) if count][:most]

    def _ranked(
        self,
        opened: _Open,
        half: str,
        terms: list[tuple[str, float]],
        fields: Sequence[Field],
        kept: list[tuple[Occur, Query]],
        addresses: dict[int, tantivy.DocAddress],
        among: Sequence[int],
    ) -> list[tuple[int, float]]:
        weights = [(one.name, one.words if half == "w" else one.grams) for one in fields]
        parts = [
            (Occur.Should, Query.boost_query(self._term(half, name, term), weight * times))
            for term, times in terms
            for name, weight in weights
            if weight > 0
        ]
        if not parts and not among:
            return []
        ranked = self._scored(opened, [(Occur.Must, Query.boolean_query(parts)), *kept], DEPTH, addresses)
        held = {key for key, _ in ranked}
        if missed := [key for key in among if key not in held]:
            # Whoever holds none of the terms is found as well, with nothing.
            these = Query.boost_query(Query.term_set_query(self._schema, "key", missed), 0.0)
            ranked += self._scored(opened, [(Occur.Must, these), *parts, *kept], len(missed), addresses)
        return ranked

    def _scored(
        self,
        opened: _Open,
        clauses: list[tuple[Occur, Query]],
        most: int,
        addresses: dict[int, tantivy.DocAddress],
    ) -> list[tuple[int, float]]:
        hits = opened.searcher.search(Query.boolean_query(clauses), most, count=False).hits
        places = [address for _, address in hits]
        keys = [int(key or 0) for key in opened.searcher.fast_field_values("key", places)]
        addresses.update(zip(keys, places, strict=True))
        return [(key, float(score)) for key, (score, _) in zip(keys, hits, strict=True)]
