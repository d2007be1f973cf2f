"""Paying, deferring, demanding and closing. Who decides a fine never takes the money."""

from datetime import date
from decimal import Decimal

from fazhi.domains.enforcement.rules import sums
from fazhi.domains.enforcement.rules.facts import ZERO, PenaltyFacts
from fazhi.domains.enforcement.rules.guards.officers import handlers
from fazhi.domains.enforcement.vocabulary import Challenge, DecisionState, PaymentFor, PenaltyKind
from fazhi.kernel.acts import Act
from fazhi.kernel.verdicts import Allowed, NotApplicable, Refused, Verdict

MONEY = frozenset({PenaltyKind.FINE, PenaltyKind.CONFISCATE_GAINS})


def pay_day(facts: PenaltyFacts) -> date | None:
    """The last day for payment: that of a deferral where one was granted."""
    return facts.deferred_until or facts.pay_by


def owed_fine(facts: PenaltyFacts) -> Decimal:
    """What is unpaid of fine and confiscated gains, surcharge left out. In yuan."""
    return sums.outstanding(facts.decided, facts.paid_fine, facts.paid_gains)


def decision_served(facts: PenaltyFacts, act: Act) -> Verdict:
    """Whether the decision has reached the party; before that nothing is owed.

    Basis: 《行政处罚法》第六十七条第三款（当事人应当自收到行政处罚决定书之日起十五日内）
    """
    basis = "《行政处罚法》第六十一条、第六十七条第三款"
    if facts.decision_served_on is None:
        return Refused("行政处罚决定书还没有送达当事人", basis=basis, cure="请先完成送达")
    return Allowed(basis=basis, note=f"{facts.decision_served_on:%Y年%-m月%-d日}送达")


def recorder_apart(facts: PenaltyFacts, act: Act) -> Verdict:
    """Whether the one who records a payment neither decided nor handles the case.

    Basis: 《行政处罚法》第六十七条第一款、第二款（作出罚款决定的行政机关应当与收缴罚款的机构分离；执法人员不得自行收缴罚款）
    """
    basis = "《行政处罚法》第六十七条第一款、第二款"
    if act.doer.person_id is not None and act.doer.person_id in (facts.decided_by, *handlers(act)):
        return Refused(
            "作出罚款决定的人员和承办人员不能登记缴款",
            basis=basis,
            cure="请由财务人员按代收机构的缴款凭证登记",
        )
    return Allowed(basis=basis)


def something_owed(facts: PenaltyFacts, act: Act) -> Verdict:
    """Whether fine, gains or surcharge are still unpaid.

    Basis: 《行政处罚法》第六十六条第一款
    """
    basis = "《行政处罚法》第六十六条第一款"
    owed = owed_fine(facts)
    if owed <= 0 and facts.surcharge_due <= facts.paid_surcharge:
        return Refused("罚款、没收的违法所得和加处罚款已经缴清", basis=basis, cure="请办理结案")
    if not facts.decided.kinds & MONEY:
        return Refused("本决定没有金钱给付内容", basis=basis, cure="请登记其他处罚的履行情况")
    return Allowed(basis=basis, note=f"尚未缴纳{owed}元")


def payment_possible(facts: PenaltyFacts, act: Act) -> Verdict:
    """Whether the slip fits: a day not in the future nor before service, and no more than is owed.

    Basis: 《行政处罚法》第六十七条第三款
    """
    basis = "《行政处罚法》第六十七条第三款"
    paid_on, amount = act.form.get("paid_on"), act.form.get("amount")
    if paid_on is None or amount is None:
        return NotApplicable("还没有填写缴款凭证", basis=basis)
    if Decimal(amount) <= 0:
        return Refused("缴款金额应当大于零", basis=basis, cure="请核对缴款凭证", field="amount")
    if paid_on > act.day:
        return Refused("缴款日期不能晚于今天", basis=basis, cure="请核对缴款凭证", field="paid_on")
    if facts.decided_on and paid_on < facts.decided_on:
        return Refused("缴款日期不能早于作出决定之日", basis=basis, cure="请核对缴款凭证", field="paid_on")
    limits = {
        PaymentFor.FINE: facts.decided.fine - facts.paid_fine,
        PaymentFor.GAINS: facts.decided.gains - facts.paid_gains,
        PaymentFor.SURCHARGE: facts.decided.fine - facts.paid_surcharge,
    }
    chosen = PaymentFor(act.form.get("paid_for") or PaymentFor.FINE)
    if Decimal(amount) > max(ZERO, limits[chosen]):
        return Refused(
            f"{chosen.label}最多还可以缴纳{max(ZERO, limits[chosen])}元，凭证金额为{amount}元",
            basis=basis if chosen is not PaymentFor.SURCHARGE else "《行政处罚法》第七十二条第一款第一项",
            cure="请核对缴款凭证；多缴的，请按退付程序办理",
            field="amount",
        )
    return Allowed(basis=basis)


