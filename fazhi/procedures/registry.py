"""Where domains plug in, and where definitions are found.

A domain calls `plug` once, when its app is ready. Definitions are read at first use from `<domain>/procedures/*.yaml`
and from overlay folders, checked against the schema, and kept by key.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

from django.db import models

from fazhi.kernel.errors import BadDefinition
from fazhi.kernel.terms import TermBook
from fazhi.kernel.words import Word
from fazhi.procedures.definition import Definition, parse
from fazhi.procedures.loading import FORMS, Source, read


@dataclass(frozen=True)
class Domain:
    """What a domain gives the engine.

    `rules` holds guards, checks, `when` rules and routes: pure functions of (facts, act). `effects` holds effects and
    what sub-matters are given. `links` names a domain's own pages of a matter: by procedure, label to address with
    `{id}`. `facts` maps a procedure's key to a loader (row, matter facts, day) → frozen facts.
    `contexts` holds one function a paper. `choices` maps names used in forms to Django choices.
    """

    name: str
    folder: Path
    terms: TermBook
    rules: ModuleType
    effects: ModuleType
    facts: Mapping[str, Callable[..., Any]]
    links: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    contexts: ModuleType | None = None
    choices: Mapping[str, type[models.TextChoices] | type[Word]] = field(default_factory=dict)


_domains: dict[str, Domain] = {}


def plug(domain: Domain) -> None:
    """Make a domain known. Called from its app's `ready`; plugging the same name again replaces it."""
    _domains[domain.name] = domain
    reset()


def reset() -> None:
    """Forget what was read, so that definitions are read again at next use."""
    sources.cache_clear()
    _source.cache_clear()
    definitions.cache_clear()
    _owners.cache_clear()


def domains() -> Iterable[Domain]:
    """Every domain that was plugged in, by name."""
    return (_domains[name] for name in sorted(_domains))


@cache
def sources() -> tuple[tuple[Path, Domain], ...]:
    """Every definition file with the domain that owns it."""
    return tuple(
        (path, domain)
        for domain in domains()
        for path in sorted((domain.folder / "procedures").glob("*.yaml"))
        if not path.name.endswith(FORMS)
    )


@cache
def _source(path: Path) -> Source:
    return read(path)


@cache
def definitions() -> Mapping[str, Definition]:
    """Every procedure by key, as its domain wrote it.

    Raises BadDefinition when two files claim one key, a file breaks the schema, or a definition cannot be carried out
    from beginning to end: then every fault is told with file and line.
    """
    # The proof knows domains, which are described here.
    from fazhi.procedures import proof

    found: dict[str, Definition] = {}
    for path, _ in sources():
        definition = parse(_source(path).body)
        if definition.key in found:
            raise BadDefinition(f"程序 {definition.key} 在两个文件里都有定义：{path.name}")
        found[definition.key] = definition
    faults = [
        fault
        for path, domain in sources()
        for fault in proof.unsound(_source(path), found[_source(path).body["key"]], domain, found)
    ]
    if faults:
        raise BadDefinition("\n".join(str(fault) for fault in faults))
    return found


@cache
def _owners() -> Mapping[str, Domain]:
    return {_source(path).body["key"]: domain for path, domain in sources()}


def domain_of(procedure: str) -> Domain:
    """The domain that owns a procedure. Raises BadDefinition for a procedure nobody owns."""
    try:
        return _owners()[procedure]
    except KeyError:
        raise BadDefinition(f"没有名为 {procedure} 的程序") from None


def rule(domain: Domain, name: str) -> Callable[..., Any]:
    """A guard, check, `when` rule or route by name. Raises BadDefinition when the domain has none."""
    found = getattr(domain.rules, name, None)
    if found is None:
        raise BadDefinition(f"{domain.name} 的 rules 里没有 {name}")
    return found  # type: ignore[no-any-return]


def effect(domain: Domain, name: str) -> Callable[..., Any]:
    """An effect, or what a sub-matter is given, by name. Raises BadDefinition when the domain has none."""
    found = getattr(domain.effects, name, None)
    if found is None:
        raise BadDefinition(f"{domain.name} 的 effects 里没有 {name}")
    return found  # type: ignore[no-any-return]
