"""What an import has in hand: the rows that are there, those it will make or change, and the faults so far."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Model

from fazhi.people.actors import Actor
from fazhi.people.models import Account, Organ, Person, Post, Unit
from fazhi.people.recording import Change, Told, altered, made, subject_of
from fazhi.people.scope import manages_region
from fazhi.people.services.workbook_columns import SheetFault


@dataclass
class Count:
    """How many rows of a sheet were new, changed and as before."""

    made: int = 0
    changed: int = 0
    same: int = 0


@dataclass
class Import:
    """Nothing is written until every sheet was gone through without a fault; ids are made here, not by the database."""

    actor: Actor
    day: date
    faults: list[SheetFault] = field(default_factory=list)
    counts: dict[str, Count] = field(default_factory=dict)
    new: dict[type[Model], list[Any]] = field(default_factory=dict)
    changed: dict[type[Model], dict[UUID, Any]] = field(default_factory=dict)
    changed_fields: dict[type[Model], set[str]] = field(default_factory=dict)
    organs: dict[str, Organ] = field(default_factory=dict)
    organs_in_scope: set[UUID] = field(default_factory=set)
    units: dict[tuple[UUID, str], Unit] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)
    people_in_scope: set[UUID] = field(default_factory=set)
    people_elsewhere: set[UUID] = field(default_factory=set)
    """Those who also hold a post outside the scope: their own data and account are not the actor's to change."""
    posts: dict[tuple[Any, ...], list[Post]] = field(default_factory=dict)
    """By person, organ, unit and kind."""
    made_ids: set[UUID] = field(default_factory=set)
    altered: dict[UUID, set[str]] = field(default_factory=dict)
    """Of each changed row the fields that differ."""
    first_passwords: list[tuple[Account, str]] = field(default_factory=list)

    def make(self, sheet: str, row: Model) -> None:
        """Set a new row aside."""
        self.new.setdefault(type(row), []).append(row)
        self.made_ids.add(row.pk)
        self.count(sheet).made += 1

    def bring_up_to_date(self, sheet: str, row: Model, values: dict[str, Any]) -> bool:
        """Set what differs, and say whether anything did."""
        differing = {key: value for key, value in values.items() if getattr(row, key) != value}
        if not differing:
            self.count(sheet).same += 1
            return False
        self.set(row, differing)
        self.count(sheet).changed += 1
        return True

    def set(self, row: Model, values: dict[str, Any]) -> None:
        """Change a row that is there; one that is still to be made is merely set."""
        for key, value in values.items():
            setattr(row, key, value)
        if row.pk not in self.made_ids:
            self.changed.setdefault(type(row), {})[row.pk] = row
            self.changed_fields.setdefault(type(row), set()).update(values)
            self.altered.setdefault(row.pk, set()).update(values)

    def count(self, sheet: str) -> Count:
        """The count of a sheet."""
        return self.counts.setdefault(sheet, Count())

    @property
    def manages_region(self) -> bool:
        """Whether organs may be registered too."""
        return manages_region(self.actor)

    def write(self) -> None:
        """Write everything: changes first, so that what one row gives up another can take."""
        for model, rows in self.changed.items():
            model._default_manager.bulk_update(
                rows.values(), sorted(self.changed_fields[model]), batch_size=200
            )
        for model, fresh in self.new.items():
            model._default_manager.bulk_create(fresh, batch_size=500)

    def changes(self) -> list[Change]:
        """What was written, by person and organ, in the order in which it was written."""
        told: dict[UUID, list[Told]] = {}
        for changed in self.changed.values():
            for row in changed.values():
                told.setdefault(subject_of(row), []).append(altered(row, self.altered[row.pk]))
        for rows in self.new.values():
            for row in rows:
                told.setdefault(subject_of(row), []).append(made(row))
        return [Change(subject, "people.imported", tuple(rows)) for subject, rows in told.items()]
