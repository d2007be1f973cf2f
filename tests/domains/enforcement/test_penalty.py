"""One case from clue to archive, and every lawful way out of it."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from fazhi.disclosure.models import Publication
from fazhi.domains.enforcement.models import Decision, DiscretionCite, Instalment, PenaltyCase
from fazhi.kernel.errors import Incomplete, NotYourPart, Refusals, TooLate
from fazhi.ledger.services.verify import verify
from fazhi.papers.models import Paper
from fazhi.people.actors import SYSTEM
from fazhi.procedures import selectors
from fazhi.procedures.engine import open_matter, perform, preview
from fazhi.procedures.models import ClockRow, Matter
from fazhi.registers.services import keeping
from tests.domains.enforcement.conftest import (
    CLUE,
    CONCLUDE,
    DECIDE,
    EVIDENCE,
    FILING,
    INQUIRY,
    Bureau,
    Walk,
    at,
)

pytestmark = pytest.mark.django_db


def clock(walk: Walk, key: str) -> ClockRow:
    return ClockRow.objects.get(matter=walk.matter, key=key)


def case(walk: Walk) -> PenaltyCase:
    return PenaltyCase.objects.get(pk=walk.matter.pk)


def test_a_case_goes_from_clue_to_archive(walk: Walk) -> None:
    b = walk.bureau
    assert walk.to_investigation() == "investigation"
    assert walk.matter.number == "试市监立〔2026〕1号"
    assert clock(walk, "decide").due_on == date(2026, 6, 1)
    both = b.ids("officer", "second")
    walk.do("record_inquiry", b.officer, "2026-03-05", INQUIRY | {"officers": both})
    walk.do("add_evidence", b.officer, "2026-03-05", EVIDENCE | {"officers": both}, "files")
    walk.do("verify_evidence", b.officer, "2026-03-06", {"finding": "confirmed", "note": "核对一致"})
    # 55 000 yuan is a large fine: no review before the notice, but hearing right and discussion.
    assert walk.do("conclude", b.officer, "2026-03-09", CONCLUDE) == "notice"
    assert walk.do("notify", b.deputy, "2026-03-10", {"opinion": "同意"}) == "notice_serving"
    assert walk.serve("2026-03-11") == "defence"
    assert clock(walk, "hearing_request").due_on == date(2026, 3, 18)
    assert walk.do("close_defence", b.officer, "2026-03-19") == "discussion"
    assert walk.discuss("2026-03-20") == "decision"
    assert walk.do("decide", b.chief, "2026-03-23", DECIDE) == "serving"
    assert clock(walk, "decide").state == "met"
    assert walk.serve("2026-03-25") == "performance"
    assert clock(walk, "payment").due_on == date(2026, 4, 9)
    # Six months end on Mid-Autumn, a holiday, and move on over the weekend.
    assert case(walk).suit_until == date(2026, 9, 28)
    assert walk.pay("55000", "2026-04-01") == "performance"
    assert (
        walk.do("record_performance", b.officer, "2026-04-02", {"performance_note": "食品已没收"})
        == "closing"
    )
    closing = {
        "ending": "performed",
        "execution": "罚款已缴清",
        "closed_reason": "执行完毕",
        "opinion": "同意结案",
    }
    assert walk.do("close_case", b.deputy, "2026-04-03", closing) == "archiving"
    archive = {"dossier_number": "2026-罚-001", "retention": "long", "pages": "40"}
    assert walk.do("archive", b.clerk, "2026-04-07", archive) == "archived"
    walk.matter.refresh_from_db()
    assert (walk.matter.is_open, walk.matter.outcome) == (False, "closed")
    made = set(Paper.objects.filter(matter_id=walk.matter.pk).values_list("key", flat=True))
    assert made == {
        "clue_registration", "filing_approval", "inquiry_record", "investigation_report", "evidence_list",
        "advance_notice", "collective_discussion_record", "decision", "closing_approval", "dossier_cover",
        "dossier_index",
    }  # fmt: skip
    assert Paper.objects.get(matter_id=walk.matter.pk, key="decision").number == "试市监罚〔2026〕1号"
    assert not ClockRow.objects.filter(matter=walk.matter, state="running").exists()
    decision = Decision.objects.get(matter=walk.matter)
    assert (decision.state, decision.fine) == ("stands", Decimal("55000.00"))
    assert DiscretionCite.objects.filter(matter=walk.matter).count() == 2
    assert (
        Matter.objects.filter(parent=walk.matter, procedure="enforcement.service", outcome="served").count()
        == 2
    )


def test_the_whole_case_verifies_in_the_ledger(walk: Walk) -> None:
    walk.to_serving()
    assert verify() is None


def test_a_hearing_is_held_before_the_decision(walk: Walk) -> None:
    b = walk.bureau
    walk.to_defence()
    assert walk.do("request_hearing", b.officer, "2026-03-16", {"opinion": "当事人书面申请"}) == "defence"
    walk.do("record_defence", b.officer, "2026-03-16", {
        "defence_text": "认为罚款过重。", "defence_by": "韩虚构", "defence_relation": "法定代表人",
    })  # fmt: skip
    with pytest.raises(Refusals, match="还没有复核"):
        walk.do("close_defence", b.officer, "2026-03-17")
    walk.do("reply_defence", b.officer, "2026-03-17", {
        "place": "本局", "began_at": "2026-03-17 09:00", "ended_at": "2026-03-17 09:30", "defence_by": "韩虚构",
        "defence_relation": "法定代表人", "defence_result": "rejected", "defence_reply": "已按较轻档次提出，理由不成立。",
    })  # fmt: skip
    assert walk.do("close_defence", b.officer, "2026-03-17") == "hearing"
    hold_hearing(walk)
    assert walk.stage == "review_after"
    assert case(walk).heard_on == date(2026, 4, 8)
    assert walk.review("agree", "2026-04-13") == "discussion"
    walk.discuss("2026-04-14")
    assert walk.do("decide", b.chief, "2026-04-15", DECIDE) == "serving"


def arrange(walk: Walk, **changes: str) -> None:
    b = walk.bureau
    form = {
        "chair": b.ids("hearing")[0], "recorder": b.ids("legal")[0], "hearing_on": "2026-04-08",
        "hearing_at": "2026-04-08 09:00", "place": "本局听证室", "is_public": True,
    } | changes  # fmt: skip
    walk.on_child("enforcement.hearing", "arrange", b.legal, "2026-03-18", form)


def hold_hearing(walk: Walk) -> None:
    b = walk.bureau
    arrange(walk)
    hearing = walk.child("enforcement.hearing")
    Walk(b, hearing).serve("2026-03-19")
    said = dict.fromkeys(
        ("recusal", "case_statement", "defence", "cross_examination", "debate", "final_words"), "如笔录所记"
    )
    walk.on_child("enforcement.hearing", "hold", b.hearing, "2026-04-08", said | {
        "began_at": "2026-04-08 09:00", "ended_at": "2026-04-08 11:00", "agents_count": "1", "transcript_signed": True,
    })  # fmt: skip
    views = dict.fromkeys(("agency_view", "party_view", "dispute", "report"), "如报告所记")
    walk.on_child("enforcement.hearing", "report", b.hearing, "2026-04-10", views)


def test_a_hearing_needs_its_seven_working_days_and_a_stranger_to_the_case(walk: Walk) -> None:
    b = walk.bureau
    walk.to_defence()
    walk.do("request_hearing", b.officer, "2026-03-16", {"opinion": "申请"})
    walk.do("waive_defence", b.officer, "2026-03-16", {"statement": "不再陈述"}, "proof")
    walk.do("close_defence", b.officer, "2026-03-17")
    with pytest.raises(Incomplete, match="最迟应当在"):
        arrange(walk, hearing_on="2026-03-27", hearing_at="2026-03-27 09:00")
    with pytest.raises(Incomplete, match="主持人"):
        arrange(walk, chair=b.ids("second")[0])
    with pytest.raises(Incomplete, match="同一天"):
        arrange(walk, hearing_at="2026-04-09 09:00")


def test_no_hearing_after_the_five_working_days(walk: Walk) -> None:
    walk.to_defence()
    with pytest.raises(TooLate, match="听证"):
        walk.do("request_hearing", walk.bureau.officer, "2026-03-19", {"opinion": "申请"})


def test_the_windows_must_have_run_before_the_defence_is_closed(walk: Walk) -> None:
    walk.to_defence()
    with pytest.raises(Refusals, match="期限"):
        walk.do("close_defence", walk.bureau.officer, "2026-03-18")


def test_a_complex_case_goes_to_legality_review_first(walk: Walk) -> None:
    b = walk.bureau
    assert walk.to_concluded(review_grounds=["complex"]) == "review"
    review = walk.child("review.legality")
    assert review.unit.kind == "legal"
    with pytest.raises(Refusals, match="法律职业资格"):
        perform(review.pk, "accept", b.novice, {}, at=at("2026-03-10"))
    assert walk.review("return_for_correction", "2026-03-11", facts_fit="fails") == "investigation"
    walk.do("conclude", b.officer, "2026-03-12", CONCLUDE | {"review_grounds": ["complex"]})
    assert walk.review("agree", "2026-03-13") == "notice"


def test_an_unreviewed_complex_case_cannot_be_decided(walk: Walk) -> None:
    walk.to_decision()
    PenaltyCase.objects.filter(pk=walk.matter.pk).update(review_grounds=["public_interest"])
    with pytest.raises(Refusals, match="未经法制审核不得作出决定"):
        walk.do("decide", walk.bureau.chief, "2026-03-23", DECIDE)


def test_the_decision_is_never_heavier_than_the_notice(walk: Walk) -> None:
    walk.to_decision()
    with pytest.raises(Incomplete, match="比告知的内容更重") as refused:
        walk.do("decide", walk.bureau.chief, "2026-03-23", DECIDE | {"fine": "60000"})
    assert {f.field for f in refused.value.faults} == {"fine"}


def test_a_fine_outside_the_grade_needs_a_reason(walk: Walk) -> None:
    walk.to_decision()
    lower = DECIDE | {"fine": "52000", "benchmark_grade": "ordinary"}
    with pytest.raises(Incomplete, match="不在所引基准的幅度"):
        walk.do("decide", walk.bureau.chief, "2026-03-23", lower)
    reason = {"departure_reason": "当事人主动召回全部食品"}
    assert walk.do("decide", walk.bureau.chief, "2026-03-23", lower | reason) == "serving"
    assert DiscretionCite.objects.order_by("-id")[0].departure_reason == "当事人主动召回全部食品"


def test_the_handler_may_not_decide_and_the_decider_not_book_the_money(walk: Walk) -> None:
    walk.to_decision()
    with pytest.raises(NotYourPart):
        walk.do("decide", walk.bureau.officer, "2026-03-23", DECIDE)
    walk.do("decide", walk.bureau.chief, "2026-03-23", DECIDE)
    walk.serve("2026-03-25")
    slip = {
        "paid_for": "fine",
        "bank": "甲",
        "slip_no": "1",
        "payer": "乙",
        "amount": "1",
        "paid_on": "2026-03-26",
    }
    for person in (walk.bureau.officer, walk.bureau.chief):
        with pytest.raises(NotYourPart, match="财务人员"):
            walk.do("record_payment", person, "2026-03-26", slip)


def test_an_officer_without_valid_certificate_is_not_taken(walk: Walk) -> None:
    b = walk.bureau
    with pytest.raises(Incomplete, match="周过"):
        walk.do("submit_filing", b.officer, "2026-03-02", FILING | {"co_handler": b.ids("expired")[0]})


def test_a_slip_counts_once_and_never_more_than_is_owed(walk: Walk) -> None:
    walk.to_performance()
    walk.pay("20000", "2026-04-01", "S1")
    with pytest.raises(Incomplete, match="已经登记过"):
        walk.pay("100", "2026-04-02", "S1")
    with pytest.raises(Incomplete, match="最多还可以缴纳35000"):
        walk.pay("35000.01", "2026-04-02", "S2")
    assert case(walk).paid_fine == Decimal("20000.00")


def test_a_late_fine_leaves_its_surcharge_to_be_paid(walk: Walk) -> None:
    walk.to_performance()
    walk.do("record_performance", walk.bureau.officer, "2026-03-26", {"performance_note": "食品已没收"})
    # Ten days late: 55 000 at three per cent a day.
    assert walk.pay("55000", "2026-04-19", "S1") == "performance"
    assert case(walk).surcharge_due == Decimal("16500.00")
    with pytest.raises(Incomplete, match=r"还有加处罚款16500\.00元"):
        walk.do("finish_performance", walk.bureau.officer, "2026-04-20", {})
    assert walk.pay("16500", "2026-04-20", "S2", paid_for="surcharge") == "closing"


def test_a_case_is_not_filed(walk: Walk) -> None:
    b = walk.bureau
    walk.do("submit_filing", b.officer, "2026-03-02", FILING | {"co_handler": b.ids("second")[0]})
    refused = {
        "refused_reason": "没有违法事实",
        "refused_basis": "《行政处罚法》第五十四条",
        "opinion": "不予立案",
    }
    assert walk.do("refuse_filing", b.deputy, "2026-03-03", refused) == "not_filed"
    assert (walk.matter.outcome, walk.matter.is_open) == ("not_filed", False)


def test_a_case_out_of_time_is_not_filed(bureau: Bureau) -> None:
    old = CLUE | {"act_from": "2024-02-26"}
    matter = open_matter("enforcement.penalty", bureau.officer, old, at=at("2026-02-28")).matter
    with pytest.raises(Refusals, match="追究期限到2026年2月26日止"):
        perform(
            matter.pk,
            "submit_filing",
            bureau.officer,
            FILING | {"co_handler": bureau.ids("second")[0]},
            at=at("2026-03-02"),
        )


def test_no_penalty_is_decided_served_and_closed(walk: Walk) -> None:
    b = walk.bureau
    slight = {"conclusion": "slight", "no_penalty_ground": "slight_corrected", "kinds": []}
    assert walk.to_concluded(**slight) == "no_penalty"
    form = {
        "no_penalty_ground": "slight_corrected", "waiver_reason": "及时改正", "education": "已当面教育",
        "review_organ": "试验区人民政府", "court": "试验区人民法院",
    }  # fmt: skip
    assert walk.do("decide_no_penalty", b.chief, "2026-03-11", form) == "serving"
    assert walk.serve("2026-03-12") == "closing"
    closing = {"ending": "no_penalty", "execution": "无", "closed_reason": "不予处罚", "opinion": "同意"}
    with pytest.raises(Incomplete, match="不符"):
        walk.do("close_case", b.deputy, "2026-03-13", closing | {"ending": "performed"})
    assert walk.do("close_case", b.deputy, "2026-03-13", closing) == "archiving"
    assert clock(walk, "decide").state == "met"


def test_a_case_is_dropped(walk: Walk) -> None:
    b = walk.bureau
    assert walk.to_concluded(conclusion="drop", kinds=[]) == "dropping"
    form = {
        "drop_reason": "当事人不是违法行为人",
        "drop_basis": "《行政处罚法》第四十条",
        "opinion": "同意撤案",
    }
    assert walk.do("drop_case", b.deputy, "2026-03-10", form) == "archiving"
    assert (case(walk).ending, clock(walk, "decide").state) == ("dropped", "ended")


def test_a_suspected_crime_must_go_to_the_police(walk: Walk) -> None:
    with pytest.raises(Incomplete, match="应当移送司法机关"):
        walk.to_concluded(crime_suspected=True)


def test_a_case_handed_to_the_police_is_closed_when_they_take_it(walk: Walk) -> None:
    b = walk.bureau
    assert walk.to_concluded(crime_suspected=True, conclusion="transfer", kinds=[]) == "transferring"
    report = {
        "team": b.ids("officer", "second"), "facts_found": "涉嫌犯罪的事实", "crime": "生产、销售不符合安全标准的食品罪",
        "law_basis": "《刑法》第一百四十三条", "report": "建议移送", "police": "试验区公安分局", "has_goods": True,
    }  # fmt: skip
    transfer = "enforcement.transfer"
    walk.on_child(transfer, "report", b.officer, "2026-03-10", report)
    with pytest.raises(NotYourPart):  # a deputy may not approve
        walk.on_child(transfer, "approve", b.deputy, "2026-03-11", {"opinion": "同意"})
    walk.on_child(transfer, "approve", b.chief, "2026-03-11", {"opinion": "同意"})
    send = {"has_letter": True, "has_report": True, "materials": "移送书\n调查报告", "received_by": "公安某"}
    with pytest.raises(Incomplete, match="涉案物品清单"):
        walk.on_child(transfer, "send", b.officer, "2026-03-11", send)
    walk.on_child(transfer, "send", b.officer, "2026-03-11", send | {"has_goods_list": True})
    answer = {"answered_on": "2026-03-13", "answer_note": "决定立案"}
    walk.on_child(transfer, "police_filed", b.officer, "2026-03-13", answer)
    assert (
        walk.on_child(transfer, "hand_over", b.officer, "2026-03-16", {"handed": "物品和案卷"}) == "closing"
    )
    closing = {"ending": "crime", "execution": "已移送", "closed_reason": "公安机关已立案", "opinion": "同意"}
    assert walk.do("close_case", b.deputy, "2026-03-17", closing) == "archiving"


def test_a_case_the_police_decline_comes_back(walk: Walk) -> None:
    b = walk.bureau
    walk.to_concluded(crime_suspected=True, conclusion="transfer", kinds=[])
    transfer = "enforcement.transfer"
    assert walk.on_child(transfer, "report", b.officer, "2026-03-10", {
        "team": b.ids("officer", "second"), "facts_found": "事实", "crime": "罪名", "law_basis": "依据", "report": "报告",
        "police": "公安分局",
    }) == "transferring"  # fmt: skip
    walk.on_child(transfer, "approve", b.chief, "2026-03-11", {"opinion": "同意"})
    send = {"has_letter": True, "has_report": True, "materials": "移送书", "received_by": "公安某"}
    walk.on_child(transfer, "send", b.officer, "2026-03-11", send)
    refused = {"answered_on": "2026-03-13", "answer_note": "犯罪事实显著轻微"}
    walk.on_child(transfer, "police_declined", b.officer, "2026-03-13", refused)
    assert walk.on_child(transfer, "accept_refusal", b.officer, "2026-03-16") == "investigation"
    assert walk.do("conclude", b.officer, "2026-03-17", CONCLUDE | {"crime_suspected": True}) == "notice"


def test_what_is_unpaid_is_demanded_and_brought_to_court(walk: Walk) -> None:
    b = walk.bureau
    walk.to_performance()
    walk.do("record_performance", b.officer, "2026-03-26", {"performance_note": "食品已没收"})
    words = {"unperformed": "罚款五万五千元", "manner": "到指定银行缴纳"}
    with pytest.raises(Refusals, match="履行期限到2026年4月9日止"):
        walk.do("demand", b.officer, "2026-04-09", words)
    walk.do("demand", b.officer, "2026-09-29", words)
    walk.serve("2026-09-30")
    # Ten working days over the National Day holidays, with their make-up days.
    wait = clock(walk, "demand")
    assert wait.starts_on == date(2026, 9, 30)
    with pytest.raises(Refusals, match="催告后等待"):
        walk.do("apply_court", b.officer, wait.due_on.isoformat())
    walk.do("apply_court", b.officer, "2026-10-26")
    court = "enforcement.court"
    draft = {
        "court": "试验区人民法院", "subject": "罚款", "facts_found": "事实", "party_view": "无异议", "property": "银行存款",
        "has_decision": True, "has_opinion": True, "has_state_of_object": True,
    }  # fmt: skip
    walk.on_child(court, "draft", b.officer, "2026-10-27", draft)
    walk.on_child(court, "sign_application", b.deputy, "2026-10-28", {"opinion": "同意"})
    walk.on_child(court, "submit", b.officer, "2026-10-29", {"filed_on": "2026-10-29"})
    walk.on_child(court, "court_accepted", b.officer, "2026-11-02", {"accepted_on": "2026-11-02"})
    ruling = {
        "ruling": "allowed", "ruled_on": "2026-11-09", "ruling_received_on": "2026-11-10",
        "ruling_number": "（2026）内0203行审1号",
    }  # fmt: skip
    walk.on_child(court, "record_ruling", b.officer, "2026-11-10", ruling)
    walk.on_child(
        court,
        "executed",
        b.officer,
        "2026-12-01",
        {"executed_on": "2026-12-01", "execution_note": "划拨到账"},
    )
    assert walk.do("finish_performance", b.officer, "2026-12-02") == "closing"
    assert case(walk).paid_fine == Decimal("55000.00")


def test_a_fine_may_be_paid_in_parts(walk: Walk) -> None:
    b = walk.bureau
    walk.to_performance()
    plan = {
        "deferral_asked_on": "2026-04-01", "hardship": "停业两个月", "deferral_kind": "instalments",
        "deferred_until": "2026-12-31", "instalment_count": "4",
    }  # fmt: skip
    assert walk.do("grant_deferral", b.deputy, "2026-04-02", plan, "proof") == "performance"
    parts = list(Instalment.objects.filter(matter=walk.matter))
    assert (len(parts), sum(p.amount for p in parts)) == (4, Decimal("55000.00"))
    assert clock(walk, "court_window").starts_on == date(2026, 12, 31)
    assert clock(walk, "payment").state == "ended"


def test_an_annulled_decision_is_taken_up_again(walk: Walk) -> None:
    b = walk.bureau
    walk.to_performance()
    publication = walk.child("disclosure.publication")
    perform(publication.pk, "submit", b.second, {}, at=at("2026-03-26"))
    digest = Publication.objects.get(pk=publication.pk).draft_digest
    perform(publication.pk, "publish", b.legal, {"draft_digest": digest}, at=at("2026-03-27"))
    annul = {
        "changed_by": "own", "annul_finding": "计算有误", "change_reason": "裁量档次适用错误",
        "annul_basis": "《行政处罚法》第七十五条", "refund": "没有缴款",
    }  # fmt: skip
    assert walk.do("annul", b.chief, "2026-04-01", annul) == "annulled"
    assert Decision.objects.get(matter=walk.matter).state == "annulled"
    assert clock(walk, "payment").state == "ended"
    publication.refresh_from_db()
    assert (publication.stage, publication.due_on) == ("removing", date(2026, 4, 7))
    assert walk.do("redecide", b.chief, "2026-04-02", {"opinion": "重新处理"}) == "investigation"
    assert clock(walk, "decide").state == "running"
    assert walk.do("conclude", b.officer, "2026-04-03", CONCLUDE | {"fine": "50000"}) == "notice"


def test_a_second_fine_for_the_same_kind_of_act_is_warned_of(walk: Walk) -> None:
    walk.to_serving()
    b = walk.bureau
    again = Walk(b, open_matter("enforcement.penalty", b.officer, CLUE, at=at("2026-03-30")).matter)
    b2 = {"co_handler": b.ids("second")[0]}
    again.do("submit_filing", b.officer, "2026-03-31", FILING | b2)
    _, actions = preview(selectors.visible_to(b.deputy, again.matter.pk), b.deputy, at("2026-04-01"))
    (line,) = [
        line
        for a in actions
        if a.action.key == "file"
        for line in a.lines
        if line.key == "warned_of_double_fine"
    ]
    assert "请注意一事不再罚" in line.verdict.note


def test_an_action_asks_few_queries_and_no_more_with_history(walk: Walk) -> None:
    b = walk.bureau
    walk.to_investigation()
    both = b.ids("officer", "second")
    counts = []
    for n in range(6):
        with CaptureQueriesContext(connection) as asked:
            walk.do(
                "add_evidence", b.officer, "2026-03-05", EVIDENCE | {"officers": both, "title": f"第{n}份"}
            )
        counts.append(len(asked))
    assert counts[1] == counts[-1]
    assert counts[-1] <= 22, counts


def test_the_published_item_hides_persons_and_keeps_the_firm(walk: Walk) -> None:
    walk.to_serving()
    row = Publication.objects.get(matter=walk.child("disclosure.publication"))
    said = str(row.draft)
    assert "试验食品有限公司" in said
    assert "韩虚构" not in said
    assert "虚构路1号" not in said


@pytest.mark.parametrize(("threshold", "stage"), [("55000", "review"), ("55000.01", "notice")])
def test_what_the_organs_catalogue_lists_is_reviewed(walk: Walk, threshold: str, stage: str) -> None:
    organ = walk.bureau.organ
    register = keeping.open_register(
        "legality_review_catalogue",
        owner=organ,
        region=organ.region,
        at=at("2026-01-05"),
        title="法制审核目录",
    )
    listed = {
        "domain": "市场监管", "decision": "行政处罚", "condition": "较大数额罚款", "threshold": threshold,
        "law_basis": "《行政处罚法》第五十八条", "source": "样例", "sample": True,
    }  # fmt: skip
    entry = keeping.add_entry(
        register,
        code="F-1",
        title="较大数额罚款",
        data=listed,
        valid_from=date(2026, 1, 5),
        actor=SYSTEM,
        at=at("2026-01-05"),
    )
    keeping.put_in_force(entry, actor=SYSTEM)
    assert walk.to_concluded() == stage
