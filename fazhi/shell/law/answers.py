"""What other software is told of the law: an article as of a day, its history, who cites it. Never a guess.

The interface under `/api/v1/law/` and the assistants' interface give the same answers, from here.
"""

from dataclasses import dataclass
from datetime import date

from fazhi.law import cite, citers, library
from fazhi.law.article_history import history_of
from fazhi.law.cite import ArticleText, Existence
from fazhi.law.citers import Cited
from fazhi.law.editions import law_named
from fazhi.law.errors import NotHeld, UnreadableCitation
from fazhi.law.library import EditionFacts, LawFacts
from fazhi.law.reference import WHOLE, Ref, as_ref, label
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
    """An article in one edition under the number it had there; `text` is None when that edition has no such article.

    `change` says in words what the step from the edition before did to it.
    """

    edition: EditionTold
    number: str
    label: str
    text: str | None
    change: str


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
    """The article that bears the number in the edition of the day, through every edition held, newest first.

    It is followed by its words, so that in other editions it may stand under another number. Where the edition of the
    day has none of that number, the newest that has one is gone out from.

    Raises NotHeld when no edition has it.
    """
    held = library.current()
    nearest = law.edition_nearest(on)
    order = [*([nearest] if nearest else []), *reversed(law.editions)]
    shown = next((edition for edition in order if edition.has(number)), None)
    if shown is None:
        raise NotHeld(f"法规库收入的《{law.key}》各文本中都没有{label(Ref(law.key, number))}。")
    past = history_of(law.key, shown.id, number, on)
    if not past:
        row = held.text(shown.id, number)
        told = EditionTold(law, shown, shown.status(on))
        return [Stood(told, number, row.label if row else "", row.text if row else None, "")]
    texts = held.fetch((one.edition.id, one.number) for one in past if one.number)
    return [
        Stood(
            EditionTold(law, one.edition, one.status),
            one.number,
            one.label,
            row.text if (row := texts.get((one.edition.id, one.number))) else None,
            one.words,
        )
        for one in past
    ]


def citing(law: LawFacts, number: str, on: date, *, shown_only: bool = True) -> list[Cited]:
    """What cites the article on the day, by kind."""
    return citers.citing(law, number, on=on, shown_only=shown_only)
