"""The rows of enforcement."""

from fazhi.domains.enforcement.models.court_application import CourtApplication
from fazhi.domains.enforcement.models.crime_transfer import CrimeTransfer
from fazhi.domains.enforcement.models.decision import Decision
from fazhi.domains.enforcement.models.discretion_cite import DiscretionCite
from fazhi.domains.enforcement.models.evidence import Evidence
from fazhi.domains.enforcement.models.hearing import Hearing
from fazhi.domains.enforcement.models.instalment import Instalment
from fazhi.domains.enforcement.models.opinion import Opinion
from fazhi.domains.enforcement.models.other_party import OtherParty
from fazhi.domains.enforcement.models.payment import Payment
from fazhi.domains.enforcement.models.penalty_case import PenaltyCase
from fazhi.domains.enforcement.models.preservation import Preservation
from fazhi.domains.enforcement.models.service_of_paper import ServiceOfPaper
from fazhi.domains.enforcement.models.simple_penalty import SimplePenalty

__all__ = [
    "CourtApplication",
    "CrimeTransfer",
    "Decision",
    "DiscretionCite",
    "Evidence",
    "Hearing",
    "Instalment",
    "Opinion",
    "OtherParty",
    "Payment",
    "PenaltyCase",
    "Preservation",
    "ServiceOfPaper",
    "SimplePenalty",
]
