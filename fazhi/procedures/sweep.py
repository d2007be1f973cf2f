"""What time itself does: windows lapse, waits end, duties become over, near ones are told to their owners.

Runs unattended and may be run twice:
1. Windows whose last day has passed: the system performs the action that the definition names.
2. Waits whose last day has passed are over; what they held back may be done.
3. Duties whose last day has passed become over; that is recorded once, as an event, and the owner is told.
4. Duties that have come near are told to their owners once.
5. Counts of past days that have come down to nothing are put away.

A window whose matter rests, or does not stand where its lapse leads on from, is left until it does; the right itself is
gone all the same, for acts ask the day and not the sweep.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db.models import Q, QuerySet
from django.utils import timezone

from fazhi import calendars
from fazhi.kernel.errors import FazhiError
from fazhi.kernel.periods import WorkCalendar
from fazhi.ledger import services as ledger
from fazhi.ledger.vocabulary import EventKind
from fazhi.notices.models import Notice
from fazhi.notices.services import Recipient, tell
from fazhi.people.actors import SYSTEM
from fazhi.procedures import editions
from fazhi.procedures.definition import ClockKind
from fazhi.procedures.engine import clocking, perform
from fazhi.procedures.engine.claiming import all_or_nothing, take
from fazhi.procedures.engine.step import bucket, projection, retally
from fazhi.procedures.models import ClockEntry, ClockRow, Matter, Tally
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
    stuck: list[str] = field(default_factory=list)


def sweep(at: datetime) -> Swept:
    """Do what is due at that moment. Each clock is its own transaction, so that one fault does not hold the others."""
    today = timezone.localdate(at)
    swept = Swept()
    running = ClockRow.objects.filter(state=ClockState.RUNNING, matter__is_open=True)
    for clock in _rows(running.filter(due_on__lt=today, is_over=False).order_by("due_on", "id")):
        try:
            with all_or_nothing():
                done = _expire(clock, at)
        except FazhiError as error:
            swept.stuck.append(f"{clock.matter.number or clock.matter.title} {clock.title}：{error.sentence}")
            continue
        match clock.kind if done else None:
            case ClockKind.WINDOW:
                swept.lapsed += 1
            case ClockKind.WAIT:
                swept.waited += 1
            case ClockKind.DUTY | ClockKind.NOTICE:
                swept.over += 1
    # Days on which nothing falls due any more would only be summed up again and again.
    Tally.objects.filter(count=0, due_on__lt=today).delete()
    near = running.filter(near_on__lte=today, due_on__gte=today, kind=ClockKind.DUTY)
    swept.near = _tell_near(near.order_by("due_on", "id"), at)
    return swept


def _rows(wanted: QuerySet[ClockRow]) -> Iterator[ClockRow]:
    """The clocks with their matters, page by page, so that they may be changed while they are gone over."""
    keys = list(wanted.values_list("pk", flat=True))
    for start in range(0, len(keys), BATCH):
        page = ClockRow.objects.select_related("matter").in_bulk(keys[start : start + BATCH])
        yield from (page[key] for key in keys[start : start + BATCH] if key in page)


def _expire(seen: ClockRow, at: datetime) -> bool:
    """Do what the end of a clock brings; False when it was not for now after all."""
    matter = take(seen.matter_id)
    clock = ClockRow.objects.get(pk=seen.pk)
    as_seen = (clock.state, clock.due_on, clock.is_over) == (ClockState.RUNNING, seen.due_on, False)
    if not (as_seen and matter.is_open):
        return False
    match clock.kind:
        case ClockKind.WINDOW:
            return _lapse(clock, matter, at)
        case ClockKind.WAIT:
            clock.state, clock.stopped_on = ClockState.MET, clock.due_on
            _record(clock, matter, "met", at)
        case _:
            clock.is_over = True
            _record(clock, matter, "over", at)
            _tell_owner(
                matter, _named(matter, f"{clock.title}已超期"), f"届满日{clock.due_on}", at, "clock_over"
            )
    return True


def _lapse(clock: ClockRow, matter: Matter, at: datetime) -> bool:
    definition = editions.of(matter.edition_id)
    expiry = definition.clocks[clock.key].expiry
    at_its_stage = not expiry or definition.actions[expiry].starts_at(definition.stages[matter.stage])
    if matter.is_suspended or not at_its_stage:
        return False
    clock.state, clock.stopped_on = ClockState.LAPSED, clock.due_on
    _record(clock, matter, "lapsed", at)
    if expiry:
        perform(matter.pk, expiry, SYSTEM, at=at)
    return True


def _record(clock: ClockRow, matter: Matter, what: str, at: datetime) -> None:
    """Write the clock as it now stands, the system's event in the matter's chain and the entry in the clock's."""
    clock.save()
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
    matter.seq, matter.head = event.seq, event.digest
    Matter.objects.filter(pk=matter.pk).update(
        seq=matter.seq,
        head=matter.head,
        due_on=matter.due_on,
        near_on=matter.near_on,
        due_clock=matter.due_clock,
        due_unit=matter.due_unit,
    )
    ClockEntry.objects.create(
        clock=clock,
        event_seq=event.seq,
        what=what,
        on=timezone.localdate(at) if what == "recomputed" else clock.due_on or timezone.localdate(at),
        due_on=clock.due_on,
        basis=clock.basis,
        actor_name=SYSTEM.name,
    )


