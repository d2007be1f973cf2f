"""Counting everything anew from the rows, and comparing it with the roll-ups."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db import connection, transaction

from fazhi.measures.contributing import Amount, Place
from fazhi.measures.counting import EVERYWHERE, sums
from fazhi.measures.declaring import Measure, measures
from fazhi.measures.models import Counting, Rollup

BATCH = 5000


@dataclass(frozen=True, slots=True)
class Difference:
    """One row of the roll-ups that tells something else than the records."""

    title: str
    place: Place
    kept: Amount
    counted: Amount

    def __str__(self) -> str:
        where = f"{self.title}（{self.place.measure}） 机关{self.place.organ_id} {self.place.day}"
        return (
            f"{where}：汇总为{self.kept.numerator}/{self.kept.denominator}，"
            f"逐件核算为{self.counted.numerator}/{self.counted.denominator}"
        )


def kept_measures() -> list[Measure]:
    """Every measure that is kept in roll-ups."""
    return [one for one in measures().values() if one.is_kept]


def differences(only: Iterable[Measure] | None = None) -> Iterator[Difference]:
    """Where the roll-ups and the records differ. Both are read in one transaction, so that no act comes in between."""
    with transaction.atomic():
        for one in kept_measures() if only is None else only:
            kept, counted = _kept(one), sums(one, EVERYWHERE, None, None)
            for place in sorted(kept.keys() | counted.keys()):
                has, should = kept.get(place, Amount(0, 0)), counted.get(place, Amount(0, 0))
                if has != should:
                    yield Difference(one.title, place, has, should)


def stale() -> list[Measure]:
    """Measures whose roll-ups were never counted whole, or by another wording."""
    known = dict(Counting.objects.values_list("measure", "digest"))
    return [one for one in kept_measures() if known.get(one.key) != one.digest]


def rebuild(only: Iterable[Measure], at: datetime) -> int:
    """Count these measures whole and put that in place of their roll-ups; gives how many rows were written.

    Acts wait meanwhile: none is lost and none counted twice.
    """
    written = 0
    for one in only:
        with transaction.atomic():
            _hold()
            Rollup.objects.filter(measure=one.key).delete()
            rows = [
                Rollup(
                    measure=one.key, organ_id=p.organ_id, region_path=p.region_path, day=p.day,
                    numerator=a.numerator, denominator=a.denominator,
                )
                for p, a in sums(one, EVERYWHERE, None, None).items()
            ]  # fmt: skip
            Rollup.objects.bulk_create(rows, batch_size=BATCH)
            Counting.objects.update_or_create(
                measure=one.key, defaults={"digest": one.digest, "counted_at": at}
            )
            written += len(rows)
    return written


def forget_gone() -> int:
    """Put away roll-ups of measures that nobody declares any more; gives how many rows went."""
    known = [one.key for one in kept_measures()]
    Counting.objects.exclude(measure__in=known).delete()
    return Rollup.objects.exclude(measure__in=known).delete()[0]


def _kept(one: Measure) -> dict[Place, Amount]:
    rows = Rollup.objects.filter(measure=one.key).values_list(
        "measure", "organ_id", "region_path", "day", "numerator", "denominator"
    )
    found = {Place(*row[:4]): Amount(*row[4:]) for row in rows.iterator(chunk_size=BATCH)}
    return {place: amount for place, amount in found.items() if amount != (0, 0)}


def _hold() -> None:
    """Let nobody write roll-ups until this transaction ends; SQLite has one writer at a time anyhow."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"LOCK TABLE {Rollup._meta.db_table} IN EXCLUSIVE MODE")
