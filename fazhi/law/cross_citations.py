"""Which articles of the library cite a law, in texts that apply on a day or are to come."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse

from fazhi.law import library
from fazhi.law.citers import Place
from fazhi.law.models import CrossCitation
from fazhi.law.reference import Ref
from fazhi.law.vocabulary import EditionStatus

_AROUND = 24
_STANDING = (EditionStatus.IN_FORCE, EditionStatus.DOUBTFUL, EditionStatus.FUTURE)
_COLUMNS = (
    "law_name",
    "number",
    "paragraph",
    "item",
    "start",
    "end",
    "article__edition_id",
    "article__number",
    "article__label",
    "article__text",
)


def places(laws: frozenset[str], number: str, on: date) -> Iterator[Place]:
    """Articles that cite the law, or one article of it, in the order of the library."""
    standing = {
        edition.id: (law, edition, edition.status(on))
        for law in library.current().laws.values()
        for edition in law.editions
    }
    rows = CrossCitation.objects.filter(law_name__in=sorted(laws))
    if number:
        rows = rows.filter(number=number)
    for name, cited, paragraph, item, start, end, edition_id, of, label, text in rows.order_by(
        "article_id", "start"
    ).values_list(*_COLUMNS):
        law, edition, status = standing.get(edition_id, (None, None, None))
        if law is None or edition is None or status not in _STANDING:
            continue
        mark = "（尚未施行）" if status is EditionStatus.FUTURE else ""
        yield Place(
            Ref(name, cited, paragraph, item),
            f"《{law.key}》{label}{mark}",
            url=f"{reverse('law:article', args=[law.key, of])}?edition={edition.adopted_on.isoformat()}",
            text=_around(text, start, end),
        )


def _around(text: str, start: int, end: int) -> str:
    """The words about the citation as one line."""
    first, last = max(0, start - _AROUND), min(len(text), end + _AROUND)
    return f"{'…' if first else ''}{text[first:last]}{'…' if last < len(text) else ''}".replace("\n", " ")
