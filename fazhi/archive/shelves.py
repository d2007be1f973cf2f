"""Where the bytes lie: ARCHIVE_ROOT/ab/cd/<hex>, and ARCHIVE_ROOT/arriving for what is still on its way."""

import os
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

CHUNK = 1024 * 1024


def root() -> Path:
    return Path(settings.ARCHIVE_ROOT)


def place(digest: str) -> Path:
    """The path of a content. Raises ValueError for what is no digest, so that no path leaves the archive."""
    algorithm, _, value = digest.partition(":")
    if algorithm not in {"sm3", "sha256"} or len(value) != 64 or not set(value) <= set("0123456789abcdef"):
        raise ValueError(f"不是文件摘要：{digest!r}")
    return root() / value[:2] / value[2:4] / value


def arriving() -> Path:
    """The folder of unfinished files; it is on the same disk, so that a rename is one step."""
    folder = root() / "arriving"
    folder.mkdir(parents=True, exist_ok=True, mode=0o750)
    return folder


def settle(temporary: Path, digest: str) -> Path:
    """Move a finished file to its place, in one step that a power cut cannot halve.

    A file already there is replaced by the same content, which also heals one that has rotted.
    """
    target = place(digest)
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o750)
    temporary.chmod(0o440)
    temporary.replace(target)
    for folder in (target.parent, temporary.parent):
        _sync_folder(folder)
    return target


def chunks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as source:
        while piece := source.read(CHUNK):
            yield piece


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
