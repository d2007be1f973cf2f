"""Which cases there are, and how each goes."""

from collections.abc import Callable
from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import Path
from random import Random
from uuid import UUID

from django.utils import timezone

from fazhi.disclosure.models import Publication
from fazhi.domains.enforcement.demo import files, forms
from fazhi.domains.enforcement.demo.forms import OFFENCES, Offence, Party
from fazhi.domains.enforcement.demo.walking import Rests, Walk
from fazhi.people.demo import DemoPeople
from fazhi.people.models import Region
from fazhi.procedures.models import ClockRow, Matter

BENCHMARKS = Path(__file__).parents[1] / "data" / "benchmarks.yaml"
# How a case goes, and how often among a hundred.
COURSES: tuple[tuple[str, int], ...] = (
    ("plain", 46),
    ("heard", 12),
    ("reviewed", 12),
    ("no_penalty", 6),
    ("dropped", 4),
    ("not_filed", 4),
    ("unpaid", 8),
    ("annulled", 3),
    ("summary", 5),
)
# Steps before which some cases were left lying, so that near and over are seen.
LEFT_LYING = ("file", "conclude", "notify", "close_defence", "decide", "close_case")


def drive(people: DemoPeople, *, cases: int, seed: int, at: datetime, passed: Callable[[], object]) -> None:
    """Drive sample cases through the engine. `passed` is called after each."""
    rng = Random(seed)
    codes = sorted({code for code, key, _ in people.posts if key == "market"})
    courses = [name for name, weight in COURSES for _ in range(weight)]
    for n in range(1, cases + 1):
        offence = rng.choice(OFFENCES)
        # Half of the cases are the home county's, so that the accounts that newcomers use have work.
        code = "150203" if n % 2 else rng.choice(codes)
        team = people.team(code, offence.organ if code != "150203" or n % 4 else "market")
        offence = (
            offence
            if people.organs[(code, offence.organ)].pk == team["officer"].organ_id
            else OFFENCES[n % 2]
        )
        start = at - timedelta(days=rng.randrange(4, 330), hours=rng.randrange(6))
        walk = Walk(team, rng, start, at, rest_at=rng.choice(LEFT_LYING) if rng.random() < 0.12 else "")
        region = Region.objects.get(path=team["officer"].region_path)
        _course(walk, rng.choice(courses), offence, forms.a_party(rng, n, region.code), region.name, n)
        passed()


def _course(walk: Walk, course: str, offence: Offence, party: Party, county: str, n: int) -> None:
    try:
        walk.wait(0)
        if course == "summary":
            summary(walk, offence, party, county)
        else:
            Case(walk, offence, party, county, n).go(course)
    except Rests:
        return


