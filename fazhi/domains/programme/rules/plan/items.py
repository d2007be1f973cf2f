"""The numbered paragraphs of a plan and how they lie in one another: 一、 （一） 1. （1） ①."""

import re
from dataclasses import dataclass, field

from fazhi.kernel.numerals import from_chinese

_CN = r"[一二三四五六七八九十百]{1,4}"
_STYLES: tuple[tuple[str, str], ...] = (
    ("part", rf"第\s?(?P<part>{_CN})\s?(?:部分|章|篇|编)[ \u3000:：、]?"),
    ("chapter", rf"(?P<chapter>{_CN})\s?[、.．]"),
    ("section", rf"[（(]\s?(?P<section>{_CN})\s?[）)][、.．]?"),
    ("number", r"(?P<number>\d{1,3})\s?(?:[.．、](?!\d)|[.．](?=(?:19|20)\d\d年))"),
    ("article", rf"第\s?(?P<article>{_CN})\s?[条项][ \u3000:：、]?"),
    ("bracket", r"[（(]\s?(?P<bracket>\d{1,3})\s?[）)][、.．]?"),
    ("ring", r"(?P<ring>[①-⑳])"),
)
_START = re.compile(r"[ \t\u3000]*(?:" + "|".join(pattern for _, pattern in _STYLES) + ")")
_INSIDE = re.compile(
    r"(?<=[。；;）)])[ \u3000]*(?:(?P<number>\d{1,3})[.．、](?![\d年月])|[（(](?P<section>[一二三四五六七八九十]{1,3})[）)])"
)
DEPTH = {name: depth for depth, (name, _) in enumerate(_STYLES)}


@dataclass
class Item:
    """A numbered paragraph: from its number at `start` to `end`; `body` is where its words begin.

    `own_end` is where its first inner item begins, or its end.
    """

    style: str
    number: int
    start: int
    body: int
    end: int
    own_end: int
    parent: "Item | None" = None
    inner: list["Item"] = field(default_factory=list)

    def above(self) -> list["Item"]:
        """What it lies in, nearest first."""
        found, at = [], self.parent
        while at is not None:
            found.append(at)
            at = at.parent
        return found


def items(text: str) -> list[Item]:
    """All numbered paragraphs in order. Table rows are none."""
    found: list[Item] = []
    counted: dict[str, int] = {}
    at = 0
    for line in text.split("\n"):
        if "\t" not in line.strip():
            _line(text, at, at + len(line), found, counted)
        at += len(line) + 1
    _nest(text, found)
    return found


def _line(text: str, start: int, end: int, found: list[Item], counted: dict[str, int]) -> None:
    if head := _START.match(text, start, end):
        _take(head, found, counted, end)
    # A list that runs on inside a paragraph is believed only when it goes on with the next number.
    for inside in _INSIDE.finditer(text, head.end() if head else start, end):
        style = inside.lastgroup or ""
        number = _number(inside[style])
        if number == counted.get(style, 0) + 1 and (number > 1 or style == "number"):
            _take(inside, found, counted, end)


def _take(head: re.Match[str], found: list[Item], counted: dict[str, int], end: int) -> None:
    style = next(name for name, value in head.groupdict().items() if value is not None)
    number = _number(head[style])
    start = head.end() - len(head[0].lstrip())
    counted[style] = number
    for name, depth in DEPTH.items():
        if depth > DEPTH[style] and name != "number":
            counted.pop(name, None)
    found.append(Item(style, number, start, head.end(), end, end))


def _number(word: str) -> int:
    if "①" <= word <= "⑳":
        return ord(word) - ord("①") + 1
    try:
        return from_chinese(word)
    except ValueError:
        return 0


def _nest(text: str, found: list[Item]) -> None:
    open_: list[Item] = []
    for item in found:
        while open_ and DEPTH[open_[-1].style] >= DEPTH[item.style]:
            open_.pop().end = item.start
        if open_:
            item.parent = open_[-1]
            open_[-1].inner.append(item)
        open_.append(item)
    for item in open_:
        item.end = len(text)
    for item in found:
        item.own_end = item.inner[0].start if item.inner else item.end
