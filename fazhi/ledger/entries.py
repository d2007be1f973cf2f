"""An event as pure values, and what its digest covers."""

import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from uuid import UUID

from fazhi.kernel import digests

BEIJING = timezone(timedelta(hours=8))


def moment_text(moment: datetime) -> str:
    """The moment as both databases give it back: Beijing time, six digits of a second, offset written out.

    Raises ValueError for a moment without a zone.
    """
    if moment.tzinfo is None:
        raise ValueError("存证时间必须带时区")
    return moment.astimezone(BEIJING).isoformat(timespec="microseconds")


def stored_moment_text(text: str) -> str:
    """The same for a moment as the database prints it (UTC when no offset is printed).

    What is no moment comes back as it is, so that its digest cannot agree.
    """
    try:
        moment = datetime.fromisoformat(text)
        return moment_text(moment if moment.tzinfo else moment.replace(tzinfo=UTC))
    except (ValueError, OverflowError):
        return text


def uuid_text(text: str | None) -> str | None:
    """The id in its usual form; what is no id comes back as it is."""
    if text is None:
        return None
    if len(text) == 32 and not text.strip("0123456789abcdef"):
        return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"
    try:
        return str(UUID(text))
    except ValueError:
        return text


@dataclass(frozen=True, slots=True)
class Entry:
    """One event, every value as text that the digest covers. `data` and `files` are canonical JSON."""

    matter_id: str
    seq: int
    id: str
    kind: str
    action: str
    recorded_at: str
    occurred_at: str
    actor_id: str | None
    actor_name: str
    data: str
    files: str
    prev: str
    digest: str
    idem: str | None = None

    @property
    def algorithm(self) -> str:
        """The algorithm that the event's own digest names."""
        return self.digest.partition(":")[0]

    def computed(
        self, *, seq: int | None = None, prev: str | None = None, algorithm: str | None = None
    ) -> str:
        """The digest that these values give, or would give at another place of the chain.

        Empty when nothing can be computed: an unknown algorithm, or files that are not a list.
        """
        algorithm = algorithm or self.algorithm
        if algorithm not in ALGORITHMS or not _is_canonical_list(self.files):
            return ""
        body = {
            "action": self.action,
            "actor": {"id": self.actor_id, "name": self.actor_name},
            "data": digests.digest(self.data.encode("utf-8", "surrogatepass"), algorithm),
            "files": json.loads(self.files),
            "id": self.id,
            "idem": self.idem,
            "kind": self.kind,
            "matter": self.matter_id,
            "occurred_at": self.occurred_at,
            "prev": self.prev if prev is None else prev,
            "recorded_at": self.recorded_at,
            "seq": self.seq if seq is None else seq,
        }
        return digests.digest(_plain_json(body).encode("utf-8", "surrogatepass"), algorithm)

    def holds(self) -> bool:
        """Whether the event is as it was digested."""
        return bool(self.digest) and self.computed() == self.digest

    def line(self) -> dict[str, object]:
        """The event as one line of events.jsonl."""
        return {
            "matter": self.matter_id,
            "seq": self.seq,
            "id": self.id,
            "kind": self.kind,
            "action": self.action,
            "recorded_at": self.recorded_at,
            "occurred_at": self.occurred_at,
            "actor": {"id": self.actor_id, "name": self.actor_name},
            "data": self.data,
            "files": json.loads(self.files),
            "prev": self.prev,
            "digest": self.digest,
            "idem": self.idem,
        }


ALGORITHMS = ("sm3", "sha256")
# What `digests.canonical_json` writes for texts, numbers, lists and mappings of them, which is all that is here; it
# asks every value for its type, which a walk over millions of events need not pay for.
_plain_json = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode


def _is_canonical_list(text: str) -> bool:
    if text == "[]":
        return True
    try:
        value = json.loads(text)
    except ValueError:
        return False
    return (
        isinstance(value, list)
        and all(isinstance(item, str) for item in value)
        and digests.canonical_json(value).decode() == text
    )