class Case:
    """One ordinary case: what happens, in order, until it is archived or the present day is reached."""

    def __init__(self, walk: Walk, offence: Offence, party: Party, county: str, n: int) -> None:
        self.walk, self.offence, self.party, self.county, self.n = walk, offence, party, county, n
        self.handler, self.second = walk.team["officer"], walk.team["officer2"]
        self.place = f"{county}示例街"

    def go(self, course: str) -> None:
        """Take the case along one course."""
        walk = self.walk
        today = timezone.localdate(walk.now)
        source = walk.rng.choice(["inspection", "complaint", "assigned", "monitoring"])
        walk.open(
            "enforcement.penalty",
            "officer",
            forms.register(self.party, self.offence, today, self.county, source),
        )
        walk.do(
            "officer",
            "submit_filing",
            forms.submit_filing(self.second.person_id),
            days=walk.rng.randrange(1, 6),
        )
        if course == "not_filed":
            walk.do("head", "refuse_filing", _REFUSED, days=2)
            return
        walk.do("head", "file", {"opinion": "同意立案。"}, days=walk.rng.randrange(1, 4))
        self.investigate(course)
        if course == "no_penalty":
            walk.do("head", "decide_no_penalty", _no_penalty(self.county), days=3)
            self.serve("enforcement.service", days=2)
        elif course == "dropped":
            walk.do("head", "drop_case", _DROPPED, days=3)
        else:
            self.punish(course)
        self.finish(course)

    def investigate(self, course: str) -> None:
        """Records, evidence, and the end of the investigation."""
        walk = self.walk
        both = [self.handler.person_id, self.second.person_id]
        walk.wait(walk.rng.randrange(1, 5))
        began = walk.now - timedelta(hours=1)
        pictures = [files.photo(walk.rng, "files", f"现场照片{n}.png") for n in (1, 2)]
        walk.do("officer", "record_scene", forms.scene(both, self.second.name, self.place, began), pictures)
        asked = self.party.representative or self.party.name
        walk.wait(2)
        walk.do(
            "officer",
            "record_inquiry",
            forms.inquiry(both, self.second.name, self.place, walk.now - timedelta(hours=1), asked),
        )
        day = timezone.localdate(walk.now)
        for title, kind in (("现场照片", "audiovisual"), ("进货与销售单据", "document"))[
            : 1 + walk.rng.randrange(2)
        ]:
            slip = files.receipt("files", f"{title}.txt", f"{self.party.name}\n{self.offence.summary}")
            walk.do("officer2", "add_evidence", forms.evidence(both, day, title, kind), [slip])
        walk.do(
            "officer", "verify_evidence", {"finding": "confirmed", "note": "与原物、原件核对无误。"}, days=3
        )
        conclusion = {"no_penalty": "slight", "dropped": "drop"}.get(course, "punish")
        form = forms.conclude(
            self.offence, conclusion=conclusion, complex_=course == "reviewed", is_major=course == "reviewed"
        )
        walk.do("officer", "conclude", form, days=walk.rng.randrange(3, 25))
        if walk.stage == "review":
            self.review()

    def review(self) -> None:
        """Legality review by the organ's legal officer."""
        child = self.walk.child("review.legality")
        self.walk.do("legal", "accept", on=child, days=1)
        self.walk.do("legal", "agree", forms.review_opinion(), on=child, days=3)

    def serve(self, procedure: str, *, days: int) -> None:
        """Hand a paper over."""
        child = self.walk.child(procedure)
        self.walk.wait(days)
        day = timezone.localdate(self.walk.now)
        receiver = self.party.representative or self.party.name
        form = forms.serve(day, receiver, self.place)
        if self.party.kind == "citizen":
            form["recipient"] = "party"
        self.walk.do("officer", "serve", form, on=child)

    def punish(self, course: str) -> None:
        """Notice, defence, hearing where it is asked for, discussion where it is due, decision, service."""
        walk = self.walk
        walk.do("head", "notify", {"opinion": "同意告知。"}, days=2)
        self.serve("enforcement.service", days=2)
        if course == "heard" and _has(walk, "hearing_request"):
            walk.do("officer", "request_hearing", {"opinion": "当事人书面提出听证要求。"}, days=2)
            self.wait_windows()
            walk.do("officer", "close_defence")
            self.hear()
        else:
            self.wait_windows()
            walk.do("officer", "close_defence")
        if walk.stage == "review_after":
            self.review()
        if walk.stage == "discussion":
            self.discuss()
        walk.do("head", "decide", forms.decide(self.offence, self.county), days=walk.rng.randrange(1, 6))
        self.serve("enforcement.service", days=walk.rng.randrange(1, 5))
        if walk.rng.random() < 0.9:
            self.publish()

    def publish(self) -> None:
        """The masked draft is sent, checked by another, and shown."""
        walk = self.walk
        child = walk.child("disclosure.publication")
        walk.do("officer", "submit", on=child)
        digest = Publication.objects.values_list("draft_digest", flat=True).get(pk=child)
        walk.do("legal", "publish", {"draft_digest": digest, "opinion": "已核对。"}, on=child)

    def wait_windows(self) -> None:
        """Until the party's time for defence and for asking a hearing has run."""
        for clock in ("defence", "hearing_request"):
            if _has(self.walk, clock):
                self.walk.wait_past(clock)

    def hear(self) -> None:
        """A hearing: arranged, notified in time, held, reported."""
        walk, team = self.walk, self.walk.team
        child = walk.child("enforcement.hearing")
        walk.wait(1)
        held = timezone.localtime(walk.now) + timedelta(days=16)
        while not walk.calendar.is_working(held.date()):
            held += timedelta(days=1)
        held = held.replace(hour=9, minute=30)
        arranged = {
            "chair": team["hearing"].person_id,
            "recorder": team["unithead"].person_id,
            "hearing_on": held.date(),
            "hearing_at": held,
            "place": "一楼听证室",
            "is_public": True,
        }
        walk.do("hearing", "arrange", arranged, on=child)
        notice = _child_of(child)
        walk.wait(1)
        form = forms.serve(
            timezone.localdate(walk.now), self.party.representative or self.party.name, self.place
        )
        if self.party.kind == "citizen":
            form["recipient"] = "party"
        walk.do("officer", "serve", form, on=notice)
        walk.wait(max(1, (held.date() - timezone.localdate(walk.now)).days))
        walk.do("hearing", "hold", _held(held), on=child)
        walk.do("hearing", "report", _REPORT, on=child, days=2)

    def discuss(self) -> None:
        """The heads discuss together."""
        walk, team = self.walk, self.walk.team
        walk.wait(2)
        members = [team["chief"], team["head"], team["unithead"]]
        form = forms.discuss(
            [m.person_id for m in members],
            [m.name for m in members],
            walk.now - timedelta(hours=1),
            team["legal"].name,
        )
        walk.do("chief", "discuss", form)

    def finish(self, course: str) -> None:
        """Payment or what follows when there is none; closing and filing."""
        walk = self.walk
        if walk.stage == "performance":
            if course == "unpaid":
                walk.wait_past("payment")
                walk.system("payment_lapsed")
                return
            if course == "annulled":
                walk.do("head", "annul", _ANNULLED, days=20)
                self.serve("enforcement.service", days=2)
                walk.do("head", "end_annulled", {"opinion": "不再作出决定。"}, days=5)
            else:
                self.pay()
        if walk.stage == "performance":
            walk.do("officer", "finish_performance", days=1)
        ending = {"no_penalty": "no_penalty", "annulled": "annulled"}.get(course, "performed")
        if walk.stage == "closing":
            walk.do("head", "close_case", forms.close(ending), days=4)
        walk.do("officer", "archive", forms.archive(self.n, walk.now.year), days=6)

    def pay(self) -> None:
        """The party pays at the bank; the cashier books the slips."""
        walk = self.walk
        walk.wait(walk.rng.randrange(2, 12))
        day = timezone.localdate(walk.now)
        if self.offence.gains:
            walk.do(
                "cashier",
                "record_payment",
                forms.payment(Decimal(self.offence.gains), day, self.n, self.party.name, "gains"),
            )
        walk.do(
            "cashier",
            "record_payment",
            forms.payment(Decimal(self.offence.fine), day, self.n, self.party.name),
        )


