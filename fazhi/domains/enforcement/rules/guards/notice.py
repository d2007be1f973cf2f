"""Legality review, the notice before a decision, the party's defence, and the right to a hearing."""

from fazhi.domains.enforcement.rules import sums
from fazhi.domains.enforcement.rules.facts import PartyFacts, PenaltyFacts
from fazhi.domains.enforcement.vocabulary import PartyKind, ReviewGround
from fazhi.kernel.acts import Act
from fazhi.kernel.verdicts import Allowed, NotApplicable, Refused, Verdict

REVIEW = "review.legality"
HEARING = "enforcement.hearing"
BEFORE_NOTICE = frozenset(ReviewGround) - {ReviewGround.HEARD}


def kind_of(party: PartyFacts | None) -> PartyKind:
    """The party's kind; a citizen while no party is recorded, which gives the lower thresholds."""
    return party.kind if party else PartyKind.CITIZEN


def hearing_owed(facts: PenaltyFacts, act: Act) -> list[str]:
    """Why the proposed penalty gives a right to a hearing, in words; empty when it gives none.

    Basis: 《行政处罚法》第六十三条第一款
    """
    return sums.hearing_reasons(facts.proposed, kind_of(facts.party), act.terms, act.day)


def review_reasons(facts: PenaltyFacts, act: Act) -> list[str]:
    """Why the decision must pass legality review, in words; empty when it need not.

    Basis: 《行政处罚法》第五十八条第一款
    """
    grounds = set(facts.review_grounds)
    if facts.is_complex:
        grounds.add(ReviewGround.COMPLEX)
    if facts.heard_on is not None:
        grounds.add(ReviewGround.HEARD)
    return [ground.label for ground in ReviewGround if ground in grounds]


def needs_review_before_notice(facts: PenaltyFacts, act: Act) -> Verdict:
    """Whether the case goes to legality review before the notice.

    Items 1, 3 and 4 stand before the party is told, as does what the organ's own catalogue lists; item 2 arises only
    by a hearing.

    Basis: 《行政处罚法》第五十八条第一款第一、三、四项
    """
    basis = "《行政处罚法》第五十八条第一款第一、三、四项"
    grounds = facts.review_grounds & BEFORE_NOTICE
    if grounds or facts.is_complex:
        named = [g.label for g in ReviewGround if g in grounds] or [ReviewGround.COMPLEX.label]
        return Allowed(basis=basis, note="、".join(named))
    return Refused(
        "不涉及重大公共利益，案情不属疑难复杂，也没有法律、法规规定应当审核的其他情形", basis=basis
    )


def needs_review_after_hearing(facts: PenaltyFacts, act: Act) -> Verdict:
    """Whether the case goes to legality review because it was heard.

    Basis: 《行政处罚法》第五十八条第一款第二项（直接关系当事人或者第三人重大权益，经过听证程序的）
    """
    basis = "《行政处罚法》第五十八条第一款第二项"
    if facts.heard_on is not None:
        return Allowed(basis=basis, note=f"{facts.heard_on:%Y年%-m月%-d日}举行了听证")
    return Refused("没有经过听证程序", basis=basis)


def review_passed(facts: PenaltyFacts, act: Act) -> Verdict:
    """Whether a decision that needs legality review has passed it, the last time after any hearing.

    Basis: 《行政处罚法》第五十八条第一款（未经法制审核或者审核未通过的，不得作出决定）
    """
    basis = "《行政处罚法》第五十八条第一款"
    reasons = review_reasons(facts, act)
    if not reasons:
        return NotApplicable("不属于应当法制审核的情形", basis=basis)
    child = act.matter.child(REVIEW)
    if child is None or not child.outcome:
        return Refused(
            f"本案{'、'.join(reasons)}，未经法制审核不得作出决定", basis=basis, cure="请先提交法制审核"
        )
    if child.outcome != "agreed":
        return Refused("法制审核没有通过，不得作出决定", basis=basis, cure="请按审核意见纠正后重新提交审核")
    if facts.heard_on and child.closed_on and child.closed_on < facts.heard_on:
        return Refused("听证之后还没有经过法制审核", basis=basis, cure="请在听证结束后再次提交法制审核")
    return Allowed(basis=basis, note="法制审核已通过")


def proposal_complete(facts: PenaltyFacts, act: Act) -> Verdict:
    """Whether all that the notice must tell is on record.

    Basis: 《行政处罚法》第四十四条（应当告知当事人拟作出的行政处罚内容及事实、理由、依据）
    """
    basis = "《行政处罚法》第四十四条"
    missing = [
        label
        for label, there in (
            ("违法事实", facts.facts_found),
            ("违反的条款", facts.violated),
            ("处罚依据", facts.punished_by),
            ("拟处罚的种类", facts.proposed.kinds),
        )
        if not there
    ]
    if missing:
        return Refused(
            f"告知内容不完整，缺少{'、'.join(missing)}",
            basis=basis,
            cure="请退回调查取证阶段补充调查终结报告",
        )
    return Allowed(basis=basis)


