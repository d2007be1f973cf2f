"""An answer as other programs take it."""

from datetime import date
from typing import Any

from fazhi.search.index import NEVER, Counts
from fazhi.search.lexical import Row
from fazhi.search.passages import Sought, as_html, passage
from fazhi.search.ranking import Answer
from fazhi.search.standing import status

_DIGITS = 4


def hits(answer: Answer) -> list[dict[str, Any]]:
    """Law, article and score of each find, nothing else."""
    return [
        {
            "law": found.row.law,
            "article": found.row.article,
            "score": None if found.score is None else round(found.score, _DIGITS),
        }
        for found in answer.found
    ]


def as_json(query: str, answer: Answer, on: date, counted: Counts | None = None) -> dict[str, Any]:
    """The whole answer: finds with their passages (HTML, the words of the question in `<mark>`), laws, facets."""
    sought = Sought.of(answer.text)
    told: dict[str, Any] = {
        "query": query,
        "on": on.isoformat(),
        "is_semantic": answer.is_semantic,
        "was_cut": answer.was_cut,
        "slips": [{"typed": typed, "meant": meant} for typed, meant in answer.slips],
        "laws": [{"law": row.law, "level": row.level, "status": status(row, on)} for row in answer.laws],
        "hits": [
            short | _more(found.row, on) | {"passage": as_html(passage(found.row.text, sought))}
            for short, found in zip(hits(answer), answer.found, strict=True)
        ],
    }
    if counted is not None:
        told["total"] = counted.total
        told["facets"] = {
            name: [{"value": value, "count": count} for value, count in values]
            for name, values in counted.facets.items()
        }
    return told


def _more(row: Row, on: date) -> dict[str, Any]:
    return {
        "label": row.label,
        "chapter": row.chapter.split("\n") if row.chapter else [],
        "level": row.level,
        "organ": row.organ,
        "status": status(row, on),
        "starts_on": _day(row.starts),
        "ends_on": None if row.ends == NEVER else _day(row.ends),
        "law_id": row.law_id,
        "edition": row.edition,
    }


def _day(number: int) -> str:
    return f"{number // 10000:04d}-{number // 100 % 100:02d}-{number % 100:02d}"
