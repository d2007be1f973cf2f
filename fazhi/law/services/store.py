"""Put editions into the library, in batches; the same law from several sources is one law with editions.

Each batch is one transaction that also notes every place read, so that an import that was cut off goes on where it
stopped. What follows from all texts together (days, repeals, names, doubts) is worked out once at the end.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.db import connection, transaction

from fazhi.kernel.ids import new_id
from fazhi.law.extent import each, extent_of
from fazhi.law.models import Article, Edition, Law, LibraryImport, Witness
from fazhi.law.services.naming import name_laws
from fazhi.law.services.order import order
from fazhi.law.services.settle import settle
from fazhi.law.services.source import READER, Rejected, Report, SourceArticle, SourceEdition
from fazhi.law.similar import letters, same_text
from fazhi.law.titles import identity, short_title
from fazhi.law.vocabulary import ArticleKind, Outcome

# A regulation is passed some weeks before it is published; sources differ in which of the two days they give.
_SAME_EDITION = timedelta(days=92)
_BATCH = 500
ARTICLES_A_BATCH = 6000
_TITLE_MOST = 255


@dataclass(slots=True)
class _Held:
    """An edition in the library, or about to be; `places` are the places of its source that its text is from."""

    row: Edition
    adopted_on: date
    effective_on: date | None
    is_dated: bool
    source: str
    extent: str
    places: dict[str, str] = field(default_factory=dict)

    @property
    def id(self) -> int:
        return self.row.pk


@dataclass(slots=True)
class _Pending:
    """Rows of a batch not yet written: written together, or before a question is asked that they may answer."""

    laws: list[Law] = field(default_factory=list)
    editions: list[Edition] = field(default_factory=list)
    articles: list[tuple[Edition, Sequence[SourceArticle]]] = field(default_factory=list)

    def write(self) -> None:
        Law.objects.bulk_create(self.laws, batch_size=_BATCH)
        Edition.objects.bulk_create(self.editions, batch_size=_BATCH)
        _write_articles((edition.pk, articles) for edition, articles in self.articles)
        self.laws, self.editions, self.articles = [], [], []


@dataclass(slots=True)
class _Shelf:
    """What the library holds, by law, as far as storing needs it; kept up to date through one import."""

    laws: dict[str, Law]
    editions: dict[str, list[_Held]]
    by_place: dict[tuple[str, str], tuple[str, _Held]]
    report: Report
    pending: _Pending = field(default_factory=_Pending)

    @classmethod
    def load(cls, report: Report) -> "_Shelf":
        laws = {law.identity or identity(law.key): law for law in Law.objects.all()}
        taken: dict[int, dict[str, str]] = {}
        dated: dict[int, bool] = {}
        for edition, place, claims in Witness.objects.filter(
            outcome=Outcome.TAKEN, edition__isnull=False
        ).values_list("edition_id", "place", "claims"):
            if edition is not None:
                taken.setdefault(edition, {})[place] = claims.get("extent", "")
                dated[edition] = claims.get("is_dated", True)
        editions: dict[str, list[_Held]] = {}
        by_place: dict[tuple[str, str], tuple[str, _Held]] = {}
        known = {law.pk: name for name, law in laws.items()}
        for row in Edition.objects.only("law_id", "adopted_on", "effective_on", "source", "extent"):
            places = taken.get(row.pk, {})
            held = _Held(
                row,
                row.adopted_on,
                row.effective_on,
                dated.get(row.pk, True),
                row.source,
                row.extent,
                places,
            )
            editions.setdefault(known[row.law_id], []).append(held)
            by_place |= {(row.source, place): (known[row.law_id], held) for place in places}
        return cls(laws, editions, by_place, report)


def known_digests(source: str) -> dict[str, Witness]:
    """What has been read of a source by today's readers, by digest."""
    return {w.digest: w for w in Witness.objects.filter(source=source, reader=READER)}


