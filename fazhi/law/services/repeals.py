"""Which laws other laws end: 《旧法》同时废止, 予以废止, and lists of what is repealed."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from fazhi.law.models import Article
from fazhi.law.services.effect import commencement
from fazhi.law.titles import full_title, identity

_ENDS = re.compile(
    r"同时废止|予以废止|自(?:本[^，。；]{1,6})?[^，。；]{0,16}(?:之日)?起?废止|即行废止|同时失效"
)
_LISTED = re.compile(r"(?:下列|以下)[^。；：]{0,30}(?:同时|予以)?废止|废止(?:下列|以下)")
# Where a word follows that picks out a part, 《…》第三条同时废止, the text as a whole lives on.
_TITLES = re.compile(r"《((?:[^《》\n]|《[^《》\n]*》)+)》(?!第|中|有关|关于|制定|规定|的(?!通知|决定|办法))")
# What may stand between the last title and the words that end it: 《甲》（国务院令第1号）也 同时废止.
_GAP = re.compile(
    r"^(?:的(?:通知|决定|办法))?(?:（[^（）]*）)?[，、]?(?:[也均即]|一并|届时|及其[^，《》]{0,16})?$"
)
_BREAK = re.compile(r"[。；\n]")


@dataclass(frozen=True, slots=True)
class Repeal:
    """A clause that ends a law: where it stands, and the day it names (None: from publication, or none)."""

    known_as: str
    title: str
    edition: int
    law: int
    basis: str
    day: date | None
    is_from_publication: bool


def repeal_clauses() -> Iterator[Repeal]:
    """Every repeal that a text held pronounces."""
    rows = (
        Article.objects.filter(Q(text__contains="废止") | Q(text__contains="同时失效"))
        .order_by("id")
        .values_list("text", "label", "edition_id", "edition__law_id", "edition__law__key")
    )
    for text, label, edition, law, key in rows.iterator(chunk_size=2000):
        clause = commencement([text])
        for title in repealed_titles(text):
            yield Repeal(
                identity(title),
                title,
                edition,
                law,
                f"《{key}》{label}",
                clause.day,
                clause.is_from_publication,
            )


def repealed_titles(text: str) -> Iterator[str]:
    """Titles of the laws that an article ends as a whole."""
    seen: set[str] = set()
    listed = _LISTED.search(text)
    sentences = [s for s in _BREAK.split(text) if _ENDS.search(s) and not _LISTED.search(s)]
    if listed:
        sentences.append(text[listed.start() :])
    for sentence in sentences:
        is_list = listed is not None and sentence == sentences[-1]
        reach = sentence if is_list else sentence[: max(m.start() for m in _ENDS.finditer(sentence))]
        found = list(_TITLES.finditer(reach))
        if not is_list and (not found or not _GAP.match(reach[found[-1].end() :])):
            continue
        for match in found:
            title = full_title(match[1])
            if title not in seen:
                seen.add(title)
                yield title
