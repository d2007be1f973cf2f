"""Every condition of every procedure of enforcement refuses when it should, and names its article.

A condition is asked through the engine, at a stage where it is named. Where no lawful course leads to the fault, one
column is written by hand: so the guard holds even if another part has failed.
"""

import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from fazhi.domains.enforcement.models import (
    CourtApplication,
    CrimeTransfer,
    Hearing,
    PenaltyCase,
    SimplePenalty,
)
from fazhi.kernel.errors import Incomplete, NotYourPart, OutOfScope, Refusals
from fazhi.kernel.verdicts import Allowed, Refused, Verdict
from fazhi.people.actors import SYSTEM, Actor
from fazhi.people.models import Credential
from fazhi.procedures import registry, selectors
from fazhi.procedures.engine import open_matter
from fazhi.procedures.engine.judging import judge
from fazhi.procedures.engine.loaded import load, model_of
from fazhi.procedures.models import Assignment, Matter
from tests.domains.enforcement.test_whole_case import spot
from tests.factories.cases import FOOD, PLACE, Docket, at, peopled

pytestmark = pytest.mark.django_db
Team = Mapping[str, Actor]
PENALTY, OBJECTS = "《行政处罚法》", "《行政强制法》"
# These tell and never refuse: the law asks the officer to mind, and lets the act stand.
ONLY_TOLD = {"warned_of_double_fine", "disposed_in_time"}


@pytest.fixture
def team(db: None) -> Team:
    return peopled(at("2026-02-26")).team()


def condition(
    case: Docket, who: str, action: str, name: str, day: str, on: Matter | None = None, hour: int = 10
) -> Verdict:
    """What one condition of an action says on a day."""
    actor = SYSTEM if who == "system" else case.team[who]
    matter = selectors.one((on or case.matter).pk)
    moment = at(day, hour)
    loaded = load(matter, actor, timezone.localdate(moment))
    lines = judge(loaded, loaded.definition.actions[action], actor, moment).lines
    (found,) = [line.verdict for line in lines if line.key == name]
    return found


def refused(
    case: Docket,
    who: str,
    action: str,
    name: str,
    day: str,
    basis: str,
    on: Matter | None = None,
    **columns: Any,
) -> None:
    """The condition holds as the case stands, unless nothing is changed; with these columns it refuses, by that article."""
    matter = on or case.matter
    model = model_of(registry.definitions()[matter.procedure])
    rows = model._default_manager.filter(pk=matter.pk)
    before = rows.values(*columns).get() if columns else {}
    if columns:
        assert not isinstance(condition(case, who, action, name, day, on), Refused), name
        rows.update(**columns)
    verdict = condition(case, who, action, name, day, on)
    assert isinstance(verdict, Refused), name
    assert basis in verdict.basis, (name, verdict.basis)
    assert verdict.reason
    if columns:
        rows.update(**before)


def test_before_filing(team: Team) -> None:
    case = Docket.opened(team)
    refused(
        case, "officer", "submit_filing", "has_party", "2026-03-02", f"{PENALTY}第五十四条", party_name=""
    )
    case.submit()
    refused(case, "head", "file", "has_jurisdiction", "2026-03-03", f"{PENALTY}第十七条", domain="urban")
    refused(
        case,
        "head",
        "file",
        "has_jurisdiction",
        "2026-03-03",
        f"{PENALTY}第二十二条",
        jurisdiction="designated",
        jurisdiction_note="",
    )
    old = date(2024, 2, 26)
    refused(
        case,
        "head",
        "file",
        "within_limitation",
        "2026-03-03",
        f"{PENALTY}第三十六条",
        act_from=old,
        act_to=old,
    )
    refused(case, "officer", "file", "decider_is_not_handler", "2026-03-03", f"{PENALTY}第五十七条")
    with pytest.raises(NotYourPart):
        case.do("officer", "file", "2026-03-03", {"opinion": "同意。"})
    with pytest.raises(NotYourPart):
        case.do("unithead", "file", "2026-03-03", {"opinion": "同意。"})


