"""Transfer of a suspected crime to the police."""

from fazhi.domains.enforcement.rules.facts import TransferFacts
from fazhi.domains.enforcement.rules.guards.officers import named_in
from fazhi.domains.enforcement.vocabulary import PoliceAnswer
from fazhi.kernel.acts import Act
from fazhi.kernel.verdicts import Allowed, NotApplicable, Refused, Verdict

RULES = "《行政执法机关移送涉嫌犯罪案件的规定》"


def team_of_two(facts: TransferFacts, act: Act) -> Verdict:
    """Whether a special team of at least two officers is in charge.

    Basis: 《行政执法机关移送涉嫌犯罪案件的规定》第五条第一款（应当立即指定２名或者２名以上行政执法人员组成专案组专门负责）
    """
    basis = f"{RULES}第五条第一款"
    team = set(named_in(act, "team")) or facts.team
    if len(team) < 2:
        return Refused("专案组至少两名执法人员", basis=basis, cure="请指定两名以上执法人员", field="team")
    return Allowed(basis=basis)


def refusal_reasoned(facts: TransferFacts, act: Act) -> Verdict:
    """Whether a refusal to transfer says why.

    Basis: 《行政执法机关移送涉嫌犯罪案件的规定》第五条第二款（决定不批准的，应当将不予批准的理由记录在案）
    """
    basis = f"{RULES}第五条第二款"
    if not str(act.form.get("refused_reason") or "").strip():
        return Refused("不批准移送的，须记录理由", basis=basis, cure="请写明理由", field="refused_reason")
    return Allowed(basis=basis)


def materials_complete(facts: TransferFacts, act: Act) -> Verdict:
    """Whether letter, report and list of goods go along.

    Basis: 《行政执法机关移送涉嫌犯罪案件的规定》第六条（移送书、调查报告、涉案物品清单、有关检验报告或者鉴定结论）
    """
    basis = f"{RULES}第六条"
    if not act.form:
        return NotApplicable("还没有填写移送材料", basis=basis)
    wanted = [("has_letter", "涉嫌犯罪案件移送书"), ("has_report", "调查报告")]
    if act.form.get("has_goods", facts.has_goods):
        wanted.append(("has_goods_list", "涉案物品清单"))
    missing = [(name, label) for name, label in wanted if not act.form.get(name)]
    if missing:
        return Refused(
            f"移送材料不齐，缺少{'、'.join(label for _, label in missing)}",
            basis=basis,
            cure="请补齐",
            field=missing[0][0],
        )
    return Allowed(basis=basis)


def sent_within_a_day(facts: TransferFacts, act: Act) -> Verdict:
    """Never refuses: says how many hours after approval the case goes out; over 24 stays on record.

    Basis: 《行政执法机关移送涉嫌犯罪案件的规定》第五条第二款（决定批准的，应当在２４小时内向同级公安机关移送）
    """
    basis = f"{RULES}第五条第二款"
    if facts.approved_at is None:
        return Refused("还没有批准移送", basis=basis, cure="请先由本机关正职负责人审批")
    hours = int((act.at - facts.approved_at).total_seconds() // 3600)
    limit = act.terms.term("transfer.send", act.day).length
    if hours >= limit:
        return Allowed(basis=basis, note=f"批准后已{hours}小时，超过{limit}小时，请立即移送并说明原因")
    return Allowed(basis=basis, note=f"批准后{hours}小时")


def police_refused(facts: TransferFacts, act: Act) -> Verdict:
    """Whether there is a refusal by the police to object to.

    Basis: 《行政执法机关移送涉嫌犯罪案件的规定》第九条第一款
    """
    basis = f"{RULES}第九条第一款"
    if facts.answer is not PoliceAnswer.NOT_FILED:
        return Refused("公安机关没有作出不予立案决定", basis=basis, cure="收到不予立案通知书后再办理")
    return Allowed(basis=basis)
