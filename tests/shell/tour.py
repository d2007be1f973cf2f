"""Cases taken through the engine to every stage of every procedure, with a stop at each.

A tour is a tree: `aside` tries a branch and takes it back, so that each case is walked once.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from typing import Any

from django.db import transaction

from fazhi.domains.enforcement.demo import forms
from fazhi.people.actors import Actor
from fazhi.procedures.engine import open_matter
from fazhi.procedures.models import Matter
from tests.factories.cases import COURT, FOOD, Docket, at

OK = {"opinion": "同意。"}
FILE = ("proof",)


@contextmanager
def aside() -> Iterator[None]:
    """A branch that is walked to its end and then has never been."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


class Tour:
    """Walks every procedure; `stop` is called wherever a matter rests at a stage where none has rested before."""

    def __init__(self, team: Mapping[str, Actor], stop: Callable[[Matter], None]) -> None:
        self.team, self.stop = team, stop
        self.seen: set[tuple[str, str]] = set()

    def look(self, case: Docket, *procedures: str) -> None:
        """Stop at the case itself and at the latest of its sub-matters of these kinds, or of theirs."""
        case.matter.refresh_from_db()
        family = Matter.objects.filter(root_id=case.matter.root_id, procedure__in=procedures).order_by("-id")
        newest = {m.procedure: m for m in reversed(family)}
        for matter in (case.matter, *newest.values()):
            if (matter.procedure, matter.stage) not in self.seen:
                self.seen.add((matter.procedure, matter.stage))
                self.stop(matter)

    def walk(self) -> None:
        """Every procedure, to every stage."""
        self.plain()
        self.heard()
        self.on_the_spot()

    def ended(self, case: Docket, procedure: str, day: str) -> None:
        """The party has died or ceased to be, as far as this sub-matter is concerned."""
        with aside():
            child = case.child(procedure)
            case.do("head", "end_party", day, {"reason": "当事人终止"}, *FILE, on=child)
            self.look_at(child)

    def look_at(self, child: Matter) -> None:
        """Stop at one sub-matter that is not the latest any more."""
        child.refresh_from_db()
        if (child.procedure, child.stage) not in self.seen:
            self.seen.add((child.procedure, child.stage))
            self.stop(child)

    # One plain case, with what may branch off from it ---------------------------------------------------------------

    def plain(self) -> None:
        case = Docket.opened(self.team)
        self.look(case)
        with aside():
            case.do("head", "end_party", "2026-02-28", {"reason": "当事人终止"}, *FILE)
            self.look(case)
        case.submit()
        self.look(case)
        with aside():
            form = {
                "refused_reason": "没有违法事实",
                "refused_basis": "《行政处罚法》第五十四条",
                "told": "已告知",
            } | OK
            case.do("head", "refuse_filing", "2026-03-03", form)
            self.look(case)
        with aside():
            case.do("head", "move_away", "2026-03-03", {"moved_to": "示例机关", "reason": "不属本机关管辖"})
            self.look(case)
        case.do("head", "file", "2026-03-03", {"opinion": "同意立案。"})
        self.look(case)
        self.kept(case)
        case.inquire()
        case.prove()
        for conclusion, changes in (("slight", {}), ("drop", {}), ("transfer", {"crime_suspected": True})):
            with aside():
                case.do(
                    "officer", "conclude", "2026-03-09", case.conclusion(conclusion=conclusion, **changes)
                )
                self.look(case, "enforcement.transfer")
                if conclusion == "transfer":
                    self.transferred(case)
        with aside():
            form = case.conclusion(is_complex=True, review_grounds=["complex"])
            case.do("officer", "conclude", "2026-03-09", form)
            self.reviewed(case)
        case.do("officer", "conclude", "2026-03-09", case.conclusion())
        self.look(case)
        case.do("head", "notify", "2026-03-10", {"opinion": "同意告知。"})
        self.look(case, "enforcement.service")
        self.served(case)
        case.serve("2026-03-11")
        self.look(case, "enforcement.service")
        case.do("officer", "close_defence", "2026-03-19")
        self.look(case)
        case.do("head", "decide", "2026-03-23", case.decision())
        self.look(case, "disclosure.publication")
        case.serve("2026-03-25")
        self.look(case)
        self.published(case)
        with aside():
            case.pay("2026-04-07", "3000")
            self.look(case)
            case.close("2026-04-08")
            self.look(case)
            case.do("officer", "archive", "2026-04-09", forms.archive(1, 2026))
            self.look(case)
        with aside():
            form = {
                "changed_by": "own", "annul_finding": "单据重复计算", "change_reason": "主要事实有误",
                "annul_basis": "《行政处罚法》第七十五条", "refund": "尚未缴款",
            }  # fmt: skip
            case.do("head", "annul", "2026-04-01", form)
            self.look(case)
        case.do("system", "payment_lapsed", "2026-04-10")
        self.look(case)
        case.do(
            "officer", "demand", "2026-04-10", {"unperformed": "罚款三千元", "manner": "到银行缴纳"}, hour=15
        )
        case.serve("2026-04-13")
        case.do("officer", "apply_court", "2026-09-29")
        self.at_court(case)

    def kept(self, case: Docket) -> None:
        """先行登记保存."""
        kept = "enforcement.preservation"
        things = {"things": "过期食品，三袋", "place": "本局库房", "manner": "异地保存"}
        with aside():
            case.do("officer", "preserve", "2026-03-04", things | {"reason": "可能被转移"})
            self.look(case, kept)
            self.ended(case, kept, "2026-03-04")
            with aside():
                case.do("head", "refuse", "2026-03-04", OK, on=case.child(kept))
                self.look(case, kept)
            case.do("head", "approve", "2026-03-04", OK, on=case.child(kept))
            self.look(case, kept)
            form = things | {"officers": case.pair, "showed_certificates": True}
            case.do("officer", "register", "2026-03-04", form, on=case.child(kept))
            self.look(case, kept)
            form = {"outcome": "returned", "outcome_reason": "已取得照片"}
            case.do("head", "dispose", "2026-03-09", form, on=case.child(kept))
            self.look(case, kept)

    def transferred(self, case: Docket) -> None:
        """移送司法机关."""
        moved = "enforcement.transfer"
        child = case.child(moved)
        self.ended(case, moved, "2026-03-09")
        report = {
            "team": case.pair, "facts_found": "涉嫌犯罪的事实", "crime": "示例罪名", "law_basis": "《刑法》第一百四十三条",
            "report": "建议移送。", "police": "示例公安分局",
        }  # fmt: skip
        case.do("officer", "report", "2026-03-10", report, on=child)
        self.look(case, moved)
        with aside():
            case.do("chief", "refuse", "2026-03-10", {"refused_reason": "证据不足，不构成犯罪。"}, on=child)
            self.look_at(child)
        case.do("chief", "approve", "2026-03-10", OK, on=child)
        self.look(case, moved)
        send = {
            "has_letter": True,
            "has_report": True,
            "materials": "移送书\n调查报告",
            "received_by": "某警官",
        }
        case.do("officer", "send", "2026-03-10", send, on=child, hour=15)
        self.look(case, moved)
        with aside():
            answer = {"answered_on": "2026-03-12", "answer_note": "不予立案"}
            case.do("officer", "police_declined", "2026-03-12", answer, on=child)
            self.look_at(child)
            with aside():
                case.do("officer", "accept_refusal", "2026-03-13", on=child)
                self.look_at(child)
            case.do("officer", "object", "2026-03-13", {"objection": "应当立案"}, on=child)
            self.look_at(child)
        answer = {"answered_on": "2026-03-12", "answer_note": "决定立案"}
        case.do("officer", "police_filed", "2026-03-12", answer, on=child)
        self.look(case, moved)
        case.do("officer", "hand_over", "2026-03-13", {"handed": "案卷和物品"}, on=child)
        self.look(case, moved)

    def reviewed(self, case: Docket) -> None:
        """法制审核."""
        review = "review.legality"
        self.look(case, review)
        child = case.child(review)
        self.ended(case, review, "2026-03-09")
        case.do("legal", "accept", "2026-03-10", on=child)
        self.look(case, review)
        for opinion in ("return_for_correction", "disagree", "agree"):
            with aside():
                found = {} if opinion == "agree" else {"facts_fit": "fails", "check_note": "证据不足"}
                case.do("legal", opinion, "2026-03-11", forms.review_opinion() | found, on=child)
                self.look_at(child)

    def served(self, case: Docket) -> None:
        """送达告知书, by the ways that do not end in it at once."""
        service = "enforcement.service"
        child = case.child(service)
        self.ended(case, service, "2026-03-10")
        with aside():
            case.do("officer", "call_off", "2026-03-10", {"reason": "地址有误"}, on=child)
            self.look_at(child)
        with aside():
            case.do(
                "officer", "record_attempt", "2026-03-10", {"attempt_note": "住所无人"}, on=child, hour=14
            )
            form = {
                "is_missing": True, "announcement_reason": "查无下落", "announced_where": "门户网站", "summary": "告知书",
                "rights": "可以陈述申辩",
            }  # fmt: skip
            case.do("officer", "announce", "2026-03-11", form, on=child)
            self.look_at(child)

    def published(self, case: Docket) -> None:
        """决定公示."""
        child = case.child("disclosure.publication")
        with aside():
            form = {"withhold_ground": "trade_secret", "withhold_reason": "无法区分处理"}
            case.do("officer", "propose_withhold", "2026-03-26", form, on=child)
            self.look_at(child)
            case.do("head", "approve_withhold", "2026-03-26", on=child, hour=15)
            self.look_at(child)
        with aside():
            case.do("officer", "submit", "2026-03-26", on=child)
            self.look_at(child)
        with aside():
            case.publish("2026-03-26")
            self.look_at(child)
            with aside():
                case.do("system", "expire", "2026-03-27", on=child)
                self.look_at(child)
            form = {"change_ground": "annulled", "changed_on": "2026-03-27", "note": "撤销决定书"}
            case.do("officer", "report_change", "2026-03-27", form, on=child)
            self.look_at(child)
            case.do("legal", "take_down", "2026-03-27", {"removal_reason": "决定已被撤销"}, on=child, hour=15)
            self.look_at(child)

    def at_court(self, case: Docket) -> None:
        """申请人民法院强制执行."""
        child = case.child("enforcement.court")

        def do(who: str, action: str, day: str, form: dict[str, Any] | None = None) -> None:
            case.do(who, action, day, form, on=child)
            self.look_at(child)

        self.look_at(child)
        self.ended(case, "enforcement.court", "2026-09-29")
        with aside():
            do("officer", "drop", "2026-09-30", OK)
        materials = {
            "court": COURT["court"], "subject": "罚款三千元", "facts_found": "逾期不缴", "party_view": "没有意见，已经催告",
            "property": "有银行存款", "has_decision": True, "has_opinion": True, "has_state_of_object": True,
        }  # fmt: skip
        do("officer", "draft", "2026-09-30", materials)
        do("head", "sign_application", "2026-09-30", OK)
        do("officer", "submit", "2026-10-09", {"filed_on": "2026-10-09"})
        do("officer", "court_accepted", "2026-10-12", {"accepted_on": "2026-10-12"})
        ruling = {
            "ruled_on": "2026-10-20",
            "ruling_received_on": "2026-10-21",
            "ruling_number": "（2026）示例1号",
        }
        with aside():
            do(
                "officer",
                "record_ruling",
                "2026-10-21",
                ruling | {"ruling": "refused", "ruling_reason": "示例"},
            )
            with aside():
                do("officer", "accept_ruling", "2026-10-22", OK)
            do("officer", "object", "2026-10-22", {"objection": "适用法律错误"})
        do("officer", "record_ruling", "2026-10-21", ruling | {"ruling": "allowed"})
        do("officer", "executed", "2026-10-30", {"executed_on": "2026-10-30", "execution_note": "已划拨"})

    # One case that is heard, and penalties on the spot ---------------------------------------------------------------

    def heard(self) -> None:
        hearing = "enforcement.hearing"
        case = Docket.opened(self.team, offence=FOOD)
        case.to_defence()
        case.do("officer", "request_hearing", "2026-03-12", {"opinion": "当事人书面提出。"})
        case.do("officer", "close_defence", "2026-03-19")
        self.look(case, hearing)
        child = case.child(hearing)
        self.ended(case, hearing, "2026-03-19")
        case.do("hearing", "arrange", "2026-03-20", case.arrangement("2026-04-08"), on=child)
        self.look_at(child)
        case.serve("2026-03-23", on=Matter.objects.get(parent=child, is_open=True))
        self.look_at(child)
        for action, who in (("withdraw_request", "hearing"), ("terminate", "hearing")):
            with aside():
                form = {"termination_ground": "当事人书面撤回；未到场"}
                day = "2026-03-24" if action == "withdraw_request" else "2026-04-08"
                files = FILE if action == "withdraw_request" else ()
                case.do(who, action, day, form, *files, on=child, hour=15)
                self.look_at(child)
        said = dict.fromkeys(
            ("recusal", "case_statement", "defence", "cross_examination", "debate", "final_words"), "见笔录。"
        )
        times = {"began_at": at("2026-04-08", 9), "ended_at": at("2026-04-08", 11)}
        form = said | times | {"agents_count": 1, "transcript_signed": True}
        case.do("hearing", "hold", "2026-04-08", form, on=child, hour=14)
        self.look_at(child)
        views = dict.fromkeys(("agency_view", "party_view", "dispute", "report"), "见报告。")
        case.do("hearing", "report", "2026-04-10", views, on=child)
        self.look_at(child)
        self.look(case)
        case.review("2026-04-13")
        self.look(case)

    def on_the_spot(self) -> None:
        decided = {
            "party_kind": "legal_person", "party_name": "示例便利1号有限公司（示例）", "party_uscc": "",
            "party_representative": "赵某例", "party_address": "示例街1号", "domain": "market", "cause": "示例案由",
            "place": "示例街口", "facts_found": "没有按规定明码标价", "facts_plain": True, "violated": "《试验条例》第一条",
            "punished_by": "《试验条例》第二条", "basis_level": "local_regulation", "showed_certificates": True,
            "told_and_heard": True, "defence_text": "没有异议", "kinds": ["fine"], "fine": "90", "pay_where": "示例银行",
            "officers": [self.team[w].person_id for w in ("officer", "officer2")],
        }  # fmt: skip
        done = open_matter(
            "enforcement.penalty_simple", self.team["officer"], decided | COURT, at=at(date(2026, 3, 2))
        )
        case = Docket(self.team, done.matter)
        self.look(case)
        with aside():
            case.do("head", "end_party", "2026-03-03", {"reason": "当事人终止"}, *FILE)
            self.look(case)
        with aside():
            form = {"collect_ground": "small", "receipt_no": "示例0001"}
            case.do("officer", "collect", "2026-03-02", form, hour=11)
            self.look(case)
            case.do("cashier", "hand_in", "2026-03-03", {"received_from": "执法人员"})
            self.look(case)
        slip = {"bank": "示例银行", "slip_no": "1", "payer": "示例", "paid_on": "2026-03-05"}
        case.do("cashier", "record_payment", "2026-03-05", slip)
        self.look(case)
        case.do("unithead", "report", "2026-03-06", {"opinion": "已备案"})
        self.look(case)
