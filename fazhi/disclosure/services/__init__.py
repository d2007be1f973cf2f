"""Acts of disclosure that are not a step of its procedure: each in the module of its name."""

from fazhi.disclosure.services.ask_correction import ask_correction
from fazhi.disclosure.services.report_change import report_change
from fazhi.disclosure.services.verify_item import verify_checkpoint, verify_item

__all__ = ["ask_correction", "report_change", "verify_checkpoint", "verify_item"]
