"""A text with its marks made alike, character for character, so that every offset stays what it was."""

import re
from functools import lru_cache

from fazhi.kernel.numerals import from_chinese

NUMERAL = r"(?:\d{1,4}|[一二三四五六七八九十百千零〇两]{1,9})"
LONGEST_NUMERAL = 9

_ALIKE = {
    "()": "（）﹙﹚",
    "[]": "〔〕【】［］﹝﹞〖〗",
    "〈〉": "＜＞﹤﹥",
    "“”": "「」『』",
}
_TABLE: dict[int, str] = {
    ord(full): plain for full, plain in zip("０１２３４５６７８９", "0123456789", strict=True)
}
for _pair, _others in _ALIKE.items():
    _TABLE |= {ord(mark): _pair[n % 2] for n, mark in enumerate(_others)}
_TABLE |= dict.fromkeys(map(ord, "—–－―﹣−～~‐‑‒"), "-")
_TABLE |= dict.fromkeys(map(ord, "○Ο◯"), "〇")
_TABLE |= dict.fromkeys(map(ord, "\t\r\u00a0\u2002\u2003\u2009\u3000\ufeff\u200b"), " ")
_TABLE |= {ord(","): "，", ord(":"): "：", ord(";"): "；", ord("､"): "、", ord("﹑"): "、"}
_TABLE |= {ord("條"): "条", ord("項"): "项", ord("號"): "号"}

_SPACES = re.compile(r"\s+")


_PAIRS = [(chr(mark), plain) for mark, plain in _TABLE.items()]


def alike(text: str) -> str:
    """The text with digits half width, brackets, dashes and spaces of one kind each; as long as the text given."""
    # Most of the marks are absent from most texts, and to see that is quicker than to translate every character.
    for mark, plain in _PAIRS:
        if mark in text:
            text = text.replace(mark, plain)
    return text


def squeezed(text: str) -> str:
    """The text without white space."""
    return _SPACES.sub("", text)


@lru_cache(maxsize=4096)
def number(text: str) -> int:
    """What a numeral stands for; 0 when it is none, as 十十 is none."""
    try:
        return from_chinese(text)
    except ValueError:
        return 0
