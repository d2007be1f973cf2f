"""BPMN 2.0 that a standard engine loads.

    a stage where a matter rests   an exclusive gateway; `choice` tells which way is taken
    an action                      a user task that leads to the gateway of its target
    a sub-matter that is awaited   a user task whose `outcome` decides
    a rule that chooses            an exclusive gateway on `route`
    a condition of a stage         an exclusive gateway on `enters`
    a final stage                  an end event

Every flow has a place on the canvas, so that modellers draw it too.
"""

from dataclasses import dataclass, field
from xml.etree import ElementTree as ET

from fazhi.procedures.definition import ANY, STAY, Action, Definition, Opens, Route, Stage

MODEL = "http://www.omg.org/spec/BPMN/20100524/MODEL"
DI = "http://www.omg.org/spec/BPMN/20100524/DI"
DC = "http://www.omg.org/spec/DD/20100524/DC"
DDI = "http://www.omg.org/spec/DD/20100524/DI"
XSI = "http://www.w3.org/2001/XMLSchema-instance"
COLUMN, ROW = 240, 110
_SIZE = {"userTask": (150, 60), "exclusiveGateway": (50, 50), "startEvent": (36, 36), "endEvent": (36, 36)}

for _prefix, _uri in (("bpmn", MODEL), ("bpmndi", DI), ("dc", DC), ("di", DDI), ("xsi", XSI)):
    ET.register_namespace(_prefix, _uri)


@dataclass
class _Node:
    key: str
    kind: str
    name: str
    column: int
    row: int = 0


@dataclass
class _Flow:
    source: str
    target: str
    name: str = ""
    condition: str = ""


@dataclass
class _Graph:
    nodes: dict[str, _Node] = field(default_factory=dict)
    flows: list[_Flow] = field(default_factory=list)

    def node(self, key: str, kind: str, name: str, column: int) -> str:
        if key not in self.nodes:
            self.nodes[key] = _Node(key, kind, name, column)
        return key

    def flow(self, source: str, target: str, name: str = "", condition: str = "") -> None:
        self.flows.append(_Flow(source, target, name, condition))


def export(d: Definition) -> str:
    """The procedure as a BPMN 2.0 document; the universal actions are left out."""
    graph = _graph(d)
    _lay(graph)
    return _xml(d, graph)


def _graph(d: Definition) -> _Graph:
    graph = _Graph()
    columns = {key: 2 * n + 2 for n, key in enumerate(d.stages)}
    graph.node("start", "startEvent", "开始", 0)
    for key, stage in d.stages.items():
        _stage(graph, d, stage, columns[key])
    for action in d.actions.values():
        if not action.universal:
            _action(graph, d, action, columns)
    _drop_unreached(graph)
    return graph


def _stage(graph: _Graph, d: Definition, stage: Stage, column: int) -> None:
    key = stage.key
    if stage.final:
        graph.node(f"at_{key}", "endEvent", stage.title, column)
        return
    graph.node(f"at_{key}", "exclusiveGateway", stage.title, column)
    if stage.when:
        graph.node(f"when_{key}", "exclusiveGateway", f"{stage.title}？", column - 1)
        graph.flow(f"when_{key}", f"at_{key}", "符合", "enters")
        graph.flow(f"when_{key}", _door(d, stage.otherwise), "不符合", "not enters")
    for opens in stage.opens:
        if opens.wait:
            _child(graph, d, stage, opens, column)


def _child(graph: _Graph, d: Definition, stage: Stage, opens: Opens, column: int) -> None:
    name = opens.procedure.replace(".", "_")
    task = graph.node(f"child_{stage.key}_{name}", "userTask", f"子事项 {opens.procedure}", column + 1)
    choice = graph.node(f"outcome_{stage.key}_{name}", "exclusiveGateway", "结果", column + 1)
    graph.flow(f"at_{stage.key}", task, "子事项终结", f"choice == '{task}'")
    graph.flow(task, choice)
    for outcome, target in opens.outcomes:
        door = f"at_{stage.key}" if target == STAY else _door(d, target)
        graph.flow(choice, door, outcome, f"outcome == '{outcome}'")


def _door(d: Definition, key: str) -> str:
    return f"when_{key}" if d.stages[key].when else f"at_{key}"