def hearing_may_be_asked(facts: PenaltyFacts, act: Act) -> Verdict:
    """Whether the proposed penalty is one that gives a right to a hearing.

    Basis: 《行政处罚法》第六十三条第一款
    """
    basis = "《行政处罚法》第六十三条第一款"
    reasons = hearing_owed(facts, act)
    if not reasons:
        return Refused(
            "拟作出的处罚不属于应当告知听证权利的情形", basis=basis, cure="请作为陈述、申辩意见登记并复核"
        )
    return Allowed(basis=basis, note="、".join(reasons))


def hearing_asked_in_time(facts: PenaltyFacts, act: Act) -> Verdict:
    """Whether the party was told of the right and asks within five working days of being told.

    Basis: 《行政处罚法》第六十四条第一项（当事人要求听证的，应当在行政机关告知后五日内提出）
    """
    basis = "《行政处罚法》第六十四条第一项、第八十五条"
    clock = act.matter.clocks.get("hearing_request")
    if clock is None or clock.due_on is None:
        return Refused("告知书还没有送达，听证申请期限没有开始", basis=basis, cure="请先完成告知书的送达")
    if act.day > clock.due_on:
        return Refused(
            f"听证申请期限到{clock.due_on:%Y年%-m月%-d日}已经届满",
            basis=basis,
            cure="申请确在期限内提出的，请按提出的时间补录；逾期的，请告知当事人并作为陈述、申辩意见登记",
        )
    return Allowed(basis=basis, note=f"可以在{clock.due_on:%Y年%-m月%-d日}前提出")


def hearing_right_settled(facts: PenaltyFacts, act: Act) -> Verdict:
    """Whether the party has had, waived or let lapse the right to a hearing.

    Basis: 《行政处罚法》第六十三条第一款（应当告知当事人有要求听证的权利，当事人要求听证的，行政机关应当组织听证）
    """
    basis = "《行政处罚法》第六十三条第一款、第六十四条第一项"
    reasons = hearing_owed(facts, act)
    if not reasons:
        return NotApplicable("拟作出的处罚不属于应当告知听证权利的情形", basis=basis)
    if facts.hearing_waived:
        return Allowed(basis=basis, note="当事人已明确放弃听证")
    child = act.matter.child(HEARING)
    if facts.hearing_asked_on is not None:
        if child is not None and child.outcome:
            return Allowed(basis=basis, note="听证已经结束")
        return Refused("当事人已经要求听证，听证还没有举行", basis=basis, cure="请先组织听证")
    clock = act.matter.clocks.get("hearing_request")
    if clock is None or clock.due_on is None:
        return Refused("还没有告知当事人听证权利", basis=basis, cure="请先送达事先告知书")
    if act.day <= clock.due_on:
        return Refused(
            f"当事人可以在{clock.due_on:%Y年%-m月%-d日}前要求听证，期限还没有届满",
            basis=basis,
            cure="请等待期限届满；当事人书面放弃听证的，请登记放弃",
        )
    return Allowed(basis=basis, note="听证申请期限已经届满，当事人没有申请")


def defence_settled(facts: PenaltyFacts, act: Act) -> Verdict:
    """Whether the party was told and heard: replied to, waived, or silent until the period in the notice ran out.

    Basis: 《行政处罚法》第六十二条（未告知，或者拒绝听取当事人的陈述、申辩，不得作出行政处罚决定；当事人明确放弃的除外）
    Basis: 《行政处罚法》第四十五条第一款（对当事人提出的事实、理由和证据，应当进行复核）
    """
    basis = "《行政处罚法》第四十四条、第四十五条、第六十二条"
    if facts.notice_served_on is None:
        return Refused("事先告知书还没有送达当事人", basis=basis, cure="请先完成告知书的送达")
    if facts.defence_on is not None:
        if not facts.defence_reply.strip():
            return Refused(
                "当事人提出的陈述、申辩意见还没有复核", basis=basis, cure="请登记复核意见和是否采纳"
            )
        return Allowed(basis=basis, note="陈述、申辩意见已复核")
    if facts.defence_waived:
        return Allowed(basis=basis, note="当事人明确放弃陈述、申辩")
    clock = act.matter.clocks.get("defence")
    if clock is not None and clock.due_on is not None and act.day <= clock.due_on:
        return Refused(
            f"陈述、申辩期限到{clock.due_on:%Y年%-m月%-d日}止，还没有届满",
            basis=basis,
            cure="请等待期限届满；当事人明确放弃的，请登记放弃",
        )
    return Allowed(basis=basis, note="期限届满，当事人没有提出陈述、申辩")


def defence_received(facts: PenaltyFacts, act: Act) -> Verdict:
    """Whether there is a defence to reply to.

    Basis: 《行政处罚法》第四十五条第一款
    """
    basis = "《行政处罚法》第四十五条第一款"
    if facts.defence_on is None:
        return Refused("当事人还没有提出陈述、申辩意见", basis=basis, cure="收到意见后请先登记")
    return Allowed(basis=basis)


def hearing_window_over(facts: PenaltyFacts, act: Act) -> Verdict:
    """Whether it is known that the party asks for a hearing, or does not: asked, waived, or the days have run out.

    Basis: 《行政处罚法》第六十四条第一项
    """
    if facts.hearing_asked_on is not None:
        return Allowed(basis="《行政处罚法》第六十三条第一款", note="当事人已经要求听证")
    return hearing_right_settled(facts, act)
