"""The rows of legality review."""

from fazhi.domains.review.models.legal_review import LegalReview
from fazhi.domains.review.models.reviewer import Reviewer

__all__ = ["LegalReview", "Reviewer"]
