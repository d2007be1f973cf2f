"""Penalties decided on the spot (简易程序)."""

from datetime import date
from decimal import Decimal

from fazhi.domains.enforcement.rules import sums
from fazhi.domains.enforcement.rules.facts import SimpleFacts
from fazhi.domains.enforcement.rules.guards.notice import kind_of
from fazhi.domains.enforcement.rules.guards.officers import named_in
from fazhi.domains.enforcement.vocabulary import (
    BasisLevel,
    EnforcementDomain,
    OnTheSpotGround,
    PartyKind,
    PenaltyKind,
)
from fazhi.kernel.acts import Act
from fazhi.kernel.identifiers import check_resident_id, sex_and_birth
from fazhi.kernel.verdicts import Allowed, NotApplicable, Refused, Verdict


def simple_within_limit(facts: SimpleFacts, act: Act) -> Verdict:
    """Whether the penalty is a warning, or a fine small enough for the party's kind.

    Basis: 《行政处罚法》第五十一条（对公民处以二百元以下、对法人或者其他组织处以三千元以下罚款或者警告的行政处罚的，
    可以当场作出行政处罚决定）
    """
    basis = "《行政处罚法》第五十一条"
    kinds = {PenaltyKind(k) for k in act.form.get("kinds") or ()}
    if not kinds:
        return NotApplicable("还没有填写处罚内容", basis=basis)
    if kinds - {PenaltyKind.WARNING, PenaltyKind.FINE}:
        return Refused("当场处罚只限于警告和小额罚款", basis=basis, cure="请改用普通程序", field="kinds")
    fine = Decimal(act.form.get("fine") or 0)
    if PenaltyKind.FINE in kinds and fine <= 0:
        return Refused("选择了罚款，但没有填写金额", basis=basis, cure="请填写罚款金额", field="fine")
    if PenaltyKind.FINE not in kinds and fine > 0:
        return Refused("填写了罚款金额，但没有选择罚款", basis=basis, cure="请核对处罚种类", field="kinds")
    kind = PartyKind(act.form["party_kind"]) if act.form.get("party_kind") else kind_of(facts.party)
    limit = act.terms.amount("simple.fine", act.day, who=sums.who(kind))
    if fine > limit:
        return Refused(
            f"对{kind.label}当场处罚的罚款不得超过{limit}元，现在是{fine}元",
            basis=basis,
            cure="请改用普通程序",
            field="fine",
        )
    return Allowed(basis=basis, note=f"限额{limit}元")


def facts_plain(facts: SimpleFacts, act: Act) -> Verdict:
    """Whether the officers confirm that the facts are plain and the basis is legislation.

    Basis: 《行政处罚法》第五十一条（违法事实确凿并有法定依据）、第十六条
    """
    basis = "《行政处罚法》第五十一条、第十六条"
    if act.form.get("basis_level") == BasisLevel.NORMATIVE_DOCUMENT:
        return Refused(
            "其他规范性文件不能作为行政处罚的依据",
            basis=basis,
            cure="请改引法律、法规或者规章",
            field="basis_level",
        )
    if not act.form.get("facts_plain"):
        return Refused(
            "违法事实不够确凿的，不能当场处罚", basis=basis, cure="请改用普通程序", field="facts_plain"
        )
    return Allowed(basis=basis)


def told_on_the_spot(facts: SimpleFacts, act: Act) -> Verdict:
    """Whether the party was told and heard before the decision.

    Basis: 《行政处罚法》第四十四条、第四十五条、第六十二条
    """
    basis = "《行政处罚法》第四十四条、第四十五条、第六十二条"
    if not act.form.get("told_and_heard"):
        return Refused(
            "作出决定前须告知当事人内容、事实、理由、依据和权利，并听取陈述、申辩",
            basis=basis,
            cure="请在告知并听取后勾选",
            field="told_and_heard",
        )
    return Allowed(basis=basis)


def adult_or_lighter(facts: SimpleFacts, act: Act) -> Verdict:
    """Whether the party is old enough to be punished on the day.

    Basis: 《行政处罚法》第三十条（不满十四周岁的未成年人有违法行为的，不予行政处罚）
    """
    basis = "《行政处罚法》第三十条"
    born_on = _born_on(facts, act)
    if born_on is None:
        return NotApplicable("没有登记出生日期", basis=basis)
    age = sums.age_on(born_on, act.day)
    if age < act.terms.amount("age.punishable", act.day):
        return Refused(
            "当事人不满十四周岁，不予行政处罚",
            basis=basis,
            cure="请责令监护人加以管教",
            field="party_born_on",
        )
    if age < act.terms.amount("age.adult", act.day):
        return Allowed(basis=basis, note="不满十八周岁，应当从轻或者减轻行政处罚")
    return Allowed(basis=basis)


def _born_on(facts: SimpleFacts, act: Act) -> date | None:
    """The birthday that the citizen's number tells, else the one that is given."""
    number = str(act.form.get("party_id_no") or "").strip().upper()
    if number and check_resident_id(number, act.day):
        return sex_and_birth(number)[1]
    given: date | None = act.form.get("party_born_on")
    return given or (facts.party.born_on if facts.party else None)


