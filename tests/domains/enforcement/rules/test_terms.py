"""The numbers of enforcement as the law has them; a change of one is a change of law."""

from datetime import date

import pytest

from fazhi.domains.enforcement.rules.terms import TERMS
from fazhi.kernel.errors import UnknownTerm
from fazhi.kernel.terms import Unit

DAY = date(2026, 3, 2)


@pytest.mark.parametrize(
    ("key", "length", "unit"),
    [
        ("penalty.decide", 90, Unit.DAY),  # 处罚法60
        ("hearing.request", 5, Unit.WORKING_DAY),  # 64(一), 85
        ("hearing.notice", 7, Unit.WORKING_DAY),  # 64(二), 85
        ("service.penalty", 7, Unit.WORKING_DAY),  # 61, 85
        ("service.announcement", 30, Unit.DAY),  # 民诉法95
        ("preservation.dispose", 7, Unit.WORKING_DAY),  # 56, 85
        ("payment.fine", 15, Unit.DAY),  # 67; 85 does not name fifteen days
        ("demand.wait", 10, Unit.WORKING_DAY),  # 强制法54, 69
        ("court.apply", 3, Unit.MONTH),  # 强制法53
        ("court.accept", 5, Unit.WORKING_DAY),
        ("court.rule", 7, Unit.WORKING_DAY),
        ("court.object", 15, Unit.DAY),
        ("simple.hand_in", 2, Unit.WORKING_DAY),  # 71, 85
        ("limitation.ordinary", 2, Unit.YEAR),  # 36
        ("limitation.grave", 5, Unit.YEAR),
        ("transfer.approve", 3, Unit.DAY),  # 移送规定5: no working-day clause
        ("transfer.send", 24, Unit.HOUR),
        ("transfer.police", 3, Unit.DAY),
        ("remedy.reconsideration", 60, Unit.DAY),  # 复议法20
        ("remedy.suit", 6, Unit.MONTH),  # 行诉法46
        ("publication.withdraw", 3, Unit.WORKING_DAY),  # 48, 85
    ],
)
def test_lengths(key: str, length: int, unit: Unit) -> None:
    term = TERMS.term(key, DAY)
    assert (term.length, term.unit) == (length, unit)


@pytest.mark.parametrize(
    ("key", "who", "amount"),
    [
        ("simple.fine", "citizen", "200"),
        ("simple.fine", "organisation", "3000"),
        ("simple.collect", "", "100"),
        ("payment.surcharge_rate", "", "0.03"),
        ("payment.surcharge_cap", "", "1"),
        ("age.punishable", "", "14"),
        ("age.adult", "", "18"),
    ],
)
def test_amounts(key: str, who: str, amount: str) -> None:
    assert str(TERMS.amount(key, DAY, **({"who": who} if who else {})).value) == amount


def test_the_act_of_2021_does_not_reach_back() -> None:
    with pytest.raises(UnknownTerm):
        TERMS.term("penalty.decide", date(2021, 7, 14))


def test_every_number_says_its_article_and_when_it_was_checked() -> None:
    for entry in TERMS:
        assert "《" in entry.basis or "国办发" in entry.basis, entry
        assert entry.checked_on >= date(2026, 1, 1)


def test_what_could_not_be_opened_says_so() -> None:
    for key in ("defence.period", "penalty.extend", "publication.penalty", "penalty.file"):
        assert "未核对" in TERMS.term(key, DAY).basis
    assert "未核对" in TERMS.amount("hearing.large_fine", DAY, who="citizen").basis
