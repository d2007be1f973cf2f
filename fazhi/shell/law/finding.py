"""Finding articles for a question in plain words, or for a citation typed as one."""

from dataclasses import dataclass
from datetime import date

from fazhi.law import cite, selectors
from fazhi.law.cite import ArticleText
from fazhi.law.reference import Ref


@dataclass(frozen=True, slots=True)
class Hit:
    """An article that was found, whole; `score` orders the hits of one search and says nothing across searches."""

    text: ArticleText
    score: float


def find(query: str, on: date, limit: int) -> list[Hit]:
    """Articles that answer the question best, in texts that apply on the day `on`, best first."""
    found = selectors.search(query, on, limit=limit).articles
    texts = cite.resolve_many([Ref(hit.short_title, hit.number) for hit in found], on)
    return [Hit(text, float(len(found) - n)) for n, text in enumerate(texts.values()) if text is not None]
