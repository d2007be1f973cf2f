"""What a report of law-based government says in figures, and whether they fit together."""

from fazhi.domains.programme.rules.report.read import read_report
from fazhi.domains.programme.rules.report.shapes import Figure, Relation, Report, ReportFault
from fazhi.domains.programme.rules.report.years_apart import compare, with_last_year

__all__ = ["Figure", "Relation", "Report", "ReportFault", "compare", "read_report", "with_last_year"]
