"""Sums of enforcement, each with the words of law that decide it."""

from datetime import date
from decimal import Decimal
from itertools import pairwise

import pytest

from fazhi.domains.enforcement.rules import sums
from fazhi.domains.enforcement.rules.facts import Benchmark, Grade, Sanction
from fazhi.domains.enforcement.rules.sums import Band, Span
from fazhi.domains.enforcement.rules.terms import TERMS
from fazhi.domains.enforcement.vocabulary import FineUnit, PartyKind, PenaltyKind, Weight

DAY = date(2026, 3, 2)
RATE, CAP = Decimal("0.03"), Decimal(1)


def d(text: str) -> date:
    return date.fromisoformat(text)


@pytest.mark.parametrize(
    ("fine", "pay_by", "until", "stopped", "days", "accrued", "owed", "capped"),
    [
        # 处罚法72(1)(一): 每日按罚款数额的百分之三; the last day for payment itself does not count
        ("10000", "2026-04-09", "2026-04-09", [], 0, "0.00", "0.00", False),
        ("10000", "2026-04-09", "2026-04-10", [], 1, "300.00", "300.00", False),
        ("10000", "2026-04-09", "2026-05-12", [], 33, "9900.00", "9900.00", False),
        # 加处罚款的数额不得超出罚款的数额: the 34th day would make 10 200
        ("10000", "2026-04-09", "2026-05-13", [], 34, "10200.00", "10000.00", True),
        ("10000", "2026-04-09", "2027-04-09", [], 365, "109500.00", "10000.00", True),
        # 处罚法73(3): 行政复议或者行政诉讼期间不予计算, both ends of the span included
        ("10000", "2026-04-09", "2026-04-20", [("2026-04-11", "2026-04-15")], 6, "1800.00", "1800.00", False),
        ("10000", "2026-04-09", "2026-04-20", [("2026-04-01", "2026-04-30")], 0, "0.00", "0.00", False),
        # still pending
        ("10000", "2026-04-09", "2026-04-20", [("2026-04-11", None)], 1, "300.00", "300.00", False),
        # two spans that overlap are counted once
        (
            "10000", "2026-04-09", "2026-04-20",
            [("2026-04-11", "2026-04-15"), ("2026-04-14", "2026-04-16")], 5, "1500.00", "1500.00", False,
        ),
        # half a fen up
        ("33.50", "2026-04-09", "2026-04-10", [], 1, "1.01", "1.01", False),
    ],
)  # fmt: skip
def test_surcharge(
    fine: str,
    pay_by: str,
    until: str,
    stopped: list[tuple[str, str | None]],
    days: int,
    accrued: str,
    owed: str,
    capped: bool,
) -> None:
    spans = [Span(d(a), d(b) if b else None) for a, b in stopped]
    found = sums.surcharge(Decimal(fine), d(pay_by), d(until), rate=RATE, cap=CAP, stopped=spans)
    assert found == sums.Surcharge(days, Decimal(accrued), Decimal(owed), capped)


def test_a_paid_part_bears_no_surcharge_from_the_day_after_it() -> None:
    paid = [(d("2026-04-12"), Decimal(4000))]
    found = sums.surcharge(Decimal(10000), d("2026-04-09"), d("2026-04-14"), rate=RATE, cap=CAP, paid=paid)
    # three days on 10 000, two on 6 000
    assert found.accrued == Decimal("1260.00")


def test_a_fine_paid_in_time_grows_nothing() -> None:
    paid = [(d("2026-04-01"), Decimal(10000))]
    assert (
        sums.surcharge(Decimal(10000), d("2026-04-09"), d("2026-06-01"), rate=RATE, cap=CAP, paid=paid).days
        == 0
    )


@pytest.mark.parametrize(
    ("act_on", "years", "last"),
    [
        ("2024-02-27", 2, "2026-02-27"),
        ("2024-02-29", 2, "2026-02-28"),  # no such day: the end of the month
        ("2021-02-27", 5, "2026-02-27"),
    ],
)
def test_limitation(act_on: str, years: int, last: str) -> None:
    assert sums.limitation_ends(d(act_on), years) == d(last)


@pytest.mark.parametrize(
    ("born", "on", "age"),
    [
        ("2012-03-02", "2026-03-01", 13),
        ("2012-03-02", "2026-03-02", 13),  # the birthday itself still belongs to the year before
        ("2012-03-02", "2026-03-03", 14),
        ("2008-02-29", "2026-02-28", 17),
        ("2008-02-29", "2026-03-01", 18),
    ],
)
def test_age(born: str, on: str, age: int) -> None:
    assert sums.age_on(d(born), d(on)) == age


YUAN = Benchmark(
    "A", "market", "甲", "", FineUnit.YUAN, Decimal(50000), Decimal(100000),
    (Grade("lighter", "较轻", Decimal(50000), Decimal(60000), Weight.LIGHTER),),
)  # fmt: skip
TIMES = Benchmark(
    "B", "market", "乙", "", FineUnit.TIMES, Decimal(1), Decimal(5),
    (Grade("ordinary", "一般", Decimal(2), Decimal("3.5"), Weight.ORDINARY),), base="违法所得",
)  # fmt: skip


def test_bands_in_yuan_and_in_multiples() -> None:
    assert sums.statutory_band(YUAN, None) == Band(Decimal("50000.00"), Decimal("100000.00"))
    assert sums.statutory_band(TIMES, Decimal("1234.56")) == Band(Decimal("1234.56"), Decimal("6172.80"))
    assert sums.statutory_band(TIMES, None) is None
    assert sums.grade_band(TIMES, "ordinary", Decimal("1234.56")) == Band(
        Decimal("2469.12"), Decimal("4320.96")
    )
    assert sums.grade_band(TIMES, "grave", Decimal(1)) is None


