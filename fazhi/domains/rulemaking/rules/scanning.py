"""The rules of the catalogue over the sentences of a draft."""

import re
from collections.abc import Iterable, Iterator
from functools import cache

from fazhi.domains.rulemaking.rules import vetoes
from fazhi.domains.rulemaking.rules.catalogue import RuleSpec, sentence_rules
from fazhi.domains.rulemaking.rules.findings import Finding
from fazhi.domains.rulemaking.rules.lexicon import expression
from fazhi.domains.rulemaking.rules.patterns import Match, Words, find
from fazhi.domains.rulemaking.rules.sentences import Sentence, segment, sentences
from fazhi.domains.rulemaking.vocabulary import Level
from fazhi.kernel.structure import Structure

# Rules whose words also describe offences of officials.
_OFFENCES = ("competition.", "burden.", "power.fee", "power.deposit", "power.delegation")


def scan(structure: Structure, level: Level) -> Iterator[Finding]:
    """Findings of every sentence, in the order of the text; at most one for each rule and sentence."""
    rules = [rule for rule in sentence_rules() if level in rule.levels]
    seen: dict[tuple[str, str, str], list[tuple[RuleSpec, Match]]] = {}
    for sentence in sentences(structure):
        if sentence.is_heading:
            continue
        # The same words in the same place of a list say the same: repeated texts cost one look.
        key = (sentence.words, sentence.before, sentence.lead)
        found = seen.get(key)
        if found is None:
            found = seen[key] = list(_matches(sentence, rules))
        for rule, match in found:
            yield _finding(structure, sentence, rule, match)


def _matches(sentence: Sentence, rules: Iterable[RuleSpec]) -> Iterator[tuple[RuleSpec, Match]]:
    words = Words(sentence.words)
    lawful: bool | None = None
    for rule in rules:
        match = _first(rule, sentence, words)
        if match is None:
            continue
        if rule.lawful:
            lawful = vetoes.is_lawful(sentence) if lawful is None else lawful
            if lawful:
                continue
        yield rule, match


def _first(rule: RuleSpec, sentence: Sentence, words: Words) -> Match | None:
    excused: bool | None = None
    for pattern in rule.patterns:
        for match in find(pattern, words):
            if (
                vetoes.is_quoted(sentence, match.start, match.end)
                or vetoes.is_definition(sentence, match.start)
                or vetoes.is_negated(sentence, match.start)
                or (rule.key.startswith(_OFFENCES) and vetoes.is_offence(sentence, match.end))
            ):
                continue
            if excused is None:
                excused = any(one.search(sentence.context) for one in _excuses(rule.key, rule.unless))
            if excused:
                return None
            return match
    return None


@cache
def _excuses(key: str, unless: tuple[str, ...]) -> tuple[re.Pattern[str], ...]:
    return tuple(expression(one) for one in unless)


def _finding(structure: Structure, sentence: Sentence, rule: RuleSpec, match: Match) -> Finding:
    start, end = sentence.place(*segment(sentence.words, match.start, match.end))
    return Finding(
        rule.key,
        rule.title,
        structure.label(sentence.node),
        start,
        end,
        structure.text[start:end],
        rule.basis,
        rule.severity,
        rule.advice,
    )
