"""Questions that name what they want: an article by its number, a law by its title, a document by its number."""

import re
from dataclasses import dataclass, replace

from fazhi.kernel.numerals import from_chinese
from fazhi.law.document_numbers import normal_number, numbers_in
from fazhi.law.titles import full_title, short_title, without_edition_note
from fazhi.search.embedded import EmbeddedIndex, Find
from fazhi.search.index import Question
from fazhi.search.words import fold, grams

_N = r"[0-9]{1,4}|[〇零○一二三四五六七八九十百千]{1,7}"
_ARTICLE = re.compile(
    rf"^(?P<law>.{{2,80}}?)\s*(?:第\s*(?P<n>{_N})\s*条|#?(?P<m>{_N})\s*条|#(?P<k>\d{{1,4}}))"
    rf"(?:\s*之\s*(?P<of>{_N})|-(?P<d>\d{{1,3}}))?\s*(?:第?.{{0,12}}[款项目)）]?|[.(（].{{0,8}})?$"
)
_QUOTES = str.maketrans("", "", "《》“”\"'")
_SPACES = re.compile(r"\s+")
_ENDS = re.compile(r"(?:法|法典|条例|规定|办法|解释|细则|规则|规程|决定|通则|纲要|意见)")
_LONGEST_TITLE = 40
_MOST_TITLES = 24
_MOST_LAWS = 6


@dataclass(frozen=True, slots=True)
class Named:
    """What a question names: entries of the article asked for, and of the first articles of the laws named.

    `is_number` says that it is a document number and nothing else: words of it mean nothing.
    """

    articles: list[Find]
    laws: list[Find]
    is_number: bool = False


def named(index: EmbeddedIndex, question: Question) -> Named:
    """What the question names outright; nothing when it is a question in words. Raises IndexMissing, UnknownFilter."""
    text = _SPACES.sub("", question.text.translate(_QUOTES)) if len(question.text) <= 120 else ""
    if not text:
        return Named([], [])
    match = _ARTICLE.match(text)
    if match:
        number = _number(match["n"] or match["m"] or match["k"])
        of = match["of"] or match["d"]
        wanted = f"{number}-{_number(of)}" if of else str(number)
        articles = _of_law(index, question, match["law"], wanted)
        if articles:
            return Named(articles, [])
    return Named([], _laws(index, question, text), is_number=numbers_in(text) == [normal_number(text)])


def titles_in(text: str) -> list[str]:
    """Parts of a question that may be titles of laws, longest first: every stretch that ends as titles do."""
    bare = _SPACES.sub("", text[:200].translate(_QUOTES))
    found = {
        bare[start : end.end()]
        for end in _ENDS.finditer(bare)
        for start in range(max(0, end.end() - _LONGEST_TITLE), end.end() - 1)
    }
    return sorted(found, key=lambda title: (-len(title), title))


def laws_in(index: EmbeddedIndex, question: Question) -> set[int]:
    """Ids of the laws that a question names among other words. Raises IndexMissing, UnknownFilter."""
    titles = titles_in(question.text)
    if not titles:
        return set()
    finds = _marked(index, question, {"name": tuple(titles), "first": ("1",)}, _MOST_TITLES)
    return set(index.numbers("law", finds))


def _number(text: str) -> int:
    return int(text) if text.isdecimal() else from_chinese(text.replace("○", "〇"))


def _names(title: str) -> tuple[str, ...]:
    full = full_title(title)
    bare = without_edition_note(full)
    return tuple(dict.fromkeys((full, bare, short_title(full), short_title(bare), normal_number(title))))


def _marked(
    index: EmbeddedIndex, question: Question, marks: dict[str, tuple[str, ...]], most: int
) -> list[Find]:
    return index.candidates(replace(question, text="", filters={**question.filters, **marks}), depth=most)


def _of_law(index: EmbeddedIndex, question: Question, title: str, number: str) -> list[Find]:
    """The article of the law so called on the day; of a text not in force when there is none in force."""
    marks = {"name": _names(title), "article": (number,)}
    found = _marked(index, question, marks, _MOST_LAWS)
    if found or question.day is None:
        return found
    return _marked(index, replace(question, day=None), marks, _MOST_LAWS)[-1:]


def _laws(index: EmbeddedIndex, question: Question, text: str) -> list[Find]:
    """Laws that are called so, or else whose titles hold every pair of characters of the question."""
    exact = _marked(index, question, {"name": _names(text), "first": ("1",)}, _MOST_LAWS)
    if exact or len(text) > _LONGEST_TITLE or not _ENDS.search(text[-2:]):
        return exact
    first = {**question.filters, "first": ("1",)}
    near = index.candidates(replace(question, text=text, filters=first), depth=_MOST_LAWS, only="name")
    pairs = set(grams(fold(text)))
    return [find for find in near if pairs <= set(grams(fold(str(index.shown(find)["law"]))))]
