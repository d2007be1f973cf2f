"""The names under which the library's laws are cited: titles, titles cut short, customary short names.

A name is looked up by its `fold`, in which spaces, inner book marks and the state's name do not count. Names that may
stand without book marks are found from their end: the last three characters tell which lengths there are to try.
"""

import re
import tomllib
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from uuid import UUID

from fazhi.law import library
from fazhi.law.citing.characters import alike
from fazhi.law.library import LawFacts, Library

_DROPPED = re.compile(r"[\s、，·〈〉《》“”]|中华人民共和国")
_STATE = "中华人民共和国"
_ISSUER = re.compile(
    r"^(?:(?:最高人民法院|最高人民检察院|公安部|国家安全部|司法部|国务院办公厅|国务院|全国人民代表大会常务委员会|全国人民代表大会)[、，]?)+(?=关于|于)"
)
_APPLYING = re.compile(
    r"关于适用〈?(?P<law>[^〈〉]{2,30}?法典?)〉?(?P<part>.{0,20}?)(?:有关)?(?:若干)?(?:问题)?的(?:若干)?(?P<kind>解释|规定)(?P<nth>\([一二三四五六七八九十]+\))?$"
)
_TRYING = re.compile(
    r"关于(?:审理|办理)(?:涉及)?(?P<core>.{2,30}?)(?:纠纷)?(?:民事|刑事|行政)?(?:纠纷)?(?:案件)?(?:具体)?(?:适用|应用)?(?:法律)?(?:若干)?(?:问题)?的(?:若干)?(?P<kind>解释|规定)(?P<nth>\([一二三四五六七八九十]+\))?$"
)
_TRIAL = re.compile(r"\((?:试行|暂行)\)$")
_ENDS_LIKE_A_NAME = re.compile(
    r"(?:法|法典|条例|办法|规定|细则|规则|解释|决定|决议|修正案|安排|批复|意见|规范|通则|准则|章程)(?:\([^()]{1,8}\))?$"
)
# Shorter names mean too much else, unless they stand in book marks or before an article.
BARE_LEAST = 2
SURE_LEAST = 4


def fold(name: str) -> str:
    """What two ways of writing one title have in common."""
    return _DROPPED.sub("", alike(name))


class Names:
    """Names of one state of the library."""

    def __init__(self, held: Library) -> None:
        self.stamp: UUID | None = held.stamp
        self.laws: dict[str, LawFacts] = {}
        self.titles: set[str] = set()
        self._bare: dict[str, LawFacts] = {}
        self._lengths: dict[str, tuple[int, ...]] = {}
        self._read(held)

    def law(self, name: str) -> LawFacts | None:
        """The law that bears this name; None when none does, or several."""
        folded = fold(name)
        return self.laws.get(folded) or self.laws.get(_TRIAL.sub("", folded))

    @property
    def last_marks(self) -> set[str]:
        """The characters that names without book marks end in."""
        return {tail[-1] for tail in self._lengths}

    def numbered(self, number: str) -> LawFacts | None:
        """The law that came with this document number (文号); None when none or several did."""
        return None

    def ending(self, text: str, end: int, floor: int) -> tuple[int, LawFacts] | None:
        """The longest known name that ends at `end` and begins not before `floor`: where it begins, and the law."""
        lengths = self._lengths.get(text[end - 3 : end]) or self._lengths.get(text[end - 2 : end])
        for length in lengths or ():
            if end - length >= floor and (law := self._bare.get(text[end - length : end])):
                return end - length, law
        return None

    def _read(self, held: Library) -> None:
        laws = {law.id: law for law in held.laws.values()}
        claims: dict[str, set[int]] = {}
        derived: dict[str, set[int]] = {}
        bare: dict[str, int] = {}
        for law in laws.values():
            for own in (law.key, law.title):
                self.laws[fold(own)] = law
                bare[alike(own)] = law.id
            bare[alike(law.key).replace(f"〈{_STATE}", "〈")] = law.id
        for name, law in held.laws.items():
            claims.setdefault(fold(name), set()).add(law.id)
        self.titles = set(self.laws)
        for law in laws.values():
            for name in _derived(alike(law.key)):
                derived.setdefault(name, set()).add(law.id)
        # A title beats a customary name, and that one a name made by rule; what several laws may be called names none.
        chosen = {name: next(iter(ids)) for name, ids in derived.items() if len(ids) == 1}
        for key, names in _customary().items():
            if law := self.laws.get(fold(key)):
                chosen |= dict.fromkeys(names, law.id)
        for name, law_id in chosen.items():
            if self.laws.setdefault(fold(name), laws[law_id]).id == law_id:
                bare.setdefault(alike(name), law_id)
        for name, ids in claims.items():
            if len(ids) == 1:
                self.laws.setdefault(name, laws[next(iter(ids))])
        lengths: dict[str, set[int]] = {}
        for name, law_id in bare.items():
            if len(name) >= BARE_LEAST and _ENDS_LIKE_A_NAME.search(name) and law_id in laws:
                self._bare[name] = laws[law_id]
                lengths.setdefault(name[-3:], set()).add(len(name))
        for tail, found in list(lengths.items()):
            # A name of two characters ends any three that end in it.
            if len(tail) == 3:
                found |= lengths.get(tail[1:], set())
        self._lengths = {tail: tuple(sorted(found, reverse=True)) for tail, found in lengths.items()}


def _derived(key: str) -> Iterator[str]:
    """Names that courts and newspapers make of a title: 公司法司法解释（三）, 婚姻家庭编解释（一）."""
    yield key.replace("〈", "").replace("〉", "").replace(_STATE, "")
    if cut := _TRIAL.sub("", key).replace("〉", "〉"):
        yield cut
    short = _ISSUER.sub("", key)
    if short != key:
        yield short
        yield short.replace(f"〈{_STATE}", "〈")
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
        yield from _numbered(
            [found["core"], found["core"] + "案件", found["core"] + "纠纷"], found["nth"] or "", found["kind"]
        )


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
