"""Exported BPMN is loaded by a standard engine, which reaches every end event; pictures name their state."""

import io
from collections import deque
from xml.etree import ElementTree as ET

import pytest
from SpiffWorkflow.bpmn.parser import BpmnParser
from SpiffWorkflow.bpmn.workflow import BpmnWorkflow
from SpiffWorkflow.util.task import TaskState

from fazhi.procedures import registry
from fazhi.procedures.definition import Definition
from fazhi.procedures.drawing import bpmn, mermaid, svg

NAMES = sorted(registry.definitions())


@pytest.fixture(params=NAMES)
def definition(request: pytest.FixtureRequest) -> Definition:
    return registry.definitions()[request.param]


def paths_to_ends(text: str) -> dict[str, list[tuple[str, dict[str, object]]]]:
    """For each end event the tasks on the shortest way to it, each with the data that its successor gateways ask for."""
    root = ET.fromstring(text)
    flows: dict[str, list[tuple[str, str]]] = {}
    for flow in root.iter(f"{{{bpmn.MODEL}}}sequenceFlow"):
        condition = flow.find(f"{{{bpmn.MODEL}}}conditionExpression")
        said = condition.text or "" if condition is not None else ""
        flows.setdefault(flow.get("sourceRef", ""), []).append((flow.get("targetRef", ""), said))
    ends = {node.get("id", "") for node in root.iter(f"{{{bpmn.MODEL}}}endEvent")}
    tasks = {node.get("id", "") for node in root.iter(f"{{{bpmn.MODEL}}}userTask")}
    found: dict[str, list[tuple[str, dict[str, object]]]] = {}
    queue: deque[tuple[str, list[tuple[str, dict[str, object]]]]] = deque([("start", [])])
    seen = {"start"}
    while queue:
        here, path = queue.popleft()
        if here in ends:
            found[here] = path
        for target, said in flows.get(here, []):
            if target in seen:
                continue
            seen.add(target)
            way = [(key, dict(data)) for key, data in path]
            if said and way:
                way[-1][1].update(_asked(said))
            if target in tasks:
                way.append((target, {}))
            queue.append((target, way))
    assert ends == found.keys(), f"no way to {ends - found.keys()}"
    return found


def _asked(said: str) -> dict[str, object]:
    if said in {"enters", "not enters"}:
        return {"enters": said == "enters"}
    name, value = said.split(" == ")
    return {name: value.strip("'")}


def test_a_standard_engine_reaches_every_end(definition: Definition) -> None:
    text = bpmn.export(definition)
    parser = BpmnParser()
    parser.add_bpmn_io(io.BytesIO(text.encode()))
    spec = parser.get_spec(definition.key.replace(".", "_"))
    for end, path in paths_to_ends(text).items():
        workflow = BpmnWorkflow(spec)
        workflow.do_engine_steps()
        for key, data in path:
            ready = [t for t in workflow.get_tasks(state=TaskState.READY) if t.task_spec.name == key]
            assert ready, f"{end}: {key} is not ready"
            ready[0].data.update(data)
            ready[0].run()
            workflow.do_engine_steps()
        assert workflow.is_completed(), end
        assert any(t.task_spec.name == end for t in workflow.get_tasks(state=TaskState.COMPLETED)), end


def test_every_flow_has_a_place_on_the_canvas(definition: Definition) -> None:
    root = ET.fromstring(bpmn.export(definition))
    flows = {n.get("id") for n in root.iter(f"{{{bpmn.MODEL}}}sequenceFlow")}
    assert flows == {n.get("bpmnElement") for n in root.iter(f"{{{bpmn.DI}}}BPMNEdge")}


def test_the_picture_marks_where_the_matter_is(definition: Definition) -> None:
    first = next(iter(definition.stages))
    drawn = svg.draw(definition, first, [first])
    ET.fromstring(drawn)
    assert f"现在{definition.stages[first].title}阶段" in drawn
    assert "现在" in drawn


def test_mermaid_names_every_stage(definition: Definition) -> None:
    drawn = mermaid.export(definition)
    assert all(stage.title in drawn for stage in definition.stages.values())
