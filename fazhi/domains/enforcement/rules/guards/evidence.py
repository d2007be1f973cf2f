"""Whether the facts are clear and the evidence is enough to conclude."""

from fazhi.domains.enforcement.rules import sums
from fazhi.domains.enforcement.rules.facts import PenaltyFacts
from fazhi.domains.enforcement.rules.guards.filing import within_limitation
from fazhi.domains.enforcement.rules.guards.proposals import punishes
from fazhi.domains.enforcement.vocabulary import BasisLevel, Conclusion, NoPenaltyGround, PenaltyKind
from fazhi.kernel.acts import Act
from fazhi.kernel.verdicts import Allowed, NotApplicable, Refused, Verdict

PRESERVATION = "enforcement.preservation"


def has_evidence(facts: PenaltyFacts, act: Act) -> Verdict:
    """Whether there is verified evidence at all.

    Basis: 《行政处罚法》第四十条（违法事实不清、证据不足的，不得给予行政处罚）
    """
    basis = "《行政处罚法》第四十条"
    if not punishes(act):
        return NotApplicable("不是给予行政处罚", basis=basis)
    if facts.evidence.confirmed == 0:
        return Refused(
            "还没有经查证属实的证据",
            basis=basis,
            cure="请登记证据并核实；没有违法事实的，请按违法事实不能成立处理",
            field="conclusion",
        )
    return Allowed(basis=basis, note=f"已核实证据{facts.evidence.confirmed}份")


def evidence_verified(facts: PenaltyFacts, act: Act) -> Verdict:
    """Whether every piece of evidence has been verified or excluded.

    Basis: 《行政处罚法》第四十六条第二款（证据必须经查证属实，方可作为认定案件事实的根据）
    """
    basis = "《行政处罚法》第四十六条第二款、第三款"
    if facts.evidence.pending:
        return Refused(
            f"还有{facts.evidence.pending}份证据没有核实",
            basis=basis,
            cure="请逐份核实；以非法手段取得的，请予以排除",
        )
    return Allowed(basis=basis)


def has_record(facts: PenaltyFacts, act: Act) -> Verdict:
    """Whether there is a record of an inquiry or inspection, or a reason why there is none.

    Basis: 《行政处罚法》第五十五条第二款（询问或者检查应当制作笔录）
    """
    basis = "《行政处罚法》第五十五条第二款"
    if (
        facts.evidence.records
        or facts.no_record_reason.strip()
        or str(act.form.get("no_record_reason") or "").strip()
    ):
        return Allowed(basis=basis)
    return Refused(
        "案件没有询问笔录或者现场、勘验笔录",
        basis=basis,
        cure="请补充笔录；当事人下落不明等无法询问的，请在调查终结时写明原因",
        field="no_record_reason",
    )


def preservation_settled(facts: PenaltyFacts, act: Act) -> Verdict:
    """Whether nothing registered and kept still waits for its disposal.

    Basis: 《行政处罚法》第五十六条（应当在七日内及时作出处理决定）
    """
    basis = "《行政处罚法》第五十六条"
    if any(c.procedure == PRESERVATION and not c.outcome for c in act.matter.children):
        return Refused(
            "先行登记保存的物品还没有处理决定", basis=basis, cure="请先对登记保存的物品作出处理决定"
        )
    return Allowed(basis=basis)


def basis_is_legislation(facts: PenaltyFacts, act: Act) -> Verdict:
    """Whether the penalty rests on a law, a regulation or a rule.

    Basis: 《行政处罚法》第四条（依照本法由法律、法规、规章规定）、第十六条（其他规范性文件不得设定行政处罚）
    Basis: 《行政处罚法》第十条第二款（限制人身自由的行政处罚，只能由法律设定）
    """
    level = act.form.get("basis_level") or facts.basis_level
    if level is None or not punishes(act):
        return NotApplicable("还没有填写处罚依据", basis="《行政处罚法》第四条")
    level = BasisLevel(level)
    if level is BasisLevel.NORMATIVE_DOCUMENT:
        return Refused(
            "其他规范性文件不能作为行政处罚的依据",
            basis="《行政处罚法》第四条、第十六条",
            cure="请改引法律、法规或者规章的条款",
            field="basis_level",
        )
    kinds = {PenaltyKind(k) for k in act.form.get("kinds") or ()} or facts.proposed.kinds
    if PenaltyKind.DETENTION in kinds and level is not BasisLevel.LAW:
        return Refused(
            "限制人身自由的行政处罚只能由法律设定",
            basis="《行政处罚法》第十条第二款",
            cure="请核对处罚种类和依据",
            field="kinds",
        )
    return Allowed(basis="《行政处罚法》第四条、第十六条", note=level.label)


def conclusion_fits(facts: PenaltyFacts, act: Act) -> Verdict:
    """Whether the proposal of the handlers agrees with what is on record about party and crime.

    Basis: 《行政处罚法》第三十条、第三十一条、第五十七条第一款
    """
    chosen = act.form.get("conclusion") or facts.conclusion
    if chosen is None:
        return NotApplicable("还没有填写处理建议", basis="《行政处罚法》第五十七条第一款")
    conclusion = Conclusion(chosen)
    crime = act.form.get("crime_suspected", facts.crime_suspected)
    if crime and conclusion is not Conclusion.TRANSFER and not transfer_came_back(act):
        return Refused(
            "违法行为涉嫌犯罪的，应当移送司法机关，不得以行政处罚代替移送",
            basis="《行政处罚法》第二十七条第一款；《行政执法机关移送涉嫌犯罪案件的规定》第十一条第一款",
            cure="请把处理建议改为移送司法机关",
            field="conclusion",
        )
    if conclusion is Conclusion.TRANSFER and not crime:
        return Refused(
            "处理建议为移送司法机关，但没有认定涉嫌犯罪",
            basis="《行政处罚法》第五十七条第一款第四项",
            cure="请勾选涉嫌犯罪，或者改变处理建议",
            field="conclusion",
        )
    if conclusion is Conclusion.PUNISH:
        return may_punish_party(facts, act)
    if conclusion in (Conclusion.SLIGHT, Conclusion.NOT_ESTABLISHED) and not act.form.get(
        "no_penalty_ground"
    ):
        return Refused(
            "不予行政处罚的，须写明属于哪一种法定情形",
            basis="《行政处罚法》第三十条、第三十一条、第三十三条、第三十六条",
            cure="请选择不予处罚的情形",
            field="no_penalty_ground",
        )
    return Allowed(basis="《行政处罚法》第五十七条第一款", note=conclusion.label)


