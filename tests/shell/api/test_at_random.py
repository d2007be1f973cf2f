"""Requests made up from the interface's own description: no breakdown, only answers it describes, nothing foreign."""

import copy
from collections.abc import Callable, Iterator
from typing import Any

import hypothesis
import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck
from schemathesis.checks import not_a_server_error
from schemathesis.generation import GenerationMode
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from fazhi.kernel.ids import new_id
from fazhi.ledger.models import Event
from fazhi.procedures import registry
from tests.shell.api.conftest import ROOT, Stage
from tests.shell.law.conftest import law

__all__ = ["law"]
pytestmark = pytest.mark.django_db
CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
ERRAND = "sample.errand"
MOST = 12
"""Made-up requests an operation: enough to reach every answer, few enough for each run of the suite."""


def described(stage: Stage) -> dict[str, Any]:
    """The description, with real numbers and keys among what may stand where they belong."""
    pause = {"type": "array", "items": {"enum": ["2026-10-09..2026-10-12", "2026-10-20..", "soon"]}}
    told = copy.deepcopy(
        schemathesis.openapi.from_wsgi(f"{ROOT}/openapi.json", get_wsgi_application()).raw_schema
    )
    definition = registry.definitions()[ERRAND]
    # This one breaks by design, to show that half an act leaves nothing behind.
    actions = sorted(set(definition.actions) - {"break_it"})
    known = {
        "matter_id": [str(stage.fresh.pk), str(stage.running.pk), str(new_id())],
        "action": [*actions, "no_such_step"],
        "start": ["2026-09-28", "2026-09-28T10:00:00+08:00", "2026-02-30"],
        "length": [0, 7, 40, 14_600, 400_001],
        "procedure": [ERRAND, "enforcement.hearing", "no.such"],
        "clock": ["finish", "notice", "no_such_clock"],
        "law": ["测试法", "《测试法》", "没有法"],
        "article": ["3", "第三条", "条"],
        "on": ["2026-11-22", "2027-01-02"],
        "old": ["2019-03-01", "2026-09-01", "1999-01-01"],
        "edition": ["2019-03-01", "", "第一版"],
        "measure_key": ["sample.opened", "sample.in_time", "no.such"],
        "period": ["2026", "2026-Q3", "2026-09", "2026-09-31", "没有"],
    }
    for path, methods in told["paths"].items():
        known["key"] = ["finish", "no_such_clock"] if "clocks" in path else [ERRAND, "no.such"]
        for row in methods.values():
            for parameter in row["parameters"]:
                if parameter["name"] == "pause":
                    parameter["schema"] = pause
                if parameter["name"] in known:
                    parameter["schema"] = {"enum": known[parameter["name"]]}
    people = [str(a.person_id) for a in (stage.office.officer, stage.office.colleague, stage.office.head)]
    names = sorted({item.name for action in definition.actions.values() for item in action.form})
    value = {
        "anyOf": [
            {"type": ["string", "number", "boolean", "null", "array"]},
            {"enum": [*people, "red", "runner", "2026-03-02"]},
        ]
    }
    data = {"type": "object", "properties": dict.fromkeys(names, value)}
    for path, required in (
        ("/api/v1/matters", "procedure"),
        ("/api/v1/matters/{matter_id}/actions/{action}", ""),
    ):
        body = told["paths"][path]["post"]["requestBody"]["content"]["application/json"]["schema"]
        body["properties"]["data"] = data
        if required:
            subject = {"subject": {"type": "string", "minLength": 1, "maxLength": 20}}
            body["properties"]["data"] = data | {
                "properties": data["properties"] | subject,
                "required": ["subject"],
            }
            body["properties"][required] = {"enum": [ERRAND, "sample.check", "no.such"]}
    return told


def operations(stage: Stage) -> Iterator[Any]:
    schema = schemathesis.openapi.from_dict(described(stage))
    schema.app = get_wsgi_application()
    for found in schema.get_all_operations():
        yield found.ok()


def tried(operation: Any, mode: GenerationMode, most: int, ask: Callable[[Any], None]) -> None:
    """Ask with so many made-up cases, the same ones every time."""

    @hypothesis.settings(
        max_examples=most,
        derandomize=True,
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        phases=[hypothesis.Phase.explicit, hypothesis.Phase.generate],
    )
    @hypothesis.given(case=operation.as_strategy(generation_mode=mode))
    def run(case: Any) -> None:
        ask(case)

    run()


@pytest.fixture(autouse=True)
def _as_often_as_wanted(settings) -> Iterator[None]:
    """No limit of questions; and, as in Django's own client, no request ends the connection that holds the test's rows."""
    settings.API_PER_MINUTE = settings.API_VISITOR_PER_MINUTE = 1_000_000
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


def test_nothing_that_is_sent_breaks_the_interface(stage: Stage, law: object) -> None:
    headers = stage["officer"].headers
    statuses: dict[str, set[int]] = {}
    for operation in operations(stage):
        seen = statuses.setdefault(operation.label, set())

        def ask(case: Any, seen: set[int] = seen) -> None:
            seen.add(case.call_and_validate(checks=CHECKS, headers=headers).status_code)

        tried(operation, GenerationMode.POSITIVE, MOST, ask)
        if operation.label != "GET /api/v1/procedures":
            tried(operation, GenerationMode.NEGATIVE, MOST // 2, ask)
    assert len(statuses) >= 30, statuses.keys()
    # The made-up cases reach real matters and real acts, not only the door.
    assert statuses["POST /api/v1/matters/{matter_id}/actions/{action}"] & {200, 409, 422}
    assert statuses["POST /api/v1/matters"] & {201, 422}
    unreached = {label for label, seen in statuses.items() if label.startswith("GET") and 200 not in seen}
    assert {label.rpartition("/")[2] for label in unreached} <= {"{paper_id}.{form}", "{digest}"}, unreached


def test_no_made_up_request_of_a_stranger_tells_of_our_matters(stage: Stage) -> None:
    headers = stage["foreign_officer"].headers
    ours = [stage.fresh.pk, stage.running.pk]
    secrets = [
        *map(str, ours),
        "送甲信",
        "送乙信",
        stage.running.number,
        stage.office.organ.name,
        "张试",
        "赵样",
    ]
    before = Event.objects.filter(matter_id__in=ours).count()

    def ask(case: Any) -> None:
        response = case.call(headers=headers)
        if case.path_parameters.get("matter_id") in secrets:
            assert response.status_code in {401, 403, 404, 400, 413, 415, 422}, response.text
        told = response.content.decode(errors="replace")
        assert not [secret for secret in secrets if secret in told], (case.as_curl_command(), told)

    for operation in operations(stage):
        tried(operation, GenerationMode.POSITIVE, MOST, ask)
    assert Event.objects.filter(matter_id__in=ours).count() == before
