import errno
import io
from datetime import UTC, datetime, timedelta
from importlib import import_module

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fazhi.archive.models import Blob
from fazhi.archive.services import check, clean_name, enclose, open_checked, read, store, stream
from fazhi.archive.services.tidy import tidy
from fazhi.archive.shelves import place
from fazhi.kernel.digests import digest
from fazhi.kernel.errors import BrokenFile
from fazhi.kernel.ids import new_id
from tests.archive import samples
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


class Endless:
    """An upload that never ends; it counts what was taken from it."""

    def __init__(self, start=b""):
        self.taken = 0
        self.start = start

    def read(self, size):
        self.taken += size
        piece = (self.start if self.taken == size else b"") + b"x" * size
        return piece[:size]


class TestRefusals:
    def test_an_endless_upload_is_stopped_at_the_limit(self, shelf):
        upload = Endless()
        with pytest.raises(BrokenFile, match="超过 3 MB"):
            store(upload, name="a.txt", at=AT, limit=3 * 1024 * 1024)
        assert upload.taken <= 4 * 1024 * 1024
        assert lying_in(shelf) == []

    def test_the_limit_of_sound_and_video_is_its_own(self, settings, shelf):
        settings.ARCHIVE_LIMIT, settings.ARCHIVE_MEDIA_LIMIT = 1024, 2 * 1024 * 1024
        with pytest.raises(BrokenFile, match="超过 1024 字节"):
            store(Endless(), name="a.txt", at=AT)
        upload = Endless(samples.film(b"isom"))
        with pytest.raises(BrokenFile, match="超过 2 MB"):
            store(upload, name="a.mp4", at=AT)
        assert lying_in(shelf) == []

    def test_a_text_that_only_starts_like_a_film_gets_no_more_room_than_the_film(self, settings, shelf):
        settings.ARCHIVE_LIMIT, settings.ARCHIVE_MEDIA_LIMIT = 1024, 1024 * 1024
        with pytest.raises(BrokenFile):
            store(samples.film(b"isom") + b"x" * 5000, name="a.txt", at=AT)

    @pytest.mark.parametrize("content", [b"", io.BytesIO(b"")])
    def test_an_empty_file(self, shelf, content):
        with pytest.raises(BrokenFile, match="是空的"):
            store(content, name="a.pdf", at=AT)
        assert lying_in(shelf) == []

    def test_an_upload_that_breaks_off(self, shelf):
        class Broken:
            def chunks(self, size):
                yield b"half"
                raise ConnectionResetError

        with pytest.raises(ConnectionResetError):
            store(Broken(), name="a.txt", at=AT)
        assert lying_in(shelf) == []
        assert Blob.objects.count() == 0

    def test_a_full_disk_is_told_in_words(self, shelf):
        class Full:
            def chunks(self, size):
                yield b"x"
                raise OSError(errno.ENOSPC, "No space left on device")

        with pytest.raises(BrokenFile, match="存储空间不足"):
            store(Full(), name="a.txt", at=AT)
        assert lying_in(shelf) == []

    @pytest.mark.parametrize("digest_", ["", "sm3:../../etc/passwd", "sm3:" + "g" * 64, "md5:" + "0" * 64])
    def test_what_is_no_digest_leads_nowhere(self, digest_):
        with pytest.raises(BrokenFile):
            read(digest_)
        with pytest.raises(ValueError):
            place(digest_)


class TestCrash:
    def test_nothing_is_visible_before_the_rename(self, shelf, monkeypatch):
        """The process dies after the bytes are written and before they are in their place."""

        class PowerCut(BaseException):
            pass

        def cut(*_):
            raise PowerCut

        monkeypatch.setattr("fazhi.archive.shelves.settle", cut)
        # What would have run in `finally` does not run when the power is cut.
        monkeypatch.setattr("pathlib.Path.unlink", lambda *_, **__: None)
        with pytest.raises(PowerCut):
            store(TEXT, name="a.txt", at=AT)
        monkeypatch.undo()
        [left] = lying_in(shelf)
        assert left.parent.name == "arriving"
        assert Blob.objects.count() == 0
        with pytest.raises(BrokenFile):
            read(digest(TEXT))

    def test_what_was_left_is_cleared_away_after_a_day(self, settings, shelf):
        kept = store(TEXT, name="a.txt", at=AT)
        left = shelf / "arriving" / "x.part"
        left.write_bytes(b"half")
        orphan = place(digest(b"rolled back"))
        orphan.parent.mkdir(parents=True)
        orphan.write_bytes(b"rolled back")
        now = datetime.now(UTC)
        assert tidy(now) == []
        assert sorted(tidy(now + timedelta(days=2))) == sorted([left, orphan])
        assert tidy(now + timedelta(days=2)) == []
        assert read(kept.digest) == TEXT


def test_a_large_file_that_rotted_is_never_sent_whole(monkeypatch):
    monkeypatch.setattr(import_module("fazhi.archive.services.read"), "CHECK_FIRST", 10)
    content = samples.CHINESE.encode() * 30_000
    blob = store(content, name="a.txt", at=AT)
    assert b"".join(stream(blob.digest)) == content
    path = place(blob.digest)
    path.chmod(0o640)
    path.write_bytes(content[:-1] + b"x")
    sent: list[bytes] = []
    with pytest.raises(BrokenFile):
        sent.extend(stream(blob.digest))
    assert 0 < len(b"".join(sent)) < len(content)


def test_sending_a_broken_file_is_refused_before_the_answer_begins(monkeypatch):
    blob = store(TEXT, name="a.txt", at=AT)
    place(blob.digest).unlink()
    with pytest.raises(BrokenFile):
        stream(blob.digest)
    monkeypatch.setattr(import_module("fazhi.archive.services.read"), "CHECK_FIRST", 1)
    with pytest.raises(BrokenFile, match="缺失"):
        stream(blob.digest)


@pytest.mark.parametrize(
    ("given", "clean"),
    [
        ("现场照片.jpg", "现场照片.jpg"),
        ("C:\\Users\\a\\照片.jpg", "照片.jpg"),
        ("../../../etc/passwd", "passwd"),
        ("a\x00b\r\nc.txt", "abc.txt"),
        ("fdp\u202egpj.exe", "fdpgpj.exe"),
        ('a<b>:"c|?*.pdf', "a_b___c___.pdf"),
        ("", "未命名"),
        ("...", "未命名"),
        ("/", "未命名"),
        (".pdf", "pdf"),
        ("名" * 300 + ".docx", "名" * 115 + ".docx"),
        ("e\u0301.txt", "\u00e9.txt"),
    ],
)
def test_names_are_cleaned(given, clean):
    assert clean_name(given) == clean


@given(st.text(max_size=300))
def test_a_clean_name_is_short_flat_and_stays_as_it_is(text):
    name = clean_name(text)
    assert 0 < len(name) <= 120
    assert not set(name) & set('/\\\x00\r\n<>:"|?*')
    assert clean_name(name) == name
