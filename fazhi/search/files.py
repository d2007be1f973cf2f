"""Files that are whole or not there, and the lock that lets one process write."""

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from fazhi.search.errors import IndexBusy

PATIENCE_SECONDS = 20.0
_LOOK_AGAIN_SECONDS = 0.05


def replace_file(path: Path, text: str) -> None:
    """Write a file so that a reader, or a crash, finds the old content or the new, and the new is on the disk."""
    fresh = path.with_suffix(".new")
    with fresh.open("w", encoding="utf-8") as out:
        out.write(text)
        out.flush()
        os.fsync(out.fileno())
    fresh.replace(path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


@contextmanager
def lock(path: Path, title: str, patience: float = PATIENCE_SECONDS) -> Iterator[None]:
    """Hold the lock file while the block runs; the system lets go of it when the process dies.

    Raises IndexBusy when another process holds it for longer than `patience` seconds.
    """
    with path.open("a") as held:
        until = time.monotonic() + patience
        while True:
            try:
                fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if time.monotonic() >= until:
                    raise IndexBusy(title) from None
                time.sleep(_LOOK_AGAIN_SECONDS)
        yield
