"""Papers of hearings, services, registrations, transfers, applications and penalties on the spot."""

from typing import Any

from fazhi.domains.enforcement import selectors
from fazhi.domains.enforcement.models import (
    CourtApplication,
    CrimeTransfer,
    Hearing,
    PenaltyCase,
    Preservation,
    ServiceOfPaper,
    SimplePenalty,
)
from fazhi.domains.enforcement.paper_contexts import parts
from fazhi.domains.enforcement.vocabulary import (
    HearingClosedGround,
    PreservationOutcome,
    Recipient,
    ServedPaper,
    ServiceWay,
)
from fazhi.kernel import periods
from fazhi.kernel.acts import Act
from fazhi.papers import selectors as papers
from fazhi.statements import Fixed

_CASE: Fixed[PenaltyCase] = Fixed(
    lambda *, matter_id: PenaltyCase.objects.select_related("matter__organ", "matter__unit").filter(
        pk=matter_id
    )
)


def _case(matter_id: Any) -> PenaltyCase:
    found = _CASE.first(matter_id=matter_id)
    if found is None:
        raise PenaltyCase.DoesNotExist
    return found


def _frame(case: PenaltyCase, act: Act) -> dict[str, Any]:
    return {
        "organ": parts.organ(case.matter),
        "case": parts.case(case),
        "party": parts.party(case),
        "paper": {"on": act.day},
    }


# 听证


def hearing_notice(row: Hearing, act: Act) -> dict[str, Any]:
    """行政处罚听证通知书"""
    return _frame(_case(row.matter.parent_id), act) | {
        "hearing": {
            "at": row.hearing_at,
            "place": row.place,
            "is_public": row.is_public,
            "closed_ground": HearingClosedGround(row.closed_ground).label if row.closed_ground else "",
            "chair": row.chair_name,
            "officers": row.members,
            "recorder": row.recorder_name,
            "requested_on": row.asked_on,
        }
    }


def _sitting(row: Hearing) -> dict[str, Any]:
    return {"address": row.place, "from": row.began_at, "until": row.ended_at}


def hearing_transcript(row: Hearing, act: Act) -> dict[str, Any]:
    """听证笔录"""
    return _frame(_case(row.matter.parent_id), act) | {
        "officers": parts.officers(parts.handlers(act, "parent."), act.day),
        "place": _sitting(row),
        "hearing": {
            "chair": row.chair_name,
            "officers": row.members,
            "recorder": row.recorder_name,
            "is_public": row.is_public,
            "agents": row.agents,
            "third_parties": row.third_parties,
            "recusal": row.recusal,
            "case_statement": row.case_statement,
            "defence": row.defence,
            "cross_examination": row.cross_examination,
            "debate": row.debate,
            "final_words": row.final_words,
            "refusal_note": row.refusal_note,
        },
    }


def hearing_report(row: Hearing, act: Act) -> dict[str, Any]:
    """听证报告"""
    return _frame(_case(row.matter.parent_id), act) | {
        "place": _sitting(row),
        "hearing": {
            "chair": row.chair_name,
            "officers": row.members,
            "recorder": row.recorder_name,
            "agents": row.agents,
            "agency_view": row.agency_view,
            "party_view": row.party_view,
            "dispute": row.dispute,
            "conclusion": row.report,
        },
        "report": {"on": act.day},
    }


# 送达


def _served_case(row: ServiceOfPaper) -> PenaltyCase:
    """The case above: the parent itself, or the parent of a hearing."""
    parent = row.matter.parent
    assert parent is not None
    return _case(parent.parent_id if parent.procedure == "enforcement.hearing" else parent.pk)


def _paper_title(row: ServiceOfPaper) -> dict[str, Any]:
    made = papers.current(row.paper_of, row.paper_key) if row.paper_of and row.paper_key else None
    return {
        "title": made.title if made else ServedPaper(row.paper).label,
        "number": made.number if made else "",
        "copies": "一份",
    }


def service_receipt(row: ServiceOfPaper, act: Act) -> dict[str, Any]:
    """送达回证. Basis: 《民事诉讼法》第八十七条"""
    case = _served_case(row)
    return {
        "organ": parts.organ(case.matter),
        "case": parts.case(case),
        "service": {
            "recipient": row.party_name,
            "papers": [_paper_title(row)],
            "place": row.place or row.party_address or parts.UNKNOWN,
            "manner": ServiceWay(row.way).label,
            "receiver": row.receiver_name,
            "relation": Recipient(row.recipient).label if row.recipient else "",
            "refusal": row.refusal_note,
            "witnesses": row.witnesses,
            "servers": row.server_name,
            "note": "；".join(t for t in (row.tracking_no, row.through, row.address) if t),
        },
    }


