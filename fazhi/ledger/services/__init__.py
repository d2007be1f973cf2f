"""Acts of the ledger. `checkpoint.make`, `verify.verify` and `bundle.export` are in modules of their names."""

from fazhi.ledger.services.append import answered, append

__all__ = ["answered", "append"]
