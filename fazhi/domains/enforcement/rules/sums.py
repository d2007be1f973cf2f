"""How much and until when: the sums of enforcement. Pure; numbers of law, terms and calendar are passed in."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

from fazhi.domains.enforcement.rules.facts import ZERO, Benchmark, PartyFacts, Sanction
from fazhi.domains.enforcement.vocabulary import Capacity, FineUnit, PartyKind, PenaltyKind
from fazhi.kernel.terms import TermBook

CENT = Decimal("0.01")

HEAVY_KINDS = frozenset({
    PenaltyKind.LOWER_GRADE,
    PenaltyKind.REVOKE_LICENCE,
    PenaltyKind.SUSPEND_BUSINESS,
    PenaltyKind.CLOSE_DOWN,
    PenaltyKind.LIMIT_OCCUPATION,
})  # fmt: skip
"""Kinds that give a right to a hearing whatever the amount. Basis: 《行政处罚法》第六十三条第一款第三、四项"""


def money(value: Decimal) -> Decimal:
    """The amount in yuan and fen, half a fen up."""
    return value.quantize(CENT, ROUND_HALF_UP)


def who(kind: PartyKind) -> str:
    """The party's name in `terms.toml`: `citizen` or `organisation`.

    A sole trader counts as a citizen: the stricter limit on the spot, the earlier right to a hearing (unverified;
    the Act does not place 个体工商户 on either side).
    Basis: 《行政处罚法》第五十一条（对公民处以二百元以下、对法人或者其他组织处以三千元以下罚款）
    """
    return "citizen" if kind in (PartyKind.CITIZEN, PartyKind.SOLE_TRADER) else "organisation"


@dataclass(frozen=True, slots=True)
class Surcharge:
    """加处罚款 up to a day: how many days count, what has grown, and what is owed after the cap. In yuan."""

    days: int
    accrued: Decimal
    owed: Decimal
    capped: bool


@dataclass(frozen=True, slots=True)
class Span:
    """A span of days, both ends included; `end` None means that it still runs."""

    start: date
    end: date | None = None


def surcharge(
    principal: Decimal,
    pay_by: date,
    until: date,
    *,
    rate: Decimal,
    cap: Decimal,
    stopped: Sequence[Span] = (),
    paid: Sequence[tuple[date, Decimal]] = (),
) -> Surcharge:
    """What has been added to an unpaid fine by the end of `until`.

    Counts the days after the last day for payment, those of a reconsideration or suit left out; each day adds the
    rate of the fine that is then still unpaid (a payment counts from the day after it). The whole may not exceed
    `cap` times the fine. With a deferral, `pay_by` is the last day of the deferral.

    The Act says 按罚款数额; that a paid part no longer bears it is the construction in the party's favour
    (unverified).

    Basis: 《行政处罚法》第七十二条第一款第一项（每日按罚款数额的百分之三加处罚款，加处罚款的数额不得超出罚款的数额）
    Basis: 《行政处罚法》第七十三条第三款（加处罚款的数额在行政复议或者行政诉讼期间不予计算）
    Basis: 《行政强制法》第四十五条第二款
    """
    accrued, days = ZERO, 0
    first = pay_by + timedelta(days=1)
    for start, end, owed in _unpaid_spans(principal, first, until, paid):
        counted = (end - start).days + 1 - _overlap(start, end, stopped, until)
        days += counted
        accrued += owed * rate * counted
    accrued = money(accrued)
    most = money(principal * cap)
    return Surcharge(days, accrued, min(accrued, most), accrued > most)


def _unpaid_spans(
    principal: Decimal, first: date, until: date, paid: Sequence[tuple[date, Decimal]]
) -> list[tuple[date, date, Decimal]]:
    """Spans of days with the unpaid part of the fine on each, days of payment included."""
    owed, start = principal, first
    spans = []
    for day, amount in sorted(paid):
        if day > until:
            break
        if day >= start and owed > 0:
            spans.append((start, day, owed))
            start = day + timedelta(days=1)
        owed -= amount
    if owed > 0 and start <= until:
        spans.append((start, until, owed))
    return spans


def _overlap(start: date, end: date, spans: Sequence[Span], until: date) -> int:
    """How many days of the span lie in one of the others; overlapping ones are counted once."""
    days = 0
    covered = start
    for span in sorted(spans, key=lambda s: s.start):
        low = max(covered, span.start)
        high = min(end, span.end or until)
        if low <= high:
            days += (high - low).days + 1
            covered = high + timedelta(days=1)
    return days


@dataclass(frozen=True, slots=True)
class Band:
    """A range of fines in yuan, both ends included."""

    low: Decimal
    high: Decimal

    def __contains__(self, fine: Decimal) -> bool:
        return self.low <= fine <= self.high


def statutory_band(benchmark: Benchmark, base: Decimal | None) -> Band | None:
    """What the law itself allows, in yuan; None when it is a multiple and the base is not known."""
    return _in_yuan(benchmark, benchmark.low, benchmark.high, base)


def grade_band(benchmark: Benchmark, grade: str, base: Decimal | None) -> Band | None:
    """What the grade of the benchmark allows, in yuan; None for an unknown grade or base."""
    found = benchmark.grade(grade)
    return _in_yuan(benchmark, found.low, found.high, base) if found else None


def _in_yuan(benchmark: Benchmark, low: Decimal, high: Decimal, base: Decimal | None) -> Band | None:
    if benchmark.unit is FineUnit.YUAN:
        return Band(money(low), money(high))
    return Band(money(low * base), money(high * base)) if base is not None else None


def limitation_ends(act_on: date, years: int) -> date:
    """The last day on which the act may still be discovered: the corresponding date, or the end of the month.

    Basis: 《行政处罚法》第三十六条第二款（从违法行为发生之日起计算；有连续或者继续状态的，从行为终了之日起计算）
    """
    try:
        return act_on.replace(year=act_on.year + years)
    except ValueError:  # 29 February in a year that has none
        return date(act_on.year + years, 2, 28)


def age_on(born_on: date, day: date) -> int:
    """Full years on the day; a birthday counts from the day after it, as in criminal law (unverified here)."""
    return day.year - born_on.year - ((day.month, day.day) <= (born_on.month, born_on.day))


def answers_for_act(party: PartyFacts) -> bool:
    """Whether the party understood and controlled the act at all.

    Basis: 《行政处罚法》第三十一条
    """
    return party.capacity is not Capacity.NONE


def is_large_fine(fine: Decimal, kind: PartyKind, terms: TermBook, on: date) -> bool:
    """Whether a fine is 较大数额 for that party.

    Basis: 《行政处罚法》第六十三条第一款第一项
    """
    return fine > 0 and fine >= terms.amount("hearing.large_fine", on, who=who(kind))


def is_large_confiscation(value: Decimal, kind: PartyKind, terms: TermBook, on: date) -> bool:
    """Whether gains or goods taken are 较大.

    Basis: 《行政处罚法》第六十三条第一款第二项
    """
    return value > 0 and value >= terms.amount("hearing.large_confiscation", on, who=who(kind))


def hearing_reasons(sanction: Sanction, kind: PartyKind, terms: TermBook, on: date) -> list[str]:
    """Why the party must be told of the right to a hearing; empty when it has none.

    Basis: 《行政处罚法》第六十三条第一款
    """
    reasons = []
    if is_large_fine(sanction.fine, kind, terms, on):
        reasons.append("较大数额罚款")
    if PenaltyKind.CONFISCATE_GAINS in sanction.kinds and is_large_confiscation(
        sanction.gains, kind, terms, on
    ):
        reasons.append("没收较大数额违法所得")
    if PenaltyKind.CONFISCATE_GOODS in sanction.kinds and is_large_confiscation(
        sanction.goods_value, kind, terms, on
    ):
        reasons.append("没收较大价值非法财物")
    reasons += [heavy.label for heavy in PenaltyKind if heavy in HEAVY_KINDS & sanction.kinds]
    return reasons


def gains_to_take(illegal_gains: Decimal, restitution: Decimal) -> Decimal:
    """What must be confiscated of illegal gains, in yuan: never less than nothing.

    Basis: 《行政处罚法》第二十八条第二款（有违法所得，除依法应当退赔的外，应当予以没收）
    """
    return money(max(ZERO, illegal_gains - restitution))


def is_heavier(after: Sanction, before: Sanction) -> list[str]:
    """In what the later sanction is heavier than the earlier one, in words; empty when in nothing.

    Basis: 《行政处罚法》第四十五条第二款（不得因当事人陈述、申辩而给予更重的处罚）
    """
    worse = [f"增加“{kind.label}”" for kind in PenaltyKind if kind in after.kinds - before.kinds]
    for name, now, was in (
        ("罚款", after.fine, before.fine),
        ("没收违法所得", after.gains, before.gains),
        ("没收财物价值", after.goods_value, before.goods_value),
    ):
        if now > was:
            worse.append(f"{name}由{was}元增加到{now}元")
    if after.months > before.months:
        worse.append(f"期限由{before.months}个月延长到{after.months}个月")
    return worse


@dataclass(frozen=True, slots=True)
class Part:
    """One instalment: by when, and how much in yuan."""

    due_on: date
    amount: Decimal


def instalments(total: Decimal, count: int, until: date, start: date) -> tuple[Part, ...]:
    """The total in equal parts, the days spread evenly from `start` to `until`; odd fen fall on the last part.

    Raises ValueError unless there are at least two parts and as many days.
    """
    span = (until - start).days
    if count < 2 or span < count:
        raise ValueError("分期至少两期，且总天数不少于期数")
    each = (total / count).quantize(CENT)
    if each * (count - 1) > total:
        each -= CENT
    parts = [Part(start + timedelta(days=span * n // count), each) for n in range(1, count)]
    return (*parts, Part(until, total - each * (count - 1)))


def outstanding(sanction: Sanction, paid_fine: Decimal, paid_gains: Decimal) -> Decimal:
    """What is still to be paid of fine and confiscated gains, surcharge left out. In yuan."""
    gains = sanction.gains if PenaltyKind.CONFISCATE_GAINS in sanction.kinds else ZERO
    return max(ZERO, sanction.fine - paid_fine) + max(ZERO, gains - paid_gains)
