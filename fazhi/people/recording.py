"""What changes in the rows of people and organs, told to whoever keeps a record of it, in the same transaction.

A room above plugs itself in through `observers`: the ledger lies above people, so that people cannot write to it.
What is told holds no identity number, no telephone number and no password: only their keyed digests, by which a value
that somebody shows can be compared, and the fact that a password was set.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Model

from fazhi.people import sealing
from fazhi.people.actors import Actor
from fazhi.people.models import Account, Credential, Organ, Person, Post, Unit

Told = Mapping[str, Any]
_COLUMNS: dict[type[Model], tuple[str, ...]] = {
    Person: ("name", "sex", "id_no_hash", "phone", "is_active"),
    Account: ("username", "is_active", "must_change_password"),
    Post: ("organ_id", "unit_id", "kind", "title", "valid_from", "valid_to"),
    Credential: ("kind", "number", "domains", "issuer", "valid_from", "valid_to", "status"),
    Organ: (
        "name",
        "short_name",
        "kind",
        "uscc",
        "region_id",
        "doc_word",
        "domains",
        "parent_id",
        "is_active",
    ),
    Unit: ("organ_id", "name", "kind", "is_active"),
}


@dataclass(frozen=True, slots=True)
class Change:
    """One act on one person or organ. `action` is its name; `rows` are what `made` and `altered` give."""

    subject_id: UUID
    action: str
    rows: tuple[Told, ...]


Observer = Callable[[Sequence[Change], Actor, datetime], None]
observers: list[Observer] = []
"""Called with every batch of changes; what one of them raises undoes the changes."""


def tell(changes: Sequence[Change], *, actor: Actor, at: datetime) -> None:
    """Tell the observers what was changed, before the transaction ends.

    Raises RuntimeError outside a transaction: the record would then outlive what it tells of.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("人员变动须与其记录在同一事务内")
    if not changes:
        return
    for observer in observers:
        observer(changes, actor, at)


def made(row: Model) -> Told:
    """A new row, as it is told."""
    return {"row": row._meta.model_name, "id": str(row.pk), "made": _values(row, _COLUMNS[type(row)])}


def altered(row: Model, names: Iterable[str], **facts: Any) -> Told:
    """The new values of a row that was there, as they are told, and facts that are no values."""
    columns = _COLUMNS[type(row)]
    # A reference is set by its name and told by its id.
    wanted = {name if name in columns else f"{name}_id" for name in names}
    told = _values(row, [name for name in columns if name in wanted])
    return {"row": row._meta.model_name, "id": str(row.pk), "altered": told | facts}


def subject_of(row: Model) -> UUID:
    """Whose record the row belongs to: its person's, or its organ's."""
    if isinstance(row, Post | Credential | Account):
        return row.person_id
    if isinstance(row, Unit):
        return row.organ_id
    return UUID(str(row.pk))


def _values(row: Model, names: Iterable[str]) -> dict[str, Any]:
    return dict(_value(name, getattr(row, name)) for name in names)


def _value(name: str, value: Any) -> tuple[str, Any]:
    if name == "phone":
        return "phone_digest", sealing.lookup_value(value) if value else ""
    if name == "id_no_hash":
        return "id_no_digest", value
    if isinstance(value, date):
        return name, value.isoformat()
    if isinstance(value, UUID):
        return name, str(value)
    return name, str(value) if isinstance(value, str) else value
