"""Figures: the value of a measure for region, organ and period, alone, in a row of periods, or side by side."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.db.models import Q, Sum

from fazhi.kernel.errors import Fault, Incomplete, OutOfScope
from fazhi.measures.contributing import Amount
from fazhi.measures.counting import Within, sums
from fazhi.measures.declaring import Measure, measure
from fazhi.measures.models import Counting, Rollup
from fazhi.measures.periods import Period
from fazhi.people.models import Organ, Region

NOTHING = Amount(0, 0)
NO_CASES = "无此类事项"
_HUNDREDTH, _TENTH = Decimal("0.01"), Decimal("0.1")


@dataclass(frozen=True, slots=True)
class Place:
    """Whose figure: a region with all below it, or one organ; by value and by what addresses say."""

    name: str
    within: Within
    region: str = ""
    organ: str = ""


@dataclass(frozen=True, slots=True)
class Value:
    """A measure's value. `value` is None where there is nothing to divide by: no cases are no success.

    `numerator` is matters, days, or yuan; `denominator` is matters, None for counts and sums. `value` of a rate is per
    cent with two decimals, of a mean with one.
    """

    key: str
    title: str
    unit: str
    period: Period
    place: Place
    numerator: Decimal
    denominator: int | None
    value: Decimal | None
    records_url: str
    says: str
    basis: str

    @property
    def text(self) -> str:
        """The value as people read it, with its unit."""
        if self.value is None:
            return NO_CASES
        return f"{self.value:,}{self.unit}" if self.denominator is None else f"{self.value}{self.unit}"

    @property
    def worked(self) -> str:
        """How a rate or a mean comes about: numerator over denominator."""
        return "" if self.denominator is None else f"{self.numerator:,} ÷ {self.denominator:,}"

    def told(self) -> dict[str, Any]:
        """The value as plain values; numbers as decimal texts, so that no digit is lost."""
        return {
            "key": self.key, "title": self.title, "unit": self.unit, "place": self.place.name,
            "region": self.place.region, "organ": self.place.organ, "period": self.period.key,
            "first": self.period.first.isoformat(), "last": self.period.last.isoformat(),
            "numerator": str(self.numerator), "denominator": self.denominator,
            "value": None if self.value is None else str(self.value), "text": self.text,
            "records": self.records_url,
        }  # fmt: skip


def place_of(region: Region | str | None, organ: Organ | str | UUID | None) -> Place:
    """Whose figure is wanted. Raises OutOfScope for a region or an organ that is not there."""
    if isinstance(region, str) and region:
        region = _there(Region.objects.filter(code=region).first(), f"没有代码为 {region} 的区域。")
    if isinstance(organ, str | UUID) and organ:
        organ = _there(
            Organ.objects.filter(pk=_uuid(organ)).select_related("region").first(), "没有这个机关。"
        )
    path = region.path if isinstance(region, Region) else ""
    code = region.code if isinstance(region, Region) else ""
    if isinstance(organ, Organ):
        return Place(organ.name, Within(path, organ.pk), code, str(organ.pk))
    return Place(region.name if isinstance(region, Region) else "全部", Within(path), code)


def value(key: str, region: Region | str | None, organ: Organ | str | None, period: Period | str) -> Value:
    """See `fazhi.measures.value`."""
    whole = Period.parse(period) if isinstance(period, str) else period
    return at(measure(key), place_of(region, organ), [whole])[0]


def series(
    key: str, region: Region | str | None, organ: Organ | str | None, periods: Sequence[Period]
) -> list[Value]:
    """See `fazhi.measures.series`."""
    return at(measure(key), place_of(region, organ), periods)


def at(one: Measure, place: Place, periods: Sequence[Period]) -> list[Value]:
    """One measure's values of several periods, in one query where it is kept."""
    table = table_of([one], place, periods)
    return table[one.key]


def table_of(wanted: Iterable[Measure], place: Place, periods: Sequence[Period]) -> dict[str, list[Value]]:
    """Several measures' values of several periods: one query for all that are kept and counted by their present wording."""
    wanted = list(wanted)
    known = dict(Counting.objects.values_list("measure", "digest"))
    kept = [one for one in wanted if one.is_kept and known.get(one.key) == one.digest]
    amounts = _kept(kept, place.within, periods)
    for one in wanted:
        if one not in kept:
            amounts[one.key] = [total(sums(one, place.within, *_bounds(one, p)).values()) for p in periods]
    return {
        one.key: [made(one, place, p, a) for p, a in zip(periods, amounts[one.key], strict=True)]
        for one in wanted
    }


