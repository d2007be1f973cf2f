"""What time itself does: windows lapse, waits end, duties become over, near ones are told to their owners.

Runs unattended and may be run twice:
1. Windows whose last day has passed: the system performs the action that the definition names.
2. Waits whose last day has passed are over; what they held back may be done.
3. Duties whose last day has passed become over; that is recorded once, as an event, and the owner is told.
4. Duties that have come near are told to their owners once.
"""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from fazhi.kernel.errors import FazhiError
from fazhi.ledger import services as ledger
from fazhi.ledger.vocabulary import EventKind
from fazhi.notices.models import Notice
from fazhi.notices.services import Recipient, tell
from fazhi.people.actors import SYSTEM
from fazhi.procedures import editions, selectors
from fazhi.procedures.definition import ClockKind
from fazhi.procedures.engine import clocking, perform
from fazhi.procedures.engine.step import projection
from fazhi.procedures.models import ClockEntry, ClockRow, Matter
from fazhi.procedures.models.clock import ClockState

NEAR_NOTICE = "clock_near"
BATCH = 500


@dataclass
class Swept:
    """How many of each a sweep found. `stuck` names windows whose action was refused, and why."""

    lapsed: int = 0
    over: int = 0
    near: int = 0
    waited: int = 0
    stuck: list[str] | None = None


def sweep(at: datetime) -> Swept:
    """Do what is due at that moment. Each clock is its own transaction, so that one fault does not hold the others."""
    today = timezone.localdate(at)
    swept = Swept(stuck=[])
    for clock in _expired(today):
        match clock.kind:
            case ClockKind.WINDOW:
                _lapse(clock, at, swept)
            case ClockKind.WAIT:
                swept.waited += _mark(clock, ClockState.MET, "met", at)
            case _:
                if not clock.is_over:
                    swept.over += _over(clock, at)
    swept.near = _tell_near(today, at)
    return swept


def _expired(today: date) -> list[ClockRow]:
    rows = ClockRow.objects.filter(state=ClockState.RUNNING, due_on__lt=today, matter__is_open=True)
    return list(rows.filter(is_over=False).select_related("matter").order_by("due_on", "id")[: BATCH * 20])


def _lapse(clock: ClockRow, at: datetime, swept: Swept) -> None:
    definition = editions.of(clock.matter.edition_id)
    expiry = definition.clocks[clock.key].expiry
    if not expiry:
        swept.lapsed += _mark(clock, ClockState.LAPSED, "lapsed", at)
        return
    try:
        with transaction.atomic():
            _mark(clock, ClockState.LAPSED, "lapsed", at)
            perform(clock.matter_id, expiry, SYSTEM, at=at)
    except FazhiError as error:
        assert swept.stuck is not None
        swept.stuck.append(f"{clock.matter.number or clock.matter.title} {clock.title}：{error.sentence}")
        return
    swept.lapsed += 1


def _mark(clock: ClockRow, state: ClockState, what: str, at: datetime) -> int:
    with transaction.atomic():
        changed = ClockRow.objects.filter(pk=clock.pk, state=ClockState.RUNNING).update(
            state=state, stopped_on=clock.due_on
        )
        if changed:
            clock.state, clock.stopped_on = state, clock.due_on
            _record(clock, what, at)
    return changed


def _over(clock: ClockRow, at: datetime) -> int:
    with transaction.atomic():
        changed = ClockRow.objects.filter(pk=clock.pk, is_over=False, state=ClockState.RUNNING).update(
            is_over=True
        )
        if changed:
            clock.is_over = True
            matter = _record(clock, "over", at)
            _tell_owner(matter, f"{clock.title}已超期", f"届满日{clock.due_on}", at, "clock_over")
    return changed


