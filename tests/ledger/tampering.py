"""Ways to tamper with stored rows, as somebody would who owns the database. Each says where it must be found."""

import random
from collections.abc import Callable, Sequence
from dataclasses import replace

from fazhi.ledger.chains import Known
from fazhi.ledger.entries import Entry

Rows = list[Entry]
Harm = tuple[str, Rows, str, set[int]]
"""Name, rows after it, matter and numbers of which one must be named."""

COLUMNS = (
    "id", "kind", "action", "recorded_at", "occurred_at", "actor_id", "actor_name", "data", "files", "prev", "digest",
    "idem",
)  # fmt: skip


def sound(rows: Sequence[Entry]) -> Rows:
    """The rows with their digests and links computed anew from the first on, as by an attacker who knows how."""
    out: Rows = []
    for row in rows:
        prev = out[-1].digest if out else ""
        row = replace(row, prev=prev)
        out.append(replace(row, digest=row.computed(algorithm="sm3")))
    return out


def heads(chains: dict[str, Rows], source: str = "存证点第1号") -> list[Known]:
    return [Known(m, rows[-1].seq, rows[-1].digest, source) for m, rows in sorted(chains.items())]


def flat(chains: dict[str, Rows]) -> Rows:
    """All rows as the database gives them: by matter and number."""
    rows = [row for chain in chains.values() for row in chain]
    return sorted(rows, key=lambda r: (r.matter_id, r.seq, r.id))


def tamper(chains: dict[str, Rows], draw: random.Random) -> Harm:
    """One random act against a ledger of sound chains. The chains given are not touched."""
    chains = {m: list(rows) for m, rows in chains.items()}
    matter = draw.choice(sorted(chains))
    act = draw.choice(ACTS)
    where = act(chains, matter, draw)
    return act.__name__, flat(chains), matter, where


def change(chains: dict[str, Rows], matter: str, draw: random.Random) -> set[int]:
    rows = chains[matter]
    at = draw.randrange(len(rows))
    rows[at] = _changed(rows[at], draw)
    return {at + 1}


def change_and_digest_anew(chains: dict[str, Rows], matter: str, draw: random.Random) -> set[int]:
    rows = chains[matter]
    at = draw.randrange(len(rows))
    changed = replace(rows[at], data=rows[at].data.replace("{", '{"forged":1,', 1))
    rows[at] = replace(changed, digest=changed.computed())
    # Nothing follows the last event: the chain is sound, and only what others remember of its end contradicts.
    return {at + 1} if at + 1 < len(rows) else set(range(1, len(rows) + 1))


def rewrite_from_here_on(chains: dict[str, Rows], matter: str, draw: random.Random) -> set[int]:
    rows = chains[matter]
    at = draw.randrange(len(rows))
    rows[at] = replace(rows[at], actor_name=rows[at].actor_name + "某")
    chains[matter] = sound(rows)
    # The chain is sound in itself; only what others remember of its end contradicts, so the whole stretch is named.
    return set(range(1, len(rows) + 1))


def remove(chains: dict[str, Rows], matter: str, draw: random.Random) -> set[int]:
    at = draw.randrange(len(chains[matter]))
    del chains[matter][at]
    return {at + 1}


def remove_and_renumber(chains: dict[str, Rows], matter: str, draw: random.Random) -> set[int]:
    rows = chains[matter]
    at = draw.randrange(len(rows))
    del rows[at]
    chains[matter] = [replace(row, seq=n) for n, row in enumerate(rows, start=1)]
    return {at + 1}


def remove_the_tail(chains: dict[str, Rows], matter: str, draw: random.Random) -> set[int]:
    at = draw.randrange(len(chains[matter]))
    del chains[matter][at:]
    return {at + 1}


def remove_the_chain(chains: dict[str, Rows], matter: str, draw: random.Random) -> set[int]:
    del chains[matter]
    return {1}


def insert_with_a_digest_of_nothing(chains: dict[str, Rows], matter: str, draw: random.Random) -> set[int]:
    rows = chains[matter]
    at = draw.randrange(len(rows) + 1)
    forged = replace(
        draw.choice(rows), digest="sm3:" + f"{draw.getrandbits(256):064x}", data='{"forged":true}'
    )
    rows.insert(at, forged)
    chains[matter] = [replace(row, seq=n) for n, row in enumerate(rows, start=1)]
    return {at + 1}


def insert_soundly(chains: dict[str, Rows], matter: str, draw: random.Random) -> set[int]:
    rows = chains[matter]
    at = draw.randrange(len(rows))
    forged = replace(rows[at], seq=at + 1, prev=rows[at - 1].digest if at else "", data='{"forged":true}')
    rows.insert(at, replace(forged, digest=forged.computed()))
    chains[matter] = [replace(row, seq=n) for n, row in enumerate(rows, start=1)]
    return {at + 1}


def insert_a_copy(chains: dict[str, Rows], matter: str, draw: random.Random) -> set[int]:
    rows = chains[matter]
    source = draw.randrange(len(rows))
    at = draw.randrange(source + 1, len(rows) + 1)
    rows.insert(at, rows[source])
    chains[matter] = [replace(row, seq=n) for n, row in enumerate(rows, start=1)]
    return {at + 1}


def swap(chains: dict[str, Rows], matter: str, draw: random.Random) -> set[int]:
    rows = chains[matter]
    if len(rows) < 2:
        return remove(chains, matter, draw)
    one, two = sorted(draw.sample(range(len(rows)), 2))
    rows[one], rows[two] = replace(rows[two], seq=one + 1), replace(rows[one], seq=two + 1)
    return {one + 1}


def renumber(chains: dict[str, Rows], matter: str, draw: random.Random) -> set[int]:
    rows = chains[matter]
    at = draw.randrange(len(rows))
    rows[at] = replace(rows[at], seq=len(rows) + draw.randrange(1, 9))
    return {at + 1}


ACTS: tuple[Callable[[dict[str, Rows], str, random.Random], set[int]], ...] = (
    change, change, change, change_and_digest_anew, rewrite_from_here_on, remove, remove_and_renumber, remove_the_tail,
    remove_the_chain, insert_with_a_digest_of_nothing, insert_soundly, insert_a_copy, swap, renumber,
)  # fmt: skip


def _changed(row: Entry, draw: random.Random) -> Entry:
    column = draw.choice(COLUMNS)
    old = getattr(row, column) or ""
    at = draw.randrange(len(old) + 1)
    new = draw.choice(
        [old[:at] + draw.choice("0a 一") + old[at:], old[:at] + old[at + 1 :], draw.choice(["", "x", "[]"])]
    )
    if new == old:
        new = old + "1"
    return replace(row, **{column: new})
