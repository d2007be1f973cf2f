"""A department with its standing people, and a case walked to where a test wants it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.core.files.base import ContentFile

from fazhi.domains.enforcement.public import BENCHMARKS
from fazhi.kernel.identifiers import make_resident_id, make_uscc
from fazhi.people.actors import Actor, actor_for_post
from fazhi.people.models import Credential, Organ, Person, Post, Region, Unit
from fazhi.procedures.engine import Upload, open_matter, perform
from fazhi.procedures.models import Matter
from fazhi.registers.services.samples import load_sample

ZONE = ZoneInfo("Asia/Shanghai")
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


def at(day: str, hour: int = 10) -> datetime:
    """A moment on that day."""
    return datetime.fromisoformat(day).replace(hour=hour, tzinfo=ZONE)


def scan(name: str) -> Upload:
    """A scan for a file field."""
    return Upload(name, f"{name}.pdf", ContentFile(PDF).open())


@dataclass
class Bureau:
    """One market supervision bureau. Every person is an actor."""

    organ: Organ
    officer: Actor
    second: Actor
    third: Actor
    expired: Actor
    unit_head: Actor
    deputy: Actor
    chief: Actor
    legal: Actor
    hearing: Actor
    novice: Actor
    cashier: Actor
    clerk: Actor

    def ids(self, *roles: str) -> list[str]:
        return [str(getattr(self, role).person_id) for role in roles]


def _seat(organ: Organ, unit: Unit | None, name: str, post: str, **held: Any) -> Actor:
    person = Person.objects.create(name=name)
    Post.objects.create(person=person, organ=organ, unit=unit, kind=post, valid_from=date(2020, 1, 1))
    if held:
        Credential.objects.create(
            **{"person": person, "valid_from": date(2020, 1, 1), "number": f"15{person.pk.int % 10**10:010d}"}
            | held
        )
    return actor_for_post(Post.objects.seated().get(person=person))


@pytest.fixture
def bureau(db: None) -> Bureau:
    city = Region.objects.create(code="150200", name="试验市", path="001", level=2)
    county = Region.objects.create(code="150203", name="试验区", path="001001", level=3, parent=city)
    organ = Organ.objects.create(
        name="试验区市场监督管理局", region=county, doc_word="试市监", domains=["市场监管"], kind="department"
    )
    load_sample(BENCHMARKS, at("2026-01-05"))
    team = Unit.objects.create(organ=organ, name="执法大队", kind="enforcement")
    law = Unit.objects.create(organ=organ, name="法制科", kind="legal")
    badge = {"kind": "enforcement", "domains": ["市场监管"]}
    return Bureau(
        organ=organ,
        officer=_seat(organ, team, "张试", "officer", **badge),
        second=_seat(organ, team, "赵样", "officer", **badge),
        third=_seat(organ, team, "孙拟", "officer", **badge),
        expired=_seat(organ, team, "周过", "officer", **badge, valid_to=date(2026, 1, 31)),
        unit_head=_seat(organ, team, "吴队", "unit_head", **badge),
        deputy=_seat(organ, None, "郑副", "deputy_head"),
        chief=_seat(organ, None, "王正", "organ_head"),
        legal=_seat(organ, law, "李法", "legal_officer", kind="legal_profession"),
        hearing=_seat(organ, law, "冯听", "legal_officer", kind="legal_profession"),
        novice=_seat(organ, law, "陈新", "legal_officer"),
        cashier=_seat(organ, team, "褚财", "cashier"),
        clerk=_seat(organ, team, "卫档", "clerk"),
    )


USCC = make_uscc("9115020312345678")
CITIZEN = make_resident_id("15020319900101001")
CHILD = make_resident_id("15020320130101001")

CLUE: dict[str, Any] = {
    "party_kind": "legal_person",
    "party_name": "试验食品有限公司",
    "party_uscc": USCC,
    "party_representative": "韩虚构",
    "party_address": "试验区样例街道虚构路1号",
    "domain": "market",
    "source": "inspection",
    "found_on": "2026-02-27",
    "cause": "销售超过保质期的食品",
    "summary": "检查发现货架上有超过保质期的食品。",
    "act_place": "试验区样例街道虚构路1号",
    "act_from": "2026-02-20",
}
FILING = {"jurisdiction": "place", "filing_grounds": "涉嫌违反食品安全法", "opinion": "建议立案"}
INQUIRY = {
    "asked_name": "韩虚构",
    "asked_id": CITIZEN,
    "asked_address": "试验区样例街道虚构路1号",
    "relation": "法定代表人",
    "is_party": True,
    "showed_certificates": True,
    "recorder": "赵样",
    "place": "本局询问室",
    "began_at": "2026-03-05 09:00",
    "ended_at": "2026-03-05 09:40",
    "first_answer": "听清楚了，不申请回避。",
    "questions": "问：货架上的食品是何时购进的？\n答：去年十二月。\n问：是否知道已过期？\n答：没有注意。",
}
EVIDENCE = {
    "kind": "object",
    "title": "超过保质期的食品照片",
    "source": "当事人营业场所",
    "taken_on": "2026-03-05",
    "proves": "货架上陈列超过保质期的食品",
}
CONCLUDE = {
    "investigated": "2026年3月5日询问当事人并现场检查。",
    "facts_found": "当事人销售超过保质期的食品三袋，货值三百元。",
    "conclusion": "punish",
    "violated": "《食品安全法》第三十四条第十项",
    "punished_by": "《食品安全法》第一百二十四条第一款第五项",
    "basis_level": "law",
    "kinds": ["fine", "confiscate_goods"],
    "fine": "55000",
    "goods": "超过保质期的食品三袋",
    "goods_value": "300",
    "benchmark_code": "SJ-001",
    "benchmark_grade": "lighter",
    "discretion_reason": "货值小，未造成危害后果",
    "proposal": "建议按较轻档次处罚。",
}
DECIDE = {
    "kinds": ["fine", "confiscate_goods"],
    "fine": "55000",
    "goods": "超过保质期的食品三袋",
    "goods_value": "300",
    "benchmark_code": "SJ-001",
    "benchmark_grade": "lighter",
    "pay_where": "试验银行样例支行",
    "surcharge_told": True,
    "review_organ": "试验区人民政府",
    "court": "试验区人民法院",
    "is_published": True,
}
CHECKS = (
    "subject_fits", "people_fit", "procedure_fits", "facts_fit", "law_fits",
    "discretion_fits", "powers_fit", "papers_fit", "crime_fits",
)  # fmt: skip


@dataclass
class Walk:
    """One case and what is done to it. Each step is an act through the engine; nothing is written around it."""

    bureau: Bureau
    matter: Matter
    log: list[str] = field(default_factory=list)

    @property
    def stage(self) -> str:
        self.matter.refresh_from_db()
        return self.matter.stage

    def do(
        self, action: str, who: Actor, day: str, data: Mapping[str, Any] | None = None, *files: str
    ) -> str:
        """One act on the case; gives the stage it comes to."""
        perform(self.matter.pk, action, who, data or {}, [scan(f) for f in files], at=at(day))
        return self.stage

    def child(self, procedure: str) -> Matter:
        """The latest sub-matter of a kind."""
        return Matter.objects.filter(parent=self.matter, procedure=procedure).order_by("-id")[0]

    def on_child(
        self,
        procedure: str,
        action: str,
        who: Actor,
        day: str,
        data: Mapping[str, Any] | None = None,
        *files: str,
    ) -> str:
        """One act on the latest sub-matter of a kind; gives the stage of the case."""
        perform(self.child(procedure).pk, action, who, data or {}, [scan(f) for f in files], at=at(day))
        return self.stage

    def serve(self, day: str, **data: Any) -> str:
        """Serve what waits, by hand to the one in charge."""
        form = {
            "way": "direct",
            "served_on": day,
            "recipient": "representative",
            "receiver_name": "韩虚构",
            "place": "当事人住所",
        } | data
        return self.on_child("enforcement.service", "serve", self.bureau.officer, day, form)

    def to_investigation(self) -> str:
        b = self.bureau
        self.do("submit_filing", b.officer, "2026-03-02", FILING | {"co_handler": b.ids("second")[0]})
        return self.do("file", b.deputy, "2026-03-03", {"opinion": "同意立案"})

    def to_concluded(self, **changes: Any) -> str:
        b = self.bureau
        self.to_investigation()
        both = b.ids("officer", "second")
        self.do("record_inquiry", b.officer, "2026-03-05", INQUIRY | {"officers": both})
        self.do("add_evidence", b.officer, "2026-03-05", EVIDENCE | {"officers": both}, "files")
        self.do(
            "verify_evidence", b.officer, "2026-03-06", {"finding": "confirmed", "note": "与原物核对一致"}
        )
        return self.do("conclude", b.officer, "2026-03-09", CONCLUDE | changes)

    def to_defence(self, **changes: Any) -> str:
        self.to_concluded(**changes)
        self.do("notify", self.bureau.deputy, "2026-03-10", {"opinion": "同意告知"})
        return self.serve("2026-03-11")

    def to_decision(self, **changes: Any) -> str:
        """The party keeps silent until all windows have lapsed."""
        b = self.bureau
        self.to_defence(**changes)
        self.do("close_defence", b.officer, "2026-03-19")
        if self.stage == "discussion":
            self.discuss("2026-03-20")
        return self.stage

    def discuss(self, day: str) -> str:
        b = self.bureau
        return self.do(
            "discuss",
            b.chief,
            day,
            {
                "members": b.ids("chief", "deputy", "unit_head"),
                "place": "会议室",
                "began_at": f"{day} 09:00",
                "ended_at": f"{day} 10:00",
                "recorder": "卫档",
                "report": "承办机构汇报了案情。",
                "views": "王正：同意\n郑副：同意\n吴队：同意",
                "discussion_result": "一致同意按拟处罚内容作出决定。",
            },
        )

    def to_serving(self, **changes: Any) -> str:
        self.to_decision(**changes)
        return self.do("decide", self.bureau.chief, "2026-03-23", DECIDE | changes.get("decide", {}))

    def to_performance(self) -> str:
        self.to_serving()
        return self.serve("2026-03-25")

    def pay(self, amount: str, day: str, slip: str = "A001", **data: Any) -> str:
        form = {
            "paid_for": "fine",
            "bank": "试验银行",
            "slip_no": slip,
            "payer": "试验食品有限公司",
            "amount": amount,
            "paid_on": day,
        } | data
        return self.do("record_payment", self.bureau.cashier, day, form)

    def review(self, conclusion: str, day: str, **checks: str) -> str:
        b = self.bureau
        self.on_child("review.legality", "accept", b.legal, day)
        form = dict.fromkeys(CHECKS, "fits") | checks | {"opinion": "审核意见"}
        return self.on_child("review.legality", conclusion, b.legal, day, form)


@pytest.fixture
def walk(bureau: Bureau) -> Walk:
    """A case whose clue has just been registered."""
    done = open_matter("enforcement.penalty", bureau.officer, CLUE, at=at("2026-02-28"))
    return Walk(bureau, done.matter)
