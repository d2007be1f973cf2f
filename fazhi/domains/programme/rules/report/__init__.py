"""What a report of law-based government says in figures, and whether they fit together."""

from fazhi.domains.programme.rules.report.read import read_report
from fazhi.domains.programme.rules.report.shapes import Figure, Relation, Report, ReportFault

__all__ = ["Figure", "Relation", "Report", "ReportFault", "read_report"]
