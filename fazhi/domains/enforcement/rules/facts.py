"""What the rules of enforcement see: frozen facts by value, with no database behind them.

One class a procedure; each is loaded by `selectors` in a fixed number of queries.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from fazhi.domains.enforcement.vocabulary import (
    BasisLevel,
    Capacity,
    Challenge,
    Conclusion,
    CourtRuling,
    DecisionState,
    EnforcementDomain,
    FineUnit,
    JurisdictionGround,
    LighterGround,
    NoPenaltyGround,
    PartyKind,
    PenaltyKind,
    PoliceAnswer,
    ReviewGround,
    ServedPaper,
    Weight,
)

ZERO = Decimal("0.00")


@dataclass(frozen=True, slots=True)
class CredentialFacts:
    """One credential. `domains` empty means every domain; `valid_to` is the last day, None without end."""

    kind: str
    number: str
    valid_from: date
    valid_to: date | None
    domains: frozenset[str] = frozenset()
    status: str = "valid"


@dataclass(frozen=True, slots=True)
class OfficerFacts:
    """One person who may take part in a case, with the credentials that are on record."""

    person_id: UUID
    name: str
    credentials: tuple[CredentialFacts, ...] = ()


@dataclass(frozen=True, slots=True)
class PartyFacts:
    """One party. `identity` is the USCC, or the look-up value of a citizen's number; empty when not known."""

    name: str
    kind: PartyKind
    identity: str = ""
    born_on: date | None = None
    capacity: Capacity = Capacity.FULL
    agrees_electronic: bool = False


@dataclass(frozen=True, slots=True)
class PriorDecision:
    """An earlier decision, of any organ, against the same party for the same kind of act."""

    number: str
    organ: str
    decided_on: date
    fine: Decimal
    act_on: date | None


@dataclass(frozen=True, slots=True)
class Grade:
    """One grade of a benchmark. `low` and `high` bound the fine, both included, in `unit` of the benchmark."""

    key: str
    title: str
    low: Decimal
    high: Decimal
    weight: Weight
    when: str = ""


@dataclass(frozen=True, slots=True)
class Benchmark:
    """A published discretion benchmark (裁量权基准) for one kind of act.

    `low` and `high` are what the law itself allows, in `unit`; times are multiples of a base in yuan. `floor` and
    `ceiling` bound a fine by multiples in yuan where the law does.
    """

    code: str
    domain: str
    act: str
    basis: str
    unit: FineUnit
    low: Decimal
    high: Decimal
    grades: tuple[Grade, ...]
    base: str = ""
    valid_from: date | None = None
    valid_to: date | None = None

    def grade(self, key: str) -> Grade | None:
        """The grade of that key."""
        return next((grade for grade in self.grades if grade.key == key), None)


@dataclass(frozen=True, slots=True)
class Sanction:
    """What is proposed or decided against the party, money in yuan."""

    kinds: frozenset[PenaltyKind] = frozenset()
    fine: Decimal = ZERO
    gains: Decimal = ZERO
    goods_value: Decimal = ZERO
    months: int = 0
    """How long a licence is held, a business stopped or an occupation barred; 0 where it does not apply."""


@dataclass(frozen=True, slots=True)
class EvidenceCounts:
    """How much evidence there is. `confirmed` has been verified; `pending` is neither verified nor excluded."""

    total: int = 0
    confirmed: int = 0
    pending: int = 0
    records: int = 0
    """Inquiry and inspection records among them."""


