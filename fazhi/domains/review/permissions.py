"""Who may see which reviews: those of the matters he may see, as one SQL condition."""

from django.db.models import QuerySet

from fazhi.domains.review.models import LegalReview
from fazhi.people.actors import Actor
from fazhi.procedures import selectors as matters


def visible(actor: Actor) -> QuerySet[LegalReview]:
    """Reviews within the actor's scope."""
    return LegalReview.objects.filter(matter__in=matters.visible(actor))
