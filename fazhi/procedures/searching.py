"""The collection of matters, and the search of the office over it: what is asked for first, what is near to it after.

Who sees a matter is decided by `selectors.visible`, from the rows. The marks in the index only keep it from offering
what would be refused; they say the same, and a test compares the two.
"""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.db.models import Count, Q, Sum

from fazhi.people import scope
from fazhi.people.actors import Actor
from fazhi.people.vocabulary import PostKind
from fazhi.procedures.models import Assignment, Matter
from fazhi.procedures.selectors import visible
from fazhi.search import sources
from fazhi.search.index import Collection, Entry, Field, Question
from fazhi.search.sources import Source, number_of

MATTERS = Collection(
    "matters",
    "事项",
    fields=(Field("title"), Field("cause"), Field("number"), Field("stage", words=0.2, grams=0.2)),
    facets=("procedure", "state"),
)
_CHUNK = 500
_DEPTH = 60
_MOST_CASES = 1000
_RUNG = 3
_READ = (
    "id", "title", "cause", "number", "stage_title", "procedure", "is_open", "organ_id", "unit_id", "region_path",
    "root_id", "owner_person_id", "owner_organ_id", "owner_unit_id", "owner_posts",
)  # fmt: skip


def plug() -> None:
    """Let matters be searched."""
    sources.plug(Source(MATTERS, entries=entries, manifest=manifest, stamp=stamp))


def stamp() -> str:
    """How many matters and how many events there are: every change of a matter is one event more."""
    told = Matter.objects.aggregate(matters=Count("pk"), events=Sum("seq"))
    return f"{told['matters']}-{told['events'] or 0}"


def manifest() -> Mapping[UUID, str]:
    """Each matter with the number of its events."""
    return {pk: str(seq) for pk, seq in Matter.objects.values_list("pk", "seq").iterator(_CHUNK)}


def entries(ids: Sequence[UUID] | None) -> Iterator[Entry]:
    """The entries of these matters, of all when None."""
    if ids is None:
        yield from map(_entry, Matter.objects.only(*_READ).order_by("pk").iterator(_CHUNK))
        return
    for start in range(0, len(ids), _CHUNK):
        yield from map(_entry, Matter.objects.only(*_READ).filter(pk__in=ids[start : start + _CHUNK]))


def found(actor: Actor, text: str, *, most: int = 20) -> list[Matter]:
    """Matters the actor sees that have the text in number, title or cause, best match first; then those near to it.

    Without an index the newest of the first kind. At most three queries, and one for each thing read along.
    """
    seen = visible(actor).prefetch_related("organ", "owner_person")
    literal = Q(number__icontains=text) | Q(title__icontains=text) | Q(cause__icontains=text)
    rows = list(seen.filter(literal).order_by("-id")[:most])
    home = Path(settings.FAZHI_HOME)
    question = Question(text, scopes=scopes_of(actor), limit=_DEPTH)
    places = {UUID(hit.shown["id"]): n for n, hit in enumerate(sources.near(home, MATTERS.key, question))}
    exact = {row.pk for row in rows}
    if others := places.keys() - exact:
        for row in seen.filter(pk__in=others):
            if text.lower() in f"{row.number}\n{row.title}\n{row.cause}".lower():
                exact.add(row.pk)
            elif not sources.holds_half(f"{row.title}\n{row.cause}\n{row.number}\n{row.stage_title}", text):
                continue
            rows.append(row)
    # The sort keeps the order of equals: what the index does not know stays newest first, at the end of its kind.
    rows.sort(key=lambda row: (row.number != text, row.pk not in exact, places.get(row.pk, _DEPTH)))
    return rows[:most]


def scopes_of(actor: Actor) -> tuple[str, ...] | None:
    """The marks of what the actor sees, as `selectors.visible` has it; None for the platform itself.

    Basis: none (house practice)
    """
    if actor.is_system:
        return None
    # A question without marks asks for what everybody sees, which no matter is.
    marks = ["nobody"]
    if actor.post_id is not None and actor.post != PostKind.ADMIN:
        if actor.person_id:
            marks.append(f"person:{actor.person_id}")
        if scope.sees_region(actor):
            marks += [f"region:{actor.region_path}"] if actor.region_path else []
        elif scope.sees_organ(actor):
            marks.append(f"organ:{actor.organ_id}")
        elif scope.sees_unit(actor):
            marks.append(f"unit:{actor.organ_id}:{actor.unit_id}")
    if actor.organ_id is not None and actor.post:
        marks.append(f"desk:{actor.organ_id}:{actor.post}:")
        if actor.unit_id is not None:
            marks.append(f"desk:{actor.organ_id}:{actor.post}:{actor.unit_id}")
    if actor.person_id is not None and actor.post_id is not None:
        parts = Assignment.objects.filter(person_id=actor.person_id, until__isnull=True).order_by("-since")
        marks += {f"case:{root}" for root in parts.values_list("root_id", flat=True)[:_MOST_CASES]}
    return tuple(marks)


def _entry(row: Matter) -> Entry:
    number = number_of(row.pk)
    return Entry(
        number,
        texts={"title": row.title, "cause": row.cause, "number": row.number, "stage": row.stage_title},
        facets={"procedure": (row.procedure,), "state": ("open" if row.is_open else "closed",)},
        group=number,
        scopes=_scopes(row),
        shown={"id": str(row.pk)},
    )


def _scopes(row: Matter) -> tuple[str, ...]:
    path = row.region_path
    marks = [f"region:{path[:end]}" for end in range(_RUNG, len(path) + 1, _RUNG)]
    marks += [f"organ:{row.organ_id}", f"case:{row.root_id}"]
    if row.unit_id:
        marks.append(f"unit:{row.organ_id}:{row.unit_id}")
    if row.owner_person_id:
        marks.append(f"person:{row.owner_person_id}")
    if row.owner_organ_id:
        at = f"desk:{row.owner_organ_id}"
        marks += [f"{at}:{post}:{row.owner_unit_id or ''}" for post in row.owner_posts.split("|") if post]
    return tuple(marks)
