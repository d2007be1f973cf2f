"""Tell the publications of a decision that it no longer stands as it was."""

from datetime import date, datetime
from uuid import UUID

from fazhi.disclosure.models import Publication
from fazhi.disclosure.vocabulary import ChangeGround
from fazhi.people.actors import SYSTEM, Actor
from fazhi.procedures.engine import perform


def report_change(
    parent_id: UUID, ground: ChangeGround, changed_on: date, note: str, *, at: datetime, actor: Actor = SYSTEM
) -> int:
    """Report a change to every open publication of the matter, and give how many there were.

    What is shown then has to come down within three working days of `changed_on`; what is not shown yet cannot be
    published any more. `note` names the paper that says so. May be called from an effect of the parent's action, in
    its transaction: it moves the publication only, never the parent.
    Basis: 《行政处罚法》第四十八条第二款、第八十五条
    """
    data = {"change_ground": ground.value, "changed_on": changed_on, "note": note}
    rows = Publication.objects.filter(
        matter__parent_id=parent_id,
        matter__is_open=True,
        matter__stage__in=["drafting", "checking", "withholding", "published"],
        changed_on__isnull=True,
    )
    open_ones = list(rows.values_list("pk", flat=True))
    for matter_id in open_ones:
        perform(matter_id, "report_change", actor, data, at=at)
    return len(open_ones)
