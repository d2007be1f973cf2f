"""Which of the numbered paragraphs of a plan are its tasks."""

from collections import Counter

from fazhi.domains.programme.rules.plan.items import DEPTH, Item

_TASK_STYLES = ("section", "number", "article", "bracket", "chapter")


def choose(found: list[Item], naming: set[int]) -> list[Item]:
    """The items that are tasks: those that name units, and those beside them that should.

    `naming` holds the `id()` of items that name units in their own words. Every step looks at each item once.
    """
    tasks = set(naming)
    if not tasks:
        return _by_shape(found)
    _lift(found, tasks)
    usual = _usual_style(found, tasks)
    holds, lies_in = _around(found, tasks)
    beside = {(_key(i), i.style) for i in found if id(i) in tasks}
    numbers = {i.number for i in found if id(i) in tasks and i.style == usual}
    for item in found:
        if id(item) in tasks or id(item) in holds or id(item) in lies_in:
            continue
        goes_on = (
            item.style == usual
            and not item.inner
            and item.number not in numbers
            and bool({item.number - 1, item.number + 1} & numbers)
        )
        if (_key(item), item.style) in beside or goes_on:
            tasks.add(id(item))
    return _outermost(found, tasks, usual)


def _key(item: Item) -> int:
    return id(item.parent) if item.parent else 0


def _lift(found: list[Item], tasks: set[int]) -> None:
    """Units under the last of several points belong to all of them, unless points elsewhere name their own."""
    not_last = {i.style for i in found if id(i) in tasks and i.parent and i is not i.parent.inner[-1]}
    for item in found:
        if len(item.inner) < 2 or item.inner[-1].inner or item.style in {"part", "chapter"}:
            continue
        last = item.inner[-1]
        if last.style not in not_last and [i for i in item.inner if id(i) in tasks] == [last]:
            tasks.discard(id(last))
            tasks.add(id(item))


def _usual_style(found: list[Item], tasks: set[int]) -> str:
    counts = Counter(item.style for item in found if id(item) in tasks)
    return max(counts, key=lambda style: (counts[style], DEPTH[style]))


def _around(found: list[Item], tasks: set[int]) -> tuple[set[int], set[int]]:
    """The items that hold a task, and those that lie in one."""
    holds: set[int] = set()
    lies_in: set[int] = set()
    for item in found:
        for above in item.above():
            if id(item) in tasks:
                holds.add(id(above))
            if id(above) in tasks:
                lies_in.add(id(item))
    return holds, lies_in


def _outermost(found: list[Item], tasks: set[int], usual: str) -> list[Item]:
    """Of tasks that lie in one another the usual kind; an outer one that only says who answers for all goes."""
    holds_usual: set[int] = set()
    for item in found:
        if id(item) in tasks and item.style == usual:
            holds_usual.update(id(above) for above in item.above())
    return [
        item
        for item in found
        if id(item) in tasks
        and (
            item.style == usual
            or (id(item) not in holds_usual and not any(id(above) in tasks for above in item.above()))
        )
    ]


def _by_shape(found: list[Item]) -> list[Item]:
    """The tasks of a plan that names no units: the most usual kind of numbered paragraph."""
    counts = Counter(item.style for item in found if item.style in _TASK_STYLES)
    if not counts:
        return []
    style = max(counts, key=lambda s: (counts[s], DEPTH[s]))
    return [item for item in found if item.style == style]
