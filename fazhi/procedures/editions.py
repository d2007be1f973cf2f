"""Editions of definitions: which one a new matter gets, and which one an old matter keeps."""

from datetime import date, datetime
from functools import lru_cache

from fazhi.kernel.errors import BadDefinition
from fazhi.procedures import overlays, registry
from fazhi.procedures.definition import Definition, parse
from fazhi.procedures.models import Edition
from fazhi.statements import Kept


def current(procedure: str, organ_code: str, region_path: str, day: date) -> Definition:
    """The definition for new matters of an organ: the domain's own, tightened by the overlays that apply there.

    Overlays are held against the terms in force on the day.

    Raises BadDefinition for a procedure nobody owns.
    """
    registry.domain_of(procedure)
    return overlays.applied(registry.definitions()[procedure], organ_code, region_path, day)


_editions = Kept()


def store(definition: Definition, at: datetime) -> None:
    """See that the edition of a definition is stored, at its first use."""
    if not _editions.holds(definition.digest):
        _editions.ensure(
            Edition(
                digest=definition.digest,
                key=definition.key,
                title=definition.title,
                body=dict(definition.raw),
                stored_at=at,
            )
        )


def of(digest: str) -> Definition:
    """The definition of a stored edition. Raises BadDefinition when no such edition was stored."""
    for definition in registry.definitions().values():
        if definition.digest == digest:
            return definition
    return _stored(digest)


@lru_cache(maxsize=256)
def _stored(digest: str) -> Definition:
    edition = Edition.objects.filter(pk=digest).first()
    if edition is None:
        raise BadDefinition(f"没有存过摘要为 {digest} 的程序版本")
    return parse(edition.body)
