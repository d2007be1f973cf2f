"""The index on PostgreSQL: one store for many servers, behind the same interface as the embedded one.

PostgreSQL's own parsers know no Chinese, so text is cut by us and stored as a ready `tsvector`, once as words and once
as pairs of characters; the labels A to D of its positions tell the fields apart. PostgreSQL's `ts_rank` knows nothing
of how rare a term is, so the score is BM25 from the counts kept in `term`. Candidates are those that hold one of the
rarest terms; which terms these are is decided by how many entries they bring.

A change is one transaction: whoever asks meanwhile sees the old state, and a killed process leaves it.
"""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from math import log
from typing import TYPE_CHECKING, Any, LiteralString
from zlib import crc32

from fazhi.search.changing import Changing
from fazhi.search.errors import IndexBusy, IndexMissing, UnknownFilter
from fazhi.search.fusing import best, fuse
from fazhi.search.index import Collection, Counts, Entry, Hit, Question, State, Window
from fazhi.search.words import MOST_CHARACTERS, fold, grams, shape_of, words

if TYPE_CHECKING:
    from psycopg import Connection, Cursor

DEPTH = 300
MOST_TERMS = 60
# Entries that the rarest terms may bring before the commoner ones only add to the score.
MOST_CANDIDATES = 20_000
LABELS = "ABCD"
_K1, _B = 1.2, 0.75
_MOST_TIMES = 60
_BATCH = 1000
_PATIENCE_MILLISECONDS = 20_000

_TABLES: LiteralString = """
CREATE SCHEMA IF NOT EXISTS fazhi_search;
CREATE TABLE IF NOT EXISTS fazhi_search.collection (
    name text PRIMARY KEY, stamp text NOT NULL, shape text NOT NULL, manifest jsonb NOT NULL);
CREATE TABLE IF NOT EXISTS fazhi_search.entry (
    collection text NOT NULL, key bigint NOT NULL, part_of bigint NOT NULL, starts integer NOT NULL,
    ends integer NOT NULL, scopes text[] NOT NULL, held jsonb NOT NULL, shown json NOT NULL,
    w tsvector NOT NULL, g tsvector NOT NULL, w_count integer NOT NULL, g_count integer NOT NULL,
    PRIMARY KEY (collection, key));
CREATE INDEX IF NOT EXISTS entry_part_of ON fazhi_search.entry (collection, part_of);
CREATE INDEX IF NOT EXISTS entry_w ON fazhi_search.entry USING gin (w);
CREATE INDEX IF NOT EXISTS entry_g ON fazhi_search.entry USING gin (g);
CREATE TABLE IF NOT EXISTS fazhi_search.term (
    collection text NOT NULL, half char(1) NOT NULL, term text NOT NULL, entries integer NOT NULL,
    PRIMARY KEY (collection, half, term));
"""
_COUNT_TERMS: LiteralString = """
INSERT INTO fazhi_search.term (collection, half, term, entries)
SELECT collection, half, term, sum(times) FROM (
    SELECT e.collection, h.half, u.lexeme AS term, %(sign)s AS times
    FROM fazhi_search.entry e,
         LATERAL (VALUES ('w', e.w), ('g', e.g)) AS h(half, held), LATERAL unnest(h.held) AS u
    WHERE e.collection = %(collection)s AND (e.key = ANY(%(keys)s) OR e.part_of = ANY(%(groups)s))) AS counted
GROUP BY collection, half, term
ON CONFLICT (collection, half, term) DO UPDATE SET entries = fazhi_search.term.entries + EXCLUDED.entries
"""


