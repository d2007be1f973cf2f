"""The passage of a text that fits a question best, with the words of the question marked."""

from dataclasses import dataclass
from html import escape

from fazhi.search.words import MOST_CHARACTERS, STOP_WORDS, fold, grams, words

LENGTH = 110
_STOPS = "。；;\n"
_MOST_TEXT = 20_000


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of characters, in the question or not."""

    text: str
    is_marked: bool


@dataclass(frozen=True, slots=True)
class Sought:
    """What of a question is looked for in texts: its words, and its pairs of characters where it has no word there."""

    words: frozenset[str]
    pairs: frozenset[str]

    @classmethod
    def of(cls, question: str) -> "Sought":
        """What a question looks for."""
        text = fold(question[:MOST_CHARACTERS])
        return cls(
            frozenset(word for word in words(text) if len(word) > 1),
            frozenset(pair for pair in grams(text) if not any(sign in STOP_WORDS for sign in pair)),
        )


def passage(text: str, sought: Sought, length: int = LENGTH) -> list[Piece]:
    """About `length` characters of `text` around the densest finds, from a sentence's beginning where one is near."""
    text = text[:_MOST_TEXT]
    marked = _marks(text, sought)
    start = _densest(marked, length)
    end = min(len(text), start + length)
    pieces: list[Piece] = [Piece("…", is_marked=False)] if start else []
    at = start
    while at < end:
        to = at
        while to < end and marked[to] == marked[at]:
            to += 1
        pieces.append(Piece(text[at:to].replace("\n", " "), bool(marked[at])))
        at = to
    if end < len(text):
        pieces.append(Piece("…", is_marked=False))
    return pieces


def as_html(pieces: list[Piece]) -> str:
    """The passage as HTML with `<mark>`; everything else is escaped."""
    return "".join(f"<mark>{escape(p.text)}</mark>" if p.is_marked else escape(p.text) for p in pieces)


def as_text(pieces: list[Piece]) -> str:
    """The passage without marks."""
    return "".join(piece.text for piece in pieces)


def _marks(text: str, sought: Sought) -> bytearray:
    """For each character whether it belongs to a word of the question, or else to a pair of its characters."""
    small = text.lower()
    marked = bytearray(len(text))
    for parts in (sought.words, sought.pairs):
        for part in parts:
            at = small.find(part)
            while at >= 0:
                marked[at : at + len(part)] = b"\x01" * len(part)
                at = small.find(part, at + 1)
    return marked


def _densest(marked: bytearray, length: int) -> int:
    """Where the window with the most marked characters begins, moved to its first marked character less some context."""
    if len(marked) <= length:
        return 0
    inside = sum(marked[:length])
    best, where = inside, 0
    for start in range(1, len(marked) - length + 1):
        inside += marked[start + length - 1] - marked[start - 1]
        if inside > best:
            best, where = inside, start
    first = marked.find(1, where)
    return max(0, min(first - length // 6, len(marked) - length)) if first > 0 else where
