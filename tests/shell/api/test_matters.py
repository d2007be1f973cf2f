"""Lists of matters and one matter whole."""

from datetime import timedelta

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from fazhi.procedures import registry
from fazhi.procedures.models import Matter
from fazhi.shell.api.facts import facts_of
from tests.shell.api.conftest import Stage, accept, asked, open_errand

pytestmark = pytest.mark.django_db


def ids(response) -> list[str]:
    return [row["id"] for row in response.json()["items"]]


def test_pages_join_without_gap_or_repeat(stage: Stage) -> None:
    for n in range(7):
        open_errand(stage.office.officer, f"第{n}件")
    seen: list[str] = []
    cursor = None
    while True:
        page = stage["officer"].get("/matters", {"limit": 4, **({"cursor": cursor} if cursor else {})}).json()
        assert len(page["items"]) <= 4
        seen += [row["id"] for row in page["items"]]
        cursor = page["next"]
        if cursor is None:
            break
    assert seen == [
        str(pk)
        for pk in Matter.objects.exclude(pk=stage.foreign.pk).order_by("-id").values_list("pk", flat=True)
    ]
    assert len(seen) == 9


def test_filters(stage: Stage) -> None:
    officer = stage["officer"]
    fresh, running = str(stage.fresh.pk), str(stage.running.pk)
    soon = (timezone.localdate() + timedelta(days=60)).isoformat()
    assert ids(officer.get("/matters", {"stage": "running"})) == [running]
    assert ids(officer.get("/matters", {"q": "甲"})) == [fresh]
    assert ids(officer.get("/matters", {"q": "%"})) == []
    assert ids(officer.get("/matters", {"q": stage.running.number})) == [running]
    assert ids(officer.get("/matters", {"is_open": "false"})) == []
    assert ids(officer.get("/matters", {"procedure": "sample.check"})) == []
    assert ids(officer.get("/matters", {"due_before": soon})) == [running]
    assert set(ids(officer.get("/matters", {"region": "150203"}))) == {fresh, running}
    assert set(ids(officer.get("/matters", {"organ": str(stage.office.organ.pk)}))) == {fresh, running}
    assert set(ids(stage["supervisor"].get("/matters", {"region": "150200"}))) == {
        fresh,
        running,
        str(stage.foreign.pk),
    }


def test_one_matter_whole(stage: Stage) -> None:
    told = stage["officer"].get(f"/matters/{stage.running.pk}").json()
    assert (told["stage"], told["number"], told["seq"]) == ("running", stage.running.number, 2)
    assert told["region"] == "150203"
    facts = {fact["name"]: fact for fact in told["facts"]}
    assert facts["subject"] == {"name": "subject", "label": "事由", "value": "送乙信", "text": "送乙信"}
    assert facts["is_hard"]["text"] == "否"
    assert [clock["key"] for clock in told["clocks"]] == ["finish"]
    assert [(row["role_title"], row["person"]["name"]) for row in told["roles"]] == [
        ("跑腿人", "张试"),
        ("同行人", "赵样"),
    ]
    assert (told["parent"], told["children"], told["papers"], told["files"]) == (None, [], [], [])
    assert told["stage_since"].endswith("+08:00")


def test_sealed_and_private_columns_stay_inside() -> None:
    case = apps.get_model("enforcement.PenaltyCase")(
        party_name="某某公司", party_id_sealed="密文", party_identity="查找值", party_address="某街一号", party_phone="13800000000",
        provider="举报人", electronic_address="a@b", fine="1000.00",
    )  # fmt: skip
    told = {fact.name: fact for fact in facts_of(case, registry.definitions()["enforcement.penalty"])}
    assert told["party_name"].value == "某某公司"
    assert (told["fine"].value, told["fine"].text) == ("1000.00", "1000.00")
    assert not {
        "party_id_sealed",
        "party_identity",
        "party_address",
        "party_phone",
        "provider",
        "electronic_address",
        "matter",
    } & set(told)


def test_no_list_and_no_matter_asks_more_with_more_rows(stage: Stage) -> None:
    paths = ("/matters", "/events", "/persons", "/organs", f"/matters/{stage.running.pk}", f"/matters/{stage.running.pk}/actions",
             f"/matters/{stage.running.pk}/events", f"/matters/{stage.running.pk}/clocks/finish")  # fmt: skip

    def counted() -> dict[str, int]:
        found = {}
        for path in paths:
            with CaptureQueriesContext(connection) as seen:
                assert stage["officer"].get(path).status_code == 200
            found[path] = asked(seen)
        return found

    before = counted()
    office = stage.office
    for n in range(6):
        accept(open_errand(office.officer, f"又{n}"), office.head, office.officer, office.colleague)
        stage["officer"].post(f"/matters/{stage.running.pk}/actions/comment", {"data": {"text": f"{n}"}})
    assert counted() == before
    assert max(before.values()) <= 12, before
