import io

import pytest

from fazhi.archive.models import Blob
from fazhi.archive.services import check, enclose, open_checked, read, store, stream
from fazhi.archive.shelves import place
from fazhi.kernel.digests import digest
from fazhi.kernel.errors import BrokenFile
from fazhi.kernel.ids import new_id
from tests.archive.conftest import AT, lying_in

pytestmark = pytest.mark.django_db
TEXT = "现场检查笔录\n被检查人：某餐饮店".encode()


def test_a_file_is_kept_under_its_digest_and_read_back(shelf):
    blob = store(TEXT, name="笔录.txt", at=AT)
    assert blob.digest == digest(TEXT)
    assert blob.size == len(TEXT)
    assert blob.media_type == "text/plain"
    hexes = blob.digest.removeprefix("sm3:")
    assert lying_in(shelf) == [shelf / hexes[:2] / hexes[2:4] / hexes]
    assert read(blob.digest) == TEXT == b"".join(stream(blob.digest)) == b"".join(open_checked(blob.digest))


def test_the_same_content_is_kept_once(shelf):
    first = store(TEXT, name="a.txt", at=AT)
    second = store(io.BytesIO(TEXT), name="b.txt", at=AT)
    assert first == second
    assert Blob.objects.count() == 1
    assert len(lying_in(shelf)) == 1


def test_a_file_lies_in_a_dossier_under_a_clean_name(officer):
    blob = store(TEXT, name="a.txt", at=AT)
    kept = enclose(
        matter_id=new_id(),
        blob=blob,
        name="..\\..\\etc/证据\u202etxt.exe\x00.txt",
        at=AT,
        actor=officer,
        event_seq=3,
    )
    assert kept.name == "证据txt.exe.txt"
    assert kept.added_by == "乌兰"
    assert kept.event_seq == 3
    with pytest.raises(ValueError):
        enclose(matter_id=new_id(), blob=blob, name="a.txt", at=AT, actor=officer, kind="rumour")


@pytest.mark.parametrize("harm", ["changed", "cut", "longer", "gone"])
@pytest.mark.parametrize("reader", [read, check, lambda d: list(stream(d)), lambda d: list(open_checked(d))])
def test_rot_on_the_disk_is_found_at_reading(harm, reader):
    blob = store(TEXT, name="a.txt", at=AT)
    path = place(blob.digest)
    path.chmod(0o640)
    rotten = bytearray(TEXT)
    rotten[5] ^= 1
    if harm == "gone":
        path.unlink()
    else:
        path.write_bytes({"changed": bytes(rotten), "cut": TEXT[:-1], "longer": TEXT + b"\n"}[harm])
    with pytest.raises(BrokenFile):
        reader(blob.digest)
    store(TEXT, name="a.txt", at=AT)
    assert read(blob.digest) == TEXT, "storing it again heals it"
