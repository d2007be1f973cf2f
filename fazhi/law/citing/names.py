"""The names under which the library's laws are cited: those that the library knows, and customary short names.

A name is looked up by its `fold`, in which spaces, inner book marks and the state's name do not count. Names that may
stand without book marks are found from their end: the last three characters tell which lengths there are to try. Where
several laws bear a name, that one is meant which applies on the day; if several do, none.
"""

import re
import tomllib
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from pathlib import Path
from uuid import UUID

from fazhi.law import library
from fazhi.law.citing.characters import alike
from fazhi.law.library import LawFacts, Library, NamedLaw
from fazhi.law.vocabulary import NameKind

_STATE = "中华人民共和国"
_DROPPED = re.compile(r"[\s、，·〈〉《》“”]|中华人民共和国")
_COURTS = re.compile(r"^(?:(?:最高人民法院|最高人民检察院|公安部|司法部)、?)+(?=关于|于)")
_NTH = r"(?P<nth>\([一二三四五六七八九十]+\))?$"
_APPLYING = re.compile(
    r"关于适用〈?(?P<law>[^〈〉]{2,30}?法典?)〉?(?P<part>.{0,20}?)(?:有关)?(?:若干)?(?:问题)?的(?:若干)?(?P<kind>解释|规定)"
    + _NTH
)
_TRYING = re.compile(
    r"关于(?:审理|办理)(?:涉及)?(?P<core>.{2,30}?)(?:纠纷)?(?:民事|刑事|行政)?(?:纠纷)?(?:案件)?(?:具体)?(?:适用|应用)?(?:法律)?"
    r"(?:若干)?(?:问题)?的(?:若干)?(?P<kind>解释|规定)" + _NTH
)
_TRIAL = re.compile(r"\((?:试行|暂行)\)$")
_LIKE_A_NAME = re.compile(
    r"(?:法|法典|条例|办法|规定|细则|规则|解释|决定|决议|修正案|安排|批复|意见|规范|通则|准则|章程)(?:\([^()]{1,8}\))?$"
)
_SHORTEST = 2
_TITLES = (NameKind.KEY, NameKind.TITLE, NameKind.FORM)


def fold(name: str) -> str:
    """What two ways of writing one title have in common."""
    return _DROPPED.sub("", alike(name))


