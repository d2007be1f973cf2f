"""Put editions into the library, in bulk; the same law from several sources is one law with editions."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction

from fazhi.kernel.ids import new_id
from fazhi.law.document_numbers import numbers_in
from fazhi.law.extent import extent_of
from fazhi.law.models import Article, Edition, Law, LibraryImport
from fazhi.law.services.naming import name_laws
from fazhi.law.services.relate import relate
from fazhi.law.services.shape import gaps
from fazhi.law.services.source import Rejected, Report, SourceEdition
from fazhi.law.titles import identity, short_title

# A regulation is passed some weeks before it is published; sources differ in which of the two days they give.
_SAME_EDITION = timedelta(days=92)
_BATCH = 500
_TITLE_MOST = 255


@dataclass(slots=True)
class _Held:
    """An edition already in the library."""

    id: int
    adopted_on: date
    effective_on: date | None
    source: str
    source_ref: str
    digest: str


@transaction.atomic
def store(editions: Iterable[SourceEdition], *, report: Report, digest: str, at: datetime) -> Report:
    """Add or replace editions and say what was done in `report`.

    An edition held from the same place of the same source is replaced when its digest differs; one held from another
    source stays, for the first source is the one people have been citing.
    """
    laws = {law.key: law for law in Law.objects.all()}
    held: dict[str, list[_Held]] = {}
    names = {law.pk: key for key, law in laws.items()}
    columns = ("law_id", "id", "adopted_on", "effective_on", "source", "source_ref", "digest")
    for law_id, *cells in Edition.objects.values_list(*columns):
        held.setdefault(names[law_id], []).append(_Held(*cells))
    fresh: list[SourceEdition] = []
    replaced: list[int] = []
    histories: dict[int, str] = {}
    for (key, _), edition in _once_a_day(editions, report).items():
        before = _same(held.get(key, []), edition)
        if before is None:
            fresh.append(edition)
        elif before.digest == edition.digest:
            report.unchanged += 1
        elif (before.source, before.source_ref) != (edition.source, edition.source_ref):
            report.held += 1
            if edition.history:
                histories[before.id] = edition.history
        else:
            replaced.append(before.id)
            fresh.append(edition)
    _fill_histories(histories)
    if not fresh:
        return report
    Edition.objects.filter(pk__in=replaced).delete()
    report.replaced += len(replaced)
    _add(fresh, laws, report)
    relate()
    name_laws()
    LibraryImport.objects.create(
        stamp=new_id(),
        source=report.source,
        digest=digest,
        done_at=at,
        law_count=report.laws,
        edition_count=report.editions,
        article_count=report.articles,
    )
    return report


def _once_a_day(editions: Iterable[SourceEdition], report: Report) -> dict[tuple[str, date], SourceEdition]:
    """One edition for each law and day. Files that each hold a part of one text are put together."""
    taken: dict[tuple[str, date], SourceEdition] = {}
    joined: dict[str, SourceEdition] = {}
    for edition in editions:
        key = short_title(edition.title)
        if len(key) > _TITLE_MOST:
            report.rejected.append(Rejected(edition.source_ref, "名称过长"))
            continue
        before = taken.setdefault((key, edition.adopted_on), edition)
        if before is edition:
            continue
        if before.join(edition):
            joined[before.source_ref] = before
        else:
            why = f"与“{before.source_ref}”是同一法规同一日的文本"
            report.rejected.append(Rejected(edition.source_ref, why))
    for whole in joined.values():
        whole.doubts = [gap] if (gap := gaps(whole.articles)) else []
    return taken


def _fill_histories(histories: dict[int, str]) -> None:
    """Give editions that came without their history the one another source tells."""
    bare = [edition for edition in Edition.objects.filter(history="") if edition.pk in histories]
    for edition in bare:
        edition.history = histories[edition.pk]
    Edition.objects.bulk_update(bare, ["history"], batch_size=_BATCH)


def _same(held: Sequence[_Held], edition: SourceEdition) -> _Held | None:
    for one in held:
        if one.adopted_on == edition.adopted_on:
            return one
        if (
            one.effective_on is not None
            and one.effective_on == edition.effective_on
            and abs(one.adopted_on - edition.adopted_on) <= _SAME_EDITION
        ):
            return one
    return None


def _add(fresh: Sequence[SourceEdition], laws: dict[str, Law], report: Report) -> None:
    new: dict[str, Law] = {}
    for edition in fresh:
        key = short_title(edition.title)
        if key not in laws and key not in new:
            new[key] = Law(
                key=key,
                title=edition.title,
                identity=identity(key),
                level=edition.level,
                issuer=edition.issuer[:255],
            )
    for law in Law.objects.bulk_create(new.values(), batch_size=_BATCH):
        laws[law.key] = law
    rows = Edition.objects.bulk_create(
        [
            Edition(
                law=laws[short_title(e.title)],
                adopted_on=e.adopted_on,
                effective_on=e.effective_on,
                starts_on=e.effective_on or e.adopted_on,
                is_standing_doubtful=e.is_standing_doubtful,
                history=e.history,
                doubt="\n".join(e.doubts),
                source=e.source,
                source_ref=e.source_ref,
                digest=e.digest,
                extent=extent_of(a.number for a in e.articles),
                document_numbers=numbers_in(e.history),
            )
            for e in fresh
        ],
        batch_size=_BATCH,
    )
    articles = [
        Article(
            edition=row,
            position=position,
            kind=a.kind,
            number=a.number,
            label=a.label,
            chapter=a.chapter[:400],
            text=a.text,
        )
        for row, edition in zip(rows, fresh, strict=True)
        for position, a in enumerate(edition.articles, start=1)
    ]
    Article.objects.bulk_create(articles, batch_size=_BATCH)
    report.laws += len(new)
    report.editions += len(rows)
    report.articles += len(articles)
    report.doubtful += sum(bool(e.doubts) for e in fresh)
