"""What laws cite of one another, read off their texts and kept, so that an article can say who cites it."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from fazhi.law import library
from fazhi.law.citing import find_citations
from fazhi.law.library import EditionFacts, LawFacts
from fazhi.law.models import Article, CrossCitation, CrossReading
from fazhi.law.reference import WHOLE
from fazhi.law.titles import short_title
from fazhi.law.vocabulary import EditionStatus

READER = 1
"""Version of the reading; a higher one reads every edition anew."""
_CITES = ("条", "《", "款", "本法", "法律")
_NAME_MOST = 255
_LATEST = (EditionStatus.IN_FORCE, EditionStatus.DOUBTFUL, EditionStatus.FUTURE)
Progress = Callable[[Sequence[tuple[LawFacts, EditionFacts]]], Iterable[tuple[LawFacts, EditionFacts]]]


@dataclass(slots=True)
class Related:
    """What was read: editions, and citations found in them."""

    editions: int = 0
    citations: int = 0


def cross_cite(*, at: datetime, progress: Progress = iter) -> Related:
    """This will read the editions that are in force or to come and have not been read, each in a transaction of its own.

    May be run again at any time; what was cut off goes on where it stopped. An edition that is imported anew is read
    anew, since its rows went with it.
    """
    today = at.date()
    done = dict(CrossReading.objects.values_list("edition_id", "reader"))
    wanted = [
        (law, edition)
        for law in {law.id: law for law in library.current().laws.values()}.values()
        for edition in law.editions
        if edition.status(today) in _LATEST and done.get(edition.id) != READER
    ]
    made = Related()
    for law, edition in progress(wanted):
        made.citations += _read(law, edition, today, at)
        made.editions += 1
    return made


@transaction.atomic
def _read(law: LawFacts, edition: EditionFacts, today: date, at: datetime) -> int:
    CrossCitation.objects.filter(article__edition_id=edition.id).delete()
    rows: list[CrossCitation] = []
    for article in (
        Article.objects.filter(edition_id=edition.id).order_by("position").only("id", "text", "number")
    ):
        if any(mark in article.text for mark in _CITES):
            rows += _of_article(law, article, edition.starts_on, today)
    CrossCitation.objects.bulk_create(rows, batch_size=500)
    CrossReading.objects.update_or_create(edition_id=edition.id, defaults={"reader": READER, "read_at": at})
    return len(rows)


def _of_article(law: LawFacts, article: Article, on: date, today: date) -> list[CrossCitation]:
    found: dict[tuple[str, str, int, int], CrossCitation] = {}
    for cited in find_citations(article.text, on=on, own_law=law.key, today=today):
        name = short_title(cited.law)
        number = cited.article or WHOLE
        if not name or len(name) > _NAME_MOST or (name == law.key and number in (WHOLE, article.number)):
            # 本法 alone, and an article that speaks of its own paragraphs, cite nothing else.
            continue
        key = (name, number, _integer(cited.paragraph), _integer(cited.item))
        found.setdefault(
            key,
            CrossCitation(
                article=article, law_name=name, number=number, paragraph=key[2], item=key[3],
                start=cited.start, end=cited.end,
            ),
        )  # fmt: skip
    return list(found.values())


def _integer(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() else 0
