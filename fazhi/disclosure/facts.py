"""Rows of a publication as frozen facts for its rules."""

from typing import Any

from fazhi.disclosure.models import Publication
from fazhi.disclosure.rules.facts import PublicationFacts
from fazhi.disclosure.vocabulary import Status


def publication_facts(row: Publication, matter: Any, day: Any, credentials: Any) -> PublicationFacts:
    """The facts of one publication; nothing more is read."""
    return PublicationFacts(
        number=row.number,
        body=row.draft,
        kept=tuple(row.kept),
        draft_digest=row.draft_digest,
        drafter_id=row.drafter_id,
        published_on=row.published_on,
        is_shown=row.status == Status.PUBLISHED,
        changed_on=row.changed_on,
        is_required=row.is_required,
        forbidden=row.forbidden,
    )