def by_organ(one: Measure, within: Within, period: Period) -> dict[UUID, Amount]:
    """What each organ has of a measure in a period; organs without any are left out."""
    if one.is_kept and Counting.objects.filter(measure=one.key, digest=one.digest).exists():
        rows = _rows([one.key], within, period.first, period.last).values("organ_id").order_by()
        told = rows.annotate(n=Sum("numerator"), d=Sum("denominator"))
        return {row["organ_id"]: Amount(row["n"], row["d"]) for row in told if (row["n"], row["d"]) != (0, 0)}
    found: dict[UUID, Amount] = {}
    for place, amount in sums(one, within, *_bounds(one, period)).items():
        found[place.organ_id] = total([found.get(place.organ_id, NOTHING), amount])
    return found


def made(one: Measure, place: Place, period: Period, amount: Amount) -> Value:
    """The value that an amount comes to."""
    top = Decimal(amount.numerator) / 100 if one.is_money else Decimal(amount.numerator)
    if one.is_money:
        top = top.quantize(_HUNDREDTH)
    denominator = amount.denominator if one.is_ratio else None
    worth: Decimal | None = top
    if denominator is not None:
        worth = None if denominator == 0 else _ratio(one, top, denominator)
    query = {"period": period.key, "region": place.region, "organ": place.organ}
    return Value(
        key=one.key, title=one.title, unit=one.unit, period=period, place=place, numerator=top,
        denominator=denominator, value=worth, says=one.says, basis=one.basis,
        records_url=f"/measures/{one.key}/records/?{urlencode({k: v for k, v in query.items() if v})}",
    )  # fmt: skip


def total(amounts: Iterable[Amount]) -> Amount:
    """Numerators and denominators summed, each for itself: rates are never averaged."""
    numerator = denominator = 0
    for amount in amounts:
        numerator += amount.numerator
        denominator += amount.denominator
    return Amount(numerator, denominator)


def _ratio(one: Measure, top: Decimal, denominator: int) -> Decimal:
    if one.kind == "rate":
        return (top * 100 / denominator).quantize(_HUNDREDTH, ROUND_HALF_UP)
    return (top / denominator).quantize(_HUNDREDTH if one.is_money else _TENTH, ROUND_HALF_UP)


def _bounds(one: Measure, period: Period) -> tuple[Any, Any]:
    return (period.first if one.is_kept else None), period.last


def _rows(keys: Sequence[str], within: Within, first: Any, last: Any) -> Any:
    return Rollup.objects.filter(within.q(""), measure__in=keys, day__gte=first, day__lte=last)


def _kept(wanted: Sequence[Measure], within: Within, periods: Sequence[Period]) -> dict[str, list[Amount]]:
    found = {one.key: [NOTHING] * len(periods) for one in wanted}
    if not wanted or not periods:
        return found
    asked: dict[str, Any] = {}
    for n, period in enumerate(periods):
        lies = Q(day__gte=period.first, day__lte=period.last)
        asked |= {f"n{n}": Sum("numerator", filter=lies), f"d{n}": Sum("denominator", filter=lies)}
    rows = _rows(list(found), within, min(p.first for p in periods), max(p.last for p in periods))
    for row in rows.values("measure").order_by().annotate(**asked):
        found[row["measure"]] = _amounts(row, len(periods))
    return found


def _amounts(row: Mapping[str, Any], count: int) -> list[Amount]:
    return [Amount(row[f"n{n}"] or 0, row[f"d{n}"] or 0) for n in range(count)]


def _there(found: Any, sentence: str) -> Any:
    if found is None:
        raise OutOfScope(sentence)
    return found


def _uuid(text: str | UUID) -> UUID:
    try:
        return text if isinstance(text, UUID) else UUID(text)
    except ValueError:
        raise Incomplete([Fault("organ", "机关编号的写法不对。")]) from None
