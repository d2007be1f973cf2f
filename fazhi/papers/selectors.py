"""Papers of a matter."""

from uuid import UUID

from django.db.models import QuerySet

from fazhi.papers.models import Paper
from fazhi.statements import Fixed


def for_matter(matter_id: UUID) -> QuerySet[Paper]:
    """Every paper of the matter in the order of making, replaced ones included."""
    return Paper.objects.filter(matter_id=matter_id).select_related("superseded_by").order_by("made_at", "id")


_CURRENT: Fixed[Paper] = Fixed(
    lambda *, matter_id, key: Paper.objects.filter(
        matter_id=matter_id, key=key, superseded_by__isnull=True
    ).order_by("-made_at", "-id")[:1]
)


def current(matter_id: UUID, key: str) -> Paper | None:
    """The latest paper of that kind that was not replaced."""
    return _CURRENT.first(matter_id=matter_id, key=key)
