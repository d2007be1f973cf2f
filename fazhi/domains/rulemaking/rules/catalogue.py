"""The rules that look at sentences: `catalogue/*.yaml`, read once and checked while being read."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from fazhi.domains.rulemaking.rules.lexicon import expression
from fazhi.domains.rulemaking.rules.patterns import compiled, variants
from fazhi.domains.rulemaking.vocabulary import Level, Severity
from fazhi.kernel.errors import BadDefinition

_FOLDER = Path(__file__).with_name("catalogue")
_FIELDS = {"key", "title", "basis", "severity", "advice", "levels", "lawful", "patterns", "unless"}
# 公平竞争审查条例第二条: drafts of laws and administrative regulations are examined too, but not with this tool.
_ALL_BELOW = (Level.DOCUMENT, Level.RULE, Level.LOCAL_REGULATION)


@dataclass(frozen=True, slots=True)
class RuleSpec:
    """A rule: what it is called, on what it rests, for which texts, what it looks for and what excuses.

    `lawful`: a sentence that rests on a named law or on 依法 is excused. `unless`: expressions that excuse when one
    stands in the sentence or in what leads to it.
    """

    key: str
    title: str
    basis: tuple[str, ...]
    severity: Severity
    advice: str
    levels: frozenset[Level]
    lawful: bool = False
    patterns: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()


@cache
def sentence_rules() -> tuple[RuleSpec, ...]:
    """Every rule of the catalogue. Raises BadDefinition for a rule that is not well formed."""
    found: dict[str, RuleSpec] = {}
    for path in sorted(_FOLDER.glob("*.yaml")):
        with path.open(encoding="utf-8") as source:
            for raw in yaml.safe_load(source):
                rule = _read(raw, path.name)
                if rule.key in found:
                    raise BadDefinition(f"{path.name}：规则“{rule.key}”重复。")
                found[rule.key] = rule
    return tuple(found.values())


def _read(raw: dict[str, Any], where: str) -> RuleSpec:
    key = str(raw.get("key", ""))
    unknown = set(raw) - _FIELDS
    if not key or unknown or not raw.get("basis") or not raw.get("advice"):
        raise BadDefinition(f"{where}：规则“{key}”缺少必要内容，或者有不认识的字段：{sorted(unknown)}。")
    try:
        patterns = tuple(dict.fromkeys(one for p in raw["patterns"] for one in variants(str(p))))
        for pattern in patterns:
            compiled(pattern)
        unless = tuple(str(one) for one in raw.get("unless", ()))
        for one in unless:
            expression(one)
        return RuleSpec(
            key,
            str(raw["title"]),
            tuple(raw["basis"]),
            Severity(raw["severity"]),
            str(raw["advice"]),
            frozenset(Level(one) for one in raw.get("levels", _ALL_BELOW)),
            bool(raw.get("lawful", False)),
            patterns,
            unless,
        )
    except (KeyError, ValueError) as error:
        raise BadDefinition(f"{where}：规则“{key}”不能读取：{error}。") from error
