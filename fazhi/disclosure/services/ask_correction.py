"""Take a visitor's word that a published item is wrong, and tell the organ."""

import hashlib
import hmac
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction

from fazhi.disclosure.models import CorrectionRequest, Publication
from fazhi.disclosure.vocabulary import Status
from fazhi.kernel.errors import Fault, FazhiError, Incomplete, WrongStage
from fazhi.notices.services import Recipient, tell
from fazhi.people.vocabulary import PostKind

SHORTEST, LONGEST, LONGEST_CONTACT = 10, 1000, 100
PER_SOURCE, PER_ITEM = 5, 30
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


class TooMany(FazhiError):
    """Too many requests from one place, or about one item."""

    status, code = 429, "too_many"


def ask_correction(
    publication: Publication, text: str, contact: str, *, source: str, at: datetime
) -> CorrectionRequest:
    """Keep the request and tell the legal officers and the heads of the organ.

    `source` is the sender's network address; only its keyed digest is kept. Raises Incomplete for a text too short or
    too long, TooMany beyond five from one place in an hour or thirty about one item in a day, WrongStage when the item
    is no longer shown.
    Basis: 《市场监督管理行政处罚信息公示规定》第十二条
    """
    if publication.status != Status.PUBLISHED:
        raise WrongStage("这条公示已经撤下，不需要再申请更正。")
    text, contact = text.replace("\x00", "").strip(), contact.replace("\x00", "").strip()
    faults = []
    if not SHORTEST <= len(text) <= LONGEST:
        faults.append(
            Fault("text", f"请用{SHORTEST}至{LONGEST}字写明哪里有误、依据是什么，现有{len(text)}字。")
        )
    if len(contact) > LONGEST_CONTACT:
        faults.append(Fault("contact", f"联系方式最多{LONGEST_CONTACT}字。"))
    if faults:
        raise Incomplete(faults)
    key = hmac.new(settings.SECRET_KEY.encode(), f"correction:{source}".encode(), hashlib.sha256).hexdigest()
    if CorrectionRequest.objects.filter(source=key, received_at__gt=at - HOUR).count() >= PER_SOURCE:
        raise TooMany("一小时内提交的次数太多，请稍后再试，或者直接联系决定机关。")
    about = CorrectionRequest.objects.filter(publication=publication, received_at__gt=at - DAY)
    if about.count() >= PER_ITEM:
        raise TooMany("今天对这条公示提出的异议已经很多，机关正在处理，请明天再试。")
    with transaction.atomic():
        request = CorrectionRequest(
            publication=publication, text=text, contact=contact, received_at=at, source=key
        )
        request.save(force_insert=True)
        tell(
            at=at,
            to=[
                Recipient(organ_id=publication.organ_id, post=post.value)
                for post in (PostKind.LEGAL_OFFICER, PostKind.UNIT_HEAD)
            ],
            title=f"公示异议：{publication.number or publication.title}",
            body=text,
            link=f"/disclosure/{publication.pk}/",
            matter_id=publication.pk,
            kind="correction_request",
        )
    return request
