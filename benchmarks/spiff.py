"""The exported BPMN run by SpiffWorkflow, its state saved as JSON in a durable SQLite file after each step."""

import io
import json
import sqlite3
import time
from collections import deque
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree as ET  # our own export, made a moment ago

from SpiffWorkflow.bpmn.parser import BpmnParser
from SpiffWorkflow.bpmn.serializer import BpmnWorkflowSerializer
from SpiffWorkflow.bpmn.workflow import BpmnWorkflow
from SpiffWorkflow.util.task import TaskState

from fazhi.procedures.definition import Definition
from fazhi.procedures.drawing import bpmn

Way = list[tuple[str, dict[str, object]]]


@dataclass(frozen=True)
class Ran:
    """Seconds a step and processor seconds a step, once keeping the workflow in memory between steps, once reading it back before each."""

    kept: list[tuple[float, float]]
    read_back: list[tuple[float, float]]
    size: int


def run(definition: Definition, database: Path, rounds: int) -> Ran:
    """Walk the longest of the shortest ways to an end, so many times."""
    text = bpmn.export(definition)
    parser = BpmnParser()
    parser.add_bpmn_io(io.BytesIO(text.encode()))
    spec = parser.get_spec(definition.key.replace(".", "_"))
    way = max(_ways(text), key=len)
    db = sqlite3.connect(database, isolation_level=None)
    db.execute("PRAGMA journal_mode=WAL")
    db.execute("PRAGMA synchronous=FULL")
    db.execute("CREATE TABLE workflow (id INTEGER PRIMARY KEY, state TEXT)")
    serializer = BpmnWorkflowSerializer(BpmnWorkflowSerializer.configure())
    kept: list[tuple[float, float]] = []
    read_back: list[tuple[float, float]] = []
    size = 0
    for number in range(rounds):
        for again, taken in ((False, kept), (True, read_back)):
            key = number * 2 + again
            workflow = BpmnWorkflow(spec)
            workflow.do_engine_steps()
            db.execute("INSERT INTO workflow VALUES (?, ?)", (key, serializer.serialize_json(workflow)))
            for name, data in way:
                began, worked = time.perf_counter(), time.process_time()
                if again:
                    (state,) = db.execute("SELECT state FROM workflow WHERE id = ?", (key,)).fetchone()
                    workflow = serializer.deserialize_json(state)
                (task,) = (t for t in workflow.get_tasks(state=TaskState.READY) if t.task_spec.name == name)
                task.data.update(data)
                task.run()
                workflow.do_engine_steps()
                state = serializer.serialize_json(workflow)
                db.execute("BEGIN IMMEDIATE")
                db.execute("UPDATE workflow SET state = ? WHERE id = ?", (state, key))
                db.execute("COMMIT")
                taken.append((time.perf_counter() - began, time.process_time() - worked))
                size = max(size, len(state))
            assert workflow.is_completed()
            assert json.loads(state)
    db.close()
    return Ran(kept, read_back, size)


def _ways(text: str) -> list[Way]:
    """For each end the tasks on the shortest way to it, each with what the gateways behind it ask for."""
    root = ET.fromstring(text)
    flows: dict[str, list[tuple[str, str]]] = {}
    for flow in root.iter(f"{{{bpmn.MODEL}}}sequenceFlow"):
        condition = flow.find(f"{{{bpmn.MODEL}}}conditionExpression")
        said = condition.text or "" if condition is not None else ""
        flows.setdefault(flow.get("sourceRef", ""), []).append((flow.get("targetRef", ""), said))
    ends = {node.get("id", "") for node in root.iter(f"{{{bpmn.MODEL}}}endEvent")}
    tasks = {node.get("id", "") for node in root.iter(f"{{{bpmn.MODEL}}}userTask")}
    found: list[Way] = []
    queue: deque[tuple[str, Way]] = deque([("start", [])])
    seen = {"start"}
    while queue:
        here, path = queue.popleft()
        if here in ends:
            found.append(path)
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
    return found


def _asked(said: str) -> dict[str, object]:
    if said in {"enters", "not enters"}:
        return {"enters": said == "enters"}
    name, value = said.split(" == ")
    return {name: value.strip("'")}
