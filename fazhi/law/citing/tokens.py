"""What the scanner finds in a text, before anything is known of who says it about which law."""

from dataclasses import dataclass, field

from fazhi.law.citing.points import Span
from fazhi.law.citing.standing import Named, Target


@dataclass(slots=True)
class Title:
    """A law named at `start` to `end`, with the places that follow it."""

    start: int
    end: int
    target: Target
    spans: list[Span] = field(default_factory=list)


@dataclass(slots=True)
class Word:
    """A word that stands for a law or a place: 本法, 同法, 前款, 本条; `kind` is its last word, `many` the 三 of 前三款."""

    start: int
    end: int
    which: str
    kind: str
    many: int = 1
    spans: list[Span] = field(default_factory=list)


@dataclass(slots=True)
class Bare:
    """Places without a law: 第五条."""

    start: int
    end: int
    spans: list[Span]


@dataclass(slots=True)
class Line:
    """A line begins: an article's heading, or an item, a sub-item or a paragraph of one."""

    start: int
    article: str = ""
    item: int = 0
    sub: int = 0


Token = Title | Word | Bare | Line

__all__ = ["Bare", "Line", "Named", "Span", "Target", "Title", "Token", "Word"]
