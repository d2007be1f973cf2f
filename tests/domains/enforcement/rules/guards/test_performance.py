"""Paying, deferring, demanding, applying to the court, closing."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from fazhi.domains.enforcement.rules import guards
from fazhi.domains.enforcement.rules.facts import PenaltyFacts, Sanction
from fazhi.domains.enforcement.vocabulary import Challenge, DecisionState, EnforcementDomain, PenaltyKind
from fazhi.kernel.verdicts import NotApplicable, Refused
from tests.domains.enforcement.rules.acts import act, who

FINE = Sanction(frozenset({PenaltyKind.FINE}), Decimal(10000))


def d(text: str) -> date:
    return date.fromisoformat(text)


def facts(**more: Any) -> PenaltyFacts:
    base: dict[str, Any] = {
        "domain": EnforcementDomain.MARKET, "cause": "甲", "decided": FINE, "decided_on": d("2026-03-23"),
        "decided_by": who("局长"), "decision_state": DecisionState.STANDS, "decision_served_on": d("2026-03-25"),
        "pay_by": d("2026-04-09"), "suit_until": d("2026-09-28"), "surcharge_told": True,
    }  # fmt: skip
    return PenaltyFacts(**(base | more))


@pytest.mark.parametrize(("name", "allowed"), [("财务", True), ("局长", False), ("甲", False), ("乙", False)])
def test_who_decides_or_handles_does_not_book_the_money(name: str, allowed: bool) -> None:
    roles = {"handler": ("甲",), "co_handler": ("乙",)}
    assert bool(guards.recorder_apart(facts(), act(doer=name, roles=roles))) is allowed


@pytest.mark.parametrize(
    ("form", "field"),
    [
        ({"paid_on": "2026-04-01", "amount": "10000"}, ""),
        ({"paid_on": "2026-04-01", "amount": "10000.01"}, "amount"),
        ({"paid_on": "2026-04-01", "amount": "0"}, "amount"),
        ({"paid_on": "2026-04-03", "amount": "1"}, "paid_on"),  # tomorrow
        ({"paid_on": "2026-03-22", "amount": "1"}, "paid_on"),  # before the decision
        ({"paid_on": "2026-04-01", "amount": "10000", "paid_for": "surcharge"}, ""),
        ({"paid_on": "2026-04-01", "amount": "10000.01", "paid_for": "surcharge"}, "amount"),
        ({"paid_on": "2026-04-01", "amount": "1", "paid_for": "gains"}, "amount"),
    ],
)
def test_what_a_slip_can_be(form: dict[str, str], field: str) -> None:
    given = form | {"paid_on": d(form["paid_on"]), "amount": Decimal(form["amount"])}
    verdict = guards.payment_possible(facts(), act("2026-04-02", given))
    assert (verdict.field if isinstance(verdict, Refused) else "") == field


def test_surcharge_only_when_it_was_told() -> None:
    form = {"paid_for": "surcharge"}
    assert guards.surcharge_was_told(facts(), act(form=form))
    assert not guards.surcharge_was_told(facts(surcharge_told=False), act(form=form))
    assert guards.surcharge_was_told(facts(surcharge_told=False), act(form={"paid_for": "fine"}))


PLAN = {"deferral_asked_on": d("2026-04-01"), "hardship": "停业", "deferred_until": d("2026-10-01")}


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({}, ""),
        ({"deferral_asked_on": None}, "deferral_asked_on"),
        ({"hardship": " "}, "hardship"),
        ({"deferred_until": d("2026-04-02")}, "deferred_until"),
        ({"deferral_kind": "instalments", "instalment_count": 1}, "instalment_count"),
        ({"deferral_kind": "instalments", "instalment_count": 6}, ""),
        (
            {"deferral_kind": "instalments", "instalment_count": 6, "deferred_until": d("2026-04-05")},
            "instalment_count",
        ),
    ],
)
def test_deferral(changes: dict[str, Any], field: str) -> None:
    verdict = guards.deferral_possible(facts(), act("2026-04-02", PLAN | changes))
    assert (verdict.field if isinstance(verdict, Refused) else "") == field


@pytest.mark.parametrize(
    ("day", "given", "allowed"),
    [
        ("2026-04-09", {}, False),
        ("2026-04-10", {}, True),
        ("2026-04-10", {"deferred_until": d("2026-10-01")}, False),
        ("2026-10-02", {"deferred_until": d("2026-10-01")}, True),
        ("2026-04-10", {"pay_by": None}, False),
        ("2026-04-10", {"paid_fine": Decimal(10000), "other_duties_done": True}, False),
    ],
)
def test_overdue_from_the_day_after_the_last(day: str, given: dict[str, Any], allowed: bool) -> None:
    assert bool(guards.payment_overdue(facts(**given), act(day))) is allowed


@pytest.mark.parametrize(
    ("day", "given", "clocks", "allowed"),
    [
        ("2026-09-28", {}, {}, False),  # the last day to sue
        ("2026-09-29", {}, {}, True),
        ("2026-12-28", {}, {"court_window": ("running", "2026-12-28")}, True),
        ("2026-12-29", {}, {"court_window": ("running", "2026-12-28")}, False),
        # 处罚法72(2): from the end of the deferral
        ("2026-12-30", {"deferred_until": d("2026-12-31")}, {}, False),
        ("2027-01-04", {"deferred_until": d("2026-12-31")}, {}, True),
        ("2026-09-29", {"suit_until": None}, {}, False),
    ],
)
def test_the_three_months_of_the_court(day: str, given: Any, clocks: Any, allowed: bool) -> None:
    assert bool(guards.may_apply_to_court(facts(**given), act(day, clocks=clocks))) is allowed


@pytest.mark.parametrize(
    ("challenge", "allowed"),
    [
        (Challenge.NONE, True),
        (Challenge.RECONSIDERATION, False),
        (Challenge.SUIT, False),
        (Challenge.ENDED, True),
    ],
)
def test_no_enforcement_while_challenged(challenge: Challenge, allowed: bool) -> None:
    assert bool(guards.not_challenged(facts(challenge=challenge), act())) is allowed


def test_the_demand_must_have_reached_the_party() -> None:
    assert not guards.demanded_first(facts(), act())
    assert not guards.demanded_first(facts(demanded_on=d("2026-09-29")), act())
    assert guards.demanded_first(facts(demanded_on=d("2026-09-29"), demand_served_on=d("2026-09-30")), act())


LICENCE = Sanction(frozenset({PenaltyKind.FINE, PenaltyKind.REVOKE_LICENCE}), Decimal(10000))


@pytest.mark.parametrize(
    ("given", "allowed"),
    [
        ({}, False),
        ({"paid_fine": Decimal(10000)}, True),
        ({"paid_fine": Decimal("9999.99")}, False),
        ({"decided": LICENCE, "paid_fine": Decimal(10000)}, False),
        ({"decided": LICENCE, "paid_fine": Decimal(10000), "other_duties_done": True}, True),
        ({"execution_ended": "当事人死亡，无遗产可供执行"}, True),
        ({"decision_state": DecisionState.ANNULLED}, True),
        ({"decided": Sanction()}, True),
        ({"decided_on": None, "decided": Sanction()}, True),
    ],
)
def test_when_all_is_performed(given: dict[str, Any], allowed: bool) -> None:
    assert bool(guards.all_performed(facts(**given), act())) is allowed


@pytest.mark.parametrize(
    ("ending", "given", "children", "allowed"),
    [
        ("performed", {}, (), True),
        ("performed", {"decided": Sanction()}, (), False),
        ("no_penalty", {"decided": Sanction()}, (), True),
        ("no_penalty", {}, (), False),
        ("crime", {}, (), False),
        ("crime", {}, (("enforcement.transfer", "filed", "2026-03-16"),), True),
        ("execution_ended", {}, (), False),
        ("execution_ended", {"execution_ended": "执行标的灭失"}, (), True),
        ("annulled", {}, (), False),
        ("annulled", {"decision_state": DecisionState.ANNULLED}, (), True),
        ("not_filed", {}, (), False),
    ],
)
def test_the_ending_agrees_with_the_case(ending: str, given: Any, children: Any, allowed: bool) -> None:
    assert (
        bool(guards.ending_fits(facts(**given), act(form={"ending": ending}, children=children))) is allowed
    )


@pytest.mark.parametrize(
    ("given", "form", "stage"),
    [
        ({}, {"amount": "10000"}, "closing"),
        ({}, {"amount": "9999"}, "stay"),
        # paid on the last day, and a day late: then the surcharge is awaited
        ({}, {"amount": "10000", "paid_on": d("2026-04-09")}, "closing"),
        ({}, {"amount": "10000", "paid_on": d("2026-04-10")}, "stay"),
        ({"surcharge_told": False}, {"amount": "10000", "paid_on": d("2026-04-10")}, "closing"),
        (
            {"paid_fine": Decimal(10000), "surcharge_due": Decimal(300)},
            {"amount": "299.99", "paid_for": "surcharge"},
            "stay",
        ),
        (
            {"paid_fine": Decimal(10000), "surcharge_due": Decimal(300)},
            {"amount": "300", "paid_for": "surcharge"},
            "closing",
        ),
        ({"paid_fine": Decimal(10000)}, {"amount": "1", "paid_for": "surcharge"}, "closing"),
        ({"decided": LICENCE}, {"amount": "10000"}, "stay"),
        ({"decided": LICENCE, "other_duties_done": True}, {"amount": "10000"}, "closing"),
    ],
)
def test_where_a_payment_leads(given: dict[str, Any], form: dict[str, Any], stage: str) -> None:
    assert guards.after_payment(facts(**given), act(form=form)) == stage


@pytest.mark.parametrize(
    ("conclusion", "stage"),
    [
        ("punish", "review"),
        ("slight", "no_penalty"),
        ("not_established", "no_penalty"),
        ("transfer", "transferring"),
        ("drop", "dropping"),
    ],
)
def test_where_a_conclusion_leads(conclusion: str, stage: str) -> None:
    assert guards.after_conclusion(facts(), act(form={"conclusion": conclusion})) == stage


def test_only_a_decision_that_stands_is_performed() -> None:
    assert guards.decision_stands(facts(), act())
    for state in (DecisionState.ANNULLED, DecisionState.VOID):
        assert not guards.decision_stands(facts(decision_state=state), act())
    assert not guards.decision_stands(facts(decided_on=None, decision_state=None), act())


def test_nothing_to_perform_after_a_warning() -> None:
    assert not guards.has_duties(facts(decided=Sanction(frozenset({PenaltyKind.WARNING}))), act())
    assert guards.has_duties(facts(), act())
    assert isinstance(guards.all_performed(facts(decided=Sanction()), act()), NotApplicable)


@pytest.mark.parametrize(
    ("given", "note", "allowed"),
    [
        ({}, "", True),
        ({"surcharge_due": Decimal(300)}, "", False),
        ({"surcharge_due": Decimal(300), "paid_surcharge": Decimal(300)}, "", True),
        ({"surcharge_due": Decimal(300)}, "达成执行协议，减免加处罚款", True),
    ],
)
def test_surcharge_is_paid_or_the_reason_said(given: dict[str, Any], note: str, allowed: bool) -> None:
    assert bool(guards.surcharge_settled(facts(**given), act(form={"surcharge_note": note}))) is allowed