class Names:
    """Names of one state of the library."""

    def __init__(self, held: Library) -> None:
        self.stamp: UUID | None = held.stamp
        self._held = held
        self._laws: dict[str, tuple[LawFacts, ...]] = {}
        self._bare: set[str] = set()
        self._lengths: dict[str, tuple[int, ...]] = {}
        self._read()
        self._index()
        # The characters that names without book marks end in, each with those that may stand before it there.
        self.last_marks = self._last_marks()
        # Patterns that a scanner has made of them.
        self.patterns: dict[tuple[tuple[tuple[str, str], ...], bool], re.Pattern[str]] = {}

    def law(self, name: str, on: date) -> LawFacts | None:
        """The law that bears this name on a day; None when none does, or several."""
        folded = fold(name)
        those = self._laws.get(folded) or self._laws.get(_TRIAL.sub("", folded), ())
        if len(those) > 1:
            those = tuple(law for law in those if law.edition_on(on)) or those
        if len(those) > 1 and all(fold(law.key) == folded for law in those):
            # One law that its sources write differently.
            return max(
                those, key=lambda law: (alike(law.key) == alike(name), [e.adopted_on for e in law.editions])
            )
        return those[0] if len(those) == 1 else None

    def numbered(self, number: str) -> LawFacts | None:
        """The law that came with this document number (文号); None when none or several did."""
        laws = {law.id: law for law, _ in self._held.numbered(number)}
        return next(iter(laws.values())) if len(laws) == 1 else None

    def ending(self, text: str, end: int, floor: int, on: date) -> tuple[int, LawFacts] | None:
        """The longest known name that ends at `end` and begins not before `floor`: where it begins, and the law."""
        lengths = self._lengths.get(text[end - 3 : end]) or self._lengths.get(text[end - 2 : end])
        for length in lengths or ():
            start = end - length
            if start >= floor and text[start:end] in self._bare and (law := self.law(text[start:end], on)):
                return start, law
        return None

    def _last_marks(self) -> dict[str, set[str]]:
        made: dict[str, set[str]] = {}
        for tail in self._lengths:
            made.setdefault(tail[-1], set()).add(tail[-2])
        return made

    def _read(self) -> None:
        """Titles first, then what texts define, then custom, then what rules make; a surer name keeps others out."""
        laws = {law.id: law for law in self._held.laws.values()}
        for kinds in (_TITLES, (NameKind.DEFINED,)):
            self._add((name, one.law) for name, one in self._named(kinds))
        by_title = {fold(law.key): law for law in laws.values()}
        custom = _customary()
        self._add(
            (n, by_title[fold(key)]) for key, names in custom.items() if fold(key) in by_title for n in names
        )
        self._add((name, one.law) for name, one in self._named((NameKind.RULE,)))
        self._add((name, law) for law in laws.values() for name in _derived(alike(law.key)))

    def _named(self, kinds: tuple[NameKind, ...]) -> Iterator[tuple[str, NamedLaw]]:
        for name, those in self._held.names.items():
            for one in those:
                if one.kind in kinds:
                    yield name, one

    def _add(self, pairs: Iterator[tuple[str, LawFacts]]) -> None:
        found: dict[str, dict[int, LawFacts]] = {}
        for name, law in pairs:
            folded = fold(name)
            if folded in self._laws:
                if any(law.id == held.id for held in self._laws[folded]):
                    self._bare.add(alike(name))
                continue
            found.setdefault(folded, {})[law.id] = law
            self._bare.add(alike(name))
            self._bare.add(alike(name).replace(f"〈{_STATE}", "〈"))
        self._laws |= {folded: tuple(those.values()) for folded, those in found.items()}

    def _index(self) -> None:
        self._bare = {n for n in self._bare if len(n) >= _SHORTEST and _LIKE_A_NAME.search(n)}
        lengths: dict[str, set[int]] = {}
        for name in self._bare:
            lengths.setdefault(name[-3:], set()).add(len(name))
        for tail, found in lengths.items():
            if len(tail) == 3:  # a name of two characters ends any three that end in it
                found |= lengths.get(tail[1:], set())
        self._lengths = {tail: tuple(sorted(found, reverse=True)) for tail, found in lengths.items()}


def _derived(key: str) -> Iterator[str]:
    """Names that courts and newspapers make of a title, beyond the library's: 公司法司法解释三, 婚姻家庭编解释（一）."""
    yield key.replace("〈", "").replace("〉", "").replace(_STATE, "")
    short = _COURTS.sub("", key)
    if short != key:
        yield short
        yield short.replace("〈", "").replace("〉", "").replace(_STATE, "")
        yield short.removeprefix("关于")
    if found := _APPLYING.search(key):
        law = found["law"].removeprefix(_STATE)
        part = found["part"].removesuffix("有关").strip()
        heads = [law + part] + [name + part for name in _customary().get(law, ())]
        if law == "民法典" and part.endswith(("编", "编通则", "制度")):
            heads.append(part)
        yield from _numbered(heads, found["nth"] or "", found["kind"])
    elif found := _TRYING.search(key):
        core = found["core"]
        yield from _numbered([core, core + "案件", core + "纠纷"], found["nth"] or "", found["kind"])


def _numbered(heads: list[str], nth: str, kind: str) -> Iterator[str]:
    for head in heads:
        for word in ("司法解释", kind):
            yield f"{head}{word}{nth}"
            yield f"{head}的{word}{nth}"
            if nth:
                yield f"{head}{word}{nth[1:-1]}"


@lru_cache(maxsize=1)
def _customary() -> dict[str, list[str]]:
    return tomllib.loads((Path(__file__).parent / "aliases.toml").read_text(encoding="utf-8"))


# One table for the process, made anew when the library has changed.
_held: dict[str, Names] = {}


def current() -> Names:
    """The names of the library as it is now."""
    held = library.current()
    names = _held.get("names")
    if names is None or names.stamp != held.stamp:
        names = _held["names"] = Names(held)
    return names
