"""What the papers of legality review say, one function a paper."""

from typing import Any

from fazhi.domains.review.models import LegalReview
from fazhi.domains.review.vocabulary import CHECK_ITEMS, CheckResult, ReviewConclusion
from fazhi.kernel.acts import Act


def legality_opinion(row: LegalReview, act: Act) -> dict[str, Any]:
    """法制审核意见书"""
    matter = row.matter
    return {
        "organ": {"name": matter.organ.name},
        "case": {
            "cause": matter.cause or matter.title,
            "number": matter.parent.number if matter.parent else "",
        },
        "party": {"name": matter.title},
        "review": {
            "subject": row.get_subject_kind_display(),
            "ground": row.ground,
            "sent_on": row.sent_on,
            "sent_by": row.sent_by or matter.organ.name,
            "proposal": row.proposal,
            "checks": [
                {"item": label, "result": CheckResult(getattr(row, column)).label, "note": ""}
                for column, label in CHECK_ITEMS
            ],
            "conclusion": ReviewConclusion(row.conclusion).label,
            "opinion": row.opinion,
            "reviewer": row.reviewer_name,
            "licence": row.licence,
            "on": act.day,
        },
    }
