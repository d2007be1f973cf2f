"""Hearings, services, transfers, the court, penalties on the spot."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from fazhi.domains.enforcement.rules import guards
from fazhi.domains.enforcement.rules.facts import (
    CourtFacts,
    EvidenceCounts,
    HearingFacts,
    PartyFacts,
    PenaltyFacts,
    PreservationFacts,
    ServiceFacts,
    SimpleFacts,
    TransferFacts,
)
from fazhi.domains.enforcement.vocabulary import (
    Challenge,
    CourtRuling,
    DecisionState,
    EnforcementDomain,
    NoPenaltyGround,
    PartyKind,
    PoliceAnswer,
)
from fazhi.kernel.identifiers import make_resident_id, make_uscc
from fazhi.kernel.verdicts import Refused
from tests.domains.enforcement.rules.acts import ZONE, act, person, who


def d(text: str) -> date:
    return date.fromisoformat(text)


@pytest.mark.parametrize(
    ("told", "hearing_on", "allowed"),
    [
        # 处罚法64(二), 85: seven full working days between, neither outer day counted
        ("2026-03-18", "2026-03-30", True),
        ("2026-03-19", "2026-03-30", False),
        # over the National Day holidays of 2025 (1 to 8 October off, 28 September and 11 October worked)
        ("2025-09-25", "2025-10-15", True),
        ("2025-09-28", "2025-10-15", True),
        ("2025-09-29", "2025-10-14", False),
    ],
)
def test_the_notice_of_a_hearing(told: str, hearing_on: str, allowed: bool) -> None:
    verdict = guards.notified_in_time(HearingFacts(), act(told, {"hearing_on": d(hearing_on)}))
    assert bool(verdict) is allowed
    late = guards.told_in_time(HearingFacts(notified_on=d(told), hearing_on=d(hearing_on)), act(hearing_on))
    assert bool(late) is allowed


def test_who_investigated_does_not_chair() -> None:
    facts = HearingFacts(investigators=frozenset({who("甲")}))
    assert not guards.chair_did_not_investigate(facts, act(form={"chair": person("甲")}))
    assert guards.chair_did_not_investigate(facts, act(form={"chair": person("丙")}))
    assert not guards.chair_did_not_investigate(facts, act(roles={"chair": ("甲",)}))


@pytest.mark.parametrize(("agents", "allowed"), [(0, True), (1, True), (2, True), (3, False)])
def test_one_or_two_agents(agents: int, allowed: bool) -> None:
    assert bool(guards.at_most_two_agents(HearingFacts(), act(form={"agents_count": agents}))) is allowed


@pytest.mark.parametrize(
    ("form", "allowed"),
    [
        ({"is_public": True}, True),
        ({"is_public": False}, False),
        ({"is_public": False, "closed_ground": "privacy"}, True),
    ],
)
def test_a_closed_hearing_has_its_ground(form: dict[str, Any], allowed: bool) -> None:
    assert bool(guards.closed_with_ground(HearingFacts(), act(form=form))) is allowed


def test_a_transcript_is_signed_or_the_refusal_noted() -> None:
    assert not guards.transcript_signed(HearingFacts(), act(form={"transcript_signed": False}))
    assert guards.transcript_signed(HearingFacts(), act(form={"transcript_signed": True}))
    assert guards.transcript_signed(HearingFacts(), act(form={"refusal_note": "拒绝签字"}))


FIRM = PartyFacts("试验公司", PartyKind.LEGAL_PERSON)
CITIZEN = PartyFacts("某人", PartyKind.CITIZEN)


@pytest.mark.parametrize(
    ("form", "allowed"),
    [
        ({"way": "direct"}, True),
        ({"way": "leave"}, False),
        ({"way": "leave", "refusal_note": "拒收"}, False),
        ({"way": "leave", "refusal_note": "拒收", "witnesses": "社区甲"}, True),
        ({"way": "leave", "refusal_note": "拒收", "proof": ["照片"]}, True),
        ({"way": "leave", "witnesses": "社区甲"}, False),
        ({"way": "electronic", "address": "a@b"}, False),
        ({"way": "electronic", "address": "a@b", "consent_signed": True}, True),
        ({"way": "electronic", "consent_signed": True}, False),
        ({"way": "mail"}, False),
        ({"way": "mail", "tracking_no": "EMS1"}, True),
        ({"way": "forwarded"}, False),
        ({"way": "entrusted", "through": "某局"}, True),
        ({"way": "announcement"}, False),
    ],
)
def test_each_way_of_service_has_its_proof(form: dict[str, Any], allowed: bool) -> None:
    assert bool(guards.way_is_proved(ServiceFacts(party=FIRM), act(form=form))) is allowed


@pytest.mark.parametrize(
    ("party", "recipient", "allowed"),
    [
        (CITIZEN, "party", True),
        (CITIZEN, "family", True),
        (CITIZEN, "mail_room", False),
        (FIRM, "representative", True),
        (FIRM, "mail_room", True),
        (FIRM, "family", False),
        (FIRM, "party", False),
        (FIRM, "agent", True),
        (CITIZEN, "designated", True),
    ],
)
def test_who_may_sign_for_a_paper(party: PartyFacts, recipient: str, allowed: bool) -> None:
    assert (
        bool(guards.right_recipient(ServiceFacts(party=party), act(form={"recipient": recipient}))) is allowed
    )


@pytest.mark.parametrize(
    ("served", "allowed"),
    [("2026-03-09", False), ("2026-03-10", True), ("2026-03-12", True), ("2026-03-13", False)],
)
def test_served_between_its_making_and_today(served: str, allowed: bool) -> None:
    facts = ServiceFacts(made_on=d("2026-03-10"))
    assert bool(guards.served_day_possible(facts, act("2026-03-12", {"served_on": d(served)}))) is allowed


@pytest.mark.parametrize(
    ("attempts", "form", "allowed"),
    [
        (0, {"announcement_reason": "经过"}, False),
        (1, {"announcement_reason": "经过"}, True),
        (0, {"announcement_reason": "经过", "is_missing": True}, True),
        (1, {"announcement_reason": ""}, False),
    ],
)
def test_announcement_is_the_last_way(attempts: int, form: dict[str, Any], allowed: bool) -> None:
    assert bool(guards.announcement_is_last(ServiceFacts(attempts=attempts), act(form=form))) is allowed


@pytest.mark.parametrize(("day", "allowed"), [("2026-04-24", False), ("2026-04-25", True)])
def test_thirty_days_must_have_passed(day: str, allowed: bool) -> None:
    facts = ServiceFacts(announced_on=d("2026-03-25"))
    clocks = {"announcement": ("running", "2026-04-24")}
    assert bool(guards.announcement_ran(facts, act(day, clocks=clocks))) is allowed


@pytest.mark.parametrize(
    ("kind", "fine", "allowed"),
    [
        # 处罚法51
        ("citizen", "200", True),
        ("citizen", "200.01", False),
        ("sole_trader", "200.01", False),
        ("legal_person", "3000", True),
        ("legal_person", "3000.01", False),
        ("organisation", "3000", True),
    ],
)
def test_fines_on_the_spot(kind: str, fine: str, allowed: bool) -> None:
    form = {"kinds": ["fine"], "fine": Decimal(fine), "party_kind": kind}
    facts = SimpleFacts(domain=EnforcementDomain.MARKET)
    assert bool(guards.simple_within_limit(facts, act(form=form))) is allowed


@pytest.mark.parametrize(
    ("kinds", "allowed"), [(["warning"], True), (["censure"], False), (["confiscate_goods"], False)]
)
def test_kinds_on_the_spot(kinds: list[str], allowed: bool) -> None:
    form = {"kinds": kinds, "party_kind": "citizen"}
    assert (
        bool(guards.simple_within_limit(SimpleFacts(domain=EnforcementDomain.MARKET), act(form=form)))
        is allowed
    )


@pytest.mark.parametrize(
    ("fine", "form", "allowed"),
    [
        # 处罚法68-70
        ("100", {"collect_ground": "small", "receipt_no": "1"}, True),
        ("100.01", {"collect_ground": "small", "receipt_no": "1"}, False),
        ("200", {"collect_ground": "hard_later", "receipt_no": "1"}, True),
        ("200", {"collect_ground": "hard_later"}, False),
        ("200", {"collect_ground": "remote", "receipt_no": "1"}, False),
        ("200", {"collect_ground": "remote", "receipt_no": "1", "asked_by_party": True}, True),
    ],
)
def test_money_on_the_spot(fine: str, form: dict[str, Any], allowed: bool) -> None:
    facts = SimpleFacts(domain=EnforcementDomain.MARKET, fine=Decimal(fine))
    assert bool(guards.may_collect_on_the_spot(facts, act(form=form))) is allowed


def test_a_team_of_two_and_complete_materials_for_the_police() -> None:
    assert not guards.team_of_two(TransferFacts(), act(form={"team": [person("甲")]}))
    assert guards.team_of_two(TransferFacts(), act(form={"team": [person("甲"), person("乙")]}))
    sent = {"has_letter": True, "has_report": True}
    assert guards.materials_complete(TransferFacts(), act(form=sent))
    goods = TransferFacts(has_goods=True)
    assert not guards.materials_complete(goods, act(form=sent))
    assert guards.materials_complete(goods, act(form=sent | {"has_goods_list": True}))


@pytest.mark.parametrize(("hours", "late"), [(23, False), (24, True), (50, True)])
def test_the_twenty_four_hours_are_told(hours: int, late: bool) -> None:
    approved = datetime(2026, 3, 11, 10, tzinfo=ZONE)
    verdict = guards.sent_within_a_day(
        TransferFacts(approved_at=approved), act("2026-03-12", at=approved + timedelta(hours=hours))
    )
    assert ("超过24小时" in verdict.note) is late
    assert not guards.sent_within_a_day(TransferFacts(), act())


def test_only_a_refusal_of_the_police_is_objected_to() -> None:
    assert not guards.police_refused(TransferFacts(), act())
    assert guards.police_refused(TransferFacts(answer=PoliceAnswer.NOT_FILED), act())


GROUNDED: dict[str, Any] = {
    "decision_served_on": d("2026-03-25"), "suit_until": d("2026-09-28"), "demand_served_on": d("2026-09-30"),
    "decision_state": DecisionState.STANDS, "outstanding": Decimal(100),
}  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "allowed"),
    [
        ({}, True),
        ({"decision_state": DecisionState.ANNULLED}, False),
        ({"decision_served_on": None}, False),
        ({"challenge": Challenge.SUIT}, False),
        ({"suit_until": d("2026-10-26")}, False),
        ({"deferred_until": d("2026-12-31")}, False),
        ({"demand_served_on": None}, False),
        ({"outstanding": Decimal(0)}, False),
        ({"outstanding": Decimal(0), "other_duties": "拆除"}, True),
    ],
)
def test_what_the_court_is_asked(changes: dict[str, Any], allowed: bool) -> None:
    assert bool(guards.application_grounded(CourtFacts(**(GROUNDED | changes)), act("2026-10-26"))) is allowed


def test_the_head_signs_and_materials_are_whole() -> None:
    assert not guards.head_signed(CourtFacts(), act())
    assert guards.head_signed(CourtFacts(head_signed_on=d("2026-10-28")), act())
    whole = {"has_decision": True, "has_opinion": True, "has_state_of_object": True}
    assert guards.court_materials(CourtFacts(), act(form=whole))
    for name in whole:
        verdict = guards.court_materials(CourtFacts(), act(form=whole | {name: False}))
        assert isinstance(verdict, Refused)
        assert verdict.field == name


def test_a_ruling_against_is_objected_to_in_time() -> None:
    refused = CourtFacts(ruling=CourtRuling.REFUSED)
    assert guards.refused_by_court(refused, act("2026-11-25", clocks={"object": ("running", "2026-11-25")}))
    assert not guards.refused_by_court(
        refused, act("2026-11-26", clocks={"object": ("running", "2026-11-25")})
    )
    assert not guards.refused_by_court(CourtFacts(ruling=CourtRuling.ALLOWED), act())


def penalty(**more: Any) -> PenaltyFacts:
    return PenaltyFacts(**({"domain": EnforcementDomain.MARKET, "cause": "甲", "parties": (FIRM,)} | more))


@pytest.mark.parametrize(
    ("counts", "enough", "verified"),
    [
        (EvidenceCounts(), False, True),
        (EvidenceCounts(2, 1, 1), True, False),
        (EvidenceCounts(2, 2, 0), True, True),
        (EvidenceCounts(1, 0, 0), False, True),  # all excluded
    ],
)
def test_evidence_is_there_and_verified(counts: EvidenceCounts, enough: bool, verified: bool) -> None:
    assert bool(guards.has_evidence(penalty(evidence=counts), act())) is enough
    assert bool(guards.evidence_verified(penalty(evidence=counts), act())) is verified


def test_a_record_or_the_reason_why_there_is_none() -> None:
    assert not guards.has_record(penalty(), act())
    assert guards.has_record(penalty(evidence=EvidenceCounts(1, 1, 0, 1)), act())
    assert guards.has_record(penalty(), act(form={"no_record_reason": "下落不明"}))


@pytest.mark.parametrize(
    ("ground", "given", "allowed"),
    [
        (NoPenaltyGround.SLIGHT_CORRECTED, {}, True),
        (NoPenaltyGround.SLIGHT_CORRECTED, {"did_harm": True}, False),
        (NoPenaltyGround.NO_FAULT, {}, True),
        (NoPenaltyGround.CHILD, {}, False),
        (
            NoPenaltyGround.CHILD,
            {"parties": (PartyFacts("童", PartyKind.CITIZEN, born_on=d("2015-01-01")),)},
            True,
        ),
        (NoPenaltyGround.INCAPABLE, {}, False),
        (NoPenaltyGround.OUT_OF_TIME, {"act_from": d("2026-01-01"), "found_on": d("2026-02-01")}, False),
        (NoPenaltyGround.OUT_OF_TIME, {"act_from": d("2020-01-01"), "found_on": d("2026-02-01")}, True),
    ],
)
def test_grounds_for_no_penalty(ground: NoPenaltyGround, given: dict[str, Any], allowed: bool) -> None:
    verdict = guards.no_penalty_ground_fits(penalty(**given), act(form={"no_penalty_ground": ground.value}))
    assert bool(verdict) is allowed


@pytest.mark.parametrize(
    ("form", "field"),
    [
        ({}, ""),
        ({"party_uscc": make_uscc("9115020312345678")}, ""),
        ({"party_uscc": "91150203123456789X"}, "party_uscc"),
        ({"party_id_no": make_resident_id("15020319900101001")}, ""),
        ({"party_id_no": "15020319900101001"}, "party_id_no"),
        ({"party_id_no": make_resident_id("15020320300101001")}, "party_id_no"),  # not yet born
    ],
)
def test_numbers_of_the_party(form: dict[str, str], field: str) -> None:
    verdict = guards.numbers_fit(None, act(form=form))
    assert (verdict.field if isinstance(verdict, Refused) else "") == field


def test_kept_things_have_a_reason_and_a_list() -> None:
    assert not guards.evidence_may_be_lost(PreservationFacts(), act())
    assert guards.evidence_may_be_lost(PreservationFacts(reason="会灭失"), act())
    assert not guards.things_listed(PreservationFacts(things=" "), act())
    late = guards.disposed_in_time(
        PreservationFacts(), act("2026-03-14", clocks={"dispose": ("running", "2026-03-13")})
    )
    assert late
    assert "超过" in late.note
