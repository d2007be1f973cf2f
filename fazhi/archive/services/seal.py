"""Keep a file under a key of its own, so that removing the key erases it (personal data).

Basis: 《个人信息保护法》第四十七条

The digest stays in the ledger, so that erasing breaks no chain. The sealed file is a row of chunks, each AES-256-GCM
with its number and whether it is the last as associated data: chunks cannot be swapped, nor the file cut short.
"""

import os
import struct
import uuid
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.db import transaction

from fazhi.archive import shelves
from fazhi.archive.errors import Erased
from fazhi.archive.models import Blob, BlobKey
from fazhi.kernel.errors import BrokenFile

_TAG = 16


def keep(blob: Blob, plain: Path, at: datetime) -> Blob:
    """Put the plain file into the archive sealed, under a fresh key, and save the blob as sealed.

    A content that was there in the clear, or had been erased, is sealed from now on.
    """
    key = AESGCM.generate_key(bit_length=256)
    temporary = shelves.arriving() / f"{uuid.uuid4().hex}.part"
    try:
        with temporary.open("xb") as out:
            for piece in _sealed(plain, key):
                out.write(piece)
            out.flush()
            os.fsync(out.fileno())
        with transaction.atomic():
            blob.is_sealed, blob.erased_at = True, None
            blob.save()
            BlobKey.objects.update_or_create(blob=blob, defaults={"key": key, "made_at": at})
            shelves.settle(temporary, blob.digest)
    finally:
        temporary.unlink(missing_ok=True)
    return blob


def erase(digest: str, at: datetime) -> Blob:
    """Erase a sealed content for good: its key, then its file. The row and the digest stay.

    Raises BrokenFile for a content that was not sealed: copies of it could not be reached.
    """
    blob = Blob.objects.get(digest=digest)
    if not blob.is_sealed:
        raise BrokenFile("该文件不是加密保存的，不能以销毁密钥的方式删除。")
    with transaction.atomic():
        BlobKey.objects.filter(blob=blob).delete()
        blob.erased_at = blob.erased_at or at
        blob.save(update_fields=["erased_at"])
        transaction.on_commit(lambda: shelves.place(digest).unlink(missing_ok=True))
    return blob


def opened(blob: Blob) -> Iterator[bytes]:
    """The plain content of a sealed blob, piece by piece.

    Raises Erased when its key is gone, BrokenFile when the file was changed.
    """
    row = BlobKey.objects.filter(blob_id=blob.digest).first()
    if row is None:
        raise Erased("该文件含个人信息，已依法删除；其摘要仍留存在案。", "《个人信息保护法》第四十七条")
    box = AESGCM(bytes(row.key))
    left = shelves.place(blob.digest).stat().st_size
    with shelves.place(blob.digest).open("rb") as source:
        number = 0
        while piece := source.read(shelves.CHUNK + _TAG):
            left -= len(piece)
            try:
                yield box.decrypt(_nonce(number), piece, _place(number, left == 0))
            except InvalidTag as error:
                raise BrokenFile("归档文件已损坏或者被改动，请从备份恢复。") from error
            number += 1


def _sealed(plain: Path, key: bytes) -> Iterator[bytes]:
    box = AESGCM(key)
    left = plain.stat().st_size
    for number, piece in enumerate(shelves.chunks(plain)):
        left -= len(piece)
        yield box.encrypt(_nonce(number), piece, _place(number, left == 0))


def _nonce(number: int) -> bytes:
    # The key serves one file once, so a counter never repeats under it.
    return struct.pack(">IQ", 0, number)


def _place(number: int, is_last: bool) -> bytes:
    return struct.pack(">Q?", number, is_last)
