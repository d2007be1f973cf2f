"""What the rules of legality review see: frozen facts by value."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from fazhi.domains.review.vocabulary import SubjectKind


@dataclass(frozen=True, slots=True)
class ReviewFacts:
    """One review as it stands. `credentials` and `since` are by person; `since` only for those on the roll."""

    kind: SubjectKind = SubjectKind.OTHER
    proposers: frozenset[UUID] = frozenset()
    reviewer: UUID | None = None
    credentials: Mapping[UUID, tuple[Any, ...]] = field(default_factory=dict)
    since: Mapping[UUID, date] = field(default_factory=dict)
