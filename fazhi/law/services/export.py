"""One edition of a law as a file: Akoma Ntoso, JSON or CSV."""

import json
from dataclasses import dataclass
from datetime import date

from fazhi.law import selectors
from fazhi.law.editions import edition_named
from fazhi.law.library import EditionFacts, LawFacts
from fazhi.law.models import Edition, Law
from fazhi.law.services import bulk
from fazhi.law.services.akoma import akoma

FORMATS = {
    "akn": ("xml", "application/akn+xml"),
    "json": ("json", "application/json"),
    "csv": ("csv", "text/csv; charset=utf-8"),
}


@dataclass(frozen=True, slots=True)
class Exported:
    """A file: its name, its media type, its content."""

    name: str
    media_type: str
    content: bytes


def edition_for(law: LawFacts, asked: str, on: date) -> EditionFacts:
    """The edition asked for by its day; without one that which applies on the day `on`, else the nearest.

    Raises NoSuchEdition, naming the editions held.
    """
    nearest = law.edition_nearest(on) if not asked.strip() else None
    return nearest or edition_named(law, asked)


def export_edition(law: Law, edition: Edition, form: str, *, on: date) -> Exported:
    """This will write one edition as `akn`, `json` or `csv`; `on` is the day of the export, for which its standing is told."""
    articles = selectors.articles(edition)
    match form:
        case "akn":
            first = min(law.editions.values_list("adopted_on", flat=True))
            content = akoma(law, edition, articles, first_on=first, made_on=on)
        case "json":
            whole = bulk.whole_edition(law, edition, articles, on)
            content = json.dumps(whole, ensure_ascii=False, indent=1).encode()
        case _:
            content = b"".join(bulk.as_csv(bulk.of_edition(law, edition, articles, on)))
    suffix, media_type = FORMATS[form]
    return Exported(f"{law.key}（{edition.adopted_on.isoformat()}）.{suffix}", media_type, content)
