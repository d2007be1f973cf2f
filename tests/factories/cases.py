"""One penalty case on exact days, with the people and the forms of the samples. Every step goes through the engine."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from django.core.files.base import ContentFile
from django.test import Client

from fazhi.disclosure.models import Publication
from fazhi.domains.enforcement.demo import forms
from fazhi.domains.enforcement.demo.forms import OFFENCES, Offence, Party
from fazhi.domains.enforcement.public import BENCHMARKS
from fazhi.kernel.identifiers import make_uscc
from fazhi.people.actors import SYSTEM, Actor
from fazhi.people.demo import DemoPeople, seed
from fazhi.people.middleware import POST_KEY
from fazhi.people.models import Account
from fazhi.procedures.engine import Upload, open_matter, perform
from fazhi.procedures.models import ClockRow, Matter
from fazhi.registers import services as registers

ZONE = ZoneInfo("Asia/Shanghai")
COUNTY = "昆都仑区"
PLACE = "昆都仑区示例街"
FIRM = Party("legal_person", "示例餐饮管理1号有限公司（示例）", make_uscc("91150203MA0000001"), "", "赵某例")
FOOD, NO_LICENCE = OFFENCES[0], OFFENCES[1]
SCAN = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n"
    b"trailer<</Root 1 0 R>>\n%%EOF\n"
)
COURT = {"review_organ": f"{COUNTY}人民政府", "court": f"{COUNTY}人民法院"}


def at(day: str | date, hour: int = 10, minute: int = 0) -> datetime:
    """A moment on that day."""
    return datetime.fromisoformat(str(day)).replace(hour=hour, minute=minute, tzinfo=ZONE)


def scan(field: str) -> Upload:
    """A scan for a file field."""
    return Upload(field, f"{field}.pdf", ContentFile(SCAN).open())


def peopled(moment: datetime) -> DemoPeople:
    """The sample city: its people, and the benchmarks that its fines cite."""
    people = seed(moment)
    registers.load_sample(BENCHMARKS, moment)
    return people


def entered(actor: Actor) -> Client:
    """A browser in which this actor has entered by his post."""
    client = Client()
    client.force_login(Account.objects.get(person_id=actor.person_id))
    session = client.session
    session[POST_KEY] = str(actor.post_id)
    session.save()
    return client


@dataclass
class Docket:
    """A case and the people of its organ by role; each method does what its name says on the day it is given."""

    team: Mapping[str, Actor]
    matter: Matter
    offence: Offence = NO_LICENCE
    party: Party = FIRM

    @classmethod
    def opened(
        cls,
        team: Mapping[str, Actor],
        day: str = "2026-02-27",
        offence: Offence = NO_LICENCE,
        party: Party = FIRM,
        **changes: Any,
    ) -> "Docket":
        """A clue registered on the day on which it was found."""
        form = forms.register(party, offence, date.fromisoformat(day), PLACE, "inspection") | changes
        return cls(
            team, open_matter("enforcement.penalty", team["officer"], form, at=at(day)).matter, offence, party
        )

    @property
    def stage(self) -> str:
        self.matter.refresh_from_db()
        return self.matter.stage

    @property
    def pair(self) -> list[Any]:
        """Who handles the case."""
        return [self.team["officer"].person_id, self.team["officer2"].person_id]

    def clock(self, key: str, of: Matter | None = None) -> ClockRow:
        return ClockRow.objects.get(matter=of or self.matter, key=key)

    def child(self, procedure: str) -> Matter:
        """The latest sub-matter of a kind."""
        return Matter.objects.filter(parent=self.matter, procedure=procedure).order_by("-id")[0]

    def do(
        self,
        who: str,
        action: str,
        day: str,
        data: Mapping[str, Any] | None = None,
        *files: str,
        hour: int = 10,
        on: Matter | None = None,
    ) -> str:
        """One act on the case, or on a sub-matter; gives the stage of the case."""
        actor = SYSTEM if who == "system" else self.team[who]
        matter = on or self.matter
        perform(matter.pk, action, actor, data or {}, [scan(f) for f in files], at=at(day, hour))
        return self.stage

    def submit(self, day: str = "2026-03-02", second: str = "officer2") -> str:
        return self.do("officer", "submit_filing", day, forms.submit_filing(self.team[second].person_id))

    def file(self, day: str = "2026-03-03") -> str:
        self.submit()
        return self.do("head", "file", day, {"opinion": "同意立案。"})

    def inquire(self, day: str = "2026-03-05") -> None:
        form = forms.inquiry(self.pair, self.team["officer2"].name, PLACE, at(day, 9), "赵某例")
        self.do("officer", "record_inquiry", day, form)

    def prove(self, day: str = "2026-03-05", verified: str = "2026-03-06") -> None:
        form = forms.evidence(self.pair, date.fromisoformat(day), "现场照片", "audiovisual")
        self.do("officer2", "add_evidence", day, form, "files")
        self.do("officer", "verify_evidence", verified, {"finding": "confirmed", "note": "与原物核对无误。"})

    def conclude(self, day: str = "2026-03-09", **changes: Any) -> str:
        """To the end of the investigation."""
        self.file()
        self.inquire()
        self.prove()
        return self.do("officer", "conclude", day, self.conclusion(**changes))

    def conclusion(self, **changes: Any) -> dict[str, Any]:
        kind = changes.pop("conclusion", "punish")
        return forms.conclude(self.offence, conclusion=kind) | changes

    def serve(self, day: str, on: Matter | None = None, **changes: Any) -> str:
        child = on or self.child("enforcement.service")
        form = forms.serve(date.fromisoformat(day), "赵某例", PLACE) | changes
        return self.do("officer", "serve", day, form, on=child)

    def notify(self, day: str = "2026-03-10", served: str = "2026-03-11") -> str:
        self.do("head", "notify", day, {"opinion": "同意告知。"})
        return self.serve(served)

    def to_defence(self, **changes: Any) -> str:
        self.conclude(**changes)
        return self.notify()

    def to_decision(self, day: str = "2026-03-19", **changes: Any) -> str:
        """The party keeps silent until its days are over."""
        self.to_defence(**changes)
        self.do("officer", "close_defence", day)
        if self.stage == "discussion":
            self.discuss("2026-03-20")
        return self.stage

    def discuss(self, day: str) -> str:
        people = [self.team[role] for role in ("chief", "head", "unithead")]
        names = [p.name for p in people]
        form = forms.discuss([p.person_id for p in people], names, at(day, 9), self.team["legal"].name)
        return self.do("chief", "discuss", day, form)

    def decision(self, **changes: Any) -> dict[str, Any]:
        return forms.decide(self.offence, COUNTY) | changes

    def to_serving(self, day: str = "2026-03-23", **changes: Any) -> str:
        self.to_decision()
        return self.do("head", "decide", day, self.decision(**changes))

    def to_performance(self, served: str = "2026-03-25", **changes: Any) -> str:
        self.to_serving(**changes)
        return self.serve(served)

    def review(self, day: str, opinion: str = "agree") -> str:
        child = self.child("review.legality")
        self.do("legal", "accept", day, on=child)
        return self.do("legal", opinion, day, forms.review_opinion(), on=child)

    def pay(self, day: str, amount: str, slip: int = 1, paid_for: str = "fine", who: str = "cashier") -> str:
        form = forms.payment(Decimal(amount), date.fromisoformat(day), slip, self.party.name, paid_for)
        return self.do(who, "record_payment", day, form)

    def publish(self, day: str, hour: int = 10) -> Matter:
        """The decision is masked, checked by another, and shown."""
        child = self.child("disclosure.publication")
        self.do("officer", "submit", day, on=child, hour=hour)
        draft = Publication.objects.get(pk=child.pk).draft_digest
        self.do("legal", "publish", day, {"draft_digest": draft, "opinion": "已核对。"}, on=child, hour=hour)
        child.refresh_from_db()
        return child

    def close(self, day: str, ending: str = "performed") -> str:
        return self.do("head", "close_case", day, forms.close(ending))

    def hear(self, arranged: str, notified: str, held: str, reported: str) -> str:
        """A hearing arranged, told in time, held and reported."""
        hearing = self.child("enforcement.hearing")
        self.do("hearing", "arrange", arranged, self.arrangement(held), on=hearing)
        notice = Matter.objects.get(parent=hearing, is_open=True)
        self.serve(notified, on=notice)
        said = dict.fromkeys(
            ("recusal", "case_statement", "defence", "cross_examination", "debate", "final_words"), "见笔录。"
        )
        times = {"began_at": at(held, 9), "ended_at": at(held, 9) + timedelta(hours=2)}
        form = said | times | {"agents_count": 1, "transcript_signed": True}
        self.do("hearing", "hold", held, form, on=hearing, hour=14)
        views = dict.fromkeys(("agency_view", "party_view", "dispute", "report"), "见报告。")
        return self.do("hearing", "report", reported, views, on=hearing)

    def arrangement(self, held: str, **changes: Any) -> dict[str, Any]:
        return {
            "chair": self.team["hearing"].person_id,
            "recorder": self.team["unithead"].person_id,
            "hearing_on": held,
            "hearing_at": at(held, 9),
            "place": "一楼听证室",
            "is_public": True,
        } | changes
