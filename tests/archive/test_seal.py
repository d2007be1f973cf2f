"""Personal data is kept under a key of its own; without the key it is gone, and the record still stands."""

import pytest

from fazhi.archive.errors import Erased
from fazhi.archive.models import Blob, BlobKey
from fazhi.archive.services import check, read, store, stream
from fazhi.archive.services.seal import erase
from fazhi.archive.shelves import place
from fazhi.kernel.digests import digest
from fazhi.kernel.errors import BrokenFile
from tests.archive.conftest import AT, lying_in

pytestmark = pytest.mark.django_db
TEXT = ("身份证号 150203199001011234\n" * 60_000).encode()


@pytest.fixture
def sealed():
    return store(TEXT, name="身份证.txt", at=AT, sealed=True)


def test_it_reads_like_any_other_and_lies_there_unreadable(sealed, shelf):
    assert sealed.digest == digest(TEXT)
    assert read(sealed.digest) == TEXT == b"".join(stream(sealed.digest))
    [path] = lying_in(shelf)
    assert b"150203" not in path.read_bytes()


def test_erasing_takes_key_and_file_and_leaves_the_digest(sealed, shelf, django_capture_on_commit_callbacks):
    copy = place(sealed.digest).read_bytes()
    with django_capture_on_commit_callbacks(execute=True):
        erase(sealed.digest, AT)
    assert lying_in(shelf) == []
    assert not BlobKey.objects.exists()
    assert Blob.objects.get().erased_at == AT
    for reader in (read, check, lambda d: list(stream(d))):
        with pytest.raises(Erased, match="已依法删除"):
            reader(sealed.digest)
    place(sealed.digest).write_bytes(copy)
    with pytest.raises(Erased):
        read(sealed.digest)
    erase(sealed.digest, AT)


def test_it_can_be_taken_in_again_under_another_key(sealed):
    first = bytes(BlobKey.objects.get().key)
    erase(sealed.digest, AT)
    again = store(TEXT, name="身份证.txt", at=AT)
    assert again.is_sealed
    assert again.erased_at is None
    assert read(sealed.digest) == TEXT
    assert bytes(BlobKey.objects.get().key) != first


def test_a_content_that_lay_in_the_clear_is_sealed_from_then_on(shelf):
    store(TEXT, name="a.txt", at=AT)
    assert not Blob.objects.get().is_sealed
    store(TEXT, name="a.txt", at=AT, sealed=True)
    assert Blob.objects.get().is_sealed
    [path] = lying_in(shelf)
    assert b"150203" not in path.read_bytes()
    assert read(digest(TEXT)) == TEXT


@pytest.mark.parametrize("harm", ["flip", "cut", "swap", "drop"])
def test_harm_to_the_sealed_file_is_found(sealed, harm):
    path = place(sealed.digest)
    path.chmod(0o640)
    whole = path.read_bytes()
    piece = 1024 * 1024 + 16
    assert len(whole) > piece
    path.write_bytes(
        {
            "flip": whole[:9] + bytes([whole[9] ^ 1]) + whole[10:],
            "cut": whole[:-1],
            "swap": whole[piece:] + whole[:piece],
            "drop": whole[:piece],
        }[harm]
    )
    with pytest.raises(BrokenFile):
        read(sealed.digest)


def test_what_was_never_sealed_cannot_be_erased():
    blob = store(b"words", name="a.txt", at=AT)
    with pytest.raises(BrokenFile, match="不是加密保存"):
        erase(blob.digest, AT)
    assert read(blob.digest) == b"words"