def transfer_came_back(act: Act) -> bool:
    """Whether the police have already declined, or the head has not approved, a transfer of this case.

    Basis: 《行政执法机关移送涉嫌犯罪案件的规定》第十条
    """
    child = act.matter.child("enforcement.transfer")
    return child is not None and child.outcome in ("not_filed", "not_approved")


def may_punish_party(facts: PenaltyFacts, act: Act) -> Verdict:
    """Whether the party may be punished at all: old enough on the day of the act, and able to answer for it.

    Basis: 《行政处罚法》第三十条（不满十四周岁的未成年人有违法行为的，不予行政处罚，责令监护人加以管教）
    Basis: 《行政处罚法》第三十一条（在不能辨认或者不能控制自己行为时有违法行为的，不予行政处罚）
    """
    party, day = facts.party, facts.act_from or facts.found_on or act.day
    if party is None:
        return Refused("还没有登记当事人", basis="《行政处罚法》第五十四条第一款", cure="请先登记当事人")
    if party.born_on and sums.age_on(party.born_on, day) < act.terms.amount("age.punishable", act.day):
        return Refused(
            f"{party.name}行为时不满十四周岁，不予行政处罚",
            basis="《行政处罚法》第三十条",
            cure="请改为不予行政处罚，并责令监护人加以管教",
            field="conclusion",
        )
    if not sums.answers_for_act(party):
        return Refused(
            f"{party.name}行为时不能辨认或者不能控制自己行为，不予行政处罚",
            basis="《行政处罚法》第三十一条",
            cure="请改为不予行政处罚，并责令监护人严加看管和治疗",
            field="conclusion",
        )
    return Allowed(basis="《行政处罚法》第三十条、第三十一条")


def no_penalty_ground_fits(facts: PenaltyFacts, act: Act) -> Verdict:
    """Whether the ground for no penalty agrees with the facts on record.

    Basis: 《行政处罚法》第三十三条（违法行为轻微并及时改正，没有造成危害后果的，不予行政处罚）
    """
    chosen = act.form.get("no_penalty_ground") or facts.no_penalty_ground
    if not chosen:
        return NotApplicable("不是不予行政处罚", basis="《行政处罚法》第三十三条")
    ground = NoPenaltyGround(chosen)
    refuse = _ground_refused(ground, facts, act)
    if refuse:
        return Refused(
            refuse, basis=_GROUND_BASIS[ground], cure="请改选与案件事实相符的情形", field="no_penalty_ground"
        )
    return Allowed(basis=_GROUND_BASIS[ground], note=ground.label)


_GROUND_BASIS = {
    NoPenaltyGround.SLIGHT_CORRECTED: "《行政处罚法》第三十三条第一款",
    NoPenaltyGround.FIRST_TIME: "《行政处罚法》第三十三条第一款",
    NoPenaltyGround.NO_FAULT: "《行政处罚法》第三十三条第二款",
    NoPenaltyGround.CHILD: "《行政处罚法》第三十条",
    NoPenaltyGround.INCAPABLE: "《行政处罚法》第三十一条",
    NoPenaltyGround.OUT_OF_TIME: "《行政处罚法》第三十六条",
    NoPenaltyGround.NOT_ESTABLISHED: "《行政处罚法》第五十七条第一款第三项",
}


def _ground_refused(ground: NoPenaltyGround, facts: PenaltyFacts, act: Act) -> str:
    """Why the ground does not fit, in words; empty when it does."""
    party = facts.party
    match ground:
        case NoPenaltyGround.SLIGHT_CORRECTED if facts.did_harm:
            return "案件记录造成了危害后果，不符合“没有造成危害后果”"
        case NoPenaltyGround.FIRST_TIME if facts.priors:
            return "该当事人因同类行为已被处罚过，不是初次违法"
        case NoPenaltyGround.CHILD:
            day = facts.act_from or act.day
            age = act.terms.amount("age.punishable", act.day)
            child = party and party.born_on and sums.age_on(party.born_on, day) < age
            return "" if child else "当事人行为时不是不满十四周岁，或者没有登记出生日期"
        case NoPenaltyGround.INCAPABLE if party is None or sums.answers_for_act(party):
            return "当事人登记为能够辨认和控制自己行为"
        case NoPenaltyGround.OUT_OF_TIME if within_limitation(facts, act):
            return "违法行为没有超过追究期限"
        case _:
            return ""


def taken_day_possible(facts: PenaltyFacts, act: Act) -> Verdict:
    """Whether the evidence was not taken in the future.

    Basis: 《行政处罚法》第四十七条（全过程记录）
    """
    basis = "《行政处罚法》第四十七条"
    taken = act.form.get("taken_on")
    if taken is not None and taken > act.day:
        return Refused("证据的取得日期不能晚于今天", basis=basis, cure="请核对日期", field="taken_on")
    return Allowed(basis=basis)
