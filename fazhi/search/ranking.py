"""Which articles answer a question: one door for the command, the page and the interface.

With the extra `semantic` and its vectors at hand meaning is weighed too; without them words alone, and the answer says
so.
"""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from fazhi.search.index import Question, Window
from fazhi.search.laws import day_number
from fazhi.search.lexical import Lexical, Row


@dataclass(frozen=True, slots=True)
class Found:
    """An article and how well it fits; a higher score is better."""

    row: Row
    score: float


@dataclass(frozen=True, slots=True)
class Answer:
    """Articles, best first, and whether meaning was weighed."""

    found: list[Found]
    is_semantic: bool


def rank(
    home: Path,
    text: str,
    on: date,
    *,
    limit: int = 10,
    filters: dict[str, tuple[str, ...]] | None = None,
    window: Window = Window.VALID,
) -> Answer:
    """The articles that answer `text` on a day, best first. Raises IndexMissing, UnknownFilter."""
    lexical = Lexical.load(home)
    question = Question(text, filters or {}, day_number(on), window)
    found = lexical.finds(question)[:limit]
    return Answer([Found(lexical.row(one), one.score) for one in found], is_semantic=False)
