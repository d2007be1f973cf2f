"""Whole cases with the people and the forms of the samples: stages, days reckoned by hand, numbers, papers, publication.

2026: 28 February and 9 May are worked; 4 to 6 April, 1 to 5 May, 25 to 27 September and 1 to 7 October are not.
"""

import io
from collections.abc import Mapping
from datetime import date
from decimal import Decimal

import docx
import pypdfium2
import pytest
from django.db.models import Count, Sum

from fazhi.disclosure import selectors as disclosure
from fazhi.disclosure.models import Publication
from fazhi.domains.enforcement.demo import forms
from fazhi.domains.enforcement.models import CourtApplication, Decision, Instalment, PenaltyCase
from fazhi.kernel.errors import Incomplete, NotYourPart, Refusals, TooLate
from fazhi.ledger.services.verify import verify
from fazhi.papers import render
from fazhi.papers.models import Paper
from fazhi.people.actors import Actor
from fazhi.procedures.engine import open_matter, perform
from fazhi.procedures.models import Matter, Tally
from fazhi.procedures.replay import differences
from fazhi.procedures.sweep import sweep
from tests.factories.cases import COUNTY, COURT, FIRM, FOOD, PLACE, Docket, at, peopled

pytestmark = pytest.mark.django_db
Team = Mapping[str, Actor]


@pytest.fixture
def team(db: None) -> Team:
    return peopled(at("2026-02-26")).team()


def whole(case: Docket) -> None:
    """Ledger, rows and sums of the case and its sub-matters tell one story."""
    assert verify() is None
    matters = list(Matter.objects.filter(root_id=case.matter.root_id))
    assert [str(d) for m in matters for d in differences(m)] == []
    counted = dict(Tally.objects.values_list("procedure").annotate(n=Sum("count")).filter(n__gt=0))
    running = Matter.objects.filter(is_open=True).values_list("procedure").annotate(n=Count("id"))
    assert counted == dict(running)


def words_of(paper: Paper) -> tuple[str, str]:
    """The text of a paper as Word and as PDF."""
    word = docx.Document(io.BytesIO(render.docx(paper)))
    cells = [cell.text for table in word.tables for row in table.rows for cell in row.cells]
    text = "\n".join([*(p.text for p in word.paragraphs), *cells])
    pages = pypdfium2.PdfDocument(render.pdf(paper))
    return text, "\n".join(page.get_textpage().get_text_range() for page in pages)


def squeezed(text: str) -> str:
    return "".join(text.split())


def test_a_plain_case_from_clue_to_archive(team: Team) -> None:
    case = Docket.opened(team)
    assert case.stage == "clue"
    # Fifteen working days after 27 February, a worked Saturday among them.
    assert case.clock("file").due_on == date(2026, 3, 19)
    assert case.submit() == "filing"
    assert case.do("unithead", "endorse_filing", "2026-03-02", {"opinion": "拟同意。"}, hour=15) == "filing"
    assert case.do("head", "file", "2026-03-03", {"opinion": "同意立案。"}) == "investigation"
    assert case.matter.number == "包昆市监立〔2026〕1号"
    assert (case.clock("file").state, case.clock("decide").due_on) == ("met", date(2026, 6, 1))
    case.inquire()
    case.prove()
    assert case.do("officer", "conclude", "2026-03-09", case.conclusion()) == "notice"
    assert case.do("head", "notify", "2026-03-10", {"opinion": "同意告知。"}) == "notice_serving"
    assert case.serve("2026-03-11") == "defence"
    assert case.clock("defence").due_on == date(2026, 3, 18)
    # Three thousand yuan give a firm no right to a hearing.
    assert not case.matter.clocks.filter(key="hearing_request").exists()
    with pytest.raises(Refusals, match="期限到2026年3月18日止"):
        case.do("officer", "close_defence", "2026-03-18")
    assert case.do("officer", "close_defence", "2026-03-19") == "decision"
    assert case.do("head", "decide", "2026-03-23", case.decision()) == "serving"
    assert case.clock("decide").state == "met"
    # Seven working days end before Qingming.
    assert case.clock("serve", case.child("enforcement.service")).due_on == date(2026, 4, 1)
    assert case.clock("publish", case.child("disclosure.publication")).due_on == date(2026, 4, 1)
    assert case.serve("2026-03-25") == "performance"
    assert case.clock("payment").due_on == date(2026, 4, 9)
    # Six months end on Mid-Autumn and move on over the weekend; three months more for the court.
    assert case.clock("court_window").due_on == date(2026, 12, 28)
    assert case.pay("2026-04-07", "3000") == "closing"
    assert case.close("2026-04-08") == "archiving"
    assert case.do("officer", "archive", "2026-04-09", forms.archive(1, 2026)) == "archived"
    assert (case.matter.is_open, case.matter.outcome) == (False, "closed")
    assert not case.matter.clocks.filter(state="running").exists()
    whole(case)


