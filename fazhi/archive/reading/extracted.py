"""What is read out of a document."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

CELL = "\t"
"""Stands between the cells of a table row."""
DITTO = "〃"
"""Stands in a cell that is merged with the one above it."""


class BlockKind(StrEnum):
    """What a stretch of the text was in the document."""

    PARAGRAPH = "paragraph"
    ROW = "row"


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph or a table row: `text[start:end]` of the whole, without its line break."""

    kind: BlockKind
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Extracted:
    """The text of a document and its blocks in order. `kind` is txt, docx or pdf; `pages` is 0 where there are none."""

    name: str
    kind: str
    text: str
    blocks: tuple[Block, ...]
    pages: int = 0

    def rows(self) -> Iterable[tuple[str, ...]]:
        """The table rows, cell by cell."""
        for block in self.blocks:
            if block.kind is BlockKind.ROW:
                yield tuple(self.text[block.start : block.end].split(CELL))


def joined(name: str, kind: str, pieces: Iterable[tuple[BlockKind, str]], pages: int = 0) -> Extracted:
    """The pieces one under another, with their places noted."""
    texts: list[str] = []
    blocks: list[Block] = []
    at = 0
    for what, text in pieces:
        blocks.append(Block(what, at, at + len(text)))
        texts.append(text)
        at += len(text) + 1
    return Extracted(name, kind, "\n".join(texts), tuple(blocks), pages)


def from_lines(name: str, kind: str, text: str) -> Extracted:
    """The text as it stands, each line that is not blank a block; a line with tabs is a table row."""
    blocks: list[Block] = []
    at = 0
    for line in text.split("\n"):
        bare = line.rstrip("\r")
        if bare.strip():
            blocks.append(
                Block(BlockKind.ROW if CELL in bare.strip() else BlockKind.PARAGRAPH, at, at + len(bare))
            )
        at += len(line) + 1
    return Extracted(name, kind, text, tuple(blocks))
