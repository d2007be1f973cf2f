"""What other software is told of the law: an article as of a day, its history, who cites it. Never a guess.

The interface under `/api/v1/law/` and the assistants' interface give the same answers, from here.
"""

from dataclasses import dataclass
from datetime import date

from fazhi.law import cite, citers, library
from fazhi.law.cite import ArticleText, Existence
from fazhi.law.citers import Cited
from fazhi.law.errors import NotHeld, UnreadableCitation
from fazhi.law.library import EditionFacts, LawFacts
from fazhi.law.reference import WHOLE, Ref, as_ref, label
from fazhi.law.services.export import law_named
from fazhi.law.titles import short_title
from fazhi.law.vocabulary import EditionStatus

_SHORTEST = 2


@dataclass(frozen=True, slots=True)
class EditionTold:
    """An edition and its standing on the day asked about."""

    law: LawFacts
    facts: EditionFacts
    status: EditionStatus


@dataclass(frozen=True, slots=True)
class Stood:
    """An article in one edition; `text` is None when that edition has none of this number."""

    edition: EditionTold
    label: str
    text: str | None


def reference(law: str, article: str = "") -> Ref:
    """The place meant: a law's name and an article as people write it (60, 120-1, 第六十条, 第六十条第一款), or a whole
    citation in `law` alone.

    Raises UnreadableCitation.
    """
    name, place = law.strip(), article.strip()
    if not place:
        return as_ref(name if "#" in name or "《" in name else _bare(name))
    title = short_title(as_ref(name).law if "《" in name else name)
    if not title or "#" in title:
        raise UnreadableCitation(f"{law} {article}")
    return as_ref(f"《{title}》{place}" if place.startswith("第") else f"{title}#{place}")


def _bare(text: str) -> str:
    """行政处罚法第六十条 as 《行政处罚法》第六十条; a bare title is left for what it is."""
    title, mark, place = text.replace(" ", "").partition("第")
    return f"《{title}》第{place}" if mark and len(title) >= _SHORTEST else text


def article_on(ref: Ref, on: date) -> ArticleText:
    """The text of the place cited in the edition that applies on the day `on`.

    Raises NotHeld, saying which of these it is: no such law here, no edition of that day, no such article in it.
    """
    found = cite.resolve(ref, on) if ref.number != WHOLE else None
    if found is not None:
        return found
    if ref.number == WHOLE:
        law_named(ref.law)
        raise NotHeld(f"请写明《{ref.law}》的哪一条。")
    raise NotHeld(f"{label(ref)}在{on.isoformat()}：{why_none(ref, on)}。")


def why_none(ref: Ref, on: date) -> str:
    """Why there is no such text: the words of Existence; another day's edition is named when it has the article."""
    answer = cite.exists(ref, on)
    if answer is Existence.NO_EDITION:
        law = library.current().law(ref.law)
        held = "、".join(e.adopted_on.isoformat() for e in law.editions) if law else ""
        return f"{answer.label}；收入的文本：{held or '无'}"
    return answer.label


def editions(law: LawFacts, on: date) -> list[EditionTold]:
    """Every edition held, newest first, with its standing on the day."""
    return [EditionTold(law, edition, edition.status(on)) for edition in reversed(law.editions)]


def history(law: LawFacts, number: str, on: date) -> list[Stood]:
    """The article of that number in every edition held, newest first.

    It goes by the number: an article that was renumbered stands under its other number in older editions.

    Raises NotHeld when no edition has it.
    """
    held = library.current()
    texts = held.fetch((edition.id, number) for edition in law.editions)
    if not any(texts.values()):
        raise NotHeld(f"法规库收入的《{law.key}》各文本中都没有{label(Ref(law.key, number))}。")
    told = []
    for edition in editions(law, on):
        row = texts[edition.facts.id, number]
        told.append(Stood(edition, row.label if row else "", row.text if row else None))
    return told


def citing(law: LawFacts, number: str, on: date, *, shown_only: bool = True) -> list[Cited]:
    """What cites the article on the day, by kind."""
    return citers.citing(law, number, on=on, shown_only=shown_only)
