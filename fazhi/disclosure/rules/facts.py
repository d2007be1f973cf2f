"""What the rules of publication see, by value."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID


@dataclass(frozen=True, slots=True)
class PublicationFacts:
    """One item as it stands. `body` is the masked draft; `kept` are strings that stay though they look private."""

    number: str = ""
    body: Mapping[str, Any] = field(default_factory=dict)
    kept: tuple[str, ...] = ()
    draft_digest: str = ""
    drafter_id: UUID | None = None
    published_on: date | None = None
    is_shown: bool = False
    changed_on: date | None = None
    is_required: bool = False
    forbidden: str = ""
