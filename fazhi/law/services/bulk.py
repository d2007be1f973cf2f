"""The library for other software: one edition, or every article there is, as JSON lines or CSV, a piece at a time.

Nothing is held whole in memory: rows are read by key, so many at once, and given out as they come.
"""

import csv
import io
import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from fazhi.law import library
from fazhi.law.library import EditionFacts
from fazhi.law.models import Article, Edition, Law
from fazhi.law.paragraphs import paragraphs

STEP = 2000
COLUMNS = (
    "id",
    "law",
    "title",
    "level",
    "issuer",
    "edition",
    "effective_on",
    "repealed_on",
    "status",
    "article",
    "label",
    "chapter",
    "text",
)
_ARTICLE = ("id", "edition_id", "number", "label", "chapter", "text")
Row = dict[str, Any]


def rows(on: date, *, after: int = 0, most: int | None = None) -> Iterator[Row]:
    """Every article of every edition by key, each with its law, its edition and the edition's standing on the day `on`.

    `after` is the key of the last article already had; `most` bounds how many come.
    """
    told = _editions(on)
    given = 0
    while most is None or given < most:
        step = STEP if most is None else min(STEP, most - given)
        found = list(Article.objects.filter(pk__gt=after).order_by("pk").values_list(*_ARTICLE)[:step])
        for pk, edition_id, number, label, chapter, text in found:
            after = pk
            if edition_id in told:
                yield {
                    "id": pk,
                    **told[edition_id],
                    "article": number,
                    "label": label,
                    "chapter": chapter.split("\n") if chapter else [],
                    "text": text,
                }
        given += len(found)
        if len(found) < step:
            return


def _editions(on: date) -> dict[int, Row]:
    """What each article says of its law and edition, by edition; some thousands of small rows."""
    issuers = dict(Law.objects.values_list("pk", "issuer"))
    held = {law.id: law for law in library.current().laws.values()}
    return {
        edition.id: {
            "law": law.key,
            "title": law.title,
            "level": law.level,
            "issuer": issuers.get(law.id, ""),
            **_dates(edition, on),
        }
        for law in held.values()
        for edition in law.editions
    }


def _dates(edition: EditionFacts, on: date) -> Row:
    return {
        "edition": edition.adopted_on.isoformat(),
        "effective_on": edition.effective_on.isoformat() if edition.effective_on else None,
        "repealed_on": edition.repealed_on.isoformat() if edition.repealed_on else None,
        "status": edition.status(on).value,
    }


def as_lines(found: Iterable[Row]) -> Iterator[bytes]:
    """Rows as JSON, a line each."""
    for row in found:
        yield json.dumps(row, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def as_csv(found: Iterable[Row]) -> Iterator[bytes]:
    """Rows as a table that spreadsheets open in Chinese: UTF-8 with its mark, CRLF, headings joined by a slash."""
    page = io.StringIO(newline="")
    table = csv.writer(page)
    page.write("\ufeff")
    table.writerow(COLUMNS)
    for row in found:
        table.writerow([_cell(row[column]) for column in COLUMNS])
        if page.tell() > 32_000:
            yield page.getvalue().encode()
            page.seek(0)
            page.truncate()
    yield page.getvalue().encode()


def _cell(value: Any) -> Any:
    """A cell; a text that a spreadsheet would take for a formula is kept a text."""
    if isinstance(value, list):
        value = " / ".join(value)
    if isinstance(value, str) and value[:1] in {"=", "+", "@", "\t", "\r"}:
        return f"'{value}"
    return "" if value is None else value


def of_edition(law: Law, edition: Edition, articles: Sequence[Article], on: date) -> Iterator[Row]:
    """The articles of one edition, as in `rows`."""
    facts = library.current().law(law.key)
    dates = next((_dates(e, on) for e in facts.editions if e.id == edition.pk), None) if facts else None
    for article in articles:
        yield {
            "id": article.pk,
            "law": law.key,
            "title": law.title,
            "level": law.level,
            "issuer": law.issuer,
            **(dates or {}),
            "article": article.number,
            "label": article.label,
            "chapter": article.chapter.split("\n") if article.chapter else [],
            "text": article.text,
        }


def whole_edition(law: Law, edition: Edition, articles: Sequence[Article], on: date) -> Row:
    """One edition with its structure: headings of each article, its paragraphs, items and sub-items."""
    facts = library.current().law(law.key)
    dates = next((_dates(e, on) for e in facts.editions if e.id == edition.pk), {}) if facts else {}
    return {
        "law": law.key,
        "title": law.title,
        "level": law.level,
        "issuer": law.issuer,
        **dates,
        "document_numbers": edition.document_numbers,
        "history": edition.history,
        "doubt": edition.doubt,
        "source": edition.source,
        "articles": [
            {
                "kind": article.kind,
                "article": article.number,
                "label": article.label,
                "chapter": article.chapter.split("\n") if article.chapter else [],
                "text": article.text,
                "paragraphs": [
                    {
                        "text": part.lead,
                        "items": [
                            {"item": item.number, "text": item.text, "subitems": list(item.subs.values())}
                            for item in part.items
                        ],
                    }
                    for part in paragraphs(article.text)
                ],
            }
            for article in articles
        ],
    }