def deferral_possible(facts: PenaltyFacts, act: Act) -> Verdict:
    """Whether a deferral rests on the party's application and real hardship, and ends in the future.

    Basis: 《行政处罚法》第六十六条第二款（当事人确有经济困难，需要延期或者分期缴纳罚款的，经当事人申请和行政机关批准）
    """
    basis = "《行政处罚法》第六十六条第二款"
    if not act.form.get("deferral_asked_on"):
        return Refused(
            "延期、分期缴纳须由当事人申请",
            basis=basis,
            cure="请填写当事人申请的日期",
            field="deferral_asked_on",
        )
    if not str(act.form.get("hardship") or "").strip():
        return Refused(
            "没有写明经济困难的情况", basis=basis, cure="请写明困难情况和证明材料", field="hardship"
        )
    until = act.form.get("deferred_until")
    if until is None or until <= act.day:
        return Refused(
            "延期、分期的最后一天应当在今天之后", basis=basis, cure="请核对日期", field="deferred_until"
        )
    if act.form.get("deferral_kind") == "instalments":
        count = int(act.form.get("instalment_count") or 0)
        if count < 2 or (until - act.day).days < count:
            return Refused(
                "分期至少两期，且总天数不少于期数",
                basis=basis,
                cure="请核对期数和最后一天",
                field="instalment_count",
            )
    return Allowed(basis=basis)


def payment_overdue(facts: PenaltyFacts, act: Act) -> Verdict:
    """Whether the last day for payment, or for another duty, has passed.

    Basis: 《行政处罚法》第七十二条第一款（当事人逾期不履行行政处罚决定的）
    """
    basis = "《行政处罚法》第七十二条第一款"
    last = pay_day(facts)
    if last is None:
        return Refused("履行期限还没有开始", basis=basis, cure="请先送达决定书")
    if act.day <= last:
        return Refused(f"履行期限到{last:%Y年%-m月%-d日}止，还没有届满", basis=basis, cure="请等待期限届满")
    if owed_fine(facts) <= 0 and facts.other_duties_done:
        return Refused("当事人已经履行", basis=basis, cure="请办理结案")
    return Allowed(basis=basis, note=f"已逾期{(act.day - last).days}日")


def not_challenged(facts: PenaltyFacts, act: Act) -> Verdict:
    """Whether no reconsideration or suit is pending.

    Basis: 《行政强制法》第五十三条（当事人在法定期限内不申请行政复议或者提起行政诉讼，又不履行行政决定的）
    """
    basis = "《行政强制法》第五十三条"
    if facts.challenge in (Challenge.RECONSIDERATION, Challenge.SUIT):
        return Refused(
            f"{facts.challenge.label}，不能申请强制执行", basis=basis, cure="请在复议、诉讼终结后办理"
        )
    return Allowed(basis=basis)


def may_apply_to_court(facts: PenaltyFacts, act: Act) -> Verdict:
    """Whether the court may be asked: remedies run out, three months not over, still unperformed.

    Basis: 《行政强制法》第五十三条（可以自期限届满之日起三个月内，申请人民法院强制执行）
    Basis: 《行政处罚法》第七十二条第二款（批准延期、分期缴纳罚款的，自暂缓或者分期缴纳罚款期限结束之日起计算）
    """
    basis = "《行政强制法》第五十三条；《行政处罚法》第七十二条第二款"
    start = court_window_opens(facts)
    if start is None:
        return Refused("决定书还没有送达，起诉期限没有开始", basis=basis, cure="请先完成送达")
    if act.day <= start:
        return Refused(
            f"当事人申请复议、提起诉讼的期限（或者延期、分期）到{start:%Y年%-m月%-d日}止，还没有届满",
            basis=basis,
            cure="请在期限届满后申请",
        )
    clock = act.matter.clocks.get("court_window")
    if clock is not None and clock.due_on is not None and act.day > clock.due_on:
        return Refused(
            f"申请人民法院强制执行的期限到{clock.due_on:%Y年%-m月%-d日}已经届满",
            basis=basis,
            cure="逾期没有正当理由的，人民法院不予受理；请研究其他执行方式并追究超期责任",
        )
    if owed_fine(facts) <= 0 and facts.other_duties_done:
        return Refused("当事人已经履行", basis=basis, cure="请办理结案")
    return Allowed(basis=basis)


def court_window_opens(facts: PenaltyFacts) -> date | None:
    """The day from which the three months count: end of the suit period, or of a later deferral.

    Basis: 《行政强制法》第五十三条；《行政处罚法》第七十二条第二款；《行政诉讼法》第四十六条第一款
    """
    days = [day for day in (facts.suit_until, facts.deferred_until) if day is not None]
    return max(days) if facts.suit_until and days else None