@pytest.mark.parametrize(("second", "said"), [("officer4", "有效"), ("officer6", "暂扣"), ("chief", "岗位")])
def test_a_second_officer_without_good_papers_is_not_taken(team: Team, second: str, said: str) -> None:
    case = Docket.opened(team)
    with pytest.raises(Incomplete, match=said) as found:
        case.submit(second=second)
    assert {f.field for f in found.value.faults} == {"co_handler"}


@pytest.mark.parametrize(
    "change", [{"status": "suspended"}, {"valid_to": date(2026, 3, 2)}, {"domains": ["城市管理"]}]
)
def test_papers_that_fail_before_filing_stop_it(team: Team, change: dict[str, Any]) -> None:
    case = Docket.opened(team)
    case.submit()
    Credential.objects.filter(person_id=team["officer2"].person_id).update(**change)
    refused(case, "head", "file", "two_certified_officers", "2026-03-03", f"{PENALTY}第四十二条")
    # Who decides is another; the refusal names the officer who may not act.
    with pytest.raises(Refusals, match=f"{team['officer2'].name}的行政执法证"):
        case.do("head", "file", "2026-03-03", {"opinion": "同意。"})
    Credential.objects.filter(person_id=team["officer2"].person_id).delete()
    with pytest.raises(Refusals, match=f"{team['officer2'].name}没有行政执法证"):
        case.do("head", "file", "2026-03-03", {"opinion": "同意。"})


def test_an_officer_whose_certificate_is_suspended_does_nothing(team: Team) -> None:
    case = Docket.opened(team)
    Credential.objects.filter(person_id=team["officer"].person_id).update(status="suspended")
    with pytest.raises(Refusals, match="暂扣") as found:
        case.submit()
    assert "42" in found.value.verdicts[0].basis or "第四十二条" in found.value.verdicts[0].basis


def test_during_the_investigation(team: Team) -> None:
    case = Docket.opened(team)
    case.file()
    case.prove()
    with pytest.raises(Incomplete, match="没有询问笔录") as found:
        case.do("officer", "conclude", "2026-03-09", case.conclusion())
    (fault,) = found.value.faults
    assert (fault.field, fault.basis) == ("no_record_reason", f"{PENALTY}第五十五条第二款")
    assert "has_record" in registry.definitions()["enforcement.penalty"].actions["conclude"].checks
    case.inquire()
    # The record of the inquiry is evidence too and not verified yet.
    refused(case, "officer", "conclude", "evidence_verified", "2026-03-09", f"{PENALTY}第四十六条")
    case.do(
        "officer", "verify_evidence", "2026-03-06", {"finding": "confirmed", "note": "核对无误。"}, hour=15
    )
    kept = {"reason": "可能被转移", "things": "三袋", "place": "库房", "manner": "就地保存"}
    case.do("officer", "preserve", "2026-03-07", kept)
    refused(case, "officer", "conclude", "preservation_settled", "2026-03-09", f"{PENALTY}第五十六条")
    child = case.child("enforcement.preservation")
    for name, column in (("evidence_may_be_lost", "reason"), ("things_listed", "things")):
        refused(case, "head", "approve", name, "2026-03-07", f"{PENALTY}第五十六条", child, **{column: ""})


def test_an_amount_outside_the_benchmark_needs_a_reason(team: Team) -> None:
    case = Docket.opened(team)
    case.file()
    case.inquire()
    case.prove()
    with pytest.raises(Incomplete, match="不在所引基准的幅度") as found:
        case.do("officer", "conclude", "2026-03-09", case.conclusion(fine=6000))
    assert [(f.field, f.basis) for f in found.value.faults] == [("departure_reason", f"{PENALTY}第三十四条")]
    with pytest.raises(Incomplete, match="超过法定上限10000"):
        case.do("officer", "conclude", "2026-03-09", case.conclusion(fine=10001, departure_reason="情节严重"))
    reasoned = case.conclusion(fine=6000, departure_reason="六个月以上")
    assert case.do("officer", "conclude", "2026-03-09", reasoned) == "notice"