@pytest.mark.parametrize(
    ("fine", "inside"), [("49999.99", False), ("50000", True), ("60000", True), ("60000.01", False)]
)
def test_both_ends_of_a_band_belong_to_it(fine: str, inside: bool) -> None:
    band = sums.grade_band(YUAN, "lighter", None)
    assert band is not None
    assert (Decimal(fine) in band) is inside


@pytest.mark.parametrize(
    ("sanction", "kind", "reasons"),
    [
        # 处罚法63(1)(一): thresholds are local samples: citizen 5 000, organisation 50 000
        (Sanction(frozenset({PenaltyKind.FINE}), Decimal("4999.99")), PartyKind.CITIZEN, []),
        (Sanction(frozenset({PenaltyKind.FINE}), Decimal(5000)), PartyKind.CITIZEN, ["较大数额罚款"]),
        (Sanction(frozenset({PenaltyKind.FINE}), Decimal(5000)), PartyKind.SOLE_TRADER, ["较大数额罚款"]),
        (Sanction(frozenset({PenaltyKind.FINE}), Decimal(49999)), PartyKind.LEGAL_PERSON, []),
        (Sanction(frozenset({PenaltyKind.FINE}), Decimal(50000)), PartyKind.ORGANISATION, ["较大数额罚款"]),
        # item 2 of the article
        (Sanction(frozenset({PenaltyKind.CONFISCATE_GAINS}), gains=Decimal(60000)), PartyKind.LEGAL_PERSON, ["没收较大数额违法所得"]),
        (Sanction(frozenset({PenaltyKind.FINE}), gains=Decimal(60000)), PartyKind.LEGAL_PERSON, []),
        # (三)(四): whatever the amount
        (Sanction(frozenset({PenaltyKind.REVOKE_LICENCE})), PartyKind.CITIZEN, ["吊销许可证件"]),
        (Sanction(frozenset({PenaltyKind.SUSPEND_BUSINESS})), PartyKind.CITIZEN, ["责令停产停业"]),
        (Sanction(frozenset({PenaltyKind.LIMIT_OCCUPATION})), PartyKind.CITIZEN, ["限制从业"]),
        # not in the list
        (Sanction(frozenset({PenaltyKind.WARNING})), PartyKind.CITIZEN, []),
        (Sanction(frozenset({PenaltyKind.HOLD_LICENCE})), PartyKind.CITIZEN, []),
    ],
)  # fmt: skip
def test_when_a_hearing_is_owed(sanction: Sanction, kind: PartyKind, reasons: list[str]) -> None:
    assert sums.hearing_reasons(sanction, kind, TERMS, DAY) == reasons


@pytest.mark.parametrize(
    ("gains", "restitution", "taken"),
    [("1000", "0", "1000.00"), ("1000", "300.50", "699.50"), ("1000", "1500", "0.00")],
)
def test_gains_to_take_leave_restitution_out(gains: str, restitution: str, taken: str) -> None:
    assert sums.gains_to_take(Decimal(gains), Decimal(restitution)) == Decimal(taken)


def test_heavier_is_any_more_of_anything() -> None:
    told = Sanction(frozenset({PenaltyKind.FINE}), Decimal(1000))
    assert sums.is_heavier(told, told) == []
    assert sums.is_heavier(Sanction(frozenset({PenaltyKind.FINE}), Decimal("999.99")), told) == []
    assert sums.is_heavier(Sanction(frozenset(), Decimal(0)), told) == []
    assert len(sums.is_heavier(Sanction(frozenset({PenaltyKind.FINE}), Decimal("1000.01")), told)) == 1
    assert sums.is_heavier(Sanction(frozenset({PenaltyKind.WARNING}), Decimal(0)), told) == ["增加“警告”"]
    assert len(sums.is_heavier(Sanction(frozenset({PenaltyKind.FINE}), Decimal(1000), months=1), told)) == 1


@pytest.mark.parametrize(("total", "count"), [("55000", 4), ("100", 3), ("0.05", 2), ("99999.99", 7)])
def test_instalments_come_to_the_total_and_end_on_the_day(total: str, count: int) -> None:
    parts = sums.instalments(Decimal(total), count, d("2026-12-31"), d("2026-04-02"))
    assert sum(p.amount for p in parts) == Decimal(total)
    assert len(parts) == count
    assert parts[-1].due_on == d("2026-12-31")
    assert all(a.due_on < b.due_on for a, b in pairwise(parts))
    assert all(p.amount > 0 for p in parts)


@pytest.mark.parametrize(("count", "until"), [(1, "2026-12-31"), (3, "2026-04-04")])
def test_instalments_need_two_parts_and_the_days(count: int, until: str) -> None:
    with pytest.raises(ValueError, match="分期"):
        sums.instalments(Decimal(100), count, d(until), d("2026-04-02"))


def test_what_is_outstanding_leaves_gains_out_unless_confiscated() -> None:
    fined = Sanction(frozenset({PenaltyKind.FINE}), Decimal(100), gains=Decimal(50))
    assert sums.outstanding(fined, Decimal(30), Decimal(0)) == Decimal(70)
    both = Sanction(
        frozenset({PenaltyKind.FINE, PenaltyKind.CONFISCATE_GAINS}), Decimal(100), gains=Decimal(50)
    )
    assert sums.outstanding(both, Decimal(100), Decimal(20)) == Decimal(30)
