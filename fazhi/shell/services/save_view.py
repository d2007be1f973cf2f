"""Keep a set of filters under a name of one's own."""

from uuid import UUID

from fazhi.shell.models import SavedView

MOST = 12


def save_view(*, person_id: UUID, name: str, query: str) -> SavedView:
    """Keep the filters; a name used before takes the new ones, and the oldest goes when there are too many."""
    view, _ = SavedView.objects.update_or_create(person_id=person_id, name=name, defaults={"query": query})
    kept = SavedView.objects.filter(person_id=person_id).order_by("-id").values_list("pk", flat=True)[:MOST]
    SavedView.objects.filter(person_id=person_id).exclude(pk__in=[*kept, view.pk]).delete()
    return view
