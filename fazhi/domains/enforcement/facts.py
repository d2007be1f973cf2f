"""From rows to frozen facts, one loader a procedure: (row, the engine's facts, day, credentials) → facts.

A loader asks at most two queries, when a rule first looks at what they bring, however long the case's history; what
would need more is kept in the row. One more
is asked for the names of officers assigned who may not act.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

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
from fazhi.domains.enforcement.models.penalty_case import PartyColumns
from fazhi.domains.enforcement.rules import sums
from fazhi.domains.enforcement.rules.facts import (
    Benchmark,
    CourtFacts,
    CredentialFacts,
    EvidenceCounts,
    HearingFacts,
    OfficerFacts,
    PartyFacts,
    PenaltyFacts,
    PreservationFacts,
    PriorDecision,
    Sanction,
    ServiceFacts,
    SimpleFacts,
    TransferFacts,
)
from fazhi.domains.enforcement.rules.guards.officers import HANDLING, covers
from fazhi.domains.enforcement.vocabulary import (
    BasisLevel,
    Capacity,
    Challenge,
    Conclusion,
    CourtRuling,
    DecisionState,
    EnforcementDomain,
    JurisdictionGround,
    LighterGround,
    NoPenaltyGround,
    PartyKind,
    PenaltyKind,
    PoliceAnswer,
    ReviewGround,
    ServedPaper,
)
from fazhi.kernel.acts import MatterFacts
from fazhi.kernel.late import LateMapping, LateSequence
from fazhi.people.models import Person
from fazhi.people.selectors import CredentialFact

Credentials = Mapping[UUID, Sequence[CredentialFact]]
CITES = frozenset({"investigation", "decision"})
ASKS_PRIORS = frozenset({"", "clue", "filing", "investigation", "no_penalty", "discussion", "decision"})


def party_of(row: PartyColumns) -> PartyFacts | None:
    """The party of a case; None while no name is recorded."""
    if not row.party_name:
        return None
    return PartyFacts(
        name=row.party_name,
        kind=PartyKind(row.party_kind),
        identity=row.party_identity,
        born_on=row.party_born_on,
        capacity=Capacity(row.party_capacity),
        agrees_electronic=row.agrees_electronic,
    )


def officers_of(credentials: Credentials) -> dict[UUID, OfficerFacts]:
    """Persons with their credentials, by value."""
    return {
        person: OfficerFacts(
            person,
            "",
            tuple(
                CredentialFacts(c.kind, c.number, c.valid_from, c.valid_to, frozenset(c.domains), c.status)
                for c in held
            ),
        )
        for person, held in credentials.items()
    }


def handlers_of(
    credentials: Credentials, matter: MatterFacts, domain: EnforcementDomain, day: date
) -> dict[UUID, OfficerFacts]:
    """The same, with the names of those assigned who hold no certificate good on the day and for the domain.

    A refusal has to say who they are. Where all hold one, as nearly always, no name is asked for.
    """
    officers = officers_of(credentials)
    assigned = {person for role in HANDLING for person in matter.roles.get(role, ())} & officers.keys()
    doubtful = [p for p in assigned if not any(covers(c, domain, day) for c in officers[p].credentials)]
    if doubtful:
        for person, name in Person.objects.filter(pk__in=doubtful).values_list("pk", "name"):
            officers[person] = replace(officers[person], name=name)
    return officers


def penalty(row: PenaltyCase, matter: MatterFacts, day: date, credentials: Credentials) -> PenaltyFacts:
    """Facts of a case by the ordinary procedure."""
    organ = row.matter.organ
    party = party_of(row)
    return PenaltyFacts(
        domain=EnforcementDomain(row.domain),
        cause=row.cause,
        organ_domains=frozenset(organ.domains),
        organ_level=organ.region.level,
        jurisdiction=JurisdictionGround(row.jurisdiction),
        jurisdiction_note=row.jurisdiction_note,
        parties=(party,) if party else (),
        officers=handlers_of(credentials, matter, EnforcementDomain(row.domain), day),
        found_on=row.found_on,
        act_from=row.act_from,
        act_to=row.act_to,
        is_continuing=row.is_continuing,
        endangers_life_or_finance=row.endangers_life_or_finance,
        did_harm=row.did_harm,
        evidence=EvidenceCounts(
            row.evidence_total, row.evidence_confirmed, row.evidence_pending, row.records_count
        ),
        no_record_reason=row.no_record_reason,
        priors=LateSequence(lambda: _priors(row, matter)),
        benchmarks=LateMapping(lambda: _benchmarks(row, matter, day)),
        benchmark_code=row.benchmark_code,
        benchmark_grade=row.benchmark_grade,
        benchmark_base=row.benchmark_base,
        departure_reason=row.departure_reason,
        basis_level=BasisLevel(row.basis_level) if row.basis_level else None,
        violated=row.violated,
        punished_by=row.punished_by,
        facts_found=row.facts_found,
        crime_suspected=row.crime_suspected,
        conclusion=Conclusion(row.conclusion) if row.conclusion else None,
        no_penalty_ground=NoPenaltyGround(row.no_penalty_ground) if row.no_penalty_ground else None,
        lighter_grounds=frozenset(map(LighterGround, row.lighter_grounds)),
        review_grounds=frozenset(map(ReviewGround, row.review_grounds)),
        is_complex=row.is_complex,
        is_major=row.is_major,
        illegal_gains=row.illegal_gains,
        restitution=row.restitution,
        proposed=Sanction(
            frozenset(map(PenaltyKind, row.proposed_kinds)),
            row.proposed_fine,
            row.proposed_gains,
            row.proposed_goods_value,
            row.proposed_months,
        ),
        notified_on=row.notified_on,
        notice_served_on=row.notice_served_on,
        defence_on=row.defence_on,
        defence_reply=row.defence_reply,
        defence_waived=row.defence_waived,
        hearing_asked_on=row.hearing_asked_on,
        hearing_waived=row.hearing_waived,
        heard_on=row.heard_on,
        discussed_on=row.discussed_on,
        decided_on=row.decided_on,
        decided_by=row.decided_by,
        decided=Sanction(
            frozenset(map(PenaltyKind, row.kinds)), row.fine, row.gains, row.goods_value, row.months
        ),
        decision_state=DecisionState(row.decision_state) if row.decision_state else None,
        is_published=row.is_published,
        surcharge_told=row.surcharge_told,
        decision_served_on=row.decision_served_on,
        pay_by=row.pay_by,
        deferred_until=row.deferred_until,
        paid_fine=row.paid_fine,
        paid_surcharge=row.paid_surcharge,
        paid_gains=row.paid_gains,
        surcharge_due=row.surcharge_due,
        challenge=Challenge(row.challenge),
        challenged_on=row.challenged_on,
        challenge_ended_on=row.challenge_ended_on,
        suit_until=row.suit_until,
        demanded_on=row.demanded_on,
        demand_served_on=row.demand_served_on,
        other_duties_done=row.other_duties_done,
        execution_ended=row.execution_ended,
    )


def _benchmarks(row: PenaltyCase, matter: MatterFacts, day: date) -> Mapping[str, Benchmark]:
    """Benchmarks that hold for the organ, read once an act and only where one may be cited."""
    if matter.stage not in CITES:
        return {}
    key = (row.domain, day)
    kept: tuple[Any, Mapping[str, Benchmark]] | None = getattr(row, "_benchmarks_read", None)
    if kept is None or kept[0] != key:
        found = selectors.benchmarks(
            row.domain, day, region_path=row.matter.region_path, organ_id=row.matter.organ_id
        )
        kept = (key, found)
        row._benchmarks_read = kept  # type: ignore[attr-defined]
    return kept[1]


def _priors(row: PenaltyCase, matter: MatterFacts) -> tuple[PriorDecision, ...]:
    """Earlier decisions, read once an act and only where a rule asks for them."""
    if matter.stage not in ASKS_PRIORS or not row.party_identity:
        return ()
    key = (row.party_identity, row.cause)
    kept: tuple[Any, tuple[PriorDecision, ...]] | None = getattr(row, "_priors_read", None)
    if kept is None or kept[0] != key:
        kept = (key, selectors.prior_decisions(*key, but=matter.id))
        row._priors_read = kept  # type: ignore[attr-defined]
    return kept[1]


def simple(row: SimplePenalty, matter: MatterFacts, day: date, credentials: Credentials) -> SimpleFacts:
    """Facts of a penalty decided on the spot."""
    organ = row.matter.organ
    return SimpleFacts(
        domain=EnforcementDomain(row.domain or EnforcementDomain.OTHER),
        organ_domains=frozenset(organ.domains),
        organ_level=organ.region.level,
        party=party_of(row),
        officers=officers_of(credentials),
        fine=row.fine,
        kinds=frozenset(map(PenaltyKind, row.kinds)),
        decided_on=row.decided_on,
        decided_by=row.decided_by,
        paid=row.paid,
        collected_on=row.collected_on,
        collected_on_the_spot=row.collected_on is not None,
        landed_on=row.landed_on,
        handed_in_on=row.handed_in_on,
        reported_on=row.reported_on,
    )


def hearing(row: Hearing, matter: MatterFacts, day: date, credentials: Credentials) -> HearingFacts:
    """Facts of a hearing; who investigated is known from the roles of the case above."""
    roles = matter.roles
    return HearingFacts(
        investigators=frozenset([*roles.get("parent.handler", ()), *roles.get("parent.co_handler", ())]),
        asked_on=row.asked_on,
        hearing_on=row.hearing_on,
        place=row.place,
        notified_on=row.notified_on,
        is_public=row.is_public,
        closed_ground=row.closed_ground,
        held_on=row.held_on,
        refusal_note=row.refusal_note,
        report=row.report,
    )


def service(row: ServiceOfPaper, matter: MatterFacts, day: date, credentials: Credentials) -> ServiceFacts:
    """Facts of the service of a paper."""
    party = None
    if row.party_name:
        party = PartyFacts(row.party_name, PartyKind(row.party_kind), agrees_electronic=row.agrees_electronic)
    return ServiceFacts(
        paper=ServedPaper(row.paper) if row.paper else ServedPaper.OTHER,
        party=party,
        made_on=row.made_on,
        announced_on=row.announced_on,
        served_on=row.served_on,
        attempts=row.attempts,
    )


def preservation(
    row: Preservation, matter: MatterFacts, day: date, credentials: Credentials
) -> PreservationFacts:
    """Facts of a registration of evidence."""
    return PreservationFacts(
        reason=row.reason,
        officers=officers_of(credentials),
        domain=EnforcementDomain(row.domain),
        asked_on=row.asked_on,
        registered_on=row.registered_on,
        things=row.things,
    )


def transfer(row: CrimeTransfer, matter: MatterFacts, day: date, credentials: Credentials) -> TransferFacts:
    """Facts of a transfer to the police."""
    return TransferFacts(
        team=frozenset(UUID(person) for person in row.team),
        officers=officers_of(credentials),
        report=row.report,
        reported_on=row.reported_on,
        approved_at=row.approved_at,
        refused_reason=row.refused_reason,
        sent_at=row.sent_at,
        has_goods=row.has_goods,
        answer=PoliceAnswer(row.answer) if row.answer else None,
        handed_over_on=row.handed_over_on,
    )


def court(row: CourtApplication, matter: MatterFacts, day: date, credentials: Credentials) -> CourtFacts:
    """Facts of an application to the court. What the case above holds is read with its row."""
    case = PenaltyCase.objects.filter(pk=row.matter.parent_id).first() if row.matter.parent_id else None
    if case is None:
        return CourtFacts(head_signed_on=row.head_signed_on, filed_on=row.filed_on)
    decided = Sanction(frozenset(map(PenaltyKind, case.kinds)), case.fine, case.gains)
    return CourtFacts(
        decision_served_on=case.decision_served_on,
        suit_until=case.suit_until,
        deferred_until=case.deferred_until,
        demand_served_on=case.demand_served_on,
        challenge=Challenge(case.challenge),
        decision_state=DecisionState(case.decision_state) if case.decision_state else None,
        outstanding=sums.outstanding(decided, case.paid_fine, case.paid_gains),
        other_duties="" if case.other_duties_done else case.other_penalty,
        head_signed_on=row.head_signed_on,
        filed_on=row.filed_on,
        ruling=CourtRuling(row.ruling) if row.ruling else None,
    )


LOADERS: Mapping[str, Callable[..., Any]] = {
    "enforcement.penalty": penalty,
    "enforcement.penalty_simple": simple,
    "enforcement.hearing": hearing,
    "enforcement.service": service,
    "enforcement.preservation": preservation,
    "enforcement.transfer": transfer,
    "enforcement.court": court,
}
