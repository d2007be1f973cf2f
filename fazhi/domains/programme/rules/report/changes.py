"""Before and after: 由100件增加到120件，增长20%; 2023年80件，2024年100件，同比增长25%; 120件，比上年的100件增加20件."""

import re
from collections.abc import Iterator
from decimal import Decimal

from fazhi.domains.programme.rules.report.arithmetic import agrees, shown
from fazhi.domains.programme.rules.report.sentences import Count, Sentence
from fazhi.domains.programme.rules.report.shapes import Relation
from fazhi.domains.programme.vocabulary import RelationKind
from fazhi.kernel.quantities import plain

_UP = "增长|增加|提高|提升|上升|上涨|增至|增到|升至|增|多|上浮|扩大|高出|递增"
_DOWN = "下降|减少|降低|压缩|压减|缩短|回落|下滑|缩减|精简|降至|减至|降|少|节约|下调|减"
_WAY = re.compile(rf"(?P<up>{_UP})|(?P<down>{_DOWN})")
_FROM = re.compile(r"(?:由|从)[^由从]{0,24}$")
_TO = re.compile(
    r"^(?:件|个|项)?[^，。；]{0,4}?(?P<way>增加|增长|提高|提升|上升|上涨|扩大|增|升|下降|减少|降低|压缩|压减|缩短|回落|下滑|缩减|精简|降|减|变|调整|优化)?"
    r"(?:到了?|至|为|成)[^，。；]{0,10}$"
)
_STEP = re.compile(
    r"[，,、（(]?\s?(?:同比|环比|比|较|上年|去年|同期|年初|改革前|总共|共|累计|平均|合计|净|总体|整体|分别|幅度|率|也)*"
    r"(?:增长|增加|提高|提升|上升|上涨|扩大|增幅|涨幅|增|多|下降|减少|降低|压缩|压减|缩短|回落|下滑|缩减|精简|降幅|降|少|节约|下调|减|提速)"
    r"(?:了|幅度|率|幅|达到|达|为|约|近|超过)*"
)
"""The words between a change and by how much: anything else begins a matter of its own."""
_THAN = re.compile(
    r"(?:较|比|同比|对比)(?:上一?年|去年|前年|同期|(?:19|20)\d\d年)(?:同期|度|全年)?(?:[的为是]|共)?[^，。；\d]{0,12}$"
)
_GROWN = re.compile(
    rf"(?:比|较|同比)(?:上年|去年|上一年|(?:19|20)\d\d年|同期)?(?:同期|度)?(?P<way>{_UP}|{_DOWN})了?(?:约|共)?$"
)
_LAST = re.compile(r"上年|去年|上一年")
_YEAR = re.compile(r"((?:19|20)\d\d)年")
_BRACKET = re.compile(r"[（(](?:上年度?|去年|上一年|(?P<year>(?:19|20)\d\d)年)(?:同期)?[^（）()\d]{0,12}$")


def changes(text: str, sentence: Sentence) -> Iterator[Relation]:
    """All changes of a sentence of which both ends are named, and the step between them where it is said."""
    counts = sentence.counts
    taken: set[int] = set()
    for n in range(len(counts) - 1):
        if n in taken:
            continue
        pair = _from_to(text, counts, n) or _than(counts, n) or _two_years(text, counts, n)
        if pair is None:
            continue
        old, new, way = pair
        step = next(
            (c for c in counts[n + 2 : n + 3] if _is_step(text, new if new.index > old.index else old, c)),
            None,
        )
        relations = list(_checked(old, new, way, step, text))
        if relations:
            taken |= {n, n + 1}
        yield from relations
    yield from _bracketed(text, counts)
    yield from _grown_by(text, counts)


