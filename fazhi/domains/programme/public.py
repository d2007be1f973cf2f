"""The front door of the programme: what other rooms may use."""

from fazhi.domains.programme.rules.plan import Plan, PlanFault, PlanTask, read_plan
from fazhi.domains.programme.rules.report import (
    Figure,
    Relation,
    Report,
    ReportFault,
    compare,
    read_report,
    with_last_year,
)
from fazhi.domains.programme.vocabulary import RelationKind

__all__ = [
    "Figure",
    "Plan",
    "PlanFault",
    "PlanTask",
    "Relation",
    "RelationKind",
    "Report",
    "ReportFault",
    "compare",
    "read_plan",
    "read_report",
    "with_last_year",
]
