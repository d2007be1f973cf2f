"""Opening and acting: by the same rules as the pages, once, whole or not at all."""

import io
import json

import pytest

from fazhi.archive.models import Blob, Enclosure
from fazhi.ledger.models import Event
from fazhi.procedures.models import Matter
from tests.shell.api.conftest import Caller, Stage

pytestmark = pytest.mark.django_db
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x00\x00\x00\x00:~\x9bU\x00\x00\x00\nIDATx\x9cc`\x00\x00\x00\x02\x00\x01H\xaf\xa4q\x00\x00\x00\x00IEND\xaeB`\x82"


def file(name: str, content: bytes) -> io.BytesIO:
    stream = io.BytesIO(content)
    stream.name = name
    return stream


def act(caller: Caller, matter: Matter, action: str, data: dict | None = None, **more):
    return caller.post(f"/matters/{matter.pk}/actions/{action}", {"data": data or {}, **more})


def test_a_matter_is_opened_and_gone_on_with(stage: Stage) -> None:
    opened = stage["officer"].post(
        "/matters", {"procedure": "sample.errand", "data": {"subject": "新信", "colour": "red"}}
    )
    assert opened.status_code == 201
    body = opened.json()
    assert (body["seq"], body["repeated"], body["matter"]["title"], body["matter"]["stage"]) == (
        1,
        False,
        "新信",
        "fresh",
    )
    path = f"/matters/{body['matter']['id']}/actions/accept"
    runner = {"runner": str(stage.office.officer.person_id)}
    taken = stage["head"].post(path, {"data": runner, "seq": 1})
    assert taken.status_code == 200
    assert taken.json()["matter"]["number"].endswith("号")
    assert taken.json()["matter"]["owner"]["person"]["name"] == "张试"
    assert stage["head"].get(f"/matters/{body['matter']['id']}").json()["stage"] == "running"


def test_missing_fields_are_named_and_nothing_is_opened(stage: Stage) -> None:
    count = Matter.objects.count()
    refused = stage["officer"].post("/matters", {"procedure": "sample.errand", "data": {"colour": "green"}})
    assert (refused.status_code, refused.json()["code"]) == (422, "incomplete")
    assert {fault["field"] for fault in refused.json()["faults"]} == {"subject", "colour"}
    assert Matter.objects.count() == count


def test_who_may_not_open_is_told_who_may(stage: Stage) -> None:
    refused = stage["legal"].post("/matters", {"procedure": "sample.errand", "data": {"subject": "x"}})
    assert (refused.status_code, refused.json()["code"]) == (403, "not_your_part")
    assert "经办人" in refused.json()["sentence"]
    assert stage["officer"].post("/matters", {"procedure": "sample.check"}).status_code == 403
    assert stage["officer"].post("/matters", {"procedure": "no.such"}).status_code == 404


def test_the_same_key_is_answered_once_in_either_place(stage: Stage) -> None:
    body = {"procedure": "sample.errand", "data": {"subject": "一次"}}
    first = stage["officer"].post("/matters", body, **{"Idempotency-Key": "k-1"})
    again = stage["officer"].post("/matters", {**body, "idem": "k-1"})
    assert (first.status_code, again.status_code) == (201, 200)
    assert again.json()["repeated"]
    assert again.json()["matter"]["id"] == first.json()["matter"]["id"]
    assert Matter.objects.filter(title="一次").count() == 1


