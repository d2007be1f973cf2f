"""Sample people: the city of 包头 and its nine counties, with organs, units, posts and papers.

Names are made of a surname and 试, 样, 例 or 拟 with a number, so that nobody can be meant. Everything is the same on
each run but the days, which lie around `at`.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from uuid import UUID

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils import timezone

from fazhi.kernel.identifiers import make_uscc
from fazhi.kernel.numerals import to_chinese
from fazhi.people.actors import Actor, actor_for_post
from fazhi.people.models import Account, Credential, Organ, Person, Post, Region, Unit
from fazhi.people.services.load_regions import load_regions
from fazhi.people.vocabulary import CredentialKind, CredentialStatus, OrganKind, PostKind, Sex, UnitKind

DEMO_PASSWORD = "fazhi-demo-2026"  # noqa: S105 - printed in the documentation; only for sample data
CITY, HOME_COUNTY, HOME_ORGAN = "150200", "150203", "market"
# The county's name as its organs write it, and its sign in document numbers.
COUNTIES = {
    "150202": ("包头市东河区", "包东"),
    "150203": ("包头市昆都仑区", "包昆"),
    "150204": ("包头市青山区", "包青"),
    "150205": ("包头市石拐区", "包石"),
    "150206": ("包头市白云鄂博矿区", "包白"),
    "150207": ("包头市九原区", "包九"),
    "150221": ("土默特右旗", "包土右"),
    "150222": ("固阳县", "包固"),
    "150223": ("达尔罕茂明安联合旗", "包达茂"),
}
# Key, name, sign in document numbers, kind, field of enforcement. The government first: it is above the others.
ORGANS = (
    ("government", "人民政府", "政", OrganKind.GOVERNMENT, ""),
    ("market", "市场监督管理局", "市监", OrganKind.DEPARTMENT, "市场监管"),
    ("urban", "城市管理综合执法局", "城管", OrganKind.DEPARTMENT, "城市管理"),
    ("environment", "生态环境局", "环", OrganKind.DEPARTMENT, "生态环境"),
    ("emergency", "应急管理局", "应急", OrganKind.DEPARTMENT, "应急管理"),
    ("farming", "农牧局", "农牧", OrganKind.DEPARTMENT, "农牧"),
    ("transport", "交通运输局", "交", OrganKind.DEPARTMENT, "交通运输"),
    ("culture", "文化旅游局", "文旅", OrganKind.DEPARTMENT, "文化旅游"),
    ("justice", "司法局", "司", OrganKind.JUSTICE_BUREAU, ""),
)
# Role, kind of post, title, kind of its unit.
_ENFORCERS = (
    ("officer", PostKind.OFFICER, "执法人员", UnitKind.ENFORCEMENT),
    ("officer2", PostKind.OFFICER, "执法人员", UnitKind.ENFORCEMENT),
    ("officer3", PostKind.OFFICER, "执法人员", UnitKind.ENFORCEMENT),
    ("officer4", PostKind.OFFICER, "执法人员", UnitKind.ENFORCEMENT),
    ("officer5", PostKind.OFFICER, "执法人员", UnitKind.ENFORCEMENT),
    ("officer6", PostKind.OFFICER, "执法人员", UnitKind.ENFORCEMENT),
    ("unithead", PostKind.UNIT_HEAD, "大队长", UnitKind.ENFORCEMENT),
    # The enforcement unit keeps its own receipts, so that the cashier sees the cases he books for.
    ("cashier", PostKind.CASHIER, "罚没款管理员", UnitKind.ENFORCEMENT),
    ("legal", PostKind.LEGAL_OFFICER, "法制审核员", UnitKind.LEGAL),
    ("hearing", PostKind.LEGAL_OFFICER, "听证主持人", UnitKind.LEGAL),
    ("head", PostKind.DEPUTY_HEAD, "副局长", None),
    ("chief", PostKind.ORGAN_HEAD, "局长", None),
    ("admin", PostKind.ADMIN, "系统管理员", UnitKind.OFFICE),
)
_JUSTICE = (
    ("supervisor", PostKind.SUPERVISOR, "执法监督员", UnitKind.LEGAL),
    ("supervisor2", PostKind.SUPERVISOR, "执法监督员", UnitKind.LEGAL),
    ("legal", PostKind.LEGAL_OFFICER, "合法性审核员", UnitKind.LEGAL),
    ("head", PostKind.DEPUTY_HEAD, "副局长", None),
    ("chief", PostKind.ORGAN_HEAD, "局长", None),
    ("admin", PostKind.ADMIN, "系统管理员", UnitKind.OFFICE),
)
_GOVERNMENT = (
    ("leader", PostKind.LEADER, "负责人", None),
    ("clerk", PostKind.CLERK, "文秘", UnitKind.OFFICE),
    ("admin", PostKind.ADMIN, "系统管理员", UnitKind.OFFICE),
)
_UNITS = ((UnitKind.ENFORCEMENT, "执法大队"), (UnitKind.LEGAL, "法制科"), (UnitKind.OFFICE, "办公室"))
_SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦许何吕施张孔"
_WORDS = "试样例拟"
# Accounts known by a short name; every other one is CODE.ORGAN.ROLE.
_SHORT = {
    **{(HOME_COUNTY, HOME_ORGAN, role): role for role, *_ in _ENFORCERS},
    (CITY, "justice", "supervisor"): "supervisor",
    (CITY, "government", "leader"): "leader",
    (HOME_COUNTY, "justice", "supervisor"): "kundulun",
}


@dataclass(frozen=True)
class DemoPeople:
    """What was made. `organs` by (region code, organ key), `posts` by (region code, organ key, role)."""

    organs: dict[tuple[str, str], Organ]
    posts: dict[tuple[str, str, str], Post]

    def team(self, region: str = HOME_COUNTY, organ: str = HOME_ORGAN) -> dict[str, Actor]:
        """The actors of one organ by role: officer, officer2, unithead, legal, hearing, head, chief, cashier, …"""
        return {
            r: actor_for_post(p) for (code, key, r), p in self.posts.items() if (code, key) == (region, organ)
        }

    def actor(self, username: str) -> Actor:
        """The actor of a short account name, such as `officer` or `supervisor`."""
        place = next(place for place, name in _SHORT.items() if name == username)
        return actor_for_post(self.posts[place])


@dataclass
class _Rows:
    organs: dict[tuple[str, str], Organ] = field(default_factory=dict)
    units: list[Unit] = field(default_factory=list)
    people: list[Person] = field(default_factory=list)
    posts: dict[tuple[str, str, str], Post] = field(default_factory=dict)
    accounts: list[Account] = field(default_factory=list)
    credentials: list[Credential] = field(default_factory=list)


@transaction.atomic
def seed(at: datetime) -> DemoPeople:
    """Make the sample people, or find them when they are there already."""
    load_regions()
    regions = {r.code: r for r in Region.objects.filter(code__in=[CITY, *COUNTIES])}
    if Organ.objects.filter(region__in=regions.values(), kind=OrganKind.GOVERNMENT).exists():
        return _found(regions)
    rows = _Rows()
    password = make_password(DEMO_PASSWORD)
    day = timezone.localdate(at)
    for code, (county, sign) in {CITY: ("包头市", "包"), **COUNTIES}.items():
        for key, name, word, kind, domain in ORGANS:
            organ = _organ(rows, regions[code], key, county, name, sign, word, kind, domain)
            _staff(rows, organ, code, key, password, day)
    Organ.objects.bulk_create(rows.organs.values())
    Unit.objects.bulk_create(rows.units)
    Person.objects.bulk_create(rows.people)
    Post.objects.bulk_create(rows.posts.values())
    Account.objects.bulk_create(rows.accounts)
    Credential.objects.bulk_create(rows.credentials)
    return DemoPeople(rows.organs, rows.posts)


def _organ(
    rows: _Rows,
    region: Region,
    key: str,
    county: str,
    name: str,
    sign: str,
    word: str,
    kind: OrganKind,
    domain: str,
) -> Organ:
    full, doc_word, parent = county + name, sign + word, rows.organs.get((region.code, "government"))
    if key == "environment" and region.code != CITY:
        # The city's bureau keeps branches in the counties.
        full, doc_word = f"包头市生态环境局{region.name}分局", f"包环{sign.removeprefix('包')}"
        parent = rows.organs[CITY, key]
    organ = Organ(
        name=full,
        short_name=(region.short or region.name) + name,
        kind=kind,
        uscc=make_uscc(f"11{region.code}{len(rows.organs) + 1:08d}"),
        region=region,
        doc_word=doc_word,
        domains=[domain] if domain else [],
        parent=parent,
    )
    rows.organs[region.code, key] = organ
    return organ


def _staff(rows: _Rows, organ: Organ, code: str, key: str, password: str, day: date) -> None:
    units = {kind: Unit(organ=organ, name=name, kind=kind) for kind, name in _UNITS}
    rows.units += units.values()
    roles = {"government": _GOVERNMENT, "justice": _JUSTICE}.get(key, _ENFORCERS)
    for role, kind, title, unit_kind in roles:
        number = len(rows.people) + 1
        person = Person(
            name=_name(number), sex=Sex.MALE if number % 2 else Sex.FEMALE, phone=f"0472-0000{number:04d}"
        )
        post = Post(
            person=person,
            organ=organ,
            unit=units[unit_kind] if unit_kind else None,
            kind=kind,
            title=title,
            valid_from=date(day.year - 2, 1, 1),
        )
        rows.people.append(person)
        rows.posts[code, key, role] = post
        username = _SHORT.get((code, key, role), f"{code}.{key}.{role}")
        rows.accounts.append(Account(username=username, person=person, password=password, last_post=post))
        rows.credentials += _credentials(person, organ, role, kind, number, day)


def _credentials(
    person: Person, organ: Organ, role: str, kind: PostKind, number: int, day: date
) -> Iterator[Credential]:
    """Good papers, but for officer4 (expired), officer5 (expires soon) and officer6 (suspended)."""
    enforces = kind in {PostKind.OFFICER, PostKind.UNIT_HEAD, PostKind.DEPUTY_HEAD, PostKind.SUPERVISOR}
    if enforces or role == "hearing":
        end = {"officer4": day - timedelta(days=30), "officer5": day + timedelta(days=40)}
        yield Credential(
            person=person,
            kind=CredentialKind.ENFORCEMENT,
            number=f"{organ.region.code}{number:06d}",
            domains=organ.domains or ["行政执法监督"],
            issuer="内蒙古自治区人民政府",
            valid_from=day - timedelta(days=1400),
            valid_to=end.get(role, day + timedelta(days=425)),
            status=CredentialStatus.SUSPENDED if role == "officer6" else CredentialStatus.VALID,
        )
    if kind == PostKind.LEGAL_OFFICER:
        yield Credential(
            person=person,
            kind=CredentialKind.LEGAL_PROFESSION,
            number=f"A2019{organ.region.code[:4]}{number:05d}",
            issuer="中华人民共和国司法部",
            valid_from=date(2019, 3, 1),
        )


def _name(number: int) -> str:
    surname, rest = _SURNAMES[number % len(_SURNAMES)], number // len(_SURNAMES)
    return surname + _WORDS[rest % len(_WORDS)] + to_chinese(rest // len(_WORDS) + 1)


def _found(regions: dict[str, Region]) -> DemoPeople:
    """The people of an earlier run, recognised by their accounts."""
    places = {name: place for place, name in _SHORT.items()}
    accounts = Account.objects.filter(person__posts__organ__region__in=regions.values()).select_related(
        "person"
    )
    by_person: dict[UUID, str] = dict(accounts.values_list("person_id", "username"))
    posts: dict[tuple[str, str, str], Post] = {}
    for post in Post.objects.seated().filter(person__in=by_person):
        name = by_person[post.person_id]
        parts = name.split(".")
        place = places.get(name) or ((parts[0], parts[1], parts[2]) if len(parts) == 3 else None)
        if place:
            posts[place] = post
    return DemoPeople({(code, key): post.organ for (code, key, _), post in posts.items()}, posts)