def service_announcement(row: ServiceOfPaper, act: Act) -> dict[str, Any]:
    """送达公告. Basis: 《民事诉讼法》第九十五条"""
    case = _served_case(row)
    served = _paper_title(row)
    return _frame(case, act) | {
        "announcement": {
            "cause": case.cause,
            "reason": row.announcement_reason,
            "paper": served["title"],
            "number": served["number"],
            "summary": act.form["summary"],
            "days": act.terms.term("service.announcement", act.day).length,
            "rights": act.form["rights"],
        }
    }


# 先行登记保存


def _kept(row: Preservation, act: Act) -> dict[str, Any]:
    term = act.terms.term("preservation.dispose", act.day)
    start = row.registered_on or act.day
    return {
        "reason": row.reason,
        "place": row.place,
        "manner": row.manner,
        "from": start,
        "decide_by": periods.due(start, term.length, term.unit, act.calendar, roll=term.roll).due,
    }


def preservation_approval(row: Preservation, act: Act) -> dict[str, Any]:
    """先行登记保存审批表"""
    return _frame(_case(row.matter.parent_id), act) | {
        "goods": parts.goods(row.things),
        "preservation": _kept(row, act),
        "approval": parts.approval(row.pk, "preservation"),
    }


def preservation_notice(row: Preservation, act: Act) -> dict[str, Any]:
    """先行登记保存证据通知书"""
    return _frame(_case(row.matter.parent_id), act) | {
        "officers": parts.named(act),
        "goods": parts.goods(row.things),
        "preservation": _kept(row, act),
    }


def preservation_list(row: Preservation, act: Act) -> dict[str, Any]:
    """先行登记保存物品清单"""
    return _frame(_case(row.matter.parent_id), act) | {
        "goods": parts.goods(row.things),
        "preservation": {"place": row.place},
    }


def preservation_disposal(row: Preservation, act: Act) -> dict[str, Any]:
    """先行登记保存物品处理通知书"""
    things = parts.goods(row.things)
    measure = PreservationOutcome(row.outcome).label
    return _frame(_case(row.matter.parent_id), act) | {
        "goods": things,
        "preservation": {
            "number": selectors.paper_number(row.pk, "preservation_notice"),
            "from": row.registered_on,
        },
        "disposals": [{"goods": f"{t['name']}（{t['quantity']}）", "measure": measure} for t in things],
        "disposal": {"reason": row.outcome_reason},
    }


# 移送


def transfer_letter(row: CrimeTransfer, act: Act) -> dict[str, Any]:
    """涉嫌犯罪案件移送书. Basis: 《行政执法机关移送涉嫌犯罪案件的规定》第六条"""
    lines = [line.strip() for line in act.form["materials"].splitlines() if line.strip()]
    return _frame(_case(row.matter.parent_id), act) | {
        "transfer": {
            "police": row.police,
            "facts": row.facts_found,
            "crime": row.crime,
            "basis": row.basis,
            "approved_on": row.approved_at.date() if row.approved_at else None,
            "approved_by": row.approved_by_name,
            "earlier": act.form.get("earlier") or "",
            "materials": lines,
        }
    }


# 申请强制执行


def enforcement_application(row: CourtApplication, act: Act) -> dict[str, Any]:
    """强制执行申请书. Basis: 《行政强制法》第五十五条"""
    case = _case(row.matter.parent_id)
    return _frame(case, act) | {
        "decided": parts.decided(case),
        "application": {
            "court": row.court,
            "organ_head": row.head_name,
            "subject": row.subject,
            "amount": (row.fine + row.surcharge) or None,
            "facts": row.facts_found,
            "demanded_on": row.demand_served_on,
            "demand_number": selectors.paper_number(case.pk, "demand"),
            "party_view": row.party_view,
            "property": row.property,
            "materials": [
                "行政处罚决定书及作出决定的事实、理由和依据",
                "当事人的意见及催告情况",
                "申请强制执行标的情况",
            ],
        },
    }


# 简易程序


def simple_decision(row: SimplePenalty, act: Act) -> dict[str, Any]:
    """当场行政处罚决定书. Basis: 《行政处罚法》第五十二条第二款；《行政复议法》第二十三条（先行申请复议）"""
    days = act.terms.term("payment.fine", act.day).length
    return {
        "organ": parts.organ(row.matter),
        "party": parts.party(row),
        "officers": parts.named(act),
        "paper": {"on": act.day},
        "finding": {"facts": row.facts_found, "violated": row.violated, "basis": row.punished_by},
        "simple": {
            "at": act.at,
            "place": row.place,
            "items": parts.items(row.kinds, fine=row.fine, gains=0, goods="", months=0, other=""),
            "fine": row.fine or None,
            "payment": f"自收到本决定书之日起{days}日内到{row.pay_where}缴纳" if row.fine else "",
            "defence": row.defence_text,
            "refusal_note": row.refusal_note,
        },
        "remedy": parts.remedy(row.review_organ, row.court, act, review_first=True),
    }
