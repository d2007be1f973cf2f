"""A penalty decision as it is meant for the public, not yet masked."""

from datetime import date, timedelta
from uuid import UUID

from fazhi.disclosure.rules.drafts import NamedPerson, PublicDraft, PublicFact, Remedy
from fazhi.disclosure.vocabulary import FactKind, Gravity, Lasts, Part, WithholdGround
from fazhi.domains.enforcement import selectors
from fazhi.domains.enforcement.models import OtherParty, PenaltyCase, SimplePenalty
from fazhi.domains.enforcement.models.penalty_case import PartyColumns
from fazhi.domains.enforcement.paper_contexts import parts
from fazhi.domains.enforcement.rules import sums
from fazhi.domains.enforcement.vocabulary import EnforcementDomain, OtherRole, PartyKind, PenaltyKind
from fazhi.kernel.counting import add_months

PARTS = {
    OtherRole.WITNESS: Part.WITNESS,
    OtherRole.INFORMANT: Part.INFORMANT,
    OtherRole.VICTIM: Part.VICTIM,
}
LIGHT = frozenset({PenaltyKind.WARNING, PenaltyKind.CENSURE})
GRAVE = frozenset(
    {
        PenaltyKind.REVOKE_LICENCE,
        PenaltyKind.CLOSE_DOWN,
        PenaltyKind.SUSPEND_BUSINESS,
        PenaltyKind.LIMIT_OCCUPATION,
    }
)
ADULT = 18


def penalty_draft(matter_id: UUID) -> PublicDraft:
    """The decision of a case by the ordinary procedure.

    Basis: 《行政处罚法》第四十八条、第五十条；《市场监督管理行政处罚信息公示规定》第四条
    """
    row = PenaltyCase.objects.select_related("matter__organ", "matter__unit").get(pk=matter_id)
    assert row.decided_on is not None
    kinds = {PenaltyKind(k) for k in row.kinds}
    told = parts.decided_penalty(row)["items"]
    facts = [
        *_party_facts(row),
        PublicFact("违法行为类型", row.cause),
        PublicFact("违法事实", row.facts_found),
        PublicFact("违反的规定", row.violated),
        PublicFact("处罚依据", row.punished_by),
        PublicFact("处罚内容", "；".join(told), strong=True),
        PublicFact("裁量情节与理由", parts.discretion(row)),
        PublicFact("处罚机关", row.matter.organ.name),
    ]
    lasts, until = _lasts(kinds, row.decided_on, row.months)
    return PublicDraft(
        party=row.party_name,
        cause=row.cause,
        number=selectors.paper_number(matter_id, "decision"),
        decided_on=row.decided_on,
        domain=row.domain,
        domain_label=EnforcementDomain(row.domain).label,
        facts=tuple(fact for fact in facts if fact.value),
        persons=_persons(row, matter_id, row.act_from or row.decided_on),
        organisations=_organisations(row),
        kept=tuple(text for text in (row.party_uscc,) if text),
        remedies=_remedies(row.review_organ, row.court),
        lasts=lasts,
        actual_until=until,
        gravity=_gravity(kinds, row.fine, row.is_major),
        is_required=row.is_major,
        forbidden=_forbidden(row, row.act_from or row.decided_on),
    )


def summary_draft(matter_id: UUID) -> PublicDraft:
    """A decision made on the spot: of slight weight."""
    row = SimplePenalty.objects.select_related("matter__organ").get(pk=matter_id)
    assert row.decided_on is not None
    told = parts.items(row.kinds, fine=row.fine, gains=0, goods="", months=0, other="")
    facts = [
        *_party_facts(row),
        PublicFact("违法行为类型", row.cause),
        PublicFact("违法行为", row.facts_found),
        PublicFact("处罚依据", row.punished_by),
        PublicFact("处罚内容", "；".join(told), strong=True),
        PublicFact("处罚机关", row.matter.organ.name),
    ]
    return PublicDraft(
        party=row.party_name,
        cause=row.cause,
        number=selectors.paper_number(matter_id, "simple_decision"),
        decided_on=row.decided_on,
        domain=row.domain,
        domain_label=EnforcementDomain(row.domain).label,
        facts=tuple(fact for fact in facts if fact.value),
        persons=_persons(row, matter_id, row.decided_on),
        organisations=_organisations(row),
        kept=tuple(text for text in (row.party_uscc,) if text),
        remedies=_remedies(row.review_organ, ""),
        lasts=Lasts.SHORT,
        gravity=Gravity.SLIGHT,
        forbidden=_forbidden(row, row.decided_on),
    )