@dataclass(frozen=True, slots=True)
class PenaltyFacts:
    """One penalty case by the ordinary procedure, as it stands."""

    domain: EnforcementDomain
    cause: str
    organ_domains: frozenset[str] = frozenset()
    organ_level: int = 3
    """Rung of the organ's region: 1 province, 2 city, 3 county, 4 town."""
    jurisdiction: JurisdictionGround = JurisdictionGround.PLACE
    jurisdiction_note: str = ""
    parties: tuple[PartyFacts, ...] = ()
    officers: Mapping[UUID, OfficerFacts] = field(default_factory=dict)
    found_on: date | None = None
    act_from: date | None = None
    act_to: date | None = None
    is_continuing: bool = False
    endangers_life_or_finance: bool = False
    did_harm: bool = False
    evidence: EvidenceCounts = EvidenceCounts()
    no_record_reason: str = ""
    priors: Sequence[PriorDecision] = ()
    benchmarks: Mapping[str, Benchmark] = field(default_factory=dict)
    benchmark_code: str = ""
    benchmark_grade: str = ""
    benchmark_base: Decimal | None = None
    departure_reason: str = ""
    basis_level: BasisLevel | None = None
    violated: str = ""
    punished_by: str = ""
    facts_found: str = ""
    crime_suspected: bool = False
    conclusion: Conclusion | None = None
    no_penalty_ground: NoPenaltyGround | None = None
    lighter_grounds: frozenset[LighterGround] = frozenset()
    review_grounds: frozenset[ReviewGround] = frozenset()
    is_complex: bool = False
    is_major: bool = False
    illegal_gains: Decimal = ZERO
    restitution: Decimal = ZERO
    proposed: Sanction = Sanction()
    notified_on: date | None = None
    notice_served_on: date | None = None
    defence_on: date | None = None
    defence_reply: str = ""
    defence_waived: bool = False
    hearing_asked_on: date | None = None
    hearing_waived: bool = False
    heard_on: date | None = None
    discussed_on: date | None = None
    decided_on: date | None = None
    decided_by: UUID | None = None
    decided: Sanction = Sanction()
    decision_state: DecisionState | None = None
    is_published: bool = True
    surcharge_told: bool = False
    decision_served_on: date | None = None
    pay_by: date | None = None
    deferred_until: date | None = None
    paid_fine: Decimal = ZERO
    paid_surcharge: Decimal = ZERO
    paid_gains: Decimal = ZERO
    surcharge_due: Decimal = ZERO
    challenge: Challenge = Challenge.NONE
    challenged_on: date | None = None
    challenge_ended_on: date | None = None
    suit_until: date | None = None
    demanded_on: date | None = None
    demand_served_on: date | None = None
    other_duties_done: bool = False
    execution_ended: str = ""

    @property
    def party(self) -> PartyFacts | None:
        """The first party, against whom the case runs."""
        return self.parties[0] if self.parties else None


@dataclass(frozen=True, slots=True)
class SimpleFacts:
    """One penalty decided on the spot."""

    domain: EnforcementDomain
    organ_domains: frozenset[str] = frozenset()
    organ_level: int = 3
    party: PartyFacts | None = None
    officers: Mapping[UUID, OfficerFacts] = field(default_factory=dict)
    fine: Decimal = ZERO
    kinds: frozenset[PenaltyKind] = frozenset()
    decided_on: date | None = None
    decided_by: UUID | None = None
    served_on: date | None = None
    paid: Decimal = ZERO
    collected_on: date | None = None
    collected_on_the_spot: bool = False
    landed_on: date | None = None
    handed_in_on: date | None = None
    reported_on: date | None = None


@dataclass(frozen=True, slots=True)
class HearingFacts:
    """One hearing. `investigators` are the persons who investigated the case; they may not chair."""

    investigators: frozenset[UUID] = frozenset()
    asked_on: date | None = None
    hearing_on: date | None = None
    place: str = ""
    notified_on: date | None = None
    is_public: bool = True
    closed_ground: str = ""
    agents: int = 0
    held_on: date | None = None
    refusal_note: str = ""
    report: str = ""


@dataclass(frozen=True, slots=True)
class ServiceFacts:
    """One paper to be served on one party."""

    paper: ServedPaper = ServedPaper.OTHER
    party: PartyFacts | None = None
    made_on: date | None = None
    announced_on: date | None = None
    served_on: date | None = None
    attempts: int = 0


@dataclass(frozen=True, slots=True)
class PreservationFacts:
    """Things registered and kept as evidence before they are lost."""

    reason: str = ""
    officers: Mapping[UUID, OfficerFacts] = field(default_factory=dict)
    domain: EnforcementDomain = EnforcementDomain.OTHER
    asked_on: date | None = None
    registered_on: date | None = None
    things: str = ""


@dataclass(frozen=True, slots=True)
class TransferFacts:
    """One transfer of a suspected crime to the police. Approval counts by the hour."""

    team: frozenset[UUID] = frozenset()
    officers: Mapping[UUID, OfficerFacts] = field(default_factory=dict)
    domain: EnforcementDomain = EnforcementDomain.OTHER
    report: str = ""
    reported_on: date | None = None
    approved_at: datetime | None = None
    refused_reason: str = ""
    sent_at: datetime | None = None
    has_goods: bool = False
    answer: PoliceAnswer | None = None
    handed_over_on: date | None = None


@dataclass(frozen=True, slots=True)
class CourtFacts:
    """One application to the court for enforcement. Money in yuan."""

    decision_served_on: date | None = None
    suit_until: date | None = None
    deferred_until: date | None = None
    demand_served_on: date | None = None
    challenge: Challenge = Challenge.NONE
    decision_state: DecisionState | None = None
    outstanding: Decimal = ZERO
    other_duties: str = ""
    head_signed_on: date | None = None
    filed_on: date | None = None
    ruling: CourtRuling | None = None