def _grown_by(text: str, counts: list[Count]) -> Iterator[Relation]:
    """245件，比去年增加68件，增幅38.4%: the base is what remains when the growth is taken away."""
    for new, step, rate in zip(counts, counts[1:], counts[2:], strict=False):
        if (
            new.kind != step.kind
            or step.is_share
            or rate.quantity.unit != "%"
            or not new.exact
            or not step.exact
        ):
            continue
        way = _GROWN.search(step.gap)
        if not way or not _tells_change(text, rate) or not rate.exact or len(rate.gap) > 12:
            continue
        moved = step.quantity.value if _WAY.search(way["way"])["up"] else -step.quantity.value  # type: ignore[index]
        old = new.quantity.value - moved
        if old <= 0:
            continue
        computed = abs(moved) * 100 / old
        fits = agrees(computed, rate.quantity.value)
        yield Relation(
            RelationKind.RATIO,
            (new.index, step.index, rate.index),
            rate.quantity.written,
            shown(computed),
            fits,
            f"增减{step.quantity.written}{step.quantity.unit}后为{new.quantity.written}{new.quantity.unit}，基数为{plain(old)}，"
            f"变化{shown(computed)}%，与所列{rate.quantity.written}%{'相符' if fits else '不符'}。",
        )


def _from_to(text: str, counts: list[Count], n: int) -> tuple[Count, Count, str] | None:
    old, new = counts[n], counts[n + 1]
    to = _TO.match(new.gap)
    if (
        not to
        or not _FROM.search(old.gap[-28:])
        or old.kind != new.kind
        or not (old.exact and _exact_end(new))
    ):
        return None
    return old, new, _way(to["way"] or "")


def _exact_end(count: Count) -> bool:
    """Exact, or limited only by the verb: 压缩至12个工作日, 30日以内."""
    return not count.quantity.approx and count.quantity.qualifier in {"", "<="}


def _than(counts: list[Count], n: int) -> tuple[Count, Count, str] | None:
    """120件，比上年的100件增加20件: the newer count stands first."""
    new, old = counts[n], counts[n + 1]
    if (
        not _THAN.search(old.gap[-24:])
        or old.kind != new.kind
        or not (old.exact and new.exact)
        or _WAY.search(old.label)
    ):
        return None
    way = _WAY.match(old.tail) or _WAY.search(old.tail[:6])
    return (old, new, _way(way[0])) if way else None


def _two_years(text: str, counts: list[Count], n: int) -> tuple[Count, Count, str] | None:
    """2023年受理80件，2024年受理100件: the same words for years one after the other."""
    one, two = counts[n], counts[n + 1]
    if one.kind != two.kind or not (one.exact and two.exact) or one.is_share != two.is_share:
        return None
    if n + 2 >= len(counts) or not _tells_change(text, counts[n + 2]):
        return None
    first, second = _YEAR.findall(one.gap), _YEAR.findall(two.gap)
    if len(first) == 1 and len(second) == 1 and int(second[0]) - int(first[0]) == 1 and _same_words(one, two):
        return one, two, ""
    if _LAST.search(one.gap) and re.search(r"今年|本年", two.gap) and _same_words(one, two):
        return one, two, ""
    return None


def _same_words(one: Count, two: Count) -> bool:
    """Whether both count the same: the later label says no more than the earlier one."""
    a, b = (
        re.sub(
            r"(?:19|20)\d\d年|上年|去年|今年|本年度?|全年|度|共|为|是|达到?|全[市区县省]|我[市区县局]|则|了",
            "",
            c.label,
        )
        for c in (one, two)
    )
    return (
        a == b
        or not b
        or (len(b) >= 2 and (a.endswith(b) or b.endswith(a)) and bool(a))
        or (bool(a) and not b)
    )


