"""The groups of fields that several papers share, as `papers/_fields.yaml` names them."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from fazhi.domains.enforcement import selectors
from fazhi.domains.enforcement.models import PenaltyCase
from fazhi.domains.enforcement.models.penalty_case import PartyColumns
from fazhi.domains.enforcement.rules.guards.officers import named_in
from fazhi.domains.enforcement.vocabulary import OpinionRank, PartyKind, PenaltyKind
from fazhi.kernel.acts import Act
from fazhi.kernel.numerals import to_chinese
from fazhi.people import sealing
from fazhi.people.models import Person
from fazhi.people.selectors import credentials_on
from fazhi.procedures.models import Matter
from fazhi.statements import Fixed

UNKNOWN = "未登记"
ENFORCEMENT = "enforcement"


def organ(matter: Matter) -> dict[str, Any]:
    """行政机关"""
    return {"name": matter.organ.name, "contact": matter.unit.name if matter.unit else ""}


def case(row: PenaltyCase) -> dict[str, Any]:
    """案件"""
    return {
        "number": row.matter.number,
        "cause": row.cause,
        "source": row.get_source_display(),
        "found_on": row.found_on,
        "filed_on": row.filed_on,
        "summary": row.summary,
    }


def is_person(row: PartyColumns) -> bool:
    """Whether the party is a natural person."""
    return row.party_kind == PartyKind.CITIZEN


def party(row: PartyColumns) -> dict[str, Any]:
    """当事人. A citizen's number is unsealed for the paper alone."""
    if row.party_uscc:
        label, number = "统一社会信用代码", row.party_uscc
    else:
        label = "居民身份证号码"
        number = sealing.unseal(row.party_id_sealed) if row.party_id_sealed else UNKNOWN
    return {
        "name": row.party_name,
        "kind": PartyKind(row.party_kind).label,
        "is_person": is_person(row),
        "id_label": label,
        "id_number": number,
        "address": row.party_address or UNKNOWN,
        "legal_representative": row.party_representative,
        "phone": row.party_phone,
    }


_NAMES: Fixed[tuple[UUID, str]] = Fixed(
    lambda *, people: Person.objects.filter(pk__in=people).values_list("pk", "name")
)


def officers(people: Iterable[UUID], day: date) -> list[dict[str, Any]]:
    """Persons with the number of their certificate good on the day, in the order given; two queries."""
    wanted = list(dict.fromkeys(people))
    names = dict(_NAMES(people=wanted))
    held = credentials_on(wanted, day)
    return [
        {
            "name": names[person],
            "certificate": next(
                (c.number for c in held[person] if c.kind == ENFORCEMENT and c.is_good_on(day)), UNKNOWN
            ),
        }
        for person in wanted
        if person in names
    ]


def handlers(act: Act, prefix: str = "") -> list[UUID]:
    """The officers of the case, or of the case above with the prefix `parent.`."""
    roles = act.matter.roles
    return [person for role in ("handler", "co_handler") for person in roles.get(prefix + role, ())]


def named(act: Act, field: str = "officers") -> list[dict[str, Any]]:
    """Officers whom the form names, with their certificates as the form found them."""
    return [
        {
            "name": person.name,
            "certificate": next(
                (c.number for c in person.credentials if c.kind == ENFORCEMENT and c.status == "valid"),
                UNKNOWN,
            ),
        }
        for person in named_in(act, field).values()
    ]


def names(people: list[dict[str, Any]]) -> str:
    """Names alone, in one line."""
    return "、".join(person["name"] for person in people)


def approval(matter_id: UUID, about: str, *, handler: str = "") -> dict[str, Any]:
    """What the ranks wrote on an approval; `handler` stands in where the handler wrote nothing."""
    said = selectors.opinions_on(matter_id, about)
    by = {rank: said.get(rank.value) for rank in OpinionRank}
    first, unit, head = by[OpinionRank.HANDLER], by[OpinionRank.UNIT], by[OpinionRank.HEAD]
    return {
        "handler_opinion": first.text if first else handler or "同意",
        "handlers": first.name if first else "",
        "handled_on": first.on if first else None,
        "unit_opinion": unit.text if unit else "",
        "unit_head": unit.name if unit else "",
        "unit_on": unit.on if unit else None,
        "head_opinion": head.text if head else "",
        "head": head.name if head else "",
        "head_on": head.on if head else None,
    }


_RELIED_ON: Fixed[tuple[str, str]] = Fixed(
    lambda *, matter_id: (
        selectors.evidence_of(matter_id).filter(is_excluded=False).values_list("title", "proves")
    )
)


def evidence(matter_id: UUID) -> list[dict[str, Any]]:
    """Evidence relied on: all that was not excluded."""
    return [
        {"name": title, "proves": proves or "案件有关事实"}
        for title, proves in _RELIED_ON(matter_id=matter_id)
    ]


