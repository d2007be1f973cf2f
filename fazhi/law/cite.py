"""Citations and the articles they stand for.

resolve("行政处罚法#58.1(2)", on=day)   the text in force on that day, or None
resolve_many(refs, on=day)              many at once, two queries
exists(ref, on=day)                     Existence; tells "no such article" from "the library does not hold it"
label("行政处罚法#60")                  《行政处罚法》第六十条, without the library
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.urls import reverse

from fazhi.law import library
from fazhi.law.library import EditionFacts, LawFacts, Text
from fazhi.law.paragraphs import narrow
from fazhi.law.reference import (
    WHOLE,
    Found,
    Ref,
    as_ref,
    find,
    label,
    parse,
    parse_label,
    point_label,
    refs_in,
)
from fazhi.law.vocabulary import EditionStatus, Existence

__all__ = [
    "ArticleText",
    "Existence",
    "Found",
    "Ref",
    "as_ref",
    "existence_of",
    "exists",
    "find",
    "label",
    "nearest",
    "parse",
    "parse_label",
    "point_label",
    "refs_in",
    "resolve",
    "resolve_many",
    "statuses",
]  # fmt: skip

statuses = EditionStatus


@dataclass(frozen=True, slots=True)
class ArticleText:
    """What a citation says: the text narrowed to the part cited, and where it stands."""

    ref: Ref
    law_id: int
    edition_id: int
    title: str
    short_title: str
    number: str
    label: str
    text: str
    lead: str
    whole: str
    chapter: str
    adopted_on: date
    effective_on: date | None
    status: EditionStatus
    doubt: str

    @property
    def url(self) -> str:
        """Address of the article in the library, in this edition; the same in every library that holds the law."""
        place = reverse("law:article", args=[self.short_title, self.number])
        return f"{place}?{urlencode({'edition': self.adopted_on.isoformat()})}"

    @property
    def printed(self) -> str:
        """The citation as printed."""
        return f"《{self.short_title}》{self.label}"


def resolve(ref: str | Ref, on: date) -> ArticleText | None:
    """The text cited, in the edition in force on the day `on`; None when the library has none.

    Raises UnreadableCitation.
    """
    ref = as_ref(ref)
    return resolve_many([ref], on)[ref]


def resolve_many(refs: Iterable[str | Ref], on: date) -> dict[Ref, ArticleText | None]:
    """Every citation's text on the day `on`, by citation: one query for the stamp and one for the texts not yet kept.

    Raises UnreadableCitation.
    """
    held = library.current()
    placed: dict[Ref, tuple[LawFacts, EditionFacts] | None] = {}
    for ref in map(as_ref, refs):
        law = held.law(ref.law)
        edition = law.edition_on(on) if law else None
        placed[ref] = (law, edition) if law and edition else None
    texts = held.fetch((place[1].id, ref.number) for ref, place in placed.items() if place)
    return {
        ref: _article(ref, *place, texts[place[1].id, ref.number], on) if place else None
        for ref, place in placed.items()
    }


def nearest(ref: str | Ref, on: date) -> ArticleText | None:
    """Like `resolve`, but when no edition is in force on that day the nearest one, its `status` saying so.

    For showing a text to a reader, never for deciding.
    """
    ref = as_ref(ref)
    held = library.current()
    law = held.law(ref.law)
    edition = law.edition_nearest(on) if law else None
    if law is None or edition is None:
        return None
    return _article(ref, law, edition, held.fetch([(edition.id, ref.number)])[edition.id, ref.number], on)


def exists(ref: str | Ref, on: date) -> Existence:
    """Whether the place cited is in a text in force on the day `on`; only Existence.EXISTS is truthy."""
    ref = as_ref(ref)
    return existence_of([ref], on)[ref]


def existence_of(refs: Iterable[str | Ref], on: date) -> dict[Ref, Existence]:
    """Whether each citation's place exists on the day `on`, in as many queries as `resolve_many`."""
    held = library.current()
    wanted = [as_ref(ref) for ref in refs]
    if not held.is_loaded:
        return dict.fromkeys(wanted, Existence.UNKNOWN)
    found = resolve_many([ref for ref in wanted if ref.number != WHOLE], on)
    answers: dict[Ref, Existence] = {}
    for ref in wanted:
        law = held.law(ref.law)
        if law is None:
            answers[ref] = Existence.NO_LAW
        elif law.edition_on(on) is None:
            answers[ref] = Existence.NO_EDITION
        else:
            answers[ref] = Existence.EXISTS if ref.number == WHOLE or found[ref] else Existence.ABSENT
    return answers


def _article(
    ref: Ref, law: LawFacts, edition: EditionFacts, row: Text | None, on: date
) -> ArticleText | None:
    part = narrow(row.text, ref.paragraph, ref.item, ref.sub) if row else None
    if row is None or part is None:
        return None
    return ArticleText(
        ref=ref,
        law_id=law.id,
        edition_id=edition.id,
        title=law.title,
        short_title=law.key,
        number=ref.number,
        label=point_label(ref),
        text=part.text,
        lead=part.lead,
        whole=row.text,
        chapter=row.chapter,
        adopted_on=edition.adopted_on,
        effective_on=edition.effective_on,
        status=edition.status(on),
        doubt=edition.doubt,
    )
