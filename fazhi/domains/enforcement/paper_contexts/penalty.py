"""Papers of a penalty case, from the notice to the archive."""

from typing import Any

from fazhi.domains.enforcement import selectors
from fazhi.domains.enforcement.effects.children import surcharge_now
from fazhi.domains.enforcement.models import PenaltyCase
from fazhi.domains.enforcement.paper_contexts import parts
from fazhi.domains.enforcement.rules import sums
from fazhi.domains.enforcement.rules.facts import ZERO, Sanction
from fazhi.domains.enforcement.rules.guards.discussion import views
from fazhi.domains.enforcement.vocabulary import (
    DefenceResult,
    Ending,
    NoPenaltyGround,
    PartyKind,
    PenaltyKind,
    Retention,
    ServiceWay,
)
from fazhi.kernel.acts import Act
from fazhi.papers import selectors as papers

GROUND_BASIS = {
    NoPenaltyGround.SLIGHT_CORRECTED: "《中华人民共和国行政处罚法》第三十三条第一款",
    NoPenaltyGround.FIRST_TIME: "《中华人民共和国行政处罚法》第三十三条第一款",
    NoPenaltyGround.NO_FAULT: "《中华人民共和国行政处罚法》第三十三条第二款",
    NoPenaltyGround.CHILD: "《中华人民共和国行政处罚法》第三十条",
    NoPenaltyGround.INCAPABLE: "《中华人民共和国行政处罚法》第三十一条",
    NoPenaltyGround.OUT_OF_TIME: "《中华人民共和国行政处罚法》第三十六条",
    NoPenaltyGround.NOT_ESTABLISHED: "《中华人民共和国行政处罚法》第五十七条第一款第三项",
}


def advance_notice(row: PenaltyCase, act: Act) -> dict[str, Any]:
    """行政处罚事先告知书. Basis: 《行政处罚法》第四十四条、第六十三条"""
    facts = sums_of_proposal(row)
    reasons = sums.hearing_reasons(facts, PartyKind(row.party_kind), act.terms, act.day)
    return parts.frame(row, act) | {
        "finding": parts.finding(row),
        "penalty": parts.proposed(row),
        "notice": {
            "defence_days": act.terms.term("defence.period", act.day).length,
            "has_hearing": bool(reasons),
            "hearing_ground": "、".join(reasons),
            "hearing_days": act.terms.term("hearing.request", act.day).length,
        },
    }


def sums_of_proposal(row: PenaltyCase) -> Sanction:
    """What is proposed, as the sums want it."""
    return Sanction(
        frozenset(map(PenaltyKind, row.proposed_kinds)),
        row.proposed_fine,
        row.proposed_gains,
        row.proposed_goods_value,
        row.proposed_months,
    )


def defence_record(row: PenaltyCase, act: Act) -> dict[str, Any]:
    """陈述申辩及复核意见书"""
    people = parts.officers(parts.handlers(act), act.day)
    return parts.frame(row, act) | {
        "officers": people,
        "place": parts.place(act),
        "defence": {
            "by": act.form["defence_by"],
            "relation": act.form["defence_relation"],
            "notice_number": selectors.paper_number(row.pk, "advance_notice"),
            "content": row.defence_text,
            "review": row.defence_reply,
            "adopted": DefenceResult(row.defence_result).label,
            "reasons": row.defence_reply,
            "reviewed_on": act.day,
            "reviewers": parts.names(people),
        },
    }


def collective_discussion_record(row: PenaltyCase, act: Act) -> dict[str, Any]:
    """集体讨论记录"""
    said = views(act.form["views"])
    return parts.frame(row, act) | {
        "place": parts.place(act),
        "discussion": {
            "chair": act.doer.name,
            "members": [
                {"name": person.name, "post": "负责人", "view": said.get(person.name, "")}
                for person in act.form["members"]
            ],
            "attendees": act.form.get("attendees") or "",
            "recorder": act.form["recorder"],
            "ground": "情节复杂或者重大违法行为，须由行政机关负责人集体讨论决定",
            "report": act.form["report"],
            "conclusion": row.discussion_result,
        },
    }


def decision(row: PenaltyCase, act: Act) -> dict[str, Any]:
    """行政处罚决定书. Basis: 《行政处罚法》第五十九条"""
    return parts.frame(row, act) | {
        "finding": parts.finding(row),
        "penalty": parts.decided_penalty(row),
        "payment": _payment(row, act),
        "remedy": parts.remedy(row.review_organ, row.court, act, review_first=False),
        "decision": {
            "defence": told_and_heard(row),
            "process": row.investigated,
            "correction": row.correction,
            "other_performance": f"{row.other_penalty}，自收到本决定书之日起履行。"
            if row.other_penalty
            else "",
            "surcharge": row.surcharge_told,
            "will_publish": row.is_published,
        },
    }


def _payment(row: PenaltyCase, act: Act) -> dict[str, Any]:
    return {
        "where": row.pay_where or "本机关指定的代收机构",
        "days": act.terms.term("payment.fine", act.day).length,
    }


def told_and_heard(row: PenaltyCase) -> str:
    """How the party was told and heard, in the words of the decision."""
    if row.notice_served_on is None:
        return ""
    number = selectors.paper_number(row.pk, "advance_notice")
    said = f"本机关于{row.notice_served_on:%Y年%-m月%-d日}向当事人送达《行政处罚事先告知书》（{number}）。"
    if row.defence_on:
        result = DefenceResult(row.defence_result).label if row.defence_result else "正在复核"
        said += f"当事人于{row.defence_on:%Y年%-m月%-d日}提出陈述、申辩：{row.defence_text}。本机关复核后{result}：{row.defence_reply}。"
    elif row.defence_waived:
        said += "当事人明确表示放弃陈述、申辩。"
    else:
        said += "当事人在规定期限内没有提出陈述、申辩。"
    if row.heard_on:
        said += f"本机关于{row.heard_on:%Y年%-m月%-d日}举行了听证。"
    elif row.hearing_waived:
        said += "当事人放弃听证。"
    elif row.hearing_told_on:
        said += "当事人在规定期限内没有要求听证。"
    return said


