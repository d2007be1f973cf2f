"""One pass over a text for everything that may be a citation.

The scanner stops only at characters that can begin or end one; from there it reads a bounded number of characters, so
that the time grows with the length of the text and with nothing else.
"""

import re
from collections.abc import Iterator
from datetime import date

from fazhi.law.citing import elsewhere, naming, points, words
from fazhi.law.citing.characters import NUMERAL, alike, number, squeezed
from fazhi.law.citing.names import Names
from fazhi.law.citing.points import Place, Span
from fazhi.law.citing.standing import Target
from fazhi.law.citing.tokens import Bare, Line, Title, Token, Word

NAMES_GIVEN_MOST = 500
PATTERNS_MOST = 64

_MARKED = re.compile(r"《([^《》\n]{1,120}+(?:《[^《》\n]{1,80}+》[^《》\n]{0,80}+){0,3}+)》")
_MARKED_SINGLE = re.compile(r"〈([^〈〉《》\n]{2,60}+)〉")
_SELF = re.compile(rf"(本|该|同|此|上述|前述)(?:实施|暂行|试行)?({words.KINDS})")
_BACK = re.compile(r"(前|上)([一二两三四五六七八九\d]?)(款|条|项)")
_HERE = re.compile(r"(本|同|该|此)(条|款|项)")
_ABOVE = re.compile(r"(上述|前述)(规定|条款|法条|条文)")
_UNKNOWN = re.compile(
    r"[\u4e00-\u9fff]{2,24}(?:法典?|条例|办法|规定|细则|规则|解释)(?:\([一二三四五六七八九十]\))?$"
)
_NOT_A_NAME = re.compile(
    r"^(?:有关|相关|上述|前述|下列|其他|该|本|此|同|各项|国家|法律|管理|实施|暂行|具体|若干|的|补充|处理|办)*(?:法律|法|条例|办法|规定|细则|规则|解释)$"
)
_HEADING = re.compile(rf"[ #*>“]*第 ?({NUMERAL}) ?条((?:之{NUMERAL}){{0,2}})(?=([ \n：]|$)|.)")
_ITEM = re.compile(r" *\(([一二三四五六七八九十]{1,3})\)")
_SUB = re.compile(r" *\(?(\d{1,2})[).．、] *(?!\d)")
_A_STATUTE = re.compile(r"(?<!办)法$|法典$")
_NUMERAL_MARK = "[\\d一二三四五六七八九十百千零〇两]"
_CONDITIONS = (
    rf"(?<=第)(?= ?\(? ?{_NUMERAL_MARK})",
    r"(?<=本)(?=[法条款项办规细解决准章通意批公实暂试])(?<![基资根样文版标课剧]本)(?<!(?<![造完构形达组])成本)",
    r"(?<=[该此])(?=[法条款项办规细解决准章通意])(?<!应该)",
    r"(?<=同)(?=[法条款项])(?<![合共相协不伙连]同)",
    r"(?<=前)(?=[一二两三四五六七八九\d]?[款条项]|述)(?<![以之目当面提生从先]前)",
    r"(?<=上)(?=述|一?[款条项])(?<![以之]上)",
    r"(?<=其)(?= ?第)",
    rf"(?<={_NUMERAL_MARK}号)|(?<=\d 号)",
)
_SAID = re.compile(r" ?(?:的?规定|所[列称指述]|中|的|之|、|，|和|或)")


def _anchors(names: Names, given: list[str], *, lines: bool) -> re.Pattern[str]:
    """The characters to stop at, each only where what stands next to it lets a citation begin or end.

    The set comes first, so that the rest of a text is passed over at the speed of a search for one character.
    """
    own = tuple(sorted({(name[-2], name[-1]) for name in given if len(name) > 1}))[:NAMES_GIVEN_MOST]
    if pattern := names.patterns.get((own, lines)):
        return pattern
    ends = {mark: set(before) for mark, before in names.last_marks.items()}
    for before, mark in own:
        ends.setdefault(mark, set()).add(before)
    # The mark alone is compared first: to look a character up in a set costs more.
    tails = [f"(?<={re.escape(mark)})(?<=[{_set(before)}]{re.escape(mark)})" for mark, before in ends.items()]
    fixed = ["(?<=[《〈])", *_CONDITIONS, *(["(?<=\n)"] if lines else [])]
    first = "《〈号第本该同此前上其" + ("\n" if lines else "")
    if len(names.patterns) >= PATTERNS_MOST:
        names.patterns.clear()
    pattern = names.patterns[own, lines] = re.compile(
        f"[{first}{_set(set(ends))}](?:{'|'.join(fixed + tails)})"
    )
    return pattern


