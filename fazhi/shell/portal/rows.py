"""Published items as rows of a list."""

from collections.abc import Iterable
from typing import Any

from fazhi.disclosure import kinds
from fazhi.disclosure.models import Publication


def published(rows: Iterable[Publication]) -> list[dict[str, Any]]:
    """Title, address, day, and below it kind, organ and number."""
    return [
        {
            "title": row.title or row.number,
            "url": f"/p/{row.public_id}/",
            "day": row.published_on,
            "meta": " · ".join(
                part
                for part in (kinds.title_of(row.kind), row.organ.short_name or row.organ.name, row.number)
                if part
            ),
        }
        for row in rows
    ]
