"""Who cites an article, as its page shows it: the first of each kind, and a page with all.

Basis: none (house practice)
"""

from dataclasses import dataclass
from datetime import date
from itertools import islice

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from fazhi.law import library
from fazhi.law.citers import Place, citing
from fazhi.law.models import Law
from fazhi.law.reference import Ref, label

FIRST = 6
MOST = 1000


@dataclass(frozen=True, slots=True)
class Group:
    """The places of one kind; `more` is how many are not shown."""

    title: str
    places: tuple[Place, ...]
    more: int


def cited_by(law_key: str, number: str, on: date, most: int = FIRST) -> list[Group]:
    """Who cites the article on the day, by kind, each thing once for each part that it cites."""
    facts = library.current().law(law_key)
    if facts is None:
        return []
    groups = []
    for kind in citing(facts, number, on=on, shown_only=True):
        once = {(place.ref, place.name): place for place in reversed(kind.places)}
        places = sorted(once.values(), key=kind.places.index)
        groups.append(Group(kind.title, tuple(islice(places, most)), max(0, len(places) - most)))
    return groups


@require_safe
def cited_by_page(request: HttpRequest, name: str, number: str) -> HttpResponse:
    """Everything that cites the article."""
    facts = library.current().law(name)
    if facts is None or not any(edition.has(number) for edition in facts.editions):
        raise Http404
    law = get_object_or_404(Law, pk=facts.id)
    groups = cited_by(law.key, number, timezone.localdate(), MOST)
    context = {"law": law, "number": number, "label": label(Ref(law.key, number)), "cited_by": groups}
    return render(request, "law/cited_by.html", context)