def _set(marks: set[str]) -> str:
    return "".join(re.escape(mark) for mark in sorted(marks))


class Scanner:
    """Tokens of one text. `text` has its marks `alike`; `source` is the text as given, of the same length."""

    def __init__(self, text: str, source: str, names: Names, on: date, *, is_law_text: bool) -> None:
        self.text = text
        self.source = source
        self.names = names
        self.on = on
        self.is_law_text = is_law_text
        self.given: dict[str, Target] = {}
        self._given_lengths: dict[str, tuple[int, ...]] = {}
        self._floor = 0
        self._anchor = _anchors(names, naming.called(text), lines=is_law_text)

    def tokens(self) -> Iterator[Token]:
        """Tokens in the order of the text; none overlaps another."""
        text = self.text
        if self.is_law_text and (line := self._line(0)):
            yield line
        for found in self._anchor.finditer(text):
            at = found.start()
            if at < self._floor:
                continue
            token = self._at(text[at], at)
            if token is not None:
                self._floor = max(self._floor, token.end if not isinstance(token, Line) else self._floor)
                yield token

    def _at(self, mark: str, at: int) -> Token | None:
        match mark:
            case "《":
                return self._marked(at)
            case "〈":
                return self._marked_single(at)
            case "\n":
                return self._line(at + 1)
            case "第":
                return self._bare(at)
            case "号":
                return self._numbered(at + 1)
            case "前" | "上" | "同" | "该" | "此" | "本" | "其":
                return self._word(at) or self._named_without_marks(at + 1)
        return self._named_without_marks(at + 1)

    # Titles

    def _marked(self, at: int) -> Token | None:
        match = _MARKED.match(self.text, at)
        if match is None:
            return None
        name = squeezed(self.source[match.start(1) : match.end(1)])
        notes = naming.notes(self.text, match.end())
        target, known = self._target(name, notes)
        start = at
        if before := naming.named_before(self.text, at):
            target = Target(target.name, target.law, target.named or before[0])
            start = max(before[1], self._floor)
        if notes.called:
            self._give(notes.called, target)
        token = self._with_places(
            start, notes.edition_end if notes.edition_end > match.end() else match.end(), notes.end, target
        )
        if not (known or token.spans or self._is_norm(name)):
            self._floor = match.end()
            return None
        if not token.spans:
            self._floor = notes.end
        return token

    def _is_norm(self, name: str) -> bool:
        plain = alike(name)
        return bool(words.NORM.search(plain)) and not words.NOT_A_NORM.search(plain)

    def _marked_single(self, at: int) -> Token | None:
        match = _MARKED_SINGLE.match(self.text, at)
        law = self.names.law(match[1], self.on) if match else None
        if match is None or law is None:
            return None
        return self._with_places(at, match.end(), match.end(), Target(law.title, law))

    def _target(self, name: str, notes: naming.Notes) -> tuple[Target, bool]:
        """The law that a title in book marks names, and whether it is known."""
        key = alike(name)
        if given := self.given.get(key):
            return given, True
        named = notes.named
        law = self.names.law(name, self.on)
        if law is None and (inside := naming.EDITION_INSIDE.search(key)):
            law = self.names.law(key[: inside.start()], self.on)
            named = named or naming.named(inside)
            name = name[: inside.start()]
        if law is None and notes.number:
            law = self.names.numbered(notes.number)
        return Target(law.title if law else name, law, named), law is not None

    def _give(self, name: str, target: Target) -> None:
        """From here on `name` means `target`."""
        if len(self.given) >= NAMES_GIVEN_MOST or not 2 <= len(name) <= 30:
            return
        self.given[name] = target
        lengths = {*self._given_lengths.get(name[-1], ()), len(name)}
        self._given_lengths[name[-1]] = tuple(sorted(lengths, reverse=True))

    def _given_name(self, end: int) -> Title | None:
        """A short name that the text itself has given, and that ends here."""
        text = self.text
        for length in self._given_lengths.get(text[end - 1], ()):
            start = end - length
            target = self.given.get(text[start:end]) if start >= self._floor else None
            if target is None or words.inside_longer_word(text, start, end):
                continue
            token = self._with_places(start, end, end, target)
            if token.spans or (length > 3 and words.stands_free(text, start)):
                return token
        return None

    def _named_without_marks(self, end: int) -> Token | None:
        """A name that ends here and has no book marks."""
        text = self.text
        if given := self._given_name(end):
            return given
        found = self.names.ending(text, end, self._floor, self.on)
        if found is None:
            return None
        start, law = found
        if words.inside_longer_word(text, start, end):
            return None
        if longer := words.LONGER.match(text, end):
            return self._longer(start, longer.end())
        target = Target(law.title, law)
        place = None
        if start > self._floor and text[start - 1] in words.PLACE_MARKS:
            place = words.PLACE_BEFORE.search(text, max(self._floor, start - 14), start)
        if place:
            return self._of_a_place(place.start(), start, end)
        begins = start
        if before := naming.named_before(text, start):
            target, begins = Target(law.title, law, before[0]), max(before[1], self._floor)
        notes = naming.notes(text, end)
        if notes.named:
            target = Target(law.title, law, notes.named)
        if notes.called:
            self._give(notes.called, target)
        token = self._with_places(begins, notes.edition_end, notes.end, target)
        if token.spans:
            return token
        if end - start < 3 and text[start:end] not in ("刑法", "宪法"):
            return None
        if start and text[start - 1] == "的" and not _A_STATUTE.search(text, start, end):
            return None  # 该行业的发票管理办法: as likely a kind of text as a title
        return token if begins < start or end - start >= 8 or words.stands_free(text, start) else None

    def _longer(self, start: int, end: int) -> Token | None:
        """A name that goes on (…法实施细则): of a known law when a later mark finds it, else a name not held here."""
        name = self.text[start:end]
        if self.names.law(name, self.on) is not None:
            return None
        token = self._with_places(start, end, end, Target(self.source[start:end]))
        self._floor = end
        return token if token.spans else None

    def _of_a_place(self, at: int, start: int, end: int) -> Token | None:
        """A national title behind a place's name is a local text of its own: 某市物业管理条例."""
        if not self.text[start:end].endswith(("条例", "办法", "规定", "细则", "规则", "决定")):
            return None
        lead = words.LEADING.match(self.text[at:start])
        begins = at + (lead.end() if lead else 0)
        return self._with_places(begins, end, end, Target(self.source[begins:end]))

    def _with_places(self, start: int, shown_end: int, end: int, target: Target) -> Title:
        """The title with the places that follow it; without any it ends where it is shown to."""
        fill = words.FILL.match(self.text, end)
        after = fill.end() if fill else end
        spans = points.read(self.text, after, bare=after == end)
        if not spans:
            return Title(start, shown_end, target)
        spans[0] = Span(start, spans[0].end, spans[0].first, spans[0].last)
        return Title(start, max(span.end for span in spans), target, spans)

    def _numbered(self, end: int) -> Token | None:
        found = naming.document_number(self.text, end, self._floor)
        if found is None:
            return None
        start, given = found
        law = self.names.numbered(given)
        return self._with_places(start, end, end, Target(law.title if law else given, law))

    # Words and places

    def _word(self, at: int) -> Token | None:
        text = self.text
        if match := _ABOVE.match(text, at):
            spans = points.read(text, match.end()) if match[2] == "规定" else []
            return Word(at, spans[-1].end if spans else match.end(), "上述", "规定", spans=spans)
        if match := _SELF.match(text, at):
            fill = words.FILL.match(text, match.end())
            spans = points.read(text, fill.end() if fill else match.end())
            if not spans:
                return None
            return self._spread(Word(at, 0, match[1], match[2]), spans)
        if match := _BACK.match(text, at):
            if match[3] == "项" and text[match.end() : match.end() + 1] in "目工":
                return None
            spans = points.read(text, match.end(), Place("?")) if match[3] != "项" else []
            many = number(match[2]) if match[2] else 1
            return self._spread(Word(at, match.end(), "前", match[3], max(many, 1)), spans)
        if match := _HERE.match(text, at):
            return self._here(match)
        if text[at] == "其" and (spans := points.read(text, at + 1)) and spans[0].first.article:
            return self._spread(Word(at, 0, "其", "法"), spans)
        return None

    def _here(self, match: re.Match[str]) -> Token | None:
        text, end = self.text, match.end()
        if text[end : end + 1] in "例目件文约理线形":
            return None
        fill = words.FILL.match(text, end)
        spans = points.read(text, fill.end() if fill else end, Place("?"))
        if not spans and not _SAID.match(text, end):
            return None
        if not spans and match[2] == "项" and not text.startswith(("规定", "所"), end):
            return None
        return self._spread(Word(match.start(), end, match[1], match[2]), spans)

    def _spread(self, word: Word, spans: list[Span]) -> Word:
        if spans:
            spans[0] = Span(word.start, spans[0].end, spans[0].first, spans[0].last)
            word.spans = spans
            word.end = max(span.end for span in spans)
        return word

    def _bare(self, at: int) -> Token | None:
        text = self.text
        if not self.is_law_text and (at == 0 or text[at - 1] in "\n #*“"):
            heading = _HEADING.match(text, at)
            if heading and heading[3] is not None:
                return None
        spans = points.read(text, at, Place("?"))
        if not spans:
            return None
        end = max(span.end for span in spans)
        if at > self._floor and "\u4e00" <= text[at - 1] <= "\u9fff":
            window = text[max(self._floor, at - 26) : at]
            if spans[0].first.article != "?" and (unknown := _UNKNOWN.search(window)):
                return self._unknown(at - len(window) + unknown.start(), at, spans)
            if not words.stands_free(text, at):
                return None
        if spans[0].first.article == "?" and not self.is_law_text and not _SAID.match(text, end):
            return None
        return Bare(at, end, spans)

    def _unknown(self, start: int, at: int, spans: list[Span]) -> Token | None:
        """Places after words that look like a title without book marks, of a law that the library does not hold.

        Where it begins is told by the names that the library's texts cite, else by the words that may stand before it.
        """
        known = elsewhere.current()
        begins = next((n for n in range(start, at - 2) if known.knows(self.text[n:at])), -1)
        if begins < 0:
            name = words.without_lead(self.text[start:at])
            if _NOT_A_NAME.match(name) or len(name) < 3:
                return Bare(at, max(span.end for span in spans), spans)
            begins = at - len(name)
        spans[0] = Span(begins, spans[0].end, spans[0].first, spans[0].last)
        return Title(begins, max(span.end for span in spans), Target(self.source[begins:at]), spans)

    # Lines

    def _line(self, at: int) -> Line | None:
        text = self.text
        found = _HEADING.match(text, at)
        if found and (
            found[3] is not None
            or (self.is_law_text and text[found.end()] not in "规第的之和与及、至到或所中-，款]")
        ):
            self._floor = max(self._floor, found.end())
            inserted = "".join(f"-{number(part)}" for part in found[2].split("之")[1:])
            return Line(at, f"{number(found[1])}{inserted}")
        if item := _ITEM.match(text, at):
            return Line(at, item=number(item[1]))
        if sub := _SUB.match(text, at):
            return Line(at, sub=int(sub[1]))
        end = text.find("\n", at, at + 400)
        return Line(at) if end < 0 or text[at:end].strip() else None
