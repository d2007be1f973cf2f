"""What the actions of a publication change in its row."""

import base64
import secrets
from typing import Any

from fazhi.disclosure import kinds
from fazhi.disclosure.models import Publication
from fazhi.disclosure.rules import items, sums
from fazhi.disclosure.rules.items import Issuer, Marks
from fazhi.disclosure.vocabulary import Gravity, Lasts, Status
from fazhi.kernel.acts import Act
from fazhi.kernel.errors import Fault, Incomplete

_MARKED = {
    "trade_secrets": "应隐去的商业秘密",
    "marked_names": "另须隐名的人员",
    "hidden_names": "须全部隐去的人员",
}


def place_item(row: Publication, act: Act, do: Any) -> None:
    """Give the new item its address, organ and region."""
    row.organ, row.region_path = do.matter.organ, do.matter.region_path
    row.rung_2, row.rung_3 = row.region_path[:6], row.region_path[:9]
    row.public_id = base64.b32encode(secrets.token_bytes(8)).decode().rstrip("=").lower()


def make_draft(row: Publication, act: Act, do: Any) -> None:
    """Make the masked draft anew from the file and the officer's marks.

    Raises Incomplete when a marked string stands nowhere in the file.
    """
    draft = kinds.of(row.kind).build(do.matter.parent_id)
    marks = Marks(
        items.lines(row.trade_secrets), items.lines(row.marked_names), items.lines(row.hidden_names)
    )
    masker, texts = items.masker_of(draft, marks), items.texts_of(draft)
    faults = [
        Fault(field, f"{label}：稿件中没有“{mark}”，请照原文填写，一行一项。")
        for field, label in _MARKED.items()
        for mark in items.lines(getattr(row, field))
        if not masker.occurs(mark, texts)
    ]
    if faults:
        raise Incomplete(faults)
    region = do.matter.organ.region
    row.draft = items.masked(draft, marks, row.kind, Issuer(do.matter.organ.name, region.code, region.name))
    row.draft_digest, row.draft_text = items.digest_of(row.draft), items.as_text(row.draft)
    row.kept = [*draft.organisations, *draft.kept]
    row.number, row.domain, row.decided_on = draft.number, draft.domain, draft.decided_on
    row.title = (row.draft["party"] + row.draft["cause"])[:500]
    row.lasts, row.actual_until, row.gravity = draft.lasts.value, draft.actual_until, draft.gravity.value
    row.is_required = draft.is_required
    row.forbidden = draft.forbidden.value if draft.forbidden else ""


def take_as_drafter(row: Publication, act: Act, do: Any) -> None:
    """Remember who drafted: he does not check. Basis: none (house practice)"""
    assert act.doer.person_id is not None
    row.drafter_id = act.doer.person_id
    do.assign("drafter", act.doer.person_id)


def publish_item(row: Publication, act: Act, do: Any) -> None:
    """Show the checked draft. A corrected item keeps its first day of publication and its end."""
    row.public, row.digest, row.checker_id = row.draft, row.draft_digest, act.doer.person_id
    row.event_seq = do.seq
    if row.published_on is None:
        row.published_on = act.day
        row.until = sums.shown_until(Lasts(row.lasts), act.day, row.actual_until, act.terms, act.calendar)
        row.credit_until = sums.credit_until(Gravity(row.gravity), row.decided_on, act.terms, act.calendar)
    else:
        row.corrected_on = act.day
    row.status = Status.PUBLISHED
    row.search_text = searchable(row)


def searchable(row: Publication) -> str:
    """The words by which an item is found: title, number and organ as published, in lower case."""
    return "\n".join([row.title, row.number, str(row.public.get("organ", ""))]).lower()[:720]


def take_down(row: Publication, act: Act, do: Any) -> None:
    """Show the reason in place of the content; what was shown is kept in the draft for the file alone."""
    row.status, row.removed_on = Status.REMOVED, act.day
    row.public, row.search_text = {}, ""


def expire(row: Publication, act: Act, do: Any) -> None:
    """The term of publication is over: the content is no longer shown."""
    row.status, row.removed_on = Status.EXPIRED, act.day
    row.public, row.search_text = {}, ""


def forget_change(row: Publication, act: Act, do: Any) -> None:
    """The reported change was none."""
    row.changed_on, row.change_ground = None, ""


def withhold(row: Publication, act: Act, do: Any) -> None:
    """The item is not published."""
    row.status = Status.WITHHELD
