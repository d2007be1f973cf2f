"""Acts of the ledger: `append` an event; the other verbs are in modules of their names."""

from fazhi.ledger.services.append import answered, append

__all__ = ["answered", "append"]
