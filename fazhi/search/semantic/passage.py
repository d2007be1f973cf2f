"""What of an article is encoded, and the digest by which a vector made elsewhere is known to be of the same words."""

import hashlib
import re
from dataclasses import dataclass

MOST_CHARACTERS = 220
DIGEST_BYTES = 8
_STATE = "中华人民共和国"
_DIVISION = re.compile(r"^第[一二三四五六七八九十百零]+(?:分编|编|章|节)\s*")


@dataclass(frozen=True, slots=True)
class Passage:
    """An article as the store of vectors needs it.

    `key` is the entry's in the index; articles of an edition have keys in a row. `law` numbers the edition it stands
    in, `chapter` its chapter; `starts` (inclusive) and `ends` (exclusive) bound the days it is found on, as 20260131.
    """

    key: int
    name: str
    heading: str
    text: str
    law: int
    chapter: int
    starts: int
    ends: int

    @property
    def title(self) -> str:
        """Name of the law and of the chapter, without their numbers."""
        return title(self.name, self.heading)


def title(name: str, heading: str) -> str:
    """公司法 公司债券: the law's short name and the titles of the divisions, which stand in lines of `heading`."""
    divisions = (_DIVISION.sub("", line.strip()).strip() for line in heading.split("\n"))
    return " ".join([name.removeprefix(_STATE), *(one for one in divisions if one)])


def said(name: str, heading: str, text: str) -> str:
    """The words that are encoded: title, colon, and the first 220 characters."""
    return f"{title(name, heading)}：{text[:MOST_CHARACTERS]}"


def digest(name: str, text: str) -> bytes:
    """Eight bytes that tell an article's words; punctuation, line ends and the chapter's spelling do not matter."""
    kept = "".join(sign for sign in text if sign.isalnum())
    return hashlib.sha256(f"{name.removeprefix(_STATE)}\n{kept}".encode()).digest()[:DIGEST_BYTES]