def test_a_key_is_for_one_act_only(stage: Stage) -> None:
    told = act(stage["officer"], stage.running, "comment", {"text": "一"}, idem="k-2")
    assert told.status_code == 200
    again = act(stage["officer"], stage.running, "comment", {"text": "一"}, idem="k-2")
    assert (again.status_code, again.json()["repeated"], again.json()["seq"]) == (
        200,
        True,
        told.json()["seq"],
    )
    assert Event.objects.filter(action="comment").count() == 1
    for elsewhere in (
        act(stage["officer"], stage.running, "tell", idem="k-2"),
        act(stage["officer"], stage.fresh, "comment", {"text": "一"}, idem="k-2"),
        stage["officer"].post(
            "/matters", {"procedure": "sample.errand", "data": {"subject": "x"}, "idem": "k-2"}
        ),
    ):
        assert (elsewhere.status_code, elsewhere.json()["code"]) == (409, "idempotency_key_reused")
    # Keys of others do not meet mine.
    assert (
        act(stage["colleague"], stage.running, "comment", {"text": "二"}, idem="k-2").json()["repeated"]
        is False
    )


def test_two_keys_that_differ_are_refused(stage: Stage) -> None:
    path = f"/matters/{stage.running.pk}/actions/comment"
    refused = stage["officer"].post(path, {"data": {"text": "x"}, "idem": "a"}, **{"Idempotency-Key": "b"})
    assert refused.json()["faults"][0]["field"] == "idem"
    assert (
        stage["officer"].post(path, {"data": {"text": "x"}}, **{"Idempotency-Key": "x" * 61}).status_code
        == 422
    )


def test_who_was_overtaken_is_told_what_happened(stage: Stage) -> None:
    act(stage["colleague"], stage.running, "comment", {"text": "先说"})
    refused = act(stage["officer"], stage.running, "tell", seq=2)
    assert (refused.status_code, refused.json()["code"]) == (409, "moved_on")
    assert any("赵样" in line for line in refused.json()["since"])


def test_the_four_refusals_differ(stage: Stage) -> None:
    wrong_stage = act(stage["officer"], stage.running, "object")
    not_mine = act(stage["colleague"], stage.running, "tell")
    unmet = act(stage["head"], stage.running, "suspend", {"reason": "x"})
    assert (wrong_stage.status_code, wrong_stage.json()["code"]) == (409, "wrong_stage")
    assert (not_mine.status_code, not_mine.json()["code"]) == (403, "not_your_part")
    assert wrong_stage.json()["basis"]
    assert unmet.status_code in {200, 409}
    ask = {"person": str(stage.office.colleague.person_id), "reason": "核对"}
    assert act(stage["officer"], stage.fresh, "no_such_step").status_code == 409
    assert act(stage["head"], stage.running, "add_signer", ask).status_code == 200


def test_conditions_that_are_not_met_come_with_article_and_cure(stage: Stage) -> None:
    ask = {"person": str(stage.office.colleague.person_id), "reason": "核对地址"}
    assert act(stage["officer"], stage.running, "add_signer", ask).status_code == 200
    refused = act(stage["officer"], stage.running, "tell")
    assert (refused.status_code, refused.json()["code"]) == (409, "refused")
    assert refused.json()["verdicts"][0]["cure"] == "等会签完成后再办理"


def test_late_entry_keeps_both_moments(stage: Stage) -> None:
    from tests.shell.api.conftest import days_ago

    when = days_ago(1).replace(microsecond=0)
    assert (
        act(
            stage["officer"], stage.running, "comment", {"text": "补记"}, occurred_at=when.isoformat()
        ).status_code
        == 200
    )
    event = Event.objects.get(action="comment")
    assert event.occurred_at == when
    assert event.recorded_at > when
    for wrong in (days_ago(-1), days_ago(400)):
        refused = act(
            stage["officer"], stage.running, "comment", {"text": "x"}, occurred_at=wrong.isoformat()
        )
        assert refused.json()["faults"][0]["field"] == "occurred_at"


def test_values_of_every_type_that_cannot_be_are_faults(stage: Stage) -> None:
    runner = str(stage.office.officer.person_id)
    for value in ([], {}, 5, True, 1.5, "x", ["x"], {"id": runner}, "9" * 5000):
        answer = act(stage["head"], stage.fresh, "accept", {"runner": value})
        assert answer.status_code == 422, value
    for value in ({}, [], 5, 1.5, True, "长" * 301):
        assert act(stage["officer"], stage.running, "note", {"title": value}).status_code == 422 or value in (
            {},
            [],
        )


