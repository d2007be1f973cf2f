"""Finding articles for a question in plain words, or for a citation typed as one."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.conf import settings

from fazhi.law import cite, selectors
from fazhi.law.cite import ArticleText
from fazhi.law.reference import Ref
from fazhi.search.errors import IndexMissing
from fazhi.search.ranking import rank


@dataclass(frozen=True, slots=True)
class Hit:
    """An article that was found, whole; `score` orders the hits of one search and says nothing across searches. An
    article that the question names outright has no score.
    """

    text: ArticleText
    score: float | None


def find(query: str, on: date, limit: int) -> list[Hit]:
    """Articles that answer the question best, in texts that apply on the day `on`, best first.

    Without the index of the search the words themselves are looked for, as long as it is not built.
    """
    try:
        rows = [
            (Ref(one.row.short, one.row.article), one.score)
            for one in rank(Path(settings.FAZHI_HOME), query, on, limit=limit).found
        ]
    except IndexMissing:
        named = selectors.cited_in(query, on)
        plain = selectors.search(query, on, limit=limit).articles
        rows = [(named.ref, None)] if named else [(Ref(hit.short_title, hit.number), None) for hit in plain]
    texts = cite.resolve_many([ref for ref, _ in rows], on)
    return [Hit(text, score) for ref, score in rows if (text := texts[ref]) is not None]
