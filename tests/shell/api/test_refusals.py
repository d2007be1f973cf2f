"""Whatever is sent, the answer is JSON that says in Chinese what is wrong; never a page, never a breakdown."""

import json
import re

import pytest
from django.test import Client

from fazhi.kernel.errors import UnknownTerm
from fazhi.shell.api.refusals import answer
from tests.shell.api.conftest import ROOT, Stage

pytestmark = pytest.mark.django_db
CHINESE = re.compile(r"[一-鿿]")


def problem(response, status: int, code: str = "") -> dict:
    body = response.json()
    assert (response.status_code, response["Content-Type"].split(";")[0]) == (status, "application/json"), (
        body
    )
    assert {"code", "sentence", "basis"} <= set(body)
    assert CHINESE.search(body["sentence"])
    assert not code or body["code"] == code
    return body


ADDRESSES = [
    "/nowhere", "/matters/", "/matters/1", "/matters/00000000-0000-0000-0000-00000000000g", "/matters/%00", "/matters/%ff%fe",
     "/../..", "/matters//actions", "/procedures/" + "x" * 500, "/procedures/%00", "/procedures/no.such", "/procedures/no.such.bpmn",
]  # fmt: skip
QUERIES = [
    "limit=0", "limit=201", "limit=99999999999999999999999", "limit=x", "cursor=1", "cursor=%00", "organ=abc", "is_open=perhaps",
    "due_before=2026-02-30", "due_before=0", "due_before=9999999-01-01", "due_before=0001-01-01", "region=000000", "q=%00", "q=",
    "q=" + "长" * 61, "stage=" + "x" * 81, "procedure=%00",
]  # fmt: skip
BODIES = [
    (b"", 422), (b"{", 400), (b"\xff\xfe", 400), (b"[" * 100_000, 400), (b'{"data": NaN}', 400),
    (b'{"data": 1e99999999999999999999}', 400), (b'{"seq": ' + b"9" * 5000 + b"}", 400), (b"null", 422), (b"[]", 422), (b"1", 422),
    (b'"\\ud800"', 422), (b'{"data": {"text": "\\ud800"}}', 422), (b'{"data": {"text": "a\\u0000b"}}', 422),
    (b'{"data": {"\\u0000": 1}}', 422), (b'{"data": ' + b'{"a":' * 30 + b"1" + b"}" * 31, 422), (b'{"data": []}', 422),
    (b'{"data": "x"}', 422), (b'{"seq": -1}', 422), (b'{"seq": 99999999999999999999}', 422), (b'{"seq": "x"}', 422), (b'{"seq": 1.5}', 422),
    (b'{"occurred_at": 5}', 422), (b'{"occurred_at": "2026-02-30T10:00"}', 422), (b'{"occurred_at": "0001-01-01T00:00:00+14:00"}', 422),
    (b'{"occurred_at": "9999-12-31T23:59:59-12:00"}', 422), (b'{"idem": "\xe4\xbd\xa0"}', 422), (b'{"idem": ""}', 422),
    (b'{"unheard": 1}', 422),
]  # fmt: skip
KINDS = [
    "text/plain",
    "application/x-www-form-urlencoded",
    "application/json; charset=gbk",
    "application/xml",
    "nonsense",
]
FORMS = [
    b"", b"--b", b'--b\r\nContent-Disposition: form-data; name="data"\r\n\r\n{\r\n--b--\r\n',
    b'--b\r\nContent-Disposition: form-data; name="data"\r\n\r\n[]\r\n--b--\r\n',
    b'--b\r\nContent-Disposition: form-data; name="seq"\r\n\r\n1\x00\r\n--b--\r\n',
    b'--b\r\nContent-Disposition: form-data; name="a\x00"\r\n\r\n1\r\n--b--\r\n',
    b'--b\r\nContent-Disposition: form-data; name="data"\r\nContent-Transfer-Encoding: base64\r\n\r\n!!!\r\n--b--\r\n',
    b"\x00" * 50,
]  # fmt: skip


def test_unknown_addresses(stage: Stage) -> None:
    for path in ADDRESSES:
        problem(stage["officer"].get(path), 404)
        problem(stage["officer"].post(path), 405 if path.startswith("/procedures/") else 404)


