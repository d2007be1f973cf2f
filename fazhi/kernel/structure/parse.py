"""Plain text into nodes: one pass over the lines, then a title, a heading and an end are told by what stands near."""

from fazhi.kernel.structure.lines import Line, cut
from fazhi.kernel.structure.nodes import OPENERS, Kind, Node, Structure

# Ranks: who lies below whom. Paragraphs are below headings and articles, items below paragraphs.
_RANK = {
    Kind.PART: 10,
    Kind.CHAPTER: 20,
    Kind.SECTION: 30,
    Kind.ARTICLE: 40,
    Kind.PARAGRAPH: 60,
    Kind.ITEM: 70,
    Kind.SUB_ITEM: 80,
}
_ALONE = frozenset(
    {
        Kind.NOTE,
        Kind.MASTHEAD,
        Kind.DOCUMENT_NUMBER,
        Kind.TITLE,
        Kind.RECIPIENT,
        Kind.ANNEX,
        Kind.ANNEX_NOTE,
        Kind.SIGNATURE,
        Kind.DATE,
    }
)


def parse(text: str) -> Structure:
    """This will find the structure of a text. It never fails: what has no mark is a paragraph."""
    lines = cut(text)
    builder = _Builder(Structure(text))
    for line in lines:
        builder.add(line)
    return builder.done()


class _Builder:
    """Nodes as they come, with the open ones as a stack."""

    def __init__(self, structure: Structure) -> None:
        self.structure = structure
        self.stack: list[tuple[int, int]] = []  # rank, index
        self.division = -1
        self.article = -1
        self.paragraphs = 0

    def add(self, line: Line) -> None:
        if line.kind in _ALONE or self.division < 0:
            self._open_division(line)
        if line.kind in _ALONE:
            self._append(line, line.kind, rank=0)
            return
        match line.kind:
            case Kind.ARTICLE:
                article = self._append(line, Kind.ARTICLE, _RANK[Kind.ARTICLE], end=self._label_end(line))
                self.article, self.paragraphs = article.index, 0
                if line.body < line.end:
                    self._paragraph(line, start=line.body)
            case Kind.PART | Kind.CHAPTER | Kind.SECTION:
                self.article = -1
                self._append(line, line.kind, _RANK[line.kind]).is_title_only = True
            case Kind.HEADING if self.article >= 0 and not (line.level == 1 and line.is_title_only):
                self._within_article(line)
            case Kind.HEADING:
                # 二、关于…… between articles is a head over the articles that follow.
                over = self.article >= 0
                self.paragraphs, self.article = 0, -1
                self._append(line, Kind.HEADING, 35 if over or line.level == 1 else 40 + line.level)
            case _:
                self._paragraph(line, start=line.start)

    def _open_division(self, line: Line) -> None:
        nodes = self.structure.nodes
        if line.kind in OPENERS or self.division < 0:
            # A name and its notes stand together: a title right after 附件 opens nothing new.
            joined = bool(nodes) and nodes[-1].kind in OPENERS and line.kind is Kind.TITLE
            if not joined and not (self.division >= 0 and self._is_head()):
                self.division += 1
            self.stack.clear()
            self.article, self.paragraphs = -1, 0
        elif line.kind in (Kind.SIGNATURE, Kind.DATE, Kind.ANNEX_NOTE):
            self.stack.clear()
            self.article = -1

    def _is_head(self) -> bool:
        """Whether this division has so far only what stands before a title."""
        before = (Kind.MASTHEAD, Kind.DOCUMENT_NUMBER, Kind.NOTE)
        for node in reversed(self.structure.nodes):
            if node.division != self.division:
                break
            if node.kind not in before:
                return False
        return True

    def _within_article(self, line: Line) -> None:
        # 一、 and （一） are 项 of an article, what is below them 目.
        if line.level <= 2:
            self._append(line, Kind.ITEM, _RANK[Kind.ITEM] + line.level - 1)
        else:
            self._append(line, Kind.SUB_ITEM, _RANK[Kind.SUB_ITEM] + line.level).level = line.level

    def _label_end(self, line: Line) -> int:
        end = line.body
        while end > line.start and self.structure.text[end - 1] in " \t\u3000\xa0：:*":
            end -= 1
        return end

    def _paragraph(self, line: Line, start: int) -> None:
        self.paragraphs += 1
        node = self._append(line, Kind.PARAGRAPH, _RANK[Kind.PARAGRAPH])
        node.start, node.body, node.number = start, start, str(self.paragraphs)

    def _append(self, line: Line, kind: Kind, rank: int, end: int = -1) -> Node:
        while self.stack and self.stack[-1][0] >= rank:
            self.stack.pop()
        nodes = self.structure.nodes
        node = Node(
            kind,
            line.start,
            line.end if end < 0 else end,
            line.body if end < 0 else end,
            line.number,
            line.level if kind is Kind.HEADING else 0,
            self.stack[-1][1] if self.stack else -1,
            len(nodes),
            len(nodes),
            max(self.division, 0),
            line.is_title_only,
        )
        nodes.append(node)
        if rank:
            self.stack.append((rank, node.index))
        return node

    def done(self) -> Structure:
        nodes = self.structure.nodes
        for node in reversed(nodes):
            if node.parent >= 0:
                above = nodes[node.parent]
                above.last = max(above.last, node.last)
        return self.structure
