"""From rows to frozen facts: (row, the engine's facts, day, credentials) → facts, in one query."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from fazhi.domains.review import selectors
from fazhi.domains.review.models import LegalReview
from fazhi.domains.review.rules.facts import ReviewFacts
from fazhi.domains.review.vocabulary import SubjectKind
from fazhi.kernel.acts import MatterFacts
from fazhi.people.selectors import CredentialFact

PROPOSERS = ("parent.handler", "parent.co_handler", "parent.drafter")


def legality(
    row: LegalReview, matter: MatterFacts, day: date, credentials: Mapping[UUID, Sequence[CredentialFact]]
) -> ReviewFacts:
    """Facts of a review; who proposed is known from the roles of the matter above."""
    return ReviewFacts(
        kind=SubjectKind(row.subject_kind) if row.subject_kind else SubjectKind.OTHER,
        proposers=frozenset(person for role in PROPOSERS for person in matter.roles.get(role, ())),
        reviewer=row.reviewer_id,
        credentials={person: tuple(held) for person, held in credentials.items()},
        since=selectors.reviewing_since(credentials) if credentials else {},
    )


LOADERS: Mapping[str, Callable[..., Any]] = {"review.legality": legality}
