"""Review, notice, defence, hearing, discussion."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from fazhi.domains.enforcement.rules import guards
from fazhi.domains.enforcement.rules.facts import PartyFacts, PenaltyFacts, Sanction
from fazhi.domains.enforcement.rules.guards.discussion import views
from fazhi.domains.enforcement.vocabulary import EnforcementDomain, PartyKind, PenaltyKind, ReviewGround
from fazhi.kernel.verdicts import NotApplicable, Refused
from tests.domains.enforcement.rules.acts import act, person

LARGE = Sanction(frozenset({PenaltyKind.FINE}), Decimal(60000))
SMALL = Sanction(frozenset({PenaltyKind.FINE}), Decimal(1000))
TOLD = date(2026, 3, 11)


def facts(**more: Any) -> PenaltyFacts:
    base = {
        "domain": EnforcementDomain.MARKET, "cause": "甲", "proposed": LARGE,
        "parties": (PartyFacts("试验公司", PartyKind.LEGAL_PERSON),),
    }  # fmt: skip
    return PenaltyFacts(**(base | more))


@pytest.mark.parametrize(
    ("given", "needed"),
    [
        ({}, False),
        ({"review_grounds": frozenset({ReviewGround.PUBLIC_INTEREST})}, True),
        ({"review_grounds": frozenset({ReviewGround.COMPLEX})}, True),
        ({"review_grounds": frozenset({ReviewGround.OTHER_LAW})}, True),
        ({"is_complex": True}, True),
        # item 2 arises only by a hearing, so not before the notice
        ({"review_grounds": frozenset({ReviewGround.HEARD})}, False),
    ],
)
def test_which_cases_are_reviewed_before_the_notice(given: dict[str, Any], needed: bool) -> None:
    assert bool(guards.needs_review_before_notice(facts(**given), act())) is needed


@pytest.mark.parametrize(
    ("given", "children", "said"),
    [
        ({}, (), None),
        ({"is_complex": True}, (), "未经法制审核"),
        ({"is_complex": True}, (("review.legality", "", None),), "未经法制审核"),
        ({"is_complex": True}, (("review.legality", "returned", "2026-03-09"),), "没有通过"),
        ({"is_complex": True}, (("review.legality", "agreed", "2026-03-09"),), ""),
        ({"is_complex": True}, (("review.legality", "agreed", "2026-03-09"), ("review.legality", "disagreed", "2026-03-12")), "没有通过"),
        ({"heard_on": date(2026, 4, 8)}, (), "未经法制审核"),
        ({"heard_on": date(2026, 4, 8)}, (("review.legality", "agreed", "2026-03-09"),), "听证之后"),
        ({"heard_on": date(2026, 4, 8)}, (("review.legality", "agreed", "2026-04-13"),), ""),
    ],
)  # fmt: skip
def test_unreviewed_or_failed_bars_the_decision(
    given: dict[str, Any], children: Any, said: str | None
) -> None:
    verdict = guards.review_passed(facts(**given), act(children=children))
    match verdict:
        case NotApplicable():
            assert said is None
        case Refused():
            assert said
            assert said in verdict.reason
        case _:
            assert said == ""


WINDOW = {"hearing_request": ("running", "2026-03-18"), "defence": ("running", "2026-03-18")}


@pytest.mark.parametrize(
    ("day", "given", "allowed"),
    [
        ("2026-03-18", {}, False),  # the fifth working day still belongs to the party
        ("2026-03-19", {}, True),
        ("2026-03-12", {"hearing_waived": True}, True),
        ("2026-03-12", {"proposed": SMALL}, True),
        ("2026-03-19", {"hearing_asked_on": date(2026, 3, 16)}, False),
    ],
)
def test_the_right_to_a_hearing_is_had_waived_or_lapsed(
    day: str, given: dict[str, Any], allowed: bool
) -> None:
    assert bool(guards.hearing_right_settled(facts(**given), act(day, clocks=WINDOW))) is allowed


def test_a_hearing_that_ended_settles_the_right() -> None:
    asked = facts(hearing_asked_on=date(2026, 3, 16))
    held = act("2026-04-15", clocks=WINDOW, children=(("enforcement.hearing", "held", "2026-04-10"),))
    assert guards.hearing_right_settled(asked, held)


def test_without_a_notice_the_window_never_opened() -> None:
    assert not guards.hearing_right_settled(facts(), act())
    assert not guards.hearing_asked_in_time(facts(), act())


@pytest.mark.parametrize(("day", "allowed"), [("2026-03-18", True), ("2026-03-19", False)])
def test_a_request_on_the_last_day_is_in_time(day: str, allowed: bool) -> None:
    assert bool(guards.hearing_asked_in_time(facts(), act(day, clocks=WINDOW))) is allowed


@pytest.mark.parametrize(
    ("day", "given", "allowed"),
    [
        ("2026-03-19", {}, False),  # never served
        ("2026-03-18", {"notice_served_on": TOLD}, False),
        ("2026-03-19", {"notice_served_on": TOLD}, True),
        ("2026-03-12", {"notice_served_on": TOLD, "defence_waived": True}, True),
        ("2026-03-25", {"notice_served_on": TOLD, "defence_on": date(2026, 3, 13)}, False),
        (
            "2026-03-13",
            {"notice_served_on": TOLD, "defence_on": date(2026, 3, 13), "defence_reply": "不成立"},
            True,
        ),
    ],
)
def test_told_and_heard(day: str, given: dict[str, Any], allowed: bool) -> None:
    assert bool(guards.defence_settled(facts(**given), act(day, clocks=WINDOW))) is allowed


@pytest.mark.parametrize(
    ("given", "needed"),
    [
        ({"proposed": SMALL}, False),
        ({"proposed": SMALL, "is_complex": True}, True),
        ({"proposed": SMALL, "is_major": True}, True),
        ({"proposed": LARGE}, True),
    ],
)
def test_when_the_heads_discuss(given: dict[str, Any], needed: bool) -> None:
    assert bool(guards.needs_discussion(facts(**given), act())) is needed
    decided = guards.discussed_if_needed(facts(**given), act())
    assert isinstance(decided, Refused) is needed


def test_a_discussion_needs_members_and_their_views() -> None:
    three = [person("甲"), person("乙"), person("丙")]
    assert not guards.enough_members(facts(), act(form={"members": three[:2]}))
    assert guards.enough_members(facts(), act(form={"members": three}))
    said = {"members": three, "views": "甲：同意\n乙: 同意，理由充分\n"}
    verdict = guards.views_of_all(facts(), act(form=said))
    assert isinstance(verdict, Refused)
    assert "丙" in verdict.reason
    assert views("甲：同意：附意见\n空行\n：无名") == {"甲": "同意：附意见"}


def test_a_notice_tells_all_that_article_44_asks() -> None:
    full = {"facts_found": "事实", "violated": "条款", "punished_by": "条款"}
    assert guards.proposal_complete(facts(**full), act())
    for name in full:
        assert not guards.proposal_complete(facts(**(full | {name: ""})), act())
