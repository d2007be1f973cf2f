"""How a hearing is held."""

from fazhi.domains.enforcement.rules.facts import HearingFacts
from fazhi.domains.enforcement.rules.guards.officers import named_in
from fazhi.kernel.acts import Act
from fazhi.kernel.counting import ZONE
from fazhi.kernel.periods import before
from fazhi.kernel.verdicts import Allowed, NotApplicable, Refused, Verdict

CHAIR = "chair"


def chair_did_not_investigate(facts: HearingFacts, act: Act) -> Verdict:
    """Whether the one who chairs took no part in the investigation.

    Basis: 《行政处罚法》第六十四条第四项（听证由行政机关指定的非本案调查人员主持）
    """
    basis = "《行政处罚法》第六十四条第四项"
    chairs = set(named_in(act, CHAIR)) or set(act.matter.roles.get(CHAIR, ()))
    if not chairs:
        return NotApplicable("还没有指定听证主持人", basis=basis)
    if chairs & facts.investigators:
        return Refused(
            "听证主持人不能是本案的调查人员", basis=basis, cure="请指定非本案调查人员主持", field=CHAIR
        )
    return Allowed(basis=basis)


def notified_in_time(facts: HearingFacts, act: Act) -> Verdict:
    """Whether time and place are told at least seven full working days before the hearing.

    Neither the day of telling nor the day of the hearing counts.

    Basis: 《行政处罚法》第六十四条第二项（应当在举行听证的七日前，通知当事人及有关人员听证的时间、地点）、第八十五条
    """
    basis = "《行政处罚法》第六十四条第二项、第八十五条"
    hearing_on = act.form.get("hearing_on")
    if hearing_on is None:
        return NotApplicable("还没有确定听证日期", basis=basis)
    term = act.terms.term("hearing.notice", act.day)
    last = before(hearing_on, term.length, term.unit, act.calendar)
    if act.day > last:
        return Refused(
            f"听证定于{hearing_on:%Y年%-m月%-d日}，最迟应当在{last:%Y年%-m月%-d日}通知当事人",
            basis=basis,
            cure="请改定更晚的听证日期",
            field="hearing_on",
        )
    return Allowed(basis=basis, note=f"最迟通知日为{last:%Y年%-m月%-d日}")


def told_in_time(facts: HearingFacts, act: Act) -> Verdict:
    """Whether the notice reached the party seven full working days before the hearing; if not, it must be put off.

    Basis: 《行政处罚法》第六十四条第二项、第八十五条
    """
    basis = "《行政处罚法》第六十四条第二项、第八十五条"
    if facts.notified_on is None or facts.hearing_on is None:
        return Refused("还没有通知当事人听证的时间、地点", basis=basis, cure="请先送达听证通知书")
    term = act.terms.term("hearing.notice", facts.notified_on)
    last = before(facts.hearing_on, term.length, term.unit, act.calendar)
    if facts.notified_on > last:
        return Refused(
            f"听证通知书{facts.notified_on:%Y年%-m月%-d日}才送达，最迟应当在{last:%Y年%-m月%-d日}送达",
            basis=basis,
            cure="请改期举行听证，并重新通知",
        )
    return Allowed(basis=basis)


def closed_with_ground(facts: HearingFacts, act: Act) -> Verdict:
    """Whether a hearing behind closed doors names a lawful ground.

    Basis: 《行政处罚法》第六十四条第三项（除涉及国家秘密、商业秘密或者个人隐私依法予以保密外，听证公开举行）
    """
    basis = "《行政处罚法》第六十四条第三项"
    if act.form.get("is_public", facts.is_public):
        return Allowed(basis=basis, note="公开举行")
    if not act.form.get("closed_ground", facts.closed_ground):
        return Refused(
            "不公开举行听证的，须写明法定理由", basis=basis, cure="请选择不公开的理由", field="closed_ground"
        )
    return Allowed(basis=basis)


def at_most_two_agents(facts: HearingFacts, act: Act) -> Verdict:
    """Whether the party is represented by no more than two.

    Basis: 《行政处罚法》第六十四条第五项（可以委托一至二人代理）
    """
    basis = "《行政处罚法》第六十四条第五项"
    agents = act.form.get("agents_count")
    if agents is not None and not 0 <= int(agents) <= 2:
        return Refused("当事人可以委托一至二人代理", basis=basis, cure="请核对代理人数", field="agents_count")
    return Allowed(basis=basis)


def held_as_notified(facts: HearingFacts, act: Act) -> Verdict:
    """Whether the hearing has been notified and its day has come.

    Basis: 《行政处罚法》第六十四条第二项
    """
    basis = "《行政处罚法》第六十四条第二项"
    if facts.notified_on is None or facts.hearing_on is None:
        return Refused("还没有通知当事人听证的时间、地点", basis=basis, cure="请先送达听证通知书")
    if act.day < facts.hearing_on:
        return Refused(
            f"听证定于{facts.hearing_on:%Y年%-m月%-d日}举行", basis=basis, cure="请在听证当日或者之后登记"
        )
    return Allowed(basis=basis)


def transcript_signed(facts: HearingFacts, act: Act) -> Verdict:
    """Whether the transcript was checked and signed, or the chair noted the refusal.

    Basis: 《行政处罚法》第六十四条第八项（拒绝签字或者盖章的，由听证主持人在笔录中注明）
    """
    basis = "《行政处罚法》第六十四条第八项"
    if act.form.get("transcript_signed") or str(act.form.get("refusal_note") or "").strip():
        return Allowed(basis=basis)
    return Refused(
        "听证笔录没有当事人或者其代理人的签字",
        basis=basis,
        cure="请勾选已签字；拒绝签字或者盖章的，请由主持人注明",
        field="transcript_signed",
    )


def absence_grounded(facts: HearingFacts, act: Act) -> Verdict:
    """Whether the hearing is ended for absence or leaving without good reason.

    Basis: 《行政处罚法》第六十四条第六项（无正当理由拒不出席听证或者未经许可中途退出听证的，视为放弃听证权利，行政机关终止听证）
    """
    basis = "《行政处罚法》第六十四条第六项"
    if not str(act.form.get("termination_ground") or "").strip():
        return Refused(
            "没有写明拒不出席或者中途退出的情况", basis=basis, cure="请写明经过", field="termination_ground"
        )
    return Allowed(basis=basis)


def day_and_hour_agree(facts: HearingFacts, act: Act) -> Verdict:
    """Whether the hour named lies on the day named.

    Basis: 《行政处罚法》第六十四条第二项（通知当事人及有关人员听证的时间、地点）
    """
    basis = "《行政处罚法》第六十四条第二项"
    day, hour = act.form.get("hearing_on"), act.form.get("hearing_at")
    if day and hour and hour.astimezone(ZONE).date() != day:
        return Refused("听证开始时间与听证日期不是同一天", basis=basis, cure="请核对", field="hearing_at")
    return Allowed(basis=basis)
