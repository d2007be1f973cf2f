"""The front door of enforcement: what other rooms may use."""

from fazhi.domains.enforcement.selectors import (
    BENCHMARKS,
    benchmarks,
    decisions_of,
    evidence_of,
    instalments_of,
    others_in,
    payments_of,
)
from fazhi.domains.enforcement.vocabulary import DecisionState, Ending, EnforcementDomain, PenaltyKind

__all__ = [
    "BENCHMARKS",
    "DecisionState",
    "Ending",
    "EnforcementDomain",
    "PenaltyKind",
    "benchmarks",
    "decisions_of",
    "evidence_of",
    "instalments_of",
    "others_in",
    "payments_of",
]
