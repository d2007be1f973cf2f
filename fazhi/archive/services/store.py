"""Take a file in."""

import errno
import os
import uuid
from collections.abc import Collection, Iterator
from datetime import datetime
from pathlib import Path
from typing import IO, Any

from django.conf import settings

from fazhi.archive import filenames, shelves
from fazhi.archive.models import Blob
from fazhi.archive.services import seal
from fazhi.archive.sniffing import looks_like_recording, recognise
from fazhi.archive.vocabulary import ALLOWED
from fazhi.kernel.digests import Hasher
from fazhi.kernel.errors import BrokenFile
from fazhi.statements import Fixed

MEGABYTE = 1024 * 1024


def limits() -> tuple[int, int]:
    """The greatest sizes in bytes: of any file (setting ARCHIVE_LIMIT) and of sound and video (ARCHIVE_MEDIA_LIMIT)."""
    plain = int(getattr(settings, "ARCHIVE_LIMIT", 200 * MEGABYTE))
    return plain, int(getattr(settings, "ARCHIVE_MEDIA_LIMIT", 2048 * MEGABYTE))


def store(
    content: bytes | IO[bytes] | Any,
    *,
    name: str,
    at: datetime,
    limit: int | None = None,
    kinds: Collection[str] = ALLOWED,
    sealed: bool = False,
) -> Blob:
    """Take in a file under its digest (SM3) and give its row; the same content is kept once.

    `content` is bytes, a binary file or an upload with `chunks()`. `limit` is in bytes; without it the settings hold.
    `sealed` keeps it under a key of its own, so that it can be erased.

    Raises BrokenFile, with a sentence that says what the file is and what to do, when it is empty, too large, cut
    short, of a kind not taken, or not what its name says. Nothing is left behind then.
    """
    name = filenames.clean(name)
    temporary = shelves.arriving() / f"{uuid.uuid4().hex}.part"
    try:
        digest, size = _receive(content, temporary, name, limit)
        kind = recognise(temporary, name, kinds)
        blob = _known(digest)
        if blob is not None and (blob.is_sealed or sealed):
            return seal.keep(blob, temporary, at)
        if sealed:
            blob = Blob(digest=digest, size=size, media_type=kind.media_type, stored_at=at)
            return seal.keep(blob, temporary, at)
        shelves.settle(temporary, digest)
    finally:
        temporary.unlink(missing_ok=True)
    if blob is None:
        blob = Blob(digest=digest, size=size, media_type=kind.media_type, stored_at=at)
        # Two who store the same content at once write the same row.
        Blob.objects.bulk_create([blob], ignore_conflicts=True)
    return blob


_BLOB: Fixed[Blob] = Fixed(lambda *, digest: Blob.objects.filter(digest=digest))


def _known(digest: str) -> Blob | None:
    return _BLOB.first(digest=digest)


def _receive(content: Any, temporary: Path, name: str, limit: int | None) -> tuple[str, int]:
    """Write the content down, counting; stops at the first byte over the limit. Gives digest and size."""
    plain, recording = limits()
    most = limit
    hasher = Hasher("sm3")
    size = 0
    try:
        with temporary.open("xb") as out:
            for piece in _pieces(content):
                if most is None:
                    most = recording if looks_like_recording(piece) else plain
                size += len(piece)
                if size > most:
                    raise BrokenFile(f"文件“{name}”超过 {_megabytes(most)}，请压缩、拆分后分件上传。")
                hasher.update(piece)
                out.write(piece)
            out.flush()
            os.fsync(out.fileno())
    except OSError as error:
        if error.errno in {errno.ENOSPC, errno.EDQUOT}:
            raise BrokenFile("服务器存储空间不足，文件没有保存，请联系系统管理员。") from error
        raise
    if size == 0:
        raise BrokenFile(f"文件“{name}”是空的（0 字节），请检查原文件后重新上传。")
    return hasher.value(), size


def _pieces(content: Any) -> Iterator[bytes]:
    if isinstance(content, bytes | bytearray | memoryview):
        if content:
            yield bytes(content)
    elif hasattr(content, "chunks"):
        yield from (piece for piece in content.chunks(shelves.CHUNK) if piece)
    else:
        while piece := content.read(shelves.CHUNK):
            yield piece


def _megabytes(size: int) -> str:
    return f"{size // MEGABYTE} MB" if size >= MEGABYTE else f"{size} 字节"
