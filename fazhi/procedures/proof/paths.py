"""Is every stage reachable, does every path end, and is every clock met, lapsed or ended before it does?

Walked are the procedure's own actions and the outcomes of its sub-matters; the universal ways out (return, withdraw,
end of the party) are left aside, so that no procedure leans on them.
"""

from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from fazhi.procedures.definition import ANY, ENDED, STAY, ClockKind, Definition, Stage
from fazhi.procedures.loading import DefinitionFault, Source


@dataclass(frozen=True)
class Edge:
    """One way from a stage to another: by which action or sub-matter, and through which stages entered and passed."""

    source: str
    target: str
    trigger: str
    title: str


def edges(d: Definition) -> tuple[Edge, ...]:
    """Every way on, with each conditional stage both entered and passed through."""
    found: list[Edge] = []
    for action in d.actions.values():
        if action.universal or action.key == d.opens_with:
            continue
        open_stages = [s.key for s in d.stages.values() if not s.final]
        sources = open_stages if ANY in action.sources else action.sources
        for source in sources:
            for target in action.targets:
                ends = _ends(d, source if target == STAY else target) if target != STAY else {source}
                found += [Edge(source, end, action.key, action.title) for end in ends]
    for stage in d.stages.values():
        for opens in stage.opens:
            for outcome, target in opens.outcomes:
                ends = {stage.key} if target == STAY or not opens.wait else _ends(d, target)
                found += [
                    Edge(stage.key, end, f"child:{opens.procedure}", f"子事项以{outcome}终结") for end in ends
                ]
    for action in d.actions.values():
        for opens in action.opens:
            where = (
                action.sources
                if ANY not in action.sources
                else [s.key for s in d.stages.values() if not s.final]
            )
            found += [Edge(s, s, f"child:{opens.procedure}", "子事项终结") for s in where]
    return tuple(dict.fromkeys(found))


def _ends(d: Definition, key: str) -> set[str]:
    """Where entering a stage may come to rest: in it, or where it is passed through to."""
    found, stage = set(), d.stages[key]
    while stage.key not in found:
        found.add(stage.key)
        if not stage.when:
            break
        stage = d.stages[stage.otherwise]
    return found


def entries(d: Definition) -> set[str]:
    """Stages where a new matter may come to rest."""
    return {end for target in d.opening.targets for end in _ends(d, target)}


def faults(source: Source, d: Definition, known: Mapping[str, Definition]) -> list[DefinitionFault]:
    """Stages out of reach or without an end, and clocks that are left running."""
    ways = edges(d)
    found = [
        *_unreachable(d, ways),
        *_endless(d, ways),
        *_loops(d),
        *_clocks_left(d, ways),
        *_waits_unstarted(d, ways),
    ]
    return [DefinitionFault(source.path, source.line(*at), sentence) for at, sentence in found]


Finding = tuple[tuple[str | int, ...], str]


def _walk(starts: set[str], ways: tuple[Edge, ...], *, backwards: bool = False) -> set[str]:
    seen, queue = set(starts), deque(starts)
    while queue:
        here = queue.popleft()
        for edge in ways:
            a, b = (edge.target, edge.source) if backwards else (edge.source, edge.target)
            if a == here and b not in seen:
                seen.add(b)
                queue.append(b)
    return seen


def _unreachable(d: Definition, ways: tuple[Edge, ...]) -> Iterator[Finding]:
    reached = _walk(entries(d), ways)
    for key, stage in d.stages.items():
        if key not in reached and key != ENDED:
            yield ("stages", key), f"从开始走不到“{stage.title}”阶段"


def _endless(d: Definition, ways: tuple[Edge, ...]) -> Iterator[Finding]:
    ending = _walk({s.key for s in d.finals()}, ways, backwards=True)
    for key, stage in d.stages.items():
        if key not in ending:
            yield ("stages", key), f"“{stage.title}”走不到任何终结阶段，事项会停在这里"
        elif (
            not stage.final and not stage.next and not any(e.source == key and e.target != key for e in ways)
        ):
            yield ("stages", key), f"“{stage.title}”没有任何动作能够离开"


def _loops(d: Definition) -> Iterator[Finding]:
    for key, stage in d.stages.items():
        seen: list[str] = []
        at: Stage = stage
        while at.when and at.key not in seen:
            seen.append(at.key)
            at = d.stages[at.otherwise]
        if at.key in seen:
            yield ("stages", key), f"“{stage.title}”的条件不成立时绕回原处：{'、'.join(seen)}"


def _clocks_left(d: Definition, ways: tuple[Edge, ...]) -> Iterator[Finding]:
    for clock in d.clocks.values():
        if clock.kind not in {ClockKind.DUTY, ClockKind.WINDOW}:
            continue
        halts = {*clock.stops, *clock.ends, clock.expiry} - {""}
        starts = set(clock.starts)
        path = _left_running(d, ways, starts, halts)
        if path:
            said = " → ".join(path)
            yield (
                ("clocks", clock.key),
                f"期限“{clock.title}”起算后，沿“{said}”终结时仍在计算：须写明办结（stops）、终止（ends）或者届满后的动作",
            )


def _left_running(
    d: Definition, ways: tuple[Edge, ...], starts: set[str], halts: set[str]
) -> list[str] | None:
    """The shortest path that ends with the clock running; None when there is none."""
    opening = {d.opens_with}
    queue: deque[tuple[str, bool, tuple[str, ...]]] = deque()
    for key in sorted(entries(d)):
        queue.append((key, bool((opening | {f"stage:{key}"}) & starts), (d.opening.title,)))
    seen = {(key, live) for key, live, _ in queue}
    while queue:
        here, live, path = queue.popleft()
        if d.stages[here].final and live:
            return [*path, d.stages[here].title]
        for edge in ways:
            if edge.source != here:
                continue
            hit = {edge.trigger} | ({f"stage:{edge.target}"} if edge.target != here else set())
            now = (live and not hit & halts) or bool(hit & starts)
            if (edge.target, now) not in seen:
                seen.add((edge.target, now))
                queue.append((edge.target, now, (*path, edge.title)))
    return None


def _waits_unstarted(d: Definition, ways: tuple[Edge, ...]) -> Iterator[Finding]:
    for clock in d.clocks.values():
        for key in clock.protects:
            action = d.actions[key]
            begun = {
                e.target for e in ways if e.trigger in clock.starts or f"stage:{e.target}" in clock.starts
            }
            if d.opens_with in clock.starts:
                begun |= entries(d)
            after = _walk(begun, ways)
            sources = set(d.stages) if ANY in action.sources else set(action.sources)
            if not after & sources:
                yield (
                    ("clocks", clock.key),
                    f"“{action.title}”前必须经过“{clock.title}”，但没有一条路先起算它再到这一步",
                )