def store(
    found: Iterable[SourceEdition | Rejected],
    *,
    source: str,
    report: Report,
    digest: str | Callable[[], str],
    at: datetime,
    articles_a_batch: int = ARTICLES_A_BATCH,
) -> Report:
    """Add or replace editions, batch by batch, and say what was done in `report`.

    An edition held from the same place of the same source is replaced when its digest differs; one held from another
    source stays, for the first source is the one people have been citing. What the second says is kept and compared.
    `digest` is that of the whole source, or a function that tells it when all has been read.
    """
    shelf = _Shelf.load(report)
    batch: list[SourceEdition | Rejected] = []
    size = 0
    for one in found:
        batch.append(one)
        size += len(one.articles) if isinstance(one, SourceEdition) else 1
        if size >= articles_a_batch:
            _store_batch(batch, shelf, source)
            batch, size = [], 0
    _store_batch(batch, shelf, source)
    finish(report, digest=digest if isinstance(digest, str) else digest(), at=at)
    return report


@transaction.atomic
def finish(report: Report, *, digest: str, at: datetime) -> None:
    """Work out what follows from all texts together, unless nothing was read since this was last done."""
    fresh = set(
        Witness.objects.filter(is_settled=False, edition__isnull=False).values_list("edition_id", flat=True)
    )
    if not Witness.objects.filter(is_settled=False).exclude(outcome=Outcome.REJECTED).exists():
        Witness.objects.filter(is_settled=False).update(is_settled=True)
        return
    name_laws()
    doubtful = settle(on=at.date())
    report.doubtful += len(doubtful & fresh)
    Witness.objects.filter(is_settled=False).update(is_settled=True)
    LibraryImport.objects.create(
        stamp=new_id(),
        source=report.source,
        digest=digest,
        done_at=at,
        law_count=report.laws,
        edition_count=report.editions,
        article_count=report.articles,
    )


@transaction.atomic
def _store_batch(batch: Sequence[SourceEdition | Rejected], shelf: _Shelf, source: str) -> None:
    witnesses: list[tuple[Witness, _Held | None]] = []
    for one in batch:
        if isinstance(one, SourceEdition):
            one = _titled(one)
        if isinstance(one, Rejected):
            shelf.report.rejected.append(one)
            if one.digest:
                made = _witness(source, one.where, one.digest, Outcome.REJECTED, why=one.why[:400])
                witnesses.append((made, None))
        else:
            witnesses.append(_place(one, shelf))
    shelf.pending.write()
    for made, held in witnesses:
        made.edition_id = held.id if held else None
    Witness.objects.filter(source=source, place__in=[made.place for made, _ in witnesses]).delete()
    Witness.objects.bulk_create([made for made, _ in witnesses], batch_size=_BATCH)


def _titled(one: SourceEdition) -> SourceEdition | Rejected:
    if len(one.title) > _TITLE_MOST:
        return Rejected(one.source_ref, "名称过长", one.digest)
    if not identity(short_title(one.title)):
        return Rejected(one.source_ref, "名称里没有文字", one.digest)
    return one


def _place(one: SourceEdition, shelf: _Shelf) -> tuple[Witness, _Held]:
    """Find an edition its place: a new one, one that it replaces or goes on, or beside one already held."""
    known = identity(short_title(one.title))
    law = _law(one, known, shelf)
    editions = shelf.editions.setdefault(known, [])
    if editions:
        shelf.pending.write()
    made = _witness(one.source, one.source_ref, one.digest, Outcome.TAKEN)
    made.claims = one.claims.as_json() | {
        "adopted": one.adopted_on.isoformat(),
        "extent": extent_of(a.number for a in one.articles),
    }
    place = (one.source, one.source_ref)
    before = _same(editions, one)
    earlier = shelf.by_place.get(place)
    if earlier and earlier[1] is not before:
        _withdraw(earlier[1], one.source_ref, shelf.editions[earlier[0]])
        del shelf.by_place[place]
    if before is None:
        before = _create(law, one, shelf)
        editions.append(before)
    elif before.source == one.source and (one.source_ref in before.places or not before.places):
        _replace(before, one)
        shelf.report.replaced += 1
    elif before.source == one.source and _is_part(before, one):
        _join(before, one)
        shelf.report.articles += len(one.articles)
    else:
        shelf.report.held += 1
        made.outcome = Outcome.HELD
        made.claims |= _differences(before, one)
        _complete(before, one)
        return made, before
    shelf.by_place[place] = (known, before)
    return made, before


