"""The collection of what is published, and the best matches beside the public list.

Only what the public reads goes in: the masked title, number and text. What is shown is read anew through `shown_on`,
so that an item taken down is gone at once, whatever the index still holds.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.db.models import Count, QuerySet, Sum

from fazhi.disclosure.models import Publication
from fazhi.disclosure.rules import items
from fazhi.disclosure.selectors import Wanted, fitting, shown_on
from fazhi.disclosure.vocabulary import Status
from fazhi.procedures.models import Matter
from fazhi.search import sources
from fazhi.search.index import NEVER, Collection, Entry, Field, Question
from fazhi.search.laws import day_number
from fazhi.search.sources import Source, number_of

DISCLOSURES = Collection(
    "disclosures",
    "公示",
    fields=(Field("title"), Field("number"), Field("text", words=0.3, grams=0.3)),
    facets=("domain", "kind", "organ", "year"),
    marks=("region",),
)
PUBLIC = ("public",)
_PROCEDURE = "disclosure.publication"
_CHUNK = 500
_DEPTH = 50
_RUNG = 3


def plug() -> None:
    """Let published items be searched."""
    sources.plug(Source(DISCLOSURES, entries=entries, manifest=manifest, stamp=stamp))


def stamp() -> str:
    """How many publications and events of theirs there are: nothing about one changes without an event."""
    told = Matter.objects.filter(procedure=_PROCEDURE).aggregate(items=Count("pk"), events=Sum("seq"))
    return f"{told['items']}-{told['events'] or 0}"


def manifest() -> Mapping[UUID, str]:
    """Each published item with the digest of what is shown and its last day."""
    rows = _published().values_list("pk", "digest", "until")
    return {pk: f"{digest} {until}" for pk, digest, until in rows.iterator(_CHUNK)}


def entries(ids: Sequence[UUID] | None) -> Iterator[Entry]:
    """The entries of these items, of all when None; of what is not published, none."""
    if ids is None:
        yield from map(_entry, _published().order_by("pk").iterator(_CHUNK))
        return
    for start in range(0, len(ids), _CHUNK):
        yield from map(_entry, _published().filter(pk__in=ids[start : start + _CHUNK]))


def best(wanted: Wanted, *, day: date, most: int = 5) -> list[Publication]:
    """Items shown on that day that match the words best, within the visitor's other filters; none without an index.

    They hold at least half of what is asked, in what is shown of them now. One query, two when a region is named.
    """
    if not wanted.text.strip():
        return []
    question = Question(
        wanted.text, filters=_filters(wanted), day=day_number(day), scopes=PUBLIC, limit=_DEPTH
    )
    hits = sources.near(Path(settings.FAZHI_HOME), DISCLOSURES.key, question)
    if not hits:
        return []
    order = [UUID(hit.shown["id"]) for hit in hits]
    shown = fitting(shown_on(day), replace(wanted, text="")).filter(pk__in=order).select_related("organ")
    rows = {row.pk: row for row in shown}
    ranked = [rows[pk] for pk in order if pk in rows]
    return [row for row in ranked if sources.holds_half(_read(row), wanted.text)][:most]


def _filters(wanted: Wanted) -> dict[str, tuple[str, ...]]:
    given = {"domain": wanted.domain, "kind": wanted.kind, "organ": str(wanted.organ_id or "")}
    return {name: (value,) for name, value in given.items() if value}


def _published() -> QuerySet[Publication]:
    return Publication.objects.filter(status=Status.PUBLISHED)


def _read(row: Publication) -> str:
    return f"{row.title}\n{row.number}\n{items.as_text(row.public)}"


def _entry(row: Publication) -> Entry:
    # Both days stand in every published row; the table refuses one without.
    assert row.published_on is not None
    assert row.until is not None
    number, path = number_of(row.pk), row.region_path
    return Entry(
        number,
        texts={"title": row.title, "number": row.number, "text": items.as_text(row.public)},
        facets={
            "domain": (row.domain,) if row.domain else (),
            "kind": (row.kind,),
            "organ": (str(row.organ_id),),
            "year": (str(row.published_on.year),),
        },
        marks={"region": tuple(path[:end] for end in range(_RUNG, len(path) + 1, _RUNG))},
        group=number,
        starts=day_number(row.published_on),
        ends=day_number(row.until + timedelta(days=1)) if row.until < date.max else NEVER,
        scopes=PUBLIC,
        shown={"id": str(row.pk)},
    )