class ClusterIndex(Changing):
    """A collection's index in the data base that `address` names (see `fazhi.search.index.Index`)."""

    def __init__(self, address: str, collection: Collection) -> None:
        if len(collection.fields) > len(LABELS):
            raise ValueError("PostgreSQL tells four fields apart")
        self.collection = collection
        self._address = address
        self._shape = shape_of(collection)

    # Reading

    def search(self, question: Question) -> list[Hit]:
        """The best finds, best first. Raises IndexMissing, UnknownFilter."""
        with self._reading() as cursor:
            where, values = self._conditions(question)
            if not question.text.strip():
                ranked = self._all(cursor, where, values, question) if question.filters else []
            else:
                text = fold(question.text[:MOST_CHARACTERS])
                halves = [
                    self._ranked(cursor, "w", words(text), where, values),
                    self._ranked(cursor, "g", grams(text), where, values),
                ]
                ranked = best(fuse([(half, 1.0) for half in halves]), question.limit)
            shown = self._shown(cursor, [key for key, _ in ranked])
        return [Hit(key, score, shown[key]) for key, score in ranked]

    def counts(self, question: Question) -> Counts:
        """Entries that hold at least half of the question's words, by facet. Raises IndexMissing, UnknownFilter."""
        with self._reading() as cursor:
            where, values = self._conditions(question)
            asked = list(dict.fromkeys(words(fold(question.text[:MOST_CHARACTERS]))))[:MOST_TERMS]
            if not asked:
                return Counts(0, dict.fromkeys(self.collection.facets, ()))
            values |= {
                "any": _any(asked),
                "asked": asked,
                "least": len(asked) if len(asked) <= 2 else (len(asked) + 1) // 2,
            }
            cursor.execute(
                f"""
                CREATE TEMPORARY TABLE matching ON COMMIT DROP AS SELECT e.held FROM fazhi_search.entry e
                WHERE {where} AND e.w @@ %(any)s::tsquery
                AND (SELECT count(*) FROM unnest(e.w) u WHERE u.lexeme = ANY(%(asked)s)) >= %(least)s
                """,  # noqa: S608 (see _conditions)
                values,
            )
            cursor.execute("SELECT count(*) FROM matching")
            total = int(_first(cursor))
            facets = {name: self._facet(cursor, name) for name in self.collection.facets}
        return Counts(total, facets)

    def fetch(self, keys: Sequence[int]) -> dict[int, Mapping[str, Any]]:
        """What is shown of these entries, by key. Raises IndexMissing."""
        with self._reading() as cursor:
            return self._shown(cursor, keys)

    def manifest(self) -> Mapping[str, str]:
        """What the last `rebuild` or `change` said it holds. Raises IndexMissing."""
        with self._reading() as cursor:
            cursor.execute(
                "SELECT manifest FROM fazhi_search.collection WHERE name = %s", [self.collection.key]
            )
            held: dict[str, str] = _first(cursor)
        return held

    def state(self) -> State | None:
        """What the index is, or None when there is none that can be read."""
        try:
            with self._reading() as cursor:
                cursor.execute(
                    "SELECT c.stamp, (SELECT count(*) FROM fazhi_search.entry e WHERE e.collection = c.name)"
                    " FROM fazhi_search.collection c WHERE c.name = %s",
                    [self.collection.key],
                )
                row = cursor.fetchone()
        except IndexMissing:
            return None
        assert row is not None
        return State(str(row[0]), int(row[1]), 0)

    # Writing

    def rebuild(
        self, entries: Iterable[Entry], *, stamp: str, manifest: Mapping[str, str] | None = None
    ) -> int:
        """Make the index anew in one transaction. Raises IndexBusy."""
        with self._writing() as cursor:
            cursor.execute(_TABLES)
            cursor.execute("DELETE FROM fazhi_search.entry WHERE collection = %s", [self.collection.key])
            cursor.execute("DELETE FROM fazhi_search.term WHERE collection = %s", [self.collection.key])
            count = self._insert(cursor, entries)
            cursor.execute(
                "INSERT INTO fazhi_search.collection VALUES (%s, %s, %s, %s) ON CONFLICT (name) DO UPDATE"
                " SET stamp = EXCLUDED.stamp, shape = EXCLUDED.shape, manifest = EXCLUDED.manifest",
                [self.collection.key, stamp, self._shape, json.dumps(dict(manifest or {}))],
            )
        return count

    def _change(
        self,
        keys: Iterable[int],
        groups: Iterable[int],
        entries: Iterable[Entry],
        stamp: str | None,
        manifest: Mapping[str, str] | None,
    ) -> int:
        with self._writing() as cursor:
            self._check(cursor)
            self._delete(cursor, list(keys), list(groups))
            count = self._insert(cursor, entries)
            cursor.execute(
                "UPDATE fazhi_search.collection SET stamp = coalesce(%s, stamp),"
                " manifest = coalesce(%s::jsonb, manifest) WHERE name = %s",
                [stamp, None if manifest is None else json.dumps(dict(manifest)), self.collection.key],
            )
        return count

    def _delete(self, cursor: "Cursor[Any]", keys: list[int], groups: list[int]) -> None:
        values = {"collection": self.collection.key, "keys": keys, "groups": groups, "sign": -1}
        cursor.execute(_COUNT_TERMS, values)
        cursor.execute(
            "DELETE FROM fazhi_search.entry WHERE collection = %(collection)s"
            " AND (key = ANY(%(keys)s) OR part_of = ANY(%(groups)s))",
            values,
        )

    def _insert(self, cursor: "Cursor[Any]", entries: Iterable[Entry]) -> int:
        count = 0
        for batch in _batches(entries):
            # Of several with one key the last counts.
            kept = list({entry.key: entry for entry in batch}.values())
            keys = [entry.key for entry in kept]
            self._delete(cursor, keys, [])
            cursor.executemany(
                "INSERT INTO fazhi_search.entry VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s::tsvector, %s::tsvector, %s, %s)",
                [self._row(entry) for entry in kept],
            )
            cursor.execute(
                _COUNT_TERMS, {"collection": self.collection.key, "keys": keys, "groups": [], "sign": 1}
            )
            count += len(batch)
        return count

    def _row(self, entry: Entry) -> list[Any]:
        texts = [fold(entry.texts.get(one.name, "")) for one in self.collection.fields]
        held = {name: list(values) for name, values in {**entry.facets, **entry.marks}.items()}
        by_words = [
            words(text) if one.words else [] for one, text in zip(self.collection.fields, texts, strict=True)
        ]
        by_grams = [
            grams(text) if one.grams else [] for one, text in zip(self.collection.fields, texts, strict=True)
        ]
        return [
            self.collection.key, entry.key, entry.group, entry.starts, entry.ends, list(entry.scopes or ("*",)),
            json.dumps(held, ensure_ascii=False), json.dumps(dict(entry.shown), ensure_ascii=False),
            _vector(by_words), _vector(by_grams), len(by_words[0]), len(by_grams[0]),
        ]  # fmt: skip

    # Inside

    @contextmanager
    def _connected(self) -> Iterator["Connection[Any]"]:
        import psycopg

        with psycopg.connect(self._address) as connection:
            yield connection

    @contextmanager
    def _reading(self) -> Iterator["Cursor[Any]"]:
        with self._connected() as connection, connection.cursor() as cursor:
            self._check(cursor)
            yield cursor

    @contextmanager
    def _writing(self) -> Iterator["Cursor[Any]"]:
        """A transaction that no other writer of this collection runs beside. Raises IndexBusy."""
        from psycopg.errors import LockNotAvailable

        with self._connected() as connection, connection.cursor() as cursor:
            cursor.execute(f"SET LOCAL lock_timeout = {_PATIENCE_MILLISECONDS}")
            try:
                cursor.execute(
                    "SELECT pg_advisory_xact_lock(%s)", [crc32(f"fazhi {self.collection.key}".encode())]
                )
            except LockNotAvailable:
                raise IndexBusy(self.collection.title) from None
            yield cursor

    def _check(self, cursor: "Cursor[Any]") -> None:
        cursor.execute("SELECT to_regclass('fazhi_search.collection')")
        if _first(cursor) is not None:
            cursor.execute("SELECT shape FROM fazhi_search.collection WHERE name = %s", [self.collection.key])
            row = cursor.fetchone()
            if row is not None and row[0] == self._shape:
                return
        raise IndexMissing(self.collection.title)

    def _conditions(self, question: Question) -> tuple[str, dict[str, Any]]:
        """What every find must be, in SQL with named values. Raises UnknownFilter."""
        known = self.collection.facets + self.collection.marks
        parts = ["e.collection = %(collection)s"]
        values: dict[str, Any] = {"collection": self.collection.key}
        for place, (name, wanted) in enumerate(question.filters.items()):
            if name not in known:
                raise UnknownFilter(name, known)
            parts.append(f"e.held -> %(name{place})s ?| %(wanted{place})s")
            values |= {f"name{place}": name, f"wanted{place}": list(wanted)}
        if question.day is not None:
            values["day"] = question.day
            parts.append(
                {
                    Window.VALID: "e.starts <= %(day)s AND e.ends > %(day)s",
                    Window.ENDED: "e.ends <= %(day)s",
                    Window.FUTURE: "e.starts > %(day)s",
                }[question.window]
            )
        if question.scopes is not None:
            values["scopes"] = ["*", *question.scopes]
            parts.append("e.scopes && %(scopes)s")
        return " AND ".join(parts), values

    def _all(
        self, cursor: "Cursor[Any]", where: str, values: dict[str, Any], question: Question
    ) -> list[tuple[int, float]]:
        cursor.execute(
            f"SELECT e.key FROM fazhi_search.entry e WHERE {where} ORDER BY e.key LIMIT %(limit)s",  # noqa: S608 (see _conditions)
            values | {"limit": question.limit},
        )
        return [(int(key), 0.0) for (key,) in cursor.fetchall()]

    def _ranked(
        self, cursor: "Cursor[Any]", half: str, terms: list[str], where: str, values: dict[str, Any]
    ) -> list[tuple[int, float]]:
        """The best of one half by BM25, among those that hold one of the rarest terms."""
        name = self.collection.key
        cursor.execute(
            "SELECT term, entries FROM fazhi_search.term"
            " WHERE collection = %s AND half = %s AND term = ANY(%s) AND entries > 0 ORDER BY entries, term LIMIT %s",
            [name, half, list(dict.fromkeys(terms)), MOST_TERMS],
        )
        counts = {str(term): int(entries) for term, entries in cursor.fetchall()}
        if not counts:
            return []
        cursor.execute(
            f"SELECT count(*), coalesce(avg({half}_count), 1) FROM fazhi_search.entry WHERE collection = %s",  # noqa: S608 (w or g)
            [name],
        )
        row = cursor.fetchone()
        assert row is not None
        total, average = int(row[0]), max(float(row[1]), 1.0)
        rare: list[str] = []
        brought = 0
        for term, entries in counts.items():
            if rare and brought + entries > MOST_CANDIDATES:
                break
            rare.append(term)
            brought += entries
        weights = [one.words if half == "w" else one.grams for one in self.collection.fields]
        cursor.execute(
            f"""
            SELECT e.key, sum(q.idf * t.times / (t.times + %(k1)s * (1 - %(b)s + %(b)s * e.{half}_count / %(average)s)))
            FROM fazhi_search.entry e, LATERAL unnest(e.{half}) u
            JOIN unnest(%(terms)s::text[], %(idfs)s::float8[]) AS q(term, idf) ON q.term = u.lexeme,
            LATERAL (SELECT sum((%(weights)s::float8[])[ascii(l) - 64]) AS times FROM unnest(u.weights) l) t
            WHERE {where} AND e.{half} @@ %(rare)s::tsquery
            GROUP BY e.key ORDER BY 2 DESC, 1 LIMIT %(depth)s
            """,  # noqa: S608 (half is w or g, see _conditions for the rest)
            values
            | {
                "k1": _K1,
                "b": _B,
                "average": average,
                "terms": list(counts),
                "idfs": [log(1 + (total - n + 0.5) / (n + 0.5)) for n in counts.values()],
                "weights": weights,
                "rare": _any(rare),
                "depth": DEPTH,
            },
        )
        return [(int(key), float(score)) for key, score in cursor.fetchall()]

    def _shown(self, cursor: "Cursor[Any]", keys: Sequence[int]) -> dict[int, Mapping[str, Any]]:
        cursor.execute(
            "SELECT key, shown FROM fazhi_search.entry WHERE collection = %s AND key = ANY(%s)",
            [self.collection.key, list(keys)],
        )
        return {int(key): shown for key, shown in cursor.fetchall()}

    def _facet(self, cursor: "Cursor[Any]", name: str) -> tuple[tuple[str, int], ...]:
        cursor.execute(
            "SELECT v, count(*) FROM matching, jsonb_array_elements_text(coalesce(held -> %s, '[]')) v"
            " GROUP BY v ORDER BY 2 DESC, 1 LIMIT 60",
            [name],
        )
        return tuple((str(value), int(count)) for value, count in cursor.fetchall())


def _first(cursor: "Cursor[Any]") -> Any:
    row = cursor.fetchone()
    return None if row is None else row[0]


def _batches(entries: Iterable[Entry]) -> Iterator[list[Entry]]:
    batch: list[Entry] = []
    for entry in entries:
        batch.append(entry)
        if len(batch) == _BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def _quoted(term: str) -> str:
    return "'" + term.replace("\\", "\\\\").replace("'", "''") + "'"


def _any(terms: Sequence[str]) -> str:
    return " | ".join(_quoted(term) for term in terms)


def _vector(fields: Sequence[Sequence[str]]) -> str:
    """A tsvector as text: each term with as many positions as it has places, labelled by field."""
    places: dict[str, list[str]] = {}
    for label, terms in zip(LABELS, fields, strict=False):
        for term, times in Counter(terms).items():
            held = places.setdefault(term, [])
            held += [f"{len(held) + n + 1}{label}" for n in range(min(times, _MOST_TIMES))]
    return " ".join(f"{_quoted(term)}:{','.join(held)}" for term, held in places.items())
