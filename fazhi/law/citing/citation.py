"""What is found: a citation with its place in the text, what it cites, and how that stands."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import TextChoices


class Status(TextChoices):
    """How a citation stands on the day it is checked for."""

    OK = "ok", "引用无误"
    NO_SUCH_LAW = "no_such_law", "没有这部法律"
    NO_SUCH_ARTICLE = "no_such_article", "该法没有此条"
    NO_SUCH_ITEM = "no_such_item", "该条没有此款、项"
    REPEALED = "repealed", "该法已经废止"
    AMENDED_SINCE = "amended_since", "条文此后已经修改"
    NOT_IN_LIBRARY = "not_in_library", "法规库没有收入"


@dataclass(frozen=True, slots=True)
class Current:
    """What is in force now in place of what is cited; `article` and `text` are empty when nothing answers to it."""

    law: str
    edition: date | None
    article: str = ""
    text: str = ""

    def as_json(self) -> dict[str, str | None]:
        """The four values as they are put out."""
        return {
            "law": self.law,
            "edition": self.edition.isoformat() if self.edition else None,
            "article": self.article or None,
            "text": self.text or None,
        }


@dataclass(frozen=True, slots=True)
class Difference:
    """Words of a quotation against the words of the law; one of the two may be empty."""

    quoted: str
    law: str


@dataclass(frozen=True, slots=True)
class Quote:
    """A quotation that goes with a citation, compared without regard to punctuation and spaces."""

    start: int
    end: int
    is_same: bool
    differences: tuple[Difference, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """The quotation as it is put out."""
        return {
            "same": self.is_same,
            "differences": [{"quoted": d.quoted, "law": d.law} for d in self.differences],
            "start": self.start,
            "end": self.end,
        }


@dataclass(frozen=True, slots=True)
class Citation:
    """One article, paragraph or item cited, or a whole law when `article` is empty.

    `start` and `end` are characters of the text as it was given; the articles of a list written in one (第三、四条) and of
    a range share them. `law` is the full title, or the name as written when the library does not hold it, or empty when
    the text does not say which law is meant. `edition` is the day on which the text that was checked was adopted.
    """

    start: int
    end: int
    text: str
    law: str
    edition: date | None
    article: str
    paragraph: str
    item: str
    sub: str
    status: Status
    current: Current | None
    law_id: int | None = None
    edition_id: int | None = None
    quote: Quote | None = None

    @property
    def ref(self) -> str:
        """The citation in the code form, 中华人民共和国行政处罚法#58.1(2)."""
        code = f"{self.law}#{self.article or '0'}"
        if self.paragraph:
            code += f".{self.paragraph}"
        return code + "".join(f"({part})" for part in (self.item, self.sub) if part)

    def as_json(self) -> dict[str, Any]:
        """One line of the output of `fazhi law cite --json`."""
        made: dict[str, Any] = {
            "start": self.start,
            "end": self.end,
            "text": self.text,
            "law": self.law or None,
            "edition": self.edition.isoformat() if self.edition else None,
            "article": self.article or None,
            "paragraph": self.paragraph or None,
            "item": self.item or None,
            "status": str(self.status.value),
            "current": self.current.as_json() if self.current else None,
        }
        if self.sub:
            made["sub"] = self.sub
        if self.quote:
            made["quote"] = self.quote.as_json()
        return made
