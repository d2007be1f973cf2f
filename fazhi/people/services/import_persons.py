"""The sheets of people, with their accounts, and of posts."""

import re
import unicodedata
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from fazhi.kernel.identifiers import sex_and_birth
from fazhi.people import sealing
from fazhi.people.models import Account, Organ, Person, Post, Unit
from fazhi.people.scope import persons_visible
from fazhi.people.services.change_password import weaknesses
from fazhi.people.services.import_organs import organ_of
from fazhi.people.services.importing import Import
from fazhi.people.services.workbook_reading import Row
from fazhi.people.vocabulary import OrganKind, PostKind

_USERNAME = re.compile(r"[\w.@-]{2,60}")
# Posts by which one sees a whole region are held where that region is watched over, and nowhere else.
SEATS = {
    PostKind.SUPERVISOR: ({OrganKind.JUSTICE_BUREAU}, "行政执法监督人员只能任职于司法行政机关。"),
    PostKind.LEADER: (
        {OrganKind.GOVERNMENT, OrganKind.TOWNSHIP},
        "政府负责人只能任职于人民政府或者苏木乡镇街道。",
    ),
}


def find_people(work: Import, rows: Iterable[Row]) -> None:
    """Look up everyone whom the workbook names by identity number, in a few queries."""
    hashes = sorted({sealing.lookup_value(row.values["id_no"]) for row in rows})
    for start in range(0, len(hashes), 500):
        batch = hashes[start : start + 500]
        for person in Person.objects.filter(id_no_hash__in=batch).select_related("account"):
            work.people[person.id_no_hash] = person
        found = persons_visible(work.actor).filter(id_no_hash__in=batch)
        work.people_in_scope |= set(found.values_list("pk", flat=True))
        for post in Post.objects.filter(person__id_no_hash__in=batch):
            work.posts.setdefault(_seat(post), []).append(post)
            is_over = post.valid_to is not None and post.valid_to < work.day
            if not is_over and post.organ_id not in work.organs_in_scope:
                work.people_elsewhere.add(post.person_id)


def _seat(post: Post) -> tuple[Any, ...]:
    return post.person_id, post.organ_id, post.unit_id, str(post.kind)


def _manages(work: Import, person: Person) -> bool:
    return person.pk in work.people_in_scope and person.pk not in work.people_elsewhere


def take_people(work: Import, rows: list[Row]) -> None:
    """Find or make each person by identity number, and the account if a user name is given."""
    usernames = _Usernames(rows)
    seen: dict[str, int] = {}
    for row in rows:
        id_no = row.values["id_no"]
        key = sealing.lookup_value(id_no)
        if key in seen:
            work.faults.append(row.fault("身份证号", f"与第{seen[key]}行重复。"))
            continue
        seen[key] = row.number
        sex, _ = sex_and_birth(id_no)
        if row.values.get("sex", sex) not in {sex, ""}:
            work.faults.append(row.fault("性别", "与身份证号第17位不一致，请核对。"))
            continue
        values = {k: row.values[k] for k in ("name", "phone") if k in row.values} | {"sex": sex}
        person = work.people.get(key)
        if person is None:
            person = Person(**values)
            person.keep_id_no(id_no)
            work.people[key] = person
            work.people_in_scope.add(person.pk)
            work.make(row.sheet, person)
        elif _manages(work, person):
            work.bring_up_to_date(row.sheet, person, values)
        elif any(getattr(person, k) != v for k, v in values.items()):
            work.faults.append(
                row.fault(
                    "身份证号",
                    "此人在您管理范围之外任职或者登记，您不能修改其信息；可以直接为其登记本机关岗位。",
                )
            )
            continue
        else:
            work.count(row.sheet).same += 1
        if "username" in row.values:
            usernames.take(work, row, person)


