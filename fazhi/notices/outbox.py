"""From the outbox to the channels, after commit. It may be run as often as one likes.

1. Rows not yet delivered are marked delivered: the inbox page is the first channel and shows every committed row.
2. Where a gateway is set up, a dispatch is written for each recipient's telephone, once a message and number.
3. Due dispatches are claimed one by one and sent; what fails is tried again later, each time after a longer while.

The gateway is a mail server: `NOTICE_GATEWAY = "{phone}@sms.example.gov.cn"` turns a number into an address, as the
short-message gateways of governments take them. What leaves the house names no case and no party.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from smtplib import SMTPException
from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from fazhi.notices.models import Dispatch, Notice
from fazhi.people.models import Person
from fazhi.people.selectors import holders

BATCH = 500
# Tries at 0, 2, 8, 32, 128 minutes and so on; after the last the fault stays for the administrator to see.
TRIES = 6
_FIRST_WAIT = timedelta(minutes=2)
_SUBJECT = "法治平台提醒"
_TEXT = "您在法治平台有新消息，请登录平台查看。"


@dataclass(frozen=True, slots=True)
class Delivery:
    """What one run did: messages put before their readers, and messages sent and not sent by the gateway."""

    delivered: int = 0
    sent: int = 0
    failed: int = 0


def deliver(now: datetime) -> Delivery:
    """Deliver what waits in the outbox."""
    delivered = 0
    while rows := list(Notice.objects.filter(delivered_at__isnull=True).order_by("created_at", "id")[:BATCH]):
        with transaction.atomic():
            if gateway():
                Dispatch.objects.bulk_create(_dispatches(rows, now), ignore_conflicts=True)
            ids = [row.pk for row in rows]
            delivered += Notice.objects.filter(pk__in=ids, delivered_at__isnull=True).update(delivered_at=now)
    sent, failed = _send(now) if gateway() else (0, 0)
    return Delivery(delivered, sent, failed)


def gateway() -> str:
    """The pattern of gateway addresses; empty when messages stay in the house."""
    return str(getattr(settings, "NOTICE_GATEWAY", ""))


def _dispatches(rows: list[Notice], now: datetime) -> list[Dispatch]:
    phones = dict(
        Person.objects.filter(pk__in={r.person_id for r in rows if r.person_id}, is_active=True)
        .exclude(phone="")
        .values_list("pk", "phone")
    )
    day = timezone.localdate(now)
    seats: dict[tuple[UUID, str, UUID | None], list[str]] = {}
    found = []
    for row in rows:
        if row.person_id:
            numbers = [phones[row.person_id]] if row.person_id in phones else []
        elif row.organ_id:
            seat = (row.organ_id, row.post, row.unit_id)
            if seat not in seats:
                people = holders(row.organ_id, [row.post], row.unit_id, day=day).exclude(phone="")
                seats[seat] = list(people.values_list("phone", flat=True))
            numbers = seats[seat]
        else:
            numbers = []
        found += [Dispatch(notice=row, address=gateway().format(phone=n), next_at=now) for n in numbers]
    return found


def _send(now: datetime) -> tuple[int, int]:
    sent = failed = 0
    due = Dispatch.objects.filter(sent_at__isnull=True, next_at__lte=now, attempts__lt=TRIES).order_by(
        "next_at"
    )
    connection = get_connection()
    for row in due[:BATCH]:
        # Whoever moves `next_at` first sends; a second runner finds it moved and passes by.
        again = now + _FIRST_WAIT * 4**row.attempts
        mine = Dispatch.objects.filter(pk=row.pk, next_at=row.next_at, sent_at__isnull=True)
        if not mine.update(next_at=again, attempts=F("attempts") + 1):
            continue
        message = EmailMessage(_SUBJECT, _TEXT, to=[row.address], connection=connection)
        try:
            message.send()
        except (OSError, SMTPException) as error:
            Dispatch.objects.filter(pk=row.pk).update(fault=f"{type(error).__name__}：{error}"[:300])
            failed += 1
        else:
            Dispatch.objects.filter(pk=row.pk).update(sent_at=now, fault="")
            sent += 1
    return sent, failed
