"""Acts of whole penalty cases through the engine: how long each takes, how much it asks, and what it writes."""

import shutil
import sqlite3
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import connection, connections

from fazhi.domains.enforcement.demo import drive, walking
from fazhi.people.demo import DemoPeople
from fazhi.statements import Kept

SEED = 20261122


@dataclass
class Act:
    """One act: its key, how long it took and how much of that it computed, how many statements it sent, whether files came with it, what it wrote."""

    key: str
    seconds: float
    cpu: float = 0.0
    queries: int = 0
    files: int = 0
    writes: list[tuple[str, Sequence[Any]]] = field(default_factory=list)


@dataclass
class Measured:
    """The acts of one run, in order."""

    acts: list[Act] = field(default_factory=list)

    def without_files(self) -> list[Act]:
        """Acts that bring no file: those that only write rows."""
        return [act for act in self.acts if not act.files]


@contextmanager
def watched(measured: Measured, *, listening: bool) -> Iterator[None]:
    """Time every act that the sample cases do; with `listening` note its statements too, which costs time itself."""
    kept = walking.perform, walking.open_matter

    def around(act: Callable[..., Any], key_at: int) -> Callable[..., Any]:
        def timed(*args: Any, **kwargs: Any) -> Any:
            files = args[4] if len(args) > 4 else ()
            noted = Act(str(args[key_at]), 0.0, files=len(files))

            def listen(run: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
                noted.queries += 1
                if sql.startswith(("INSERT", "UPDATE", "DELETE")):
                    noted.writes.append((sql, tuple(params or ())))
                return run(sql, params, many, context)

            began, worked = time.perf_counter(), time.process_time()
            if listening:
                with connection.execute_wrapper(listen):
                    done = act(*args, **kwargs)
            else:
                done = act(*args, **kwargs)
            noted.seconds, noted.cpu = time.perf_counter() - began, time.process_time() - worked
            measured.acts.append(noted)
            return done

        return timed

    walking.perform, walking.open_matter = around(kept[0], 1), around(kept[1], 0)
    try:
        yield
    finally:
        walking.perform, walking.open_matter = kept


def run(people: DemoPeople, cases: int, at: datetime, *, listening: bool) -> Measured:
    """Drive so many sample cases."""
    measured = Measured()
    with watched(measured, listening=listening):
        drive(people, cases=cases, seed=SEED, at=at, passed=lambda: None)
    return measured


def copied(database: Path, to: Path) -> Path:
    """A copy of the database as it stands on disk."""
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connections.close_all()
    shutil.copyfile(database, to)
    return to


def restored(database: Path, copy: Path) -> None:
    """Put the database back to how it was copied."""
    connections.close_all()
    for part in ("", "-wal", "-shm"):
        database.with_name(database.name + part).unlink(missing_ok=True)
    shutil.copyfile(copy, database)
    # The process remembers which layouts and editions a commit has stored; this file does not hold them yet.
    Kept.forget()


def bare(database: Path, acts: Sequence[Act]) -> list[Act]:
    """The same rows, written by the standard library's sqlite3 in one durable transaction an act."""
    db = sqlite3.connect(database, isolation_level=None)
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "cache_size=-65536"):
        db.execute(f"PRAGMA {pragma}")
    taken = []
    for act in acts:
        began, worked = time.perf_counter(), time.process_time()
        db.execute("BEGIN IMMEDIATE")
        for sql, params in act.writes:
            db.execute(sql.replace("%s", "?").replace("%%", "%"), params)
        db.execute("COMMIT")
        taken.append(Act(act.key, time.perf_counter() - began, time.process_time() - worked))
    db.close()
    return taken
