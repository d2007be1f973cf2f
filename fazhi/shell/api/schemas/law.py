"""Laws, editions, articles, and what cites them."""

from datetime import date

from ninja import Schema


class LawBrief(Schema):
    """A law. `address` is its page."""

    key: str
    title: str
    level: str
    level_title: str
    issuer: str
    editions: int
    address: str


class LawPage(Schema):
    items: list[LawBrief]
    next: str | None


class EditionOut(Schema):
    """One text of a law. `status` is its standing on the day asked about; `doubt` tells what its source leaves open."""

    edition: date
    effective_on: date | None
    repealed_on: date | None
    status: str
    status_title: str
    doubt: str


class LawOut(Schema):
    """A law with every edition held, newest first. `on` is the day for which their standing is told."""

    key: str
    title: str
    level: str
    level_title: str
    issuer: str
    address: str
    on: date
    editions: list[EditionOut]


class ArticleRow(Schema):
    """An article within an edition; `chapter` are the headings over it, outermost first."""

    article: str
    label: str
    kind: str
    chapter: list[str]
    text: str


class EditionText(EditionOut):
    """An edition with a page of its articles."""

    law: str
    title: str
    items: list[ArticleRow]
    next: str | None


class ArticleOut(Schema):
    """An article, or the part of one that was asked for, in the edition that applies on the day `on`.

    `lead` are the opening words that an item hangs on; `whole` is the whole article.
    """

    law: str
    title: str
    edition: date
    effective_on: date | None
    status: str
    status_title: str
    on: date
    article: str
    paragraph: int | None
    item: int | None
    citation: str
    chapter: list[str]
    lead: str
    text: str
    whole: str
    address: str
    doubt: str


class StoodOut(Schema):
    """An article in one edition, under the number it had there; without text when that edition has no such article.
    `change` tells the step from the edition before: changed, moved, both, or neither.
    """

    edition: date
    effective_on: date | None
    status: str
    status_title: str
    article: str | None
    label: str
    text: str | None
    change: str
    address: str


class HistoryOut(Schema):
    law: str
    article: str
    items: list[StoodOut]


class HitOut(Schema):
    """An article that was found. `score` only orders the hits of one search; one that was named outright has none."""

    law: str
    edition: date
    article: str
    citation: str
    text: str
    score: float | None
    address: str


class Hits(Schema):
    items: list[HitOut]


class PlaceOut(Schema):
    """A place that cites: its name, the part cited, where it stands. `text` is what is said there, where that is kept."""

    citation: str
    name: str
    where: str
    text: str


class CitedOut(Schema):
    kind: str
    title: str
    places: list[PlaceOut]


class CitingOut(Schema):
    law: str
    article: str
    items: list[CitedOut]


class ChangeOut(Schema):
    """One article in two editions. `change`: same, changed, renumbered, added, removed. `is_reworded` tells of a
    renumbered one whether its words changed too.
    """

    change: str
    change_title: str
    is_reworded: bool
    old_article: str | None
    new_article: str | None
    old_text: str | None
    new_text: str | None


class ComparisonOut(Schema):
    law: str
    old: date
    new: date
    counts: dict[str, int]
    items: list[ChangeOut]


class CurrentOut(Schema):
    """What is in force now in place of what is cited."""

    law: str
    edition: date | None
    article: str | None
    text: str | None


class DifferenceOut(Schema):
    quoted: str
    law: str


class QuoteOut(Schema):
    """A quotation beside a citation, compared with the text of the law."""

    same: bool
    differences: list[DifferenceOut]
    start: int
    end: int


class CitationOut(Schema):
    """One article cited; `start` and `end` count characters of the text that was sent."""

    start: int
    end: int
    text: str
    law: str | None
    edition: date | None
    article: str | None
    paragraph: str | None
    item: str | None
    sub: str | None = None
    status: str
    status_title: str
    current: CurrentOut | None
    quote: QuoteOut | None = None


class CitationsOut(Schema):
    on: date
    counts: dict[str, int]
    items: list[CitationOut]


class BulkRow(Schema):
    """An article as the library's whole stock gives it. `id` orders them and may change when a text is imported anew."""

    id: int
    law: str
    title: str
    level: str
    issuer: str
    edition: date
    effective_on: date | None
    repealed_on: date | None
    status: str
    article: str
    label: str
    chapter: list[str]
    text: str


class BulkPage(Schema):
    items: list[BulkRow]
    next: str | None


class StatutoryTerm(Schema):
    """A term of a procedure: its clock, its length on the day asked about, its article."""

    procedure: str
    procedure_title: str
    clock: str
    title: str
    kind: str
    length: int
    unit: str
    roll: bool
    basis: str
    from_day: str


class StatutoryTerms(Schema):
    on: date
    items: list[StatutoryTerm]
