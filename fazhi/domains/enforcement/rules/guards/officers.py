"""Who may enforce: two certified officers, and nobody in his own cause."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Protocol
from uuid import UUID

from fazhi.domains.enforcement.rules.facts import CredentialFacts, OfficerFacts
from fazhi.domains.enforcement.vocabulary import EnforcementDomain
from fazhi.kernel.acts import Act
from fazhi.kernel.verdicts import Allowed, Refused, Verdict

ENFORCEMENT = "enforcement"
HANDLING = ("handler", "co_handler")


class Handled(Protocol):
    """Facts of a procedure that officers carry out."""

    @property
    def domain(self) -> EnforcementDomain:
        """The field of enforcement."""

    @property
    def officers(self) -> Mapping[UUID, OfficerFacts]:
        """Persons who may take part, by id."""


def covers(credential: CredentialFacts, domain: EnforcementDomain, day: date) -> bool:
    """Whether an enforcement certificate is good on the day and for the domain; both ends of its term count."""
    return (
        credential.kind == ENFORCEMENT
        and credential.status == "valid"
        and credential.valid_from <= day
        and (credential.valid_to is None or day <= credential.valid_to)
        and (not credential.domains or bool({domain.value, domain.label} & credential.domains))
    )


def _why_not(officer: OfficerFacts | None, domain: EnforcementDomain, day: date) -> str:
    """Why a person is not certified, in words; empty when he is."""
    if officer is None:
        return "有一名人员不在本机关执法人员名录中"
    held = [c for c in officer.credentials if c.kind == ENFORCEMENT]
    if not held:
        return f"{officer.name}没有行政执法证"
    if any(covers(c, domain, day) for c in held):
        return ""
    if all(c.status != "valid" for c in held):
        return f"{officer.name}的行政执法证已被暂扣或者注销"
    if not any(c.valid_from <= day and (c.valid_to is None or day <= c.valid_to) for c in held):
        return f"{officer.name}的行政执法证在{day:%Y年%-m月%-d日}不在有效期内"
    return f"{officer.name}的行政执法证不包括{domain.label}领域"


def handlers(act: Act) -> tuple[UUID, ...]:
    """The officers of the case: those of the form when it names them, else those assigned. Nobody counts twice."""
    found: list[UUID] = []
    for role in HANDLING:
        given = act.form.get(role)
        people: Iterable[UUID] = act.matter.roles.get(role, ()) if given is None else _persons(given)
        found += [person for person in people if person not in found]
    return tuple(found)


def _persons(value: object) -> tuple[UUID, ...]:
    """What a person field holds: one id, several, or none."""
    if value in (None, ""):
        return ()
    if isinstance(value, UUID):
        return (value,)
    if isinstance(value, list | tuple | set | frozenset):
        return tuple(v if isinstance(v, UUID) else UUID(str(v)) for v in value)
    return (UUID(str(value)),)


def two_certified_officers(facts: Handled, act: Act) -> Verdict:
    """Whether at least two officers of the case hold a certificate good on the day and for the domain.

    Basis: 《行政处罚法》第四十二条第一款（应当由具有行政执法资格的执法人员实施。执法人员不得少于两人）
    """
    basis = "《行政处罚法》第四十二条第一款"
    people = handlers(act)
    if len(people) < 2:
        return Refused(
            f"执法人员不得少于两人，现在只有{len(people)}人",
            basis=basis,
            cure="请指派主办人员和至少一名协办人员",
            field="co_handler",
        )
    faults = [
        why for person in people if (why := _why_not(facts.officers.get(person), facts.domain, act.day))
    ]
    if len(people) - len(faults) < 2:
        return Refused(
            f"持有有效执法证件的执法人员不足两人：{'；'.join(faults)}",
            basis=basis,
            cure="请改派持有本领域有效执法证件的人员，或者先更新证件信息",
            field="co_handler",
        )
    if faults:
        return Refused(
            f"承办人员中有人不具有执法资格：{'；'.join(faults)}",
            basis=basis,
            cure="请改派该人员；无执法资格的人员只能从事辅助工作",
            field="co_handler",
        )
    return Allowed(basis=basis, note=f"{len(people)}名执法人员证件均有效")


def acts_as_certified(facts: Handled, act: Act) -> Verdict:
    """Whether the person who acts is himself certified for the domain on the day.

    Basis: 《行政处罚法》第四十二条第一款
    """
    basis = "《行政处罚法》第四十二条第一款"
    if act.doer.person_id is None:
        return Refused("本行为须由执法人员实施", basis=basis)
    why = _why_not(facts.officers.get(act.doer.person_id), facts.domain, act.day)
    if why:
        return Refused(why, basis=basis, cure="请由持有本领域有效执法证件的人员办理")
    return Allowed(basis=basis)


def decider_is_not_handler(facts: object, act: Act) -> Verdict:
    """Whether the one who approves or decides is none of those who handle the case.

    Basis: 《行政处罚法》第五十七条第一款（调查终结，行政机关负责人应当对调查结果进行审查）；人员分离为该条审查职责的应有之义
    """
    basis = "《行政处罚法》第五十七条第一款"
    if act.doer.person_id in handlers(act):
        return Refused(
            "案件承办人员不能审批自己承办的案件", basis=basis, cure="请由未参与承办的行政机关负责人审批"
        )
    return Allowed(basis=basis)


def shown_certificates(facts: object, act: Act) -> Verdict:
    """Whether the form says that certificates were shown before the inquiry or inspection.

    Basis: 《行政处罚法》第五十五条第一款（应当主动向当事人或者有关人员出示执法证件）
    """
    basis = "《行政处罚法》第五十五条第一款"
    if not act.form.get("showed_certificates"):
        return Refused(
            "没有记明已经出示执法证件；不出示的，当事人有权拒绝接受调查或者检查",
            basis=basis,
            cure="请在出示执法证件后再进行，并勾选“已出示执法证件”",
            field="showed_certificates",
        )
    return Allowed(basis=basis)


def two_took_part(facts: Handled, act: Act) -> Verdict:
    """Whether the form names at least two certified officers who took part in the inquiry or inspection.

    Basis: 《行政处罚法》第四十二条第一款
    """
    basis = "《行政处罚法》第四十二条第一款"
    people = _persons(act.form.get("officers"))
    if len(set(people)) < 2:
        return Refused(
            "调查、检查时执法人员不得少于两人",
            basis=basis,
            cure="请选择到场的两名以上执法人员",
            field="officers",
        )
    faults = [
        why for person in people if (why := _why_not(facts.officers.get(person), facts.domain, act.day))
    ]
    if faults:
        return Refused(
            "；".join(faults), basis=basis, cure="请改由持有效执法证件的人员进行", field="officers"
        )
    return Allowed(basis=basis)
