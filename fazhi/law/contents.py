"""The divisions of an edition as its page shows them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import groupby

from fazhi.law.models import Article
from fazhi.law.paragraphs import Paragraph, paragraphs

# Beyond this many articles a page shows one division at a time, so that it stays light on a slow line.
WHOLE_UP_TO = 160


@dataclass(frozen=True, slots=True)
class Line:
    """An article ready to be shown: its paragraphs with their items."""

    number: str
    label: str
    is_article: bool
    paragraphs: tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True)
class Division:
    """A run of articles under the same headings; `key` is its place, from 1.

    `fresh` are the headings that begin here: an outer one stands only before the first of its divisions.
    """

    key: int
    headings: tuple[str, ...]
    fresh: tuple[str, ...]
    first: str
    last: str
    lines: tuple[Line, ...] = field(default=())

    @property
    def title(self) -> str:
        """The innermost heading, or the span of its articles."""
        return self.headings[-1] if self.headings else self.first


def divisions(articles: Sequence[Article], shown: int | None) -> list[Division]:
    """The edition's divisions in order; lines only for the one shown, or for all when `shown` is None."""
    made: list[Division] = []
    before: tuple[str, ...] = ()
    for key, (chapter, run) in enumerate(groupby(articles, key=lambda a: a.chapter), start=1):
        rows = list(run)
        lines = tuple(map(line, rows)) if shown in (None, key) else ()
        headings = tuple(part for part in chapter.split("\n") if part)
        shared = 0
        while shared < min(len(before), len(headings) - 1) and before[shared] == headings[shared]:
            shared += 1
        made.append(Division(key, headings, headings[shared:], rows[0].label, rows[-1].label, lines))
        before = headings
    return made


def line(article: Article) -> Line:
    """One article as its page shows it."""
    return Line(
        article.number, article.label, article.kind in ("article", "item"), tuple(paragraphs(article.text))
    )