def _tell_near(near: QuerySet[ClockRow], at: datetime) -> int:
    told = set(
        Notice.objects.filter(
            kind=NEAR_NOTICE, matter_id__in=near.order_by().values("matter_id")
        ).values_list("matter_id", "title")
    )
    count = 0
    for clock in _rows(near):
        title = _named(clock.matter, f"{clock.title}临期，{clock.due_on}届满")
        if (clock.matter_id, title) not in told:
            count += _tell_owner(clock.matter, title, clock.matter.title, at, NEAR_NOTICE)
    return count


def _named(matter: Matter, what: str) -> str:
    """What happened, with the matter it happened to."""
    return f"{matter.number or matter.title}：{what}"


def _tell_owner(matter: Matter, title: str, body: str, at: datetime, kind: str) -> bool:
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
            body=body or f"{matter.title}{matter.cause}",
            link=f"/matters/{matter.pk}/",
            matter_id=matter.pk,
            kind=kind,
        )
    return bool(to)


def recompute(year: int, at: datetime) -> int:
    """Count running clocks that touch the year anew after its calendar has changed.

    Each that moved is recorded and its owner told. Gives how many moved.
    Basis: 《全国年节及纪念日放假办法》第七条（每年的具体安排由通知公布）
    """
    calendar = calendars.current()
    first, last = date(year, 1, 1), date(year, 12, 31)
    # A notice runs back from its event; everything else runs forward from its start.
    back = Q(kind=ClockKind.NOTICE, starts_on__gte=first, due_on__lte=last)
    forward = ~Q(kind=ClockKind.NOTICE) & Q(starts_on__lte=last, due_on__gte=first)
    running = ClockRow.objects.filter(back | forward, state=ClockState.RUNNING, matter__is_open=True)
    moved = 0
    same: list[ClockRow] = []
    for clock in _rows(running.exclude(calendar=calendar.edition).order_by("id")):
        before = (clock.due_on, clock.near_on)
        _count(clock, clock.matter, calendar)
        if (clock.due_on, clock.near_on) == before:
            same.append(clock)
        else:
            with all_or_nothing():
                moved += _move(clock, calendar, at)
    ClockRow.objects.bulk_update(same, ["calendar", "is_provisional"], batch_size=BATCH)
    return moved


def _count(clock: ClockRow, matter: Matter, calendar: WorkCalendar) -> None:
    near = editions.of(matter.edition_id).clocks[clock.key].near
    clocking.compute(clock, calendar, near, clock.kind)


def _move(seen: ClockRow, calendar: WorkCalendar, at: datetime) -> bool:
    """Set the clock's new days and the matter's with them; True when the last day itself has moved."""
    matter = take(seen.matter_id)
    clocks = {clock.pk: clock for clock in ClockRow.objects.filter(matter=matter)}
    clock = clocks[seen.pk]
    if clock.state != ClockState.RUNNING:
        return False
    old, before = clock.due_on, bucket(matter)
    _count(clock, matter, calendar)
    # A term that a new holiday has lengthened was not over; if it comes to be, that is recorded again.
    clock.is_over = clock.is_over and clock.due_on is not None and clock.due_on < timezone.localdate(at)
    first = clocking.first_due(clocks.values())
    matter.due_on, matter.near_on = (first.due_on, first.near_on) if first else (None, None)
    matter.due_clock, matter.due_unit = (first.key, first.unit) if first else ("", "")
    retally(before, bucket(matter))
    if clock.due_on == old:
        # Only the day from which it is near: nothing that anybody must be told.
        clock.save()
        Matter.objects.filter(pk=matter.pk).update(near_on=matter.near_on)
        return False
    _record(clock, matter, "recomputed", at)
    _tell_owner(
        matter,
        _named(matter, f"{clock.title}的届满日由{old}改为{clock.due_on}"),
        "放假安排有变化，期限已重新计算",
        at,
        "clock_moved",
    )
    return True
