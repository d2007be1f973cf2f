"""What may be decided, and how much."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from fazhi.domains.enforcement.rules import guards
from fazhi.domains.enforcement.rules.facts import Benchmark, Grade, PartyFacts, PenaltyFacts, Sanction
from fazhi.domains.enforcement.vocabulary import (
    EnforcementDomain,
    FineUnit,
    LighterGround,
    PartyKind,
    PenaltyKind,
    Weight,
)
from fazhi.kernel.verdicts import NotApplicable, Refused
from tests.domains.enforcement.rules.acts import act

LAW = Benchmark(
    "A", "market", "甲", "《试验法》第一条", FineUnit.YUAN, Decimal(5000), Decimal(50000),
    (
        Grade("slight", "轻微", Decimal(500), Decimal(2000), Weight.MITIGATED),
        Grade("lighter", "较轻", Decimal(5000), Decimal(10000), Weight.LIGHTER),
        Grade("ordinary", "一般", Decimal(10000), Decimal(30000), Weight.ORDINARY),
    ),
)  # fmt: skip
TIMES = Benchmark(
    "B", "market", "乙", "《试验法》第二条", FineUnit.TIMES, Decimal(1), Decimal(5),
    (Grade("ordinary", "一般", Decimal(2), Decimal(3), Weight.ORDINARY),), base="违法所得",
)  # fmt: skip


def facts(**more: Any) -> PenaltyFacts:
    base = {
        "domain": EnforcementDomain.MARKET, "cause": "甲", "benchmarks": {"A": LAW, "B": TIMES},
        "parties": (PartyFacts("试验公司", PartyKind.LEGAL_PERSON),),
    }  # fmt: skip
    return PenaltyFacts(**(base | more))


def fined(fine: str, grade: str = "lighter", **more: Any) -> dict[str, Any]:
    return {"kinds": ["fine"], "fine": Decimal(fine), "benchmark_code": "A", "benchmark_grade": grade} | more


@pytest.mark.parametrize(
    ("form", "allowed"),
    [
        (fined("5000"), True),
        (fined("50000"), True),
        (fined("50000.01"), False),
        (fined("4999.99"), False),
        # 减轻 below the law's floor only on a ground of the Act
        (fined("1000", "slight", lighter_grounds=["remedied"]), True),
        (fined("1000", "slight", lighter_grounds=[]), False),
        ({"kinds": ["warning"]}, True),
        ({"conclusion": "drop", "fine": Decimal(99999999)}, True),
        # multiples need their base
        (
            {"kinds": ["fine"], "fine": Decimal(100), "benchmark_code": "B", "benchmark_grade": "ordinary"},
            False,
        ),
        (fined("2000", "ordinary", benchmark_code="B", benchmark_base=Decimal(1000)), True),
        (fined("5000.01", "ordinary", benchmark_code="B", benchmark_base=Decimal(1000)), False),
    ],
)
def test_the_fine_within_the_law(form: dict[str, Any], allowed: bool) -> None:
    assert bool(guards.fine_within_statute(facts(), act(form=form))) is allowed


@pytest.mark.parametrize(
    ("form", "allowed"),
    [
        (fined("5000"), True),
        (fined("10000"), True),
        (fined("10000.01"), False),
        (fined("10000.01", departure_reason="后果较重"), True),
        (fined("10000.01", departure_reason="  "), False),
    ],
)
def test_departure_from_the_benchmark_is_reasoned(form: dict[str, Any], allowed: bool) -> None:
    assert bool(guards.fine_fits_benchmark(facts(), act(form=form))) is allowed


@pytest.mark.parametrize(
    ("form", "field"),
    [
        (fined("5000"), ""),
        (fined("5000", benchmark_code=""), "benchmark_code"),
        (fined("5000", benchmark_code="", departure_reason="没有对应基准"), ""),
        (fined("5000", benchmark_code="Z"), "benchmark_code"),
        (fined("5000", "grave"), "benchmark_grade"),
    ],
)
def test_a_benchmark_is_cited(form: dict[str, Any], field: str) -> None:
    verdict = guards.benchmark_cited(facts(), act(form=form))
    assert (verdict.field if isinstance(verdict, Refused) else "") == field


def young(born: str, capacity: str = "full") -> PartyFacts:
    from fazhi.domains.enforcement.vocabulary import Capacity

    return PartyFacts(
        "某少年", PartyKind.CITIZEN, born_on=date.fromisoformat(born), capacity=Capacity(capacity)
    )


@pytest.mark.parametrize(
    ("born", "capacity", "allowed"),
    [
        ("2012-02-19", "full", True),  # fourteen on the day of the act
        ("2012-02-20", "full", False),  # the fourteenth birthday itself
        ("2013-01-01", "full", False),
        ("1990-01-01", "none", False),
        ("1990-01-01", "partial", True),
        ("1990-01-01", "intermittent_normal", True),
    ],
)
def test_age_and_capacity_on_the_day_of_the_act(born: str, capacity: str, allowed: bool) -> None:
    given = facts(parties=(young(born, capacity),), act_from=date(2026, 2, 20))
    assert bool(guards.may_punish_party(given, act())) is allowed


@pytest.mark.parametrize(
    ("grounds", "grade", "allowed"),
    [
        ([], "lighter", False),  # 处罚法30: seventeen must be lighter, and it must be said
        (["minor"], "lighter", True),
        (["minor"], "slight", True),
        (["minor"], "ordinary", False),
    ],
)
def test_the_young_are_punished_more_lightly(grounds: list[str], grade: str, allowed: bool) -> None:
    given = facts(parties=(young("2008-06-01"),), act_from=date(2026, 2, 20))
    form = fined("5000", grade, lighter_grounds=grounds)
    assert bool(guards.lighter_when_due(given, act(form=form))) is allowed


def test_a_ground_of_article_32_binds_but_partial_capacity_does_not() -> None:
    form = fined("10000", "ordinary")
    bound = facts(lighter_grounds=frozenset({LighterGround.CONFESSED}))
    free = facts(lighter_grounds=frozenset({LighterGround.PARTIAL_CAPACITY}))
    assert not guards.lighter_when_due(bound, act(form=form))
    assert guards.lighter_when_due(free, act(form=form))


@pytest.mark.parametrize(
    ("gains", "restitution", "form", "allowed"),
    [
        (0, 0, fined("5000"), True),
        (1000, 0, fined("5000"), False),
        (1000, 0, fined("5000", kinds=["fine", "confiscate_gains"], gains=Decimal(1000)), True),
        (1000, 400, fined("5000", kinds=["fine", "confiscate_gains"], gains=Decimal(600)), True),
        (1000, 400, fined("5000", kinds=["fine", "confiscate_gains"], gains=Decimal(1000)), False),
        (1000, 1000, fined("5000"), True),
        (0, 0, fined("5000", kinds=["fine", "confiscate_gains"], gains=Decimal(1)), False),
    ],
)
def test_gains_are_taken_less_restitution(
    gains: int, restitution: int, form: dict[str, Any], allowed: bool
) -> None:
    given = facts(illegal_gains=Decimal(gains), restitution=Decimal(restitution))
    assert bool(guards.gains_are_taken(given, act(form=form))) is allowed


def test_never_heavier_than_what_was_told() -> None:
    told = facts(proposed=Sanction(frozenset({PenaltyKind.FINE}), Decimal(6000)))
    assert guards.not_heavier(told, act(form=fined("6000")))
    assert guards.not_heavier(told, act(form=fined("5000")))
    assert not guards.not_heavier(told, act(form=fined("6000.01")))
    assert not guards.not_heavier(told, act(form=fined("5000", kinds=["fine", "warning"])))


@pytest.mark.parametrize(
    ("form", "field"),
    [
        ({"kinds": []}, "kinds"),
        ({"kinds": ["fine"]}, "fine"),
        ({"kinds": ["warning"], "fine": Decimal(1)}, "kinds"),
        ({"kinds": ["warning"]}, ""),
        ({"kinds": ["confiscate_gains"]}, "gains"),
    ],
)
def test_kinds_and_amounts_agree(form: dict[str, Any], field: str) -> None:
    verdict = guards.kinds_chosen(facts(), act(form=form))
    assert (verdict.field if isinstance(verdict, Refused) else "") == field


@pytest.mark.parametrize(
    ("suspected", "children", "allowed"),
    [
        (False, (), True),
        (True, (), False),
        (True, (("enforcement.transfer", "", None),), False),
        (True, (("enforcement.transfer", "filed", "2026-03-01"),), False),
        (True, (("enforcement.transfer", "not_filed", "2026-03-01"),), True),
        (True, (("enforcement.transfer", "not_approved", "2026-03-01"),), True),
    ],
)
def test_no_penalty_in_place_of_a_transfer(suspected: bool, children: Any, allowed: bool) -> None:
    assert bool(guards.no_crime_pending(facts(crime_suspected=suspected), act(children=children))) is allowed


@pytest.mark.parametrize(
    ("level", "kinds", "allowed"),
    [
        ("law", ["fine"], True),
        ("department_rule", ["fine"], True),
        ("normative_document", ["fine"], False),  # 处罚法16
        ("law", ["detention"], True),
        ("administrative_regulation", ["detention"], False),  # 处罚法10
    ],
)
def test_the_basis_is_legislation(level: str, kinds: list[str], allowed: bool) -> None:
    assert (
        bool(guards.basis_is_legislation(facts(), act(form={"basis_level": level, "kinds": kinds})))
        is allowed
    )


@pytest.mark.parametrize(
    ("form", "allowed"),
    [({"extension_length": 30}, True), ({"extension_length": 31}, False), ({"extension_length": 0}, False)],
)
def test_an_extension_stays_within_bounds(form: dict[str, Any], allowed: bool) -> None:
    assert bool(guards.extension_within_bounds(facts(), act(form=form))) is allowed


def test_an_extension_without_another_rule_is_refused() -> None:
    assert not guards.extension_cites_rule(facts(), act(form={"extension_basis": ""}))
    assert guards.extension_cites_rule(facts(), act(form={"extension_basis": "某规章第一条"}))


def test_guards_of_a_fine_do_not_arise_without_one() -> None:
    for name in ("fine_within_statute", "fine_fits_benchmark", "benchmark_cited"):
        assert isinstance(getattr(guards, name)(facts(), act(form={"kinds": ["warning"]})), NotApplicable)
