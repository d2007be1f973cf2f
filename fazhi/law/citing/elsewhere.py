"""Names that the library's texts know although it does not hold the laws: cited by them, or repealed by them.

A name found here is never called false. One that no text names, and that by its form would be a law of the National
People's Congress, of which the library holds every one, is.
"""

import re
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from fazhi.law import library
from fazhi.law.citing.names import fold
from fazhi.law.dates import read_day
from fazhi.law.library import EditionFacts, LawFacts, Library
from fazhi.law.models import Article
from fazhi.law.vocabulary import Level

# The National People's Congress counts somewhat over 300 laws in force, the State Council some 600 regulations. A library
# with fewer of a level holds a part of it only, and cannot tell what does not exist.
WHOLE_FROM = {Level.LAW: 280, Level.ADMINISTRATIVE_REGULATION: 560}

_TITLE = re.compile(r"《((?:[^《》\n]|《[^《》\n]{1,60}》){2,80})》")
_REPEALED = re.compile(r"[^。；\n]{0,2000}(?:同时|一并|即行|予以)?废止")
_PART = re.compile(r"》(?:第|中|的第)")
_FROM = re.compile(r"自.{4,14}?日?起(?:施行|实施|生效)")
_NATIONAL = re.compile(r"^[^()]{1,28}?(?<!办)(?<!方)(?<!做)(?:法|法典)$")
_STATE_REGULATION = re.compile(r"^[^()]{2,28}条例$")
_OF_A_PLACE = re.compile(
    r"省|市|县|自治区|自治州|特区|香港|澳门|台湾|台北|联合国|国际|欧盟|欧洲|[德美英法日韩俄]国|日本|俄罗斯|苏联|瑞士|瑞典|意大利|荷兰|加拿大|澳大利亚"
    r"|新加坡|印度|希腊|罗马|普通法|衡平法|判例|草案|模范|示范|学|论|概论|教程"
)


@dataclass(frozen=True, slots=True)
class Repeal:
    """That a law not held here was repealed: by which law, in which edition, from which day."""

    law: LawFacts
    edition: EditionFacts
    day: date


@dataclass(slots=True)
class Elsewhere:
    """Names cited in the library's texts, and repeals, by `fold`."""

    stamp: UUID | None
    cited: set[str] = field(default_factory=set)
    repeals: dict[str, Repeal] = field(default_factory=dict)
    held: dict[str, int] = field(default_factory=dict)

    def knows(self, name: str) -> bool:
        """Whether some text names a law of this name."""
        folded = fold(name)
        return folded in self.repeals or folded in self.cited

    def repeal(self, *names: str) -> Repeal | None:
        """The repeal of the law of one of these names, or None when no text tells of one."""
        return next((found for name in names if (found := self.repeals.get(fold(name)))), None)

    def is_false(self, name: str) -> bool:
        """Whether there is no law of this name, as far as a library that holds the whole level can tell."""
        folded = fold(name)
        if folded in self.cited or _OF_A_PLACE.search(folded):
            return False
        if _NATIONAL.match(folded):
            return self.held.get(Level.LAW, 0) >= WHOLE_FROM[Level.LAW]
        if name.startswith("中华人民共和国") and _STATE_REGULATION.match(folded):
            return (
                self.held.get(Level.ADMINISTRATIVE_REGULATION, 0)
                >= WHOLE_FROM[Level.ADMINISTRATIVE_REGULATION]
            )
        return False


def _read(held: Library) -> Elsewhere:
    made = Elsewhere(held.stamp)
    editions: dict[int, tuple[LawFacts, EditionFacts]] = {}
    for law in {law.id: law for law in held.laws.values()}.values():
        made.held[law.level] = made.held.get(law.level, 0) + 1
        editions |= {edition.id: (law, edition) for edition in law.editions}
    rows = Article.objects.filter(text__contains="《").values_list("edition_id", "text")
    for edition_id, text in rows.iterator(chunk_size=5000):
        made.cited.update(fold(title) for title in _TITLE.findall(text))
        if "废止" in text and edition_id in editions:
            _take(made, text, *editions[edition_id])
    return made


def _take(made: Elsewhere, text: str, law: LawFacts, edition: EditionFacts) -> None:
    begins = _FROM.search(text)
    day = (read_day(begins[0]) if begins else None) or edition.starts_on
    for clause in _REPEALED.findall(text):
        if _PART.search(clause):
            continue
        for title in _TITLE.findall(clause):
            before = made.repeals.get(fold(title))
            if before is None or day < before.day:
                made.repeals[fold(title)] = Repeal(law, edition, day)


_held: dict[str, Elsewhere] = {}


def current() -> Elsewhere:
    """What the library knows by name only; reads every text with a title in it once after an import."""
    held = library.current()
    known = _held.get("known")
    if known is None or known.stamp != held.stamp:
        known = _held["known"] = _read(held)
    return known
