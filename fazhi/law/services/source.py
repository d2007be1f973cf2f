"""What a reader of a source hands to the store: editions with their articles, nothing of the data base yet."""

import hashlib
from dataclasses import dataclass, field
from datetime import date

from fazhi.law.services.order import order
from fazhi.law.vocabulary import ArticleKind, Level

UNDATED_REPEAL = "已被废止，废止日期没有可信的记载。"


@dataclass(slots=True)
class SourceArticle:
    """One row of an edition; `number` as in Article.number."""

    kind: ArticleKind
    number: str
    label: str
    chapter: str
    text: str


@dataclass(slots=True)
class SourceEdition:
    """One text of a law as a source gives it. `doubts` are whole sentences."""

    title: str
    level: Level
    issuer: str
    adopted_on: date
    effective_on: date | None
    history: str
    source: str
    source_ref: str
    digest: str
    articles: list[SourceArticle]
    is_standing_doubtful: bool = False
    doubts: list[str] = field(default_factory=list)

    def join(self, other: "SourceEdition") -> bool:
        """Take in another part of the same text; False when the two overlap, being two copies and not two parts."""
        numbers = {article.number for article in self.articles}
        if any(article.number in numbers for article in other.articles):
            return False
        if any(a.kind is not ArticleKind.ARTICLE for a in (*self.articles, *other.articles)):
            return False
        self.articles = sorted([*self.articles, *other.articles], key=lambda a: order(a.number))
        self.effective_on = self.effective_on or other.effective_on
        self.digest = f"sha256:{hashlib.sha256(f'{self.digest} {other.digest}'.encode()).hexdigest()}"
        return True


@dataclass(frozen=True, slots=True)
class Rejected:
    """Something that was not taken in: where it stands in the source, and why."""

    where: str
    why: str


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
