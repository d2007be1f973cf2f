"""What sub-matters are given when they are opened, and what is taken from them when they have ended."""

from datetime import date
from decimal import Decimal
from typing import Any

from fazhi.disclosure.services.report_change import report_change
from fazhi.disclosure.vocabulary import ChangeGround
from fazhi.domains.enforcement.effects.performing import surcharge_until
from fazhi.domains.enforcement.models import Hearing, PenaltyCase, ServiceOfPaper, SimplePenalty
from fazhi.domains.enforcement.models.penalty_case import PartyColumns
from fazhi.domains.enforcement.rules import sums
from fazhi.domains.enforcement.rules.facts import ZERO
from fazhi.domains.enforcement.vocabulary import (
    DecisionKind,
    Ending,
    PartyKind,
    PenaltyKind,
    ReviewGround,
    ServedPaper,
)
from fazhi.kernel import periods
from fazhi.kernel.acts import Act
from fazhi.statements import Fixed

MONEY = (PenaltyKind.FINE.value, PenaltyKind.CONFISCATE_GAINS.value)


def _to_serve(row: PartyColumns, act: Act, paper: ServedPaper, key: str, **more: Any) -> dict[str, Any]:
    return {
        "paper": paper.value,
        "paper_key": key,
        "made_on": act.day,
        "party_name": row.party_name,
        "party_kind": row.party_kind,
        "party_address": row.party_address,
        "agrees_electronic": row.agrees_electronic,
        **more,
    }


def notice_to_serve(row: PenaltyCase, act: Act) -> dict[str, Any]:
    """The notice before a decision. Basis: 《行政处罚法》第四十四条"""
    return _to_serve(row, act, ServedPaper.NOTICE, "advance_notice", made_on=row.notified_on)


def decision_to_serve(row: PenaltyCase, act: Act) -> dict[str, Any]:
    """The decision; its seven days count from the day it was made. Basis: 《行政处罚法》第六十一条第一款"""
    punished = row.decision_kind == DecisionKind.PENALTY
    return _to_serve(
        row,
        act,
        ServedPaper.DECISION if punished else ServedPaper.NO_PENALTY,
        "decision" if punished else "no_penalty_decision",
        made_on=row.decided_on,
        must_serve_from=row.decided_on,
    )


def demand_to_serve(row: PenaltyCase, act: Act) -> dict[str, Any]:
    """The demand. Basis: 《行政强制法》第三十八条、第五十四条"""
    return _to_serve(row, act, ServedPaper.DEMAND, "demand")


def annulment_to_serve(row: PenaltyCase, act: Act) -> dict[str, Any]:
    """The decision that annuls another."""
    return _to_serve(row, act, ServedPaper.ANNULMENT, "revocation_decision")


_SERVED: Fixed[ServiceOfPaper] = Fixed(lambda *, pk: ServiceOfPaper.objects.filter(pk=pk))


def take_service(row: PenaltyCase, act: Act, do: Any) -> None:
    """A paper has reached the party: the days that count from its service are known.

    Basis: 《行政处罚法》第六十四条第一项、第六十七条第三款；《行政诉讼法》第四十六条第一款；《行政强制法》第五十四条
    """
    child = act.matter.child("enforcement.service")
    if child is None or child.outcome != "served":
        return
    served = _SERVED.first(pk=child.id)
    assert served is not None
    day = served.served_on
    if day is None:
        return
    match ServedPaper(served.paper):
        case ServedPaper.NOTICE:
            row.notice_served_on = day
            kind = PartyKind(row.party_kind)
            owed = sums.hearing_reasons(do.loaded.facts.proposed, kind, act.terms, act.day)
            row.hearing_told_on = day if owed else None
        case ServedPaper.DECISION | ServedPaper.NO_PENALTY:
            row.decision_served_on, row.decision_service_way = day, served.way
            suit = act.terms.term("remedy.suit", act.day)
            row.suit_until = periods.due(day, suit.length, suit.unit, act.calendar, roll=suit.roll).due
            if set(row.kinds) & set(MONEY):
                pay = act.terms.term("payment.fine", act.day)
                row.pay_from = day
                row.pay_by = periods.due(day, pay.length, pay.unit, act.calendar, roll=pay.roll).due
            if row.kinds:
                row.court_from = row.suit_until
        case ServedPaper.DEMAND:
            row.demand_served_on = day
        case _:
            return


def review_request(row: PenaltyCase, act: Act) -> dict[str, Any]:
    """What the reviewer is asked. Basis: 《行政处罚法》第五十八条第一款"""
    grounds = [ReviewGround(g).label for g in row.review_grounds]
    if row.is_complex and ReviewGround.COMPLEX.label not in grounds:
        grounds.append(ReviewGround.COMPLEX.label)
    if row.heard_on:
        grounds.append(ReviewGround.HEARD.label)
    kinds = "、".join(PenaltyKind(k).label for k in row.proposed_kinds)
    fine = f"，罚款{row.proposed_fine}元" if row.proposed_fine else ""
    return {
        "subject_kind": "penalty",
        "ground": "；".join(dict.fromkeys(grounds))[:300],
        "proposal": f"拟给予：{kinds}{fine}。{row.proposal}",
        "sent_by": row.matter.unit.name if row.matter.unit else row.matter.organ.name,
    }


