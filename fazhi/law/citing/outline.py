"""A text that is itself a law: its title, its articles, and whether the library holds just this edition of it."""

import re
from dataclasses import dataclass
from datetime import date

from fazhi.law.citing.characters import NUMERAL, alike, number
from fazhi.law.citing.names import Names
from fazhi.law.citing.shelf import EditionText, Shelf, plain
from fazhi.law.citing.standing import Named, Target
from fazhi.law.citing.words import KINDS
from fazhi.law.library import LawFacts

_HEADING = re.compile(rf"^[ #*]*第 ?({NUMERAL}) ?条((?:之{NUMERAL}){{0,2}}) ?[：:]?", re.MULTILINE)
# A text with fewer headings may only quote some articles.
HEADINGS_LEAST = 3
HEADINGS_MOST = 3000
TITLE_LINES = 12
_SAMPLE = 24
_TITLE = re.compile(rf"(?:{KINDS}|修正案|方案|安排)(?:\([^()]{{1,12}}\))*$")
_AMENDS = re.compile(r"修改|修正案|修订|废止")
_AMENDED = re.compile(r"修改[〈《](?P<law>.{2,60})[〉》]|^(?P<code>.{2,20}?)修正案")


@dataclass(frozen=True, slots=True)
class Outline:
    """What a text says of itself. `text` are its own articles when it has any; `amends` marks one that alters others."""

    target: Target | None = None
    text: EditionText | None = None
    amends: bool = False

    @property
    def is_law_text(self) -> bool:
        """Whether it is divided into articles of its own."""
        return self.text is not None


def outline(text: str, source: str, names: Names, shelf: Shelf, on: date, own_law: str | None) -> Outline:
    """Read a text's outline. `own_law` names the law that the text is, or is about, when the caller knows it."""
    texts = _articles(text)
    title = (own_law or "").strip() or _title(text, source, names, on, has_articles=bool(texts))
    if not title:
        return Outline(None, EditionText(texts) if texts else None)
    law = names.law(title, on)
    own = EditionText(texts) if texts else None
    named = _edition(law, own, shelf) if law and own else None
    if _AMENDS.search(title) and (amended := _AMENDED.search(alike(title))):
        other = names.law(amended["law"] or amended["code"], on)
        return Outline(Target(other.title, other) if other else None, own, amends=True)
    target = Target(law.title if law else title, law, named, own=None if named else own)
    return Outline(target, own, bool(_AMENDS.search(title)))


def _articles(text: str) -> dict[str, str]:
    """The articles of a text by number, as long as their numbers grow; empty when they do not begin with the first."""
    texts: dict[str, str] = {}
    before, label, start = (0, 0), "", 0
    for found in _HEADING.finditer(text):
        inserted = [number(part) for part in found[2].split("之")[1:]]
        here = (number(found[1]), inserted[0] if inserted else 0)
        if here <= before or (not texts and not label and here != (1, 0)):
            continue
        if label:
            texts[label] = text[start : found.start()].strip()
        before, label, start = here, "-".join(map(str, (here[0], *inserted))), found.end()
        if len(texts) >= HEADINGS_MOST:
            break
    if label:
        texts[label] = text[start : start + 20_000].strip()
    return texts if len(texts) >= HEADINGS_LEAST else {}


def _title(text: str, source: str, names: Names, on: date, *, has_articles: bool) -> str:
    """The law's name when one of the first lines is one."""
    at = 0
    for _ in range(TITLE_LINES):
        end = text.find("\n", at)
        end = len(text) if end < 0 else end
        line = source[at:end].strip(" #*\u3000《》\t\r") if end - at <= 200 else ""
        if line and names.law(line, on) is not None and _TITLE.search(text[at:end].strip(" #*《》")):
            return line
        if line and has_articles and len(line) <= 60 and _TITLE.search(text[at:end].strip(" #*《》")):
            return line
        if end >= len(text) or (line and line.startswith("第")):
            break
        at = end + 1
    return ""


def _edition(law: LawFacts, own: EditionText, shelf: Shelf) -> Named | None:
    """The edition whose articles these are, when most of a sample of them are the same word for word."""
    numbers = list(own.texts)
    sample = numbers[:: max(1, len(numbers) // _SAMPLE)]
    for edition in reversed(law.editions):
        held = shelf.edition(edition.id)
        same = sum(n in held.texts and held.words(n) == plain(own.texts[n]) for n in sample)
        if same * 2 > len(sample):
            day = edition.adopted_on
            return Named(day.year, day.month, day.day)
    return None
