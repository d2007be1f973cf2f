"""The words of slots: `lexicon.yaml` compiled, one expression a slot."""

import re
from functools import cache
from pathlib import Path

import yaml

_REFERENCE = re.compile(r"\{([^{}0-9,][^{}]*)\}")
_FILE = Path(__file__).with_name("lexicon.yaml")


@cache
def slots() -> dict[str, str]:
    """Every slot as the source of an expression: its words, longest first, and what begins with `re:` as it stands."""
    with _FILE.open(encoding="utf-8") as source:
        raw: dict[str, list[str]] = yaml.safe_load(source)
    made: dict[str, str] = {}
    for name, words in raw.items():
        plain = sorted((w for w in words if not w.startswith("re:")), key=lambda w: (-len(w), w))
        regular = [w[3:] for w in words if w.startswith("re:")]
        made[name] = "|".join([*(_filled(w, made) for w in regular), *map(re.escape, plain)])
    return made


def _filled(source: str, made: dict[str, str]) -> str:
    """References to slots defined before, filled in: `{外地}`, and `{必须|另}` for a slot and words beside it."""
    return _REFERENCE.sub(lambda match: f"(?:{_choice(match[1], made)})", source)


def _choice(names: str, made: dict[str, str]) -> str:
    if "|" not in names:
        return made[names]
    return "|".join(made.get(name) or re.escape(name) for name in names.split("|"))


@cache
def expression(source: str) -> re.Pattern[str]:
    """A token of a pattern compiled: `{slot}` references and alternatives. Raises KeyError for an unknown slot."""
    return re.compile(_filled(source, slots()))
