"""Numbers that are skipped, doubled or out of order: 章, 节, 条, 项, 一、（一）1.（1）."""

from collections.abc import Iterator

from fazhi.domains.rulemaking.rules.findings import Finding
from fazhi.domains.rulemaking.rules.specs import finding
from fazhi.kernel.numerals import article_label
from fazhi.kernel.structure import Kind, Node, Structure

_SEQUENCES = (Kind.PART, Kind.CHAPTER, Kind.SECTION)


def check(structure: Structure) -> Iterator[Finding]:
    """Findings of every division by itself: a covering notice, the text it issues, each annex."""
    for division in structure.divisions():
        yield from _articles(structure, division)
        for kind in _SEQUENCES:
            yield from _named(structure, [node for node in division if node.kind is kind])
        yield from _items(structure, division)
        yield from _headings(structure, [node for node in division if node.kind is Kind.HEADING])


def _articles(structure: Structure, division: list[Node]) -> Iterator[Finding]:
    last: tuple[int, ...] = ()
    seen: set[str] = set()
    for node in division:
        if node.kind is not Kind.ARTICLE:
            continue
        now = tuple(int(part) for part in node.number.split("-"))
        if last and now == (1,) and last[0] >= 3:
            last, seen = now, {node.number}  # another text begins whose title was not told
            continue
        expected = last[0] + 1 if last else now[0]
        if node.number in seen:
            yield finding(structure, "numbering.doubled", node, f"{article_label(node.number)}重复。")
            seen.add(node.number)
            continue
        seen.add(node.number)
        if len(now) == 1 and now[0] > expected:
            missing = article_label(str(expected))
            yield finding(structure, "numbering.skipped", node, f"缺少{missing}。")
        elif len(now) == 1 and now[0] < expected:
            yield finding(
                structure, "numbering.disordered", node, f"{article_label(node.number)}的次序不对。"
            )
        elif len(now) == 2 and last[:1] == now[:1] and now[1] > (last[1] if len(last) > 1 else 0) + 1:
            yield finding(structure, "numbering.skipped", node, f"{article_label(node.number)}之前有缺号。")
        last = now


def _named(structure: Structure, nodes: list[Node]) -> Iterator[Finding]:
    last: dict[int, int] = {}
    running = 0
    for node in nodes:
        before = last.get(node.parent, 0)
        # Chapters count on through the parts, or anew in each.
        allowed = {before + 1, running + 1} if before else {1, running + 1}
        # An extract begins where it begins.
        if running == 0:
            allowed.add(node.ordinal)
        if node.ordinal not in allowed:
            same = node.ordinal == (before or running)
            key = "doubled" if same else "skipped" if node.ordinal > (before or running) else "disordered"
            yield finding(
                structure, f"numbering.{key}", node, f"“{structure.own(node)[:20]}”的序号与前文不相连。"
            )
        last[node.parent] = running = node.ordinal


def _items(structure: Structure, division: list[Node]) -> Iterator[Finding]:
    last: dict[tuple[int, Kind, int], int] = {}
    running = 0
    for node in division:
        if node.kind is Kind.ARTICLE:
            running = 0
        if node.kind not in (Kind.ITEM, Kind.SUB_ITEM):
            continue
        key = (node.parent, node.kind, node.level)
        # A list may go on after a paragraph that belongs to one of its items.
        if not (key not in last and node.kind is Kind.ITEM and node.ordinal == running + 1):
            yield from _next(structure, node, last.get(key, 0), restarts=False)
        last[key] = node.ordinal
        if node.kind is Kind.ITEM:
            running = node.ordinal


def _headings(structure: Structure, nodes: list[Node]) -> Iterator[Finding]:
    """Headings count within the one above, or on through the whole text (21 measures under five heads)."""
    last: dict[tuple[int, int], int] = {}
    running: dict[int, int] = {}
    for node in nodes:
        key = (node.parent, node.level)
        before = last.get(key, 0)
        counted = running.get(node.level, 0)
        # Nothing of its level before it: an extract, or a number that is no heading.
        begins = before == 0 and (counted == 0 or node.ordinal in (1, counted + 1))
        if not begins:
            yield from _next(structure, node, before or running[node.level], restarts=node.level >= 3)
        last[key] = node.ordinal
        running[node.level] = node.ordinal


def _next(structure: Structure, node: Node, before: int, *, restarts: bool) -> Iterator[Finding]:
    n = node.ordinal
    if n == before + 1 or (before == 0 and n != 2) or (n == 1 and restarts):
        return
    printed = structure.own(node)[:20]
    if n == before:
        yield finding(structure, "numbering.doubled", node, f"“{printed}”的序号与前一个重复。")
    elif n > before + 1:
        yield finding(structure, "numbering.skipped", node, f"“{printed}”之前有缺号。")
    elif n > 1 or not restarts:
        yield finding(structure, "numbering.disordered", node, f"“{printed}”的序号次序不对。")