def summary(walk: Walk, offence: Offence, party: Party, county: str) -> None:
    """A decision on the spot, paid at the bank, reported to the organ."""
    both = [walk.team["officer"].person_id, walk.team["officer2"].person_id]
    limit = 200 if party.kind in {"citizen", "sole_trader"} else 3000
    decided = {
        "party_kind": party.kind,
        "party_name": party.name,
        "party_id_no": party.id_no,
        "party_uscc": party.uscc,
        "party_representative": party.representative,
        "party_address": f"{county}示例路1号",
        "domain": offence.domain,
        "cause": offence.cause,
        "place": f"{county}示例街",
        "facts_found": offence.summary,
        "facts_plain": True,
        "violated": offence.violated,
        "punished_by": offence.punished_by,
        "basis_level": offence.level,
        "officers": both,
        "showed_certificates": True,
        "told_and_heard": True,
        "defence_text": "当事人没有异议。",
        "kinds": ["fine"],
        "fine": limit,
        "pay_where": "示例银行代收罚款专户",
        "review_organ": f"{county}人民政府",
        "court": f"{county}人民法院",
    }
    walk.open("enforcement.penalty_simple", "officer", decided)
    walk.wait(3)
    paid = {
        "bank": "示例银行",
        "slip_no": f"SJ{walk.now:%Y%m%d%H%M}",
        "payer": party.name,
        "paid_on": timezone.localdate(walk.now),
    }
    walk.do("cashier", "record_payment", paid)
    walk.do("unithead", "report", {"opinion": "已备案。"}, days=1)


_REFUSED = {
    "refused_reason": "经核查，没有证据证明存在违法行为。",
    "refused_basis": "《行政处罚法》第五十四条第二款",
    "told": "已电话告知线索提供人",
    "opinion": "同意不予立案。",
}
_DROPPED = {
    "drop_reason": "立案后查明违法事实不能成立。",
    "drop_basis": "《行政处罚法》第五十七条第一款",
    "opinion": "同意撤销案件。",
}
_ANNULLED = {
    "changed_by": "own",
    "annul_finding": "自查发现认定货值的单据重复计算。",
    "change_reason": "认定的主要事实有误，主动撤销。",
    "annul_basis": "《行政处罚法》第七十五条第二款",
    "refund": "尚未缴款，无须退还。",
}
_REPORT = {
    "agency_view": "违法事实清楚，建议维持拟处罚意见。",
    "party_view": "承认事实，请求从轻。",
    "dispute": "争议在于货值的计算，已按单据核实。",
    "report": "建议维持拟处罚意见。",
}


def _no_penalty(county: str) -> forms.Form:
    return {
        "no_penalty_ground": "slight_corrected",
        "waiver_reason": "违法行为轻微，及时改正，没有造成危害后果。",
        "education": "已当面进行法治教育，当事人作出守法承诺。",
        "review_organ": f"{county}人民政府",
        "court": f"{county}人民法院",
    }


def _held(began: datetime) -> forms.Form:
    return {
        "began_at": began,
        "ended_at": began + timedelta(minutes=70),
        "agents_count": 1,
        "agents": "示例律师（虚构）",
        "recusal": "当事人不申请回避。",
        "case_statement": "调查人员宣读事实、证据和处罚建议。",
        "defence": "当事人承认事实，请求从轻处罚。",
        "cross_examination": "双方对现场笔录、单据逐一质证，当事人无异议。",
        "debate": "双方就裁量档次发表意见。",
        "final_words": "请求从轻处理。",
        "transcript_signed": True,
    }


def _has(walk: Walk, clock: str) -> bool:
    return ClockRow.objects.filter(matter_id=walk.case, key=clock, state="running").exists()


def _child_of(matter_id: UUID) -> UUID:
    return Matter.objects.values_list("pk", flat=True).get(parent_id=matter_id, is_open=True)
