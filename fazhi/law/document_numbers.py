"""Document numbers (文号): 国办发〔2018〕118号, 国务院令第493号, found in texts and written one way.

Basis: GB/T 9704-2012 7.2.5 (six-sided brackets, full year, no 第 and no leading zeros; orders are numbered 第N号)
"""

import re

from fazhi.kernel.numerals import from_chinese

_OPEN = "〔（(［[【﹝〈"
_CLOSE = "〕）)］]】﹞〉"
_N = "[0-9０-９]{1,5}"
_ZH = "[〇零○一二三四五六七八九十百千]{1,9}"
# The sign of the organ is short; what stands before it in a sentence is not part of it.
_YEARED = re.compile(
    rf"(?P<organ>[一-鿿]{{1,14}}?)\s*[{re.escape(_OPEN)}]\s*(?P<year>(?:19|20)\d\d)\s*年?\s*[{re.escape(_CLOSE)}]\s*第?\s*(?P<n>{_N})\s*号"
)
_ORDER = re.compile(
    rf"(?P<organ>[一-鿿]{{2,40}}?(?:令|公告))\s*(?:[{re.escape(_OPEN)}]\s*(?P<year>(?:19|20)\d\d)\s*年?\s*[{re.escape(_CLOSE)}]\s*)?第\s*(?P<n>{_N}|{_ZH})\s*号"
)
# What may stand right before a document number in a head line and is none of its organ: 2018年2月6日法释〔2018〕1号.
_AHEAD = re.compile(r"^.*[日经由据照以](?=[一-鿿]{2})")
_STATE = "中华人民共和国"
_DIGITS = str.maketrans("０１２３４５６７８９", "0123456789")


def normal_number(text: str) -> str:
    """The one way of writing a document number, whatever brackets, spaces and numerals it came in.

    A text that is no document number comes back without its spaces.
    """
    bare = re.sub(r"\s+", "", text).translate(_DIGITS)
    if match := _YEARED.fullmatch(bare):
        return f"{match['organ']}〔{match['year']}〕{int(match['n'])}号"
    if match := _ORDER.fullmatch(bare):
        return _order(match)
    return bare


def numbers_in(text: str) -> list[str]:
    """Document numbers of a head line: 2007年4月9日 中华人民共和国国务院令第493号公布."""
    found = [_order(match) for match in _ORDER.finditer(text)]
    found += [
        f"{_AHEAD.sub('', match['organ'])}〔{match['year']}〕{int(match['n'])}号"
        for match in _YEARED.finditer(text)
        if not match["organ"].endswith(("令", "公告"))
    ]
    return list(dict.fromkeys(found))


def _order(match: re.Match[str]) -> str:
    organ = _AHEAD.sub("", match["organ"]).replace(_STATE, "")
    year = f"〔{match['year']}〕" if match["year"] else ""
    count = match["n"].translate(_DIGITS)
    return f"{organ}{year}第{int(count) if count.isdecimal() else from_chinese(count.replace('○', '〇'))}号"