class _Usernames:
    """Accounts by user name: those that are there and those that are made on the way."""

    def __init__(self, rows: list[Row]) -> None:
        names = {self.plain(row.values["username"]) for row in rows if "username" in row.values}
        self.holders: dict[str, UUID] = dict(
            Account.objects.filter(username__in=names).values_list("username", "person_id")
        )

    @staticmethod
    def plain(username: str) -> str:
        """The form in which a user name is compared at login."""
        return unicodedata.normalize("NFKC", username)

    def take(self, work: Import, row: Row, person: Person) -> None:
        """Make the account, or find that it is there."""
        username = self.plain(row.values["username"])
        own: Account | None = None if person.pk in work.made_ids else getattr(person, "account", None)
        if own is not None and own.username == username:
            return
        if own is not None:
            work.faults.append(row.fault("用户名", f"此人已有账号“{own.username}”，一人只有一个账号。"))
        elif not _USERNAME.fullmatch(username):
            work.faults.append(row.fault("用户名", "应为2至60个汉字、字母、数字或者 . @ - _ 。"))
        elif username in self.holders:
            work.faults.append(row.fault("用户名", f"“{username}”已经被使用。"))
        elif not _manages(work, person):
            work.faults.append(row.fault("用户名", "此人在您管理范围之外任职或者登记，账号由其他机关登记。"))
        else:
            self._make(work, row, Account(username=username, person=person, must_change_password=True))

    def _make(self, work: Import, row: Row, account: Account) -> None:
        password = row.values.get("password", "")
        if password and (weak := weaknesses(account, password)):
            work.faults += [row.fault("初始密码", sentence) for sentence in weak]
            return
        self.holders[account.username] = account.person_id
        account.set_unusable_password()
        work.make("账号", account)
        if password:
            work.first_passwords.append((account, password))


def take_posts(work: Import, rows: list[Row]) -> None:
    """Find or make each post by person, organ, unit, kind and first day."""
    seen: dict[tuple[Any, ...], int] = {}
    for row in rows:
        person, organ = person_of(work, row), organ_of(work, row)
        if person is None or organ is None:
            continue
        unit, fits = _unit_of(work, row, organ)
        if not fits or not _may_sit(work, row, organ):
            continue
        made = Post(
            person=person,
            organ=organ,
            unit=unit,
            kind=row.values["kind"],
            valid_from=row.values["valid_from"],
        )
        key = (*_seat(made), made.valid_from)
        if key in seen:
            work.faults.append(row.fault("岗位类别", f"与第{seen[key]}行重复。"))
            continue
        seen[key] = row.number
        _take_post(
            work, row, key, Post(person=person, organ=organ, unit=unit, kind=key[3], valid_from=key[4])
        )


def _take_post(work: Import, row: Row, key: tuple[Any, ...], made: Post) -> None:
    values = {"title": row.values["title"]} if "title" in row.values else {}
    if "valid_to" in row.values or "valid_to" in row.blank:
        values["valid_to"] = row.values.get("valid_to")
    if (end := values.get("valid_to")) and end < made.valid_from:
        work.faults.append(row.fault("任职截止日", "早于任职起始日。"))
        return
    same_seat = work.posts.setdefault(_seat(made), [])
    found = next((p for p in same_seat if p.valid_from == made.valid_from), None)
    ends = values.get("valid_to", found.valid_to if found else None)
    if ends is None and (others := [p for p in same_seat if p.valid_to is None and p is not found]):
        sentence = f"此人自{others[0].valid_from.isoformat()}起已在该岗位，请填写原来的起始日，或者先填上原任职的截止日。"
        work.faults.append(row.fault("任职起始日", sentence))
        return
    work.people_in_scope.add(made.person_id)
    if found is not None:
        work.bring_up_to_date(row.sheet, found, values)
        return
    for name, value in values.items():
        setattr(made, name, value)
    same_seat.append(made)
    work.make(row.sheet, made)


def _unit_of(work: Import, row: Row, organ: Organ) -> tuple[Unit | None, bool]:
    if "unit" not in row.values:
        return None, True
    unit = work.units.get((organ.pk, row.values["unit"]))
    if unit is None:
        sentence = f"“{organ.name}”没有名为“{row.values['unit']}”的内设机构，请先在“内设机构”表中登记。"
        work.faults.append(row.fault("内设机构", sentence))
    return unit, unit is not None


def _may_sit(work: Import, row: Row, organ: Organ) -> bool:
    kinds, sentence = SEATS.get(row.values["kind"], (None, ""))
    if kinds is not None and organ.kind not in kinds:
        work.faults.append(row.fault("岗位类别", sentence))
        return False
    return True


def person_of(work: Import, row: Row) -> Person | None:
    """The person a row names by identity number, and by name if that is given; else a fault is noted."""
    person = work.people.get(sealing.lookup_value(row.values["id_no"]))
    if person is None:
        work.faults.append(row.fault("身份证号", "没有登记这个人员，请先在“人员”表中填写。"))
    elif row.values.get("name", person.name) != person.name:
        work.faults.append(row.fault("姓名", "与该身份证号登记的姓名不一致，请核对。"))
        return None
    return person