def no_penalty_decision(row: PenaltyCase, act: Act) -> dict[str, Any]:
    """不予行政处罚决定书. Basis: 《行政处罚法》第三十三条、第五十七条"""
    ground = NoPenaltyGround(row.no_penalty_ground)
    not_proved = ground is NoPenaltyGround.NOT_ESTABLISHED
    return parts.frame(row, act) | {
        "finding": {
            "facts": row.facts_found,
            "evidence": parts.evidence(row.pk),
            "violated": "" if not_proved else row.violated,
        },
        "waiver": {
            "reason": f"{ground.label}。{act.form['waiver_reason']}",
            "basis": GROUND_BASIS[ground],
            "education": act.form["education"],
        },
        "decision": {"defence": told_and_heard(row), "correction": row.correction},
        "remedy": parts.remedy(row.review_organ, row.court, act, review_first=False),
    }


def deferral_decision(row: PenaltyCase, act: Act) -> dict[str, Any]:
    """延期、分期缴纳罚款通知书"""
    parted = list(selectors.instalments_of(row.pk))
    return parts.frame(row, act) | {
        "decided": parts.decided(row),
        "payment": _payment(row, act),
        "deferral": {
            "applied_on": act.form["deferral_asked_on"],
            "reason": row.hardship,
            "granted": True,
            "until": None if parted else row.deferred_until,
            "fine": row.fine,
            "instalments": [{"due_on": part.due_on, "amount": part.amount} for part in parted],
        },
    }


def demand(row: PenaltyCase, act: Act) -> dict[str, Any]:
    """催告书. Basis: 《行政强制法》第三十五条、第五十四条"""
    fine = max(ZERO, row.fine - row.paid_fine)
    added = surcharge_now(row, act)
    return parts.frame(row, act) | {
        "decided": parts.decided(row),
        "demand": {
            "unperformed": act.form["unperformed"],
            "fine": fine or None,
            "surcharge": added or None,
            "total": (fine + added) or None,
            "days": act.terms.term("demand.wait", act.day).length,
            "manner": act.form["manner"],
        },
    }


def revocation_decision(row: PenaltyCase, act: Act) -> dict[str, Any]:
    """撤销行政处罚决定书"""
    return parts.frame(row, act) | {
        "decided": parts.decided(row),
        "revocation": {
            "finding": act.form["annul_finding"],
            "reason": row.change_reason,
            "basis": act.form["annul_basis"],
            "refund": act.form.get("refund") or "",
            "published": row.is_published,
        },
        "remedy": parts.remedy(row.review_organ, row.court, act, review_first=False),
    }


def withdrawal_approval(row: PenaltyCase, act: Act) -> dict[str, Any]:
    """撤销案件审批表"""
    return parts.frame(row, act) | {
        "withdrawal": {
            "facts": row.facts_found or row.summary,
            "reason": act.form["drop_reason"],
            "basis": act.form["drop_basis"],
            "goods": act.form.get("goods_note") or "",
        },
        "approval": parts.approval(row.pk, "dropping", handler=row.proposal or "建议撤销案件。"),
    }


def closing_approval(row: PenaltyCase, act: Act) -> dict[str, Any]:
    """结案审批表"""
    told = parts.decided_penalty(row)["items"]
    key = "decision" if row.kinds else "no_penalty_decision"
    return parts.frame(row, act) | {
        "closing": {
            "decision_number": selectors.paper_number(row.pk, key) if row.decided_on else "",
            "decided_on": row.decided_on,
            "outcome": "；".join(told) or Ending(row.ending).label,
            "served_on": row.decision_served_on,
            "service_manner": ServiceWay(row.decision_service_way).label if row.decision_service_way else "",
            "execution": act.form["execution"],
            "remedy": f"{row.get_challenge_display()}{row.challenge_result}",
            "reason": row.closed_reason,
        },
        "approval": parts.approval(row.pk, "closing", handler="建议结案。"),
    }


def dossier_cover(row: PenaltyCase, act: Act) -> dict[str, Any]:
    """案卷封面"""
    people = parts.officers(parts.handlers(act), act.day)
    return parts.frame(row, act) | {
        "dossier": {
            "number": row.dossier_number,
            "decision_number": selectors.paper_number(row.pk, "decision"),
            "outcome": Ending(row.ending).label if row.ending else "结案",
            "closed_on": act.matter.done.get("close_case") or act.matter.done.get("drop_case") or act.day,
            "filed_on": act.day,
            "handlers": parts.names(people),
            "archivist": act.doer.name,
            "retention": Retention(row.retention).label,
            "pages": act.form.get("pages"),
            "papers": papers.for_matter(row.pk).count(),
        }
    }


def dossier_index(row: PenaltyCase, act: Act) -> dict[str, Any]:
    """卷内文件目录：案件的文书，按制作次序；封面和目录自身不列入"""
    listed = [
        paper for paper in papers.for_matter(row.pk) if paper.key not in ("dossier_cover", "dossier_index")
    ]
    return parts.frame(row, act) | {
        "dossier": {"number": row.dossier_number},
        "items": [
            {
                "title": paper.title,
                "number": paper.number,
                "author": row.matter.organ.name,
                "dated_on": paper.made_at.date(),
            }
            for paper in listed
        ],
    }
