"""Put one event at the end of its matter's chain."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Protocol
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError

from fazhi.kernel.digests import canonical_json
from fazhi.kernel.errors import MovedOn
from fazhi.kernel.ids import new_id
from fazhi.ledger.entries import Entry, moment_text
from fazhi.ledger.models import Event
from fazhi.ledger.vocabulary import VERSIONS
from fazhi.statements import Fixed, insert


class ActorLike(Protocol):
    """Who acts. `person_id` is None for the system."""

    @property
    def person_id(self) -> UUID | None: ...
    @property
    def name(self) -> str: ...


def digest_algorithm() -> str:
    """The algorithm for new digests: setting LEDGER_DIGEST, else SM3."""
    return str(getattr(settings, "LEDGER_DIGEST", "sm3"))


def append(
    *,
    matter_id: UUID,
    seq: int,
    kind: str,
    action: str,
    at: datetime,
    actor: ActorLike,
    data: Mapping[str, Any],
    files: Sequence[str] = (),
    occurred_at: datetime | None = None,
    prev: str | None = None,
    idem: str | None = None,
) -> Event:
    """Append event number `seq` to the matter's chain: one INSERT, in the caller's transaction if he has one.

    `at` is when it is recorded, `occurred_at` when it happened (the same, if not told). `prev` is the digest of the
    event before; pass it when it is known, else it is read. `version` is added to the data by kind.

    Raises MovedOn when somebody else already wrote that number, or the same `idem` was answered before (then
    `answered(idem)` gives the first answer, after the transaction has been rolled back). Raises ValueError for a
    number that would leave a gap, a kind that does not exist, or a time without a zone.
    """
    if kind not in VERSIONS:
        raise ValueError(f"没有这种存证事件：{kind}")
    if prev is None and seq >= 1:
        prev = _last_digest(matter_id, seq)
    if prev is None or seq < 1 or (seq == 1) != (prev == ""):
        raise ValueError(f"第{seq}条的上一条摘要不对：{prev!r}")
    text = canonical_json({**data, "version": data.get("version", VERSIONS[kind])}).decode()
    entry = Entry(
        matter_id=str(matter_id),
        seq=seq,
        id=str(new_id()),
        kind=str(kind),
        action=action,
        recorded_at=moment_text(at),
        occurred_at=moment_text(occurred_at or at),
        actor_id=str(actor.person_id) if actor.person_id else None,
        actor_name=actor.name,
        data=text,
        files=canonical_json(list(files)).decode(),
        prev=prev,
        digest="",
        idem=idem,
    )
    event = Event(
        id=UUID(entry.id),
        matter_id=matter_id,
        seq=seq,
        kind=entry.kind,
        action=action,
        recorded_at=at,
        occurred_at=occurred_at or at,
        actor_id=actor.person_id,
        actor_name=actor.name,
        data=entry.data,
        files_text=entry.files,
        prev=prev,
        digest=entry.computed(algorithm=digest_algorithm()),
        idem=idem,
    )
    try:
        insert([event])
    except IntegrityError as error:
        said = str(error).lower()
        if "unique" not in said:  # anything else is a fault of ours
            raise
        if "idem" in said:
            raise MovedOn("这次操作已经提交过，无需重复提交。") from error
        raise MovedOn("事项刚被他人办理，请查看最新情况后再办。") from error
    return event


_ANSWERED: Fixed[Event] = Fixed(lambda *, idem: Event.objects.filter(idem=idem))


def answered(idem: str) -> Event | None:
    """The event that was recorded under this idempotency key."""
    return _ANSWERED.first(idem=idem)


def _last_digest(matter_id: UUID, seq: int) -> str:
    last = Event.objects.filter(matter_id=matter_id).order_by("-seq").values_list("seq", "digest").first()
    last_seq, digest = last or (0, "")
    if last_seq >= seq:
        raise MovedOn("事项刚被他人办理，请查看最新情况后再办。")
    if last_seq != seq - 1:
        raise ValueError(f"第{seq}条之前缺第{last_seq + 1}条")
    return str(digest)
