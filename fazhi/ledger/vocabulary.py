"""Words of the ledger: what an event can be, and what can be wrong with a chain."""

from django.db.models import TextChoices


class EventKind(TextChoices):
    """What an event tells. Few, and versioned: see VERSIONS."""

    OPENED = "opened", "立项"
    ACTED = "acted", "办理"
    CLOCK = "clock", "期限"
    CORRECTED = "corrected", "更正"
    ATTACHED = "attached", "附卷"
    ASSIGNED = "assigned", "指派"
    ENDED = "ended", "终结"
    SYSTEM = "system", "系统"


VERSIONS: dict[str, int] = {kind.value: 1 for kind in EventKind}
"""The form of the payload by kind. It goes up when the form changes; old events keep theirs."""
