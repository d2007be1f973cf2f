"""Who comes first: taking a matter before anything is written, and telling the other kindly."""

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

from django.db import OperationalError, transaction

from fazhi.kernel.errors import MovedOn
from fazhi.procedures import selectors
from fazhi.procedures.models import Matter
from fazhi.statements import hold

# PostgreSQL: two transactions that wait for one another, or that cannot both stand.
_ENTANGLED = frozenset({"40P01", "40001"})


@contextmanager
def all_or_nothing() -> Iterator[None]:
    """One transaction. Raises MovedOn when the database gave it up because others write the same rows."""
    try:
        with transaction.atomic():
            yield
    except OperationalError as error:
        if not _is_entangled(error):
            raise
        raise MovedOn("同一时刻有他人在办理，这一次没有办成，请再办一次。") from error


def _is_entangled(error: OperationalError) -> bool:
    return (
        getattr(error.__cause__, "sqlstate", None) in _ENTANGLED or "database is locked" in str(error).lower()
    )


def take(matter_id: UUID) -> Matter:
    """One matter for what the system does by itself: held first and then read, so that nobody can be faster."""
    root = Matter.objects.values_list("root_id", flat=True).get(pk=matter_id)
    for key in dict.fromkeys((root, matter_id)):
        hold(Matter, key)
    return selectors.one(matter_id)


def claim(matter: Matter) -> None:
    """Take the matter for this transaction, if it still stands as it was read; who comes second waits here.

    A family is taken by its root first: so a parent and its sub-matter, acting at once, do not wait for one another.
    Raises MovedOn when somebody else has acted since the matter was read.
    """
    if matter.root_id != matter.pk:
        hold(Matter, matter.root_id)
    if not hold(Matter, matter.pk, seq=matter.seq):
        raise MovedOn("事项刚被他人办理，请查看最新情况后再办。")