def _record(clock: ClockRow, what: str, at: datetime) -> Matter:
    """Append the system's event to the matter's chain and the entry to the clock's."""
    matter = selectors.one(clock.matter_id)
    data = {
        "procedure": matter.procedure,
        "clocks": [{"key": clock.key, "what": [what], **clocking.standing(clock)}],
        "now": projection(matter),
    }
    event = ledger.append(
        matter_id=matter.pk,
        seq=matter.seq + 1,
        kind=EventKind.CLOCK,
        action=f"clock_{what}",
        at=at,
        actor=SYSTEM,
        data=data,
        prev=matter.head,
    )
    Matter.objects.filter(pk=matter.pk, seq=matter.seq).update(seq=event.seq, head=event.digest)
    ClockEntry.objects.create(
        clock=clock,
        event_seq=event.seq,
        what=what,
        on=clock.due_on or timezone.localdate(at),
        due_on=clock.due_on,
        basis=clock.basis,
        actor_name=SYSTEM.name,
    )
    return matter


def _tell_near(today: date, at: datetime) -> int:
    near = ClockRow.objects.filter(
        state=ClockState.RUNNING,
        near_on__lte=today,
        due_on__gte=today,
        kind=ClockKind.DUTY,
        matter__is_open=True,
    ).select_related("matter")
    told = set(
        Notice.objects.filter(kind=NEAR_NOTICE, matter_id__in=near.values("matter_id")).values_list(
            "matter_id", "title"
        )
    )
    count = 0
    for clock in near[: BATCH * 20]:
        title = f"{clock.title}临期：{clock.due_on}届满"
        if (clock.matter_id, title) not in told:
            count += _tell_owner(clock.matter, title, clock.matter.title, at, NEAR_NOTICE)
    return count


def _tell_owner(matter: Matter, title: str, body: str, at: datetime, kind: str) -> int:
    to: list[Recipient] = []
    if matter.owner_person_id:
        to = [Recipient(person_id=matter.owner_person_id)]
    elif matter.owner_organ_id:
        posts = [post for post in matter.owner_posts.strip("|").split("|") if post]
        to = [
            Recipient(organ_id=matter.owner_organ_id, unit_id=matter.owner_unit_id, post=post)
            for post in posts
        ]
    if to:
        tell(
            at=at,
            to=to,
            title=title,
            body=body or matter.title,
            link=f"/matters/{matter.pk}/",
            matter_id=matter.pk,
            kind=kind,
        )
    return bool(to)


def recompute(year: int, at: datetime) -> int:
    """Count running clocks anew after a calendar has changed; each that moved is recorded and its owner told.

    Basis: 《全国年节及纪念日放假办法》第七条（每年的具体安排由通知公布）
    """
    from fazhi import calendars

    calendar = calendars.current()
    moved = 0
    running = ClockRow.objects.filter(state=ClockState.RUNNING, matter__is_open=True).exclude(
        calendar=calendar.edition
    )
    for clock in running.select_related("matter").iterator(chunk_size=BATCH):
        definition = editions.of(clock.matter.edition_id)
        old = clock.due_on
        clocking.compute(clock, calendar, definition.clocks[clock.key].near, clock.kind)
        with transaction.atomic():
            fields = {
                "near_on": clock.near_on,
                "calendar": clock.calendar,
                "is_provisional": clock.is_provisional,
            }
            ClockRow.objects.filter(pk=clock.pk).update(due_on=clock.due_on, **fields)
            if clock.due_on == old:
                continue
            moved += 1
            _move_matter(clock, old, at)
    return moved


def _move_matter(clock: ClockRow, old: date | None, at: datetime) -> None:
    from fazhi.procedures.engine.step import bucket, retally

    matter = selectors.one(clock.matter_id)
    if matter.due_clock == clock.key:
        before = bucket(matter)
        matter.due_on, matter.near_on = clock.due_on, clock.near_on
        Matter.objects.filter(pk=matter.pk).update(due_on=matter.due_on, near_on=matter.near_on)
        retally(before, bucket(matter))
    _record(clock, "recomputed", at)
    _tell_owner(
        matter,
        f"{clock.title}的届满日由{old}改为{clock.due_on}",
        "放假安排有变化，期限已重新计算",
        at,
        "clock_moved",
    )
