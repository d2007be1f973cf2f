"""A report as it has been read."""

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from fazhi.domains.programme.vocabulary import RelationKind
from fazhi.kernel.quantities import plain


@dataclass(frozen=True, slots=True)
class Figure:
    """A quantity in its place in the report: what it counts, how exactly, and of which year or years (2019, 2015-)."""

    start: int
    end: int
    text: str
    value: Decimal
    unit: str
    what: str
    approx: bool
    qualifier: str
    year: str

    def as_json(self) -> dict[str, Any]:
        """As plain data, the value as a decimal string."""
        return {
            "start": self.start,
            "end": self.end,
            "text": self.text,
            "value": plain(self.value),
            "unit": self.unit,
            "what": self.what,
            "approx": self.approx,
            "qualifier": self.qualifier or None,
            "year": self.year or None,
        }


@dataclass(frozen=True, slots=True)
class Relation:
    """How some figures stand to each other; `figures` are places in the list of figures.

    `stated` is what the report says and `computed` what follows from its other figures; both are empty for an order.
    """

    kind: RelationKind
    figures: tuple[int, ...]
    stated: str
    computed: str
    holds: bool
    explain: str

    def as_json(self) -> dict[str, Any]:
        """As plain data."""
        return {
            "kind": self.kind.value,
            "figures": list(self.figures),
            "stated": self.stated or None,
            "computed": self.computed or None,
            "holds": self.holds,
            "explain": self.explain,
        }


@dataclass(frozen=True, slots=True)
class ReportFault:
    """Something that the text itself shows to be wrong, with its place."""

    kind: str
    sentence: str
    start: int
    end: int
    text: str = ""

    def as_json(self) -> dict[str, Any]:
        """As plain data."""
        return {
            "kind": self.kind,
            "sentence": self.sentence,
            "start": self.start,
            "end": self.end,
            "text": self.text,
        }


@dataclass(frozen=True, slots=True)
class Report:
    """A report: its head, figures, relations and faults."""

    title: str
    organ: str
    year: str
    figures: tuple[Figure, ...] = ()
    relations: tuple[Relation, ...] = ()
    faults: tuple[ReportFault, ...] = field(default=())

    def as_json(self) -> dict[str, Any]:
        """As plain data."""
        return {
            "title": self.title,
            "organ": self.organ,
            "year": self.year or None,
            "figures": [figure.as_json() for figure in self.figures],
            "relations": [relation.as_json() for relation in self.relations],
            "faults": [fault.as_json() for fault in self.faults],
        }