def test_every_paper_is_drawn_as_word_and_pdf_and_names_party_and_number(team: Team) -> None:
    case = Docket.opened(team)
    case.to_performance()
    case.pay("2026-04-07", "3000")
    case.close("2026-04-08")
    case.do("officer", "archive", "2026-04-09", forms.archive(1, 2026))
    made = list(Paper.objects.filter(matter_id=case.matter.pk).order_by("event_seq", "key"))
    assert {p.key for p in made} == {
        "clue_registration", "filing_approval", "inquiry_record", "investigation_report", "evidence_list",
        "advance_notice", "decision", "closing_approval", "dossier_index", "dossier_cover",
    }  # fmt: skip
    numbers = {p.key: p.number for p in made if p.number}
    assert numbers == {"advance_notice": "包昆市监罚告〔2026〕1号", "decision": "包昆市监罚〔2026〕1号"}
    for paper in made:
        word, pdf = map(squeezed, words_of(paper))
        # The record of an inquiry is about the one who was asked.
        named = "赵某例" if paper.key == "inquiry_record" else FIRM.name
        assert named in word, paper.title
        assert named in pdf, paper.title
        own = numbers["decision"] if paper.key == "dossier_cover" else paper.number
        assert own in word, paper.title
        assert own in pdf, paper.title


def test_a_published_decision_is_masked_and_found(team: Team) -> None:
    case = Docket.opened(team)
    case.to_serving()
    child = case.publish("2026-03-26")
    assert child.stage == "published"
    (item,) = disclosure.shown_on(date(2026, 3, 26))
    shown = str(item.public)
    assert item.number == "包昆市监罚〔2026〕1号"
    assert FIRM.name in shown
    for hidden in ("赵某例", "13900000000", f"{PLACE}示例路1号"):
        assert hidden not in shown
    whole(case)


def test_a_hearing_in_time_then_review_and_discussion(team: Team) -> None:
    case = Docket.opened(team, offence=FOOD)
    case.to_defence()
    assert case.clock("hearing_request").due_on == date(2026, 3, 18)
    assert case.do("officer", "request_hearing", "2026-03-18", {"opinion": "当事人书面提出。"}) == "defence"
    assert case.do("officer", "close_defence", "2026-03-19") == "hearing"
    hearing = case.child("enforcement.hearing")
    with pytest.raises(NotYourPart):
        case.do("officer", "arrange", "2026-03-19", case.arrangement("2026-04-08"), on=hearing)
    # Seven full working days between notice and hearing: 27 March is one day too late.
    with pytest.raises(Incomplete, match="最迟应当在2026年3月26日"):
        case.do("hearing", "arrange", "2026-03-27", case.arrangement("2026-04-08"), on=hearing)
    assert case.hear("2026-03-20", "2026-03-26", "2026-04-08", "2026-04-10") == "review_after"
    with pytest.raises(NotYourPart):
        case.do("officer", "accept", "2026-04-13", on=case.child("review.legality"))
    assert case.review("2026-04-13") == "discussion"
    assert case.discuss("2026-04-14") == "decision"
    assert case.do("head", "decide", "2026-04-15", case.decision()) == "serving"
    keys = set(Paper.objects.filter(matter_id=hearing.pk).values_list("key", flat=True))
    assert keys == {"hearing_notice", "hearing_transcript", "hearing_report"}
    assert Paper.objects.filter(key="legality_opinion").count() == 1
    whole(case)


def test_a_hearing_told_too_late_is_put_off(team: Team) -> None:
    case = Docket.opened(team, offence=FOOD)
    case.to_defence()
    case.do("officer", "request_hearing", "2026-03-16", {"opinion": "当事人书面提出。"})
    case.do("officer", "close_defence", "2026-03-19")
    with pytest.raises(Refusals, match="2026年3月27日才送达"):
        case.hear("2026-03-20", "2026-03-27", "2026-04-08", "2026-04-10")


def test_a_late_request_for_a_hearing_is_too_late(team: Team) -> None:
    case = Docket.opened(team, offence=FOOD)
    case.to_defence()
    with pytest.raises(TooLate, match="2026-03-18届满") as refused:
        case.do("officer", "request_hearing", "2026-03-19", {"opinion": "当事人书面提出。"})
    assert "行政处罚法#64" in refused.value.basis


