"""The front door of legality review: what other rooms may use."""

from fazhi.domains.review.permissions import visible
from fazhi.domains.review.services.enrol_reviewer import enrol_reviewer
from fazhi.domains.review.vocabulary import ReviewConclusion, SubjectKind

__all__ = ["ReviewConclusion", "SubjectKind", "enrol_reviewer", "visible"]
