from fazhi.ledger.models.checkpoint import Checkpoint, CheckpointLeaf
from fazhi.ledger.models.event import Event

__all__ = ["Checkpoint", "CheckpointLeaf", "Event"]