def _bracketed(text: str, counts: list[Count]) -> Iterator[Relation]:
    """受理120件（上年100件），同比增长20%; 受理120件，同比增长20%（上年100件）."""
    for n in range(1, len(counts)):
        old = counts[n]
        told = _BRACKET.search(old.gap)
        if not told or not old.exact:
            continue
        new = next((c for c in reversed(counts[max(0, n - 2) : n]) if c.kind == old.kind and c.exact), None)
        if new is None or not _year_before(told["year"], new.gap):
            continue
        near = [c for c in (*counts[max(0, n - 1) : n], *counts[n + 1 : n + 2]) if c is not new]
        step = next((c for c in near if _tells_change(text, c)), None)
        if step is not None:
            yield from _checked(old, new, "", step, text)


def _year_before(year: str | None, words: str) -> bool:
    """Whether the year in the brackets, if one is named, comes directly before that of the count."""
    named = _YEAR.findall(words)
    return year is None or bool(named and int(named[-1]) - int(year) == 1)


def _tells_change(text: str, count: Count) -> bool:
    """Whether a quantity says by how much what stands before it has changed: 增长20%, 增加12件."""
    between = text[count.quantity.start - len(count.gap) : count.quantity.at]
    return bool(_STEP.fullmatch(re.split("[）)]", between)[-1]))


def _is_step(text: str, end: Count, step: Count) -> bool:
    """Whether a quantity directly behind a change tells by how much."""
    return bool(_STEP.fullmatch(text[end.quantity.end : step.quantity.at]))


def _way(word: str) -> str:
    found = _WAY.search(word)
    return "" if not found else "up" if found["up"] else "down"


def _checked(old: Count, new: Count, way: str, step: Count | None, text: str) -> Iterator[Relation]:
    a, b = old.quantity.value, new.quantity.value
    if way and a != b and (way == "up") != (b > a):
        said = "增加" if way == "up" else "减少"
        yield Relation(
            RelationKind.ORDER,
            (old.index, new.index),
            "",
            "",
            holds=False,
            explain=f"文中说{said}，但前为{old.quantity.written}{old.quantity.unit}，后为{new.quantity.written}{new.quantity.unit}。",
        )
        return
    if step is None or not step.exact:
        return
    verb = text[max(old.quantity.end, new.quantity.end) : step.quantity.at][-16:]
    found = list(_WAY.finditer(verb))
    direction = ("up" if found[-1]["up"] else "down") if found else ""
    yield from _step(old, new, step, a, b, direction)


def _step(old: Count, new: Count, step: Count, a: Decimal, b: Decimal, direction: str) -> Iterator[Relation]:
    stated = step.quantity.value
    moved = b - a
    if direction == "down":
        moved = -moved
    elif not direction:
        moved = abs(moved)
    if (step.kind == old.kind and step.quantity.unit != "%") or (
        old.quantity.unit == "%" and step.quantity.unit == "百分点"
    ):
        kind, computed = RelationKind.DIFFERENCE, moved
        fits = computed == stated
        sum_ = f"{plain(max(a, b))}－{plain(min(a, b))}＝{plain(abs(b - a))}"
    elif step.quantity.unit == "%" and a > 0 and old.quantity.unit != "%":
        kind, computed = RelationKind.RATIO, moved * 100 / a
        fits = agrees(computed, stated)
        sum_ = f"（{plain(b)}－{plain(a)}）÷{plain(a)}＝{shown((b - a) * 100 / a)}%"
    elif step.quantity.unit == "倍" and a > 0:
        kind, computed = RelationKind.RATIO, moved / a
        # 增长1.5倍 is written for both b/a = 2.5 and b/a = 1.5; only what fits neither is wrong.
        fits = agrees(computed, stated) or agrees(b / a, stated)
        sum_ = f"（{plain(b)}－{plain(a)}）÷{plain(a)}＝{shown((b - a) / a)}倍"
    else:
        return
    word = "相符" if fits else "不符"
    yield Relation(
        kind,
        (old.index, new.index, step.index),
        plain(stated),
        shown(computed),
        fits,
        f"由{old.quantity.written}{old.quantity.unit}到{new.quantity.written}{new.quantity.unit}：{sum_}，与所列{plain(stated)}{step.quantity.unit}{word}。",
    )
