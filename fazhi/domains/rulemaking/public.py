"""The front door of rule making: what other rooms may use."""

from fazhi.domains.rulemaking.rules.findings import Finding
from fazhi.domains.rulemaking.services.review_draft import review_text
from fazhi.domains.rulemaking.services.write_tracked_changes import write_tracked_changes
from fazhi.domains.rulemaking.vocabulary import Level, Severity
from fazhi.kernel.structure import compare as compare_texts
from fazhi.kernel.structure import parse as parse_structure
from fazhi.kernel.structure import renumber as renumber_articles

__all__ = [
    "Finding",
    "Level",
    "Severity",
    "compare_texts",
    "parse_structure",
    "renumber_articles",
    "review_text",
    "write_tracked_changes",
]
