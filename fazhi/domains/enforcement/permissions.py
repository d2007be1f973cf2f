"""Who may see which rows of enforcement: those of the matters he may see, as one SQL condition."""

from typing import TypeVar

from django.db.models import Model, QuerySet

from fazhi.people.actors import Actor
from fazhi.procedures import selectors as matters

Row = TypeVar("Row", bound=Model)


def visible(rows: QuerySet[Row], actor: Actor) -> QuerySet[Row]:
    """Rows of the matters within the actor's scope. `rows` have a column `matter`."""
    return rows.filter(matter__in=matters.visible(actor))
