"""Which articles answer a question: one door for the command, the page and the interface.

    answer = rank(home, "借钱不还怎么办", on=day)

With the extra `semantic` and its vectors at hand meaning is weighed too; without them words alone, and the answer says
so. Nothing here needs Django, so that a single question from the command line is answered at once.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from fazhi.search import naming, semantic
from fazhi.search.asking import read
from fazhi.search.embedded import DEPTH, EmbeddedIndex, Find
from fazhi.search.fusing import best
from fazhi.search.index import Counts, Question, Window
from fazhi.search.laws import LEVELS, day_number, place_number
from fazhi.search.lexical import Lexical, Row
from fazhi.search.phrases import holding, phrases
from fazhi.search.semantic.blend import blended

# How far a level stands behind national law where a question names no place, in units of the fused scores. The same
# rule stands in a law, its regulations, its interpretations and thirty local regulations: the law is what is asked for.
BEHIND = {
    "local_regulation": 2.5,
    "local_rule": 2.5,
    "departmental_rule": 1.0,
    "administrative_regulation": 1.0,
    "supervisory_regulation": 1.0,
    "judicial_interpretation": 1.0,
    "interpretation": 1.0,
    "amendment": 1.5,
    "decision": 1.0,
}
_LOCAL = ("local_regulation", "local_rule")
# What an article gains when the question names its law.
NAMED_LAW = 4.0
# What the law's word for a word of everyday speech counts, where a word that was typed counts 1.
EVERYDAY = 0.5
_PLACE_LENGTHS = (2, 3, 4)
_LIKE_SHARE = 3


@dataclass(frozen=True, slots=True)
class Found:
    """An article and how well it fits; a higher score is better, one that was named outright has none."""

    row: Row
    score: float | None


@dataclass(frozen=True, slots=True)
class Answer:
    """Articles, best first; laws that the question names; and how it was read.

    `is_semantic` says whether meaning was weighed, `slips` what was taken for a slip and read otherwise, `everyday`
    which words of the law were looked for besides what was typed.
    """

    found: list[Found]
    laws: list[Row] = field(default_factory=list)
    is_semantic: bool = False
    was_cut: bool = False
    slips: tuple[tuple[str, str], ...] = ()
    everyday: tuple[tuple[str, str], ...] = ()
    text: str = ""
    phrases: tuple[str, ...] = ()


def rank(
    home: Path,
    text: str,
    on: date,
    *,
    limit: int = 10,
    filters: Mapping[str, Sequence[str]] | None = None,
    window: Window | None = Window.VALID,
) -> Answer:
    """The articles that answer `text` on a day, best first; `window` None asks for texts of every standing.

    Raises IndexMissing, UnknownFilter.
    """
    lexical = Lexical.load(home)
    index = lexical.index
    day = None if window is None else day_number(on)
    asked = read(text, index.frequency)
    question = Question(asked.text, filters or {}, day, window or Window.VALID)
    wanted = naming.named(index, replace(question, text=text if not asked.slips else asked.text))
    meaning = semantic.load(home) if question.text.strip() else None
    finds: list[Find] = []
    if meaning is not None and not wanted.is_number:
        finds = blended(index, meaning, question, standing)
    elif not wanted.is_number:
        finds = weighed(index, question, also=asked.everyday)
    said = phrases(asked.text)
    if said:
        finds = holding(finds, lexical.rows([find.key for find in finds]), said)
    pinned = {find.key for find in wanted.articles}
    found = [Found(lexical.row(find), None) for find in wanted.articles[:limit]]
    found += [Found(lexical.row(find), find.score) for find in finds[:limit] if find.key not in pinned]
    return Answer(
        found[:limit],
        [lexical.row(find) for find in wanted.laws],
        is_semantic=meaning is not None,
        was_cut=asked.was_cut,
        slips=asked.slips,
        everyday=() if meaning is not None else asked.everyday,
        text=asked.text,
        phrases=said,
    )


def weighed(
    index: EmbeddedIndex, question: Question, depth: int = DEPTH, *, also: Sequence[tuple[str, str]] = ()
) -> list[Find]:
    """Candidates by words, with what their level and a law named in the question are worth, best first."""
    finds = index.candidates(question, depth=DEPTH, also=[(word, EVERYDAY) for _, word in also])
    gains = standing(index, question, finds)
    scores = {find.key: find.score + gain for find, gain in zip(finds, gains, strict=True)}
    by_key = {find.key: find for find in finds}
    return [Find(key, score, by_key[key].address) for key, score in best(scores, depth)]


def standing(index: EmbeddedIndex, question: Question, finds: Sequence[Find]) -> list[float]:
    """For each candidate what its level takes from its score, and what its law gives that is named in the question.

    Levels weigh the same when the question names the candidate's place, or when a level is asked for.
    """
    if not finds:
        return []
    places = {place_number(part) for part in _parts(question.text)}
    is_level_asked = "level" in question.filters
    named = naming.laws_in(index, question)
    gains: list[float] = []
    for level, place, law in zip(
        index.numbers("level", finds), index.numbers("place", finds), index.numbers("law", finds), strict=True
    ):
        name = LEVELS[level] if level < len(LEVELS) else ""
        is_asked = is_level_asked or (name in _LOCAL and place in places)
        gains.append((0.0 if is_asked else -BEHIND.get(name, 0.0)) + (NAMED_LAW if law in named else 0.0))
    return gains


def like(home: Path, key: int, on: date, *, limit: int = 10) -> list[Found]:
    """Articles in force on the day that say much the same as the entry `key`, other editions of it left out.

    Raises IndexMissing.
    """
    lexical = Lexical.load(home)
    given = lexical.rows([key]).get(key)
    if given is None:
        return []
    question = Question(given.text, day=day_number(on))
    rows = (
        (find, lexical.row(find)) for find in lexical.index.candidates(question, depth=limit * _LIKE_SHARE)
    )
    others = [
        Found(row, find.score)
        for find, row in rows
        if (row.law_id, row.article) != (given.law_id, given.article)
    ]
    return others[:limit]


def counts(
    home: Path, answer: Answer, on: date, filters: Mapping[str, Sequence[str]], window: Window | None
) -> Counts:
    """How many articles hold half of the words of an answered question, by level, organ, place and year.

    Raises IndexMissing, UnknownFilter.
    """
    day = None if window is None else day_number(on)
    return Lexical.load(home).index.counts(Question(answer.text, filters, day, window or Window.VALID))


def _parts(text: str) -> set[str]:
    """Every stretch of the question that may be a place's name."""
    return {text[at : at + size] for size in _PLACE_LENGTHS for at in range(min(len(text), 400) - size + 1)}