def test_things_kept_as_evidence_are_dealt_with_in_seven_working_days(team: Team) -> None:
    case = Docket.opened(team, day="2026-04-27")
    case.do(
        "officer", "submit_filing", "2026-04-27", forms.submit_filing(team["officer2"].person_id), hour=11
    )
    case.do("head", "file", "2026-04-28", {"opinion": "同意立案。"})
    kept = {
        "reason": "食品可能被转移",
        "things": "预包装食品，三袋",
        "place": "当事人库房",
        "manner": "就地保存",
    }
    case.do("officer", "preserve", "2026-04-28", kept, hour=11)
    child = case.child("enforcement.preservation")
    with pytest.raises(NotYourPart):
        case.do("officer", "approve", "2026-04-28", {"opinion": "同意。"}, on=child, hour=12)
    case.do("head", "approve", "2026-04-28", {"opinion": "同意。"}, on=child, hour=12)
    form = {k: kept[k] for k in ("things", "place", "manner")} | {
        "officers": case.pair,
        "showed_certificates": True,
    }
    case.do("officer", "register", "2026-04-29", form, on=child)
    # 30 April, 6, 7, 8 May, the worked Saturday 9 May, 11 and 12 May.
    assert case.clock("dispose", child).due_on == date(2026, 5, 12)
    case.inquire("2026-05-06")
    case.prove("2026-05-06", "2026-05-07")
    with pytest.raises(Refusals, match="还没有处理决定"):
        case.do("officer", "conclude", "2026-05-08", case.conclusion())
    outcome = {"outcome": "returned", "outcome_reason": "与案件无关"}
    case.do("head", "dispose", "2026-05-12", outcome, on=child)
    assert case.clock("dispose", child).state == "met"
    assert case.do("officer", "conclude", "2026-05-12", case.conclusion(), hour=14) == "notice"
    whole(case)


def test_a_case_is_not_filed(team: Team) -> None:
    case = Docket.opened(team)
    case.submit()
    form = {
        "refused_reason": "没有证据证明存在违法行为。",
        "refused_basis": "《行政处罚法》第五十四条",
        "opinion": "同意。",
    }
    assert case.do("head", "refuse_filing", "2026-03-03", form) == "not_filed"
    assert (case.matter.outcome, case.clock("file").state) == ("not_filed", "met")
    whole(case)


def test_no_penalty_is_decided_served_closed_and_archived(team: Team) -> None:
    case = Docket.opened(team)
    assert case.conclude(conclusion="slight") == "no_penalty"
    ground = {
        "no_penalty_ground": "slight_corrected",
        "waiver_reason": "轻微，已改正。",
        "education": "已教育。",
    }
    assert case.do("head", "decide_no_penalty", "2026-03-10", ground | COURT) == "serving"
    assert case.serve("2026-03-11") == "closing"
    assert case.close("2026-03-12", "no_penalty") == "archiving"
    assert case.do("officer", "archive", "2026-03-13", forms.archive(1, 2026)) == "archived"
    whole(case)


def test_a_case_is_dropped(team: Team) -> None:
    case = Docket.opened(team)
    assert case.conclude(conclusion="drop") == "dropping"
    form = {
        "drop_reason": "违法事实不能成立。",
        "drop_basis": "《行政处罚法》第五十七条",
        "opinion": "同意。",
    }
    assert case.do("head", "drop_case", "2026-03-10", form) == "archiving"
    assert case.clock("decide").state == "ended"
    whole(case)


def test_a_suspected_crime_goes_to_the_police_by_natural_days_and_hours(team: Team) -> None:
    case = Docket.opened(team)
    case.conclude("2026-04-29", conclusion="transfer", crime_suspected=True)
    assert case.stage == "transferring"
    child = case.child("enforcement.transfer")
    report = {
        "team": case.pair,
        "facts_found": "涉嫌犯罪的事实",
        "crime": "生产、销售不符合安全标准的食品罪",
        "law_basis": "《刑法》第一百四十三条",
        "report": "建议移送。",
        "police": "昆都仑区公安分局",
    }
    case.do("officer", "report", "2026-04-30", report, on=child)
    # Three natural days, through the holiday.
    assert case.clock("approve", child).due_on == date(2026, 5, 3)
    with pytest.raises(NotYourPart):
        case.do("head", "approve", "2026-05-02", {"opinion": "同意。"}, on=child)
    case.do("chief", "approve", "2026-05-02", {"opinion": "同意。"}, on=child, hour=16)
    sending = case.clock("send", child)
    assert (sending.length, sending.unit, sending.due_on) == (24, "hour", date(2026, 5, 3))
    send = {"has_letter": True, "has_report": True, "materials": "移送书\n调查报告", "received_by": "某警官"}
    case.do("officer", "send", "2026-05-03", send, on=child)
    assert case.clock("police", child).due_on == date(2026, 5, 6)
    answer = {"answered_on": "2026-05-05", "answer_note": "决定立案"}
    case.do("officer", "police_filed", "2026-05-06", answer, on=child)
    assert case.clock("hand_over", child).due_on == date(2026, 5, 8)
    handed = {"handed": "案卷和物品"}
    assert case.do("officer", "hand_over", "2026-05-08", handed, on=child) == "closing"
    assert case.close("2026-05-09", "crime") == "archiving"
    whole(case)


