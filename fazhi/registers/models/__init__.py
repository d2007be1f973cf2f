from fazhi.registers.models.entry import Entry
from fazhi.registers.models.register import Register

__all__ = ["Entry", "Register"]
