"""Proof that a definition can be carried out, by lawful people, on every path. See `docs/dev/procedures.md`."""

from collections.abc import Mapping
from datetime import date

from fazhi.procedures.definition import Definition
from fazhi.procedures.loading import DefinitionFault, Source
from fazhi.procedures.proof import citations, paths, people, references
from fazhi.procedures.registry import Domain


def faults(
    source: Source, definition: Definition, domain: Domain, known: Mapping[str, Definition], today: date
) -> list[DefinitionFault]:
    """Everything wrong with a definition, each with file, line and a sentence a lawyer can act on.

    `known` holds every procedure by key, so that sub-matters can be followed. Paths are walked only when all names
    exist, since a missing name would make every later finding a riddle.
    """
    found = references.faults(source, definition, domain, known)
    if not found:
        found = _unwalkable(source, definition, known)
    return found + citations.faults(source, definition, domain, today)


def unsound(
    source: Source, definition: Definition, domain: Domain, known: Mapping[str, Definition]
) -> list[DefinitionFault]:
    """What can be known wrong without the law library and the layouts of papers: asked of every definition at load."""
    found = references.names(source, definition, domain, known)
    return found or _unwalkable(source, definition, known)


def _unwalkable(
    source: Source, definition: Definition, known: Mapping[str, Definition]
) -> list[DefinitionFault]:
    return [*paths.faults(source, definition, known), *people.faults(source, definition)]
