"""Citations of a text, one after another: scanned, resolved, checked."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import groupby

from fazhi.law import library
from fazhi.law.citing import names, quotes
from fazhi.law.citing.characters import alike
from fazhi.law.citing.citation import Citation
from fazhi.law.citing.outline import outline
from fazhi.law.citing.points import Place
from fazhi.law.citing.resolver import Found, Resolver
from fazhi.law.citing.scanner import Scanner
from fazhi.law.citing.shelf import shelf_of
from fazhi.law.citing.standing import Standing, Target, Verdict
from fazhi.law.models import LibraryImport


def citations(
    source: str, *, on: date | None = None, own_law: str | None = None, today: date | None = None
) -> Iterator[Citation]:
    """Every citation in a text, in order of place; see `find_citations`."""
    now = today or _library_day() or on or date.min
    known = names.current()
    shelf = shelf_of(known.stamp)
    standing = Standing(on or now, now, shelf)
    text = alike(source)
    own = outline(text, source, known, shelf, standing.on, own_law)
    closed = quotes.pairs(text)
    tokens = Scanner(text, source, known, standing.on, is_law_text=own.is_law_text).tokens()
    found = Resolver(text, own, standing, closed).found(tokens)
    for _, run in groupby(found, key=lambda one: one.group):
        group = list(run)
        cited = [_citation(source, one, standing.verdict(one.target, one.place)) for one in group]
        place = quotes.after(text, max(one.end for one in group), closed)
        if place is not None:
            _quote(source, place, group, cited, standing)
        yield from cited


def _citation(source: str, found: Found, verdict: Verdict) -> Citation:
    law, place = found.target.law, found.place
    return Citation(
        start=found.start,
        end=found.end,
        text=source[found.start : found.end],
        law=law.title if law else found.target.name,
        edition=verdict.edition.adopted_on if verdict.edition else None,
        article=place.article,
        paragraph=_printed(place.paragraph),
        item=_printed(place.item),
        sub=_printed(place.sub),
        status=verdict.status,
        current=verdict.current,
        law_id=law.id if law else None,
        edition_id=verdict.edition.id if verdict.edition else None,
    )


def _printed(number: int) -> str:
    return str(number) if number else ""


def _quote(
    source: str, place: tuple[int, int], group: list[Found], cited: list[Citation], standing: Standing
) -> None:
    """Put the quotation to the citation it fits best, the last one when it fits none."""
    best: tuple[int, int] | None = None
    for at in range(len(group) - 1, max(-1, len(group) - 6), -1):
        words = _words(group[at].target, group[at].place, standing)
        if words is None:
            continue
        made = quotes.quote(source, place, words)
        score = 0 if made.is_same else 1 + len(made.differences)
        if best is None or score < best[0]:
            best = (score, at)
            cited[at] = replace(cited[at], quote=made)
    if best is not None:
        for at, one in enumerate(cited):
            if at != best[1] and one.quote is not None:
                cited[at] = replace(one, quote=None)


def _words(target: Target, place: Place, standing: Standing) -> str | None:
    text = standing.text(target)
    return text.part(place) if text and place.article else None


def _library_day() -> date | None:
    """The day up to which the library is known to be kept: that of its newest import."""
    done = LibraryImport.objects.order_by("-id").values_list("done_at", flat=True).first()
    return done.date() if done else None


def ready() -> bool:
    """Whether there is a library to check against."""
    return library.current().is_loaded