def test_a_second_fine_for_the_same_act_is_told_and_needs_a_reason(team: Team) -> None:
    first = Docket.opened(team)
    first.to_serving()
    again = Docket.opened(team, "2026-04-13")
    again.submit("2026-04-14")
    verdict = condition(again, "head", "file", "warned_of_double_fine", "2026-04-15")
    assert isinstance(verdict, Allowed)
    assert "包昆市监罚〔2026〕1号" in verdict.note
    again.do("head", "file", "2026-04-15", {"opinion": "同意。"})
    again.inquire("2026-04-16")
    again.prove("2026-04-16", "2026-04-17")
    with pytest.raises(Incomplete, match="不得再次罚款") as found:
        again.do("officer", "conclude", "2026-04-20", again.conclusion())
    assert [(f.field, f.basis) for f in found.value.faults] == [
        ("double_fine_reason", f"{PENALTY}第二十九条")
    ]


def test_before_and_during_the_notice(team: Team) -> None:
    case = Docket.opened(team)
    case.conclude()
    refused(case, "head", "notify", "proposal_complete", "2026-03-10", f"{PENALTY}第四十四条", facts_found="")
    case.do("head", "notify", "2026-03-10", {"opinion": "同意告知。"})
    refused(case, "officer", "serve_notice_again", "no_service_open", "2026-03-10", f"{PENALTY}第六十一条")
    case.serve("2026-03-11")
    refused(case, "officer", "close_defence", "defence_settled", "2026-03-18", f"{PENALTY}第四十四条")
    refused(case, "officer", "reply_defence", "defence_received", "2026-03-18", f"{PENALTY}第四十五条")
    refused(case, "officer", "request_hearing", "hearing_may_be_asked", "2026-03-12", f"{PENALTY}第六十三条")


def test_the_right_to_a_hearing(team: Team) -> None:
    case = Docket.opened(team, offence=FOOD)
    case.to_defence()
    refused(case, "officer", "close_defence", "hearing_window_over", "2026-03-18", f"{PENALTY}第六十三条")
    refused(case, "head", "decide", "hearing_right_settled", "2026-03-18", f"{PENALTY}第六十三条")
    refused(case, "officer", "request_hearing", "hearing_asked_in_time", "2026-03-19", f"{PENALTY}第六十四条")
    case.do("officer", "request_hearing", "2026-03-16", {"opinion": "书面提出。"})
    # Asked for and not held: even long after the window no decision.
    refused(case, "head", "decide", "hearing_right_settled", "2026-04-20", f"{PENALTY}第六十三条")
    case.do("officer", "close_defence", "2026-03-19")
    hearing = case.child("enforcement.hearing")
    case.do("hearing", "arrange", "2026-03-20", case.arrangement("2026-04-08"), on=hearing)
    refused(
        case,
        "hearing",
        "serve_notice_again",
        "no_service_open",
        "2026-03-20",
        f"{PENALTY}第六十一条",
        hearing,
    )
    case.serve("2026-03-23", on=Matter.objects.get(parent=hearing, is_open=True))
    refused(case, "hearing", "hold", "held_as_notified", "2026-04-07", f"{PENALTY}第六十四条", hearing)
    late = {"notified_on": date(2026, 3, 27)}
    refused(case, "hearing", "hold", "told_in_time", "2026-04-08", f"{PENALTY}第六十四条", hearing, **late)
    Assignment.objects.filter(matter=hearing, role="chair").update(person_id=team["officer"].person_id)
    refused(
        case, "officer", "hold", "chair_did_not_investigate", "2026-04-08", f"{PENALTY}第六十四条", hearing
    )
    assert Hearing.objects.get(pk=hearing.pk).notified_on == date(2026, 3, 23)


def test_before_the_decision(team: Team) -> None:
    case = Docket.opened(team)
    case.to_decision()
    day = "2026-03-23"
    child = {"party_kind": "citizen", "party_born_on": date(2015, 1, 1)}
    refused(case, "head", "decide", "may_punish_party", day, f"{PENALTY}第三十条", **child)
    mad = {"party_kind": "citizen", "party_capacity": "none"}
    refused(case, "head", "decide", "may_punish_party", day, f"{PENALTY}第三十一条", **mad)
    refused(case, "head", "decide", "has_evidence", day, f"{PENALTY}第四十条", evidence_confirmed=0)
    refused(
        case,
        "head",
        "decide",
        "review_passed",
        day,
        f"{PENALTY}第五十八条",
        review_grounds=["public_interest"],
    )
    refused(case, "head", "decide", "discussed_if_needed", day, f"{PENALTY}第五十七条第二款", is_major=True)
    refused(case, "head", "decide", "no_crime_pending", day, f"{PENALTY}第二十七条", crime_suspected=True)
    refused(case, "head", "decide", "defence_settled", day, f"{PENALTY}第四十四条", notice_served_on=None)
    refused(case, "cashier", "record_payment", "decision_stands", day, f"{PENALTY}第六十六条")
    for who in ("officer", "officer2", "unithead", "legal", "cashier"):
        with pytest.raises(NotYourPart):
            case.do(who, "decide", day, case.decision())


