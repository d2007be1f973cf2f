"""The structure of Chinese legal and official texts, from plain text: pure, linear, with character offsets.

parse(text)            Structure: 编 章 节 条 款 项 目, headings 一、（一）1.（1）, title, 文号, annexes, signature, date
renumber(text)         articles counted anew, internal references following
compare(old, new)      clause by clause: same, changed, moved, added, removed, with differences of words
"""

from fazhi.kernel.structure.compare import Change, Comparison, Fate, Piece, compare
from fazhi.kernel.structure.nodes import Kind, Node, Structure
from fazhi.kernel.structure.parse import parse
from fazhi.kernel.structure.renumber import Renumbered, renumber

__all__ = [
    "Change",
    "Comparison",
    "Fate",
    "Kind",
    "Node",
    "Piece",
    "Renumbered",
    "Structure",
    "compare",
    "parse",
    "renumber",
]
