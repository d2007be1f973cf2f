"""Every endpoint by every caller: nobody learns of what he may not see, not even that it is there."""

import json
from uuid import uuid4

import pytest

from fazhi.archive.models import Enclosure
from fazhi.kernel.ids import new_id
from tests.shell.api.conftest import Caller, Stage

pytestmark = pytest.mark.django_db

NOBODY = ("anonymous", "unknown", "expired", "stopped", "left")
SEEING = ("officer", "colleague", "head", "legal", "supervisor")
BLIND = ("stranger", "clerk", "foreign_officer")
OF_MATTER = ("", "/actions", "/events", "/clocks/finish", f"/papers/{uuid4()}.pdf", "/files/sm3:00")
LISTS = (
    "/procedures",
    "/procedures/sample.errand",
    "/procedures/sample.errand.bpmn",
    "/matters",
    "/events",
    "/organs",
    "/persons",
)


def of(matter_id: object) -> list[str]:
    return [f"/matters/{matter_id}{tail}" for tail in OF_MATTER]


@pytest.mark.parametrize("who", NOBODY)
def test_without_a_good_token_nothing_is_answered(stage: Stage, who: str) -> None:
    for path in (*LISTS, *of(stage.running.pk)):
        response = stage[who].get(path)
        assert (response.status_code, response.json()["code"]) == (401, "unauthenticated"), path
        assert response["WWW-Authenticate"].startswith("Bearer")
        assert "送乙信" not in response.content.decode()
    for path in ("/matters", f"/matters/{stage.running.pk}/actions/tell"):
        assert stage[who].post(path, {"procedure": "sample.errand"}).status_code == 401
    stage.running.refresh_from_db()
    assert stage.running.seq == 2


@pytest.mark.parametrize("who", SEEING)
def test_who_sees_the_matter_gets_it(stage: Stage, who: str) -> None:
    for path in (*LISTS, *of(stage.running.pk)[:4]):
        assert stage[who].get(path).status_code == 200, path
    listed = {row["id"] for row in stage[who].get("/matters").json()["items"]}
    assert {str(stage.running.pk), str(stage.fresh.pk)} <= listed


@pytest.mark.parametrize("who", BLIND)
def test_a_foreign_matter_is_answered_like_one_that_does_not_exist(stage: Stage, who: str) -> None:
    hidden = (stage.running, stage.fresh)
    nothing = new_id()
    for matter in hidden:
        for path, other in zip(of(matter.pk), of(nothing), strict=True):
            answer, unheard = stage[who].get(path), stage[who].get(other)
            assert (answer.status_code, answer.content) == (404, unheard.content), path
        act = {"data": {"runner": str(stage.office.officer.person_id)}}
        for action in ("accept", "tell", "comment", "no_such_step"):
            tried = stage[who].post(f"/matters/{matter.pk}/actions/{action}", act)
            unheard = stage[who].post(f"/matters/{nothing}/actions/{action}", act)
            assert (tried.status_code, tried.content) == (404, unheard.content)


@pytest.mark.parametrize("who", BLIND)
def test_lists_hold_nothing_foreign(stage: Stage, who: str) -> None:
    said = " ".join(
        stage[who].get(path, query).content.decode()
        for path in LISTS
        for query in ({}, {"q": "送"}, {"limit": 200}, {"after": "00000000-0000-0000-0000-000000000000"})
    )
    for secret in (stage.running.pk, stage.fresh.pk, "送甲信", "送乙信"):
        assert str(secret) not in said


def test_the_office_does_not_see_the_organ_beside_it_either(stage: Stage) -> None:
    for who in ("officer", "colleague", "head", "legal"):
        said = " ".join(stage[who].get(path).content.decode() for path in LISTS)
        assert str(stage.foreign.pk) not in said
        assert "外局密信" not in said
        assert "吴外" not in said
    assert "外局密信" in stage["supervisor"].get("/matters").content.decode()


def test_a_supervisor_sees_but_has_no_part(stage: Stage) -> None:
    refused = stage["supervisor"].post(f"/matters/{stage.running.pk}/actions/tell")
    assert (refused.status_code, refused.json()["code"]) == (403, "not_your_part")


def test_filters_do_not_widen_the_scope(stage: Stage) -> None:
    for query in (
        {"organ": str(stage.office.organ.pk)},
        {"region": "150200"},
        {"procedure": "sample.errand"},
        {"is_open": "true"},
        {"cursor": "ffffffff-ffff-7fff-bfff-ffffffffffff"},
        {"due_before": "2199-01-01"},
    ):
        rows = stage["stranger"].get("/matters", query).json()["items"]
        assert {row["id"] for row in rows} <= {str(stage.foreign.pk)}


def test_a_file_of_another_matter_is_not_given_by_its_digest(stage: Stage) -> None:
    from io import BytesIO

    scan = BytesIO("外局笔录".encode())
    scan.name = "笔录.txt"
    path = f"/matters/{stage.foreign.pk}/actions/note"
    assert stage["foreign_officer"].send(path, {"data": "{}", "scan": scan}).status_code == 200
    digest = Enclosure.objects.get().blob_id
    assert stage["foreign_officer"].get(f"/matters/{stage.foreign.pk}/files/{digest}").status_code == 200
    assert stage["officer"].get(f"/matters/{stage.running.pk}/files/{digest}").status_code == 404
    assert stage["officer"].get(f"/matters/{stage.foreign.pk}/files/{digest}").status_code == 404


def test_sub_matters_are_told_to_who_may_see_them_only(stage: Stage) -> None:
    from datetime import timedelta

    from django.utils import timezone

    from fazhi.people.actors import SYSTEM
    from fazhi.procedures.engine import perform
    from fazhi.procedures.models import Matter
    from tests.shell.api.conftest import accept, days_ago, open_errand

    office = stage.office
    parent = accept(
        open_errand(office.officer, "难信", is_hard="on", days=30), office.head, office.officer, days=29
    )
    perform(parent.pk, "tell", office.officer, at=days_ago(28))
    perform(parent.pk, "no_objection", SYSTEM, at=timezone.now() - timedelta(days=5))
    child = Matter.objects.get(parent=parent)
    told = stage["legal"].get(f"/matters/{child.pk}").json()
    assert told["parent"]["id"] == str(parent.pk)
    assert [row["id"] for row in stage["head"].get(f"/matters/{parent.pk}").json()["children"]] == [
        str(child.pk)
    ]
    # A colleague of the unit sees the errand by his unit, but has no part in the check of the legal section.
    assert stage["colleague"].get(f"/matters/{child.pk}").status_code == 404
    assert stage["colleague"].get(f"/matters/{parent.pk}").json()["children"] == []


def test_public_endpoints_ask_for_nothing(stage: Stage) -> None:
    anonymous = Caller()
    counted = anonymous.get("/clocks/due", {"start": "2026-09-28", "length": 7, "unit": "working_day"})
    assert counted.status_code == 200
    assert anonymous.get("/openapi.json").status_code == 200
    assert anonymous.get("/").status_code == 200
    assert json.loads(anonymous.get("/openapi.json").content)["openapi"] == "3.1.0"
