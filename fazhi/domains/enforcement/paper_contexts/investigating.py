"""Papers of a penalty case, from the clue to the report of the investigation."""

from typing import Any

from fazhi.domains.enforcement import selectors
from fazhi.domains.enforcement.models import PenaltyCase
from fazhi.domains.enforcement.paper_contexts import parts
from fazhi.domains.enforcement.vocabulary import (
    RecordKind,
)
from fazhi.kernel.acts import Act


def clue_registration(row: PenaltyCase, act: Act) -> dict[str, Any]:
    """案源登记表"""
    return parts.frame(row, act) | {
        "clue": {
            "number": row.matter.number,
            "registered_on": act.day,
            "provider": row.provider,
            "content": row.summary,
        },
        "approval": {
            "handler_opinion": "登记案源，拟进行核查。",
            "handlers": act.doer.name,
            "handled_on": act.day,
        },
    }


def filing_approval(row: PenaltyCase, act: Act) -> dict[str, Any]:
    """立案审批表"""
    people = parts.officers(parts.handlers(act), act.day)
    return parts.frame(row, act) | {
        "officers": people,
        "filing": {"grounds": row.filing_grounds, "handlers": parts.names(people)},
        "approval": parts.approval(row.pk, "filing"),
    }


def no_filing_approval(row: PenaltyCase, act: Act) -> dict[str, Any]:
    """不予立案审批表"""
    return parts.frame(row, act) | {
        "refusal": {
            "reason": row.refused_reason,
            "basis": act.form["refused_basis"],
            "told": act.form.get("told") or "",
        },
        "approval": parts.approval(row.pk, "filing"),
    }


def inquiry_record(row: PenaltyCase, act: Act) -> dict[str, Any]:
    """询问笔录"""
    form = act.form
    times = selectors.evidence_of(row.pk).filter(title=f"对{form['asked_name']}的询问笔录").count()
    return parts.frame(row, act) | {
        "officers": parts.named(act),
        "place": parts.place(act),
        "inquiry": {
            "times": max(1, times),
            "recorder": form["recorder"],
            "first_answer": form["first_answer"],
            "refusal_note": form.get("refusal_note") or "",
        },
        "asked": {
            "name": form["asked_name"],
            "id_number": form["asked_id"],
            "phone": form.get("asked_phone") or "",
            "address": form["asked_address"],
            "work": form.get("asked_work") or "",
            "relation": form["relation"],
            "guardian": form.get("guardian") or "",
        },
        "questions": questions(form["questions"]),
    }


def questions(text: str) -> list[dict[str, str]]:
    """Lines beginning with 问： and 答： as pairs; other lines go on with what stands before them."""
    rows: list[dict[str, str]] = []
    part = ""
    for line in (raw.strip() for raw in text.splitlines()):
        if not line:
            continue
        mark, body = line[:1], line[2:].strip()
        if mark in "问答" and line[1:2] in ("：", ":"):
            part = "question" if mark == "问" else "answer"
            if part == "question" or not rows:
                rows.append({"question": "", "answer": ""})
            rows[-1][part] = f"{rows[-1][part]}{body}"
        elif rows and part:
            rows[-1][part] = f"{rows[-1][part]}\n{line}"
        else:
            rows.append({"question": "", "answer": line})
            part = "answer"
    return [{"question": r["question"] or "（续前）", "answer": r["answer"] or "（未答）"} for r in rows]


def onsite_record(row: PenaltyCase, act: Act) -> dict[str, Any]:
    """现场、勘验、检查笔录"""
    form = act.form
    return parts.frame(row, act) | {
        "officers": parts.named(act),
        "place": parts.place(act),
        "record": {
            "heading": RecordKind(form["record_kind"]).label,
            "present": form.get("present") or "",
            "absent_note": form.get("absent_note") or "",
            "recorder": form["recorder"],
            "certificates_shown": bool(form.get("showed_certificates")),
            "told": form["told"],
            "recusal_answer": form["recusal_answer"],
            "findings": form["findings"],
            "media": form.get("media") or "",
            "refusal_note": form.get("refusal_note") or "",
        },
        "witness": {"name": form.get("witness") or ""},
    }


def correction_order(row: PenaltyCase, act: Act) -> dict[str, Any]:
    """责令改正通知书"""
    return parts.frame(row, act) | {
        "officers": parts.officers(parts.handlers(act), act.day),
        "correction": {
            "facts": act.form["correction_facts"],
            "violated": row.violated,
            "basis": act.form["correction_basis"],
            "content": row.correction,
            "due_on": row.correction_due_on,
        },
        "remedy": parts.remedy(row.review_organ, row.court, act, review_first=False),
    }


def evidence_list(row: PenaltyCase, act: Act) -> dict[str, Any]:
    """证据清单"""
    return parts.frame(row, act) | {
        "evidence": [
            {
                "kind": piece.get_kind_display(),
                "name": piece.title,
                "source": piece.source or parts.UNKNOWN,
                "taken_on": piece.taken_on,
                "proves": piece.proves or "案件有关事实",
                "pages": piece.quantity,
            }
            for piece in selectors.evidence_of(row.pk)
            if not piece.is_excluded
        ],
        "list": {"made_by": act.doer.name, "made_on": act.day},
    }


def investigation_report(row: PenaltyCase, act: Act) -> dict[str, Any]:
    """调查终结报告"""
    unit = row.matter.unit
    told = parts.proposed(row)["items"]
    return parts.frame(row, act) | {
        "officers": parts.officers(parts.handlers(act), act.day),
        "finding": parts.finding(row),
        "report": {
            "process": row.investigated,
            "proposal": f"{row.get_conclusion_display()}。"
            + ("；".join(told) + "。" if told else "")
            + row.proposal,
            "unit": unit.name if unit else row.matter.organ.name,
            "on": act.day,
        },
    }
