"""What the ledger asks of the rooms above it; they register the answers when the platform starts.

Without an answer the ledger still verifies chains and checkpoints; it then knows no matter by its number, no end of a
chain beyond the last checkpoint, and exports dossiers whose events carry no files.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from uuid import UUID

Heads = Callable[[UUID | None], Iterable[tuple[UUID, int, str]]]
"""(matter, number and digest of its last event) of one matter or of all, in the order of the matters' ids."""


@dataclass(slots=True)
class Hooks:
    """`heads` may be several; the others are one each.

    `find` gives the matter of an id or number as a person writes it. `pieces` gives a file's content by its digest
    and raises BrokenFile; an erased file's error has the code `erased`. `names` gives the file names of a matter by
    digest. `describe` gives what a dossier's cover says of its matter: Chinese titles and values, or nothing.
    """

    heads: list[Heads] = field(default_factory=list)
    find: Callable[[str], UUID | None] | None = None
    pieces: Callable[[str], Iterator[bytes]] | None = None
    names: Callable[[UUID], Mapping[str, str]] | None = None
    describe: Callable[[UUID], Mapping[str, str]] | None = None


hooks = Hooks()


def register(
    *,
    heads: Heads | None = None,
    find: Callable[[str], UUID | None] | None = None,
    pieces: Callable[[str], Iterator[bytes]] | None = None,
    names: Callable[[UUID], Mapping[str, str]] | None = None,
    describe: Callable[[UUID], Mapping[str, str]] | None = None,
) -> None:
    """Register answers; called from `ready()` of the app that owns matters. Calling it twice changes nothing."""
    if heads is not None and heads not in hooks.heads:
        hooks.heads.append(heads)
    hooks.find = find or hooks.find
    hooks.pieces = pieces or hooks.pieces
    hooks.names = names or hooks.names
    hooks.describe = describe or hooks.describe
