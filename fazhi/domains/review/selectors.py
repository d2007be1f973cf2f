"""Questions about legality review."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from fazhi.domains.review.models import Reviewer


def reviewing_since(people: Iterable[UUID]) -> dict[UUID, date]:
    """For those on the roll of reviewers, the day from which they have been reviewing; one query."""
    return dict(Reviewer.objects.filter(person_id__in=list(people)).values_list("person_id", "since"))
