"""A text as a detector reads it: full-width forms narrowed, invisible characters dropped, every place traced back."""

import unicodedata
from dataclasses import dataclass
from typing import Final

_CHINESE_DIGITS: Final = str.maketrans("〇零一二三四五六七八九壹贰叁肆伍陆柒捌玖", "00123456789123456789")


@dataclass(frozen=True, slots=True)
class Reading:
    """`plain` is the text to search; character n of it comes from character `source[n]` of the original."""

    text: str
    plain: str
    source: tuple[int, ...]

    @property
    def digits(self) -> str:
        """The plain text with Chinese digits as figures, place by place."""
        return self.plain.translate(_CHINESE_DIGITS)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The place in the original of a non-empty stretch of the plain text."""
        return self.source[start], self.source[end - 1] + 1


def read(text: str) -> Reading:
    """The text made ready for searching.

    NFKC turns full-width and circled figures into plain ones; characters of format (zero width and the like) and
    accents that stand alone are left out, so that nothing can hide between two figures.
    """
    plain: list[str] = []
    source: list[int] = []
    for place, char in enumerate(text):
        for piece in unicodedata.normalize("NFKC", char):
            if unicodedata.category(piece) in {"Cf", "Cc", "Mn", "Me"} and piece not in "\t\n\r":
                continue
            figure = unicodedata.digit(piece, None)
            plain.append(str(figure) if figure is not None else piece)
            source.append(place)
    return Reading(text, "".join(plain), tuple(source))
