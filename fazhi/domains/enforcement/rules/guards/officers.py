"""Who may enforce: two certified officers, and nobody in his own cause."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Protocol
from uuid import UUID

from fazhi.domains.enforcement.rules.facts import CredentialFacts, OfficerFacts
from fazhi.domains.enforcement.vocabulary import EnforcementDomain
from fazhi.kernel.acts import Act, PersonFact
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
        and (not credential.domains or bool({domain.value, domain.label} & set(credential.domains)))
    )


def _why_not(officer: OfficerFacts, domain: EnforcementDomain, day: date) -> str:
    """Why a person is not certified, in words; empty when he is."""
    named = officer.name or "一名承办人员"
    held = [c for c in officer.credentials if c.kind == ENFORCEMENT]
    if not held:
        return f"{named}没有行政执法证"
    if any(covers(c, domain, day) for c in held):
        return ""
    number = held[0].number
    if all(c.status != "valid" for c in held):
        return f"{named}的行政执法证（{number}）已被暂扣或者注销"
    if not any(c.valid_from <= day and (c.valid_to is None or day <= c.valid_to) for c in held):
        return f"{named}的行政执法证（{number}）在{day:%Y年%-m月%-d日}不在有效期内"
    return f"{named}的行政执法证（{number}）不包括{domain.label}领域"


def named_in(act: Act, *fields: str) -> dict[UUID, PersonFact]:
    """Persons whom the form names in these fields, each once, in order.

    Basis: none (house practice)
    """
    found: dict[UUID, PersonFact] = {}
    for name in fields:
        value = act.form.get(name)
        for person in value if isinstance(value, list | tuple) else [value]:
            if isinstance(person, PersonFact):
                found.setdefault(person.id, person)
    return found


def _officer(facts: Handled, act: Act, person_id: UUID) -> OfficerFacts:
    """What is known of a person: by the form that names him, else by the facts of the case."""
    given = named_in(act, *HANDLING, "officers").get(person_id)
    if given is not None:
        return OfficerFacts(given.id, given.name, tuple(given.credentials))
    known = facts.officers.get(person_id, OfficerFacts(person_id, ""))
    return replace(known, name=act.doer.name) if person_id == act.doer.person_id else known


def handlers(act: Act) -> tuple[UUID, ...]:
    """The officers of the case: for each role those of the form when it names them, else those assigned.

    Basis: 《行政处罚法》第四十二条第一款
    """
    found: list[UUID] = []
    for role in HANDLING:
        people = list(named_in(act, role)) or act.matter.roles.get(role, ())
        found += [person for person in people if person not in found]
    return tuple(found)


def two_certified_officers(facts: Handled, act: Act) -> Verdict:
    """Whether at least two officers handle the case, each with a certificate good on the day and for the domain.

    Basis: 《行政处罚法》第四十二条第一款（应当由具有行政执法资格的执法人员实施。执法人员不得少于两人）
    """
    return _two(facts, act, handlers(act), "co_handler", "请指派主办人员和至少一名协办人员")


def two_took_part(facts: Handled, act: Act) -> Verdict:
    """Whether the form names at least two certified officers who took part in the inquiry or inspection.

    Basis: 《行政处罚法》第四十二条第一款
    """
    return _two(facts, act, tuple(named_in(act, "officers")), "officers", "请选择到场的两名以上执法人员")


def _two(facts: Handled, act: Act, people: Sequence[UUID], field: str, cure: str) -> Verdict:
    basis = "《行政处罚法》第四十二条第一款"
    if len(people) < 2:
        return Refused(f"执法人员不得少于两人，现在只有{len(people)}人", basis=basis, cure=cure, field=field)
    # The form that opens a case names its field itself; the case's own is not written yet.
    domain = EnforcementDomain(act.form.get("domain") or facts.domain)
    faults = [why for person in people if (why := _why_not(_officer(facts, act, person), domain, act.day))]
    if faults:
        return Refused(
            f"承办人员中有人在当日不具有执法资格：{'；'.join(faults)}",
            basis=basis,
            cure="请改派持有本领域有效执法证件的人员，或者先更新证件信息；无执法资格的人员只能从事辅助工作",
            field=field,
        )
    return Allowed(basis=basis, note=f"{len(people)}名执法人员证件均有效")


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