def demanded_first(facts: PenaltyFacts, act: Act) -> Verdict:
    """Whether the party was called upon, by a paper that has reached him.

    Basis: 《行政强制法》第五十四条（申请人民法院强制执行前，应当催告当事人履行义务）
    """
    basis = "《行政强制法》第五十四条"
    if facts.demanded_on is None:
        return Refused("还没有催告当事人履行义务", basis=basis, cure="请先制作并送达催告书")
    if facts.demand_served_on is None:
        return Refused("催告书还没有送达当事人", basis=basis, cure="请先完成催告书的送达")
    return Allowed(basis=basis)


def surcharge_was_told(facts: PenaltyFacts, act: Act) -> Verdict:
    """Whether a payment of surcharge rests on a decision that told its rate.

    Basis: 《行政强制法》第四十五条第一款（加处罚款或者滞纳金的标准应当告知当事人）
    """
    basis = "《行政强制法》第四十五条第一款；《罚款决定与罚款收缴分离实施办法》第七条第一款"
    if act.form.get("paid_for") == PaymentFor.SURCHARGE and not facts.surcharge_told:
        return Refused(
            "决定书没有告知加处罚款，不能收取加处罚款", basis=basis, cure="请核对缴款的用途", field="paid_for"
        )
    return Allowed(basis=basis)


def all_performed(facts: PenaltyFacts, act: Act) -> Verdict:
    """Whether all that was decided has been performed, or lawfully need not be.

    Basis: 《行政处罚法》第六十六条第一款
    """
    basis = "《行政处罚法》第六十六条第一款"
    if facts.decided_on is None or not facts.decided.kinds:
        return NotApplicable("没有需要履行的处罚决定", basis=basis)
    if facts.execution_ended:
        return Allowed(basis="《行政强制法》第四十条", note=f"终结执行：{facts.execution_ended}")
    if facts.decision_state in (DecisionState.ANNULLED, DecisionState.VOID, DecisionState.UNLAWFUL):
        return Allowed(basis=basis, note="决定已被撤销或者确认无效、违法，不再履行")
    owed = owed_fine(facts)
    if owed > 0:
        return Refused(f"尚有{owed}元没有缴纳", basis=basis, cure="请等待缴清，或者依法催告、申请强制执行")
    if (
        facts.decided.kinds - MONEY - {PenaltyKind.WARNING, PenaltyKind.CENSURE}
        and not facts.other_duties_done
    ):
        return Refused("罚款以外的处罚还没有登记履行情况", basis=basis, cure="请登记其他处罚的履行情况")
    return Allowed(basis=basis, note="已全部履行")


def surcharge_settled(facts: PenaltyFacts, act: Act) -> Verdict:
    """Whether surcharge that was told and has grown is paid, or it is said why it is not claimed.

    Basis: 《行政处罚法》第七十二条第一款第一项（可以每日按罚款数额的百分之三加处罚款）；《行政强制法》第四十二条（执行协议，减免加处的罚款）
    """
    basis = "《行政处罚法》第七十二条第一款第一项；《行政强制法》第四十二条"
    left = facts.surcharge_due - facts.paid_surcharge
    if left <= 0 or str(act.form.get("surcharge_note") or "").strip():
        return Allowed(basis=basis)
    return Refused(
        f"还有加处罚款{left}元没有缴纳",
        basis=basis,
        cure="请登记缴款；依法减免或者不再收取的，请写明依据和理由",
        field="surcharge_note",
    )


def execution_end_grounded(facts: PenaltyFacts, act: Act) -> Verdict:
    """Whether ending execution names one of the grounds of the Act.

    Basis: 《行政强制法》第四十条（有下列情形之一的，终结执行）
    """
    basis = "《行政强制法》第四十条"
    if not str(act.form.get("execution_ended") or "").strip():
        return Refused(
            "没有写明终结执行的法定情形",
            basis=basis,
            cure="请写明属于第四十条哪一项及其证据",
            field="execution_ended",
        )
    return Allowed(basis=basis)


def has_duties(facts: PenaltyFacts, act: Act) -> Verdict:
    """Whether the decision asks anything of the party beyond bearing a warning.

    Basis: 《行政处罚法》第六十六条第一款
    """
    basis = "《行政处罚法》第六十六条第一款"
    if facts.decided.kinds - {PenaltyKind.WARNING, PenaltyKind.CENSURE}:
        return Allowed(basis=basis)
    return Refused("决定没有需要当事人履行的内容", basis=basis)


def is_challenged(facts: PenaltyFacts, act: Act) -> Verdict:
    """Whether a reconsideration or suit is on record as pending.

    Basis: 《行政处罚法》第七十三条第三款
    """
    basis = "《行政处罚法》第七十三条第三款"
    if facts.challenge not in (Challenge.RECONSIDERATION, Challenge.SUIT):
        return Refused("没有登记正在进行的复议或者诉讼", basis=basis, cure="请先登记")
    return Allowed(basis=basis)
