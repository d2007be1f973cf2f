"""What a yearly plan says, out of its text."""

from fazhi.domains.programme.rules.plan.read import read_plan
from fazhi.domains.programme.rules.plan.shapes import Plan, PlanFault, PlanTask

__all__ = ["Plan", "PlanFault", "PlanTask", "read_plan"]
