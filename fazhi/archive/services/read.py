"""Give a file back, never without checking it."""

from collections.abc import Iterator

from fazhi.archive import shelves
from fazhi.archive.errors import Erased
from fazhi.archive.models import Blob
from fazhi.archive.services import seal
from fazhi.kernel.digests import Hasher
from fazhi.kernel.errors import BrokenFile

CHECK_FIRST = 64 * 1024 * 1024
"""Up to this size in bytes a file is read through once before its first byte is sent."""


def read(digest: str) -> bytes:
    """The whole content. Raises BrokenFile when it is missing, changed or erased."""
    return b"".join(open_checked(digest))


def open_checked(digest: str) -> Iterator[bytes]:
    """The content piece by piece; the end raises BrokenFile if the digest of what was read is another."""
    kept = _readable(digest)
    hasher = Hasher(digest.partition(":")[0])
    for piece in _pieces(kept):
        hasher.update(piece)
        yield piece
    if hasher.value() != digest:
        raise BrokenFile("归档文件已损坏或者被改动，请从备份恢复。")


def check(digest: str) -> None:
    """Read the content through. Raises BrokenFile when it is missing or changed, Erased when it was erased by law."""
    for _ in open_checked(digest):
        pass


def stream(digest: str) -> Iterator[bytes]:
    """The content for sending: checked before this returns up to 64 MB, beyond that while it is sent.

    So a missing, erased or small broken file is refused before an answer has begun. A larger file that proves broken
    ends with BrokenFile before its last piece has been sent: the receiver has an incomplete file, never a whole wrong
    one.
    """
    kept = _readable(digest)
    if kept.size <= CHECK_FIRST:
        check(digest)
    elif not shelves.place(digest).exists():
        raise BrokenFile("归档文件缺失，请从备份恢复。")
    return _behind(open_checked(digest))


def _behind(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """The same pieces, each given only when the next has been read, the last when the whole has been checked."""
    held: bytes | None = None
    for piece in pieces:
        if held is not None:
            yield held
        held = piece
    if held is not None:
        yield held


def blob(digest: str) -> Blob:
    """The row of a kept content. Raises BrokenFile when there is none."""
    found = Blob.objects.filter(digest=digest).first()
    if found is None:
        raise BrokenFile("没有这份归档文件。")
    return found


def _readable(digest: str) -> Blob:
    found = blob(digest)
    if found.erased_at is not None:
        raise Erased("该文件含个人信息，已依法删除；其摘要仍留存在案。", "《个人信息保护法》第四十七条")
    return found


def _pieces(kept: Blob) -> Iterator[bytes]:
    try:
        if kept.is_sealed:
            yield from seal.opened(kept)
        else:
            yield from shelves.chunks(shelves.place(kept.digest))
    except FileNotFoundError as error:
        raise BrokenFile("归档文件缺失，请从备份恢复。") from error