def may_collect_on_the_spot(facts: SimpleFacts, act: Act) -> Verdict:
    """Whether the officers may take the money themselves, and with a lawful receipt.

    Basis: 《行政处罚法》第六十八条（依法给予一百元以下罚款的；不当场收缴事后难以执行的）
    Basis: 《行政处罚法》第六十九条（在边远、水上、交通不便地区，经当事人提出）
    Basis: 《行政处罚法》第七十条（不出具财政部门统一制发的专用票据的，当事人有权拒绝缴纳罚款）
    """
    chosen = act.form.get("collect_ground")
    if not chosen:
        return NotApplicable("没有当场收缴", basis="《行政处罚法》第六十八条")
    ground = OnTheSpotGround(chosen)
    if ground is OnTheSpotGround.SMALL and facts.fine > act.terms.amount("simple.collect", act.day):
        return Refused(
            f"罚款{facts.fine}元，超过一百元，不能以小额为由当场收缴",
            basis="《行政处罚法》第六十八条第一项",
            cure="请改选符合实际的理由，或者由当事人到银行缴纳",
            field="collect_ground",
        )
    if ground is OnTheSpotGround.REMOTE and not act.form.get("asked_by_party"):
        return Refused(
            "边远、水上、交通不便地区当场收缴须由当事人提出",
            basis="《行政处罚法》第六十九条",
            cure="请勾选“当事人提出”并让当事人签字",
            field="asked_by_party",
        )
    if not str(act.form.get("receipt_no") or "").strip():
        return Refused(
            "当场收缴须出具财政部门统一制发的专用票据",
            basis="《行政处罚法》第七十条",
            cure="请填写票据号码",
            field="receipt_no",
        )
    return Allowed(basis="《行政处罚法》第六十八条、第六十九条", note=ground.label)


def fine_was_decided(facts: SimpleFacts, act: Act) -> Verdict:
    """Whether there is a fine still to be paid.

    Basis: 《行政处罚法》第五十三条、第六十七条
    """
    basis = "《行政处罚法》第五十三条、第六十七条"
    if facts.fine <= 0:
        return Refused("本决定没有罚款", basis=basis, cure="请直接备案、归档")
    if facts.paid >= facts.fine:
        return Refused("罚款已经缴清", basis=basis, cure="请办理备案")
    return Allowed(basis=basis, note=f"尚未缴纳{facts.fine - facts.paid}元")


def collected_by_officer(facts: SimpleFacts, act: Act) -> Verdict:
    """Whether money collected on the spot waits to be handed in.

    Basis: 《行政处罚法》第七十一条
    """
    basis = "《行政处罚法》第七十一条"
    if not facts.collected_on_the_spot:
        return Refused("没有当场收缴的罚款", basis=basis, cure="请由当事人到银行缴纳")
    return Allowed(basis=basis)


def simple_recorder_apart(facts: SimpleFacts, act: Act) -> Verdict:
    """Whether the one who records a bank slip is not the officer who decided.

    Basis: 《行政处罚法》第六十七条第一款、第二款
    """
    basis = "《行政处罚法》第六十七条第一款、第二款"
    if act.doer.person_id is not None and act.doer.person_id == facts.decided_by:
        return Refused("作出处罚决定的执法人员不能登记缴款", basis=basis, cure="请由财务人员登记")
    return Allowed(basis=basis)


def organ_may_punish(facts: SimpleFacts, act: Act) -> Verdict:
    """Whether the organ holds the field that the form names.

    Basis: 《行政处罚法》第十七条
    """
    basis = "《行政处罚法》第十七条"
    domain = EnforcementDomain(act.form.get("domain") or facts.domain)
    if facts.organ_domains and not {domain.value, domain.label} & facts.organ_domains:
        return Refused(
            f"本机关没有{domain.label}领域的行政处罚权",
            basis=basis,
            cure="请移送有管辖权的机关",
            field="domain",
        )
    return Allowed(basis=basis)


def is_one_of_officers(facts: SimpleFacts, act: Act) -> Verdict:
    """Whether the one who decides on the spot is one of the officers named.

    Basis: 《行政处罚法》第五十二条第二款（由执法人员签名或者盖章）
    """
    basis = "《行政处罚法》第五十二条第二款"
    if act.doer.person_id not in named_in(act, "officers"):
        return Refused("执法人员中没有本人", basis=basis, cure="请把本人列入执法人员", field="officers")
    return Allowed(basis=basis)


def paid_day_possible(facts: SimpleFacts, act: Act) -> Verdict:
    """Whether the day on the slip lies between the decision and today.

    Basis: 《行政处罚法》第六十七条第三款
    """
    basis = "《行政处罚法》第六十七条第三款"
    paid_on = act.form.get("paid_on")
    if paid_on is not None and (paid_on > act.day or (facts.decided_on and paid_on < facts.decided_on)):
        return Refused(
            "缴款日期应当在作出决定之后、今天之前", basis=basis, cure="请核对缴款凭证", field="paid_on"
        )
    return Allowed(basis=basis)
