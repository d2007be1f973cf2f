"""The index of the library in memory: titles and editions, some thousands of small rows, read anew after an import.

Article texts are fetched when asked for and kept as long as the index is.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.db.models import Q

from fazhi.law.models import Article, Edition, Law, LibraryImport, status_on
from fazhi.law.titles import without_edition_note
from fazhi.law.vocabulary import EditionStatus

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

    def status(self, day: date) -> EditionStatus:
        """Standing of this edition on `day`."""
        return status_on(
            day,
            starts_on=self.starts_on,
            next_starts_on=self.next_starts_on,
            repealed_on=self.repealed_on,
            is_standing_doubtful=self.is_standing_doubtful,
        )


@dataclass(frozen=True, slots=True)
class LawFacts:
    """A law and its editions, oldest first."""

    id: int
    key: str
    title: str
    level: str
    editions: tuple[EditionFacts, ...]

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


@dataclass(slots=True)
class Library:
    """Laws by the names they are cited under, and the article texts fetched so far (None: there is no such article)."""

    stamp: UUID | None
    laws: dict[str, LawFacts] = field(default_factory=dict)
    texts: dict[tuple[int, str], Text | None] = field(default_factory=dict)

    @property
    def is_loaded(self) -> bool:
        """Whether anything has been imported at all."""
        return bool(self.laws)

    def law(self, name: str) -> LawFacts | None:
        """The law cited under `name`, with or without a note of the edition."""
        return self.laws.get(name) or self.laws.get(without_edition_note(name))

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


def _read_index(stamp: UUID | None) -> Library:
    library = Library(stamp)
    if stamp is None:
        return library
    editions: dict[int, list[EditionFacts]] = {}
    # Newest first, so that each knows the start of the one after it.
    for row in Edition.objects.order_by("law_id", "-starts_on", "-adopted_on").only(*_COLUMNS):
        later = editions.setdefault(row.law_id, [])
        later.append(
            EditionFacts(
                id=row.pk,
                adopted_on=row.adopted_on,
                effective_on=row.effective_on,
                starts_on=row.starts_on,
                repealed_on=row.repealed_on,
                is_standing_doubtful=row.is_standing_doubtful,
                doubt=row.doubt,
                next_starts_on=later[-1].starts_on if later else None,
            )
        )
    aliases: list[tuple[str, LawFacts]] = []
    for law_id, key, title, level, others in Law.objects.values_list(
        "id", "key", "title", "level", "short_titles"
    ):
        facts = LawFacts(law_id, key, title, level, tuple(reversed(editions.get(law_id, []))))
        library.laws[key] = facts
        aliases += [(other, facts) for other in others]
    for other, facts in aliases:
        library.laws.setdefault(other, facts)
    return library