def _complete(before: _Held, one: SourceEdition) -> None:
    """Give an edition the history and document numbers that another source tells."""
    if one.history:
        Edition.objects.filter(pk=before.id, history="").update(history=one.history)
    if one.document_numbers:
        Edition.objects.filter(pk=before.id, document_numbers=[]).update(
            document_numbers=one.document_numbers
        )


def _witness(source: str, place: str, digest: str, outcome: Outcome, *, why: str = "") -> Witness:
    return Witness(source=source, place=place, digest=digest, reader=READER, outcome=outcome, why=why)


def _law(one: SourceEdition, known: str, shelf: _Shelf) -> Law:
    law = shelf.laws.get(known)
    if law is None:
        law = Law(
            key=short_title(one.title),
            title=one.title,
            identity=known,
            level=one.level,
            issuer=one.issuer[:255],
            region=one.region[:32],
        )
        shelf.laws[known] = law
        shelf.pending.laws.append(law)
        shelf.report.laws += 1
    elif (one.region and not law.region) or (one.issuer and not law.issuer):
        shelf.pending.write()
        law.region = law.region or one.region[:32]
        law.issuer = law.issuer or one.issuer[:255]
        law.save(update_fields=["region", "issuer"])
    return law


def _same(editions: Sequence[_Held], one: SourceEdition) -> _Held | None:
    """The edition held that is the same text: of the same day; begun the same day and passed about the same time;
    or, where one of the two has no day, of the same words.
    """
    dated = [held for held in editions if held.is_dated]
    starts = _believable(one)
    if one.claims.is_dated:
        for held in dated:
            if held.adopted_on == one.adopted_on:
                return held
        for held in dated:
            near = abs(held.adopted_on - one.adopted_on) <= _SAME_EDITION
            if starts is not None and held.effective_on == starts and near:
                return held
    given = {article.number: article.text for article in one.articles}
    for held in editions:
        if held.is_dated and one.claims.is_dated:
            continue
        if held.adopted_on == one.adopted_on or same_text(_texts(held.id), given):
            return held
    return None


def _believable(one: SourceEdition) -> date | None:
    """The day a source says a text begins, unless the text was not yet adopted on it."""
    for day in (one.claims.clause.day, one.claims.stated):
        if day is not None and day >= one.adopted_on:
            return day
    return None


def _texts(edition: int) -> dict[str, str]:
    return dict(Article.objects.filter(edition_id=edition).values_list("number", "text"))


def _differences(before: _Held, one: SourceEdition) -> dict[str, object]:
    """In which articles the text held and the one beside it differ in letters, signs and spaces left aside.

    What only the second has is put in where the first leaves a gap: a preamble, annexes, an article left out.
    """
    held = _texts(before.id)
    given = {a.number: a.text for a in one.articles}
    differing = [n for n in held.keys() & given.keys() if letters(held[n]) != letters(given[n])]
    extra = [a for a in one.articles if a.number not in held]
    supplied = [a for a in extra if _fills(a, held)] if len(differing) * 10 <= len(held) else []
    if supplied:
        _join(before, one, supplied)
    earlier = Witness.objects.filter(source=one.source, place=one.source_ref, edition_id=before.id).first()
    # What was put in at an earlier reading is held now and no longer looks like a gap.
    filled = [n for n in (earlier.claims.get("supplied", []) if earlier else []) if n in given]
    # A file may hold one part of a code; what the others hold is then not missing from it.
    is_part = len(given) * 2 < len(held)
    only = len(extra) - len(supplied) + (0 if is_part else len(held.keys() - given.keys()))
    ordered = sorted(differing, key=order_or_last)
    return {
        "differing": ordered[:20],
        "differing_count": len(ordered),
        "only_in_one": only,
        "supplied": [*filled, *(a.number for a in supplied)],
    }


def _fills(article: SourceArticle, held: Mapping[str, str]) -> bool:
    """Whether an article fills a gap of the text held."""
    if article.kind is not ArticleKind.ARTICLE:
        kind = article.number.partition("-")[0]
        return kind in ("preamble", "annex") and not any(number.startswith(kind) for number in held)
    last = max((order(n) for n in held if n[0].isdecimal()), default=(0,))
    return article.number.isdecimal() and order(article.number) < last


