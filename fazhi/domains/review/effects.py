"""What an act changes in a review: small functions of (row, act, do)."""

from typing import Any

from fazhi.domains.review.models import LegalReview
from fazhi.domains.review.rules.guards import licence_of
from fazhi.domains.review.vocabulary import ReviewConclusion
from fazhi.kernel.acts import Act

CONCLUSIONS = {
    "agree": ReviewConclusion.AGREED,
    "return_for_correction": ReviewConclusion.RETURNED,
    "disagree": ReviewConclusion.DISAGREED,
}


def receive_review(row: LegalReview, act: Act, do: Any) -> None:
    """The review has been asked for."""
    row.sent_on = act.day


def accept_review(row: LegalReview, act: Act, do: Any) -> None:
    """The one who takes it on becomes the reviewer."""
    row.accepted_on = act.day
    row.reviewer_id, row.reviewer_name = act.doer.person_id, act.doer.name
    if act.doer.person_id is not None:
        do.assign("reviewer", act.doer.person_id)
        row.licence = licence_of(do.loaded.facts, act.doer.person_id, act.day)


def conclude_review(row: LegalReview, act: Act, do: Any) -> None:
    """The conclusion is the act's own; reviewer and licence are those of the one who concludes."""
    row.conclusion = CONCLUSIONS[act.key].value
    row.concluded_on = act.day
    row.reviewer_id, row.reviewer_name = act.doer.person_id, act.doer.name
    if act.doer.person_id is not None:
        row.licence = licence_of(do.loaded.facts, act.doer.person_id, act.day)
