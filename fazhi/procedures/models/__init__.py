"""Rows of the engine. A domain's own columns live in the domain."""

from fazhi.procedures.models.assignment import Assignment, SignRequest
from fazhi.procedures.models.clock import ClockEntry, ClockRow
from fazhi.procedures.models.edition import Edition
from fazhi.procedures.models.matter import Matter
from fazhi.procedures.models.tally import Tally

__all__ = ["Assignment", "ClockEntry", "ClockRow", "Edition", "Matter", "SignRequest", "Tally"]
