"""Papers of a matter."""

from uuid import UUID

from django.db.models import QuerySet

from fazhi.papers.models import Paper


def for_matter(matter_id: UUID) -> QuerySet[Paper]:
    """Every paper of the matter in the order of making, replaced ones included."""
    return Paper.objects.filter(matter_id=matter_id).select_related("superseded_by").order_by("made_at", "id")


def current(matter_id: UUID, key: str) -> Paper | None:
    """The latest paper of that kind that was not replaced."""
    return (
        Paper.objects.filter(matter_id=matter_id, key=key, superseded_by__isnull=True)
        .order_by("-made_at", "-id")
        .first()
    )
