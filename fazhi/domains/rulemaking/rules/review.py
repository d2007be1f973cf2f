"""All rules that need nothing but the text."""

from fazhi.domains.rulemaking.rules import clashes, durations, issuers, numbering, references
from fazhi.domains.rulemaking.rules.findings import Finding
from fazhi.domains.rulemaking.rules.levels import level_of
from fazhi.domains.rulemaking.rules.scanning import scan
from fazhi.domains.rulemaking.vocabulary import Level
from fazhi.kernel.structure import Structure


def review(structure: Structure, level: Level | None = None) -> list[Finding]:
    """Findings in the order of the text. `level` says what the text is when it does not show it itself."""
    kind = level or level_of(structure)
    found = [*scan(structure, kind), *numbering.check(structure), *durations.check(structure, kind)]
    # Laws count and refer for themselves; their editors know 之一 and cross-references of a hundred chapters.
    found += references.check(structure)
    if kind is Level.DOCUMENT:
        found += [*clashes.check(structure), *issuers.check(structure)]
    return sorted(found, key=lambda one: (one.start, one.end, one.rule))
