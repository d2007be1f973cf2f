"""The front door of the programme: what other rooms may use."""

from fazhi.domains.programme.rules.plan import Plan, PlanFault, PlanTask, read_plan

__all__ = ["Plan", "PlanFault", "PlanTask", "read_plan"]