def test_what_is_unpaid_lapses_is_demanded_and_brought_to_court(team: Team) -> None:
    case = Docket.opened(team)
    case.to_performance()
    assert sweep(at("2026-04-09")).lapsed == 0
    assert sweep(at("2026-04-10")).lapsed == 1
    assert sweep(at("2026-04-10", 11)).lapsed == 0
    assert case.clock("payment").state == "lapsed"
    demand = {"unperformed": "罚款三千元", "manner": "到指定银行缴纳"}
    case.do("officer", "demand", "2026-04-10", demand, hour=15)
    with pytest.raises(Refusals, match="催告书还没有送达"):
        case.do("officer", "apply_court", "2026-04-11")
    case.serve("2026-04-13")
    # Ten working days.
    assert case.clock("demand").due_on == date(2026, 4, 27)
    with pytest.raises(Refusals, match="2026-04-27届满，届满后才能办理"):
        case.do("officer", "apply_court", "2026-04-27")
    with pytest.raises(Refusals, match="2026年9月28日止，还没有届满"):
        case.do("officer", "apply_court", "2026-09-28")
    with pytest.raises(TooLate, match="2026-12-28届满"):
        case.do("officer", "apply_court", "2026-12-29")
    case.do("officer", "apply_court", "2026-09-29")
    asked = CourtApplication.objects.get(pk=case.child("enforcement.court").pk)
    # Three per cent a day for 172 days would be five times the fine.
    assert (asked.fine, asked.surcharge) == (Decimal("3000.00"), Decimal("3000.00"))
    whole(case)


def test_payment_whose_last_day_is_a_holiday_is_in_time_on_the_next_working_day(team: Team) -> None:
    case = Docket.opened(team)
    case.to_performance(served="2026-04-20")
    assert case.clock("payment").due_on == date(2026, 5, 6)
    assert sweep(at("2026-05-06")).lapsed == 0
    assert case.pay("2026-05-06", "3000") == "closing"


def test_instalments_put_off_payment_and_court(team: Team) -> None:
    case = Docket.opened(team)
    case.to_performance()
    form = {
        "deferral_asked_on": "2026-04-01", "hardship": "停业两个月", "deferral_kind": "instalments",
        "deferred_until": "2026-12-31", "instalment_count": 3,
    }  # fmt: skip
    assert case.do("head", "grant_deferral", "2026-04-02", form, "proof") == "performance"
    parts = Instalment.objects.filter(matter=case.matter).order_by("number")
    assert [p.amount for p in parts] == [Decimal("1000.00")] * 3
    assert parts[2].due_on == date(2026, 12, 31)
    assert case.clock("payment").state == "ended"
    assert case.clock("court_window").due_on == date(2027, 3, 31)
    with pytest.raises(Refusals, match="2026年12月31日止"):
        case.do("officer", "demand", "2026-12-31", {"unperformed": "罚款", "manner": "缴纳"})
    case.pay("2026-05-06", "1000", 1)
    case.pay("2026-08-06", "1000", 2)
    assert case.pay("2026-12-30", "1000", 3) == "closing"
    whole(case)