def test_performance_and_closing(team: Team) -> None:
    case = Docket.opened(team)
    case.to_serving()
    refused(case, "cashier", "record_payment", "decision_served", "2026-03-24", f"{PENALTY}第六十一条")
    case.serve("2026-03-25")
    for who in ("head", "officer", "officer2"):
        refused(case, who, "record_payment", "recorder_apart", "2026-03-26", f"{PENALTY}第六十七条")
        with pytest.raises(NotYourPart):
            case.pay("2026-03-26", "3000", who=who)
    paid = {"paid_fine": 3000, "surcharge_told": False}
    refused(case, "cashier", "record_payment", "something_owed", "2026-03-26", f"{PENALTY}第六十六条", **paid)
    refused(case, "officer", "demand", "payment_overdue", "2026-04-09", f"{PENALTY}第七十二条")
    refused(case, "officer", "apply_court", "demanded_first", "2026-10-08", f"{OBJECTS}第五十四条")
    refused(case, "officer", "apply_court", "may_apply_to_court", "2026-09-28", f"{OBJECTS}第五十三条")
    refused(case, "officer", "finish_performance", "all_performed", "2026-04-01", f"{PENALTY}第六十六条")
    refused(case, "officer", "end_challenge", "is_challenged", "2026-04-01", f"{PENALTY}第七十三条")
    refused(
        case, "officer", "demand", "not_challenged", "2026-04-10", f"{OBJECTS}第五十三条", challenge="suit"
    )


def test_the_court(team: Team) -> None:
    case = Docket.opened(team)
    case.to_performance()
    case.do("officer", "demand", "2026-09-01", {"unperformed": "罚款", "manner": "缴纳"})
    case.serve("2026-09-02")
    case.do("officer", "apply_court", "2026-09-29")
    court = case.child("enforcement.court")
    rows = PenaltyCase.objects.filter(pk=case.matter.pk)
    rows.update(demand_served_on=None)
    refused(case, "officer", "draft", "application_grounded", "2026-09-29", f"{OBJECTS}第五十四条", court)
    rows.update(demand_served_on=date(2026, 9, 2))
    refused(case, "officer", "draft", "application_grounded", "2026-09-28", f"{OBJECTS}第五十三条", court)
    refused(case, "officer", "submit", "head_signed", "2026-09-30", f"{OBJECTS}第五十五条", court)
    refused(case, "officer", "object", "refused_by_court", "2026-09-30", f"{OBJECTS}第五十", court)
    assert CourtApplication.objects.get(pk=court.pk).demand_served_on == date(2026, 9, 2)


def test_the_police(team: Team) -> None:
    case = Docket.opened(team)
    case.conclude(conclusion="transfer", crime_suspected=True)
    rules = "《行政执法机关移送涉嫌犯罪案件的规定》"
    child = case.child("enforcement.transfer")
    refused(case, "officer", "transfer_again", "no_transfer_open", "2026-03-10", f"{PENALTY}第二十七条")
    refused(case, "officer", "send", "sent_within_a_day", "2026-03-10", f"{rules}第五条", child)
    refused(case, "officer", "object", "police_refused", "2026-03-10", f"{rules}第九条", child)
    CrimeTransfer.objects.filter(pk=child.pk).update(approved_at=at("2026-03-10"))
    late = condition(case, "officer", "send", "sent_within_a_day", "2026-03-11", child, hour=11)
    assert isinstance(late, Allowed)
    assert "超过24小时" in late.note


