"""Rows that are the same for everybody and never change, such as an edition of a form: stored once, then remembered."""

from collections.abc import Hashable
from typing import ClassVar

from django.db import models, transaction


class Kept:
    """Which rows of one kind are known to be stored, by a transaction that has committed in this process."""

    _all: ClassVar[list["Kept"]] = []

    def __init__(self) -> None:
        self._known: set[Hashable] = set()
        Kept._all.append(self)

    def ensure(self, row: models.Model) -> None:
        """Store the row if it is not known to stand; one that stands already is left as it is."""
        key = row.pk
        if key in self._known:
            return
        type(row)._default_manager.bulk_create([row], ignore_conflicts=True)
        transaction.on_commit(lambda: self._known.add(key))

    def holds(self, key: Hashable) -> bool:
        """Whether the row is known to be stored."""
        return key in self._known

    @classmethod
    def forget(cls) -> None:
        """Forget everything: the database has been put back to an earlier state."""
        for kept in cls._all:
            kept._known.clear()