def test_wrong_methods_name_the_right_ones(stage: Stage) -> None:
    for method in ("put", "delete", "patch"):
        response = getattr(Client(), method)(f"{ROOT}/matters", headers=stage["officer"].headers)
        problem(response, 405, "method_not_allowed")
        assert set(response["Allow"].split(", ")) == {"GET", "HEAD", "POST"}
    problem(stage["officer"].post("/"), 404)


def test_filters_that_cannot_be(stage: Stage) -> None:
    for query in QUERIES:
        response = Client().get(f"{ROOT}/matters?{query}", headers=stage["officer"].headers)
        faults = problem(response, 422, "incomplete")["faults"]
        assert [fault["field"] for fault in faults] == [query.partition("=")[0]]
        assert CHINESE.search(faults[0]["sentence"])


def test_bodies_that_cannot_be(stage: Stage) -> None:
    for body, status in BODIES:
        for path in (f"/matters/{stage.running.pk}/actions/comment", "/matters"):
            problem(stage["officer"].post(path, body), status)
    stage.running.refresh_from_db()
    assert stage.running.seq == 2


def test_other_content_types(stage: Stage) -> None:
    path = f"{ROOT}/matters/{stage.running.pk}/actions/comment?x=1"
    for kind in KINDS:
        problem(Client().post(path, b"{}", content_type=kind, headers=stage["officer"].headers), 415)


def test_a_body_of_unknown_length_is_not_taken_for_an_empty_one(stage: Stage) -> None:
    path = f"{ROOT}/matters/{stage.running.pk}/actions/tell"
    headers = stage["officer"].headers | {"Transfer-Encoding": "chunked"}
    problem(Client().post(path, b"", content_type="application/json", headers=headers), 400)
    assert stage["officer"].post(f"/matters/{stage.running.pk}/actions/tell", b"").status_code == 200


def test_another_charset_does_not_change_how_the_address_is_read(stage: Stage) -> None:
    response = Client().get(
        f"{ROOT}/matters?q=x", CONTENT_TYPE="text/plain; charset=utf-16", headers=stage["officer"].headers
    )
    problem(response, 415)


def test_too_much_at_once(stage: Stage, settings) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000
    body = json.dumps({"data": {"text": "长" * 2000}}).encode()
    problem(stage["officer"].post(f"/matters/{stage.running.pk}/actions/comment", body), 413, "too_large")
    settings.ARCHIVE_LIMIT = settings.ARCHIVE_MEDIA_LIMIT = 1000
    path = f"{ROOT}/matters/{stage.running.pk}/actions/note"
    response = Client().post(
        path, b"x" * 3000, content_type="multipart/form-data; boundary=b", headers=stage["officer"].headers
    )
    problem(response, 413, "too_large")


def test_forms_that_cannot_be_read(stage: Stage) -> None:
    path = f"{ROOT}/matters/{stage.running.pk}/actions/tell"
    for body in FORMS:
        for boundary in ("; boundary=b", "", "; boundary=\xe4"):
            kind = f"multipart/form-data{boundary}"
            response = Client().post(path, body, content_type=kind, headers=stage["colleague"].headers)
            # What can be read as an empty form is one; then the step itself is refused to who is not its part.
            assert response.status_code in {400, 403, 422}
            problem(response, response.status_code)


def test_many_files_are_refused(stage: Stage, settings) -> None:
    settings.DATA_UPLOAD_MAX_NUMBER_FILES = 1
    from io import BytesIO

    parts = {"a": BytesIO(b"x"), "b": BytesIO(b"y")}
    problem(stage["officer"].send(f"/matters/{stage.running.pk}/actions/note", parts), 400)


def test_a_fault_of_ours_is_told_as_json_and_written_down(stage: Stage, caplog) -> None:
    response = stage["officer"].post(f"/matters/{stage.running.pk}/actions/break_it")
    assert problem(response, 500, "fault")["basis"] == ""
    assert "the effect broke" in caplog.text
    assert "the effect broke" not in response.content.decode()
    stage.running.refresh_from_db()
    assert stage.running.seq == 2


def test_a_day_without_a_term_is_no_breakdown() -> None:
    assert answer(UnknownTerm("那时还没有这个期限。")).status_code == 409
