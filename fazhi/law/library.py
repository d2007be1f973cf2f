"""The index of the library in memory: names, editions, article numbers, document numbers; read anew after an import.

    held = current()
    held.law("行政处罚法")              the law that bears this name; None when none or several do
    held.named("管理办法")              every law of that name
    held.numbered("国务院令第493号")    (law, edition) that came with this document number, any brackets
    edition.has("120-1")                whether the edition has that article, without its text
    held.text(edition.id, "60")         one article

Article texts are fetched when asked for and kept as long as the index is.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.db.models import Q

from fazhi.law.document_numbers import normal_number
from fazhi.law.extent import has_article, members
from fazhi.law.models import Article, Edition, Law, LibraryImport, Name, status_on
from fazhi.law.titles import full_title, identity, without_edition_note
from fazhi.law.vocabulary import EditionStatus, NameKind

KEPT_TEXTS = 8000
_QUERY_PAIRS = 300
_COLUMNS = (
    "law_id",
    "adopted_on",
    "effective_on",
    "starts_on",
    "repealed_on",
    "is_standing_doubtful",
    "doubt",
    "unsure_from",
    "extent",
    "document_numbers",
)


@dataclass(frozen=True, slots=True)
class EditionFacts:
    """An edition without its text; `next_starts_on` is when the law's next edition takes its place."""

    id: int
    adopted_on: date
    effective_on: date | None
    starts_on: date
    repealed_on: date | None
    is_standing_doubtful: bool
    doubt: str
    next_starts_on: date | None
    unsure_from: date | None = None
    extent: str = ""
    document_numbers: tuple[str, ...] = ()

    @property
    def numbers(self) -> frozenset[str]:
        """Numbers of the articles, preamble and annexes that it has."""
        return members(self.extent)

    def has(self, number: str) -> bool:
        """Whether it has an article of that number."""
        return has_article(self.extent, number)

    def status(self, day: date) -> EditionStatus:
        """Standing of this edition on `day`."""
        return status_on(
            day,
            starts_on=self.starts_on,
            next_starts_on=self.next_starts_on,
            repealed_on=self.repealed_on,
            is_standing_doubtful=self.is_standing_doubtful,
            unsure_from=self.unsure_from,
        )


@dataclass(frozen=True, slots=True)
class LawFacts:
    """A law and its editions, oldest first."""

    id: int
    key: str
    title: str
    level: str
    editions: tuple[EditionFacts, ...]
    region: str = ""

    def edition_on(self, day: date) -> EditionFacts | None:
        """The edition that applies on `day`, or None when none held here does."""
        for edition in reversed(self.editions):
            if edition.status(day) in (EditionStatus.IN_FORCE, EditionStatus.DOUBTFUL):
                return edition
        return None

    def edition_nearest(self, day: date) -> EditionFacts | None:
        """The edition that applies on `day`, else the last that began before it, else the first to come."""
        begun = [e for e in self.editions if e.starts_on <= day]
        return self.edition_on(day) or (begun[-1] if begun else next(iter(self.editions), None))


@dataclass(frozen=True, slots=True)
class Text:
    """An article's row as look-ups need it."""

    number: str
    label: str
    chapter: str
    text: str


@dataclass(frozen=True, slots=True)
class NamedLaw:
    """A law under one of its names; `basis` says where the library has the name from."""

    law: LawFacts
    kind: NameKind
    basis: str


