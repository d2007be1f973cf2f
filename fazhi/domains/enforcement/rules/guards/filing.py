"""Whether a case may be opened, and by this organ."""

from fazhi.domains.enforcement.rules import sums
from fazhi.domains.enforcement.rules.facts import PenaltyFacts, PriorDecision
from fazhi.domains.enforcement.rules.guards.proposals import punishes
from fazhi.domains.enforcement.vocabulary import JurisdictionGround
from fazhi.kernel.acts import Act
from fazhi.kernel.verdicts import Allowed, NotApplicable, Refused, Verdict

TOWN = 4


def has_party(facts: PenaltyFacts, act: Act) -> Verdict:
    """Whether the case has a party.

    Basis: 《行政处罚法》第五十四条第一款（公民、法人或者其他组织有依法应当给予行政处罚的行为）
    """
    basis = "《行政处罚法》第五十四条第一款"
    if facts.party is None:
        return Refused("还没有登记当事人", basis=basis, cure="请先登记当事人的姓名或者名称")
    return Allowed(basis=basis, note=facts.party.name)


def has_jurisdiction(facts: PenaltyFacts, act: Act) -> Verdict:
    """Whether this organ may deal with the act.

    A ground other than the place of the act must be explained; a town may act only on powers that a published
    provincial decision hands over; the organ must hold the field of enforcement.

    Basis: 《行政处罚法》第二十二条（由违法行为发生地的行政机关管辖）
    Basis: 《行政处罚法》第二十三条（由县级以上地方人民政府具有行政处罚权的行政机关管辖）
    Basis: 《行政处罚法》第二十四条第一款（交由能够有效承接的乡镇人民政府、街道办事处行使）
    Basis: 《行政处罚法》第十七条（在法定职权范围内实施）
    """
    if facts.organ_domains and not {facts.domain.value, facts.domain.label} & facts.organ_domains:
        return Refused(
            f"本机关没有{facts.domain.label}领域的行政处罚权",
            basis="《行政处罚法》第十七条",
            cure="请移送有管辖权的机关",
        )
    ground = JurisdictionGround(act.form.get("jurisdiction") or facts.jurisdiction)
    note = str(act.form.get("jurisdiction_note", facts.jurisdiction_note) or "")
    if facts.organ_level >= TOWN and ground is not JurisdictionGround.TOWNSHIP:
        return Refused(
            "行政处罚由县级以上地方人民政府具有行政处罚权的行政机关管辖",
            basis="《行政处罚法》第二十三条、第二十四条第一款",
            cure="乡镇、街道承接处罚权的，请把管辖依据改为省级决定并写明决定名称；没有承接的，请移送有管辖权的机关",
            field="jurisdiction",
        )
    if ground is not JurisdictionGround.PLACE and not note.strip():
        return Refused(
            f"管辖依据为“{ground.label}”，但没有写明具体依据",
            basis="《行政处罚法》第二十二条至第二十五条",
            cure="请写明所依据的规定、决定或者指定管辖文书",
            field="jurisdiction_note",
        )
    return Allowed(basis="《行政处罚法》第二十二条、第二十三条", note=ground.label)


def within_limitation(facts: PenaltyFacts, act: Act) -> Verdict:
    """Whether the act was discovered before the limitation period ran out.

    A continuing act is counted from its end; one that still goes on is never out of time.

    Basis: 《行政处罚法》第三十六条（在二年内未被发现的，不再给予行政处罚；涉及公民生命健康安全、金融安全且有危害后果的，
    上述期限延长至五年）
    """
    basis = "《行政处罚法》第三十六条"
    start = facts.act_to if facts.is_continuing else facts.act_from
    if start is None:
        if facts.is_continuing and facts.act_from is not None:
            return Allowed(basis=basis, note="违法行为仍在继续")
        return Refused(
            "没有写明违法行为发生的日期，无法判断追究期限",
            basis=basis,
            cure="请补充违法行为发生或者终了的日期",
        )
    found = facts.found_on or act.day
    grave = facts.endangers_life_or_finance and facts.did_harm
    term = act.terms.term("limitation.grave" if grave else "limitation.ordinary", found)
    last = sums.limitation_ends(start, term.length)
    if found > last:
        return Refused(
            f"违法行为{'终了' if facts.is_continuing else '发生'}于{start:%Y年%-m月%-d日}，"
            f"追究期限到{last:%Y年%-m月%-d日}止，{found:%Y年%-m月%-d日}才被发现，不再给予行政处罚",
            basis=basis,
            cure="请不予立案；涉及公民生命健康安全、金融安全且有危害后果的，请更正相应事实；法律另有规定的，请写明",
        )
    return Allowed(basis=basis, note=f"追究期限到{last:%Y年%-m月%-d日}，发现于{found:%Y年%-m月%-d日}")


def earlier_fines(facts: PenaltyFacts) -> list[PriorDecision]:
    """Fines already given to the party for this kind of act, newest first."""
    return sorted((p for p in facts.priors if p.fine > 0), key=lambda p: p.decided_on, reverse=True)


def warned_of_double_fine(facts: PenaltyFacts, act: Act) -> Verdict:
    """Never refuses: says whether the party already has a fine for this kind of act.

    Basis: 《行政处罚法》第二十九条（对当事人的同一个违法行为，不得给予两次以上罚款的行政处罚）
    """
    basis = "《行政处罚法》第二十九条"
    fines = earlier_fines(facts)
    if not fines:
        return Allowed(basis=basis, note="未发现同一当事人因同类行为被罚款的记录")
    told = "；".join(f"{p.organ}{p.decided_on:%Y年%-m月%-d日}{p.number}罚款{p.fine}元" for p in fines[:3])
    return Allowed(
        basis=basis,
        note=f"请注意一事不再罚：该当事人因同类行为已被罚款（{told}）；同一个违法行为不得再次罚款",
        caution=True,
    )


def double_fine_explained(facts: PenaltyFacts, act: Act) -> Verdict:
    """Whether a fine in spite of an earlier one comes with the reason why it is another act.

    Basis: 《行政处罚法》第二十九条
    """
    basis = "《行政处罚法》第二十九条"
    fines = earlier_fines(facts)
    if not fines or not punishes(act) or not act.form.get("fine"):
        return NotApplicable("没有在先的罚款，或者本次不罚款", basis=basis)
    if not str(act.form.get("double_fine_reason") or "").strip():
        return Refused(
            f"该当事人因同类行为已有罚款（{fines[0].number}），对同一个违法行为不得再次罚款",
            basis=basis,
            cure="不是同一个违法行为的，请写明理由；是同一个违法行为的，请不再罚款",
            field="double_fine_reason",
        )
    return Allowed(basis=basis, note="已写明不属于同一个违法行为的理由")
