"""Papers, evidence and the dossier: only within the matter, whole or not at all."""

import io
import zipfile
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from fazhi.archive.models import Enclosure
from fazhi.ledger.models import Event
from fazhi.papers.models import Paper
from tests.factories.cases import SCAN, entered
from tests.shell.conftest import City

pytestmark = pytest.mark.django_db


@pytest.fixture
def paper(city: City) -> Paper:
    return Paper.objects.filter(matter_id=city.cases["investigation"].matter.pk, key="inquiry_record").get()


@pytest.fixture
def file(city: City) -> Enclosure:
    return Enclosure.objects.filter(matter_id=city.cases["investigation"].matter.pk).select_related("blob")[0]


def root(city: City, case: str = "investigation") -> str:
    return f"/matters/{city.cases[case].matter.pk}/"


def kept_at(digest: str) -> Path:
    """Where the archive keeps the bytes of a digest."""
    name = digest.partition(":")[2]
    (found,) = Path(settings.ARCHIVE_ROOT).rglob(f"{name}*")
    return found


def content(answer: Any) -> bytes:
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


def test_a_paper_comes_as_word_and_as_pdf_and_the_same_each_time(city: City, paper: Paper) -> None:
    client = entered(city.team["officer"])
    for form, magic in (("docx", b"PK\x03\x04"), ("pdf", b"%PDF-")):
        url = f"{root(city)}papers/{paper.pk}.{form}"
        first, second = content(client.get(url)), content(client.get(url))
        assert first.startswith(magic)
        assert first == second
        assert "filename" in client.get(url)["Content-Disposition"]
    assert client.get(f"{root(city)}papers/{paper.pk}.exe").status_code == 404


def test_evidence_comes_back_byte_for_byte_and_cannot_act(city: City, file: Enclosure) -> None:
    answer = entered(city.team["officer"]).get(f"{root(city)}files/{file.pk}")
    assert content(answer) == SCAN
    assert answer["Content-Length"] == str(len(SCAN))
    assert "sandbox" in answer["Content-Security-Policy"]


def test_another_matters_paper_or_file_is_not_there(city: City, paper: Paper, file: Enclosure) -> None:
    client, other = entered(city.team["officer"]), root(city, "clue")
    assert client.get(f"{other}papers/{paper.pk}.pdf").status_code == 404
    assert client.get(f"{other}files/{file.pk}").status_code == 404
    stranger = entered(city.people.team("150204")["chief"])
    assert stranger.get(f"{root(city)}papers/{paper.pk}.pdf").status_code == 404
    assert stranger.get(f"{root(city)}files/{file.pk}").status_code == 404
    assert stranger.get(f"{root(city)}dossier.zip").status_code == 404


@pytest.mark.parametrize("harm", ["changed", "cut", "gone"])
def test_bit_rot_is_told_in_words(city: City, paper: Paper, harm: str) -> None:
    client, url = entered(city.team["officer"]), f"{root(city)}papers/{paper.pk}.pdf"
    client.get(url)
    paper.refresh_from_db()
    place = kept_at(paper.pdf_digest or "")
    whole, mode = place.read_bytes(), place.stat().st_mode
    place.chmod(0o600)
    try:
        if harm == "gone":
            place.unlink()
        else:
            place.write_bytes(whole[:-3] if harm == "cut" else b"X" + whole[1:])
        answer = client.get(url)
        assert answer.status_code == 422
        assert "文件" in answer.content.decode()
        assert answer["Content-Type"].startswith("text/html")
    finally:
        place.write_bytes(whole)
        place.chmod(mode)
    assert client.get(url).status_code == 200


def test_broken_evidence_does_not_begin_to_be_sent(city: City, file: Enclosure) -> None:
    place = kept_at(file.blob.digest)
    whole, mode = place.read_bytes(), place.stat().st_mode
    place.chmod(0o600)
    try:
        place.write_bytes(whole[:-1] + b"?")
        answer = entered(city.team["officer"]).get(f"{root(city)}files/{file.pk}")
        assert answer.status_code == 422
    finally:
        place.write_bytes(whole)
        place.chmod(mode)


def test_the_dossier_holds_records_files_and_the_verifier(city: City) -> None:
    answer = entered(city.team["officer"]).get(f"{root(city)}dossier.zip")
    box = zipfile.ZipFile(io.BytesIO(content(answer)))
    assert box.testzip() is None
    names = box.namelist()
    assert any(name.endswith("verify.py") for name in names)
    assert any(name.startswith("files/") for name in names)


def test_the_page_of_verification_says_what_it_found(city: City) -> None:
    client = entered(city.team["officer"])
    whole = client.get(f"{root(city)}verify/").content.decode()
    assert "账本连续" in whole
    assert str(Event.objects.filter(matter_id=city.cases["investigation"].matter.pk).count()) in whole