def order_or_last(number: str) -> tuple[int, tuple[int, ...]]:
    """Sorting key of an article number, preamble first and annexes last."""
    if number == "preamble":
        return (0, ())
    if number.startswith("annex"):
        return (2, order(number.partition("-")[2] or "0"))
    return (1, order(number))


def _is_part(before: _Held, one: SourceEdition) -> bool:
    """Whether the two are parts of one text (a code in several files) and not two copies of it."""
    own = set(each(before.extent))
    return all(a.kind is ArticleKind.ARTICLE and a.number not in own for a in one.articles)


def _create(law: Law, one: SourceEdition, shelf: _Shelf) -> _Held:
    extent = extent_of(a.number for a in one.articles)
    row = Edition(
        law=law,
        adopted_on=one.adopted_on,
        starts_on=one.adopted_on,
        history=one.history,
        source=one.source,
        source_ref=one.source_ref[-255:],
        digest=one.digest,
        extent=extent,
        document_numbers=one.document_numbers,
    )
    shelf.pending.editions.append(row)
    shelf.pending.articles.append((row, one.articles))
    shelf.report.editions += 1
    shelf.report.articles += len(one.articles)
    return _Held(
        row,
        one.adopted_on,
        _believable(one),
        one.claims.is_dated,
        one.source,
        extent,
        {one.source_ref: extent},
    )


def _write_articles(rows: Iterable[tuple[int, Sequence[SourceArticle]]]) -> None:
    """Insert articles. Plain SQL: making a model of each of some hundred thousand rows takes most of an import's time."""
    columns = ("edition_id", "position", "kind", "number", "label", "chapter", "text")
    statement = f"INSERT INTO {Article._meta.db_table} ({', '.join(columns)}) VALUES ({', '.join(['%s'] * len(columns))})"  # noqa: S608
    values = [
        (edition, position, str(a.kind), a.number, a.label, a.chapter[:400], a.text)
        for edition, articles in rows
        for position, a in enumerate(articles, start=1)
    ]
    if values:
        with connection.cursor() as cursor:
            cursor.executemany(statement, values)


def _replace(before: _Held, one: SourceEdition) -> None:
    """Put a changed file's articles in the place of those it gave before; the edition keeps its id.

    Of an edition from before places were noted, all articles are this file's.
    """
    articles = Article.objects.filter(edition_id=before.id)
    if before.places:
        old = [*each(before.places[one.source_ref]), *(a.number for a in one.articles)]
        articles = articles.filter(number__in=old)
    articles.delete()
    Edition.objects.filter(pk=before.id).update(
        adopted_on=one.adopted_on,
        effective_on=None,
        starts_on=one.adopted_on,
        history=one.history,
        digest=one.digest,
        document_numbers=one.document_numbers,
    )
    before.adopted_on = one.adopted_on
    before.effective_on = _believable(one)
    _join(before, one)


def _join(before: _Held, one: SourceEdition, articles: Sequence[SourceArticle] | None = None) -> None:
    """Add a file's articles, or some of them, to an edition and put all of its articles in order."""
    _write_articles([(before.id, one.articles if articles is None else articles)])
    rows = sorted(
        Article.objects.filter(edition_id=before.id).only("id", "number", "position"),
        key=lambda a: order_or_last(a.number),
    )
    moved = []
    for position, row in enumerate(rows, start=1):
        if row.position != position:
            row.position = position
            moved.append(row)
    Article.objects.bulk_update(moved, ["position"], batch_size=_BATCH)
    before.extent = extent_of(row.number for row in rows)
    if articles is None:
        before.places[one.source_ref] = extent_of(a.number for a in one.articles)
    Edition.objects.filter(pk=before.id).update(extent=before.extent)


def _withdraw(held: _Held, place: str, editions: list[_Held]) -> None:
    """A file that now holds another text no longer stands for the edition it gave before."""
    del held.places[place]
    if not held.places:
        Edition.objects.filter(pk=held.id).delete()
        editions.remove(held)
