"""Read a report: its figures, how they stand to each other, and what the text itself shows to be wrong."""

import re
from collections.abc import Iterator
from decimal import Decimal

from fazhi.domains.programme.rules.report import head
from fazhi.domains.programme.rules.report.changes import changes
from fazhi.domains.programme.rules.report.figures import figure
from fazhi.domains.programme.rules.report.listings import Listing, listings
from fazhi.domains.programme.rules.report.orders import orders
from fazhi.domains.programme.rules.report.ratios import ratios
from fazhi.domains.programme.rules.report.sentences import Sentence, sentences
from fazhi.domains.programme.rules.report.shapes import Figure, Relation, Report, ReportFault
from fazhi.domains.programme.rules.report.sums import sums
from fazhi.domains.programme.vocabulary import RelationKind
from fazhi.kernel.quantities import Quantity, folded, quantities

_SAID = 240
_BODY_YEAR = re.compile(r"(?:现将|现就)[^。\n]{0,40}?((?:19|20)\d\d)年(?:度)?[^。\n]{0,40}?(?:报告|汇报)如下")


def read_report(text: str) -> Report:
    """The report that a text holds. Never fails; takes time in proportion to the length of the text.

    Basis: none (house practice)
    """
    source = folded(text)
    lists = listings(source)
    found = _with_claims(quantities(text), lists)
    title = head.title(text)
    heading = head.source_title(text) or title
    year = head.year(text, heading)
    figures: list[Figure] = []
    relations: list[Relation] = []
    for sentence in sentences(source, found):
        for count in sentence.counts:
            said = source[max(sentence.start, count.quantity.start - _SAID) : count.quantity.start]
            figures.append(figure(text, count, said, year))
        relations += _of_sentence(source, sentence)
    relations += _of_lists(found, lists)
    relations.sort(key=lambda r: (min(r.figures), r.kind.value))
    return Report(
        title=title,
        organ=head.organ(text, heading),
        year=year,
        figures=tuple(figures),
        relations=tuple(relations),
        faults=(*_years(text, title), *_broken(figures, relations)),
    )


def _with_claims(found: tuple[Quantity, ...], lists: list[Listing]) -> tuple[Quantity, ...]:
    """The quantities, and the claims of lists among them: a list beside it shows that 三项 counts."""
    taken = {q.at for q in found}
    more = [
        Quantity(one.at, one.to, one.at, one.to, Decimal(one.claimed), one.unit)
        for one in lists
        if one.at not in taken and one.kind is RelationKind.COUNT
    ]
    return tuple(sorted((*found, *more), key=lambda q: q.at)) if more else found


def _of_sentence(source: str, sentence: Sentence) -> Iterator[Relation]:
    summed = list(sums(source, sentence))
    rated = list(ratios(source, sentence))
    changed = list(changes(source, sentence))
    yield from summed
    yield from rated
    yield from changed
    parts = {index for one in summed for index in one.figures[1:]}
    pairs = [(one.figures[0], one.figures[1]) for one in rated if one.holds]
    yield from orders(source, sentence, parts, pairs)


def _of_lists(found: tuple[Quantity, ...], lists: list[Listing]) -> Iterator[Relation]:
    places = {q.at: n for n, q in enumerate(found)}
    for one in lists:
        if one.at in places:
            yield Relation(
                one.kind, (places[one.at],), str(one.claimed), str(one.listed), one.holds, one.explain
            )


def _years(text: str, title: str) -> Iterator[ReportFault]:
    """The year of the title against the one that the opening words announce."""
    named = head.years_in(title)
    told = _BODY_YEAR.search(text, 0, 3000)
    if len(named) == 1 and told and told[1] != named[0]:
        yield ReportFault(
            "year",
            f"标题为{named[0]}年，正文却说报告{told[1]}年的情况。",
            told.start(1),
            told.end(1),
            told[1],
        )


def _broken(figures: list[Figure], relations: list[Relation]) -> Iterator[ReportFault]:
    for one in relations:
        if not one.holds:
            places = [figures[n] for n in one.figures]
            first = min(f.start for f in places)
            last = max(f.end for f in places)
            yield ReportFault(one.kind.value, one.explain, first, last, places[0].text)