def test_an_annulled_decision_comes_down_and_is_made_anew(team: Team) -> None:
    case = Docket.opened(team)
    case.to_performance()
    public = case.publish("2026-03-26")
    form = {
        "changed_by": "own", "annul_finding": "单据重复计算", "change_reason": "主要事实有误",
        "annul_basis": "《行政处罚法》第七十五条", "refund": "尚未缴款",
    }  # fmt: skip
    assert case.do("head", "annul", "2026-04-01", form) == "annulled"
    public.refresh_from_db()
    assert public.stage == "removing"
    # 2, 3 and 7 April: Qingming lies between.
    assert case.clock("withdraw", public).due_on == date(2026, 4, 7)
    case.do("legal", "take_down", "2026-04-07", {"removal_reason": "决定已被撤销"}, on=public)
    assert case.clock("withdraw", public).state == "met"
    assert not disclosure.shown_on(date(2026, 4, 7)).exists()
    gone = Publication.objects.get(pk=public.pk)
    assert (gone.public, gone.removal_reason) == ({}, "决定已被撤销")
    case.serve("2026-04-08")
    assert case.do("head", "redecide", "2026-04-09", {"opinion": "重新调查处理。"}) == "investigation"
    # Ninety days anew from 9 April, without moving on.
    assert (case.clock("decide").state, case.clock("decide").due_on) == ("running", date(2026, 7, 8))
    fresh = case.conclusion(fine=2000)
    assert case.do("officer", "conclude", "2026-04-10", fresh) == "notice"
    case.notify("2026-04-13", "2026-04-14")
    assert case.do("officer", "close_defence", "2026-04-22") == "decision"
    assert case.do("head", "decide", "2026-04-23", case.decision(fine=2000)) == "serving"
    numbers = Paper.objects.filter(matter_id=case.matter.pk, key="decision").order_by("event_seq")
    assert [p.number for p in numbers] == ["包昆市监罚〔2026〕1号", "包昆市监罚〔2026〕2号"]
    states = Decision.objects.filter(matter=case.matter).order_by("id").values_list("state", flat=True)
    assert list(states) == ["annulled", "stands"]
    assert PenaltyCase.objects.get(pk=case.matter.pk).fine == Decimal("2000.00")
    whole(case)


def spot(team: Team, **changes: object) -> dict[str, object]:
    """A decision on the spot."""
    return {
        "party_kind": "legal_person", "party_name": FIRM.name, "party_uscc": FIRM.uscc, "party_representative": "赵某例",
        "party_address": PLACE, "domain": "market", "cause": "无照从事经营活动案", "place": PLACE,
        "facts_found": "没有取得营业执照。", "facts_plain": True, "violated": "《无证无照经营查处办法》第二条",
        "punished_by": "《无证无照经营查处办法》第十三条", "basis_level": "administrative_regulation",
        "officers": [team["officer"].person_id, team["officer2"].person_id], "showed_certificates": True,
        "told_and_heard": True, "defence_text": "没有异议。", "kinds": ["fine"], "pay_where": "示例银行", **COURT, **changes,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "most"), [("citizen", 200), ("sole_trader", 200), ("legal_person", 3000), ("organisation", 3000)]
)
def test_a_penalty_on_the_spot_keeps_to_its_limit(team: Team, kind: str, most: int) -> None:
    party = {"party_kind": kind}
    if kind == "citizen":
        party |= {"party_name": "赵某例", "party_uscc": "", "party_representative": ""}
    over = spot(team, fine=f"{most}.01", **party)
    with pytest.raises(Incomplete, match=f"不得超过{most}元") as refused:
        open_matter("enforcement.penalty_simple", team["officer"], over, at=at("2026-04-29"))
    assert [(f.field, f.basis) for f in refused.value.faults] == [("fine", "《行政处罚法》第五十一条")]
    done = open_matter(
        "enforcement.penalty_simple", team["officer"], spot(team, fine=most, **party), at=at("2026-04-29")
    )
    assert done.matter.stage == "paying"
    assert done.matter.number == "包昆市监简〔2026〕1号"


def test_a_penalty_on_the_spot_is_paid_and_reported(team: Team) -> None:
    matter = open_matter(
        "enforcement.penalty_simple", team["officer"], spot(team, fine=3000), at=at("2026-04-29")
    ).matter
    # Two working days: 30 April and 6 May.
    assert matter.clocks.get(key="report").due_on == date(2026, 5, 6)
    paid = {"bank": "示例银行", "slip_no": "SJ1", "payer": FIRM.name, "paid_on": "2026-04-30"}
    with pytest.raises(NotYourPart):
        perform(matter.pk, "record_payment", team["officer"], paid, at=at("2026-04-30"))
    perform(matter.pk, "record_payment", team["cashier"], paid, at=at("2026-04-30"))
    perform(matter.pk, "report", team["unithead"], {"opinion": "已备案。"}, at=at("2026-05-06"))
    matter.refresh_from_db()
    assert (matter.stage, matter.is_open) == ("reported", False)
    assert matter.clocks.get(key="report").state == "met"
    assert COUNTY in Paper.objects.get(matter_id=matter.pk).data