def _action(graph: _Graph, d: Definition, action: Action, columns: dict[str, int]) -> None:
    if action.key == d.opens_with:
        sources: list[str] = []
    elif ANY in action.sources:
        sources = [s.key for s in d.stages.values() if not s.final]
    else:
        sources = [key for key in action.sources if not d.stages[key].final]
    if not sources and action.key != d.opens_with:
        return
    stays = action.to == STAY
    for source in sources or [""]:
        column = columns[source] + 1 if source else 1
        task = graph.node(
            f"do_{action.key}_{source}" if source else f"do_{action.key}", "userTask", action.title, column
        )
        if source:
            graph.flow(f"at_{source}", task, "", f"choice == '{task}'")
        else:
            graph.flow("start", task)
        if isinstance(action.to, Route):
            gate = graph.node(f"route_{action.key}_{source}", "exclusiveGateway", "去向", column)
            graph.flow(task, gate)
            for target in action.to.among:
                door = _door(d, target) if target != STAY else f"at_{source}"
                graph.flow(
                    gate, door, d.stages[target].title if target in d.stages else "", f"route == '{target}'"
                )
        else:
            graph.flow(task, f"at_{source}" if stays else _door(d, action.to))


def _drop_unreached(graph: _Graph) -> None:
    """Leave out what only a universal action leads to."""
    seen, queue = {"start"}, ["start"]
    while queue:
        here = queue.pop()
        for flow in graph.flows:
            if flow.source == here and flow.target not in seen:
                seen.add(flow.target)
                queue.append(flow.target)
    graph.nodes = {k: n for k, n in graph.nodes.items() if k in seen}
    graph.flows = [f for f in graph.flows if f.source in seen and f.target in seen]


def _lay(graph: _Graph) -> None:
    taken: dict[int, int] = {}
    for node in graph.nodes.values():
        node.row = taken.get(node.column, 0)
        taken[node.column] = node.row + 1


def _xml(d: Definition, graph: _Graph) -> str:
    root = ET.Element(
        f"{{{MODEL}}}definitions", {"id": "definitions", "targetNamespace": "https://fazhi.example/bpmn"}
    )
    key = d.key.replace(".", "_")
    process = ET.SubElement(root, f"{{{MODEL}}}process", {"id": key, "name": d.title, "isExecutable": "true"})
    named = {id(flow): f"flow_{n}" for n, flow in enumerate(graph.flows)}
    for node in graph.nodes.values():
        attributes = {"id": node.key, "name": node.name}
        element = ET.SubElement(process, f"{{{MODEL}}}{node.kind}", attributes)
        for tag, end in (("incoming", "target"), ("outgoing", "source")):
            for flow in graph.flows:
                if getattr(flow, end) == node.key:
                    ET.SubElement(element, f"{{{MODEL}}}{tag}").text = named[id(flow)]
    for flow in graph.flows:
        line = {"id": named[id(flow)], "sourceRef": flow.source, "targetRef": flow.target}
        if flow.name:
            line["name"] = flow.name
        element = ET.SubElement(process, f"{{{MODEL}}}sequenceFlow", line)
        if flow.condition:
            expression = ET.SubElement(element, f"{{{MODEL}}}conditionExpression")
            expression.set(f"{{{XSI}}}type", "bpmn:tFormalExpression")
            expression.text = flow.condition
    _picture(root, key, graph, named)
    ET.indent(root)
    return ET.tostring(root, encoding="unicode", xml_declaration=True)


def _picture(root: ET.Element, key: str, graph: _Graph, named: dict[int, str]) -> None:
    diagram = ET.SubElement(root, f"{{{DI}}}BPMNDiagram", {"id": "diagram"})
    plane = ET.SubElement(diagram, f"{{{DI}}}BPMNPlane", {"id": "plane", "bpmnElement": key})
    middles = {}
    for node in graph.nodes.values():
        width, height = _SIZE[node.kind]
        x, y = 40 + node.column * COLUMN, 60 + node.row * ROW
        middles[node.key] = (x + width // 2, y + height // 2)
        shape = ET.SubElement(plane, f"{{{DI}}}BPMNShape", {"id": f"{node.key}_di", "bpmnElement": node.key})
        ET.SubElement(
            shape, f"{{{DC}}}Bounds", {"x": str(x), "y": str(y), "width": str(width), "height": str(height)}
        )
    for flow in graph.flows:
        name = named[id(flow)]
        edge = ET.SubElement(plane, f"{{{DI}}}BPMNEdge", {"id": f"{name}_di", "bpmnElement": name})
        for x, y in (middles[flow.source], middles[flow.target]):
            ET.SubElement(edge, f"{{{DDI}}}waypoint", {"x": str(x), "y": str(y)})