@dataclass(slots=True)
class Library:
    """Laws by the names they are cited under, and the article texts fetched so far (None: there is no such article).

    `laws` holds the laws by key and by every name that only one law has; `names` every name with all that have it,
    surest first.
    """

    stamp: UUID | None
    laws: dict[str, LawFacts] = field(default_factory=dict)
    names: dict[str, tuple[NamedLaw, ...]] = field(default_factory=dict)
    identities: dict[str, LawFacts] = field(default_factory=dict)
    by_number: dict[str, tuple[tuple[LawFacts, EditionFacts], ...]] = field(default_factory=dict)
    texts: dict[tuple[int, str], Text | None] = field(default_factory=dict)

    @property
    def is_loaded(self) -> bool:
        """Whether anything has been imported at all."""
        return bool(self.laws)

    def law(self, name: str) -> LawFacts | None:
        """The law cited under `name`, with or without a note of the edition; None when none or several are."""
        bare = without_edition_note(name)
        return self.laws.get(name) or self.laws.get(bare) or self.identities.get(identity(bare))

    def named(self, name: str) -> tuple[NamedLaw, ...]:
        """Every law that is called `name` (any brackets, with or without the state's name), surest first."""
        title = full_title(name)
        return (
            self.names.get(title)
            or self.names.get(without_edition_note(title))
            or tuple(
                NamedLaw(law, NameKind.FORM, "")
                for law in [self.identities.get(identity(without_edition_note(title)))]
                if law
            )
        )

    def named_on(self, name: str, day: date) -> tuple[NamedLaw, ...]:
        """Of the laws called `name` those with an edition that applies on `day`; all of them when none does."""
        those = self.named(name)
        return tuple(one for one in those if one.law.edition_on(day)) or those

    def numbered(self, number: str) -> tuple[tuple[LawFacts, EditionFacts], ...]:
        """The laws and editions that came with this document number (文号), oldest first."""
        return self.by_number.get(normal_number(number), ())

    def text(self, edition: int, number: str) -> Text | None:
        """One article's text, or None when the edition has no such article."""
        return self.fetch([(edition, number)])[edition, number]

    def fetch(self, wanted: Iterable[tuple[int, str]]) -> dict[tuple[int, str], Text | None]:
        """Texts of the articles (edition id, number), in one query for those not yet kept."""
        wanted = set(wanted)
        missing = sorted(pair for pair in wanted if pair not in self.texts)
        if len(self.texts) + len(missing) > KEPT_TEXTS:
            self.texts.clear()
            missing = sorted(wanted)
        for start in range(0, len(missing), _QUERY_PAIRS):
            self._read(missing[start : start + _QUERY_PAIRS])
        return {pair: self.texts.get(pair) for pair in wanted}

    def _read(self, pairs: list[tuple[int, str]]) -> None:
        by_edition: dict[int, list[str]] = {}
        for edition, number in pairs:
            by_edition.setdefault(edition, []).append(number)
        named = Q()
        for edition, numbers in by_edition.items():
            named |= Q(edition_id=edition, number__in=numbers)
        rows = Article.objects.filter(named).values_list("edition_id", "number", "label", "chapter", "text")
        self.texts.update(dict.fromkeys(pairs))
        for edition, *cells in rows:
            self.texts[edition, cells[0]] = Text(*cells)


# One index for the process, under its only key; a thread that reads an old one for a moment does no harm.
_held: dict[str, Library] = {}


def current() -> Library:
    """The index as of the newest import: one small query when nothing has changed, three when something has."""
    stamp = LibraryImport.objects.order_by("-id").values_list("stamp", flat=True).first()
    held = _held.get("index")
    if held is None or held.stamp != stamp:
        held = _held["index"] = _read_index(stamp)
    return held


def forget() -> None:
    """Drop the index, so that the next question reads it anew: for measuring, and for tests."""
    _held.clear()


def _read_index(stamp: UUID | None) -> Library:
    library = Library(stamp)
    if stamp is None:
        return library
    editions: dict[int, list[EditionFacts]] = {}
    # Newest first, so that each knows the start of the one after it.
    rows = Edition.objects.order_by("law_id", "-starts_on", "-adopted_on").values_list("id", *_COLUMNS)
    for pk, law_id, adopted, effective, starts, repealed, doubtful, doubt, unsure, extent, numbers in rows:
        later = editions.setdefault(law_id, [])
        next_starts = later[-1].starts_on if later else None
        later.append(
            EditionFacts(
                pk,
                adopted,
                effective,
                starts,
                repealed,
                doubtful,
                doubt,
                next_starts,
                unsure,
                extent,
                tuple(numbers),
            )
        )
    by_id: dict[int, LawFacts] = {}
    for law_id, key, title, level, region, known_as in Law.objects.values_list(
        "id", "key", "title", "level", "region", "identity"
    ):
        facts = LawFacts(law_id, key, title, level, tuple(reversed(editions.get(law_id, ()))), region)
        by_id[law_id] = library.laws[key] = facts
        if known_as:
            library.identities[known_as] = facts
    _name(library, by_id)
    numbered: dict[str, list[tuple[LawFacts, EditionFacts]]] = {}
    for facts in by_id.values():
        for edition in facts.editions:
            for number in edition.document_numbers:
                numbered.setdefault(number, []).append((facts, edition))
    library.by_number = {number: tuple(pairs) for number, pairs in numbered.items()}
    return library


def _name(library: Library, by_id: dict[int, LawFacts]) -> None:
    """Fill in the names; a name that several laws have stands for none of them alone, unless it is one's own key."""
    rank = {kind: place for place, kind in enumerate(NameKind.values)}
    found: dict[str, list[NamedLaw]] = {}
    for law_id, name, kind, basis in Name.objects.values_list("law_id", "name", "kind", "basis"):
        found.setdefault(name, []).append(NamedLaw(by_id[law_id], NameKind(kind), basis))
    for name, those in found.items():
        those.sort(key=lambda one: rank[one.kind])
        library.names[name] = tuple(those)
        surest = [one for one in those if one.kind == those[0].kind]
        if len(surest) == 1:
            library.laws.setdefault(name, surest[0].law)