def finding(row: PenaltyCase) -> dict[str, Any]:
    """违法事实、证据、依据和裁量"""
    return {
        "facts": row.facts_found,
        "evidence": evidence(row.pk),
        "violated": row.violated or "有关规定",
        "basis": row.punished_by or row.violated or "有关规定",
        "discretion": discretion(row),
    }


def discretion(row: PenaltyCase) -> str:
    """Why the penalty weighs what it weighs, with the benchmark that is cited."""
    said = row.discretion_reason or "按一般情节处理"
    if row.benchmark_code:
        said += f"（引用裁量权基准{row.benchmark_code}）"
    if row.departure_reason:
        said += f"；偏离基准的理由：{row.departure_reason}"
    return said


def items(kinds: Iterable[str], *, fine: Any, gains: Any, goods: str, months: int, other: str) -> list[str]:
    """Each kind of penalty with its content, one text each."""
    told = []
    for kind in PenaltyKind:
        if kind.value not in set(kinds):
            continue
        match kind:
            case PenaltyKind.FINE:
                told.append(f"罚款人民币{fine:,.2f}元")
            case PenaltyKind.CONFISCATE_GAINS:
                told.append(f"没收违法所得人民币{gains:,.2f}元")
            case PenaltyKind.CONFISCATE_GOODS:
                told.append(f"没收非法财物：{goods or '见物品清单'}")
            case PenaltyKind.HOLD_LICENCE | PenaltyKind.SUSPEND_BUSINESS | PenaltyKind.LIMIT_BUSINESS:
                told.append(kind.label + (f"{to_chinese(months)}个月" if months else ""))
            case PenaltyKind.LIMIT_OCCUPATION:
                told.append(kind.label + (f"{to_chinese(months)}个月" if months else ""))
            case PenaltyKind.OTHER:
                told.append(other or kind.label)
            case _:
                told.append(kind.label)
    if other and PenaltyKind.OTHER.value not in set(kinds):
        told.append(other)
    return told


def proposed(row: PenaltyCase) -> dict[str, Any]:
    """拟作出的行政处罚"""
    return {
        "items": items(
            row.proposed_kinds,
            fine=row.proposed_fine,
            gains=row.proposed_gains,
            goods=row.goods,
            months=row.proposed_months,
            other=row.proposed_other,
        ),
        "fine": row.proposed_fine or None,
    }


def decided_penalty(row: PenaltyCase) -> dict[str, Any]:
    """作出的行政处罚"""
    return {
        "items": items(
            row.kinds,
            fine=row.fine,
            gains=row.gains,
            goods=row.goods,
            months=row.months,
            other=row.other_penalty,
        ),
        "fine": row.fine or None,
    }


def decided(row: PenaltyCase) -> dict[str, Any]:
    """原行政处罚决定"""
    return {
        "number": selectors.paper_number(row.pk, "decision") or row.matter.number,
        "on": row.decided_on,
        "served_on": row.decision_served_on or row.decided_on,
        "content": "；".join(decided_penalty(row)["items"]) or "不予行政处罚",
    }


def remedy(review_organ: str, court: str, act: Act, *, review_first: bool) -> dict[str, Any]:
    """救济途径和期限. Basis: 《行政复议法》第二十条、第二十三条；《行政诉讼法》第四十六条"""
    return {
        "review_organ": review_organ,
        "court": court,
        "review_days": act.terms.term("remedy.reconsideration", act.day).length,
        "suit_months": act.terms.term("remedy.suit", act.day).length,
        "review_first": review_first,
    }


def place(act: Act) -> dict[str, Any]:
    """地点和起止时间，取自表单"""
    return {"address": act.form["place"], "from": act.form["began_at"], "until": act.form["ended_at"]}


def goods(text: str) -> list[dict[str, Any]]:
    """Things, one a line: 名称，规格型号，数量，生产者或者批号，状况. A line with two parts is name and quantity."""
    rows = []
    for line in text.splitlines():
        parts = [part.strip() for part in line.replace("，", ",").split(",")]
        if not parts or not parts[0]:
            continue
        if len(parts) <= 2:
            parts = [parts[0], "", parts[1] if len(parts) == 2 else "一批", "", ""]
        name, model, quantity, maker, state = (parts + [""] * 5)[:5]
        rows.append(
            {"name": name, "model": model, "quantity": quantity or "一批", "maker": maker, "state": state}
        )
    return rows


def frame(row: PenaltyCase, act: Act) -> dict[str, Any]:
    """What every paper of a case begins with: organ, case, party and the day."""
    return {
        "organ": organ(row.matter),
        "case": case(row),
        "party": party(row),
        "paper": {"on": act.day},
    }
