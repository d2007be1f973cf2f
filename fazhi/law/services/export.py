"""One edition of a law as a file: Akoma Ntoso, JSON or CSV."""

import json
from dataclasses import dataclass
from datetime import date

from fazhi.law import library, selectors
from fazhi.law.errors import NotHeld
from fazhi.law.library import EditionFacts, LawFacts
from fazhi.law.models import Edition, Law
from fazhi.law.services import bulk
from fazhi.law.services.akoma import akoma
from fazhi.law.titles import short_title

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


def law_named(name: str) -> LawFacts:
    """The law of that name. Raises NotHeld, naming laws that come near."""
    held = library.current()
    found = held.law(short_title(name))
    if found is None:
        near = list(selectors.laws(name).values_list("key", flat=True)[:5]) if name.strip() else []
        raise NotHeld(f"法规库没有收入“{name}”。" + (f"名称相近的有：{'、'.join(near)}。" if near else ""))
    return found


def edition_named(law: LawFacts, name: str, on: date) -> EditionFacts:
    """The edition adopted on the day given, or with that number; without a name the one that applies on the day `on`.

    Raises NotHeld, naming the editions held.
    """
    if not name:
        nearest = law.edition_nearest(on)
        if nearest is not None:
            return nearest
    for edition in law.editions:
        if name in (edition.adopted_on.isoformat(), str(edition.id)):
            return edition
    held = "、".join(edition.adopted_on.isoformat() for edition in law.editions)
    raise NotHeld(f"《{law.key}》没有收入“{name}”的文本。收入的有：{held or '无'}。")


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
