"""Whether nothing is under way any more, and the case may be closed as it is."""

from fazhi.domains.enforcement.rules.facts import PenaltyFacts
from fazhi.domains.enforcement.vocabulary import DecisionState, Ending
from fazhi.kernel.acts import Act
from fazhi.kernel.verdicts import Allowed, Refused, Verdict


def no_service_open(facts: PenaltyFacts, act: Act) -> Verdict:
    """Whether no service of a paper is under way.

    Basis: 《行政处罚法》第六十一条第一款
    """
    return _none_open(act, "enforcement.service", "送达", "《行政处罚法》第六十一条第一款")


def no_transfer_open(facts: PenaltyFacts, act: Act) -> Verdict:
    """Whether no transfer to the police is under way.

    Basis: 《行政处罚法》第二十七条第一款
    """
    return _none_open(act, "enforcement.transfer", "移送", "《行政处罚法》第二十七条第一款")


def _none_open(act: Act, procedure: str, name: str, basis: str) -> Verdict:
    if any(c.procedure == procedure and not c.outcome for c in act.matter.children):
        return Refused(f"已经有正在进行的{name}", basis=basis, cure=f"请先办完正在进行的{name}")
    return Allowed(basis=basis)


def ending_fits(facts: PenaltyFacts, act: Act) -> Verdict:
    """Whether the way the case is closed agrees with what was decided.

    Basis: none (house practice; the law leaves the ways of closing to the organs)
    """
    ending = Ending(act.form["ending"])
    punished = facts.decided_on is not None and bool(facts.decided.kinds)
    stands = facts.decision_state is DecisionState.STANDS
    fits = {
        Ending.PERFORMED: punished and stands and not facts.execution_ended,
        Ending.ENFORCED: punished and stands,
        Ending.EXECUTION_ENDED: punished and bool(facts.execution_ended),
        Ending.NO_PENALTY: facts.decided_on is not None and not facts.decided.kinds,
        Ending.CRIME: taken_by_police(act),
        Ending.ANNULLED: facts.decision_state is not None and not stands,
    }
    if not fits.get(ending, False):
        return Refused(
            f"结案方式“{ending.label}”与案件情况不符", cure="请改选与处理结果相符的结案方式", field="ending"
        )
    return Allowed(note=ending.label)


def taken_by_police(act: Act) -> bool:
    """Whether the police have taken the case over.

    Basis: 《行政执法机关移送涉嫌犯罪案件的规定》第十二条
    """
    child = act.matter.child("enforcement.transfer")
    return child is not None and child.outcome == "filed"


def will_be_published(facts: PenaltyFacts, act: Act) -> Verdict:
    """Whether the decision is to be shown to the public.

    Basis: 《行政处罚法》第四十八条第一款（具有一定社会影响的行政处罚决定应当依法公开）
    """
    basis = "《行政处罚法》第四十八条第一款"
    if facts.is_published:
        return Allowed(basis=basis)
    return Refused("决定书写明不公开", basis=basis)
