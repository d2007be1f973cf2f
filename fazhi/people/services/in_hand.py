"""The person whom an administrator has in hand, held for the length of the transaction, and what days may be."""

from datetime import date
from uuid import UUID

from fazhi.kernel.errors import Fault, NotYourPart, OutOfScope
from fazhi.people.actors import Actor
from fazhi.people.models import Account, Person
from fazhi.people.scope import may_import, persons_kept, persons_managed

_FIRST_YEAR, _YEARS_AHEAD = 1949, 100
_ELSEWHERE = "此人在您管理范围之外任职，登记信息和账号由其他机关办理；您可以办理其在本机关的岗位和证件。"


def person_kept(actor: Actor, person_id: UUID, *, day: date) -> Person:
    """The person, for changes of posts and papers.

    Raises NotYourPart for an actor who keeps nobody, OutOfScope for a person who is not his to keep.
    """
    if not may_import(actor):
        raise NotYourPart("您当前的岗位不能修改人员登记，请联系本单位系统管理员。")
    person = Person.objects.select_for_update().filter(pk__in=persons_kept(actor, day), pk=person_id).first()
    if person is None:
        raise OutOfScope("没有这个人员，或者不在您的管理范围内。")
    return person


def person_managed(actor: Actor, person_id: UUID, *, day: date) -> Person:
    """The person, for changes of his own data. Raises as `person_kept`, and NotYourPart when he sits elsewhere too."""
    person = person_kept(actor, person_id, day=day)
    if not persons_managed(actor, day).filter(pk=person.pk).exists():
        raise NotYourPart(_ELSEWHERE)
    return person


def account_managed(actor: Actor, person_id: UUID, *, day: date) -> Account:
    """The account of such a person. Raises as `person_managed`, and OutOfScope when he has none."""
    person = person_managed(actor, person_id, day=day)
    account = Account.objects.select_for_update().filter(person=person).first()
    if account is None:
        raise OutOfScope("此人没有账号，请在导入工作簿的“人员”表中填写用户名。")
    return account


def faults_of_days(first: date, last: date | None, *, today: date, earlier: str) -> list[Fault]:
    """What is wrong with a first and a last day, at `valid_from` and `valid_to`.

    `earlier` is the sentence for a last day that lies before the first.
    """
    faults = [
        Fault(name, f"“{day.isoformat()}”的年份不合情理，请核对。")
        for name, day in (("valid_from", first), ("valid_to", last))
        if day is not None and not _FIRST_YEAR <= day.year <= today.year + _YEARS_AHEAD
    ]
    if not faults and last is not None and last < first:
        faults.append(Fault("valid_to", earlier))
    return faults
