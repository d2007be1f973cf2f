"""What a parsed text consists of: nodes in the order of the text, each knowing its parent."""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field

from fazhi.kernel.numerals import article_label, to_chinese
from fazhi.kernel.words import Word


class Kind(Word):
    """Kinds of nodes."""

    NOTE = "note", "题注"
    MASTHEAD = "masthead", "发文机关标志"
    DOCUMENT_NUMBER = "document_number", "发文字号"
    TITLE = "title", "标题"
    RECIPIENT = "recipient", "主送机关"
    PART = "part", "编"
    CHAPTER = "chapter", "章"
    SECTION = "section", "节"
    ARTICLE = "article", "条"
    PARAGRAPH = "paragraph", "款"
    ITEM = "item", "项"
    SUB_ITEM = "sub_item", "目"
    HEADING = "heading", "层次标题"
    ANNEX = "annex", "附件"
    ANNEX_NOTE = "annex_note", "附件说明"
    SIGNATURE = "signature", "署名"
    DATE = "date", "成文日期"


# Kinds whose line is the text of a clause; the others are names or labels of what is below them.
BODY = frozenset({Kind.PARAGRAPH, Kind.ITEM, Kind.SUB_ITEM, Kind.HEADING})
# A new one of these begins a division: numbers start anew.
OPENERS = frozenset({Kind.TITLE, Kind.ANNEX})


@dataclass(slots=True)
class Node:
    """One line or paragraph: `start` to `end` is its own text, label included, `body` where the words after it begin.

    `number` is as in citations: "12", "12-1" for 第十二条之一; `level` counts headings 1 to 5 and, below items, 目;
    `parent` is an index in `Structure.nodes`, -1 for none; `last` the index of the last node below, itself if none.
    """

    kind: Kind
    start: int
    end: int
    body: int
    number: str = ""
    level: int = 0
    parent: int = -1
    index: int = 0
    last: int = 0
    division: int = 0
    is_title_only: bool = False

    @property
    def ordinal(self) -> int:
        """The leading number as an integer, 0 when there is none."""
        return int(self.number.split("-", 1)[0]) if self.number else 0


@dataclass(slots=True)
class Structure:
    """The text and its nodes in order."""

    text: str
    nodes: list[Node] = field(default_factory=list)
    _starts: list[int] = field(default_factory=list)

    def own(self, node: Node) -> str:
        """A node's own text, label included."""
        return self.text[node.start : node.end]

    def words(self, node: Node) -> str:
        """A node's own text without its label."""
        return self.text[node.body : node.end]

    def whole(self, node: Node) -> str:
        """A node's text with everything below it."""
        return self.text[node.start : self.nodes[node.last].end]

    def of_kind(self, *kinds: Kind) -> Iterator[Node]:
        """Nodes of these kinds in order."""
        return (node for node in self.nodes if node.kind in kinds)

    def parent(self, node: Node) -> Node | None:
        """The node that this one is below, or None."""
        return self.nodes[node.parent] if node.parent >= 0 else None

    def ancestors(self, node: Node) -> Iterator[Node]:
        """The nodes above, nearest first."""
        while node.parent >= 0:
            node = self.nodes[node.parent]
            yield node

    def below(self, node: Node) -> Iterator[Node]:
        """Everything below a node, in order."""
        return (self.nodes[i] for i in range(node.index + 1, node.last + 1))

    def children(self, node: Node) -> Iterator[Node]:
        """The nodes directly below."""
        i = node.index + 1
        while i <= node.last:
            yield self.nodes[i]
            i = self.nodes[i].last + 1

    def article_of(self, node: Node) -> Node | None:
        """The article this node is or lies in."""
        if node.kind is Kind.ARTICLE:
            return node
        return next((above for above in self.ancestors(node) if above.kind is Kind.ARTICLE), None)

    def at(self, offset: int) -> Node | None:
        """The node whose text holds this character, or the last one before it."""
        if len(self._starts) != len(self.nodes):
            self._starts = [node.start for node in self.nodes]
        place = bisect_right(self._starts, offset)
        return self.nodes[place - 1] if place else None

    def divisions(self) -> list[list[Node]]:
        """The nodes by division: a covering notice, the text it issues, each annex."""
        found: list[list[Node]] = []
        for node in self.nodes:
            while len(found) <= node.division:
                found.append([])
            found[node.division].append(node)
        return found

    def label(self, node: Node) -> str:
        """Where a node stands, as it would be cited: 第十二条第二款第三项; 二、（三）; 标题."""
        path = [node, *self.ancestors(node)]
        article = next((one for one in path if one.kind is Kind.ARTICLE), None)
        if article is not None:
            below = path[: path.index(article)]
            return article_label(article.number) + "".join(self._cited(one) for one in reversed(below))
        printed = "".join(_printed(one) for one in reversed(path) if one.kind in _NUMBERED)
        if printed:
            return printed
        if node.kind is Kind.PARAGRAPH:
            return "正文"
        return f"附件{node.number}" if node.kind is Kind.ANNEX else node.kind.label

    def _cited(self, node: Node) -> str:
        if node.kind is Kind.PARAGRAPH:
            above = self.nodes[node.parent]
            lone = sum(1 for child in self.children(above) if child.kind is Kind.PARAGRAPH) == 1
            return "" if lone else f"第{to_chinese(node.ordinal)}款"
        if node.kind is Kind.ITEM:
            return f"第{to_chinese(node.ordinal)}项"
        if node.kind is Kind.SUB_ITEM:
            return f"第{to_chinese(node.ordinal)}目"
        return _printed(node)


_NUMBERED = frozenset({Kind.HEADING, Kind.ITEM, Kind.SUB_ITEM, Kind.PART, Kind.CHAPTER, Kind.SECTION})


def _printed(node: Node) -> str:
    n = node.ordinal
    match node.kind, node.level:
        case Kind.PART, _:
            return f"第{to_chinese(n)}编"
        case Kind.CHAPTER, _:
            return f"第{to_chinese(n)}章"
        case Kind.SECTION, _:
            return f"第{to_chinese(n)}节"
        case (Kind.HEADING, 1):
            return f"{to_chinese(n)}、"
        case (Kind.HEADING, 2) | (Kind.ITEM, _):
            return f"（{to_chinese(n)}）"
        case (Kind.HEADING, 3) | (Kind.SUB_ITEM, 3):
            return f"{n}."
        case (Kind.HEADING, 4) | (Kind.SUB_ITEM, _):
            return f"（{n}）"
        case (Kind.HEADING, 5):
            return f"第{n}点"
    return ""
