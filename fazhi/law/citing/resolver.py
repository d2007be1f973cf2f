"""From tokens to places of laws: what 本法, 同法, 前款, a bare 第五条 stand for where they are written."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from fazhi.law.citing import quotes
from fazhi.law.citing.outline import Outline
from fazhi.law.citing.points import Place, Span
from fazhi.law.citing.standing import Standing, Target
from fazhi.law.citing.tokens import Bare, Line, Title, Token, Word

# Lines that ranges add to a text. Beyond it a range gives its two ends, so that nobody can make a text explode.
EXPANDED_MOST = 20_000
# How far back a bare place may reach for its law, and 上述规定 for what it repeats.
LINE_MOST = 2000
ABOVE_MOST = 600
_RECENT_MOST = 20
# 刑法第三百八十九条行贿罪、第三百九十三条单位行贿罪: what may stand between two articles of one list.
LIST_GAP_MOST = 24
_GOES_ON = re.compile(r"[^，。；：、\n“”《》]{0,20}(?:、|和|与|或者?|及|以及|至)")
_NOWHERE = Target("")


@dataclass(frozen=True, slots=True)
class Found:
    """A place cited at `start` to `end`. Places of one expression have the same `group`."""

    start: int
    end: int
    target: Target
    place: Place
    group: int


class Resolver:
    """Reads the tokens of one text in order and remembers what has been said."""

    def __init__(self, text: str, outline: Outline, standing: Standing, closed: dict[int, int]) -> None:
        self.text = text
        self.outline = outline
        self.standing = standing
        self._closed = closed
        self._here = Place()
        self._target: Target | None = None
        self._place = Place()
        self._line = 0
        self._end = 0
        self._by_kind: dict[str, Target] = {}
        self._recent: list[tuple[Target, Place]] = []
        self._quoted: tuple[int, int, Target] | None = None
        self._group = 0
        self._expanded = 0

    def found(self, tokens: Iterable[Token]) -> Iterator[Found]:
        """Every place cited, in order."""
        for token in tokens:
            self._group += 1
            match token:
                case Line():
                    self._new_line(token)
                    continue
                case Title():
                    made = self._title(token)
                case Bare():
                    made = self._bare(token)
                case Word():
                    made = self._word(token)
            said: list[tuple[Target, Place]] = []
            for one in made:
                yield one
                if len(said) < _RECENT_MOST:
                    said.append((one.target, one.place))
            if said:
                self._remember(said, token.end)

    def _remember(self, said: list[tuple[Target, Place]], end: int) -> None:
        target, place = said[-1]
        self._recent = said
        self._target, self._place = target, place
        self._end = end
        for kind in ("法典", "法", "条例", "办法", "规定", "细则", "规则", "解释", "决定"):
            if target.name.split("(")[0].split("（")[0].endswith(kind):
                self._by_kind[kind] = target
        if quoted := quotes.after(self.text, end, self._closed):
            self._quoted = (*quoted, target)

    def _new_line(self, line: Line) -> None:
        self._line = line.start
        here = self._here
        if line.article:
            self._here = Place(line.article, 1)
        elif not here.article:
            return
        elif line.item:
            self._here = Place(here.article, here.paragraph, line.item)
        elif line.sub:
            self._here = Place(here.article, here.paragraph, here.item, line.sub)
        else:
            self._here = Place(here.article, here.paragraph + 1)

    # Which law

    def _own(self, at: int) -> Target | None:
        """The law that 本法 and a bare place mean here: the one quoted, else the text's own."""
        if self._quoted and self._quoted[0] <= at < self._quoted[1]:
            return self._quoted[2]
        return self.outline.target

    def _last(self, kind: str) -> Target | None:
        return self._by_kind.get(kind) or self._target

    def _in_line(self, at: int) -> Target | None:
        """The law last cited, when that was in this line."""
        return self._target if self._target is not None and self._same_line(at) else None

    def _same_line(self, at: int) -> bool:
        """Whether nothing but this line lies between the last citation and `at`."""
        return at - self._end <= LINE_MOST and "\n" not in self.text[self._end : at]

    # Tokens

    def _title(self, token: Title) -> Iterator[Found]:
        target = token.target
        own = self.outline.target
        if own and own.law and target.law and own.law.id == target.law.id and self.outline.is_law_text:
            if not token.spans and token.start <= self._line + 2 and not self._here.article:
                return iter(())  # its own title at the head
            target = own if target.named is None else target
        if not token.spans:
            return iter((Found(token.start, token.end, target, Place(), self._group),))
        return self._spread(token.spans, target, Place())

    def _bare(self, token: Bare) -> Iterator[Found]:
        own = self._own(token.start)
        first = token.spans[0].first
        if first.article != "?":
            target = self._of_bare(token, own)
            return self._spread(token.spans, target, Place()) if target else iter(())
        if own is not None and self._here.article and not self.outline.amends:
            base = Place(self._here.article, 0 if first.paragraph else self._here.paragraph)
            if base.paragraph and not self._has(own, base, token.spans[0]):
                base = Place(self._here.article)  # the items are those of another paragraph
            if self._in_line(token.start) is None or self._has(own, base, token.spans[0]):
                return self._spread(token.spans, own, base)
        target = self._in_line(token.start)
        if target is None or not self._place.article:
            return iter(())
        return self._spread(token.spans, target, self._place)

    def _of_bare(self, token: Bare, own: Target | None) -> Target | None:
        """The law of an article without one: that of a list it goes on with, else the text's own, else the last in the line.

        An article that the own law does not have, and the one last named does, is of that one.
        """
        last = self._in_line(token.start)
        gap = (
            self.text[self._end : token.start] if last and token.start - self._end <= LIST_GAP_MOST else "。"
        )
        if _GOES_ON.fullmatch(gap):
            return last
        if own is None or self.outline.amends:
            return last
        if (
            last is not None
            and not self._has(own, Place(), token.spans[0])
            and self._has(last, Place(), token.spans[0])
        ):
            return last
        return own

    def _word(self, word: Word) -> Iterator[Found]:
        if word.which == "上述" and word.kind == "规定" and not word.spans:
            return self._above(word)
        if word.kind in ("款", "条", "项"):
            return self._relative(word)
        if word.which == "本":
            target = self._own(word.start) or self._by_kind.get(word.kind) or _NOWHERE
        elif word.which == "其":
            target = self._in_line(word.start) or _NOWHERE
        else:
            target = self._last(word.kind) or _NOWHERE
        if word.which == "其" and target is _NOWHERE:
            return iter(())
        return self._spread(word.spans, target, self._place if target == self._target else Place())

    def _above(self, word: Word) -> Iterator[Found]:
        if word.start - self._end > ABOVE_MOST or not self._same_line(word.start):
            return
        for target, place in self._recent:
            yield Found(word.start, word.end, target, place, self._group)

    def _relative(self, word: Word) -> Iterator[Found]:
        """前款, 前两条, 本条第一款, 同条第二款, 该项."""
        own = self._own(word.start)
        is_own = own is not None and bool(self._here.article) and word.which not in ("同", "该", "此")
        target, base = (own, self._here) if is_own else (self._target, self._place)
        if target is None or not base.article or self.outline.amends:
            return iter(())
        if word.which in ("前", "上"):
            return self._before(word, target, base, is_own=is_own)
        place = {"条": Place(base.article), "款": Place(base.article, base.paragraph)}.get(word.kind, base)
        if (word.kind == "款" and not place.paragraph) or (word.kind == "项" and not place.item):
            return iter(())
        if word.spans:
            return self._spread(word.spans, target, place)
        return iter((Found(word.start, word.end, target, place, self._group),))

    def _before(self, word: Word, target: Target, base: Place, *, is_own: bool) -> Iterator[Found]:
        places: list[Place] = []
        for step in range(word.many, 0, -1):
            if word.kind == "条":
                text = self.standing.text(target)
                number = text.before(base.article, step) if text else ""
                places += [Place(number)] if number else []
            elif word.kind == "款" and base.paragraph > step:
                places.append(Place(base.article, base.paragraph - step))
            elif word.kind == "项" and base.item > step:
                places.append(Place(base.article, base.paragraph, base.item - step))
        if not places:
            return iter(())
        if word.spans:
            return self._spread(word.spans, target, places[-1])
        return iter([Found(word.start, word.end, target, place, self._group) for place in places])

    # Places

    def _has(self, target: Target, base: Place, span: Span) -> bool:
        text = self.standing.text(target)
        return text is None or text.part(_filled(span.first, base)) is not None

    def _spread(self, spans: list[Span], target: Target, base: Place) -> Iterator[Found]:
        """A line for each place; a range gives what the law has between its ends."""
        for span in spans:
            first = _filled(span.first, base)
            places = [first]
            if span.last is not None:
                last = _filled(span.last, base)
                places = (
                    self.standing.spread(target, first, last)
                    if self._expanded < EXPANDED_MOST
                    else [first, last]
                )
                self._expanded += len(places) - 2
            for place in places:
                yield Found(span.start, span.end, target, place, self._group)


def _filled(place: Place, base: Place) -> Place:
    """A place whose article is not said, put where it belongs."""
    if place.article != "?" and place.article:
        return place
    if place.paragraph:
        return place._replace(article=base.article)
    if place.item:
        return place._replace(article=base.article, paragraph=base.paragraph)
    return place._replace(article=base.article, paragraph=base.paragraph, item=base.item)
