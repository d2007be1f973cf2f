"""What a reader of a source hands to the store: editions with their articles, nothing of the data base yet."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from fazhi.law.services.effect import Commencement
from fazhi.law.vocabulary import ArticleKind, DoubtKind, Level

# Raised whenever the readers take a text differently than before; everything is then read anew.
READER = 4


@dataclass(slots=True)
class SourceArticle:
    """One row of an edition; `number` as in Article.number."""

    kind: ArticleKind
    number: str
    label: str
    chapter: str
    text: str


@dataclass(slots=True)
class Claims:
    """What a source says of a text's standing, and what its text says itself; from these everything is worked out.

    `stated` is the effective day the source gives, `status` its own word of the standing, `is_amended` whether the
    text came about by amending an older one (None: not told). `faults` are defects of the text, each with a sentence.
    """

    stated: date | None = None
    status: str = ""
    clause: Commencement = field(default_factory=Commencement)
    is_amended: bool | None = None
    is_dated: bool = True
    faults: list[tuple[DoubtKind, str]] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        """The claims as they are kept with the place they come from."""
        return {
            "stated": self.stated.isoformat() if self.stated else "",
            "status": self.status,
            "clause": self.clause.day.isoformat() if self.clause.day else "",
            "from_publication": self.clause.is_from_publication,
            "is_amended": self.is_amended,
            "is_dated": self.is_dated,
            "faults": [[kind.value, sentence] for kind, sentence in self.faults],
        }

    @classmethod
    def of_json(cls, kept: dict[str, Any]) -> "Claims":
        """The claims as kept."""
        return cls(
            stated=date.fromisoformat(kept["stated"]) if kept.get("stated") else None,
            status=kept.get("status", ""),
            clause=Commencement(
                date.fromisoformat(kept["clause"]) if kept.get("clause") else None,
                bool(kept.get("from_publication")),
            ),
            is_amended=kept.get("is_amended"),
            is_dated=kept.get("is_dated", True),
            faults=[(DoubtKind(kind), sentence) for kind, sentence in kept.get("faults", [])],
        )


@dataclass(slots=True)
class SourceEdition:
    """One text of a law as a source gives it; `source_ref` is where in the source it stands."""

    title: str
    level: Level
    issuer: str
    adopted_on: date
    history: str
    source: str
    source_ref: str
    digest: str
    articles: list[SourceArticle]
    region: str = ""
    claims: Claims = field(default_factory=Claims)
    document_numbers: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Rejected:
    """Something that was not taken in: where it stands in the source, and why; `digest` tells whether it has changed."""

    where: str
    why: str
    digest: str = ""


@dataclass(slots=True)
class Report:
    """What an import did."""

    source: str
    laws: int = 0
    editions: int = 0
    articles: int = 0
    replaced: int = 0
    unchanged: int = 0
    held: int = 0
    doubtful: int = 0
    rejected: list[Rejected] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        """The report for other software; one entry for each place that was not taken in."""
        return {
            "source": self.source,
            "laws": self.laws,
            "editions": self.editions,
            "articles": self.articles,
            "replaced": self.replaced,
            "unchanged": self.unchanged,
            "held": self.held,
            "doubtful": self.doubtful,
            "rejected": [{"where": one.where, "why": one.why} for one in self.rejected],
        }