def test_on_the_spot(team: Team) -> None:
    day = "2026-04-29"
    matter = open_matter(
        "enforcement.penalty_simple", team["officer"], spot(team, fine=3000), at=at(day)
    ).matter
    case = Docket(team, matter)
    refused(case, "cashier", "record_payment", "fine_was_decided", day, f"{PENALTY}第五十三条", paid=3000)
    refused(case, "officer", "record_payment", "simple_recorder_apart", day, f"{PENALTY}第六十七条")
    refused(case, "cashier", "hand_in", "collected_by_officer", day, f"{PENALTY}第七十一条")
    assert SimplePenalty.objects.get(pk=matter.pk).decided_by == team["officer"].person_id


def test_an_announcement_has_its_thirty_days(team: Team) -> None:
    case = Docket.opened(team)
    case.conclude()
    case.do("head", "notify", "2026-03-10", {"opinion": "同意告知。"})
    child = case.child("enforcement.service")
    refused(
        case, "system", "deem_served", "announcement_ran", "2026-03-10", "《民事诉讼法》第九十五条", child
    )
    form = {
        "is_missing": True, "announcement_reason": "下落不明", "announced_where": "本机关网站", "summary": "告知书",
        "rights": "可以陈述申辩",
    }  # fmt: skip
    case.do("officer", "announce", "2026-03-11", form, on=child)
    refused(
        case, "system", "deem_served", "announcement_ran", "2026-04-10", "《民事诉讼法》第九十五条", child
    )
    assert isinstance(
        condition(case, "system", "deem_served", "announcement_ran", "2026-04-11", child), Allowed
    )


def test_things_kept_too_long_are_told_as_late(team: Team) -> None:
    case = Docket.opened(team)
    case.file()
    kept = {"reason": "可能被转移", "things": "三袋", "place": "库房", "manner": "就地保存"}
    case.do("officer", "preserve", "2026-03-04", kept)
    child = case.child("enforcement.preservation")
    case.do("head", "approve", "2026-03-04", {"opinion": "同意。"}, on=child, hour=11)
    form = {k: kept[k] for k in ("things", "place", "manner")}
    case.do(
        "officer",
        "register",
        "2026-03-05",
        form | {"officers": case.pair, "showed_certificates": True},
        on=child,
    )
    # 6, 9, 10, 11, 12, 13 and 16 March.
    assert case.clock("dispose", child).due_on == date(2026, 3, 16)
    verdict = condition(case, "head", "dispose", "disposed_in_time", "2026-03-17", child)
    assert isinstance(verdict, Allowed)
    assert "已超过2026年3月16日" in verdict.note


def test_a_reviewer_is_neither_handler_nor_without_the_papers(team: Team) -> None:
    case = Docket.opened(team)
    case.conclude(is_complex=True, review_grounds=["complex"])
    child = case.child("review.legality")
    for who in ("officer", "officer2", "head", "unithead"):
        with pytest.raises((NotYourPart, OutOfScope)):
            case.do(who, "accept", "2026-03-10", on=child)
    Credential.objects.filter(person_id=team["legal"].person_id).delete()
    with pytest.raises(Refusals, match="法律职业资格") as found:
        case.do("legal", "accept", "2026-03-10", on=child)
    assert f"{PENALTY}第五十八条" in found.value.verdicts[0].basis
    Assignment.objects.filter(matter=case.matter, role="co_handler").update(
        person_id=team["hearing"].person_id
    )
    with pytest.raises(NotYourPart):
        case.do("hearing", "accept", "2026-03-10", on=child)
    assert PLACE in PenaltyCase.objects.get(pk=case.matter.pk).act_place


def test_no_condition_was_left_out() -> None:
    """Every condition that a definition names is tried above by its name, or is one that only tells."""
    named = {
        name
        for key, definition in registry.definitions().items()
        if key.startswith("enforcement.")
        for name in definition.conditions
    }
    tried = set(
        re.findall(
            r'"([a-z_]+)"',
            Path(__file__).read_text(encoding="utf-8").split("ONLY_TOLD =")[1].partition("}")[2],
        )
    )
    assert named - tried - ONLY_TOLD == set()
    assert named >= ONLY_TOLD