def take_review(row: PenaltyCase, act: Act, do: Any) -> None:
    """The handler is told how the review came out."""
    child = act.matter.child("review.legality")
    words = {"agreed": "已通过", "returned": "退回纠正、补充", "disagreed": "不同意"}
    for person in act.matter.roles.get("handler", ())[:1]:
        said = words.get(child.outcome, "已终止") if child else "已终止"
        do.tell_person(person, f"法制审核{said}：{row.party_name}", row.cause)


def hearing_request(row: PenaltyCase, act: Act) -> dict[str, Any]:
    """What the hearing is about. Basis: 《行政处罚法》第六十三条第一款"""
    reasons = []
    if row.proposed_fine:
        reasons.append(f"罚款{row.proposed_fine}元")
    reasons += [PenaltyKind(k).label for k in row.proposed_kinds if k != PenaltyKind.FINE]
    return {"asked_on": row.hearing_asked_on, "ground": "、".join(reasons)[:200] or "拟给予较重处罚"}


def take_hearing(row: PenaltyCase, act: Act, do: Any) -> None:
    """A hearing that was held binds the decision; a request given up is as if waived.

    Basis: 《行政处罚法》第六十四条第六项、第六十五条
    """
    child = act.matter.child("enforcement.hearing")
    if child is None:
        return
    if child.outcome == "held":
        row.heard_on = Hearing.objects.get(pk=child.id).held_on
    else:
        row.hearing_waived = True


def preservation_request(row: PenaltyCase, act: Act) -> dict[str, Any]:
    """What is to be registered and kept. Basis: 《行政处罚法》第五十六条"""
    names = ("reason", "things", "place", "manner")
    return {name: act.form[name] for name in names} | {
        "domain": row.domain,
        "asker_opinion": f"{act.doer.name}：{act.form['reason']}",
    }


def transfer_request(row: PenaltyCase, act: Act) -> dict[str, Any]:
    """The facts that point to a crime. Basis: 《行政处罚法》第二十七条第一款"""
    return {"facts_found": row.facts_found}


def take_transfer(row: PenaltyCase, act: Act, do: Any) -> None:
    """When the police have taken the case, it ends here as such."""
    child = act.matter.child("enforcement.transfer")
    if child is not None and child.outcome == "filed":
        row.ending = Ending.CRIME.value


def court_request(row: PenaltyCase, act: Act) -> dict[str, Any]:
    """What the court is asked to enforce: what is unpaid, with the surcharge grown until today.

    Basis: 《行政强制法》第五十五条；《行政处罚法》第七十二条第一款第一项
    """
    fine = max(ZERO, row.fine - row.paid_fine)
    added = surcharge_now(row, act)
    parts = [f"罚款{fine}元"] if fine else []
    if added:
        parts.append(f"加处罚款{added}元")
    if row.gains > row.paid_gains:
        parts.append(f"没收违法所得{row.gains - row.paid_gains}元")
    if row.other_penalty and not row.other_duties_done:
        parts.append(row.other_penalty)
    return {
        "court": row.court,
        "decision_served_on": row.decision_served_on,
        "suit_until": row.suit_until,
        "demand_served_on": row.demand_served_on,
        "fine": fine,
        "surcharge": min(added, fine),
        "subject": "；".join(parts) or "行政处罚决定确定的义务",
    }


def surcharge_now(row: PenaltyCase, act: Act) -> Decimal:
    """The surcharge grown by today, paid part left out. In yuan.

    Basis: 《行政处罚法》第七十二条第一款第一项、第七十三条第三款
    """
    return max(ZERO, surcharge_until(row, act, act.day) - row.paid_surcharge)


def publication_request(row: PenaltyCase, act: Act) -> dict[str, Any]:
    """The decision, to be shown to the public. Basis: 《行政处罚法》第四十八条第一款"""
    return {"kind": "penalty_decision", "decided_on": row.decided_on}


def summary_publication_request(row: SimplePenalty, act: Act) -> dict[str, Any]:
    """The decision made on the spot, to be shown to the public. Basis: 《行政处罚法》第四十八条第一款"""
    return {"kind": "summary_penalty", "decided_on": row.decided_on}


def publications_changed(act: Act, *, on: date, note: str) -> None:
    """Tell every open publication of the case that its decision no longer stands; three working days run.

    Basis: 《行政处罚法》第四十八条第二款（应当在三日内撤回行政处罚决定信息并公开说明理由）
    """
    assert act.matter.id is not None
    report_change(act.matter.id, ChangeGround.ANNULLED, on, note[:300], at=act.at)