def test_files_come_with_the_form(stage: Stage) -> None:
    path = f"/matters/{stage.running.pk}/actions/note"
    parts = {
        "data": json.dumps({"title": "现场"}),
        "scan": [file("照片.png", PNG), file("笔录.txt", "笔录".encode())],
        "seq": "2",
        "idem": "files-1",
    }
    done = stage["officer"].send(path, parts)
    assert done.status_code == 200, done.content.decode()
    assert {row.name for row in Enclosure.objects.all()} == {"照片.png", "笔录.txt"}
    told = stage["officer"].get(f"/matters/{stage.running.pk}").json()["files"]
    got = stage["officer"].get(f"/matters/{stage.running.pk}/files/{told[0]['digest']}")
    assert b"".join(got.streaming_content) in {PNG, "笔录".encode()}
    assert got["X-Content-Type-Options"] == "nosniff"
    assert "attachment" in got["Content-Disposition"]


BROKEN = [
    ("空.txt", b""), ("图.png", b"not a picture"), ("程序.exe", b"MZ" + b"\x00" * 100), ("断.png", PNG[:20]),
    ("../../x.png", b"x"), ("网页.html", b"<script>alert(1)</script>"), ("压缩.zip", b"PK\x03\x04" + b"\x00" * 50),
]  # fmt: skip


def test_broken_files_are_faults_of_their_field_and_nothing_is_kept(stage: Stage) -> None:
    for name, content in BROKEN:
        parts = {"data": "{}", "scan": file(name, content)}
        refused = stage["officer"].send(f"/matters/{stage.running.pk}/actions/note", parts)
        assert refused.status_code == 422, refused.content.decode()
        assert [fault["field"] for fault in refused.json()["faults"]] == ["scan"]
    assert not Enclosure.objects.exists()
    assert not Blob.objects.exists()


def test_a_stranger_cannot_fill_the_archive(stage: Stage) -> None:
    refused = stage["stranger"].send(
        f"/matters/{stage.running.pk}/actions/note", {"data": "{}", "scan": file("a.png", PNG)}
    )
    assert refused.status_code == 404
    wrong_part = stage["supervisor"].send(
        f"/matters/{stage.running.pk}/actions/note", {"scan": file("a.png", PNG)}
    )
    assert wrong_part.status_code == 403
    assert not Blob.objects.exists()


def test_a_digest_in_the_data_is_no_file(stage: Stage) -> None:
    given = [{"digest": "sm3:00", "name": "x", "size": 1}]
    refused = act(stage["officer"], stage.running, "attach", {"title": "材料", "files": given})
    assert refused.json()["faults"][0]["field"] == "files"


def test_preview_says_what_the_act_will_say(stage: Stage) -> None:
    for who in ("officer", "colleague", "head", "legal", "supervisor"):
        told = stage[who].get(f"/matters/{stage.running.pk}/actions").json()
        assert told["seq"] == 2
        for row in told["actions"]:
            if row["state"] == "can":
                assert row["obstacle"] is None
                continue
            refused = act(stage[who], stage.running, row["key"])
            assert refused.json() == {k: v for k, v in row["obstacle"].items() if v is not None}, row["key"]


def test_preview_gives_the_form_with_its_choices(stage: Stage) -> None:
    rows = {
        row["key"]: row
        for row in stage["officer"].get(f"/matters/{stage.running.pk}/actions").json()["actions"]
    }
    role = next(field for field in rows["hand_over"]["form"] if field["name"] == "role")
    assert {"value": "runner", "label": "跑腿人"} in role["options"]
    back = next(field for field in rows["return"]["form"] if field["name"] == "stage")
    assert back["options"] == [{"value": "fresh", "label": "登记"}]
    assert rows["tell"]["state"] == "can"
