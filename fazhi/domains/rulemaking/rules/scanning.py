"""The rules of the catalogue over the sentences of a draft."""

import re
from collections.abc import Iterable, Iterator
from functools import cache

from fazhi.domains.rulemaking.rules import vetoes
from fazhi.domains.rulemaking.rules.catalogue import RuleSpec, sentence_rules
from fazhi.domains.rulemaking.rules.findings import Finding
from fazhi.domains.rulemaking.rules.lexicon import expression
from fazhi.domains.rulemaking.rules.patterns import Match, Page, find
from fazhi.domains.rulemaking.rules.sentences import Sentence, segment, sentences
from fazhi.domains.rulemaking.vocabulary import Level
from fazhi.kernel.structure import Kind, Structure

# So many sentences are looked at together.
BATCH = 4000
_REPORT = re.compile(r"(?:报告|总结|汇报|讲话|公报|说明|年报|综述|纪实|解读)(?:[（(][^）)]*[）)])?$")
# Rules whose words also describe offences of officials.
_OFFENCES = ("competition.", "burden.", "power.fee", "power.deposit", "power.delegation")


def scan(structure: Structure, level: Level) -> Iterator[Finding]:
    """Findings of every sentence, in the order of the text; at most one for each rule and sentence."""
    if orders_nothing(structure):
        return
    rules = [rule for rule in sentence_rules() if level in rule.levels]
    # The same words in the same place of a list say the same: repeated texts cost one look.
    known: dict[tuple[str, str, str], list[tuple[RuleSpec, Match]]] = {}
    batch: list[Sentence] = []
    for sentence in sentences(structure):
        if not sentence.is_heading:
            batch.append(sentence)
        if len(batch) >= BATCH:
            yield from _batch(structure, batch, rules, known)
            batch = []
    yield from _batch(structure, batch, rules, known)


def _batch(
    structure: Structure,
    batch: list[Sentence],
    rules: list[RuleSpec],
    known: dict[tuple[str, str, str], list[tuple[RuleSpec, Match]]],
) -> Iterator[Finding]:
    fresh = {key: sentence for sentence in batch if (key := _key(sentence)) not in known}
    for key in fresh:
        known[key] = []
    for key, rule, match in _matches(list(fresh.items()), rules):
        known[key].append((rule, match))
    for sentence in batch:
        for rule, match in known[_key(sentence)]:
            yield _finding(structure, sentence, rule, match)


def _key(sentence: Sentence) -> tuple[str, str, str]:
    return sentence.words, sentence.before, sentence.lead


def orders_nothing(structure: Structure) -> bool:
    """Whether the text is a report or a speech: it tells what was done."""
    titles = [structure.own(node) for node in structure.of_kind(Kind.TITLE)][:2]
    return any(_REPORT.search(title) for title in titles)


def _matches(
    fresh: list[tuple[tuple[str, str, str], Sentence]], rules: Iterable[RuleSpec]
) -> Iterator[tuple[tuple[str, str, str], RuleSpec, Match]]:
    page = Page([sentence.words for _, sentence in fresh])
    lawful: dict[int, bool] = {}
    for rule in rules:
        settled: set[int] = set()
        for pattern in rule.patterns:
            for n, match in find(pattern, page):
                if n in settled:
                    continue
                sentence = fresh[n][1]
                if _is_excused(rule, sentence, match):
                    continue
                settled.add(n)
                if rule.lawful and n not in lawful:
                    lawful[n] = vetoes.is_lawful(sentence)
                if rule.lawful and lawful[n]:
                    continue
                if not any(one.search(sentence.context) for one in _excuses(rule.key, rule.unless)):
                    yield fresh[n][0], rule, match


def _is_excused(rule: RuleSpec, sentence: Sentence, match: Match) -> bool:
    return (
        vetoes.is_quoted(sentence, match.start, match.end)
        or vetoes.is_forbidden_within(sentence, match.parts)
        or vetoes.is_definition(sentence, match.start)
        or vetoes.is_negated(sentence, match.start, match.end)
        or (rule.key.startswith(_OFFENCES) and vetoes.is_offence(sentence, match.end))
        or (rule.key.startswith("competition.") and vetoes.is_named(sentence, match.end))
    )


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
