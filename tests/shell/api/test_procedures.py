"""What there is to do, and the description of the interface itself."""

import re
from xml.etree import ElementTree

import pytest

from tests.shell.api.conftest import Caller, Stage

pytestmark = pytest.mark.django_db


def test_procedures_say_whether_the_asker_may_begin_them(stage: Stage) -> None:
    def may(who: str) -> bool:
        rows = {row["key"]: row for row in stage[who].get("/procedures").json()["items"]}
        return rows["sample.errand"]["may_open"]

    assert (may("officer"), may("legal"), may("supervisor")) == (True, False, False)


def test_a_definition_tells_all_that_an_act_needs(stage: Stage) -> None:
    told = stage["officer"].get("/procedures/sample.errand").json()
    actions = {row["key"]: row for row in told["actions"]}
    colour = next(field for field in actions["register"]["form"] if field["name"] == "colour")
    assert colour["options"] == [{"value": "red", "label": "红"}, {"value": "blue", "label": "蓝"}]
    phone = next(field for field in actions["note"]["form"] if field["name"] == "phone")
    assert phone["private"] is True
    assert actions["finish"]["targets"] == ["done", "dropped"]
    finish = next(clock for clock in told["clocks"] if clock["key"] == "finish")
    assert finish["length"] > 0
    assert {stage["key"] for stage in told["stages"] if stage["final"]} == {"done", "dropped", "ended"}


def test_every_procedure_can_be_told_and_drawn(stage: Stage) -> None:
    for row in stage["officer"].get("/procedures").json()["items"]:
        assert stage["officer"].get(f"/procedures/{row['key']}").status_code == 200
        drawn = stage["officer"].get(f"/procedures/{row['key']}.bpmn")
        assert drawn["Content-Type"].startswith("application/xml")
        ElementTree.fromstring(drawn.content)


def test_the_description_holds_every_endpoint_and_speaks_chinese() -> None:
    told = Caller().get("/openapi.json").json()
    assert told["openapi"].startswith("3.1")
    for path, methods in told["paths"].items():
        for method, row in methods.items():
            assert re.search(r"[一-鿿]", row["summary"]), (path, method)
            for parameter in row["parameters"]:
                words = parameter.get("description", "中")
                assert re.search(r"[一-鿿]", words), (path, parameter["name"])
    assert set(told["paths"]["/api/v1/matters"]) == {"get", "post"}
    public = {p for p, m in told["paths"].items() for row in m.values() if not row.get("security")}
    everybodys = ("/api/v1/clocks/", "/api/v1/disclosures", "/api/v1/law/", "/api/v1/public-measures")
    assert {p for p in public if not p.startswith(everybodys)} == set()
    assert {p for p in told["paths"] if p.startswith(everybodys)} == public


def test_the_list_of_endpoints_is_a_page_without_scripts_of_others() -> None:
    page = Caller().get("/").content.decode()
    assert "/api/v1/matters/{matter_id}/actions/{action}" in page
    assert not re.search(r'(src|href)="https?://', page)
