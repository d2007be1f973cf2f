"""Asking the court to enforce."""

from fazhi.domains.enforcement.rules.facts import CourtFacts
from fazhi.domains.enforcement.vocabulary import Challenge, CourtRuling, DecisionState
from fazhi.kernel.acts import Act
from fazhi.kernel.verdicts import Allowed, NotApplicable, Refused, Verdict


def application_grounded(facts: CourtFacts, act: Act) -> Verdict:
    """Whether decision, remedies and demand are as the Act asks.

    Basis: 《行政强制法》第五十三条、第五十四条
    """
    basis = "《行政强制法》第五十三条、第五十四条"
    if facts.decision_state is not DecisionState.STANDS or facts.decision_served_on is None:
        return Refused("没有已经送达且有效的行政决定", basis=basis, cure="请核对决定书及其送达情况")
    if facts.challenge in (Challenge.RECONSIDERATION, Challenge.SUIT):
        return Refused(
            f"{facts.challenge.label}，不能申请强制执行", basis=basis, cure="请在复议、诉讼终结后办理"
        )
    opens = max((d for d in (facts.suit_until, facts.deferred_until) if d), default=None)
    if opens is None or act.day <= opens:
        return Refused("当事人申请复议、提起诉讼的期限还没有届满", basis=basis, cure="请在期限届满后申请")
    if facts.demand_served_on is None:
        return Refused("催告书还没有送达", basis="《行政强制法》第五十四条", cure="请先催告")
    if facts.outstanding <= 0 and not facts.other_duties.strip():
        return Refused("没有尚未履行的义务", basis=basis, cure="当事人已经履行的，请办理结案")
    return Allowed(basis=basis)


def court_materials(facts: CourtFacts, act: Act) -> Verdict:
    """Whether the application has all that the court must be given.

    Basis: 《行政强制法》第五十五条第一款
    """
    basis = "《行政强制法》第五十五条第一款"
    if not act.form:
        return NotApplicable("还没有填写申请材料", basis=basis)
    missing = [
        (name, label)
        for name, label in (
            ("has_decision", "行政决定书及事实、理由和依据"),
            ("has_opinion", "当事人的意见及催告情况"),
            ("has_state_of_object", "申请强制执行标的情况"),
        )
        if not act.form.get(name)
    ]
    if missing:
        return Refused(
            f"申请材料不齐，缺少{'、'.join(label for _, label in missing)}",
            basis=basis,
            cure="请补齐",
            field=missing[0][0],
        )
    return Allowed(basis=basis)


def head_signed(facts: CourtFacts, act: Act) -> Verdict:
    """Whether the head of the organ has signed the application.

    Basis: 《行政强制法》第五十五条第二款（强制执行申请书应当由行政机关负责人签名，加盖行政机关的印章，并注明日期）
    """
    basis = "《行政强制法》第五十五条第二款"
    if facts.head_signed_on is None:
        return Refused("强制执行申请书还没有由行政机关负责人签名", basis=basis, cure="请先报负责人签批")
    return Allowed(basis=basis)


def refused_by_court(facts: CourtFacts, act: Act) -> Verdict:
    """Whether there is a ruling to object to.

    Basis: 《行政强制法》第五十六条第二款、第五十八条第三款
    """
    basis = "《行政强制法》第五十六条第二款、第五十八条第三款"
    if facts.ruling not in (CourtRuling.REFUSED, CourtRuling.NOT_ACCEPTED):
        return Refused("人民法院没有作出不予受理、不予执行的裁定", basis=basis, cure="收到裁定后请先登记")
    clock = act.matter.clocks.get("object")
    if clock is not None and clock.due_on is not None and act.day > clock.due_on:
        return Refused(
            f"申请复议的期限到{clock.due_on:%Y年%-m月%-d日}已经届满",
            basis=basis,
            cure="请接受裁定，研究其他执行方式",
        )
    return Allowed(basis=basis)


def ruling_is_no(facts: CourtFacts, act: Act) -> Verdict:
    """Whether what is recorded before acceptance is a refusal to accept.

    Basis: 《行政强制法》第五十六条第二款
    """
    basis = "《行政强制法》第五十六条第二款"
    if act.form.get("ruling") != CourtRuling.NOT_ACCEPTED:
        return Refused(
            "法院受理之前只能登记不予受理的裁定", basis=basis, cure="请先登记法院受理", field="ruling"
        )
    return Allowed(basis=basis)
