"""Does every statutory element cite an article, and does the article exist on the days in question?"""

from collections.abc import Iterator
from datetime import date

from fazhi.kernel.errors import UnknownTerm
from fazhi.law import cite
from fazhi.law.cite import Existence
from fazhi.procedures.definition import HOUSE_PRACTICE, Definition
from fazhi.procedures.loading import DefinitionFault, Source
from fazhi.procedures.registry import Domain

Cited = tuple[tuple[str | int, ...], str, str]


def cited(d: Definition) -> Iterator[Cited]:
    """Every basis of a definition: where it stands, what it belongs to, and the citation."""
    for stage in d.stages.values():
        if stage.basis:
            yield ("stages", stage.key), stage.title, stage.basis
    for action in d.actions.values():
        if not action.universal:
            yield ("actions", action.key), action.title, action.basis
    for clock in d.clocks.values():
        yield ("clocks", clock.key), clock.title, clock.basis
        for pause in clock.pauses:
            yield ("clocks", clock.key, "pauses"), pause.title or clock.title, pause.basis
    for role in d.roles.values():
        if role.basis:
            yield ("roles", role.key), role.title, role.basis


def faults(source: Source, d: Definition, domain: Domain, today: date) -> list[DefinitionFault]:
    """Elements without a basis, citations of articles that do not exist, and days without a term in force.

    A law that the library does not hold is not called false; `unresolved` lists those.
    """
    found: list[DefinitionFault] = []
    days = sorted({today, *_turns(d, domain)})
    wanted: dict[str, list[Cited]] = {}
    for row in cited(d):
        at, title, basis = row
        if not basis:
            found.append(
                DefinitionFault(
                    source.path, source.line(*at), f"“{title}”没有写依据；属于内部做法的写 basis: none"
                )
            )
        for ref in basis.split():
            if ref != HOUSE_PRACTICE and "#" in ref:
                wanted.setdefault(ref, []).append(row)
    for day in days:
        existence = cite.existence_of(wanted, day)
        for ref, rows in wanted.items():
            if existence[cite.as_ref(ref)] is Existence.ABSENT:
                for at, title, _ in rows:
                    said = f"“{title}”引用的{cite.label(ref)}在{day}有效的文本里没有"
                    found.append(DefinitionFault(source.path, source.line(*at), said))
        for clock in d.clocks.values():
            try:
                domain.terms.term(clock.term, day)
            except UnknownTerm as error:
                found.append(DefinitionFault(source.path, source.line("clocks", clock.key), error.sentence))
    return list(dict.fromkeys(found))


def unresolved(d: Definition, today: date) -> list[str]:
    """Citations of laws that the library does not hold, as printed."""
    refs = {ref for _, _, basis in cited(d) for ref in basis.split() if "#" in ref}
    existence = cite.existence_of(refs, today)
    missing = [
        ref for ref in sorted(refs) if existence[cite.as_ref(ref)] in {Existence.NO_LAW, Existence.UNKNOWN}
    ]
    return [cite.label(ref) for ref in missing]


def _turns(d: Definition, domain: Domain) -> Iterator[date]:
    """Days from which a term of the definition has another length; the first of a term is when its law began."""
    used = {clock.term for clock in d.clocks.values()}
    begun = {
        key: min(e.valid_from for e in domain.terms if e.key == key) for key in used if key in domain.terms
    }
    latest = max(begun.values(), default=date.min)
    yield from (e.valid_from for e in domain.terms if e.key in used and e.valid_from >= latest)
