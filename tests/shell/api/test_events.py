"""Records: as they are digested, in order, since a cursor, of the asker's scope only."""

import pytest

from fazhi.kernel.digests import canonical_json
from fazhi.ledger.models import Event
from tests.shell.api.conftest import Stage, open_errand

pytestmark = pytest.mark.django_db


def test_the_chain_of_a_matter_can_be_checked_from_outside(stage: Stage) -> None:
    told = stage["officer"].get(f"/matters/{stage.running.pk}/events").json()
    assert [row["seq"] for row in told["items"]] == [1, 2]
    assert told["items"][1]["prev"] == told["items"][0]["digest"]
    assert told["items"][1]["digest"] == stage["officer"].get(f"/matters/{stage.running.pk}").json()["head"]
    for row in told["items"]:
        assert canonical_json(row["data"]).decode() == Event.objects.get(pk=row["id"]).data
    first = stage["officer"].get(f"/matters/{stage.running.pk}/events", {"limit": 1}).json()
    assert first["next"] == 1
    rest = stage["officer"].get(f"/matters/{stage.running.pk}/events", {"after": 1}).json()
    assert ([row["seq"] for row in rest["items"]], rest["next"]) == ([2], None)


def test_private_fields_come_back_as_digests_only(stage: Stage) -> None:
    noted = {"title": "记", "phone": "13812345678"}
    done = stage["officer"].post(f"/matters/{stage.running.pk}/actions/note", {"data": noted})
    assert done.status_code == 200
    for path in (f"/matters/{stage.running.pk}/events", "/events", f"/matters/{stage.running.pk}"):
        assert "13812345678" not in stage["officer"].get(path).content.decode()
    assert "13812345678" not in done.content.decode()


def test_reading_on_gives_everything_once_and_nothing_foreign(stage: Stage) -> None:
    mine = set(map(str, Event.objects.exclude(matter_id=stage.foreign.pk).values_list("pk", flat=True)))
    seen: list[str] = []
    cursor: dict[str, str] = {}
    while True:
        page = stage["officer"].get("/events", {"limit": 2, **cursor}).json()
        seen += [row["id"] for row in page["items"]]
        cursor = {"after": page["next"]}
        if not page["more"]:
            break
    assert seen == sorted(seen)
    assert set(seen) == mine
    assert len(seen) == len(mine)
    quiet = stage["officer"].get("/events", cursor).json()
    assert (quiet["items"], quiet["next"], quiet["more"]) == ([], cursor["after"], False)


def test_reading_again_from_a_little_before_misses_nothing(stage: Stage) -> None:
    page = stage["officer"].get("/events").json()
    known = {row["id"] for row in page["items"]}
    open_errand(stage.office.officer, "后来的")
    again = stage["officer"].get("/events", {"after": page["reread"]}).json()
    assert {row["id"] for row in again["items"]} > known
    assert page["reread"] < page["next"]


def test_nothing_at_all_has_no_cursor(stage: Stage) -> None:
    page = stage["clerk"].get("/events").json()
    assert page == {"items": [], "next": None, "reread": None, "more": False}
    least = stage["clerk"].get("/events", {"after": "00000000-0000-0000-0000-000000000000"}).json()
    assert least["reread"] == "00000000-0000-0000-0000-000000000000"
