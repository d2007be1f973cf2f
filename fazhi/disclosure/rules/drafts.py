"""What a domain hands over to be published, as it lies in the file: not yet masked.

The draft never leaves the house. `fazhi.disclosure.rules.items.masked` makes of it the body that is stored and shown.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from fazhi.disclosure.vocabulary import FactKind, Gravity, Lasts, Part, WithholdGround


@dataclass(frozen=True, slots=True)
class PublicFact:
    """One line of a published item. `strong` sets it apart, as for what the decision orders."""

    label: str
    value: str
    kind: FactKind = FactKind.TEXT
    strong: bool = False


@dataclass(frozen=True, slots=True)
class NamedPerson:
    """A natural person whose name may occur anywhere in the draft, and what he is to the decision."""

    name: str
    part: Part = Part.OTHER


@dataclass(frozen=True, slots=True)
class Remedy:
    """What somebody can do who disagrees: who he is, and what, where and by when."""

    who: str
    text: str


@dataclass(frozen=True, slots=True)
class PublicDraft:
    """Everything of a decision that is meant for the public.

    `organisations` are names of legal persons, other bodies and shops, kept whole wherever they occur; `kept` other
    exact strings that stay, such as their credit codes and licence numbers (a string that is itself a citizen number
    or a telephone number is not kept). `attachments` are pairs of title and text. `is_required` says that the decision
    has 一定社会影响, so that the organ may not choose to keep it back; `forbidden` is the ground on which it may never
    be published. `actual_until` is the last day of a restriction that lasts longer than the usual term.
    """

    party: str
    cause: str
    number: str
    decided_on: date
    domain: str
    domain_label: str
    facts: Sequence[PublicFact]
    persons: Sequence[NamedPerson] = ()
    organisations: Sequence[str] = ()
    kept: Sequence[str] = ()
    attachments: Sequence[tuple[str, str]] = ()
    remedies: Sequence[Remedy] = ()
    lasts: Lasts = Lasts.LONG
    actual_until: date | None = None
    gravity: Gravity = Gravity.ORDINARY
    is_required: bool = False
    forbidden: WithholdGround | None = None
