"""Quantities in Chinese text: 60561件, 1.2万余件, 百分之九十八, 两千三百, 二十余件, 超百亿, 3个工作日以内.

A quantity is a number that counts or measures something. Years, days, ordinals, numbers of documents and articles,
names such as “1+9” and telephone numbers are none; `quantity_words.NOTHING_COUNTED` says which.
"""

import bisect
import re
from collections.abc import Iterator
from decimal import Decimal

from fazhi.kernel.quantity_measures import (
    SCALES,
    TAIL,
    Quantity,
    bare_behind,
    made,
    plain,
    qualified,
    unit_of,
)
from fazhi.kernel.quantity_spoken import counted, shares
from fazhi.kernel.quantity_words import NOTHING_COUNTED

__all__ = ["Quantity", "folded", "plain", "quantities"]

_WIDE = str.maketrans("０１２３４５６７８９．％（）：－＋Ｏｏ", "0123456789.%():-+Oo")
_OCR_ZERO = re.compile(r"(?<=\d)[Oo](?=[\d%万亿件项个条次人名家户元起份场])")
_OCR_ONE = re.compile(r"(?<=\d)[lI|](?=\d)")
_ARABIC = re.compile(
    r"(?<![\d.])\d{1,3}(?:(?:,\d{3}){1,6}|(?: \d{3}){1,6})(?![\d,])(?:\.\d{1,8})?|(?<![\d.])\d{1,18}(?:\.\d{1,8})?(?![\d.]\d)"
)
_MINUS = re.compile(r"(?:同比|环比|增长|增速|为|达)[-－−]$")
_RANGE = re.compile(r"[ ]?(?:[-—–~～－]{1,2}|至|到)[ ]?\d")
_AND = re.compile(r"[ ]?[、和][ ]?\d")
_EACH = 16
"""How far before 3.2和2.8个百分点 the word 分别 may stand."""
_BARE_BEFORE = re.compile(r"[\u4e00-\u9fff]$")
_SHARE_BEHIND = re.compile(r"[，,（(](?:占|同比|环比|较上年|比上年|[\u4e00-\u9fff]{2,6}率)")
_NO_BARE = re.compile(r"[第号令条款章节年月日届级度于版图表附卷页]$")


def folded(text: str) -> str:
    """The text with full-width digits made narrow and letters that were read for digits mended; as long as before."""
    narrow = text.translate(_WIDE)
    return _OCR_ONE.sub("1", _OCR_ZERO.sub("0", narrow))


def quantities(text: str) -> tuple[Quantity, ...]:
    """All quantities of a text in order. Takes time in proportion to its length."""
    source = folded(text)
    shut = _Shut(source)
    found = sorted(
        (*_arabic(source, shut), *shares(source), *counted(source, shut.holds)), key=lambda q: (q.at, -q.to)
    )
    kept: list[Quantity] = []
    for one in found:
        if not kept or one.at >= kept[-1].to:
            kept.append(one)
    return tuple(_with_bare(source, kept, shut))


class _Shut:
    """The stretches in which digits count nothing."""

    def __init__(self, text: str) -> None:
        spans = [m.span() for m in NOTHING_COUNTED.finditer(text)]
        self._starts = [start for start, _ in spans]
        self._ends = [end for _, end in spans]

    def holds(self, at: int) -> bool:
        n = bisect.bisect_right(self._starts, at) - 1
        return n >= 0 and at < self._ends[n]


def _arabic(text: str, shut: _Shut) -> Iterator[Quantity]:
    for core in _ARABIC.finditer(text):
        if shut.holds(core.start()):
            continue
        tail = TAIL.match(text, core.end())
        assert tail is not None  # every part of it may be absent
        value = _decimal(core[0])
        if _MINUS.search(text, max(0, core.start() - 4), core.start()):
            value = -value
        one = made(text, core.start(), core.end(), value, tail)
        if one is not None:
            yield one
        elif _RANGE.match(text, core.end()) or (
            _AND.match(text, core.end()) and "分别" in text[max(0, core.start() - _EACH) : core.start()]
        ):
            yield from _lower_end(text, core, value)


def _lower_end(text: str, core: re.Match[str], value: Decimal) -> Iterator[Quantity]:
    """The first number of 3至5个工作日, 分别提高3.2和2.8个百分点: the unit is that of the second."""
    upper = _ARABIC.search(text, core.end(), core.end() + 24)
    tail = upper and TAIL.match(text, upper.end())
    if upper is None or tail is None or not tail["unit"]:
        return
    scale = SCALES.get(tail["scale"] or "", 1)
    unit = unit_of(tail["unit"])
    if unit in {"日", "分"} or (_RANGE.match(text, core.end()) and _decimal(upper[0]) <= value):
        return
    yield qualified(text, Quantity(core.start(), core.end(), core.start(), core.end(), value * scale, unit))


def _decimal(word: str) -> Decimal:
    """The value of digits with or without marks between thousands."""
    return Decimal(re.sub("[, ]", "", word))


def _with_bare(text: str, found: list[Quantity], shut: _Shut) -> Iterator[Quantity]:
    """The quantities, and between them numbers whose unit was left out: 行政许可78，行政处罚0条."""
    taken = [(q.at, q.to) for q in found]
    starts = [at for at, _ in taken]
    bare: list[Quantity] = []
    for core in _ARABIC.finditer(text):
        at, to = core.span()
        n = bisect.bisect_right(starts, at)
        if (n and taken[n - 1][1] > at) or shut.holds(at) or not bare_behind(text, to):
            continue
        ahead = text[max(0, at - 2) : at]
        if not _BARE_BEFORE.search(ahead) or _NO_BARE.search(ahead) or len(core[0]) > 7:
            continue
        before = n and at - taken[n - 1][1] <= 16 and not re.search(r"[。；;\n]", text[taken[n - 1][1] : at])
        behind = (
            n < len(taken) and taken[n][0] - to <= 16 and not re.search(r"[。；;\n]", text[to : taken[n][0]])
        )
        value = _decimal(core[0])
        listed = before and behind and not 1900 <= value <= 2100
        if listed or _SHARE_BEHIND.match(text, to):
            bare.append(Quantity(at, to, at, to, value, ""))
    yield from sorted((*found, *bare), key=lambda q: q.at)