def _party_facts(row: PartyColumns) -> list[PublicFact]:
    natural = row.party_kind in (PartyKind.CITIZEN, PartyKind.SOLE_TRADER)
    kind = FactKind.PERSON if row.party_kind == PartyKind.CITIZEN else FactKind.TEXT
    return [
        PublicFact("当事人", row.party_name, kind),
        PublicFact("统一社会信用代码", row.party_uscc),
        PublicFact(
            "经营者" if natural else "法定代表人（负责人）", row.party_representative, FactKind.PERSON
        ),
        PublicFact("住所", row.party_address, FactKind.ADDRESS),
    ]


def _is_minor(row: PartyColumns, day: date) -> bool:
    return row.party_born_on is not None and sums.age_on(row.party_born_on, day) < ADULT


def _persons(row: PartyColumns, matter_id: UUID, day: date) -> tuple[NamedPerson, ...]:
    """Every natural person whose name may stand in the texts; officers are not hidden and not named here."""
    found = []
    if row.party_kind == PartyKind.CITIZEN:
        found.append(NamedPerson(row.party_name, Part.MINOR if _is_minor(row, day) else Part.PARTY))
    if row.party_representative:
        owner = row.party_kind == PartyKind.SOLE_TRADER
        found.append(NamedPerson(row.party_representative, Part.OWNER if owner else Part.REPRESENTATIVE))
    others = OtherParty.objects.filter(matter_id=matter_id, kind=PartyKind.CITIZEN)
    found += [NamedPerson(other.name, PARTS.get(OtherRole(other.role), Part.OTHER)) for other in others]
    return tuple(found)


def _organisations(row: PartyColumns) -> tuple[str, ...]:
    return () if row.party_kind == PartyKind.CITIZEN else (row.party_name,)


def _remedies(review_organ: str, court: str) -> tuple[Remedy, ...]:
    found = [Remedy("当事人", f"可以自收到决定书之日起六十日内向{review_organ}申请行政复议")]
    if court:
        found.append(Remedy("当事人", f"也可以自收到决定书之日起六个月内向{court}提起行政诉讼"))
    return tuple(found)


def _lasts(kinds: set[PenaltyKind], decided_on: date, months: int) -> tuple[Lasts, date | None]:
    """How long the item is shown. Basis: 《市场监督管理行政处罚信息公示规定》第十三条"""
    if kinds <= LIGHT:
        return Lasts.SHORT, None
    if PenaltyKind.LIMIT_OCCUPATION in kinds and months > 36:
        return Lasts.ACTUAL, add_months(decided_on, months) - timedelta(days=1)
    return Lasts.LONG, None


def _gravity(kinds: set[PenaltyKind], fine: object, is_major: bool) -> Gravity:
    """How grave the failing is for the credit record. Basis: 《信用修复管理办法》（未核对原文）"""
    if kinds <= LIGHT:
        return Gravity.SLIGHT
    return Gravity.SERIOUS if is_major or kinds & GRAVE else Gravity.ORDINARY


def _forbidden(row: PartyColumns, day: date) -> WithholdGround | None:
    """A minor's penalty is not published. Basis: 《未成年人保护法》第一百零三条"""
    return WithholdGround.MINOR if _is_minor(row, day) else None
